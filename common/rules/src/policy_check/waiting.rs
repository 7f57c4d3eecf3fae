//! Flaws of bookings, the queue, pauses and sessions left alone.

use crate::policy::{Policy, SlotRules};
use crate::policy_check::{FARTHEST_SLOT, Flaw, Found, LONGEST_SESSION};
use crate::units::Minutes;

pub(super) fn check(policy: &Policy, found: &mut Vec<Found>) {
    check_slots(policy.slots, found);
    let (queue, pause, left_alone) = (policy.queue, policy.pause, policy.left_alone);
    let none = |minutes: Minutes| minutes == Minutes::ZERO;
    let flaws = [
        ("queue.answer_within", none(queue.answer_within), Flaw::AnswerWithinZero),
        ("queue.calls", queue.calls == 0, Flaw::CallsZero),
        ("pause.longest", pause.times > 0 && none(pause.longest), Flaw::PauseOfNoTime),
        (
            "left_alone.end_after",
            !none(left_alone.ask_after) && none(left_alone.end_after),
            Flaw::LeftAloneEndsAtOnce,
        ),
    ];
    found.extend(flaws.into_iter().filter(|(_, is, _)| *is).map(|(field, _, flaw)| Found::new(field, flaw)));
}

fn check_slots(slots: SlotRules, found: &mut Vec<Found>) {
    let SlotRules { allowed, granularity, longest, horizon_days, at_once, released_after } = slots;
    let divides = |step: u32, whole: u32| whole.checked_rem(step) == Some(0);
    if !divides(granularity.0, 60) {
        found.push(Found::new("slots.granularity", Flaw::SlotGranularity { granularity }));
    } else if longest == Minutes::ZERO || longest > LONGEST_SESSION || !divides(granularity.0, longest.0) {
        let flaw = Flaw::SlotLongest { longest, granularity };
        found.push(Found::new("slots.longest", flaw).against("slots.granularity"));
    }
    if horizon_days > FARTHEST_SLOT {
        found.push(Found::new("slots.horizon_days", Flaw::SlotsTooFar { days: horizon_days }));
    }
    if allowed && at_once == 0 {
        found.push(Found::new("slots.at_once", Flaw::NoBookingAtOnce));
    }
    if released_after == Minutes::ZERO {
        found.push(Found::new("slots.released_after", Flaw::ReleasedAtOnce));
    }
}
