//! Why a day has no start.

use super::*;

/// Why a member who asks on 10 March at 10:07 has no start on a day, and from when there is one.
fn none(
    rules: &Rules,
    day: &str,
    change: impl FnOnce(&mut BookingFacts),
) -> (Vec<Refusal>, Option<Timestamp>) {
    let facts = with("03-10 10:07", 0, change);
    let date = local(&format!("{day} 00:00")).date();
    assert_eq!(starts(rules, &facts, date), []);
    refused(none_on(rules, &[facts], date))
}

/// Visitors hold one booking at once.
fn one_at_once() -> Rules {
    rules(|policy| policy.slots.at_once = 1)
}

#[test]
fn whoever_holds_all_that_they_may_is_told_that_and_not_that_the_room_is_full() {
    let own = hold("03-12 14:00", "03-12 15:00");
    let held = vec![Refusal::TooManyBookings { held: 1, allowed: 1 }];
    let holding = |facts: &mut BookingFacts| facts.own = vec![own];
    assert_eq!(none(&one_at_once(), "03-11", holding), (held.clone(), None));
    assert_eq!(none(&one_at_once(), "03-15", holding), (held.clone(), None), "on a Sunday as well");
    let facts = with("03-10 10:07", 0, holding);
    assert_eq!(hindrances(&one_at_once(), &facts), held);
    assert_eq!(hindrances(&village(), &facts), [], "of two they hold one");
}

#[test]
fn the_reason_may_be_the_quota_of_that_day() {
    let spent = |facts: &mut BookingFacts| {
        facts.visitor.uses = vec![DayUse {
            date: local("03-11 00:00").date(),
            station: "Poste 2".to_owned(),
            tags: Vec::new(),
            minutes: Minutes(120),
        }];
        // Somebody else has a part of that day.
        facts.place.holds = vec![hold("03-11 10:00", "03-11 11:00")];
    };
    assert_eq!(none(&village(), "03-11", spent), (vec![day_spent("03-11", 120)], Some(paris("03-12 09:30"))));
}

#[rstest]
#[case::closed("03-15", Refusal::Closed { opens: Some(paris("03-17 09:30")) }, Some("03-17 09:30"))]
#[case::too_far("03-25", Refusal::SlotTooFar { days: 14 }, None)]
#[case::over("03-09", Refusal::SlotPast, Some("03-10 10:15"))]
fn the_reason_may_be_the_day(#[case] day: &str, #[case] why: Refusal, #[case] next: Option<&str>) {
    assert_eq!(none(&village(), day, |_| {}), (vec![why], next.map(paris)));
}

#[test]
fn the_reason_may_be_a_closure_or_the_evening() {
    let closed = rules(|policy| {
        let label = "Inventaire".to_owned();
        let day = local("03-11 00:00").date();
        policy.closures = vec![crate::policy::Closure { from: day, to: day, label }];
    });
    let opens = Some(paris("03-12 09:30"));
    let why = Refusal::Closure { label: "Inventaire".to_owned(), opens };
    assert_eq!(none(&closed, "03-11", |_| {}), (vec![why], opens));
    let at = |time: &'static str| {
        none(&village(), "03-10", move |facts: &mut BookingFacts| facts.at = paris(time)).0
    };
    let opens = Some(paris("03-11 09:30"));
    assert_eq!(at("03-10 18:30"), [Refusal::Closed { opens }]);
    let soon = Refusal::ClosesSoon { at: paris("03-10 18:00"), shortest: Minutes(15) };
    assert_eq!(at("03-10 17:50"), [soon]);
}

#[test]
fn a_full_day_is_full_and_what_else_refuses_a_part_of_it_is_told_as_well() {
    let all_day = hold("03-11 08:00", "03-11 19:00");
    let taken = |hold: Hold| Refusal::SlotTaken { from: hold.from, until: hold.until };
    let full = none(&village(), "03-11", |facts| facts.place.holds = vec![all_day]);
    assert_eq!(full, (vec![taken(all_day)], Some(paris("03-12 09:30"))));
    let (morning, afternoon) = (hold("03-11 09:30", "03-11 12:00"), hold("03-11 14:00", "03-11 18:00"));
    let (because, _) = none(&village(), "03-11", |facts| {
        facts.place.holds = vec![morning];
        facts.own = vec![afternoon];
    });
    let own = Refusal::SlotOverlapsOwn { from: afternoon.from, until: afternoon.until };
    assert_eq!(because, [taken(morning), own]);
}

#[test]
fn of_several_places_one_that_is_out_of_service_says_nothing_while_others_are_not() {
    let all_day = hold("03-11 08:00", "03-11 19:00");
    let full = with("03-11 00:00", 0, |facts| facts.place.holds = vec![all_day]);
    let broken = with("03-11 00:00", 0, |facts| facts.place.in_service = false);
    let date = local("03-11 00:00").date();
    let taken = Refusal::SlotTaken { from: all_day.from, until: all_day.until };
    let (because, next) = refused(none_on(&village(), &[broken.clone(), full], date));
    assert_eq!((because, next), (vec![taken], Some(paris("03-12 09:30"))));
    assert_eq!(refused(none_on(&village(), &[broken], date)), (vec![Refusal::OutOfService], None));
}
