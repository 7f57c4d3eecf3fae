//! How long a slot can be that begins then, and which rule keeps it from being longer.

use jiff::Timestamp;
use jiff::civil::DateTime;

use crate::booking::search::LONGEST_BY_STAFF;
use crate::booking::{Booker, BookingFacts, grid, slot};
use crate::decision::{Refusal, SlotLimit};
use crate::rules::Rules;
use crate::units::Minutes;

/// How far slots go from a beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// The greatest length that is granted.
    pub longest: Minutes,
    /// What keeps it from being a step longer; nothing where the longest that is looked at is granted.
    pub limit: Option<SlotLimit>,
}

/// What keeps a slot that is granted from being a step longer: the first rule that refuses.
/// [`BookingFacts::from`] and [`BookingFacts::minutes`] play no part.
pub fn limit(rules: &Rules, facts: &BookingFacts, from: DateTime, granted: Minutes) -> Option<SlotLimit> {
    let longer = Minutes(granted.0.saturating_add(rules.policy().slots.granularity.0));
    let begins = slot(rules, from, longer).ok()?.from;
    let refusals = refusals(rules, facts, from, longer);
    refusals.iter().find_map(|refusal| as_limit(rules, begins, refusal))
}

/// How long a slot can be that the desk holds from then on; none if it can hold none. That visitors do not book for
/// themselves hinders nobody there. [`BookingFacts::from`] and [`BookingFacts::minutes`] play no part.
pub fn reach_at_desk(rules: &Rules, facts: &BookingFacts, from: DateTime) -> Option<Reach> {
    let slots = rules.policy().slots;
    let most = if facts.by_staff { LONGEST_BY_STAFF } else { slots.longest };
    let lengths: Vec<_> = grid::lengths(slots.granularity, most).collect();
    let hinders = |refusal: &Refusal| *refusal != Refusal::BookingNotAllowed;
    // A shorter slot is granted wherever a longer one is.
    let granted =
        lengths.partition_point(|&minutes| !refusals(rules, facts, from, minutes).iter().any(hinders));
    let longest = *lengths.get(granted.checked_sub(1)?)?;
    Some(Reach { longest, limit: limit(rules, facts, from, longest) })
}

fn refusals(rules: &Rules, facts: &BookingFacts, from: DateTime, minutes: Minutes) -> Vec<Refusal> {
    match slot(rules, from, minutes) {
        Err(refusal) => vec![refusal],
        Ok(hold) => Booker { rules, facts }.refusals(from, hold),
    }
}

/// What a refusal of a longer slot says of the one that is granted; nothing if it says nothing about its length.
fn as_limit(rules: &Rules, begins: Timestamp, refusal: &Refusal) -> Option<SlotLimit> {
    match *refusal {
        Refusal::SlotTooLong { longest } => Some(SlotLimit::Longest { longest }),
        Refusal::SlotClosed { .. } => {
            let closes = rules.calendar().rest_of_opening(begins)?.until;
            closes.map(|at| SlotLimit::Closing { at })
        }
        Refusal::SlotTaken { from, .. } => Some(SlotLimit::Taken { from }),
        Refusal::SlotOverlapsOwn { from, .. } => Some(SlotLimit::Own { from }),
        Refusal::QuotaSpent { per, used, allowed, day } => Some(SlotLimit::Quota { per, used, allowed, day }),
        _ => None,
    }
}
