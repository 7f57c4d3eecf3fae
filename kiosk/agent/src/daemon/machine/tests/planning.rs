//! Questions about bookings and the queue.

use epn_wire::kiosk::PlanningShown;
use epn_wire::planning::{BookingShown, PlanningAnswer, PlanningAsk, Who};

use super::*;

fn shown(rig: &Rig) -> Option<PlanningShown> {
    rig.machine.view(rig.now).planning
}

fn answered(answer: PlanningAnswer) -> PlanningShown {
    PlanningShown::Answer { answer: Box::new(answer) }
}

fn ask(rig: &mut Rig, who: Who) {
    rig.press(KioskIntent::Plan { who, ask: PlanningAsk::Overview });
}

fn at_the_lock() -> Who {
    Who::Entry { entry: Entry::Ticket { code: "SECRETCODE".to_owned().into() } }
}

fn asked(rig: &Rig) -> Vec<Who> {
    let who = |message: &FromStation| match message {
        FromStation::Request { request: Request::Plan { who, .. }, .. } => Some(who.clone()),
        _ => None,
    };
    rig.said.iter().filter_map(who).collect()
}

#[test]
fn at_the_lock_it_is_asked_for_whoever_logs_in_and_shown_until_read() {
    let mut rig = Rig::locked();
    ask(&mut rig, at_the_lock());
    assert_eq!((asked(&rig), shown(&rig)), (vec![at_the_lock()], Some(PlanningShown::Asking)));
    assert!(!format!("{:?}", rig.said).contains("SECRETCODE"));
    rig.reply(Reply::Planned { answer: Box::new(PlanningAnswer::LeftQueue) });
    assert_eq!(shown(&rig), Some(answered(PlanningAnswer::LeftQueue)));
    rig.press(KioskIntent::PlanRead);
    assert_eq!((shown(&rig), rig.phase()), (None, Phase::Locked));
    assert!(rig.steps.is_empty() && rig.events.is_empty(), "nothing of it is journalled");
}

#[test]
fn in_a_session_the_agent_says_whose_it_is_and_no_screen_does() {
    let mut rig = Rig::locked();
    ask(&mut rig, Who::Here);
    assert_eq!(shown(&rig), Some(answered(PlanningAnswer::NotRecognised { wait_seconds: 0 })));
    rig.sit_down(60);
    assert_eq!(shown(&rig), None, "what was shown is not for the next visitor");
    ask(&mut rig, Who::Here);
    assert_eq!(asked(&rig), [Who::Session { session: session_id() }]);
    rig.reply(Reply::Trouble);
    assert_eq!(shown(&rig), Some(answered(PlanningAnswer::NoHub)));
    rig.press(KioskIntent::PlanRead);
    ask(&mut rig, Who::Session { session: session_id() });
    rig.press(KioskIntent::Pause);
    ask(&mut rig, Who::Here);
    assert_eq!(asked(&rig).len(), 1, "nor for a session that waits behind the lock");
    rig.resume(picture("cat"));
    rig.press(KioskIntent::Leave);
    assert_eq!((shown(&rig), rig.phase()), (None, Phase::Locked));
}

#[test]
fn what_is_asked_in_a_session_is_not_shown_before_its_lock_and_nobody_asks_there() {
    let mut rig = Rig::locked();
    rig.sit_down(60);
    for answered_first in [true, false] {
        ask(&mut rig, Who::Here);
        let (id, _) = rig.question();
        let reply = || Reply::Planned { answer: Box::new(PlanningAnswer::Cancelled) };
        if answered_first {
            rig.hub(ToStation::Reply { id, reply: reply() });
            assert_eq!(shown(&rig), Some(answered(PlanningAnswer::Cancelled)));
        }
        rig.press(KioskIntent::Pause);
        assert_eq!(shown(&rig), None);
        rig.hub(ToStation::Reply { id, reply: reply() });
        assert_eq!(shown(&rig), None, "what comes late is for nobody");
        rig.resume(picture("cat"));
    }
    let before = asked(&rig).len();
    ask(&mut rig, at_the_lock());
    rig.press(KioskIntent::Pause);
    ask(&mut rig, at_the_lock());
    assert_eq!(asked(&rig).len(), before, "somebody else asks at a free station");
}

#[test]
fn one_at_a_time_and_not_faster_than_anybody_reads() {
    let mut rig = Rig::locked();
    ask(&mut rig, at_the_lock());
    ask(&mut rig, at_the_lock());
    assert_eq!(asked(&rig).len(), 1);
    for _ in 0..7 {
        rig.reply(Reply::Planned { answer: Box::new(PlanningAnswer::Gone) });
        ask(&mut rig, at_the_lock());
    }
    assert_eq!(asked(&rig).len(), 5);
    assert_eq!(shown(&rig), Some(answered(PlanningAnswer::Throttled { wait_seconds: 1 })));
    rig.pass(1_000);
    ask(&mut rig, at_the_lock());
    assert_eq!(asked(&rig).len(), 6);
}

#[test]
fn without_a_hub_it_is_told_at_once_and_one_under_way_in_the_end() {
    let mut rig = Rig::locked();
    for lose in [(|rig| rig.feed(Input::LinkDown)) as fn(&mut Rig), |rig| rig.pass(5_000)] {
        ask(&mut rig, at_the_lock());
        let (id, _) = rig.question();
        lose(&mut rig);
        assert_eq!(shown(&rig), Some(answered(PlanningAnswer::NoHub)));
        rig.hub(ToStation::Reply { id, reply: Reply::Planned { answer: Box::new(PlanningAnswer::Gone) } });
        assert_eq!(
            shown(&rig),
            Some(answered(PlanningAnswer::NoHub)),
            "an answer that comes too late is none"
        );
        rig.welcome(None);
    }
    rig.feed(Input::LinkDown);
    rig.press(KioskIntent::PlanRead);
    let before = asked(&rig).len();
    ask(&mut rig, at_the_lock());
    assert_eq!((asked(&rig).len(), shown(&rig)), (before, Some(answered(PlanningAnswer::NoHub))));
}

#[test]
fn answers_to_other_questions_and_answers_that_no_view_can_hold_open_and_break_nothing() {
    let mut rig = Rig::locked();
    ask(&mut rig, at_the_lock());
    let place = "x".repeat(200_000);
    let at = START.parse().unwrap();
    let booking = BookingShown { id: epn_rules::id::BookingId(Ulid(1)), place, from: at, until: at };
    rig.reply(Reply::Planned { answer: Box::new(PlanningAnswer::Booked { booking }) });
    assert_eq!(shown(&rig), Some(answered(PlanningAnswer::NoHub)));
    rig.log_in();
    assert_eq!(shown(&rig), None);
    rig.reply(Reply::Planned { answer: Box::new(PlanningAnswer::Gone) });
    assert_eq!((rig.phase(), shown(&rig)), (Phase::Locked, None));
    ask(&mut rig, at_the_lock());
    let (id, _) = rig.question();
    let lease = rig.lease_for(session_id(), Nonce([1; 16]), rig.trust.boot, 30);
    let lease = SignedLease::sign(&lease, &rig.key).unwrap();
    rig.hub(ToStation::Reply { id, reply: Reply::Lease { lease } });
    assert_eq!(rig.phase(), Phase::Locked);
    assert!(rig.events.iter().any(|event| matches!(event, StationEvent::LeaseRefused { .. })));
}
