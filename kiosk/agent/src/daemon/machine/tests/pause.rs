//! Pauses: locked first, frozen then, resumed by what opened the session, ended when they are over.

use epn_wire::kiosk::PausedView;

use super::*;

fn paused(rig: &Rig) -> PausedView {
    match rig.scene() {
        Scene::Paused(view) => view,
        other => panic!("no session is paused: {other:?}"),
    }
}

fn pauses(rig: &Rig) -> Vec<&'static str> {
    let name = |event: &StationEvent| match event {
        StationEvent::SessionPaused { left_alone: false, .. } => Some("paused"),
        StationEvent::SessionPaused { left_alone: true, .. } => Some("left alone"),
        StationEvent::SessionResumed { .. } => Some("resumed"),
        _ => None,
    };
    rig.events.iter().filter_map(name).collect()
}

fn working() -> Rig {
    let mut rig = Rig::locked();
    rig.sit_down(60);
    rig.forget();
    rig
}

#[test]
fn a_pause_is_journalled_then_locked_then_frozen_and_over_with_the_digits() {
    let mut rig = working();
    assert!(rig.active().may_pause);
    rig.press(KioskIntent::Pause);
    assert_eq!((&rig.steps[..], &rig.orders[..]), (&[Phase::Paused][..], &["show", "freeze"][..]));
    let view = paused(&rig);
    assert_eq!((view.left_alone, view.seconds_left, view.resume), (false, 600, ResumeWith::Code));
    assert_eq!(rig.machine.state(rig.now, None).phase, Phase::Paused);
    rig.pass(4 * MINUTE);
    rig.resume(picture("cat"));
    assert_eq!((&rig.steps[1..], rig.orders[2]), (&[Phase::Active][..], "thaw"));
    assert_eq!(pauses(&rig), ["paused", "resumed"]);
    rig.pass(56 * MINUTE);
    assert_eq!(rig.phase(), Phase::Grace, "its time ran on");
}

#[test]
fn it_may_be_paused_as_often_as_the_lease_says_and_not_without_root() {
    let mut rig = working();
    for _ in 0..2 {
        rig.press(KioskIntent::Pause);
        rig.resume(picture("cat"));
    }
    assert!(!rig.active().may_pause);
    rig.press(KioskIntent::Pause);
    assert_eq!((rig.phase(), pauses(&rig).len()), (Phase::Active, 4));
    let mut never = Rig::locked();
    never.sit_down_with(60, |lease| lease.pause.times = 0);
    never.press(KioskIntent::Pause);
    assert_eq!((never.phase(), never.active().may_pause), (Phase::Active, false));
    let mut rootless = Rig::locked();
    rootless.machine.fixed.freezes = false;
    rootless.sit_down(60);
    rootless.press(KioskIntent::Pause);
    assert_eq!((rootless.phase(), rootless.active().may_pause), (Phase::Active, false));
}

#[test]
fn only_what_opened_the_session_resumes_it() {
    let ticket = |code: &str| Entry::Ticket { code: code.to_owned().into() };
    let member = |pin: &str| Entry::Member { number: "1234".to_owned(), pin: pin.to_owned().into() };
    for (opened, other, asked) in [
        (ticket("ABC"), ticket("ABD"), ResumeWith::Ticket),
        (member("9081"), member("9082"), ResumeWith::Member),
        (picture("cat"), picture("dog"), ResumeWith::Code),
    ] {
        let mut rig = Rig::locked();
        rig.log_in_with(opened.clone());
        let lease = rig.lease(60);
        rig.grant(&lease);
        rig.press(KioskIntent::Pause);
        assert_eq!(paused(&rig).resume, asked);
        for wrong in [other, picture("star"), ticket("XYZ")] {
            rig.resume(wrong);
            assert_eq!(rig.phase(), Phase::Paused);
            rig.pass(MINUTE);
        }
        rig.resume(opened);
        assert_eq!(rig.phase(), Phase::Active);
    }
}

#[test]
fn what_the_desk_opened_is_resumed_by_the_digits_too() {
    let mut rig = Rig::locked();
    rig.command(Command::Offer { session: session_id() });
    let lease = rig.lease(60);
    rig.grant(&lease);
    rig.press(KioskIntent::Pause);
    assert_eq!(paused(&rig).resume, ResumeWith::Code);
    rig.resume(picture("cat"));
    assert_eq!(rig.phase(), Phase::Active);
}

#[test]
fn digits_are_told_to_whoever_typed_no_secret_and_the_picture_ends_no_pause_then() {
    let mut rig = Rig::locked();
    rig.log_in_with(Entry::Ticket { code: "ABC".to_owned().into() });
    let lease = rig.lease(60);
    rig.grant(&lease);
    assert_eq!(rig.active().way_back, None);
    let mut rig = working();
    assert_eq!(rig.active().way_back, Some("4071".to_owned().into()));
    rig.press(KioskIntent::Pause);
    rig.press(KioskIntent::Resume { entry: picture("cat") });
    assert_eq!((rig.phase(), paused(&rig).wrong), (Phase::Paused, Some(2)));
}

#[test]
fn each_wrong_try_makes_the_next_one_wait_longer() {
    let ticket = |code: &str| Entry::Ticket { code: code.to_owned().into() };
    for (opened, other, waits) in [
        (ticket("ABC"), ticket("ABD"), [2, 4, 8, 16, 30, 30, 30]),
        (picture("cat"), picture("dog"), [2, 4, 60, 120, 240, 300, 300]),
    ] {
        let mut rig = working_for_long(opened.clone());
        assert_eq!(paused(&rig).wrong, None);
        for wait in waits {
            rig.resume(other.clone());
            assert_eq!(paused(&rig).wrong, Some(wait));
            rig.pass(u64::from(wait) * 1000 - 1);
            rig.resume(opened.clone());
            assert_eq!(paused(&rig).wrong, Some(wait.min(60)), "not looked at before the wait is over");
            rig.pass(1);
            assert_eq!(paused(&rig).wrong, Some(0));
        }
        rig.resume(opened);
        assert_eq!(rig.phase(), Phase::Active);
    }
}

/// A session of an hour, opened by this, in a pause that may last as long.
fn working_for_long(opened: Entry) -> Rig {
    let mut rig = Rig::locked();
    rig.log_in_with(opened);
    let mut lease = rig.lease(60);
    lease.pause.longest = Minutes(60);
    rig.grant(&lease);
    rig.forget();
    rig.press(KioskIntent::Pause);
    rig
}

#[test]
fn a_long_wait_is_told_by_the_minutes_that_are_left_of_it() {
    let mut rig = working_for_long(picture("cat"));
    // Nothing else is due at the moments that are looked at.
    rig.pass(3_500);
    for _ in 0..3 {
        rig.resume(picture("dog"));
        rig.pass(MINUTE);
    }
    rig.resume(picture("dog"));
    assert_eq!(paused(&rig).wrong, Some(120));
    rig.pass(MINUTE - 1);
    assert_eq!(paused(&rig).wrong, Some(120));
    let again = rig.machine.deadline(rig.now);
    assert_eq!(again, Some(rig.now + 1), "the screen is told anew");
    rig.pass(1);
    assert_eq!(paused(&rig).wrong, Some(60));
}

#[test]
fn whoever_tries_one_after_the_other_is_stopped_and_the_staff_are_told() {
    let mut rig = working_for_long(picture("cat"));
    for second in 0..600 {
        rig.resume(picture(if second % 2 == 0 { "dog" } else { "star" }));
        rig.pass(1000);
    }
    assert_eq!(rig.wrong_tries, [1, 2, 3, 4, 5, 6], "no more are looked at in ten minutes");
    let told = |event: &StationEvent| match event {
        StationEvent::WrongTries { times, .. } => Some(*times),
        _ => None,
    };
    assert_eq!(rig.events.iter().filter_map(told).collect::<Vec<_>>(), [3, 4, 5, 6]);
    assert_eq!(rig.machine.state(rig.now, None).wrong_tries, 6);
    assert_eq!((rig.events.len(), rig.said.len()), (5, 0), "the pause, and these alone");
}

#[test]
fn waits_after_wrong_tries_are_of_the_machine_however_fast_the_site_runs() {
    let mut rig = Rig::with(Kept::default(), Pace::new(60), true);
    rig.welcome(None);
    rig.sit_down_with(600, |lease| lease.pause.longest = Minutes(600));
    rig.press(KioskIntent::Pause);
    for (wait, tried) in [(2, 1), (4, 2), (60, 3), (120, 4)] {
        rig.resume(picture("dog"));
        assert_eq!((paused(&rig).wrong, rig.wrong_tries.len()), (Some(wait), tried));
        rig.pass(u64::from(wait) * 1000);
    }
    rig.resume(picture("cat"));
    assert_eq!(rig.phase(), Phase::Active);
}

#[test]
fn a_pause_that_is_over_ends_the_session_as_idle() {
    let mut rig = working();
    rig.pass(MINUTE);
    rig.press(KioskIntent::Pause);
    rig.pass(10 * MINUTE - 1);
    assert_eq!((rig.phase(), paused(&rig).seconds_left), (Phase::Paused, 10));
    rig.pass(1);
    assert_eq!((rig.phase(), rig.ended()), (Phase::Locked, vec![(EndCause::Idle, 11 * 60)]));
}

#[test]
fn nobody_at_the_lock_ends_or_extends_a_session_that_waits_but_staff_do() {
    let mut rig = working();
    rig.press(KioskIntent::Pause);
    for intent in [KioskIntent::Leave, KioskIntent::AskMoreTime, KioskIntent::Pause, KioskIntent::StillHere] {
        rig.press(intent);
    }
    rig.log_in();
    assert_eq!((rig.phase(), rig.said.len()), (Phase::Paused, 0));
    rig.command(Command::End { session: session_id(), cause: EndCause::EndedByStaff });
    assert_eq!((rig.phase(), rig.ended()), (Phase::Locked, vec![(EndCause::EndedByStaff, 0)]));
}

#[test]
fn time_runs_out_behind_the_lock_and_its_visitor_may_still_close_their_work() {
    let mut rig = Rig::locked();
    rig.sit_down_with(60, |lease| lease.pause.longest = Minutes(60));
    rig.pass(52 * MINUTE);
    rig.press(KioskIntent::Pause);
    rig.pass(5 * MINUTE);
    rig.resume(picture("cat"));
    assert_eq!(rig.active().warning, Some(Minutes(3)), "warned meanwhile: what is left now is told");
    rig.press(KioskIntent::Pause);
    rig.pass(5 * MINUTE);
    assert_eq!((rig.phase(), paused(&rig).seconds_left), (Phase::Paused, 180), "the grace is what is left");
    rig.resume(picture("cat"));
    assert_eq!(rig.scene(), Scene::Grace { alias: paused_alias(), seconds_left: 180 });
    rig.pass(3 * MINUTE);
    assert_eq!(rig.ended(), [(EndCause::TimeUp, 3600)]);
}

fn paused_alias() -> Alias {
    Alias { picture: "cat".to_owned(), ordinal: 1 }
}

#[test]
fn nobody_at_the_lock_takes_away_what_its_visitor_is_to_be_told() {
    let mut rig = Rig::locked();
    rig.sit_down(60);
    rig.pass(52 * MINUTE);
    assert_eq!(rig.active().warning, Some(Minutes(10)));
    rig.press(KioskIntent::Pause);
    rig.press(KioskIntent::Dismiss);
    rig.resume(picture("cat"));
    assert_eq!(rig.active().warning, Some(Minutes(8)));
    rig.press(KioskIntent::Dismiss);
    assert_eq!(rig.active().warning, None);
}

#[test]
fn a_session_that_waits_past_its_grace_ends_for_want_of_time() {
    let mut rig = Rig::locked();
    rig.sit_down(10);
    rig.pass(8 * MINUTE);
    rig.press(KioskIntent::Pause);
    rig.pass(7 * MINUTE);
    assert_eq!((rig.phase(), rig.ended()), (Phase::Locked, vec![(EndCause::TimeUp, 600)]));
}

#[test]
fn it_goes_on_by_itself_and_is_extended_while_it_waits() {
    let mut rig = Rig::locked();
    rig.sit_down_with(20, |lease| lease.extends_by_itself = true);
    rig.pass(8 * MINUTE);
    rig.press(KioskIntent::Pause);
    rig.pass(MINUTE);
    let longer = rig.lease(60);
    rig.grant(&longer);
    assert_eq!(rig.phase(), Phase::Paused);
    rig.pass(8 * MINUTE);
    rig.resume(picture("cat"));
    assert_eq!((rig.phase(), rig.active().warning), (Phase::Active, None));
}

#[test]
fn what_cannot_be_made_to_stand_still_is_ended() {
    let mut rig = working();
    rig.press(KioskIntent::Pause);
    rig.feed(Input::NotSteered);
    assert_eq!((rig.phase(), rig.ended()), (Phase::Locked, vec![(EndCause::StationFault, 0)]));
}

#[test]
fn a_journal_that_breaks_in_a_pause_ends_it_and_a_stop_does() {
    for (input, cause) in
        [(Input::JournalBroken, EndCause::StationFault), (Input::ShutDown, EndCause::PowerLost)]
    {
        let mut rig = working();
        rig.press(KioskIntent::Pause);
        rig.feed(input);
        assert_eq!(rig.ended(), [(cause, 0)]);
        assert!(rig.orders.ends_with(&["kill", "erase", "prove"]) || rig.orders.contains(&"exit"));
    }
}
