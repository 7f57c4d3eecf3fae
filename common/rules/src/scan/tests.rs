use ulid::Ulid;

use super::*;

const MINUTE: Duration = Duration::from_mins(1);

fn session(n: u128) -> SessionId {
    SessionId(Ulid(n))
}

fn everybody(_: SessionId) -> bool {
    true
}

#[test]
fn a_press_holds_for_three_minutes_and_not_a_moment_longer() {
    let mut presses = Presses::default();
    let until = presses.press(session(1), MINUTE);
    assert_eq!(until, 4 * MINUTE);
    assert_eq!(Coming::seen(&presses, MINUTE).whose(everybody), Whose::Session(session(1)));
    let last = until.saturating_sub(Duration::from_nanos(1));
    assert_eq!(Coming::seen(&presses, last).whose(everybody), Whose::Session(session(1)));
    assert_eq!(Coming::seen(&presses, until).whose(everybody), Whose::Staff(WhyStaff::Nobody));
    assert_eq!(presses.next_end(), Some(until));
    assert!(!presses.lapse(last) && presses.lapse(until) && !presses.lapse(until));
    assert_eq!(presses.next_end(), None);
}

#[test]
fn pressing_again_renews_and_several_scans_go_to_the_same() {
    let mut presses = Presses::default();
    presses.press(session(1), Duration::ZERO);
    presses.press(session(1), 2 * MINUTE);
    for at in [2, 3, 4] {
        assert_eq!(Coming::seen(&presses, at * MINUTE).whose(everybody), Whose::Session(session(1)));
    }
    assert_eq!(Coming::seen(&presses, 5 * MINUTE).whose(everybody), Whose::Staff(WhyStaff::Nobody));
}

#[test]
fn what_began_under_one_press_is_not_whose_press_came_later() {
    let mut presses = Presses::default();
    presses.press(session(1), Duration::ZERO);
    let mut coming = Coming::seen(&presses, 2 * MINUTE);
    // A slow scanner: the first press is over when it ends, and somebody else has pressed.
    presses.press(session(2), 4 * MINUTE);
    coming.pressed(session(2));
    assert_eq!(coming.whose(everybody), Whose::Staff(WhyStaff::Several));
    assert_eq!(coming.wanted_by().collect::<Vec<_>>(), [session(1), session(2)]);
}

#[test]
fn what_is_only_pressed_for_while_it_comes_is_theirs() {
    let mut coming = Coming::seen(&Presses::default(), MINUTE);
    coming.pressed(session(2));
    coming.pressed(session(2));
    assert_eq!(coming.whose(everybody), Whose::Session(session(2)));
}

#[test]
fn a_session_that_is_over_gets_nothing_and_neither_does_another() {
    let mut presses = Presses::default();
    presses.press(session(1), Duration::ZERO);
    let coming = Coming::seen(&presses, MINUTE);
    assert_eq!(coming.whose(|_| false), Whose::Staff(WhyStaff::SessionOver));
    assert!(presses.withdraw(session(1)) && !presses.withdraw(session(1)));
    presses.press(session(2), MINUTE);
    let mut late = coming;
    late.pressed(session(2));
    assert_eq!(late.whose(|of| of == session(2)), Whose::Staff(WhyStaff::Several));
}

#[test]
fn what_lay_there_is_for_the_mediator_whoever_presses() {
    let mut found = Coming::Found;
    found.pressed(session(1));
    assert_eq!(found.whose(everybody), Whose::Staff(WhyStaff::Found));
    assert_eq!(found.wanted_by().count(), 0);
}
