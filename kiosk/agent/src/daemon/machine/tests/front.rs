//! The two terminals: what is seen when, and in which order it is done.

use epn_wire::kiosk::Front;

use super::*;
use crate::session::Activity;

fn working(minutes: u32) -> Rig {
    let mut rig = Rig::locked();
    rig.machine.fixed.own_terminal = true;
    rig.sit_down(minutes);
    rig.forget();
    rig
}

fn front(rig: &Rig) -> Front {
    rig.machine.view(rig.now).front
}

#[test]
fn the_menu_shows_the_kiosk_until_the_visitor_goes_back() {
    let mut rig = working(60);
    assert_eq!(front(&rig), Front::Session);
    rig.feed(Input::ShowKiosk);
    rig.feed(Input::ShowKiosk);
    assert_eq!((front(&rig), &rig.orders[..]), (Front::Kiosk, &["show", "kiosk", "show"][..]));
    rig.pass(5 * MINUTE);
    assert_eq!(front(&rig), Front::Kiosk);
    rig.press(KioskIntent::BackToSession);
    rig.press(KioskIntent::BackToSession);
    assert_eq!((front(&rig), &rig.orders[3..]), (Front::Session, &["session"][..]));
}

#[test]
fn where_they_share_a_screen_nothing_is_switched() {
    let mut rig = Rig::locked();
    rig.sit_down(60);
    rig.forget();
    rig.feed(Input::ShowKiosk);
    rig.press(KioskIntent::BackToSession);
    rig.press(KioskIntent::Pause);
    rig.resume(picture("cat"));
    rig.pass(62 * MINUTE);
    assert!(!rig.orders.iter().any(|order| ["kiosk", "session"].contains(order)), "{:?}", rig.orders);
    assert_eq!(front(&rig), Front::Shared);
}

#[test]
fn a_pause_switches_before_it_freezes_and_thaws_before_it_switches() {
    let mut rig = working(60);
    rig.press(KioskIntent::Pause);
    rig.feed(Input::ShowKiosk);
    rig.press(KioskIntent::BackToSession);
    assert_eq!(rig.phase(), Phase::Paused, "no way around the lock");
    rig.resume(picture("cat"));
    assert_eq!(rig.orders, ["show", "kiosk", "freeze", "thaw", "session"]);
    rig.feed(Input::ShowKiosk);
    rig.press(KioskIntent::Pause);
    assert_eq!(rig.orders[5..], ["show", "kiosk", "show", "freeze"], "the kiosk was seen already");
}

#[test]
fn the_last_minute_and_the_grace_are_announced_and_give_way_by_themselves_or_to_a_key() {
    let mut rig = working(60);
    rig.pass(58 * MINUTE);
    assert_eq!(rig.orders, [""; 0], "earlier warnings are the strip's");
    rig.press(KioskIntent::Dismiss);
    rig.pass(MINUTE);
    assert_eq!((front(&rig), rig.active().warning), (Front::Kiosk, Some(Minutes(1))));
    rig.pass(19_999);
    assert_eq!(front(&rig), Front::Kiosk);
    rig.pass(1);
    assert_eq!(front(&rig), Front::Session);
    rig.pass(40_000);
    assert_eq!((rig.phase(), front(&rig)), (Phase::Grace, Front::Kiosk));
    rig.press(KioskIntent::Dismiss);
    assert_eq!(front(&rig), Front::Session, "read");
}

#[test]
fn the_work_is_out_of_sight_a_second_before_all_of_its_time_is_over() {
    let mut rig = working(60);
    rig.pass(64 * MINUTE);
    assert_eq!((rig.phase(), front(&rig)), (Phase::Grace, Front::Session));
    rig.pass(MINUTE - 1001);
    assert_eq!(front(&rig), Front::Session);
    rig.forget();
    rig.pass(1);
    assert_eq!((rig.phase(), front(&rig)), (Phase::Grace, Front::Kiosk));
    rig.press(KioskIntent::BackToSession);
    rig.press(KioskIntent::Dismiss);
    assert_eq!((front(&rig), &rig.orders[..]), (Front::Kiosk, &["kiosk"][..]), "no way back");
    rig.pass(1000);
    assert_eq!(rig.phase(), Phase::Locked);
}

#[test]
fn more_time_in_the_last_moment_gives_the_work_back() {
    let mut rig = working(60);
    rig.pass(65 * MINUTE - 500);
    assert_eq!(front(&rig), Front::Kiosk);
    rig.press(KioskIntent::AskMoreTime);
    let lease = rig.lease(90);
    rig.grant(&lease);
    assert_eq!((rig.phase(), front(&rig)), (Phase::Active, Front::Session));
}

#[test]
fn whoever_does_something_at_an_announcement_is_not_sent_back() {
    let mut rig = working(60);
    rig.pass(59 * MINUTE);
    rig.press(KioskIntent::AskMoreTime);
    rig.pass(30_000);
    assert_eq!(front(&rig), Front::Kiosk);
    let mut rig = working(60);
    rig.feed(Input::ShowKiosk);
    rig.pass(59 * MINUTE + 30_000);
    assert_eq!(front(&rig), Front::Kiosk, "nor whoever was there before");
}

#[test]
fn a_message_of_the_mediator_is_seen() {
    let mut rig = working(60);
    rig.command(Command::Message { text: "Bonjour".to_owned() });
    assert_eq!((front(&rig), &rig.orders[..]), (Front::Kiosk, &["show", "kiosk"][..]));
    rig.press(KioskIntent::Dismiss);
    assert_eq!(front(&rig), Front::Session);
}

#[test]
fn whether_somebody_is_there_is_asked_at_the_kiosk() {
    for answer in [KioskIntent::StillHere, KioskIntent::BackToSession] {
        let mut rig = working(120);
        rig.feed(Input::Activity(Activity::Quiet { for_ms: 0 }));
        while front(&rig) == Front::Session {
            rig.pass(MINUTE);
        }
        assert!(matches!(rig.scene(), Scene::StillThere { .. }));
        rig.press(answer);
        assert_eq!((rig.phase(), front(&rig)), (Phase::Active, Front::Session));
    }
}

#[test]
fn terminals_that_cannot_be_changed_end_the_session() {
    let mut rig = working(60);
    rig.feed(Input::ShowKiosk);
    rig.feed(Input::NotSteered);
    assert_eq!(rig.orders[2..], ["kill", "erase", "prove"]);
    assert_eq!(front(&rig), Front::Shared);
}

#[test]
fn the_guard_knows_the_end_with_its_grace_and_every_extension() {
    let mut rig = working(60);
    let end = rig.now + 60 * MINUTE;
    assert_eq!(rig.guarded_ms, Some(end + 5 * MINUTE));
    rig.press(KioskIntent::AskMoreTime);
    let lease = rig.lease(90);
    rig.grant(&lease);
    assert_eq!(rig.guarded_ms, Some(rig.now + 95 * MINUTE));
}
