//! Those who wait without a booking: how long about, and who is next after a call that nobody answered.

#[cfg(test)]
mod tests;

use jiff::Timestamp;

use crate::calendar::Span;
use crate::facts::{Hold, StationFacts};
use crate::id::QueueId;
use crate::rules::Rules;
use crate::units::{earlier, later};

/// What an estimate is rounded up to, in seconds: it is said as "about".
const ROUNDED_TO: i64 = 5 * 60;

/// About when the person at this place of the queue is called to one of these stations, if the sessions that run end
/// when they are known to and everybody who is called stays the longest session.
///
/// `place` 1 is the next to be called; whoever was called already is not counted, their station is taken as theirs.
/// Stations out of service, and those whose session has no known end, are left out. `None` if the room is closed, or
/// closes first.
pub fn estimate(rules: &Rules, at: Timestamp, stations: &[StationFacts], place: u32) -> Option<Timestamp> {
    let opening = rules.calendar().rest_of_opening(at)?;
    let mut free: Vec<_> =
        stations.iter().filter_map(|station| Free::of(rules, opening, at, station)).collect();
    let mut called = None;
    for _ in 0..place {
        let next =
            free.iter_mut().filter(|station| station.next.is_some()).min_by_key(|station| station.next)?;
        called = next.next;
        next.serve(rules, opening);
    }
    called.map(rounded_up)
}

/// A station and when it can next be given to somebody.
struct Free<'a> {
    holds: &'a [Hold],
    next: Option<Timestamp>,
}

impl<'a> Free<'a> {
    fn of(rules: &Rules, opening: Span, at: Timestamp, station: &'a StationFacts) -> Option<Self> {
        if !station.in_service {
            return None;
        }
        let free = match station.busy {
            Some(busy) => busy.until?.max(at),
            None => at,
        };
        let called = station.called.filter(|&until| until > at);
        let mut this = Self { holds: &station.holds, next: None };
        this.next = this.start(rules, opening, free);
        if called.is_some() {
            this.serve(rules, opening);
        }
        Some(this)
    }

    /// Gives the station to somebody for the longest session.
    fn serve(&mut self, rules: &Rules, opening: Span) {
        let longest = rules.policy().session.longest;
        self.next =
            self.next.and_then(|start| self.start(rules, opening, self.stay(start, later(start, longest))));
    }

    /// When somebody who starts then and would stay until `end` leaves.
    fn stay(&self, start: Timestamp, end: Timestamp) -> Timestamp {
        self.holds.iter().map(|hold| hold.from).filter(|&from| from > start).fold(end, Timestamp::min)
    }

    /// The first moment from `from` on, before the room closes, at which a session is worth starting.
    fn start(&self, rules: &Rules, opening: Span, from: Timestamp) -> Option<Timestamp> {
        let session = &rules.policy().session;
        let mut start = from;
        // Each turn passes a hold for good.
        while let Some(hold) = self.holds.iter().find(|hold| {
            hold.from < hold.until && hold.from < later(start, session.shortest) && start < hold.until
        }) {
            start = hold.until;
        }
        let last = opening.until.map(|closing| earlier(closing, session.end_before_closing));
        last.is_none_or(|last| later(start, session.shortest) <= last).then_some(start)
    }
}

fn rounded_up(instant: Timestamp) -> Timestamp {
    let over = instant.as_second().rem_euclid(ROUNDED_TO);
    let exact = over == 0 && instant.subsec_nanosecond() == 0;
    let seconds = if exact { instant.as_second() } else { instant.as_second() - over + ROUNDED_TO };
    Timestamp::from_second(seconds).unwrap_or(Timestamp::MAX)
}

/// The order of the queue after a call that was not answered: the person is behind the next one, or no longer in it
/// once they missed as many calls as the policy allows ([`QueueRules::calls`](crate::policy::QueueRules::calls)).
/// `missed` counts this call.
pub fn after_missed_call(order: &[QueueId], who: QueueId, missed: u8, calls: u8) -> Vec<QueueId> {
    let mut after = order.to_vec();
    let Some(place) = order.iter().position(|&id| id == who) else { return after };
    after.remove(place);
    if missed < calls {
        after.insert((place + 1).min(after.len()), who);
    }
    after
}
