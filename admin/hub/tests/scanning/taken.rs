//! Whose a scan is, and how it gets there.

use std::fs::{self, File};
use std::io::Write as _;

use epn_hub::desk::{By, DeskError};
use epn_hub::scans;
use epn_rules::scan::WhyStaff;
use epn_rules::session::EndCause;
use epn_wire::scanning::{ScanAnswer, ScanAsk, ScanFormat};
use epn_wire::station::StationEvent;

use crate::common::until;
use crate::room::{Room, pdf};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_scanned_after_a_press_goes_there_and_nowhere_else() {
    let room = Room::open().await;
    let (mut one, mut other) = (room.sit_down("Poste 1").await, room.sit_down("Poste 2").await);
    one.press().await;
    assert!(one.told(|scans| scans.wanted_until.is_some()).await.ready.is_empty());

    // Larger than a part: it comes in several.
    let document = pdf(300_000, "one");
    room.drop_file("secret name.pdf", &document);
    let scan = one.ready().await;
    assert_eq!((scan.format, scan.bytes), (ScanFormat::Pdf, document.len() as u64));
    assert_eq!(room.files(), 0, "it has left the scanner's folder");
    assert_eq!(room.kept(), 2, "its bytes and its note");
    for file in fs::read_dir(room.hub.data().join("scans")).unwrap() {
        let file = file.unwrap();
        let text = String::from_utf8_lossy(&fs::read(file.path()).unwrap()).into_owned();
        assert!(!text.contains("secret") && !file.file_name().to_string_lossy().contains("secret"));
    }
    for ask in [
        ScanAsk::Part { scan: scan.id, from: 0 },
        ScanAsk::Taken { scan: scan.id },
        ScanAsk::NotTaken { scan: scan.id },
    ] {
        assert_eq!(other.ask(ask).await, ScanAnswer::Gone, "it is none of theirs");
    }
    assert_eq!(one.fetch(scan).await, document);
    assert_eq!(one.ask(ScanAsk::Taken { scan: scan.id }).await, ScanAnswer::Noted);
    assert_eq!(room.kept(), 0);
    assert_eq!(one.ask(ScanAsk::Taken { scan: scan.id }).await, ScanAnswer::Gone);

    // As many as one likes with one press.
    for n in 0..3 {
        let document = pdf(1000, &n.to_string());
        room.drop_file("again.pdf", &document);
        assert_eq!(one.take().await, document);
    }
    // Nothing of it was ever said to anybody else.
    other.press().await;
    let told = other.told(|scans| scans.wanted_until.is_some() || !scans.ready.is_empty()).await;
    assert!(told.ready.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_taken_once_it_is_whole() {
    let room = Room::open().await;
    let mut one = room.sit_down("Poste 1").await;
    one.press().await;
    let slow = pdf(50_000, "slow");
    let mut file = File::create(room.folder().join("slow.pdf")).unwrap();
    file.write_all(&slow[..20_000]).unwrap();
    file.sync_all().unwrap();
    let renamed = pdf(50_000, "renamed");
    room.drop_file("renamed.pdf.part", &renamed);
    // Closed before its end, as some scanners do, and opened again.
    let reopened = pdf(50_000, "reopened");
    room.drop_file("reopened.pdf", &reopened[..30_000]);

    // Whatever comes whole meanwhile is taken.
    let whole = pdf(1000, "whole");
    room.drop_file("whole.pdf", &whole);
    assert_eq!(one.take().await, whole);
    assert_eq!(room.files(), 3);

    file.write_all(&slow[20_000..]).unwrap();
    drop(file);
    assert_eq!(one.take().await, slow);
    fs::rename(room.folder().join("renamed.pdf.part"), room.folder().join("renamed.pdf")).unwrap();
    assert_eq!(one.take().await, renamed);
    let mut file = File::options().append(true).open(room.folder().join("reopened.pdf")).unwrap();
    file.write_all(&reopened[30_000..]).unwrap();
    drop(file);
    assert_eq!(one.take().await, reopened);
    assert_eq!((room.files(), room.kept()), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn if_two_pressed_the_mediator_says_whose_it_is() {
    let room = Room::open().await;
    let (mut one, mut other) = (room.sit_down("Poste 1").await, room.sit_down("Poste 2").await);
    one.press().await;
    other.press().await;
    let document = pdf(1000, "whose");
    room.drop_file("scan.pdf", &document);
    let row = room.waiting(1).await.waiting.remove(0);
    assert_eq!((row.why, row.number), (WhyStaff::Several, 1));
    let mut wanted = vec![one.session, other.session];
    wanted.sort();
    assert_eq!(row.wanted_by, wanted);
    assert!(row.until > row.at);

    let by = || By::from(room.hub.staff());
    scans::assign(&room.hub.hub, by(), row.id, other.session).await.unwrap();
    let again = scans::assign(&room.hub.hub, by(), row.id, one.session).await;
    assert!(matches!(again, Err(DeskError::NotFound(_))), "{again:?}");
    assert_eq!(other.take().await, document);
    assert_eq!(room.kept(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_mediators_who_decide_at_once_one_is_told_that_it_is_gone() {
    let room = Room::open().await;
    let (one, other) = (room.sit_down("Poste 1").await, room.sit_down("Poste 2").await);
    room.drop_file("scan.pdf", &pdf(1000, "whose"));
    let row = room.waiting(1).await.waiting.remove(0);
    let by = || By::from(room.hub.staff());
    let (given, also_given, deleted) = tokio::join!(
        scans::assign(&room.hub.hub, by(), row.id, one.session),
        scans::assign(&room.hub.hub, by(), row.id, other.session),
        scans::delete(&room.hub.hub, by(), row.id),
    );
    let done = [&given, &also_given, &deleted].into_iter().filter(|done| done.is_ok()).count();
    assert_eq!(done, 1, "{given:?}, {also_given:?}, {deleted:?}");
    let ready = [&one, &other].map(|seat| room.hub.hub.scans.of(seat.session).ready.len());
    assert_eq!(ready, [usize::from(given.is_ok()), usize::from(also_given.is_ok())]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_waits_for_waits_for_the_mediator_who_may_delete_it() {
    let room = Room::open().await;
    let mut one = room.sit_down("Poste 1").await;
    one.press().await;
    assert_eq!(one.ask(ScanAsk::NoLonger).await, ScanAnswer::Noted);
    room.drop_file("scan.pdf", &pdf(1000, "nobody"));
    let row = room.waiting(1).await.waiting.remove(0);
    assert_eq!(row.why, WhyStaff::Nobody);
    assert!(row.wanted_by.is_empty());
    // Pressing now does not bring what came before.
    one.press().await;
    assert_eq!(one.ask(ScanAsk::Part { scan: row.id, from: 0 }).await, ScanAnswer::Gone);
    let by = By::from(room.hub.staff());
    scans::delete(&room.hub.hub, by, row.id).await.unwrap();
    assert!(room.shown().waiting.is_empty());
    assert_eq!(room.kept(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_station_cannot_take_is_the_mediators_again() {
    let room = Room::open().await;
    let mut one = room.sit_down("Poste 1").await;
    one.press().await;
    room.drop_file("scan.pdf", &pdf(1000, "full"));
    let scan = one.ready().await;
    assert_eq!(one.ask(ScanAsk::NotTaken { scan: scan.id }).await, ScanAnswer::Noted);
    let row = room.waiting(1).await.waiting.remove(0);
    assert_eq!((row.id, row.why, row.wanted_by), (scan.id, WhyStaff::NotTaken, vec![one.session]));
}

#[tokio::test(flavor = "multi_thread")]
async fn scans_go_with_the_session() {
    let room = Room::open().await;
    let mut one = room.sit_down("Poste 1").await;
    one.press().await;
    room.drop_file("scan.pdf", &pdf(1000, "gone"));
    let scan = one.ready().await;
    let ended = StationEvent::SessionEnded { session: one.session, cause: EndCause::VisitorLeft, seconds: 5 };
    one.station.report(ended).await;
    until("it is deleted", || room.kept() == 0).await;
    assert_eq!(one.ask(ScanAsk::Part { scan: scan.id, from: 0 }).await, ScanAnswer::Gone);
    assert_eq!(one.ask(ScanAsk::Want).await, ScanAnswer::Gone);
    // Nor does its press bring anything to whoever comes next.
    room.drop_file("late.pdf", &pdf(1000, "late"));
    let row = room.waiting(1).await.waiting.remove(0);
    assert_eq!(row.why, WhyStaff::Nobody);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_that_comes_back_has_what_it_had() {
    let room = Room::open().await;
    let mut one = room.sit_down("Poste 1").await;
    one.press().await;
    let document = pdf(200_000, "kept");
    room.drop_file("scan.pdf", &document);
    one.ready().await;
    assert_eq!(one.ask(ScanAsk::NoLonger).await, ScanAnswer::Noted);
    room.drop_file("other.pdf", &pdf(1000, "waits"));
    let waits = room.waiting(1).await.waiting.remove(0);

    let (room, mut one) = room.restart(one).await;
    assert_eq!(one.take().await, document);
    let row = room.waiting(1).await.waiting.remove(0);
    assert_eq!((row.id, row.number, row.why), (waits.id, waits.number, WhyStaff::Nobody));
}
