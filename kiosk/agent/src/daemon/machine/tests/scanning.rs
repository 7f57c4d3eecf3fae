//! Scans: asked for, fetched part by part, told once they are in the folder, and nobody's after the session.

use epn_rules::id::ScanId;
use epn_rules::units::Cents;
use epn_wire::money::PurseShown;
use epn_wire::printing::SessionPrinting;
use epn_wire::scanning::{
    ScanAnswer, ScanAsk, ScanFormat, ScanPart, ScanReady, ScanTrouble, ScanningShown, SessionScans,
};

use super::*;

fn scan(n: u128, bytes: u64) -> ScanReady {
    ScanReady { id: ScanId(Ulid(n)), format: ScanFormat::Pdf, bytes }
}

fn told(wanted: bool, ready: &[ScanReady]) -> SessionPrinting {
    let wanted_until = wanted.then(|| START.parse().unwrap());
    let scans = SessionScans { wanted_until, ready: ready.to_vec() };
    let purse = PurseShown { paid: Cents(0), ..PurseShown::default() };
    SessionPrinting {
        session: session_id(),
        prints: Vec::new(),
        purse,
        on_leaving: Cents(0),
        receipts: Vec::new(),
        phone: None,
        scans,
    }
}

fn tell(rig: &mut Rig, wanted: bool, ready: &[ScanReady]) {
    rig.hub(ToStation::Printing(Box::new(told(wanted, ready))));
}

/// Somebody at work in a room with a scanner.
fn seated() -> Rig {
    let mut rig = Rig::locked();
    rig.machine.fixed.own_terminal = true;
    let site = SiteView { may_scan: true, ..rig.machine.hub.site.clone() };
    rig.hub(ToStation::Site(Box::new(site)));
    rig.sit_down(60);
    rig.said.clear();
    rig
}

/// The hub is back, with its scanner.
fn welcome(rig: &mut Rig) {
    let site = rig.machine.hub.site.clone();
    rig.welcome(None);
    rig.hub(ToStation::Site(Box::new(site)));
}

fn shown(rig: &Rig) -> ScanningShown {
    rig.machine.view(rig.now).scanning.expect("the room has a scanner")
}

/// What the hub was asked, and not yet looked at.
fn asks(rig: &Rig) -> Vec<ScanAsk> {
    let asks = rig.said.iter().filter_map(|message| match message {
        FromStation::Request { request: Request::Scan { session, ask }, .. } => {
            assert_eq!(*session, session_id());
            Some(ask.clone())
        }
        _ => None,
    });
    asks.collect()
}

fn last_ask(rig: &Rig) -> ScanAsk {
    asks(rig).pop().expect("something was asked")
}

fn answer(rig: &mut Rig, answer: ScanAnswer) {
    rig.reply(Reply::Scanned { answer });
}

fn part(rig: &mut Rig, bytes: &[u8]) {
    answer(rig, ScanAnswer::Part { bytes: ScanPart::new(bytes.to_vec()) });
}

#[test]
fn one_press_is_one_question_and_its_end_is_shown() {
    let mut rig = seated();
    assert_eq!(shown(&rig), ScanningShown::default());
    rig.press(KioskIntent::Scan { wanted: true });
    rig.press(KioskIntent::Scan { wanted: true });
    assert_eq!(asks(&rig), [ScanAsk::Want]);
    assert!(shown(&rig).asking);
    answer(&mut rig, ScanAnswer::Wanted);
    assert!(shown(&rig).asking, "until the hub has told until when");
    tell(&mut rig, true, &[]);
    let until = Some(START.parse().unwrap());
    assert_eq!(shown(&rig), ScanningShown { wanted_until: until, ..ScanningShown::default() });
    rig.press(KioskIntent::Scan { wanted: false });
    assert_eq!(last_ask(&rig), ScanAsk::NoLonger);
    answer(&mut rig, ScanAnswer::Noted);
    tell(&mut rig, false, &[]);
    assert_eq!(shown(&rig), ScanningShown::default());
}

#[test]
fn a_press_in_vain_says_why_until_it_was_read() {
    let mut rig = seated();
    rig.press(KioskIntent::Scan { wanted: true });
    answer(&mut rig, ScanAnswer::NoScanner);
    assert_eq!(shown(&rig).trouble, Some(ScanTrouble::NoScanner));
    rig.press(KioskIntent::ScanRead);
    assert_eq!(shown(&rig), ScanningShown::default());
    rig.press(KioskIntent::Scan { wanted: true });
    rig.pass(5_000);
    assert_eq!(shown(&rig).trouble, Some(ScanTrouble::NoHub), "nobody answered");
    rig.feed(Input::LinkDown);
    rig.said.clear();
    rig.press(KioskIntent::Scan { wanted: true });
    assert_eq!((shown(&rig).trouble, asks(&rig)), (Some(ScanTrouble::NoHub), vec![]));
}

#[test]
fn a_scan_is_fetched_part_by_part_and_the_hub_told_once_it_is_written() {
    let mut rig = seated();
    let ready = scan(1, 5);
    tell(&mut rig, true, &[ready]);
    assert_eq!(asks(&rig), [ScanAsk::Part { scan: ready.id, from: 0 }]);
    assert!(shown(&rig).arriving);
    part(&mut rig, b"abc");
    assert_eq!(asks(&rig).len(), 1, "no more before that is written");
    assert_eq!(rig.pieces.pop().unwrap().part.bytes(), b"abc");
    rig.feed(Input::ScanWritten(Ok(())));
    assert_eq!(last_ask(&rig), ScanAsk::Part { scan: ready.id, from: 3 });
    part(&mut rig, b"de");
    assert_eq!(shown(&rig).arrived, 0, "it is not whole");
    rig.feed(Input::ScanWritten(Ok(())));
    assert_eq!((shown(&rig).arrived, shown(&rig).arriving), (1, false));
    assert_eq!(rig.machine.bar_view(rig.now).scans, 1);
    assert_eq!(last_ask(&rig), ScanAsk::Taken { scan: ready.id });
    answer(&mut rig, ScanAnswer::Noted);
    rig.said.clear();
    tell(&mut rig, true, &[]);
    rig.pass(MINUTE);
    assert_eq!(asks(&rig), []);
    rig.feed(Input::ShowKiosk);
    assert_eq!(rig.machine.bar_view(rig.now).scans, 0, "whoever sees the kiosk knows");
    assert_eq!(shown(&rig).arrived, 1);
}

#[test]
fn a_scan_that_is_told_again_is_not_written_twice() {
    let mut rig = seated();
    let ready = scan(1, 2);
    tell(&mut rig, true, &[ready]);
    part(&mut rig, b"ab");
    rig.feed(Input::ScanWritten(Ok(())));
    // The hub ended before it heard that.
    rig.feed(Input::LinkDown);
    rig.said.clear();
    welcome(&mut rig);
    tell(&mut rig, true, &[ready]);
    rig.pass(5_000);
    assert!(asks(&rig).iter().all(|ask| *ask == ScanAsk::Taken { scan: ready.id }));
    assert!(!asks(&rig).is_empty());
    answer(&mut rig, ScanAnswer::Noted);
    assert_eq!((rig.pieces.len(), shown(&rig).arrived), (1, 1));
}

#[test]
fn what_was_begun_goes_on_when_the_hub_is_back() {
    let mut rig = seated();
    let ready = scan(1, 5);
    tell(&mut rig, true, &[ready]);
    part(&mut rig, b"abc");
    rig.feed(Input::LinkDown);
    rig.feed(Input::ScanWritten(Ok(())));
    rig.said.clear();
    rig.pass(5_000);
    assert_eq!(asks(&rig), []);
    welcome(&mut rig);
    rig.pass(5_000);
    assert_eq!(last_ask(&rig), ScanAsk::Part { scan: ready.id, from: 3 });
    // Meanwhile the mediator has given it to somebody else.
    tell(&mut rig, true, &[]);
    assert!(!shown(&rig).arriving);
}

#[test]
fn what_cannot_be_written_is_given_back_and_told() {
    for (trouble, bytes) in [(ScanTrouble::NoRoom, &b"ab"[..]), (ScanTrouble::NotWritten, b"abc")] {
        let mut rig = seated();
        let ready = scan(1, 2);
        tell(&mut rig, true, &[ready, scan(2, 1)]);
        part(&mut rig, bytes);
        if trouble == ScanTrouble::NoRoom {
            rig.feed(Input::ScanWritten(Err(trouble)));
        } else {
            assert_eq!(rig.pieces.len(), 0, "more came than was told");
        }
        assert_eq!(shown(&rig).trouble, Some(trouble));
        assert_eq!(last_ask(&rig), ScanAsk::NotTaken { scan: ready.id });
        answer(&mut rig, ScanAnswer::Noted);
        tell(&mut rig, true, &[scan(2, 1)]);
        assert_eq!(last_ask(&rig), ScanAsk::Part { scan: ScanId(Ulid(2)), from: 0 }, "the next");
    }
}

#[test]
fn a_hub_that_cannot_answer_is_asked_again_after_a_while_and_not_at_once() {
    let mut rig = seated();
    tell(&mut rig, true, &[scan(1, 2)]);
    for times in 1..4 {
        assert_eq!(asks(&rig), vec![ScanAsk::Part { scan: ScanId(Ulid(1)), from: 0 }; times]);
        rig.reply(Reply::Trouble);
        rig.pass(1_999);
        assert_eq!(asks(&rig).len(), times);
        rig.pass(1);
    }
}

#[test]
fn nothing_of_it_is_there_for_whoever_comes_next_or_stands_before_the_lock() {
    let mut rig = seated();
    let ready = scan(1, 2);
    tell(&mut rig, true, &[ready]);
    part(&mut rig, b"ab");
    rig.feed(Input::ScanWritten(Ok(())));
    rig.press(KioskIntent::Leave);
    assert_eq!(rig.machine.view(rig.now).scanning, None);
    // What is written late is nobody's.
    rig.feed(Input::ScanWritten(Ok(())));
    rig.sit_down(60);
    assert_eq!(shown(&rig), ScanningShown::default());
    assert_eq!(rig.machine.bar_view(rig.now).scans, 0);
}
