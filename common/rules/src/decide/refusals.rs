//! Every rule that refuses, with its figures.

use jiff::Timestamp;

use crate::calendar::Span;
use crate::decide::ask::Ask;
use crate::decide::limits::end_of_sessions;
use crate::decide::{quotas, staff_choice};
use crate::decision::Refusal;
use crate::facts::{EntryFacts, Hold, StationFacts, VisitorFacts};
use crate::policy::{CHILDREN, QuotaSpan};
use crate::rules::Rules;
use crate::units::{Minutes, later};

/// Every rule that refuses: first those that time alone does not change, then the room (whose `opening` is the one
/// that the moment is in), the station, and what the visitor has left.
pub(super) fn all(ask: &Ask<'_>, opening: Option<Span>) -> Vec<Refusal> {
    let mut refusals = lasting(ask);
    refusals.extend(match opening {
        Some(opening) => closes_soon(ask, opening, ask.least()),
        None => Some(closed(ask)),
    });
    refusals.extend(busy(ask));
    refusals.extend(called(ask));
    refusals.extend(holds(ask, ask.least()));
    refusals.extend(expired(ask.visitor, ask.at));
    refusals.extend(ticket_spent(ask));
    refusals.extend(session_spent(ask));
    refusals.extend(days_spent(ask));
    refusals
}

/// The rules whose refusal lasts until somebody does something about it.
pub(super) fn lasting(ask: &Ask<'_>) -> Vec<Refusal> {
    let visitor = ask.visitor;
    let mut refusals = Vec::new();
    if !ask.station.in_service {
        refusals.push(Refusal::OutOfService);
    }
    if visitor.entry == EntryFacts::NoAccount && !ask.rules.policy().no_account.allowed {
        refusals.push(Refusal::NoAccountNotAllowed);
    }
    refusals.extend(too_young(ask.rules, visitor, ask.station));
    refusals.extend(visitor.session_elsewhere.clone().map(|station| Refusal::AlreadyIn { station }));
    refusals
}

/// The rules about ages that are not met. An age that is not known is not asked for; the mediator is there to judge.
pub(crate) fn too_young(rules: &Rules, visitor: &VisitorFacts, station: &StationFacts) -> Vec<Refusal> {
    let ages = rules.policy().ages;
    let Some(age) = visitor.age else { return Vec::new() };
    let judged = !matches!(visitor.entry, EntryFacts::Staff { .. });
    let mut refusals = Vec::new();
    if judged && age < ages.minimum {
        refusals.push(Refusal::TooYoung { minimum: ages.minimum });
    }
    if judged && !visitor.accompanied && age < ages.accompanied_under {
        refusals.push(Refusal::MustBeAccompanied { under: ages.accompanied_under });
    }
    if visitor.entry == EntryFacts::Member && !visitor.authorised && age < ages.authorisation_under {
        refusals.push(Refusal::AuthorisationMissing { under: ages.authorisation_under });
    }
    let for_children = ages.children_under > 0 && station.tags.iter().any(|tag| tag == CHILDREN);
    if judged && for_children && age >= ages.children_under {
        refusals.push(Refusal::ForChildren { under: ages.children_under });
    }
    refusals
}

/// Why a room that is not open is closed, and when it opens.
pub(crate) fn closed(ask: &Ask<'_>) -> Refusal {
    let calendar = ask.rules.calendar();
    let opens = calendar.next_opening(ask.at);
    calendar
        .closed_because(calendar.date_of(ask.at))
        .map_or(Refusal::Closed { opens }, |label| Refusal::Closure { label: label.to_owned(), opens })
}

/// Whether sessions end too soon in an opening to start one of this length.
pub(super) fn closes_soon(ask: &Ask<'_>, opening: Span, shortest: Minutes) -> Option<Refusal> {
    let (at, end) = (opening.until?, end_of_sessions(ask.rules, opening)?);
    (end < later(ask.at, shortest)).then_some(Refusal::ClosesSoon { at, shortest })
}

/// Whether somebody else's session is on the station, by what is known of its end.
pub(super) fn busy(ask: &Ask<'_>) -> Option<Refusal> {
    let until = ask.station.busy?.until;
    let over = until.is_some_and(|until| until <= ask.at);
    (!over).then_some(Refusal::StationBusy { until })
}

/// Whether somebody else was called to the station.
pub(super) fn called(ask: &Ask<'_>) -> Option<Refusal> {
    ask.station.called.filter(|&until| until > ask.at).map(|until| Refusal::StationCalled { until })
}

/// The holds that are on the station, or begin too soon to start.
pub(super) fn holds(ask: &Ask<'_>, least: Minutes) -> Vec<Refusal> {
    let (start, end) = (ask.at, later(ask.at, least));
    let hinders = |hold: &&Hold| hold.from < hold.until && hold.from < end && start < hold.until;
    let mut hindering: Vec<_> = ask.station.holds.iter().filter(hinders).copied().collect();
    hindering.sort_unstable_by_key(|hold| (hold.from, hold.until));
    hindering.into_iter().map(|Hold { from, until }| Refusal::StationHeld { from, until }).collect()
}

/// Whether the visitor's ticket opens no session any more at a moment.
pub(crate) fn expired(visitor: &VisitorFacts, at: Timestamp) -> Option<Refusal> {
    let EntryFacts::Ticket { expires: since, .. } = visitor.entry else { return None };
    (since <= at).then_some(Refusal::TicketExpired { since })
}

/// Whether the ticket has too few minutes left, which no later day brings back.
pub(super) fn ticket_spent(ask: &Ask<'_>) -> Option<Refusal> {
    let EntryFacts::Ticket { carried, left, .. } = ask.visitor.entry else { return None };
    (left < ask.least()).then_some(Refusal::TicketSpent { carried })
}

/// Whether a session that was moved here has too little left, which no later day brings back.
pub(super) fn session_spent(ask: &Ask<'_>) -> Vec<Refusal> {
    let (used, least) = (ask.visitor.used_session, ask.least());
    let spent = session_allowances(ask).into_iter().filter(|allowed| allowed.left_after(used) < least);
    let per = QuotaSpan::Session;
    spent.map(|allowed| Refusal::QuotaSpent { per, used, allowed, day: None }).collect()
}

/// What one session may last: the mediator's choice, else the quotas over a session and its greatest length.
fn session_allowances(ask: &Ask<'_>) -> Vec<Minutes> {
    if let EntryFacts::Staff { minutes } = ask.visitor.entry {
        return vec![staff_choice(minutes)];
    }
    if !ask.is_counted() {
        return Vec::new();
    }
    let quotas = quotas::allowances(ask);
    let quotas = quotas.iter().filter(|allowance| allowance.per() == QuotaSpan::Session);
    let longest = ask.rules.policy().session.longest;
    let mut allowances: Vec<_> = quotas.map(quotas::Allowance::allowed).chain([longest]).collect();
    allowances.sort_unstable();
    allowances.dedup();
    allowances
}

/// The quotas over days, weeks and months that leave too little.
pub(super) fn days_spent(ask: &Ask<'_>) -> Vec<Refusal> {
    if !ask.is_counted() {
        return Vec::new();
    }
    let earliest = later(ask.at, ask.least());
    let quotas = quotas::allowances(ask);
    let ends = quotas
        .iter()
        .filter(|allowance| allowance.per() != QuotaSpan::Session)
        .filter_map(|allowance| allowance.end(ask))
        .filter(|end| end.at < earliest);
    ends.filter_map(|end| end.limit.spent()).collect()
}
