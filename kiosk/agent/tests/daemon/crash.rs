//! SIGKILL after each journalled step, with and without a restart of the machine: killed, reset, proved, locked.

use std::fs;

use epn_rules::session::{EndCause, Phase};
use epn_wire::kiosk::KioskIntent;
use epn_wire::station::StationEvent;

use super::hub::{Hub, until};
use super::station::Station;
use super::visit::ends;

/// Dies after a step, starts again, and returns the ends of sessions that the hub then knows.
async fn dies_after(step: &str, uid: u32, found: Phase, power: bool) -> Vec<(EndCause, u32)> {
    // Nothing but the grace waits for the time to run out.
    let hub = Hub::start_at(if step == "grace" { 60 } else { 1 }).await;
    hub.known().minutes = 10;
    let mut station = Station::paired(&hub, uid);
    station.start(&format!("crash_after_step = {step:?}"));
    if step != "resetting" && step != "proving" && step != "locked" {
        station.see_locked().await;
        station.log_in().await;
        if ["ending#2", "resetting#2", "proving#2"].contains(&step) {
            station.see_active().await;
            station.say(&KioskIntent::Leave).await;
        }
        if step == "paused" {
            station.see_active().await;
            station.say(&KioskIntent::Pause).await;
        }
    }
    let status = station.ended().await;
    assert!(!status.success(), "{step}");
    until("the visitor's processes died with the agent", || station.visitors_processes() == 0).await;
    if power {
        fs::write(station.path("boot"), "two").unwrap();
    }
    station.start("");
    let view = station.see_locked().await;
    assert!(view.last_reset.is_some_and(|last| last.proved), "{step}");
    let last = station.journal().last_event();
    until("the hub has every event", || hub.known().all().len() as u64 == last).await;
    let events = hub.known().all();
    let starts: Vec<_> = events
        .iter()
        .filter_map(|event| match event {
            StationEvent::AgentStarted { found, .. } => Some(*found),
            _ => None,
        })
        .collect();
    assert_eq!(starts, [Phase::Locked, found], "{step}");
    assert!(
        matches!(events.last(), Some(StationEvent::Reset { session: _, report }) if report.proved),
        "{step}"
    );
    assert_eq!(hub.faults(), (0, 0), "{step}");
    ends(&hub)
}

#[tokio::test]
async fn while_cleaning_up_after_its_start() {
    assert_eq!(dies_after("resetting", 61_024, Phase::Resetting, false).await, []);
    assert_eq!(dies_after("proving", 61_024, Phase::Proving, false).await, []);
    assert_eq!(dies_after("locked", 61_024, Phase::Locked, true).await, []);
}

#[tokio::test]
async fn before_the_visitor_works() {
    assert_eq!(dies_after("authenticating", 61_025, Phase::Authenticating, false).await, []);
    let fault = [(EndCause::StationFault, 0)];
    assert_eq!(dies_after("starting", 61_025, Phase::Starting, false).await, fault);
}

#[tokio::test]
async fn while_the_visitor_works() {
    let fault = [(EndCause::StationFault, 0)];
    assert_eq!(dies_after("active", 61_026, Phase::Active, false).await, fault);
    let lost = [(EndCause::PowerLost, 0)];
    assert_eq!(dies_after("active", 61_026, Phase::Active, true).await, lost);
}

#[tokio::test]
async fn while_the_session_waits_behind_the_lock() {
    let fault = [(EndCause::StationFault, 0)];
    assert_eq!(dies_after("paused", 61_038, Phase::Paused, false).await, fault);
    let lost = [(EndCause::PowerLost, 0)];
    assert_eq!(dies_after("paused", 61_038, Phase::Paused, true).await, lost);
}

#[tokio::test]
async fn in_the_grace_with_the_minutes_that_were_marked() {
    let ends = dies_after("grace", 61_027, Phase::Grace, false).await;
    assert!(matches!(ends[..], [(EndCause::StationFault, 61..=600)]), "{ends:?}");
}

#[tokio::test]
async fn while_removing_a_session_whose_end_is_recorded_already() {
    for (step, found) in
        [("ending#2", Phase::Ending), ("resetting#2", Phase::Resetting), ("proving#2", Phase::Proving)]
    {
        let ends = dies_after(step, 61_028, found, false).await;
        assert!(matches!(ends[..], [(EndCause::VisitorLeft, _)]), "{step}: {ends:?}");
    }
}
