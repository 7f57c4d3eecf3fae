//! Leases that open nothing, offers, commands, a hub that is away.

use epn_wire::kiosk::LogInAnswer;

use super::*;

fn refused(rig: &Rig) -> Vec<&str> {
    rig.events
        .iter()
        .filter_map(|event| match event {
            StationEvent::LeaseRefused { why } => Some(why.as_str()),
            _ => None,
        })
        .collect()
}

#[test]
fn a_lease_for_anything_else_opens_nothing_and_is_noted() {
    type Change = fn(&mut Lease);
    let changes: [(Change, &str); 4] = [
        (|lease| lease.station = StationId(Ulid(5)), "the lease is for another station"),
        (|lease| lease.site = SiteId(Ulid(5)), "the lease is of another site"),
        (|lease| lease.nonce = Nonce([0; 16]), "the lease answers another request"),
        (|lease| lease.boot = BootId(Ulid(5)), "the lease answers another request"),
    ];
    for (change, why) in changes {
        let mut rig = Rig::locked();
        rig.sit_down_with(30, change);
        assert_eq!(refused(&rig), [why]);
        assert_eq!(rig.scene(), Scene::Locked { answer: Some(LogInAnswer::NoHub) });
        assert!(!rig.orders.contains(&"start"));
    }
}

#[test]
fn an_altered_or_foreign_signature_opens_nothing() {
    let mut rig = Rig::locked();
    rig.log_in();
    let mut altered = SignedLease::sign(&rig.lease(30), &rig.key).unwrap();
    altered.payload = altered.payload.replace("1800", "9999");
    rig.reply(Reply::Lease { lease: altered });
    assert_eq!(rig.phase(), Phase::Locked);
    rig.pass(10_000);
    rig.log_in();
    let foreign = SignedLease::sign(&rig.lease(30), &SigningKey::from_bytes(&[8; 32])).unwrap();
    rig.reply(Reply::Lease { lease: foreign });
    assert_eq!((rig.phase(), refused(&rig).len()), (Phase::Locked, 2));
}

#[test]
fn a_lease_opens_once() {
    let mut rig = Rig::locked();
    rig.log_in();
    let lease = SignedLease::sign(&rig.lease(30), &rig.key).unwrap();
    let (id, _) = rig.question();
    rig.hub(ToStation::Reply { id, reply: Reply::Lease { lease: lease.clone() } });
    rig.feed(Input::Kiosk(KioskIntent::Leave));
    assert_eq!(rig.phase(), Phase::Locked);
    rig.hub(ToStation::Reply { id, reply: Reply::Lease { lease: lease.clone() } });
    assert_eq!((rig.phase(), refused(&rig).len()), (Phase::Locked, 1));
    rig.log_in();
    rig.reply(Reply::Lease { lease });
    assert_eq!(rig.phase(), Phase::Locked, "replayed as the answer to a later question");
}

#[test]
fn a_lease_that_comes_too_late_opens_nothing_and_the_hub_learns_it() {
    let mut rig = Rig::locked();
    rig.log_in();
    rig.pass(5_000);
    assert_eq!(rig.scene(), Scene::Locked { answer: Some(LogInAnswer::NoHub) });
    let lease = rig.lease(30);
    rig.grant(&lease);
    assert_eq!((rig.phase(), rig.ended()), (Phase::Locked, vec![(EndCause::StationFault, 0)]));
    assert_eq!(refused(&rig).len(), 0);
}

#[test]
fn without_the_hub_a_log_in_is_answered_at_once_and_one_under_way_when_it_is_lost() {
    let mut rig = Rig::locked();
    rig.feed(Input::LinkDown);
    rig.log_in();
    assert_eq!(rig.scene(), Scene::Locked { answer: Some(LogInAnswer::NoHub) });
    assert!(rig.said.is_empty());
    rig.welcome(None);
    rig.log_in();
    rig.feed(Input::LinkDown);
    assert_eq!(rig.scene(), Scene::Locked { answer: Some(LogInAnswer::NoHub) });
}

#[test]
fn a_session_outlives_the_hub_until_its_lease_ends() {
    let mut rig = Rig::locked();
    rig.sit_down(30);
    rig.feed(Input::LinkDown);
    rig.pass(29 * MINUTE);
    assert_eq!(rig.phase(), Phase::Active);
    rig.pass(6 * MINUTE);
    assert_eq!((rig.phase(), rig.ended()), (Phase::Locked, vec![(EndCause::TimeUp, 1800)]));
}

#[test]
fn an_offer_is_claimed_and_opens_the_station() {
    let mut rig = Rig::locked();
    let offer = rig.command(Command::Offer { session: session_id() });
    assert!(matches!(rig.question().1, Request::Claim { offer: claimed, .. } if claimed == offer));
    assert!(rig.outcomes().is_empty(), "nothing is done yet");
    let lease = rig.lease(30);
    rig.grant(&lease);
    assert_eq!((rig.phase(), rig.outcomes()), (Phase::Active, vec![(offer, Outcome::Done)]));
}

#[test]
fn a_claim_takes_no_lease_of_another_session() {
    let mut rig = Rig::locked();
    rig.command(Command::Offer { session: SessionId(Ulid(5)) });
    let lease = rig.lease(30);
    rig.grant(&lease);
    assert_eq!((rig.scene(), refused(&rig).len()), (Scene::Locked { answer: None }, 1));
}

#[test]
fn an_offer_extends_the_running_session_and_no_other() {
    let mut rig = Rig::locked();
    rig.sit_down(10);
    let offer = rig.command(Command::Offer { session: session_id() });
    let lease = rig.lease(40);
    rig.grant(&lease);
    let other = rig.command(Command::Offer { session: SessionId(Ulid(5)) });
    assert_eq!(rig.outcomes(), [(offer, Outcome::Done), (other, Outcome::NotNow { phase: Phase::Active })]);
    rig.pass(39 * MINUTE);
    assert_eq!(rig.phase(), Phase::Active);
}

#[test]
fn staff_end_or_move_a_session_but_not_a_later_one() {
    for cause in [EndCause::EndedByStaff, EndCause::Moved] {
        let mut rig = Rig::locked();
        rig.sit_down(30);
        rig.command(Command::End { session: SessionId(Ulid(5)), cause });
        assert_eq!(rig.phase(), Phase::Active);
        rig.pass(2 * MINUTE);
        rig.command(Command::End { session: session_id(), cause });
        assert_eq!(rig.ended(), [(cause, 120)]);
    }
}

#[test]
fn a_message_is_shown_until_read_and_never_to_the_next_visitor() {
    let mut rig = Rig::locked();
    rig.sit_down(30);
    rig.command(Command::Message { text: "Bonjour".to_owned() });
    assert_eq!(rig.machine.view(rig.now).message.as_deref(), Some("Bonjour"));
    rig.feed(Input::Kiosk(KioskIntent::Dismiss));
    assert_eq!(rig.machine.view(rig.now).message, None);
    rig.command(Command::Message { text: "Bonsoir".to_owned() });
    rig.feed(Input::Kiosk(KioskIntent::Leave));
    assert_eq!(rig.machine.view(rig.now).message, None);
}

#[test]
fn a_message_is_neither_shown_nor_taken_away_at_the_lock_of_a_pause() {
    let mut rig = Rig::locked();
    rig.sit_down(60);
    let message = |rig: &Rig| rig.machine.view(rig.now).message;
    rig.command(Command::Message { text: "Bonjour".to_owned() });
    rig.press(KioskIntent::Pause);
    assert_eq!(message(&rig), None);
    rig.press(KioskIntent::Dismiss);
    rig.resume(picture("cat"));
    assert_eq!(message(&rig).as_deref(), Some("Bonjour"));
    rig.press(KioskIntent::Dismiss);
    rig.press(KioskIntent::Pause);
    rig.command(Command::Message { text: "Au revoir".to_owned() });
    rig.press(KioskIntent::Dismiss);
    assert_eq!(message(&rig), None, "what is sent meanwhile waits as well");
    rig.resume(picture("cat"));
    assert_eq!(message(&rig).as_deref(), Some("Au revoir"));
}

#[test]
fn a_call_for_help_is_journalled_answered_and_over_with_the_session() {
    let mut rig = Rig::locked();
    let calls = |rig: &Rig| {
        let asked = |e: &StationEvent| match e {
            StationEvent::Help { asked } => Some(*asked),
            _ => None,
        };
        rig.events.iter().filter_map(asked).collect::<Vec<_>>()
    };
    rig.feed(Input::Kiosk(KioskIntent::Help { asked: true }));
    rig.feed(Input::Kiosk(KioskIntent::Help { asked: true }));
    rig.command(Command::HelpAnswered);
    rig.sit_down(30);
    rig.feed(Input::Kiosk(KioskIntent::Help { asked: true }));
    assert!(rig.machine.state(rig.now, None).help);
    rig.feed(Input::Kiosk(KioskIntent::Leave));
    assert_eq!(calls(&rig), [true, false, true, false]);
}

#[test]
fn out_of_service_waits_for_the_visitor_and_the_welcome_reconciles_it() {
    let staff = OutOfService::Staff { note: "écran".to_owned() };
    let mut rig = Rig::locked();
    rig.sit_down(30);
    rig.command(Command::OutOfService { note: "écran".to_owned() });
    assert_eq!(rig.phase(), Phase::Active);
    rig.feed(Input::Kiosk(KioskIntent::Leave));
    assert_eq!(rig.scene(), Scene::OutOfService { reason: staff.clone() });
    rig.log_in();
    assert_eq!(rig.phase(), Phase::OutOfService);
    rig.welcome(Some(staff));
    assert_eq!(rig.phase(), Phase::OutOfService);
    rig.welcome(None);
    assert_eq!(rig.phase(), Phase::Locked);
    assert_eq!(rig.events.last(), Some(&StationEvent::InService));
    let kept = Kept { staff: Some("écran".to_owned()), ..Kept::default() };
    assert_eq!(Rig::started(kept).phase(), Phase::OutOfService, "a restart does not forget it");
}
