//! What ends a session, each limit by itself.

use jiff::Timestamp;

use crate::calendar::Calendar;
use crate::decide::staff_choice;
use crate::decision::Limit;
use crate::facts::{EntryFacts, Facts, Hold};
use crate::policy::{Quota, QuotaSpan};
use crate::rules::Rules;
use crate::units::{Minutes, later};

/// How many midnights a session is followed over; no session without a mediator is longer than a day
/// ([`crate::policy_check::LONGEST_SESSION`]), and a civil day can be shorter.
const MIDNIGHTS: usize = 3;

/// A limit and the instant it sets.
pub(super) struct End {
    pub(super) at: Timestamp,
    pub(super) limit: Limit,
}

/// Every limit of a session that starts at the facts' instant, in a room that closes at `closing`; in the order in
/// which equal ones are named.
pub(super) fn all(rules: &Rules, facts: &Facts, closing: Option<Timestamp>) -> Vec<End> {
    let mut ends = room(facts, closing);
    ends.extend(visitor(rules, facts));
    ends.push(length(rules, facts));
    ends
}

/// The limits that bind everybody: closing, and the next hold.
pub(super) fn room(facts: &Facts, closing: Option<Timestamp>) -> Vec<End> {
    let closing = closing.map(|at| End { at, limit: Limit::Closing { at } });
    let hold = next_hold(&facts.station.holds, facts.at).map(|at| End { at, limit: Limit::HeldFrom { at } });
    closing.into_iter().chain(hold).collect()
}

/// The limits of what this visitor has left: the ticket's minutes, the quotas.
pub(super) fn visitor(rules: &Rules, facts: &Facts) -> Vec<End> {
    if matches!(facts.visitor.entry, EntryFacts::Staff { .. }) {
        return Vec::new();
    }
    let mut ends = Vec::new();
    if let EntryFacts::Ticket { left, .. } = facts.visitor.entry {
        ends.push(End { at: later(facts.at, left), limit: Limit::Ticket { left } });
    }
    ends.extend(quotas(rules, QuotaSpan::Session).map(|quota| session_quota(quota, facts)));
    ends.extend(quotas(rules, QuotaSpan::Day).filter_map(|quota| day_quota(rules.calendar(), quota, facts)));
    ends
}

/// The limit of a single session: the mediator's choice, else the longest that is granted at once.
pub(super) fn length(rules: &Rules, facts: &Facts) -> End {
    let used = facts.visitor.used_session;
    if let EntryFacts::Staff { minutes } = facts.visitor.entry {
        let minutes = staff_choice(minutes);
        return End { at: later(facts.at, minutes.left_after(used)), limit: Limit::Staff { minutes } };
    }
    let longest = rules.policy().session.longest;
    End { at: later(facts.at, longest.left_after(used)), limit: Limit::SessionLength { longest } }
}

/// The quotas over one span.
pub(super) fn quotas(rules: &Rules, per: QuotaSpan) -> impl Iterator<Item = Quota> {
    rules.policy().quotas.iter().copied().filter(move |quota| quota.per == per)
}

fn session_quota(Quota { per, minutes: allowed }: Quota, facts: &Facts) -> End {
    let used = facts.visitor.used_session;
    End { at: later(facts.at, allowed.left_after(used)), limit: Limit::Quota { per, used, allowed } }
}

/// When the day quota ends a session that starts now: today's, or the one of a day after, with that day's figures.
/// `None` if it lasts over every midnight that a session can go over.
pub(super) fn day_quota(calendar: &Calendar, quota: Quota, facts: &Facts) -> Option<End> {
    let Quota { per, minutes: allowed } = quota;
    let (mut start, mut used) = (facts.at, facts.visitor.used_today);
    for _ in 0..MIDNIGHTS {
        let at = later(start, allowed.left_after(used));
        let midnight = calendar.next_midnight(start);
        if at < midnight {
            return Some(End { at, limit: Limit::Quota { per, used, allowed } });
        }
        (start, used) = (midnight, Minutes::ZERO);
    }
    None
}

/// When the first hold after an instant begins.
fn next_hold(holds: &[Hold], instant: Timestamp) -> Option<Timestamp> {
    holds
        .iter()
        .filter(|hold| hold.from < hold.until)
        .map(|hold| hold.from)
        .filter(|&from| from > instant)
        .min()
}
