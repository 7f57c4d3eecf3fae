//! Every rule that refuses, with its figures.

use jiff::Timestamp;

use crate::calendar::Span;
use crate::decide::{least, limits, staff_choice};
use crate::decision::{Limit, Refusal};
use crate::facts::{EntryFacts, Facts, Hold};
use crate::policy::QuotaSpan;
use crate::rules::Rules;
use crate::units::{Minutes, later};

/// Every rule that refuses these facts: first those that time alone does not change, then the room
/// (whose `opening` is the one that the facts' instant is in), the station, and what the visitor has left.
pub(super) fn all(rules: &Rules, facts: &Facts, opening: Option<Span>) -> Vec<Refusal> {
    let mut refusals = lasting(rules, facts);
    refusals.extend(match opening {
        Some(opening) => opening.until.and_then(|at| closes_soon(rules, facts, at)),
        None => Some(closed(rules, facts)),
    });
    refusals.extend(busy(facts));
    refusals.extend(holds(facts, least(rules, facts)));
    refusals.extend(expired(facts));
    refusals.extend(spent(rules, facts));
    refusals.extend(day_spent(rules, facts));
    refusals
}

/// The rules whose refusal lasts until somebody does something about it.
pub(super) fn lasting(rules: &Rules, facts: &Facts) -> Vec<Refusal> {
    let visitor = &facts.visitor;
    let mut refusals = Vec::new();
    if !facts.station.in_service {
        refusals.push(Refusal::OutOfService);
    }
    if visitor.entry == EntryFacts::NoAccount && !rules.policy().no_account.allowed {
        refusals.push(Refusal::NoAccountNotAllowed);
    }
    refusals.extend(too_young(rules, facts));
    refusals.extend(visitor.session_elsewhere.clone().map(|station| Refusal::AlreadyIn { station }));
    refusals
}

/// The rules about ages that are not met. An age that is not known is not asked for; the mediator is there to judge.
fn too_young(rules: &Rules, facts: &Facts) -> Vec<Refusal> {
    let visitor = &facts.visitor;
    let ages = rules.policy().ages;
    let Some(age) = visitor.age else { return Vec::new() };
    let mut refusals = Vec::new();
    let alone = !visitor.accompanied && !matches!(visitor.entry, EntryFacts::Staff { .. });
    if alone && age < ages.accompanied_under {
        refusals.push(Refusal::MustBeAccompanied { under: ages.accompanied_under });
    }
    if visitor.entry == EntryFacts::Member && !visitor.authorised && age < ages.authorisation_under {
        refusals.push(Refusal::AuthorisationMissing { under: ages.authorisation_under });
    }
    refusals
}

/// Why a room that is not open is closed, and when it opens.
pub(super) fn closed(rules: &Rules, facts: &Facts) -> Refusal {
    let calendar = rules.calendar();
    let opens = calendar.next_opening(facts.at);
    calendar
        .closure_on(calendar.date_of(facts.at))
        .map_or(Refusal::Closed { opens }, |closure| Refusal::Closure { label: closure.label.clone(), opens })
}

/// Whether a room that is open until `at` closes too soon.
pub(super) fn closes_soon(rules: &Rules, facts: &Facts, at: Timestamp) -> Option<Refusal> {
    let shortest = least(rules, facts);
    (at < later(facts.at, shortest)).then_some(Refusal::ClosesSoon { at, shortest })
}

/// Whether somebody else's session is on the station, by what is known of its end.
pub(super) fn busy(facts: &Facts) -> Option<Refusal> {
    let until = facts.station.busy?.until;
    let over = until.is_some_and(|until| until <= facts.at);
    (!over).then_some(Refusal::StationBusy { until })
}

/// The holds that are on the station, or begin too soon to start.
pub(super) fn holds(facts: &Facts, least: Minutes) -> Vec<Refusal> {
    let (start, end) = (facts.at, later(facts.at, least));
    let hinders = |hold: &&Hold| hold.from < hold.until && hold.from < end && start < hold.until;
    let mut hindering: Vec<_> = facts.station.holds.iter().filter(hinders).copied().collect();
    hindering.sort_unstable_by_key(|hold| (hold.from, hold.until));
    hindering.into_iter().map(|Hold { from, until }| Refusal::StationHeld { from, until }).collect()
}

/// Whether the ticket's time has passed.
pub(super) fn expired(facts: &Facts) -> Option<Refusal> {
    let EntryFacts::Ticket { expires: since, .. } = facts.visitor.entry else { return None };
    (since <= facts.at).then_some(Refusal::TicketExpired { since })
}

/// What the visitor has too little of, and which no later day brings back: a ticket's minutes, a session's.
pub(super) fn spent(rules: &Rules, facts: &Facts) -> Vec<Refusal> {
    let least = least(rules, facts);
    let mut refusals = Vec::new();
    if let EntryFacts::Ticket { carried, left, .. } = facts.visitor.entry
        && left < least
    {
        refusals.push(Refusal::TicketSpent { carried });
    }
    let session = session_allowances(rules, facts).into_iter();
    let used = facts.visitor.used_session;
    refusals.extend(
        session.filter(|allowed| allowed.left_after(used) < least).map(|allowed| Refusal::QuotaSpent {
            per: QuotaSpan::Session,
            used,
            allowed,
        }),
    );
    refusals
}

/// What one session may last: the mediator's choice, else the quotas over a session and its greatest length.
fn session_allowances(rules: &Rules, facts: &Facts) -> Vec<Minutes> {
    if let EntryFacts::Staff { minutes } = facts.visitor.entry {
        return vec![staff_choice(minutes)];
    }
    let quotas = limits::quotas(rules, QuotaSpan::Session).map(|quota| quota.minutes);
    let mut allowances: Vec<_> = quotas.chain([rules.policy().session.longest]).collect();
    allowances.sort_unstable();
    allowances.dedup();
    allowances
}

/// Whether the day quota leaves too little.
fn day_spent(rules: &Rules, facts: &Facts) -> Vec<Refusal> {
    if matches!(facts.visitor.entry, EntryFacts::Staff { .. }) {
        return Vec::new();
    }
    let earliest = later(facts.at, least(rules, facts));
    let ends = limits::quotas(rules, QuotaSpan::Day)
        .filter_map(|quota| limits::day_quota(rules.calendar(), quota, facts))
        .filter(|end| end.at < earliest);
    ends.filter_map(|end| match end.limit {
        Limit::Quota { per, used, allowed } => Some(Refusal::QuotaSpent { per, used, allowed }),
        _ => None,
    })
    .collect()
}
