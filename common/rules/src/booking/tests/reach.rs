//! How long a slot can be, and why not longer.

use super::*;
use crate::booking::{Reach, limit, reach_at_desk};
use crate::decision::SlotLimit;

/// A member's slots on Tuesday, 10 March; the room is open from 9:30 to 12 and from 14 to 18.
fn reach(rules: &Rules, from: &str, change: impl FnOnce(&mut BookingFacts)) -> Option<Reach> {
    reach_at_desk(rules, &with(from, 15, change), local(from))
}

fn so_long(minutes: u32, limit: SlotLimit) -> Reach {
    Reach { longest: Minutes(minutes), limit: Some(limit) }
}

#[test]
fn each_rule_that_ends_a_slot_is_named() {
    let by = |from, change: fn(&mut BookingFacts)| reach(&village(), from, change);
    assert_eq!(
        by("03-10 14:00", |_| {}),
        Some(so_long(60, SlotLimit::Longest { longest: Minutes(60) })),
        "the longest that visitors book"
    );
    assert_eq!(by("03-10 11:15", |_| {}), Some(so_long(45, SlotLimit::Closing { at: paris("03-10 12:00") })));
    assert_eq!(
        by("03-10 14:00", |facts| facts.place.holds = vec![hold("03-10 14:30", "03-10 15:00")]),
        Some(so_long(30, SlotLimit::Taken { from: paris("03-10 14:30") }))
    );
    assert_eq!(
        by("03-10 14:00", |facts| facts.own = vec![hold("03-10 14:45", "03-10 15:00")]),
        Some(so_long(45, SlotLimit::Own { from: paris("03-10 14:45") }))
    );
    let (used, allowed) = (Minutes(105), Minutes(120));
    let day = Some(local("03-10 00:00").date());
    assert_eq!(
        by("03-10 14:00", |facts| facts.visitor.used_today = Minutes(105)),
        Some(so_long(15, SlotLimit::Quota { per: QuotaSpan::Day, used, allowed, day }))
    );
}

#[test]
fn the_desk_goes_as_far_as_the_room_and_the_place_do() {
    let by_staff = |facts: &mut BookingFacts| {
        facts.by_staff = true;
        facts.place.holds = vec![hold("03-10 17:00", "03-10 18:00")];
    };
    let taken = SlotLimit::Taken { from: paris("03-10 17:00") };
    assert_eq!(reach(&village(), "03-10 14:00", by_staff), Some(so_long(180, taken)));
    assert_eq!(reach(&village(), "03-10 14:07", by_staff), Some(so_long(165, taken)), "off the grid as well");
    let always = rules(|policy| {
        for day in [&mut policy.opening.tuesday, &mut policy.opening.wednesday, &mut policy.opening.thursday]
        {
            *day = vec!["00:00-24:00".parse().unwrap()];
        }
    });
    let whole_day = reach(&always, "03-11 00:00", |facts| facts.by_staff = true);
    assert_eq!(
        whole_day,
        Some(Reach { longest: Minutes(24 * 60), limit: None }),
        "a day is all that is looked at"
    );
}

#[test]
fn where_nothing_can_be_held_nothing_is_long() {
    assert_eq!(reach(&village(), "03-10 12:00", |_| {}), None, "closed");
    assert_eq!(reach(&village(), "03-10 09:30", |_| {}), None, "past");
    assert_eq!(reach(&village(), "03-29 02:30", |facts| facts.by_staff = true), None, "no such time");
    let taken = |facts: &mut BookingFacts| facts.place.holds = vec![hold("03-10 14:00", "03-10 15:00")];
    assert_eq!(reach(&village(), "03-10 14:30", taken), None);
}

#[test]
fn that_visitors_do_not_book_for_themselves_is_no_matter_at_the_desk() {
    let none_for_visitors = rules(|policy| policy.slots.allowed = false);
    let longest = SlotLimit::Longest { longest: Minutes(60) };
    assert_eq!(reach(&none_for_visitors, "03-10 14:00", |_| {}), Some(so_long(60, longest)));
}

#[test]
fn a_limit_is_of_the_slot_that_is_shown() {
    let facts = ask("03-10 10:15", 15);
    let shown = limit(&village(), &facts, local("03-10 17:30"), Minutes(30));
    assert_eq!(shown, Some(SlotLimit::Closing { at: paris("03-10 18:00") }));
    assert_eq!(limit(&village(), &facts, local("03-10 17:00"), Minutes(30)), None, "it could be longer");
}
