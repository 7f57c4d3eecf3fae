//! What a mediator does with stations, and what becomes of it.

use epn_rules::people::{AgeBand, Category};
use epn_rules::session::{EndCause, Phase};
use epn_rules::units::Minutes;
use epn_wire::console::{ErrorCode, OpenedAll, RoomView, StationTile, VisitorCreated};
use epn_wire::station::{Command, Entry, OutOfService};
use serde_json::json;

use crate::support::{Console, Site, Station};

async fn tile(console: &Console, station: &Station) -> StationTile {
    let room: RoomView = console.get("/room").await.read();
    room.stations.into_iter().find(|tile| tile.id == station.id).unwrap()
}

fn path(station: &Station, what: &str) -> String {
    format!("/stations/{}/{what}", station.id)
}

#[tokio::test]
async fn the_room_shows_its_stations_in_the_order_of_their_numbers() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let mut stations = Vec::new();
    for name in ["Poste 10", "Poste 9", "Atelier"] {
        stations.push(site.station(name).await);
    }
    let room: RoomView = console.get("/room").await.read();
    assert_eq!((room.site.as_str(), room.timezone.as_str()), ("Espace numérique de Sully", "Europe/Paris"));
    let names: Vec<_> = room.stations.iter().map(|tile| tile.name.as_str()).collect();
    assert_eq!(names, ["Atelier", "Poste 9", "Poste 10"]);
    assert!(room.stations.iter().all(|tile| tile.online && tile.session.is_none()));
    assert_eq!(room.today.ranges.len(), 2);
}

#[tokio::test]
async fn a_station_is_opened_extended_told_something_and_ended() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let mut station = site.station("Poste 1").await;
    console.post(&path(&station, "open"), &json!({ "minutes": 30 })).await.done();
    let lease = station.takes_up().await;
    assert_eq!((lease.category, lease.seconds), (Category::Staff, 1800));
    let shown = tile(&console, &station).await.session.unwrap();
    assert_eq!((shown.id, &shown.alias), (lease.session, &lease.alias));

    // It is busy now: a second opening is refused with the reasons.
    let again = console.post(&path(&station, "open"), &json!({})).await.refused(409);
    assert_eq!(again.code, ErrorCode::Refused);
    assert!(!again.decision.unwrap().is_granted());

    console.post(&path(&station, "extend"), &json!({ "minutes": 15 })).await.done();
    let longer = station.takes_up().await;
    assert_eq!(longer.session, lease.session);
    let moved = tile(&console, &station).await.session.unwrap().ends.duration_since(shown.ends);
    assert_eq!(moved.as_secs(), 15 * 60);

    console.post(&path(&station, "message"), &json!({ "text": " On ferme bientôt. " })).await.done();
    assert_eq!(station.command().await.1, Command::Message { text: "On ferme bientôt.".to_owned() });
    for text in [String::new(), "a".repeat(281)] {
        let refused = console.post(&path(&station, "message"), &json!({ "text": text })).await.refused(400);
        assert_eq!(refused.code, ErrorCode::BadRequest);
    }

    console.order(&path(&station, "end")).await.done();
    let (_, ended) = station.command().await;
    assert_eq!(ended, Command::End { session: lease.session, cause: EndCause::EndedByStaff });
    station.ends(EndCause::EndedByStaff, 60).await;
    assert_eq!(tile(&console, &station).await.session, None);
    assert_eq!(console.order(&path(&station, "end")).await.refused(409).code, ErrorCode::NotNow);
    assert_eq!(
        console.post(&path(&station, "extend"), &json!({ "minutes": 15 })).await.refused(409).code,
        ErrorCode::NotNow
    );
}

#[tokio::test]
async fn a_station_is_opened_for_a_member_by_name() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let mut station = site.station("Poste 1").await;
    let member: VisitorCreated =
        console.post("/visitors", &json!({ "name": "Nadia", "picture": "moon" })).await.read();
    console.post(&path(&station, "open"), &json!({ "visitor": member.id })).await.done();
    let lease = station.takes_up().await;
    assert_eq!(lease.alias, member.alias);
    let shown = tile(&console, &station).await.session.unwrap();
    assert_eq!(shown.name.as_deref(), Some("Nadia"));

    let other = site.station("Poste 2").await;
    let twice = console.post(&path(&other, "open"), &json!({ "visitor": member.id })).await.refused(409);
    assert_eq!(twice.code, ErrorCode::Refused);
    let nobody = json!({ "visitor": "01ARZ3NDEKTSV4RRFFQ69G5FAV" });
    assert_eq!(console.post(&path(&other, "open"), &nobody).await.refused(404).code, ErrorCode::NotFound);
}

#[tokio::test]
async fn a_closed_room_is_opened_for_nobody_and_the_next_moment_is_told() {
    let site = Site::at("2026-03-10T12:30:00+01:00").await;
    let console = site.coordinator().await;
    let station = site.station("Poste 1").await;
    let refused = console.post(&path(&station, "open"), &json!({})).await.refused(409);
    let decision = serde_json::to_value(refused.decision.unwrap()).unwrap();
    assert_eq!(decision["because"][0]["rule"], "closed");
    assert_eq!(decision["next"], "2026-03-10T13:00:00Z");
}

#[tokio::test]
async fn a_session_moves_with_what_is_left_of_it() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let (mut one, mut two) = (site.station("Poste 1").await, site.station("Poste 2").await);
    console.post(&path(&one, "open"), &json!({ "minutes": 30 })).await.done();
    let first = one.takes_up().await;
    console.post(&path(&one, "move"), &json!({ "to": two.id })).await.done();
    let second = two.takes_up().await;
    assert_ne!(second.session, first.session);
    assert_eq!((&second.alias, second.category), (&first.alias, first.category));
    assert!(second.seconds <= first.seconds && second.seconds > first.seconds - 60, "{}", second.seconds);
    let (_, ended) = one.command().await;
    assert_eq!(ended, Command::End { session: first.session, cause: EndCause::Moved });

    one.ends(EndCause::Moved, 10).await;
    let nobody = console.post(&path(&one, "move"), &json!({ "to": two.id })).await.refused(409);
    assert_eq!(nobody.code, ErrorCode::NotNow);
}

#[tokio::test]
async fn every_free_station_is_opened_at_once() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let (mut one, mut two) = (site.station("Poste 1").await, site.station("Poste 2").await);
    console.post(&path(&one, "open"), &json!({})).await.done();
    one.takes_up().await;
    let OpenedAll { opened, refused } = console.post("/room/open-all", &json!({})).await.read();
    assert_eq!((opened, refused), (vec![two.id], Vec::new()));
    two.takes_up().await;
    assert_eq!(tile(&console, &two).await.session.unwrap().category, Category::Staff);
}

#[tokio::test]
async fn a_station_is_taken_out_of_service_and_put_back() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let mut station = site.station("Poste 1").await;
    let note = "Écran à changer".to_owned();
    console.post(&path(&station, "service"), &json!({ "in_service": false, "note": note })).await.done();
    assert_eq!(station.command().await.1, Command::OutOfService { note: note.clone() });
    assert_eq!(tile(&console, &station).await.out_of_service, Some(OutOfService::Staff { note }));
    let refused = console.post(&path(&station, "open"), &json!({})).await.refused(409);
    assert_eq!(refused.code, ErrorCode::Refused);

    console.post(&path(&station, "service"), &json!({ "in_service": true })).await.done();
    assert_eq!(station.command().await.1, Command::InService);
    assert_eq!(tile(&console, &station).await.out_of_service, None);
}

#[tokio::test]
async fn a_call_for_help_is_answered() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let mut station = site.station("Poste 1").await;
    console.order(&path(&station, "help-answered")).await.done();
    assert_eq!(station.command().await.1, Command::HelpAnswered);
}

#[tokio::test]
async fn a_station_that_is_away_or_unknown_is_told_so() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let station = site.station("Poste 1").await;
    let open = path(&station, "open");
    let mut events = console.events().await.unwrap();
    drop(station);
    events.room(|room| !room.stations[0].online).await;
    assert_eq!(console.post(&open, &json!({})).await.refused(409).code, ErrorCode::StationAway);
    let unknown = "/stations/01ARZ3NDEKTSV4RRFFQ69G5FAV/open";
    assert_eq!(console.post(unknown, &json!({})).await.refused(404).code, ErrorCode::NotFound);
}

#[tokio::test]
async fn a_refusal_of_the_rules_is_counted() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let mut station = site.station("Poste 1").await;
    let entry = Entry::NoAccount { age: AgeBand::MoinsDeDouze, picture: "cat".to_owned() };
    assert!(station.log_in(entry).await.is_err());
    let entry = Entry::NoAccount { age: AgeBand::QuaranteCinquanteNeuf, picture: "cat".to_owned() };
    let lease = station.log_in(entry).await.unwrap();
    assert_eq!(lease.alias.picture, "cat");
    assert_eq!(tile(&console, &station).await.phase, Phase::Active);
    let room: RoomView = console.get("/room").await.read();
    assert_eq!((room.day.sessions, room.day.refusals, room.day.minutes), (1, 1, 0));
    assert!(Minutes(lease.seconds / 60) <= Minutes(60));
}
