//! The queue at the desk, and what a day's sessions cost.

use epn_rules::people::AgeBand;
use epn_rules::session::EndCause;
use epn_rules::units::Cents;
use epn_wire::calendar::QueueRow;
use epn_wire::console::{ErrorCode, PolicyView, RoomView, SessionRow, VisitorCreated};
use epn_wire::station::Entry;
use serde_json::json;

use crate::support::Site;

fn nobody(picture: &str) -> Entry {
    Entry::NoAccount { age: AgeBand::QuaranteCinquanteNeuf, picture: picture.to_owned() }
}

#[tokio::test]
async fn somebody_is_put_in_the_queue_called_and_taken_off() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let mut events = console.events().await.unwrap();
    let mut station = site.station("Poste 1").await;
    station.log_in(nobody("sun")).await.unwrap();
    let member: VisitorCreated = console.post("/visitors", &json!({ "picture": "moon" })).await.read();
    let first: QueueRow = console.post("/queue", &json!({ "visitor": member.id })).await.read();
    let second: QueueRow = console.post("/queue", &json!({ "picture": "cat" })).await.read();
    assert_eq!((first.place, second.place, second.alias.picture.as_str()), (1, 2, "cat"));
    // An hour each, and the room closes at noon: the second is called by nobody unless somebody leaves early.
    assert!(first.about.is_some() && second.about.is_none());
    let listed: Vec<QueueRow> = console.get("/queue").await.read();
    assert_eq!(listed.iter().map(|row| row.id).collect::<Vec<_>>(), [first.id, second.id]);
    assert_eq!(
        console.post("/queue", &json!({ "picture": "nothing" })).await.refused(400).code,
        ErrorCode::BadRequest
    );
    events
        .room(|room| room.waiting == 2 && !room.stations[0].session.as_ref().unwrap().extends_by_itself)
        .await;

    let call = |id| format!("/queue/{id}/call");
    let to = json!({ "station": station.id });
    assert_eq!(console.post(&call(second.id), &to).await.refused(409).code, ErrorCode::NotNow);
    console.order(&format!("/queue/{}/remove", first.id)).await.done();
    let gone = console.post(&call(first.id), &to).await.refused(404);
    assert_eq!(gone.code, ErrorCode::NotFound);
    assert_eq!(
        console.order(&format!("/queue/{}/remove", first.id)).await.refused(404).code,
        ErrorCode::NotFound
    );

    station.ends(EndCause::VisitorLeft, 60).await;
    let room = events.room(|room| room.stations[0].called.is_some()).await;
    assert_eq!(room.stations[0].called.as_ref(), Some(&second.alias));
    // Nobody waits any more whom no station is held for.
    assert_eq!(room.waiting, 0);
    let lease = station.log_in(nobody("cat")).await.unwrap();
    assert_eq!(lease.alias, second.alias);
    let left: Vec<QueueRow> = console.get("/queue").await.read();
    assert_eq!(left, []);
}

#[tokio::test]
async fn the_sessions_of_a_day_say_what_they_cost_and_how_many_sat_there() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let PolicyView { id, mut policy, .. } = console.get("/policy").await.read();
    policy.tariffs =
        serde_json::from_value(json!([{ "cents_per_quarter_hour": 40, "free_minutes": 15 }])).unwrap();
    console.post("/policy", &json!({ "based_on": id, "policy": policy })).await.done();
    let mut station = site.station("Poste 1").await;
    let path = |what: &str| format!("/stations/{}/{what}", station.id);
    let (open, companions) = (path("open"), path("companions"));
    let many = console.post(&open, &json!({ "companions": 9 })).await.refused(400);
    assert_eq!(many.code, ErrorCode::BadRequest);
    console.post(&open, &json!({ "minutes": 60, "companions": 1 })).await.done();
    station.takes_up().await;
    let room: RoomView = console.get("/room").await.read();
    let shown = room.stations[0].session.clone().unwrap();
    assert_eq!((shown.companions, shown.price), (1, Some(Cents(0))));
    console.post(&companions, &json!({ "companions": 2 })).await.done();
    station.ends(EndCause::EndedByStaff, 46 * 60).await;
    assert_eq!(
        console.post(&companions, &json!({ "companions": 1 })).await.refused(409).code,
        ErrorCode::NotNow
    );
    let rows: Vec<SessionRow> = console.get("/sessions?date=2026-03-10").await.read();
    assert_eq!((rows[0].companions, rows[0].price), (2, Some(Cents(120))));
}
