//! The disk full, and the disk put back to an earlier day.

use std::fs;
use std::path::Path;
use std::process::Command;

use epn_rules::session::EndCause;
use epn_wire::kiosk::Scene;
use epn_wire::station::{OutOfService, StationEvent};

use super::hub::{Hub, until};
use super::station::Station;
use super::visit::ends;

/// A small disk of its own at a folder.
struct SmallDisk<'p>(&'p Path);

impl<'p> SmallDisk<'p> {
    fn mount(folder: &'p Path) -> Self {
        fs::create_dir_all(folder).unwrap();
        let done = Command::new("mount").args(["-t", "tmpfs", "-o", "size=4m", "disk"]).arg(folder).status();
        assert!(done.unwrap().success());
        Self(folder)
    }

    /// Writes until nothing more fits.
    fn fill(&self) {
        let full = fs::write(self.0.join("filler"), vec![0; 8 * 1024 * 1024]);
        assert_eq!(full.unwrap_err().kind(), std::io::ErrorKind::StorageFull);
    }

    fn free(&self) {
        fs::remove_file(self.0.join("filler")).unwrap();
    }
}

impl Drop for SmallDisk<'_> {
    fn drop(&mut self) {
        // Whatever fails, the mount goes with the folder's owner.
        let _ = Command::new("umount").arg("-l").arg(self.0).status();
    }
}

#[tokio::test]
async fn with_a_full_disk_nobody_stays_and_nobody_is_let_in_until_there_is_room() {
    let hub = Hub::start().await;
    let mut station = Station::paired(&hub, 61_042);
    let state = station.path("state");
    let disk = SmallDisk::mount(&state);
    hub.pair(&state.join("identity"));
    station.start("");
    station.sit_down().await;
    disk.fill();
    let out = Scene::OutOfService { reason: OutOfService::Journal };
    station.see("that it is out of service", |view| view.scene == out).await;
    assert_eq!(station.visitors_processes(), 0);
    assert_eq!(ends(&hub), [], "nothing is told that is not on the disk");
    disk.free();
    station.see_locked().await;
    until("the end is stored", || !ends(&hub).is_empty()).await;
    let last = station.journal().last_event();
    until("the hub has every event", || hub.known().all().len() as u64 == last).await;
    let ends = ends(&hub);
    assert!(matches!(ends[..], [(EndCause::StationFault, _)]), "{ends:?}");
    assert!(hub.known().all().contains(&StationEvent::InService));
    assert_eq!(hub.faults(), (0, 0));
    station.kill();
}

#[tokio::test]
async fn a_disk_put_back_to_an_earlier_day_begins_a_new_journal() {
    let hub = Hub::start().await;
    let mut station = Station::paired(&hub, 61_043);
    a_day_that_the_disk_forgets(&hub, &mut station).await;
    station.start("");
    station.see_locked().await;
    begins_a_second_journal(&hub, &station).await;
}

#[tokio::test]
async fn a_disk_put_back_is_noticed_although_its_journal_has_caught_up_with_the_hub() {
    let mut hub = Hub::start().await;
    let mut station = Station::paired(&hub, 61_048);
    a_day_that_the_disk_forgets(&hub, &mut station).await;
    hub.stop().await;
    station.start("");
    let stored = hub.known().all().len() as u64;
    until("as many events as the hub has, but others", || station.journal().last_event() >= stored).await;
    hub.start_again().await;
    station.see_locked().await;
    begins_a_second_journal(&hub, &station).await;
}

/// Two days of which the hub has every event; then the disk is as it was after the first.
async fn a_day_that_the_disk_forgets(hub: &Hub, station: &mut Station) {
    let (journal, copy) = (station.path("state/journal.db"), station.path("copy"));
    for day in 1..=2 {
        station.start("");
        station.see_locked().await;
        let last = station.journal().last_event();
        until("the hub has every event", || hub.known().all().len() as u64 == last).await;
        station.kill();
        if day == 1 {
            // What the next opening of a journal would do with its log.
            drop(epn_agent::journal::Journal::open(&station.path("state"), "one").unwrap());
            fs::copy(&journal, &copy).unwrap();
        }
    }
    fs::copy(&copy, &journal).unwrap();
    for log in ["state/journal.db-wal", "state/journal.db-shm"] {
        // Where there is one.
        let _ = fs::remove_file(station.path(log));
    }
}

async fn begins_a_second_journal(hub: &Hub, station: &Station) {
    until("a second journal is stored", || hub.known().events.len() == 2).await;
    until("all of it", || {
        let journal = station.journal();
        let last = journal.last_event();
        hub.known().events.get(&journal.epoch()).is_some_and(|stored| stored.len() as u64 == last)
    })
    .await;
    assert_eq!(hub.faults(), (0, 0));
}
