//! A scan on its way from the hub into the visitor's folder.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, symlink};
use std::path::PathBuf;

use epn_rules::id::SessionId;
use epn_wire::kiosk::{KioskIntent, KioskView};
use epn_wire::scanning::{FOLDER, LONGEST_PART, ScanTrouble, ScanningShown};
use epn_wire::station::StationEvent;

use super::hub::{Hub, until};
use super::station::Station;

const VISITOR: u32 = 61_049;

/// The session that runs, as the hub knows it.
async fn session(hub: &Hub) -> SessionId {
    let started = || {
        hub.known().all().into_iter().rev().find_map(|event| match event {
            StationEvent::SessionStarted { session, .. } => Some(session),
            _ => None,
        })
    };
    until("the hub knows the session", || started().is_some()).await;
    started().unwrap()
}

fn home() -> PathBuf {
    PathBuf::from(format!("/run/epn-visitor/{VISITOR}/home"))
}

async fn see_scans(station: &mut Station, what: &str, so: impl Fn(&ScanningShown) -> bool) {
    station.see(what, |view: &KioskView| view.scanning.as_ref().is_some_and(&so)).await;
}

#[tokio::test]
async fn a_scan_comes_into_the_visitors_folder_and_goes_with_the_session() {
    let hub = Hub::start().await;
    let mut station = Station::paired(&hub, VISITOR);
    station.start("");
    station.sit_down().await;
    let session = session(&hub).await;

    // Two parts and a bit, then one that is there already when it is told again.
    let document: Vec<u8> = (0_u8..=250).cycle().take(2 * LONGEST_PART + 17).collect();
    let first = hub.scan(session, &document);
    see_scans(&mut station, "the scan", |scans| scans.arrived == 1).await;
    until("the hub is told", || hub.known().taken == [first]).await;
    hub.tell_scans(session);
    let second = hub.scan(session, b"%PDF-1.4 short");
    see_scans(&mut station, "another scan", |scans| scans.arrived == 2).await;
    until("the hub is told of that too", || hub.known().taken.contains(&second)).await;

    let folder = home().join(FOLDER);
    let file = |number: u32| folder.join(format!("Numérisation {number}.pdf"));
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 2, "each came once, and nothing else is there");
    assert!(fs::read(file(1)).unwrap() == document);
    assert_eq!(fs::read(file(2)).unwrap(), b"%PDF-1.4 short");
    for path in [folder.clone(), file(1), file(2)] {
        assert_eq!(fs::symlink_metadata(path).unwrap().uid(), VISITOR);
    }

    // A visitor whose folder leads elsewhere gets nothing written there, and the hub has it back.
    fs::remove_dir_all(&folder).unwrap();
    let elsewhere = station.path("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    symlink(&elsewhere, &folder).unwrap();
    let third = hub.scan(session, b"%PDF-1.4 secret");
    see_scans(&mut station, "why not", |scans| scans.trouble == Some(ScanTrouble::NotWritten)).await;
    until("the hub has it back", || hub.known().not_taken == [third]).await;
    assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 0);

    station.say(&KioskIntent::Leave).await;
    let last = station.see_locked().await.last_reset.expect("a reset");
    assert!(last.proved && last.leftovers == 0, "{last:?}");
    assert!(!home().exists());
    assert!(!station.log().contains("Numérisation "), "no name is in the log");
}
