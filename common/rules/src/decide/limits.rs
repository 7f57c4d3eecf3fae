//! What ends a session, each limit by itself.

use jiff::Timestamp;

use crate::calendar::Span;
use crate::decide::ask::Ask;
use crate::decide::{quotas, staff_choice};
use crate::decision::Limit;
use crate::facts::{EntryFacts, Hold};
use crate::rules::Rules;
use crate::units::{earlier, later};

/// A limit and the instant it sets.
pub(crate) struct End {
    pub(crate) at: Timestamp,
    pub(crate) limit: Limit,
}

/// Every limit of a session that starts at the moment asked about, in an opening; in the order in which equal ones are
/// named.
pub(super) fn all(ask: &Ask<'_>, opening: Option<Span>) -> Vec<End> {
    let mut ends = room(ask, opening.and_then(|opening| end_of_sessions(ask.rules, opening)));
    ends.extend(own_booking(ask));
    ends.extend(visitor(ask));
    ends.extend(length(ask));
    ends
}

/// When sessions end because an opening does.
pub(super) fn end_of_sessions(rules: &Rules, opening: Span) -> Option<Timestamp> {
    opening.until.map(|closing| earlier(closing, rules.policy().session.end_before_closing))
}

/// The limits that bind everybody: closing, and the next hold.
pub(super) fn room(ask: &Ask<'_>, closing: Option<Timestamp>) -> Vec<End> {
    let closing = closing.map(|at| End { at, limit: Limit::Closing { at } });
    let hold = next_hold(&ask.station.holds, ask.at).map(|at| End { at, limit: Limit::HeldFrom { at } });
    closing.into_iter().chain(hold).collect()
}

/// The end of the visitor's own booking that runs.
pub(super) fn own_booking(ask: &Ask<'_>) -> Option<End> {
    ask.own_booking().map(|Hold { until, .. }| End { at: until, limit: Limit::Booking { until } })
}

/// The limits of what this visitor has left: the ticket's minutes, the quotas, with what makes those larger.
pub(super) fn visitor(ask: &Ask<'_>) -> Vec<End> {
    let mut ends = Vec::new();
    if let EntryFacts::Ticket { left, .. } = ask.visitor.entry {
        ends.push(End { at: later(ask.at, left), limit: Limit::Ticket { left } });
    }
    if !ask.is_counted() {
        return ends;
    }
    let quotas: Vec<_> = quotas::allowances(ask).iter().filter_map(|allowance| allowance.end(ask)).collect();
    let bonuses: Vec<_> = quotas::bonuses(ask)
        .filter_map(|bonus| {
            let enlarged = |end: &&End| matches!(end.limit, Limit::Quota { per, .. } if per == bonus.per);
            let at = quotas.iter().filter(enlarged).map(|end| end.at).min()?;
            let limit = Limit::Bonus { label: bonus.label.clone(), per: bonus.per, minutes: bonus.minutes };
            Some(End { at, limit })
        })
        .collect();
    ends.extend(quotas);
    ends.extend(bonuses);
    ends
}

/// The limit of a single session: the mediator's choice, else the longest that is granted at once; none within one's
/// own booking.
pub(super) fn length(ask: &Ask<'_>) -> Option<End> {
    let used = ask.visitor.used_session;
    if let EntryFacts::Staff { minutes } = ask.visitor.entry {
        let minutes = staff_choice(minutes);
        return Some(End { at: later(ask.at, minutes.left_after(used)), limit: Limit::Staff { minutes } });
    }
    let longest = ask.rules.policy().session.longest;
    ask.is_counted()
        .then(|| End { at: later(ask.at, longest.left_after(used)), limit: Limit::SessionLength { longest } })
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
