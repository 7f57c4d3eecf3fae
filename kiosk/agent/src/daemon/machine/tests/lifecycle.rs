//! From lock to lock.

use epn_wire::kiosk::LogInAnswer;

use super::*;

#[test]
fn a_visit_passes_through_every_step_in_order_and_each_is_journalled() {
    let mut rig = Rig::locked();
    rig.sit_down(30);
    assert_eq!(rig.phase(), Phase::Active);
    rig.pass(10 * MINUTE);
    rig.feed(Input::Kiosk(KioskIntent::Leave));
    let passed = [
        Phase::Authenticating,
        Phase::Starting,
        Phase::Active,
        Phase::Ending,
        Phase::Resetting,
        Phase::Proving,
        Phase::Locked,
    ];
    assert_eq!(rig.steps, passed);
    assert_eq!(rig.orders, ["start", "kill", "erase", "prove"]);
    assert_eq!(rig.ended(), [(EndCause::VisitorLeft, 600)]);
}

#[test]
fn the_time_runs_out_into_grace_and_then_the_session_ends() {
    let mut rig = Rig::locked();
    rig.sit_down(30);
    rig.pass(30 * MINUTE);
    assert!(matches!(rig.scene(), Scene::Grace { seconds_left: 300, .. }));
    rig.pass(4 * MINUTE + 55_000);
    assert!(matches!(rig.scene(), Scene::Grace { seconds_left: 10, .. }));
    rig.pass(5_000);
    assert_eq!(rig.ended(), [(EndCause::TimeUp, 1800)]);
    assert_eq!(rig.phase(), Phase::Locked);
}

#[test]
fn closing_is_named_as_the_cause_and_whoever_leaves_in_the_grace_has_used_their_time() {
    let mut rig = Rig::locked();
    rig.sit_down_with(10, |lease| lease.ends = EndCause::Closing);
    rig.pass(12 * MINUTE);
    rig.feed(Input::Kiosk(KioskIntent::Leave));
    assert_eq!(rig.ended(), [(EndCause::Closing, 600)]);
}

#[test]
fn without_grace_the_end_is_at_once() {
    let mut rig = Rig::locked();
    rig.sit_down_with(10, |lease| lease.grace = Minutes(0));
    rig.pass(10 * MINUTE);
    assert_eq!(rig.ended(), [(EndCause::TimeUp, 600)]);
    assert!(!rig.steps.contains(&Phase::Grace));
}

#[test]
fn a_lease_counts_from_when_its_request_left() {
    let mut rig = Rig::locked();
    rig.log_in();
    rig.now += 4_000;
    let lease = rig.lease(1);
    rig.grant(&lease);
    rig.pass(55_999);
    assert_eq!(rig.phase(), Phase::Active);
    rig.pass(1);
    assert_eq!(rig.phase(), Phase::Grace);
}

#[test]
fn refusals_are_shown_until_dismissed() {
    for (reply, answer) in [
        (Reply::NotRecognised { wait_seconds: 2 }, LogInAnswer::NotRecognised { wait_seconds: 2 }),
        (Reply::Throttled { wait_seconds: 60 }, LogInAnswer::Throttled { wait_seconds: 60 }),
        (Reply::Trouble, LogInAnswer::NoHub),
    ] {
        let mut rig = Rig::locked();
        rig.log_in();
        assert_eq!(rig.scene(), Scene::Deciding);
        rig.reply(reply);
        assert_eq!(rig.scene(), Scene::Locked { answer: Some(answer) });
        rig.feed(Input::Kiosk(KioskIntent::Dismiss));
        assert_eq!(rig.scene(), Scene::Locked { answer: None });
    }
}

#[test]
fn no_session_starts_where_one_runs() {
    let mut rig = Rig::locked();
    rig.sit_down(30);
    let asked = rig.said.len();
    rig.log_in();
    assert_eq!((rig.phase(), rig.said.len()), (Phase::Active, asked));
}

#[test]
fn a_start_finds_the_last_step_and_cleans_up_before_the_lock() {
    let phases = [
        Phase::Locked,
        Phase::Authenticating,
        Phase::Starting,
        Phase::Active,
        Phase::Grace,
        Phase::Ending,
        Phase::Resetting,
        Phase::Proving,
        Phase::OutOfService,
    ];
    for phase in phases {
        let rig = Rig::started(Kept { phase, ..Kept::default() });
        assert_eq!(rig.orders, ["kill", "erase", "prove"], "{phase:?}");
        assert_eq!(rig.phase(), Phase::Locked, "{phase:?}");
        assert!(matches!(&rig.events[0], StationEvent::AgentStarted { found, .. } if *found == phase));
    }
}

#[test]
fn a_session_found_running_is_recorded_with_its_last_mark() {
    for (power_lost, cause) in [(false, EndCause::StationFault), (true, EndCause::PowerLost)] {
        let session = Some(KeptSession { session: session_id(), used_seconds: 420, power_lost });
        let rig = Rig::started(Kept { phase: Phase::Active, session, ..Kept::default() });
        assert_eq!(rig.ended(), [(cause, 420)]);
    }
}

#[test]
fn the_lock_is_not_shown_before_the_proof() {
    let mut rig = Rig::with(Kept::default(), Pace::default(), false);
    for (done, phase) in [
        (Input::Killed, Phase::Resetting),
        (Input::Erased, Phase::Proving),
        (Input::Proved(clean()), Phase::Locked),
    ] {
        assert_ne!(rig.phase(), Phase::Locked);
        rig.feed(done);
        assert_eq!(rig.phase(), phase);
    }
}

#[test]
fn asked_to_stop_it_ends_the_session_erases_and_only_then_stops() {
    let mut rig = Rig::locked();
    rig.sit_down(30);
    rig.pass(5 * MINUTE);
    rig.feed(Input::ShutDown);
    assert_eq!(rig.orders, ["start", "kill", "erase", "prove", "exit"]);
    assert_eq!(rig.ended(), [(EndCause::PowerLost, 300)]);
}
