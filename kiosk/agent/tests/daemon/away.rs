//! The hub away, the link part killed: the session goes on, and what happened arrives once.

use epn_rules::session::EndCause;
use epn_wire::kiosk::{KioskIntent, LogInAnswer, Scene};
use rustix::process::{Pid, Signal, kill_process};

use super::hub::{Hub, until};
use super::station::Station;
use super::visit::ends;

#[tokio::test]
async fn without_the_hub_a_session_runs_to_its_end_and_its_events_arrive_once() {
    let mut hub = Hub::start().await;
    hub.known().minutes = 15;
    let mut station = Station::paired(&hub, 61_030);
    station.start("");
    station.sit_down().await;
    hub.stop().await;
    station.see("the hub is away", |view| !view.hub && matches!(view.scene, Scene::Active(_))).await;
    station.see("the lock", |view| matches!(view.scene, Scene::Locked { .. })).await;
    station.log_in().await;
    let no_hub = Scene::Locked { answer: Some(LogInAnswer::NoHub) };
    station.see("that there is no hub", |view| view.scene == no_hub).await;
    assert_eq!(station.visitors_processes(), 0);
    hub.start_again().await;
    station.see_locked().await;
    until("the end is stored", || !ends(&hub).is_empty()).await;
    let ends = ends(&hub);
    assert!(matches!(ends[..], [(EndCause::TimeUp, 181..=900)]), "{ends:?}");
    let last = station.journal().last_event();
    until("the hub has every event", || hub.known().all().len() as u64 == last).await;
    assert_eq!(hub.faults(), (0, 0));
}

#[tokio::test]
async fn what_was_stored_but_never_acknowledged_is_not_stored_twice() {
    let mut hub = Hub::start().await;
    hub.known().silent = true;
    let mut station = Station::paired(&hub, 61_031);
    station.start("");
    station.see_locked().await;
    until("the first events are stored", || !hub.known().all().is_empty()).await;
    hub.stop().await;
    hub.known().silent = false;
    hub.start_again().await;
    station.sit_down().await;
    station.say(&KioskIntent::Leave).await;
    station.see_locked().await;
    let last = station.journal().last_event();
    until("the hub has every event", || hub.known().all().len() as u64 == last).await;
    assert_eq!(hub.faults(), (0, 0));
}

#[tokio::test]
async fn a_hub_restored_from_a_backup_gets_what_it_lost() {
    let mut hub = Hub::start().await;
    let mut station = Station::paired(&hub, 61_032);
    station.start("");
    station.sit_down().await;
    station.say(&KioskIntent::Leave).await;
    station.see_locked().await;
    let last = station.journal().last_event();
    until("the hub has every event", || hub.known().all().len() as u64 == last).await;
    let before = hub.known().events.clone();
    hub.stop().await;
    hub.known().events.values_mut().for_each(|stored| stored.truncate(2));
    hub.start_again().await;
    until("the hub has them again", || hub.known().events == before).await;
}

#[tokio::test]
async fn a_link_part_that_is_killed_comes_back_and_the_session_does_not_notice() {
    let hub = Hub::start().await;
    let mut station = Station::paired(&hub, 61_033);
    station.start("");
    station.sit_down().await;
    let first = station.link_parts();
    assert_eq!(first.len(), 1);
    kill_process(Pid::from_raw(first[0]).unwrap(), Signal::KILL).unwrap();
    station.see("the hub is away", |view| !view.hub).await;
    station.see("the hub is back", |view| view.hub && matches!(view.scene, Scene::Active(_))).await;
    assert_ne!(station.link_parts(), first);
    assert_eq!(hub.known().hellos, 2);
    assert_eq!(ends(&hub), []);
}

#[tokio::test]
async fn the_link_part_dies_with_the_agent_and_has_a_uid_of_its_own() {
    let hub = Hub::start().await;
    let mut station = Station::paired(&hub, 61_034);
    std::os::unix::fs::chown(station.path("state/identity"), Some(0), Some(0)).unwrap();
    let traversable = std::os::unix::fs::PermissionsExt::from_mode(0o711);
    std::fs::set_permissions(station.path(""), traversable).unwrap();
    station.start("link_uid = 65533");
    station.see_locked().await;
    let link = station.link_parts()[0];
    let status = std::fs::read_to_string(format!("/proc/{link}/status")).unwrap();
    let line = |name: &str| status.lines().find(|line| line.starts_with(name)).unwrap().to_owned();
    assert!(line("Uid:").contains("65533") && !line("Uid:").contains("\t0"), "{status}");
    assert_eq!(line("NoNewPrivs:"), "NoNewPrivs:\t1");
    assert_eq!(line("Groups:").trim(), "Groups:");
    let identity = std::fs::metadata(station.path("state/identity")).unwrap();
    let (owner, mode) =
        (std::os::unix::fs::MetadataExt::uid(&identity), std::os::unix::fs::MetadataExt::mode(&identity));
    assert_eq!((owner, mode & 0o777), (0, 0o750), "the link part reads it, and changes nothing");
    station.kill();
    until("the link part is gone", || !std::path::Path::new(&format!("/proc/{link}")).exists()).await;
}
