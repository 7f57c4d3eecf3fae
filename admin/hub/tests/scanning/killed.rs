//! The real hub killed while scans arrive: each is in the folder or kept, never in both for long, and never in neither.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::common::program::Serving;
use crate::common::until;
use crate::room::{Room, count, pdf};

/// How often it is killed, and how many scans arrive before each.
const KILLS: usize = 4;
const AT_ONCE: usize = 6;

/// The bytes of the files of a folder that are no notes.
fn contents(folder: &Path) -> Vec<Vec<u8>> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|path| path.extension().is_none()).map(|path| fs::read(path).unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn whenever_it_is_killed_every_scan_is_there_once() {
    let room = Room::open().await;
    let folder = room.folder();
    let (site, _scanner) = room.away().await;
    let data = site.data();
    let kept = data.join("scans");
    let mut dropped = BTreeSet::new();
    for kill in 0..KILLS {
        let hub = Serving::start(&data);
        for n in 0..AT_ONCE {
            let document = pdf(400_000, &format!("{kill} {n}"));
            fs::write(folder.join(format!("{kill}-{n}")), &document).unwrap();
            dropped.insert(document);
        }
        // Bytes, a note, or a file that went: somewhere in the middle of it, each time elsewhere.
        let before = count(&kept);
        until("some arrive", || count(&kept) > before + 2 * kill).await;
        drop(hub);
        // None is lost at this very moment, whatever is half done.
        let there: BTreeSet<_> = contents(&folder).into_iter().chain(contents(&kept)).collect();
        assert!(dropped.iter().all(|document| there.contains(document)), "killed {kill} times");
    }
    let hub = Serving::start(&data);
    until("all are kept", || count(&folder) == 0).await;
    until("nothing is half done", || count(&kept) == 2 * dropped.len()).await;
    drop(hub);
    let all = contents(&kept);
    assert_eq!(all.len(), dropped.len(), "none came twice");
    assert!(all.into_iter().collect::<BTreeSet<_>>() == dropped);
}
