//! Whether a running session goes on past its end.

use jiff::Timestamp;

use crate::calendar::Span;
use crate::decide::ask::Ask;
use crate::decide::limits::{self, End};
use crate::decide::{earliest, grant, next, refusals, staff_choice};
use crate::decision::{Decision, Limit, Refusal};
use crate::facts::{EntryFacts, Facts};
use crate::policy::QuotaSpan;
use crate::rules::Rules;
use crate::units::{Minutes, later};

/// The least time worth an extension.
const LEAST: Minutes = Minutes(1);

/// Whether a running session goes on, by itself or because the visitor asks.
///
/// [`Facts::at`] is the moment at which the session would otherwise end, and the minutes used and left are those of
/// that moment; the station is the session's own, so `busy` and `session_elsewhere` play no part, nor does a ticket's
/// last moment, since that bounds the start of sessions.
///
/// A session goes on by one [`granularity`](crate::policy::SessionRules::granularity), or by less where a limit comes
/// first; never while somebody waits; past the longest session (or the mediator's choice) only where the policy
/// extends while nobody waits. Within the visitor's own booking it goes on to the end of that, whoever waits. Granted: `until` is the new end, and `because` has the limits that set it: none if it is
/// the granularity alone.
///
/// Refused: `next` is when a *new* session of the same visitor would be granted on this station; `None` while somebody
/// waits.
pub fn extend(rules: &Rules, facts: &Facts) -> Decision {
    let ask = Ask::of(rules, facts);
    let opening = rules.calendar().rest_of_opening(facts.at);
    let own_booking = limits::own_booking(&ask);
    let piece = later(facts.at, rules.policy().session.granularity);
    let piece = own_booking.as_ref().map_or(piece, |booking| booking.at);
    let waiting = if own_booking.is_some() { 0 } else { facts.waiting };
    let mut ends = limits::room(&ask, closing_of(&ask, opening));
    ends.extend(own_booking);
    ends.extend(limits::visitor(&ask));
    if !rules.policy().session.extend_while_nobody_waits {
        ends.extend(limits::length(&ask));
    }
    let mut refusals = refusals_of(&ask, opening, &ends);
    if waiting > 0 {
        refusals.insert(0, Refusal::SomebodyWaits { waiting });
    }
    if refusals.is_empty() { grant_piece(ends, piece) } else { refuse(rules, facts, refusals) }
}

/// Whether a mediator may extend a running session by so much: quotas, tickets, the session's length and the people
/// who wait do not hinder them; closing, holds and a station out of service do.
///
/// [`Facts::at`] is the session's present end, as for [`extend`].
pub fn extend_by_staff(rules: &Rules, facts: &Facts, minutes: Minutes) -> Decision {
    let minutes = staff_choice(minutes);
    let ask = Ask::of(rules, facts);
    let opening = rules.calendar().rest_of_opening(facts.at);
    let mut ends = limits::room(&ask, closing_of(&ask, opening));
    let refusals = refusals_of(&ask, opening, &ends);
    if refusals.is_empty() {
        ends.push(End { at: later(facts.at, minutes), limit: Limit::Staff { minutes } });
        earliest(facts.at, ends)
    } else {
        refuse(rules, facts, refusals)
    }
}

/// When sessions end for the closing; if the room is closed, now.
fn closing_of(ask: &Ask<'_>, opening: Option<Span>) -> Option<Timestamp> {
    opening.map_or(Some(ask.at), |opening| limits::end_of_sessions(ask.rules, opening))
}

/// What hinders an extension: a limit that is reached, or a station out of service.
fn refusals_of(ask: &Ask<'_>, opening: Option<Span>, ends: &[End]) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    if !ask.station.in_service {
        refusals.push(Refusal::OutOfService);
    }
    refusals.extend(refusals::holds(ask, LEAST));
    let reached = ends.iter().filter(|end| end.at < later(ask.at, LEAST));
    refusals.extend(reached.filter_map(|end| refusal_of(ask, opening, end)));
    refusals
}

/// What a limit that is reached says; holds are named by themselves, with their ends.
fn refusal_of(ask: &Ask<'_>, opening: Option<Span>, end: &End) -> Option<Refusal> {
    let used = ask.visitor.used_session;
    match end.limit {
        Limit::Closing { .. } => match opening {
            Some(opening) => refusals::closes_soon(ask, opening, LEAST),
            None => Some(refusals::closed(ask)),
        },
        Limit::Quota { .. } => end.limit.spent(),
        Limit::Ticket { left } => {
            let carried = match ask.visitor.entry {
                EntryFacts::Ticket { carried, .. } => carried,
                _ => left,
            };
            Some(Refusal::TicketSpent { carried })
        }
        Limit::SessionLength { longest: allowed } | Limit::Staff { minutes: allowed } => {
            Some(Refusal::QuotaSpent { per: QuotaSpan::Session, used, allowed, day: None })
        }
        Limit::HeldFrom { .. } | Limit::Booking { .. } | Limit::Bonus { .. } => None,
    }
}

/// A grant of one piece, or of less where a limit comes first; only the limits that set the end are named.
fn grant_piece(mut ends: Vec<End>, piece: Timestamp) -> Decision {
    let until = ends.iter().map(|end| end.at).min().map_or(piece, |at| at.min(piece));
    ends.retain(|end| end.at == until);
    grant(ends, until)
}

fn refuse(rules: &Rules, facts: &Facts, because: Vec<Refusal>) -> Decision {
    let waits = because.iter().any(|refusal| matches!(refusal, Refusal::SomebodyWaits { .. }));
    let next = if waits { None } else { next::first_granted(&Ask::of(rules, &new_session(facts))) };
    Decision::Refused { because, next }
}

/// The facts of a new session of the same visitor on the same station, which this session leaves free.
fn new_session(facts: &Facts) -> Facts {
    let mut new = facts.clone();
    new.visitor.used_session = Minutes::ZERO;
    new.visitor.session_elsewhere = None;
    new.station.busy = None;
    new
}
