//! Leftovers, sessions that fail, a journal that cannot be written.

use epn_wire::kiosk::LogInAnswer;

use super::*;

/// Goes through one removal by hand, with this proof.
fn remove(rig: &mut Rig, report: ResetReport) {
    rig.feed(Input::Killed);
    rig.feed(Input::Erased);
    rig.feed(Input::Proved(report));
}

#[test]
fn leftovers_are_erased_again_and_then_keep_everybody_out() {
    let mut rig = Rig::with(Kept::default(), Pace::default(), false);
    remove(&mut rig, dirty(3));
    assert_eq!(rig.phase(), Phase::Ending, "a second try");
    remove(&mut rig, dirty(2));
    assert_eq!(rig.scene(), Scene::OutOfService { reason: OutOfService::Leftovers { count: 2 } });
    rig.pass(60_000);
    assert_eq!(rig.phase(), Phase::Ending, "later it tries by itself");
    remove(&mut rig, clean());
    assert_eq!((rig.phase(), rig.events.last()), (Phase::Locked, Some(&StationEvent::InService)));
}

#[test]
fn what_is_left_somewhere_on_the_disks_keeps_everybody_out_until_it_is_gone() {
    let mut rig = Rig::locked();
    rig.feed(Input::LookedEverywhere(dirty(2)));
    let out = Scene::OutOfService { reason: OutOfService::Leftovers { count: 2 } };
    assert_eq!(rig.scene(), out);
    assert!(rig.machine.has_leftovers_somewhere());
    rig.pass(600_000);
    assert_eq!(rig.phase(), Phase::OutOfService, "no reset takes it away");
    rig.command(Command::InService);
    assert_eq!(rig.scene(), out, "and nobody's word");
    rig.forget();
    rig.feed(Input::LookedEverywhere(dirty(2)));
    assert_eq!((rig.scene(), rig.events.len()), (out, 0), "nothing new");
    rig.feed(Input::LookedEverywhere(dirty(1)));
    assert_eq!(rig.scene(), Scene::OutOfService { reason: OutOfService::Leftovers { count: 1 } });
    rig.feed(Input::LookedEverywhere(clean()));
    assert_eq!((rig.phase(), rig.events.last()), (Phase::Locked, Some(&StationEvent::InService)));
    assert!(!rig.machine.has_leftovers_somewhere());
}

#[test]
fn what_was_left_somewhere_is_known_after_a_restart_and_after_a_session() {
    let known = Rig::started(Kept { found_everywhere: Some(4), ..Kept::default() });
    assert_eq!(known.scene(), Scene::OutOfService { reason: OutOfService::Leftovers { count: 4 } });
    let mut rig = Rig::locked();
    rig.sit_down(30);
    rig.feed(Input::LookedEverywhere(dirty(1)));
    assert_eq!(rig.phase(), Phase::Active, "whoever sits there goes on");
    rig.press(KioskIntent::Leave);
    assert_eq!(rig.scene(), Scene::OutOfService { reason: OutOfService::Leftovers { count: 1 } });
}

#[test]
fn an_unproved_reset_locks_only_where_no_proof_is_required() {
    let unproved = ResetReport::default();
    let mut strict = Rig::with(Kept::default(), Pace::default(), false);
    remove(&mut strict, unproved.clone());
    remove(&mut strict, unproved.clone());
    assert_eq!(strict.phase(), Phase::OutOfService);
    let mut lenient = Rig::with(Kept::default(), Pace::default(), false);
    lenient.machine.fixed.require_proof = false;
    remove(&mut lenient, unproved);
    assert_eq!(lenient.phase(), Phase::Locked);
    let last = lenient.machine.view(lenient.now).last_reset.unwrap();
    assert!(!last.proved, "and it says so");
}

#[test]
fn staff_can_order_another_try() {
    let mut rig = Rig::with(Kept::default(), Pace::default(), false);
    remove(&mut rig, dirty(1));
    remove(&mut rig, dirty(1));
    rig.command(Command::InService);
    assert_eq!(rig.phase(), Phase::Ending);
    remove(&mut rig, clean());
    assert_eq!(rig.phase(), Phase::Locked);
}

#[test]
fn a_session_that_does_not_start_says_so_and_three_take_the_station_out() {
    let mut rig = Rig::locked();
    rig.obliging = false;
    for failure in 1..=3 {
        rig.sit_down(30);
        rig.feed(Input::NotStarted);
        assert_eq!(rig.ended().last(), Some(&(EndCause::StationFault, 0)));
        remove(&mut rig, clean());
        let expected = if failure < 3 {
            Scene::Locked { answer: Some(LogInAnswer::DidNotStart) }
        } else {
            Scene::OutOfService { reason: OutOfService::SessionFails }
        };
        assert_eq!(rig.scene(), expected);
    }
    rig.pass(300_000);
    remove(&mut rig, clean());
    assert_eq!(rig.phase(), Phase::Locked, "it is tried again later");
}

#[test]
fn a_desktop_that_is_left_is_no_fault_and_one_that_dies_is() {
    for (clean_exit, cause) in [(true, EndCause::VisitorLeft), (false, EndCause::StationFault)] {
        let mut rig = Rig::locked();
        rig.sit_down(30);
        rig.pass(2 * MINUTE);
        rig.feed(Input::Exited { clean: clean_exit });
        assert_eq!(rig.ended(), [(cause, 120)]);
        assert_eq!(rig.scene(), Scene::Locked { answer: None });
    }
}

#[test]
fn a_journal_that_cannot_be_written_ends_the_session_and_keeps_everybody_out() {
    let mut rig = Rig::locked();
    rig.sit_down(30);
    rig.pass(3 * MINUTE);
    rig.feed(Input::JournalBroken);
    assert_eq!(rig.ended(), [(EndCause::StationFault, 180)]);
    assert_eq!(rig.scene(), Scene::OutOfService { reason: OutOfService::Journal });
    rig.log_in();
    assert_eq!(rig.phase(), Phase::OutOfService);
    rig.pass(10_000);
    assert_eq!(rig.orders.last(), Some(&"mend"));
    rig.feed(Input::JournalMended);
    assert_eq!(rig.phase(), Phase::Locked);
}

#[test]
fn what_a_failed_write_held_back_is_ordered_again() {
    for done in 0..3 {
        let mut rig = Rig::with(Kept::default(), Pace::default(), false);
        for input in [Input::Killed, Input::Erased].into_iter().take(done) {
            rig.feed(input);
        }
        rig.forget();
        rig.feed(Input::JournalBroken);
        assert_eq!((rig.phase(), rig.orders.as_slice()), (Phase::Ending, ["kill"].as_slice()));
        remove(&mut rig, clean());
        assert_eq!(rig.scene(), Scene::OutOfService { reason: OutOfService::Journal });
    }
}
