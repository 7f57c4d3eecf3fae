//! Visits from lock to lock.

use epn_rules::id::SessionId;
use epn_rules::session::EndCause;
use epn_wire::kiosk::{KioskIntent, PlanningShown, Scene};
use epn_wire::planning::{PlanningAsk, Who};
use epn_wire::station::{Command, Entry, Outcome, StationEvent};
use ulid::Ulid;

use super::hub::{Hub, until};
use super::station::Station;

#[tokio::test]
async fn a_visitor_sits_down_works_leaves_and_nothing_is_left() {
    let hub = Hub::start().await;
    let mut station = Station::paired(&hub, 61_020);
    station.start("");
    station.sit_down().await;
    station.say(&KioskIntent::Leave).await;
    let view = station.see_locked().await;
    let last = view.last_reset.expect("a reset");
    assert!(last.proved && last.leftovers == 0, "{last:?}");
    assert_eq!(station.visitors_processes(), 0);
    until("the hub has every event", || hub.known().all().len() == 5).await;
    let known = hub.known();
    let events = known.all();
    assert!(matches!(events[0], StationEvent::AgentStarted { .. }));
    assert!(matches!(events[1], StationEvent::Reset { session: None, .. }));
    assert!(matches!(events[2], StationEvent::SessionStarted { .. }));
    assert!(matches!(events[3], StationEvent::SessionEnded { cause: EndCause::VisitorLeft, .. }));
    assert!(matches!(&events[4], StationEvent::Reset { session: Some(_), report } if report.proved));
    assert_eq!((known.gaps, known.repeated), (0, 0));
    let phases: Vec<_> = known.states.iter().map(|state| state.phase).collect();
    assert_eq!(phases.last(), Some(&epn_rules::session::Phase::Locked));
}

#[tokio::test]
async fn the_lease_ends_the_session_after_its_grace_without_anybody() {
    let hub = Hub::start().await;
    hub.known().minutes = 10;
    let mut station = Station::paired(&hub, 61_021);
    station.start("");
    station.sit_down().await;
    station.see("the grace", |view| matches!(view.scene, Scene::Grace { .. })).await;
    station.see_locked().await;
    until("the end is stored", || !ends(&hub).is_empty()).await;
    let ends = ends(&hub);
    // The lease counts from the log-in, the session from its start.
    assert!(matches!(ends[..], [(EndCause::TimeUp, 61..=600)]), "{ends:?}");
}

#[tokio::test]
async fn a_mediator_opens_the_station_and_ends_the_session_and_each_command_is_done_once() {
    let hub = Hub::start().await;
    let mut station = Station::paired(&hub, 61_022);
    station.start("");
    station.see_locked().await;
    let session = SessionId(Ulid::new());
    let offer = hub.command(Command::Offer { session });
    station.see_active().await;
    let end = hub.command(Command::End { session, cause: EndCause::EndedByStaff });
    station.see_locked().await;
    until("both are done", || hub.known().done.len() == 2).await;
    assert_eq!(hub.known().done, [(offer, Outcome::Done), (end, Outcome::Done)]);
    assert_eq!(ends(&hub).len(), 1);
    // The same offer once more opens nothing.
    hub.known().done.clear();
    station.kill();
    station.start("");
    station.see_locked().await;
    until("both are answered again", || hub.known().done.len() == 2).await;
    station.see_locked().await;
    assert_eq!(hub.known().requests.len(), 1);
    assert_eq!(ends(&hub).len(), 1);
}

#[tokio::test]
async fn no_code_and_no_pin_is_written_anywhere() {
    let hub = Hub::start().await;
    let mut station = Station::paired(&hub, 61_029);
    station.start("");
    for entry in [
        Entry::Ticket { code: "SECRETCODE".to_owned().into() },
        Entry::Member { number: "1234".to_owned(), pin: "90817263".to_owned().into() },
    ] {
        station.see_locked().await;
        let ask = PlanningAsk::Overview;
        station.say(&KioskIntent::Plan { who: Who::Entry { entry: entry.clone() }, ask }).await;
        station.see("an answer", |view| matches!(view.planning, Some(PlanningShown::Answer { .. }))).await;
        station.enter(entry.clone()).await;
        station.see_active().await;
        station.say(&KioskIntent::Pause).await;
        station.see("the lock before it", |view| matches!(view.scene, Scene::Paused(_))).await;
        station.say(&KioskIntent::Resume { entry }).await;
        station.see_active().await;
        station.say(&KioskIntent::Leave).await;
    }
    station.see_locked().await;
    station.kill();
    assert!(station.log().contains("hub"), "the log is on");
    let journal =
        String::from_utf8_lossy(&std::fs::read(station.path("state/journal.db-wal")).unwrap()).into_owned();
    for text in [station.log(), journal] {
        assert!(!text.contains("SECRETCODE") && !text.contains("90817263"));
    }
}

#[tokio::test]
async fn asked_to_stop_it_leaves_nothing_behind() {
    let hub = Hub::start().await;
    let mut station = Station::paired(&hub, 61_023);
    station.start("");
    station.sit_down().await;
    let agent = rustix::process::Pid::from_child(station.agent.as_ref().unwrap());
    rustix::process::kill_process(agent, rustix::process::Signal::TERM).unwrap();
    assert!(station.ended().await.success());
    assert_eq!(station.visitors_processes(), 0);
    assert_eq!(station.journal().kept().unwrap().session, None);
}

#[tokio::test]
async fn a_newer_version_waits_until_nobody_sits_there() {
    let hub = Hub::start().await;
    let mut station = Station::paired(&hub, 61_039);
    station.start("");
    station.sit_down().await;
    make_way(&station);
    // The signal came before this, and is heard before this.
    let session = station.journal().kept().unwrap().session;
    station.say(&KioskIntent::Help { asked: true }).await;
    station
        .see("the call, in a session that goes on", |view| {
            view.help && matches!(view.scene, Scene::Active(_))
        })
        .await;
    assert!(station.visitors_processes() > 0);
    assert!(session.is_some());
    station.say(&KioskIntent::Leave).await;
    assert!(station.ended().await.success());
    assert_eq!(station.visitors_processes(), 0);
    assert_eq!(station.journal().kept().unwrap().session, None);
    // At the lock it ends at once.
    station.start("");
    station.see_locked().await;
    make_way(&station);
    assert!(station.ended().await.success());
}

fn make_way(station: &Station) {
    let agent = rustix::process::Pid::from_child(station.agent.as_ref().unwrap());
    rustix::process::kill_process(agent, rustix::process::Signal::HUP).unwrap();
}

pub fn ends(hub: &Hub) -> Vec<(EndCause, u32)> {
    let end = |event| match event {
        StationEvent::SessionEnded { cause, seconds, .. } => Some((cause, seconds)),
        _ => None,
    };
    hub.known().all().into_iter().filter_map(end).collect()
}
