//! The first moment at which what is refused now would be granted.
//!
//! Between two instants at which something changes, waiting only makes a session shorter. So only these instants are
//! looked at: an opening begins, another session ends, a hold or a call ends, the visitor's own booking begins or ends,
//! a new day begins, and so little before it that what is left of the old one reaches it.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::calendar::{HORIZON_DAYS, Span, days_after};
use crate::decide::ask::Ask;
use crate::decide::quotas::{self, Allowance};
use crate::decide::refusals;
use crate::held::Held;
use crate::units::later;

/// The first instant after the moment asked about at which it would be granted, where time alone can do it.
pub(super) fn first_granted(ask: &Ask<'_>) -> Option<Timestamp> {
    let hopeless = !refusals::lasting(ask).is_empty()
        || refusals::ticket_spent(ask).is_some()
        || (ask.visitor.booking.is_none() && !refusals::session_spent(ask).is_empty());
    if hopeless {
        return None;
    }
    let search = Search::new(ask)?;
    let openings = ask.rules.calendar().spans_from(search.earliest);
    openings.take_while(|span| span.from <= search.last).find_map(|span| search.first_in(span))
}

struct Search<'a> {
    ask: Ask<'a>,
    /// When the station is free of another session and of a call.
    earliest: Timestamp,
    /// The last instant to look at.
    last: Timestamp,
    held: Held,
    allowances: Vec<Allowance<'a>>,
}

impl<'a> Search<'a> {
    /// `None` if the end of the session on the station is not known.
    fn new(ask: &Ask<'a>) -> Option<Self> {
        let station = ask.station;
        let free = match station.busy {
            Some(busy) => busy.until?.max(ask.at),
            None => ask.at,
        };
        let earliest = station.called.map_or(free, |called| called.max(free));
        let last = days_after(ask.at, HORIZON_DAYS);
        let held = Held::after(station.holds.iter().copied(), earliest);
        Some(Self { ask: *ask, earliest, last, held, allowances: quotas::allowances(ask) })
    }

    /// The first instant of an opening that would be granted.
    fn first_in(&self, span: Span) -> Option<Timestamp> {
        let calendar = self.ask.rules.calendar();
        let end = span.until.unwrap_or(self.last).min(self.last);
        let mut start = span.from.max(self.earliest);
        while start <= end {
            let midnight = calendar.next_midnight(start);
            let candidates = self.candidates(calendar.date_of(start), start, midnight);
            let open = candidates.into_iter().filter(|&at| at <= self.last && span.contains(at));
            let mut granted = open.filter(|&at| self.is_granted(at, span));
            if let Some(at) = granted.next() {
                return Some(at);
            }
            if midnight <= start {
                return None;
            }
            start = midnight;
        }
        None
    }

    /// The instants of a day from `start` on at which something changes, in order.
    fn candidates(&self, date: Date, start: Timestamp, midnight: Timestamp) -> Vec<Timestamp> {
        let hold_ends = self.held.ends_between(start, midnight);
        let booking = self.ask.visitor.booking.into_iter().flat_map(|booking| [booking.from, booking.until]);
        let mut candidates: Vec<_> = hold_ends.chain(booking).collect();
        if self.ask.is_by_staff() {
            candidates.push(start);
        } else {
            let quotas = self.allowances.iter();
            candidates.extend(quotas.filter_map(|quota| quota.reaches_midnight(&self.ask, date, midnight)));
            candidates.push(start);
        }
        candidates.retain(|&at| start <= at && at < midnight);
        candidates.sort_unstable();
        candidates
    }

    /// Whether a session in an opening is refused by nothing that time changes.
    fn is_granted(&self, at: Timestamp, span: Span) -> bool {
        let then = self.ask.then(at);
        refusals::closes_soon(&then, span, then.least()).is_none()
            && refusals::expired(then.visitor, at).is_none()
            && !self.is_held(at)
            && refusals::session_spent(&then).is_empty()
            && refusals::days_spent(&then).is_empty()
    }

    /// Whether a hold leaves too little time at an instant.
    fn is_held(&self, at: Timestamp) -> bool {
        self.held.next_from(at).is_some_and(|held| held < later(at, self.ask.least()))
    }
}
