//! A session with a screen of its own; an agent without root.

use std::os::unix::fs::chown;

use epn_wire::kiosk::{KioskIntent, Scene};

use super::hub::Hub;
use super::station::Station;

#[tokio::test]
async fn a_session_gets_a_screen_of_its_own() {
    let hub = Hub::start().await;
    let mut station = Station::paired(&hub, 61_044);
    station.visitor = "command = \"/bin/sh\"\n\
        args = [\"-c\", \"test -n \\\"$DISPLAY\\\" && touch $HOME/seen && exec sleep 1000\"]\n\
        display = { kind = \"xvfb\", size = \"640x480\" }"
        .to_owned();
    station.start("");
    station.sit_down().await;
    // The screen, the desktop, and pid 1 of the session.
    assert!(station.visitors_processes() >= 2);
    station.say(&KioskIntent::Leave).await;
    let view = station.see_locked().await;
    assert!(view.last_reset.is_some_and(|last| last.proved));
    assert_eq!(station.visitors_processes(), 0);
}

#[tokio::test]
async fn without_root_it_works_and_never_claims_a_proof() {
    let hub = Hub::start().await;
    let mut station = Station::paired(&hub, 61_045);
    let uid = 65_532;
    // Where no session sees a folder of its own.
    let runtime_dir = tempfile::tempdir_in("/var/lib").unwrap();
    chown(runtime_dir.path(), Some(uid), Some(uid)).unwrap();
    station.visitor =
        format!("command = \"/bin/sleep\"\nargs = [\"1000\"]\nruntime_dir = {:?}", runtime_dir.path());
    station.start_as(uid);
    station.see_locked().await;
    station.log_in().await;
    station.see("a session", |view| matches!(view.scene, Scene::Active(_))).await;
    station.say(&KioskIntent::Leave).await;
    let last = station.see_locked().await.last_reset.expect("a reset");
    assert!(!last.proved && last.leftovers == 0 && last.not_applicable > 0, "{last:?}");
}
