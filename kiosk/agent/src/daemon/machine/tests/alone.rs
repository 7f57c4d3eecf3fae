//! Sessions that nobody seems to use.

use super::*;
use crate::session::Activity;

const QUIET: Activity = Activity::Quiet { for_ms: 1_000 };

fn working() -> Rig {
    let mut rig = Rig::locked();
    rig.sit_down(120);
    rig.forget();
    rig
}

fn hear(rig: &mut Rig, activity: Activity) {
    rig.feed(Input::Activity(activity));
}

fn still_there(rig: &Rig) -> Option<u32> {
    match rig.scene() {
        Scene::StillThere { seconds_left, .. } => Some(seconds_left),
        _ => None,
    }
}

#[test]
fn asked_after_ten_minutes_locked_a_minute_later_and_ended_after_fifteen_more() {
    let mut rig = working();
    rig.pass(5 * MINUTE);
    hear(&mut rig, QUIET);
    rig.pass(10 * MINUTE - 1_001);
    assert_eq!(still_there(&rig), None);
    rig.pass(1);
    assert_eq!((still_there(&rig), rig.phase(), &rig.orders[..]), (Some(60), Phase::Active, &["look"][..]));
    rig.pass(MINUTE - 1);
    assert_eq!(still_there(&rig), Some(10));
    rig.pass(1);
    assert!(matches!(rig.scene(), Scene::Paused(view) if view.left_alone && view.seconds_left == 15 * 60));
    assert_eq!(rig.orders, ["look", "show", "freeze"]);
    assert!(matches!(rig.events[..], [StationEvent::SessionPaused { left_alone: true, .. }]));
    rig.pass(15 * MINUTE);
    assert_eq!(rig.phase(), Phase::Locked);
    assert!(matches!(rig.ended()[..], [(EndCause::Idle, 1859..=1860)]), "{:?}", rig.ended());
}

#[test]
fn whoever_answers_or_touches_anything_goes_on() {
    let mut rig = working();
    hear(&mut rig, QUIET);
    rig.pass(10 * MINUTE);
    assert!(still_there(&rig).is_some());
    rig.press(KioskIntent::StillHere);
    assert_eq!((still_there(&rig), rig.phase()), (None, Phase::Active));
    rig.pass(10 * MINUTE);
    assert!(still_there(&rig).is_some(), "and is asked again when that was all");
    hear(&mut rig, Activity::Input);
    assert_eq!(still_there(&rig), None);
    rig.pass(60 * MINUTE);
    assert_eq!((rig.phase(), still_there(&rig)), (Phase::Active, None));
}

#[test]
fn whoever_comes_back_has_the_time_anew_although_no_key_was_pressed_meanwhile() {
    let mut rig = working();
    hear(&mut rig, QUIET);
    rig.pass(11 * MINUTE);
    rig.resume(picture("cat"));
    assert_eq!(rig.phase(), Phase::Active);
    rig.pass(10 * MINUTE - 1);
    assert_eq!(still_there(&rig), None);
    rig.pass(1);
    assert!(still_there(&rig).is_some());
    assert!(rig.machine.step.session().is_some_and(Session::may_pause), "being away is no pause of theirs");
}

#[test]
fn sound_or_a_camera_in_use_counts_as_somebody_there() {
    let mut rig = working();
    rig.media = true;
    hear(&mut rig, QUIET);
    rig.pass(25 * MINUTE);
    assert_eq!((still_there(&rig), &rig.orders[..]), (None, &["look", "look"][..]));
    rig.media = false;
    rig.pass(5 * MINUTE);
    assert!(still_there(&rig).is_some());
}

#[test]
fn where_nothing_reports_where_it_is_not_wanted_or_cannot_be_locked_nobody_is_asked() {
    let mut unwanted = Rig::locked();
    unwanted.sit_down_with(120, |lease| lease.left_alone.ask_after = Minutes(0));
    hear(&mut unwanted, QUIET);
    let mut rootless = working();
    rootless.machine.fixed.freezes = false;
    hear(&mut rootless, QUIET);
    for mut rig in [working(), unwanted, rootless] {
        rig.pass(100 * MINUTE);
        assert_eq!((rig.phase(), still_there(&rig)), (Phase::Active, None));
    }
}

#[test]
fn a_watch_that_is_gone_counts_as_no_input_from_then_on() {
    let mut busy = working();
    hear(&mut busy, Activity::Input);
    let mut unheard = working();
    for rig in [&mut busy, &mut unheard] {
        rig.pass(5 * MINUTE);
        hear(rig, Activity::Unknown);
        rig.pass(10 * MINUTE - 1);
        assert_eq!(still_there(rig), None);
        rig.pass(1);
        assert!(still_there(rig).is_some());
        rig.press(KioskIntent::StillHere);
        rig.pass(10 * MINUTE);
        assert!(still_there(rig).is_some(), "and is asked again");
    }
    let mut quiet = working();
    hear(&mut quiet, QUIET);
    quiet.pass(9 * MINUTE);
    hear(&mut quiet, Activity::Unknown);
    quiet.pass(MINUTE);
    assert!(still_there(&quiet).is_some(), "ending the watch buys no time");
    hear(&mut quiet, Activity::Unknown);
    assert!(still_there(&quiet).is_some(), "nor answers the question");
}

#[test]
fn minutes_of_absence_are_site_time() {
    let mut rig = Rig::with(Kept::default(), Pace::new(120), true);
    rig.welcome(None);
    rig.sit_down(120);
    hear(&mut rig, QUIET);
    rig.pass(5_000);
    assert!(still_there(&rig).is_some());
    rig.pass(500);
    assert_eq!(rig.phase(), Phase::Paused);
    rig.pass(7_500);
    assert_eq!(rig.ended().len(), 1);
}

#[test]
fn the_end_of_the_time_comes_before_the_question() {
    let mut rig = Rig::locked();
    rig.sit_down_with(10, |lease| lease.seconds = 630);
    hear(&mut rig, QUIET);
    rig.pass(10 * MINUTE + 10_000);
    assert!(still_there(&rig).is_some());
    rig.pass(20_000);
    assert_eq!(rig.phase(), Phase::Grace);
}

#[test]
fn whoever_is_gone_comes_back_by_the_picture_until_they_were_told_digits_once() {
    let mut rig = working();
    let locked_with = |rig: &mut Rig| {
        hear(rig, QUIET);
        rig.pass(11 * MINUTE);
        let Scene::Paused(paused) = rig.scene() else { panic!("not locked: {:?}", rig.scene()) };
        rig.resume(picture("cat"));
        assert_eq!(rig.phase(), Phase::Active);
        paused.resume
    };
    assert_eq!(locked_with(&mut rig), ResumeWith::Picture);
    rig.press(KioskIntent::Pause);
    rig.resume(picture("cat"));
    assert_eq!(locked_with(&mut rig), ResumeWith::Code);
}
