//! The first moment at which what is refused now would be granted.
//!
//! Between two instants at which something changes, waiting only makes a session shorter. So only these instants are
//! looked at: an opening begins, another session ends, a hold ends, enough of the next day's quota is in reach.

use jiff::Timestamp;

use crate::calendar::{HORIZON_DAYS, Span, days_after};
use crate::decide::{least, limits, refusals};
use crate::facts::{EntryFacts, Facts};
use crate::policy::{Quota, QuotaSpan};
use crate::rules::Rules;
use crate::units::earlier;

/// The first instant after the facts' at which they would be granted, where time alone can do it.
pub(super) fn first_granted(rules: &Rules, facts: &Facts) -> Option<Timestamp> {
    if !refusals::lasting(rules, facts).is_empty() || !refusals::spent(rules, facts).is_empty() {
        return None;
    }
    let earliest = free_from(facts)?.max(quota_from(rules, facts));
    let horizon = days_after(facts.at, HORIZON_DAYS);
    let openings = rules.calendar().spans_from(earliest);
    let starts = openings.flat_map(|span| starts_in(facts, span, earliest));
    starts
        .take_while(|&(start, _)| start <= horizon)
        .find(|&(start, span)| fits(rules, facts, start, span))
        .map(|(start, _)| start)
}

/// When the station is free of another session; `None` if its end is not known.
fn free_from(facts: &Facts) -> Option<Timestamp> {
    match facts.station.busy {
        Some(busy) => busy.until.map(|until| until.max(facts.at)),
        None => Some(facts.at),
    }
}

/// From when a session uses little enough of today's quota: now, or so shortly before midnight that what is left
/// reaches to the next day's.
fn quota_from(rules: &Rules, facts: &Facts) -> Timestamp {
    if matches!(facts.visitor.entry, EntryFacts::Staff { .. }) {
        return facts.at;
    }
    let from = |Quota { minutes: allowed, .. }: Quota| {
        let left = allowed.left_after(facts.visitor.used_today);
        if left >= least(rules, facts) {
            return facts.at;
        }
        earlier(rules.calendar().next_midnight(facts.at), left)
    };
    limits::quotas(rules, QuotaSpan::Day).map(from).max().map_or(facts.at, |from| from.max(facts.at))
}

/// The instants of one opening at which a session could begin to be possible, in order.
fn starts_in(facts: &Facts, span: Span, earliest: Timestamp) -> Vec<(Timestamp, Span)> {
    let first = span.from.max(earliest);
    let hold_ends = facts.station.holds.iter().map(|hold| hold.until);
    let mut starts: Vec<_> =
        hold_ends.filter(|&end| end > first && span.contains(end)).chain([first]).collect();
    starts.sort_unstable();
    starts.into_iter().map(|start| (start, span)).collect()
}

/// Whether a session at `start`, in an opening it is known to be in, is refused by nothing that time changes.
fn fits(rules: &Rules, facts: &Facts, start: Timestamp, span: Span) -> bool {
    let then = Facts { at: start, ..facts.clone() };
    refusals::expired(&then).is_none()
        && refusals::holds(&then, least(rules, &then)).is_empty()
        && span.until.is_none_or(|until| refusals::closes_soon(rules, &then, until).is_none())
}
