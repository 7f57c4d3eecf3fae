//! Pauses and sessions left alone, with real processes.

use std::fs;
use std::path::PathBuf;

use epn_agent::session::cgroup::Cgroup;
use epn_agent::visitor::UidRange;
use epn_rules::people::AgeBand;
use epn_rules::policy::LeftAlone;
use epn_rules::session::EndCause;
use epn_rules::units::Minutes;
use epn_wire::kiosk::{KioskIntent, Scene};
use epn_wire::station::{Entry, StationEvent};

use super::hub::{Hub, until};
use super::station::Station;
use super::visit::ends;

/// Whatever is paused here counts on in a file while it runs.
const COUNTING: &str =
    "command = \"/bin/sh\"\nargs = [\"-c\", \"while :; do echo x >> $HOME/count; sleep 0.01; done\"]";

fn resume(picture: &str) -> KioskIntent {
    let entry = Entry::NoAccount { age: AgeBand::NonCommunique, picture: picture.to_owned() };
    KioskIntent::Resume { entry }
}

fn events_file(uid: u32) -> PathBuf {
    let visitor = UidRange::default().visitor(uid).unwrap();
    Cgroup::of(visitor).unwrap().path().join("cgroup.events")
}

/// Waits until the session stands still, and tells how far it counted.
async fn stands_still(uid: u32) -> u64 {
    let frozen = || fs::read_to_string(events_file(uid)).is_ok_and(|text| text.contains("frozen 1"));
    until("it is frozen", frozen).await;
    counted(uid)
}

fn counted(uid: u32) -> u64 {
    fs::metadata(format!("/run/epn-visitor/{uid}/home/count")).map_or(0, |about| about.len())
}

fn pauses(hub: &Hub) -> Vec<&'static str> {
    let name = |event: &StationEvent| match event {
        StationEvent::SessionPaused { left_alone: false, .. } => Some("paused"),
        StationEvent::SessionPaused { left_alone: true, .. } => Some("left alone"),
        StationEvent::SessionResumed { .. } => Some("resumed"),
        _ => None,
    };
    hub.known().all().iter().filter_map(name).collect()
}

#[tokio::test]
async fn a_paused_session_stands_still_behind_the_lock_and_goes_on_for_whoever_began_it() {
    let uid = 61_035;
    let hub = Hub::start().await;
    let mut station = Station::paired(&hub, uid);
    COUNTING.clone_into(&mut station.visitor);
    station.start("");
    let code = station.sit_down().await.way_back.expect("digits for whoever typed no secret");
    until("it counts", || counted(uid) > 2).await;
    station.say(&KioskIntent::Pause).await;
    station.see("the lock before it", |view| matches!(view.scene, Scene::Paused(_))).await;
    let still = stands_still(uid).await;
    station.say(&resume("cat")).await;
    let wrong = |scene: &Scene| matches!(scene, Scene::Paused(paused) if paused.wrong.is_some());
    station.see("that this is not who began it", |view| wrong(&view.scene)).await;
    let over = |scene: &Scene| matches!(scene, Scene::Paused(paused) if paused.wrong == Some(0));
    station.see("that one may try again", |view| over(&view.scene)).await;
    assert_eq!(counted(uid), still, "no progress");
    station.say(&KioskIntent::ResumeByCode { code }).await;
    station.see_active().await;
    until("it counts on", || counted(uid) > still).await;
    station.say(&KioskIntent::Leave).await;
    assert!(station.see_locked().await.last_reset.is_some_and(|last| last.proved));
    until("the end is stored", || !ends(&hub).is_empty()).await;
    assert_eq!(pauses(&hub), ["paused", "resumed"]);
}

#[tokio::test]
async fn a_pause_that_lasts_too_long_ends_killed_proved_and_locked_and_the_next_session_runs() {
    let uid = 61_016;
    let hub = Hub::start().await;
    hub.known().longest_pause = Some(Minutes(2));
    let mut station = Station::paired(&hub, uid);
    COUNTING.clone_into(&mut station.visitor);
    station.start("");
    station.sit_down().await;
    station.say(&KioskIntent::Pause).await;
    let view = station.see_locked().await;
    assert!(view.last_reset.is_some_and(|last| last.proved), "killed although it stood still");
    assert_eq!(station.visitors_processes(), 0);
    until("the end is stored", || !ends(&hub).is_empty()).await;
    assert_eq!(ends(&hub)[0].0, EndCause::Idle);
    station.sit_down().await;
    until("the next one counts", || counted(uid) > 2).await;
}

#[tokio::test]
async fn whoever_is_gone_is_asked_locked_out_and_ended_and_input_speaks_for_them() {
    let uid = 61_036;
    // The question stands for a minute: long enough for a slow machine to press a key.
    let hub = Hub::start_at(10).await;
    hub.known().left_alone = LeftAlone { ask_after: Minutes(1), end_after: Minutes(1) };
    let mut station = Station::paired(&hub, uid);
    // A key is pressed once somebody asks for it.
    let press = "while [ ! -e $HOME/press ]; do sleep 0.05; done; xdotool key a; exec sleep 1000";
    station.visitor =
        format!("command = \"/bin/sh\"\nargs = [\"-c\", {press:?}]\ndisplay = {{ kind = \"xvfb\" }}");
    station.start("");
    station.sit_down().await;
    let asked = |scene: &Scene| matches!(scene, Scene::StillThere { .. });
    station.see("the question", |view| asked(&view.scene)).await;
    let locked = |scene: &Scene| matches!(scene, Scene::Paused(paused) if paused.left_alone);
    station.see("the lock before it", |view| locked(&view.scene)).await;
    stands_still(uid).await;
    station.say(&resume("cat")).await;
    station.see_active().await;
    station.see("the question again", |view| asked(&view.scene)).await;
    fs::write(format!("/run/epn-visitor/{uid}/home/press"), "").unwrap();
    station.see_active().await;
    station.see_locked().await;
    until("the end is stored", || !ends(&hub).is_empty()).await;
    assert_eq!(ends(&hub)[0].0, EndCause::Idle);
    assert_eq!(pauses(&hub), ["left alone", "resumed", "left alone"]);
}

#[tokio::test]
async fn whoever_ends_the_watch_of_their_session_is_asked_all_the_same() {
    let uid = 61_037;
    let hub = Hub::start().await;
    hub.known().left_alone = LeftAlone { ask_after: Minutes(2), end_after: Minutes(2) };
    let mut station = Station::paired(&hub, uid);
    // The watch runs as the visitor; what it came from does not.
    let end_watch = "until [ -e $HOME/ended ]; do for process in /proc/[0-9]*; do \
                     grep -qs '[s]ession-init' $process/cmdline && kill -KILL ${process#/proc/} && touch $HOME/ended; \
                     done; sleep 0.05; done; exec sleep 1000";
    station.visitor =
        format!("command = \"/bin/sh\"\nargs = [\"-c\", {end_watch:?}]\ndisplay = {{ kind = \"xvfb\" }}");
    station.start("");
    station.sit_down().await;
    until("the watch is ended", || {
        fs::exists(format!("/run/epn-visitor/{uid}/home/ended")).is_ok_and(|there| there)
    })
    .await;
    station.see("the question", |view| matches!(view.scene, Scene::StillThere { .. })).await;
    station.see_locked().await;
    until("the end is stored", || !ends(&hub).is_empty()).await;
    assert_eq!(ends(&hub)[0].0, EndCause::Idle);
    assert_eq!(pauses(&hub), ["left alone"]);
}
