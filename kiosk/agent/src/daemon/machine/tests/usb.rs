//! A USB key at the lock screen: looked at, printed from, and forgotten.

use epn_rules::id::PrintJobId;
use epn_rules::print::FROM_KEYS;
use epn_rules::units::Cents;
use epn_wire::money::PurseShown;
use epn_wire::part::Part;
use epn_wire::printing::{PrintAnswer, PrintAsk, SessionPrinting};
use epn_wire::scanning::SessionScans;
use epn_wire::usb::{
    LARGEST, UsbAnswer, UsbAsk, UsbFile, UsbFiles, UsbFormat, UsbKey, UsbRefusal, UsbShown, UsbTrouble,
    UsbWish,
};

use super::*;
use crate::usb::{Disk, UsbNews};

fn disk(name: &str) -> Disk {
    Disk { folder: format!("devices/usb1/block/{name}").into(), name: name.to_owned() }
}

fn files(sizes: &[u64]) -> UsbFiles {
    let file = |(number, bytes): (usize, &u64)| UsbFile {
        name: format!("{number}.pdf"),
        folder: None,
        format: UsbFormat::Pdf,
        bytes: *bytes,
    };
    UsbFiles { files: sizes.iter().enumerate().map(file).collect(), more: false }
}

/// A free station that prints from keys.
fn free() -> Rig {
    let mut rig = Rig::locked();
    let site = SiteView { tags: vec![FROM_KEYS.to_owned()], ..rig.machine.hub.site.clone() };
    rig.hub(ToStation::Site(Box::new(site)));
    rig.forget();
    rig
}

/// The same, with a key of which these documents are shown.
fn listed(sizes: &[u64]) -> Rig {
    let mut rig = free();
    rig.feed(Input::Usb(UsbNews::PluggedIn(disk("sdb"))));
    rig.feed(Input::Usb(UsbNews::Files(files(sizes))));
    rig.keys.clear();
    rig
}

fn shown(rig: &Rig) -> Option<UsbShown> {
    rig.machine.view(rig.now).usb
}

fn trouble(rig: &Rig) -> Option<UsbTrouble> {
    shown(rig).and_then(|shown| shown.trouble)
}

fn wish(rig: &mut Rig, wish: UsbWish) {
    rig.press(KioskIntent::Usb { wish });
}

fn part(rig: &mut Rig, bytes: &[u8]) {
    rig.feed(Input::Usb(UsbNews::Part(Part::new(bytes.to_vec()))));
}

/// What the hub was asked about keys, and not yet looked at.
fn asks(rig: &Rig) -> Vec<UsbAsk> {
    let asks = rig.said.iter().filter_map(|message| match message {
        FromStation::Request { request: Request::Usb { ask }, .. } => Some(ask.clone()),
        _ => None,
    });
    asks.collect()
}

fn answer(rig: &mut Rig, answer: UsbAnswer) {
    rig.reply(Reply::Usb { answer });
}

fn visit() -> SessionId {
    SessionId(Ulid(500))
}

/// The first document was sent whole, and is a print of a visit.
fn printed() -> Rig {
    let mut rig = listed(&[5]);
    wish(&mut rig, UsbWish::Print { file: 0 });
    part(&mut rig, b"%PDF-");
    answer(&mut rig, UsbAnswer::Taken { visit: visit(), job: PrintJobId(Ulid(9)) });
    let told = SessionPrinting {
        session: visit(),
        prints: Vec::new(),
        purse: PurseShown { paid: Cents(7), ..PurseShown::default() },
        on_leaving: Cents(0),
        receipts: Vec::new(),
        phone: None,
        scans: SessionScans::default(),
    };
    rig.hub(ToStation::Printing(Box::new(told)));
    rig.forget();
    rig.keys.clear();
    rig
}

#[test]
fn a_key_is_looked_at_only_at_a_free_station_that_prints_from_keys() {
    let mut other = Rig::locked();
    other.feed(Input::Usb(UsbNews::PluggedIn(disk("sdb"))));
    assert!(other.keys.is_empty() && shown(&other).is_none(), "it is not tagged");

    let mut rig = free();
    rig.feed(Input::Usb(UsbNews::PluggedIn(disk("sdb"))));
    assert_eq!(rig.keys, [UsbOrder::Look(disk("sdb"))]);
    assert_eq!(shown(&rig).unwrap().key, UsbKey::Looking);
    rig.feed(Input::Usb(UsbNews::Files(files(&[5, 7]))));
    assert_eq!(shown(&rig).unwrap().key, UsbKey::Files(files(&[5, 7])));
    rig.feed(Input::Usb(UsbNews::Gone(disk("sdc"))));
    assert!(shown(&rig).is_some(), "another one");
    rig.feed(Input::Usb(UsbNews::Gone(disk("sdb"))));
    assert_eq!(shown(&rig), None);
    assert_eq!(rig.keys.last(), Some(&UsbOrder::LetGo));

    rig.sit_down(60);
    rig.keys.clear();
    rig.feed(Input::Usb(UsbNews::PluggedIn(disk("sdb"))));
    assert!(rig.keys.is_empty() && shown(&rig).is_none(), "in a session keys are the desktop's");
}

#[test]
fn a_document_goes_to_the_hub_part_by_part() {
    let mut rig = listed(&[3, 8]);
    wish(&mut rig, UsbWish::Print { file: 1 });
    assert_eq!(rig.keys, [UsbOrder::Read { file: 1, from: 0 }]);
    part(&mut rig, b"%PDF-");
    let bytes = Part::new(b"%PDF-".to_vec());
    assert_eq!(asks(&rig), [UsbAsk::Part { visit: None, from: 0, bytes, is_last: false }]);
    assert_eq!(shown(&rig).unwrap().sending, Some(0));
    wish(&mut rig, UsbWish::Print { file: 0 });
    assert_eq!(rig.keys.len(), 1, "one after the other");
}

#[test]
fn the_next_part_is_read_once_the_hub_has_the_last() {
    let mut rig = listed(&[8]);
    wish(&mut rig, UsbWish::Print { file: 0 });
    part(&mut rig, b"%PDF-");
    answer(&mut rig, UsbAnswer::More);
    assert_eq!(rig.keys.last(), Some(&UsbOrder::Read { file: 0, from: 5 }));
    assert_eq!(shown(&rig).unwrap().sending, Some(62));
    part(&mut rig, b"1.4");
    let bytes = Part::new(b"1.4".to_vec());
    assert_eq!(asks(&rig).pop(), Some(UsbAsk::Part { visit: None, from: 5, bytes, is_last: true }));
    answer(&mut rig, UsbAnswer::Taken { visit: visit(), job: PrintJobId(Ulid(9)) });
    let now = shown(&rig).unwrap();
    assert_eq!((now.sending, now.trouble), (None, None));
    // The next is of the same visit.
    wish(&mut rig, UsbWish::Print { file: 0 });
    part(&mut rig, b"%PDF-1.4");
    assert!(matches!(asks(&rig).pop(), Some(UsbAsk::Part { visit: Some(id), .. }) if id == visit()));
}

#[test]
fn what_was_printed_is_shown_and_decided_without_a_session() {
    let mut rig = printed();
    let view = rig.machine.view(rig.now);
    assert_eq!(view.printing.unwrap().printing.purse.paid, Cents(7));
    let ask = PrintAsk::Cancel { job: PrintJobId(Ulid(9)) };
    rig.press(KioskIntent::Print { ask: ask.clone() });
    let (_, Request::Print { session, ask: asked }) = rig.question() else { panic!("it is not asked") };
    assert_eq!((session, asked), (visit(), ask));
    rig.reply(Reply::Printed { answer: PrintAnswer::Cancelled });
    let asked = rig.machine.view(rig.now).printing.unwrap().asked.unwrap();
    assert_eq!(asked.answer, Some(PrintAnswer::Cancelled));
    // The key may be taken out: what was printed stays.
    rig.feed(Input::Usb(UsbNews::Gone(disk("sdb"))));
    assert_eq!(shown(&rig).unwrap().key, UsbKey::Gone);
    assert!(rig.machine.view(rig.now).printing.is_some());
}

#[test]
fn nothing_is_left_for_the_next_person() {
    let mut over = printed();
    wish(&mut over, UsbWish::Over);
    assert_eq!(asks(&over), [UsbAsk::Over], "the hub tells no more of it");
    let mut entered = printed();
    entered.sit_down(60);
    for rig in [over, entered] {
        let view = rig.machine.view(rig.now);
        assert!(view.usb.is_none() && view.printing.is_none());
        assert_eq!(rig.keys, [UsbOrder::LetGo]);
    }
}

#[test]
fn what_goes_wrong_is_told_until_it_was_read() {
    let mut rig = listed(&[LARGEST + 1, 5]);
    wish(&mut rig, UsbWish::Print { file: 0 });
    assert_eq!(trouble(&rig), Some(UsbTrouble::Refused { why: UsbRefusal::TooBig }));
    wish(&mut rig, UsbWish::Read);
    assert_eq!(trouble(&rig), None);
    wish(&mut rig, UsbWish::Print { file: 7 });
    assert!(rig.keys.is_empty(), "there is no such document");

    wish(&mut rig, UsbWish::Print { file: 1 });
    part(&mut rig, b"hello");
    answer(&mut rig, UsbAnswer::Refused { why: UsbRefusal::OtherKind });
    assert_eq!(trouble(&rig), Some(UsbTrouble::Refused { why: UsbRefusal::OtherKind }));
    wish(&mut rig, UsbWish::Print { file: 1 });
    part(&mut rig, b"longer than it was");
    assert_eq!(trouble(&rig), Some(UsbTrouble::NotRead));
    wish(&mut rig, UsbWish::Print { file: 1 });
    rig.feed(Input::Usb(UsbNews::NotRead));
    assert_eq!(trouble(&rig), Some(UsbTrouble::NotRead));

    wish(&mut rig, UsbWish::Print { file: 1 });
    rig.feed(Input::Usb(UsbNews::Gone(disk("sdb"))));
    assert_eq!(trouble(&rig), Some(UsbTrouble::NotRead), "taken out too early");
    wish(&mut rig, UsbWish::Read);
    assert_eq!(shown(&rig), None);
}

#[test]
fn without_the_hub_nothing_is_sent() {
    let mut rig = listed(&[5]);
    wish(&mut rig, UsbWish::Print { file: 0 });
    part(&mut rig, b"%PDF-");
    rig.feed(Input::LinkDown);
    assert_eq!(trouble(&rig), Some(UsbTrouble::NoHub));
    rig.keys.clear();
    wish(&mut rig, UsbWish::Print { file: 0 });
    assert_eq!(trouble(&rig), Some(UsbTrouble::NoHub));
    assert!(rig.keys.is_empty());

    let mut silent = listed(&[5]);
    wish(&mut silent, UsbWish::Print { file: 0 });
    part(&mut silent, b"%PDF-");
    silent.pass(5_000);
    assert_eq!(trouble(&silent), Some(UsbTrouble::NoHub));
}

#[test]
fn a_key_that_does_not_answer_is_let_go_of() {
    let mut rig = free();
    rig.feed(Input::Usb(UsbNews::PluggedIn(disk("sdb"))));
    rig.pass(15_000);
    assert_eq!(shown(&rig).unwrap().key, UsbKey::Unreadable);
    assert_eq!(rig.keys.last(), Some(&UsbOrder::LetGo));

    let mut reading = listed(&[5]);
    wish(&mut reading, UsbWish::Print { file: 0 });
    reading.pass(15_000);
    assert_eq!(shown(&reading).unwrap().key, UsbKey::Unreadable);
    assert_eq!(trouble(&reading), Some(UsbTrouble::NotRead));
    reading.feed(Input::Usb(UsbNews::PluggedIn(disk("sdb"))));
    assert_eq!(shown(&reading).unwrap().key, UsbKey::Looking, "plugged in again");
}
