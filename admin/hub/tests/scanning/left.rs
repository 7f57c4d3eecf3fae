//! What stays in the scanner's folder, and a folder that comes and goes.

use std::fs;
use std::os::unix::fs::symlink;

use epn_rules::scan::WhyStaff;
use epn_wire::scanning::{ScanAnswer, ScanAsk, ScanFolderTrouble, ScanLeft, ScansLeft};

use crate::common::until;
use crate::room::{Room, pdf};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_scan_stays_and_is_told() {
    let room = Room::open().await;
    let mut one = room.sit_down("Poste 1").await;
    one.press().await;
    let secret = room.beside("secret.pdf");
    fs::write(&secret, pdf(1000, "secret")).unwrap();
    symlink(&secret, room.folder().join("link.pdf")).unwrap();
    fs::create_dir(room.folder().join("folder.pdf")).unwrap();
    let pipe = room.folder().join("pipe.pdf");
    rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, rustix::fs::Mode::RUSR).unwrap();
    room.drop_file("program.pdf", b"MZ\x90\0 is no PDF");
    room.drop_file("letter.doc", b"\xd0\xcf\x11\xe0 is none either");
    room.drop_file("large.pdf", &pdf(3 * 1024 * 1024, "large"));
    let document = pdf(1000, "whole");
    room.drop_file("whole.pdf", &document);
    assert_eq!(one.take().await, document, "they stand in nobody's way");

    let left = [(ScanLeft::OtherFormat, 2), (ScanLeft::TooLarge, 1), (ScanLeft::NoFile, 2)];
    let left = left.map(|(why, count)| ScansLeft { why, count });
    until("all are told", || room.shown().left == left).await;
    assert_eq!(room.files(), 6);
    assert_eq!(fs::read(&secret).unwrap(), pdf(1000, "secret"));
    assert_eq!(room.kept(), 0);
    for name in ["program.pdf", "letter.doc", "large.pdf", "link.pdf", "pipe.pdf"] {
        fs::remove_file(room.folder().join(name)).unwrap();
    }
    until("there is nothing to tell", || room.shown().left.is_empty()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_format_is_known_by_its_bytes() {
    let room = Room::open().await;
    let mut one = room.sit_down("Poste 1").await;
    one.press().await;
    let png = [&b"\x89PNG\r\n\x1a\n"[..], &[0; 100], b"\0\0\0\0IEND\xaeB\x60\x82"].concat();
    let jpeg = [&b"\xff\xd8\xff\xe0"[..], &[0; 100], b"\xff\xd9"].concat();
    let tiff = b"II*\0\x08\0\0\0\0\0\0\0\0\0".to_vec();
    for document in [png, jpeg, tiff, pdf(100, "last")] {
        room.drop_file("no extension", &document);
        assert_eq!(one.take().await, document);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn dozens_at_once_all_arrive_once() {
    let room = Room::open().await;
    let mut one = room.sit_down("Poste 1").await;
    one.press().await;
    let documents: Vec<_> = (0..60).map(|n| pdf(2000, &n.to_string())).collect();
    for (n, document) in documents.iter().enumerate() {
        room.drop_file(&format!("scan {n}.pdf"), document);
    }
    until("the folder is empty", || room.files() == 0).await;
    let mut came = Vec::new();
    for _ in &documents {
        came.push(one.take().await);
    }
    came.sort();
    let mut documents = documents;
    documents.sort();
    assert!(came == documents);
    assert_eq!(room.kept(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_goes_is_told_and_taken_up_when_it_is_back() {
    let room = Room::open().await;
    let mut one = room.sit_down("Poste 1").await;
    one.press().await;
    let away = room.beside("away");
    fs::rename(room.folder(), &away).unwrap();
    until("it is told", || room.shown().trouble == Some(ScanFolderTrouble::Missing)).await;
    assert_eq!(one.ask(ScanAsk::Want).await, ScanAnswer::NoScanner);

    // Nobody knows since when what it comes back with has lain there: not even whoever pressed gets it.
    fs::write(away.join("old.pdf"), pdf(1000, "old")).unwrap();
    fs::rename(&away, room.folder()).unwrap();
    until("it is back", || room.shown().trouble.is_none()).await;
    one.press().await;
    let row = room.waiting(1).await.waiting.remove(0);
    assert_eq!((row.why, row.wanted_by.len()), (WhyStaff::Found, 0));
    let document = pdf(1000, "new");
    room.drop_file("new.pdf", &document);
    assert_eq!(one.take().await, document);

    // Another folder in its place is another folder.
    fs::remove_dir(room.folder()).unwrap();
    fs::create_dir(room.folder()).unwrap();
    room.is_watched().await;
    let document = pdf(1000, "newest");
    room.drop_file("newest.pdf", &document);
    assert_eq!(one.take().await, document);
}
