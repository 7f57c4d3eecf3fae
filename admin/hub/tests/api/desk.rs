//! Tickets, members and passages.

use epn_rules::people::{AgeBand, PICTURES};
use epn_rules::units::Minutes;
use epn_wire::console::{ErrorCode, RoomView, TicketIssued, VisitorCreated, VisitorRow};
use epn_wire::station::{Entry, Reply};
use serde_json::json;

use crate::support::Site;

#[tokio::test]
async fn a_ticket_opens_a_station_once_issued() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let mut station = site.station("Poste 1").await;
    let ticket: TicketIssued =
        console.post("/tickets", &json!({ "minutes": 20, "age": "vingt_cinq_trente_neuf" })).await.read();
    assert_eq!((ticket.minutes, ticket.site.as_str()), (Minutes(20), "Espace numérique de Sully"));
    assert_eq!(ticket.expires.to_string(), "2026-03-10T23:00:00Z");
    assert!(PICTURES.contains(&ticket.alias.picture.as_str()));

    let lease = station.log_in(Entry::Ticket { code: ticket.code }).await.unwrap();
    assert_eq!((lease.alias, lease.seconds), (ticket.alias, 20 * 60));
}

#[tokio::test]
async fn a_ticket_without_wishes_is_as_the_policy_says() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let ticket: TicketIssued = console.post("/tickets", &json!({})).await.read();
    assert_eq!(ticket.minutes, Minutes(60));
    let endless = console.post("/tickets", &json!({ "minutes": 100_000 })).await.refused(400);
    assert_eq!(endless.code, ErrorCode::BadRequest);
}

#[tokio::test]
async fn a_misspelt_field_is_refused_by_its_name_and_nothing_is_stored() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let station = site.station("Poste 1").await.id;
    let open = format!("/stations/{station}/open");
    for (path, body, field) in [
        ("/visitors", json!({ "name": "Nadia Hamon", "birthyear": 1987 }), "birthyear"),
        ("/tickets", json!({ "minuts": 20 }), "minuts"),
        ("/passages", json!({ "purpos": "wifi" }), "purpos"),
        (open.as_str(), json!({ "minutes": 30, "companion": 2 }), "companion"),
        (
            "/bookings",
            json!({ "places": [], "from": "2026-03-11T10:00", "minutes": 30, "repeat": { "every": "day", "times": 2 } }),
            "times",
        ),
    ] {
        let refused = console.post(path, &body).await.refused(422);
        assert_eq!(refused.code, ErrorCode::BadRequest);
        assert!(refused.message.contains(&format!("unknown field `{field}`")), "{}", refused.message);
    }
    let asked = console.get("/visitors?query=nadia&limit=5").await.refused(400);
    assert!(asked.message.contains("limit"), "{}", asked.message);
    let found: Vec<VisitorRow> = console.get("/visitors?query=nadia").await.read();
    assert_eq!(found, []);
    let room: RoomView = console.get("/room").await.read();
    assert_eq!((room.day.sessions, room.day.passages), (0, 0));
}

#[tokio::test]
async fn a_member_is_made_found_and_given_a_new_pin() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let mut station = site.station("Poste 1").await;
    let member: VisitorCreated = console
        .post("/visitors", &json!({ "name": "Nadia Hamon", "birth_year": 1987, "picture": "moon" }))
        .await
        .read();
    assert_eq!(member.alias.picture, "moon");
    let entry =
        |member: &VisitorCreated| Entry::Member { number: member.number.clone(), pin: member.pin.clone() };
    station.log_in(entry(&member)).await.unwrap();
    station.ends(epn_rules::session::EndCause::VisitorLeft, 125).await;

    for query in [member.number.as_str(), "nadia", "HAMON", &member.number[..3]] {
        let found: Vec<VisitorRow> = console.get(&format!("/visitors?query={query}")).await.read();
        let expected = VisitorRow {
            id: member.id,
            number: member.number.clone(),
            name: Some("Nadia Hamon".to_owned()),
            alias: member.alias.clone(),
            used_today: Minutes(2),
            groups: Vec::new(),
        };
        assert_eq!(found, [expected], "{query}");
    }
    assert!(console.get("/visitors?query=%25").await.read::<Vec<VisitorRow>>().is_empty());

    let renewed: VisitorCreated = console.order(&format!("/visitors/{}/pin", member.id)).await.read();
    assert_eq!(renewed.number, member.number);
    if renewed.pin != member.pin {
        let old = station.log_in(entry(&member)).await.unwrap_err();
        assert!(matches!(old, Reply::NotRecognised { wait_seconds: 1 }), "{old:?}");
    }
    let nobody = console.order("/visitors/01ARZ3NDEKTSV4RRFFQ69G5FAV/pin").await.refused(404);
    assert_eq!(nobody.code, ErrorCode::NotFound);
}

#[tokio::test]
async fn nothing_need_be_said_of_a_member() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let member: VisitorCreated = console.post("/visitors", &json!({})).await.read();
    let found: Vec<VisitorRow> = console.get(&format!("/visitors?query={}", member.number)).await.read();
    assert_eq!(found[0].name, None);
    for wrong in [
        json!({ "birth_year": 1890 }),
        json!({ "birth_year": 2027 }),
        json!({ "picture": "skull" }),
        json!({ "name": "two\nlines" }),
    ] {
        assert_eq!(
            console.post("/visitors", &wrong).await.refused(400).code,
            ErrorCode::BadRequest,
            "{wrong}"
        );
    }
}

#[tokio::test]
async fn passages_count() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    console.post("/passages", &json!({})).await.done();
    console.post("/passages", &json!({ "purpose": "wifi", "age": AgeBand::DouzeDixHuit })).await.done();
    let room: RoomView = console.get("/room").await.read();
    assert_eq!(room.day.passages, 2);
}
