//! Prints and money: whose they are, who sees them, and what becomes of a decision.

use epn_rules::id::{PrintJobId, PrinterId};
use epn_rules::units::Cents;
use epn_wire::bar::BarPrint;
use epn_wire::money::PurseShown;
use epn_wire::printing::{
    PrintAnswer, PrintAsk, PrintAsked, PrintShown, PrintStage, PrintingShown, SessionPrinting,
};
use epn_wire::scanning::SessionScans;

use super::*;
use crate::session::Activity;

fn print(number: u32, stage: PrintStage) -> PrintShown {
    PrintShown {
        id: PrintJobId(Ulid(u128::from(number))),
        number,
        at: START.parse().unwrap(),
        stage,
        measure: None,
        offers: Vec::new(),
        printer: None,
        charged: None,
    }
}

fn printing(session: SessionId, prints: &[PrintShown]) -> SessionPrinting {
    let purse = PurseShown { paid: Cents(100), ..PurseShown::default() };
    SessionPrinting {
        session,
        prints: prints.to_vec(),
        purse,
        on_leaving: Cents(0),
        receipts: Vec::new(),
        phone: None,
        scans: SessionScans::default(),
    }
}

fn tell(rig: &mut Rig, prints: &[PrintShown]) {
    rig.hub(ToStation::Printing(Box::new(printing(session_id(), prints))));
}

fn shown(rig: &Rig) -> Option<PrintingShown> {
    rig.machine.view(rig.now).printing
}

fn asked(rig: &Rig) -> Option<PrintAsked> {
    shown(rig).expect("prints are shown").asked
}

fn news(rig: &Rig) -> Option<BarPrint> {
    rig.machine.bar_view(rig.now).print
}

fn confirm() -> PrintAsk {
    PrintAsk::Confirm { job: PrintJobId(Ulid(1)), printer: PrinterId(Ulid(5)), price: Cents(30) }
}

fn decide(rig: &mut Rig) {
    rig.press(KioskIntent::Print { ask: confirm() });
}

/// Whose prints the hub was asked about.
fn asked_for(rig: &Rig) -> Vec<SessionId> {
    let session = |message: &FromStation| match message {
        FromStation::Request { request: Request::Print { session, .. }, .. } => Some(*session),
        _ => None,
    };
    rig.said.iter().filter_map(session).collect()
}

/// A visitor at work, on a terminal of their own, one of whose prints waits for their word.
fn holding() -> Rig {
    let mut rig = Rig::locked();
    rig.machine.fixed.own_terminal = true;
    rig.sit_down(60);
    tell(&mut rig, &[print(1, PrintStage::Held)]);
    rig
}

#[test]
fn only_the_running_sessions_prints_are_taken_in() {
    let mut rig = Rig::locked();
    tell(&mut rig, &[print(1, PrintStage::Held)]);
    assert_eq!(shown(&rig), None, "nobody works here");
    rig.sit_down(60);
    assert_eq!(shown(&rig), None, "nor is it kept for whoever comes");
    let other = SessionId(Ulid(78));
    rig.hub(ToStation::Printing(Box::new(printing(other, &[print(1, PrintStage::Held)]))));
    assert_eq!((shown(&rig), news(&rig)), (None, None));
    tell(&mut rig, &[print(1, PrintStage::Held)]);
    assert_eq!(shown(&rig).map(|shown| shown.printing.session), Some(session_id()));
}

#[test]
fn what_no_frame_holds_leaves_what_was_told_before() {
    let mut rig = holding();
    let refused = |length| {
        let why = epn_wire::printing::PrintRefusal::Staff { reason: "x".repeat(length) };
        PrintStage::Refused { why }
    };
    tell(&mut rig, &[print(2, refused(100_000))]);
    assert_eq!(shown(&rig).map(|shown| shown.printing.prints.len()), Some(1));
    assert_eq!(shown(&rig).map(|shown| shown.printing.prints[0].number), Some(1));
    tell(&mut rig, &[print(2, refused(100))]);
    assert_eq!(shown(&rig).map(|shown| shown.printing.prints[0].number), Some(2));
}

#[test]
fn behind_the_lock_nothing_is_shown_and_nothing_can_be_decided() {
    let mut rig = holding();
    rig.press(KioskIntent::Pause);
    rig.forget();
    assert_eq!((shown(&rig), news(&rig)), (None, None));
    decide(&mut rig);
    tell(&mut rig, &[print(2, PrintStage::Held), print(1, PrintStage::Held)]);
    assert_eq!((asked_for(&rig), shown(&rig)), (vec![], None));
    rig.resume(picture("cat"));
    assert_eq!(shown(&rig).map(|shown| shown.printing.prints.len()), Some(2), "its visitor is back");
}

#[test]
fn while_somebody_is_asked_whether_they_are_there_and_in_the_grace_it_goes_on() {
    let mut rig = holding();
    rig.feed(Input::Activity(Activity::Quiet { for_ms: 0 }));
    while !matches!(rig.scene(), Scene::StillThere { .. }) {
        rig.pass(MINUTE);
    }
    assert!(shown(&rig).is_some());
    rig.press(KioskIntent::StillHere);
    while !matches!(rig.scene(), Scene::Grace { .. }) {
        rig.feed(Input::Activity(Activity::Input));
        rig.pass(MINUTE);
    }
    decide(&mut rig);
    assert_eq!(asked_for(&rig), [session_id()], "the last print is often the most wanted");
}

#[test]
fn a_decision_is_for_the_session_that_runs_and_told_until_it_was_read() {
    let mut rig = holding();
    decide(&mut rig);
    assert_eq!(asked_for(&rig), [session_id()]);
    assert_eq!(asked(&rig), Some(PrintAsked { ask: confirm(), answer: None }));
    rig.press(KioskIntent::PrintRead);
    assert!(asked(&rig).is_some(), "there is nothing to read yet");
    let answer = PrintAnswer::NotEnough { missing: Cents(20) };
    rig.reply(Reply::Printed { answer: answer.clone() });
    assert_eq!(asked(&rig), Some(PrintAsked { ask: confirm(), answer: Some(answer) }));
    rig.press(KioskIntent::PrintRead);
    assert_eq!(asked(&rig), None);
    assert_eq!(rig.phase(), Phase::Active);
}

#[test]
fn one_decision_at_a_time() {
    let mut rig = holding();
    decide(&mut rig);
    let (first, _) = rig.question();
    rig.press(KioskIntent::Print { ask: PrintAsk::Cancel { job: PrintJobId(Ulid(1)) } });
    assert_eq!(asked_for(&rig).len(), 1);
    rig.hub(ToStation::Reply { id: first, reply: Reply::Printed { answer: PrintAnswer::Confirmed } });
    assert_eq!(asked(&rig).map(|asked| asked.ask), Some(confirm()));
    rig.press(KioskIntent::Print { ask: PrintAsk::Cancel { job: PrintJobId(Ulid(1)) } });
    assert_eq!(asked_for(&rig).len(), 2, "the next one need not wait until that was read");
}

#[test]
fn without_a_hub_it_is_told_at_once_and_what_is_under_way_in_the_end() {
    for lose in [(|rig| rig.feed(Input::LinkDown)) as fn(&mut Rig), |rig| rig.pass(5_000)] {
        let mut rig = holding();
        decide(&mut rig);
        let (id, _) = rig.question();
        lose(&mut rig);
        let no_hub = Some(PrintAsked { ask: confirm(), answer: Some(PrintAnswer::NoHub) });
        assert_eq!(asked(&rig), no_hub);
        rig.hub(ToStation::Reply { id, reply: Reply::Printed { answer: PrintAnswer::Confirmed } });
        assert_eq!(asked(&rig), no_hub, "an answer that comes too late is none");
    }
    let mut rig = holding();
    rig.feed(Input::LinkDown);
    decide(&mut rig);
    assert_eq!(asked_for(&rig), []);
    assert_eq!(asked(&rig).and_then(|asked| asked.answer), Some(PrintAnswer::NoHub));
}

#[test]
fn another_answer_than_was_asked_for_is_none() {
    let mut rig = holding();
    decide(&mut rig);
    rig.reply(Reply::Trouble);
    assert_eq!(asked(&rig).and_then(|asked| asked.answer), Some(PrintAnswer::NoHub));
    decide(&mut rig);
    let (id, _) = rig.question();
    let lease = rig.lease_for(session_id(), Nonce([1; 16]), rig.trust.boot, 30);
    let lease = SignedLease::sign(&lease, &rig.key).unwrap();
    rig.hub(ToStation::Reply { id, reply: Reply::Lease { lease } });
    assert_eq!(asked(&rig).map(|asked| asked.answer), Some(None), "it still waits for its own");
    assert!(rig.events.iter().any(|event| matches!(event, StationEvent::LeaseRefused { .. })));
}

#[test]
fn the_sessions_end_forgets_it_all() {
    for answered in [true, false] {
        let mut rig = holding();
        decide(&mut rig);
        let (id, _) = rig.question();
        let reply = || Reply::Printed { answer: PrintAnswer::NotEnough { missing: Cents(20) } };
        if answered {
            rig.hub(ToStation::Reply { id, reply: reply() });
        }
        rig.press(KioskIntent::Leave);
        assert_eq!((rig.phase(), shown(&rig), news(&rig)), (Phase::Locked, None, None));
        tell(&mut rig, &[print(1, PrintStage::Held)]);
        // The next session, even under the same id, finds nothing of it.
        rig.sit_down(60);
        assert_eq!((shown(&rig), news(&rig)), (None, None));
        tell(&mut rig, &[]);
        rig.hub(ToStation::Reply { id, reply: reply() });
        assert_eq!(asked(&rig), None, "what comes late is for nobody");
    }
}

#[test]
fn the_code_of_a_document_is_passed_on_and_what_became_of_it_is_shown() {
    let mut rig = holding();
    let fetch = PrintAsk::Fetch { code: "7777777V".to_owned().into() };
    rig.press(KioskIntent::Print { ask: fetch.clone() });
    let (_, request) = rig.question();
    assert!(matches!(request, Request::Print { session, ask } if session == session_id() && ask == fetch));
    for answer in
        [PrintAnswer::UnknownCode { wait_seconds: 2 }, PrintAnswer::Fetched { job: PrintJobId(Ulid(9)) }]
    {
        rig.press(KioskIntent::Print { ask: fetch.clone() });
        rig.reply(Reply::Printed { answer: answer.clone() });
        assert_eq!(asked(&rig), Some(PrintAsked { ask: fetch.clone(), answer: Some(answer) }));
        rig.press(KioskIntent::PrintRead);
    }
}

#[test]
fn nothing_of_it_is_journalled() {
    let mut rig = holding();
    rig.forget();
    decide(&mut rig);
    rig.reply(Reply::Printed { answer: PrintAnswer::Confirmed });
    rig.press(KioskIntent::PrintRead);
    assert!(rig.steps.is_empty() && rig.events.is_empty());
}

#[test]
fn the_strip_says_that_a_print_waits_until_it_is_decided() {
    let mut rig = holding();
    assert_eq!(news(&rig), Some(BarPrint::ToConfirm));
    rig.feed(Input::ShowKiosk);
    rig.press(KioskIntent::BackToSession);
    assert_eq!(news(&rig), Some(BarPrint::ToConfirm), "it was looked at, and still waits");
    tell(&mut rig, &[print(1, PrintStage::Waiting { ahead: 0, trouble: None })]);
    assert_eq!(news(&rig), None);
}

#[test]
fn what_went_wrong_is_on_the_strip_until_its_visitor_opened_the_kiosk() {
    let mut rig = holding();
    tell(&mut rig, &[print(1, PrintStage::Unclear)]);
    assert_eq!(news(&rig), Some(BarPrint::Trouble));
    tell(&mut rig, &[print(2, PrintStage::Held), print(1, PrintStage::Unclear)]);
    assert_eq!(news(&rig), Some(BarPrint::ToConfirm), "what they can do something about comes first");
    rig.feed(Input::ShowKiosk);
    tell(&mut rig, &[print(2, PrintStage::Incomplete), print(1, PrintStage::Unclear)]);
    rig.press(KioskIntent::BackToSession);
    assert_eq!(news(&rig), None, "both were told there");
    tell(
        &mut rig,
        &[print(2, PrintStage::Incomplete), print(1, PrintStage::Stopped { sides: 2, why: None })],
    );
    assert_eq!(news(&rig), Some(BarPrint::Trouble), "how it stands is another now");
}

#[test]
fn whoever_is_only_asked_whether_they_are_there_has_not_seen_it() {
    let mut rig = holding();
    tell(&mut rig, &[print(1, PrintStage::Expired)]);
    rig.feed(Input::Activity(Activity::Quiet { for_ms: 0 }));
    while !matches!(rig.scene(), Scene::StillThere { .. }) {
        rig.pass(MINUTE);
    }
    rig.feed(Input::Activity(Activity::Input));
    assert_eq!((rig.phase(), news(&rig)), (Phase::Active, Some(BarPrint::Trouble)));
}
