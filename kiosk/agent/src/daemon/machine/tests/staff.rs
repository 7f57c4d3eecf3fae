//! A staff card at the screen.

use epn_wire::console::StaffRole;
use epn_wire::right::{Right, RightTo, SignedRight};
use epn_wire::staff::{
    FreeStation, NotOpened, StaffAct, StaffActed, StaffAnswer, StaffAsk, StaffOpened, StaffPanel, StaffShown,
};

use super::*;

const PASS: Nonce = Nonce([42; 16]);

fn shown(rig: &Rig) -> Option<StaffShown> {
    rig.machine.view(rig.now).staff
}

fn panel(rig: &Rig) -> StaffPanel {
    match shown(rig) {
        Some(StaffShown::Open(panel)) => panel,
        other => panic!("no quick actions: {other:?}"),
    }
}

fn card(rig: &mut Rig) {
    let (card, pin) = ("SECRETCARD".to_owned().into(), "730519".to_owned().into());
    rig.press(KioskIntent::StaffCard { card, pin });
}

fn told(rig: &mut Rig, answer: StaffAnswer) {
    rig.reply(Reply::Staff { answer: Box::new(answer) });
}

fn opened() -> StaffAnswer {
    StaffAnswer::Opened(StaffOpened {
        pass: PASS,
        name: "Zohra".to_owned(),
        role: StaffRole::Mediator,
        minutes: Minutes(60),
        free: vec![FreeStation { id: StationId(Ulid(4)), name: "Poste 4".to_owned() }],
    })
}

/// The quick actions, open.
fn open(rig: &mut Rig) {
    card(rig);
    told(rig, opened());
    rig.said.clear();
}

fn act(rig: &mut Rig, act: StaffAct) {
    rig.press(KioskIntent::StaffAct { act });
}

/// What was asked for staff, in order.
fn asked(rig: &Rig) -> Vec<StaffAsk> {
    let ask = |message: &FromStation| match message {
        FromStation::Request { request: Request::Staff { ask, .. }, .. } => Some(ask.clone()),
        _ => None,
    };
    rig.said.iter().filter_map(ask).collect()
}

fn end() -> StaffAct {
    StaffAct::End
}

#[test]
fn a_card_opens_the_quick_actions_for_half_a_minute_second_by_second() {
    let mut rig = Rig::locked();
    card(&mut rig);
    assert_eq!(shown(&rig), Some(StaffShown::Asking));
    assert!(
        !format!("{:?}", rig.said).contains("SECRETCARD") && !format!("{:?}", rig.said).contains("730519")
    );
    rig.pass(400);
    told(&mut rig, opened());
    let open = panel(&rig);
    assert_eq!((open.name.as_str(), open.seconds_left, open.acted), ("Zohra", 30, None));
    rig.pass(28_600);
    assert_eq!(panel(&rig).seconds_left, 1, "it counts from when the question left");
    rig.pass(1_000);
    assert_eq!((shown(&rig), rig.phase()), (None, Phase::Locked));
    assert_eq!(asked(&rig).last(), Some(&StaffAsk::Close { pass: PASS }), "the hub's right ends as well");
    act(&mut rig, end());
    assert_eq!(asked(&rig).len(), 2, "nothing is done afterwards");
    assert!(rig.steps.is_empty() && rig.events.is_empty(), "nothing of it is journalled");
}

#[test]
fn a_wrong_card_a_wait_and_no_hub_are_told_and_put_away() {
    for (answer, why) in [
        (StaffAnswer::NotRecognised { wait_seconds: 2 }, NotOpened::NotRecognised { wait_seconds: 2 }),
        (StaffAnswer::Throttled { wait_seconds: 40 }, NotOpened::Throttled { wait_seconds: 40 }),
        (StaffAnswer::Done, NotOpened::NoHub),
    ] {
        let mut rig = Rig::locked();
        card(&mut rig);
        told(&mut rig, answer);
        assert_eq!(shown(&rig), Some(StaffShown::NotOpened { why }));
        rig.press(KioskIntent::StaffClose);
        assert_eq!((shown(&rig), asked(&rig).len()), (None, 1));
    }
    let no_hub = Some(StaffShown::NotOpened { why: NotOpened::NoHub });
    for lose in [(|rig| rig.feed(Input::LinkDown)) as fn(&mut Rig), |rig| rig.pass(5_000)] {
        let mut rig = Rig::locked();
        card(&mut rig);
        lose(&mut rig);
        assert_eq!(shown(&rig), no_hub);
        told(&mut rig, opened());
        assert_eq!(shown(&rig), no_hub, "an answer that comes too late opens nothing");
    }
    let mut rig = Rig::locked();
    rig.feed(Input::LinkDown);
    card(&mut rig);
    assert_eq!((shown(&rig), asked(&rig).len()), (no_hub, 0));
}

#[test]
fn an_action_is_asked_with_the_pass_once_at_a_time_and_done_closes_the_screen() {
    let mut rig = Rig::locked();
    rig.sit_down(30);
    open(&mut rig);
    act(&mut rig, end());
    act(&mut rig, end());
    assert_eq!(asked(&rig), [StaffAsk::Act { pass: PASS, act: end() }]);
    assert_eq!(panel(&rig).acted, Some(StaffActed::Asking));
    told(&mut rig, StaffAnswer::Done);
    assert_eq!(
        (shown(&rig), rig.phase()),
        (None, Phase::Active),
        "the hub's command ends it, not the screen"
    );
    assert_eq!(asked(&rig).last(), Some(&StaffAsk::Close { pass: PASS }));
}

#[test]
fn what_was_not_done_is_told_until_read() {
    let refused = Decision::Refused { because: vec![Refusal::SomebodyWaits { waiting: 1 }], next: None };
    let extend = StaffAct::Extend { minutes: Minutes(15), reason: None };
    let acted = StaffActed::Refused { act: extend.clone(), decision: refused.clone(), may_insist: true };
    for (answer, acted) in [
        (StaffAnswer::Refused { decision: refused, may_insist: true }, acted),
        (StaffAnswer::NotNow, StaffActed::NotNow),
        (StaffAnswer::NoMember, StaffActed::NoMember),
    ] {
        let mut rig = Rig::locked();
        open(&mut rig);
        act(&mut rig, extend.clone());
        told(&mut rig, answer);
        assert_eq!(panel(&rig).acted, Some(acted));
        rig.press(KioskIntent::StaffRead);
        assert_eq!(panel(&rig).acted, None);
    }
    let mut rig = Rig::locked();
    open(&mut rig);
    act(&mut rig, extend.clone());
    rig.feed(Input::LinkDown);
    assert_eq!(panel(&rig).acted, Some(StaffActed::NoHub));
    act(&mut rig, extend);
    assert_eq!(asked(&rig).len(), 1);
    rig.welcome(None);
    act(&mut rig, end());
    told(&mut rig, StaffAnswer::Over);
    assert_eq!(shown(&rig), None, "the hub knows of no pass: it was started anew");
}

#[test]
fn a_new_pin_is_shown_half_a_minute_whenever_it_came_and_never_printed() {
    let mut rig = Rig::locked();
    open(&mut rig);
    rig.pass(29_000);
    act(&mut rig, StaffAct::NewPin { number: Some("100006".to_owned()) });
    told(&mut rig, StaffAnswer::NewPin { number: "100006".to_owned(), pin: "9081".to_owned().into() });
    assert_eq!(panel(&rig).seconds_left, 30);
    assert!(!format!("{:?}", rig.machine).contains("9081"));
    rig.pass(10_000);
    rig.press(KioskIntent::StaffRead);
    assert_eq!(shown(&rig), None, "the right to more is over");
    open(&mut rig);
    act(&mut rig, StaffAct::NewPin { number: None });
    told(&mut rig, StaffAnswer::NewPin { number: "100006".to_owned(), pin: "9081".to_owned().into() });
    rig.pass(30_000);
    assert_eq!(shown(&rig), None, "nor is it shown for longer to nobody");
}

fn right(rig: &Rig, to: RightTo, key: &SigningKey) -> StaffAnswer {
    let Request::Staff { nonce, boot, .. } = rig.question().1 else { panic!("nothing of staff was asked") };
    let right = Right { station: rig.trust.station, nonce, boot, to };
    StaffAnswer::Right { right: SignedRight::sign(&right, key).unwrap() }
}

/// A session that waits, whose visitor forgot the picture.
fn waiting() -> Rig {
    let mut rig = Rig::locked();
    rig.sit_down(60);
    rig.press(KioskIntent::Pause);
    rig.forget();
    open(&mut rig);
    act(&mut rig, StaffAct::LetBack);
    rig
}

#[test]
fn staff_let_a_visitor_back_in() {
    let mut rig = waiting();
    let answer = right(&rig, RightTo::LetBack { session: session_id() }, &rig.key);
    told(&mut rig, answer);
    assert_eq!((rig.phase(), shown(&rig)), (Phase::Active, None));
    assert_eq!(rig.orders, ["thaw"]);
    assert_eq!(rig.events, [StationEvent::SessionResumed { session: session_id() }]);
}

#[test]
fn only_what_the_hub_signed_for_this_session_lets_anybody_back_in() {
    let mut rig = waiting();
    let foreign = right(&rig, RightTo::LetBack { session: session_id() }, &SigningKey::from_bytes(&[8; 32]));
    told(&mut rig, foreign);
    assert_eq!(rig.phase(), Phase::Paused);
    assert!(matches!(rig.events[..], [StationEvent::LeaseRefused { .. }]));
    let mut rig = waiting();
    let other = right(&rig, RightTo::LetBack { session: SessionId(Ulid(5)) }, &rig.key);
    told(&mut rig, other);
    assert_eq!(rig.phase(), Phase::Paused);
    let mut rig = waiting();
    told(&mut rig, StaffAnswer::Done);
    assert_eq!(rig.phase(), Phase::Paused, "a word alone is no right");
    let mut rig = waiting();
    let replayed = right(&rig, RightTo::LetBack { session: session_id() }, &rig.key);
    told(&mut rig, replayed.clone());
    rig.press(KioskIntent::Pause);
    open(&mut rig);
    act(&mut rig, StaffAct::LetBack);
    told(&mut rig, replayed);
    assert_eq!(rig.phase(), Phase::Paused, "an answer to an earlier question is none");
}

#[test]
fn no_lease_answers_a_card_and_no_answer_is_longer_than_a_view() {
    let mut rig = Rig::locked();
    card(&mut rig);
    let (id, _) = rig.question();
    let lease = rig.lease_for(session_id(), Nonce([1; 16]), rig.trust.boot, 30);
    let lease = SignedLease::sign(&lease, &rig.key).unwrap();
    rig.hub(ToStation::Reply { id, reply: Reply::Lease { lease } });
    assert_eq!((rig.phase(), shown(&rig)), (Phase::Locked, Some(StaffShown::Asking)));
    let StaffAnswer::Opened(opened) = opened() else { unreachable!() };
    told(&mut rig, StaffAnswer::Opened(StaffOpened { name: "x".repeat(200_000), ..opened }));
    assert_eq!(shown(&rig), Some(StaffShown::NotOpened { why: NotOpened::NoHub }));
}
