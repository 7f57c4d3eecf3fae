//! The starts from which something would be granted.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

use crate::booking::{Booker, grid, slot};
use crate::calendar::{HORIZON_DAYS, Span, days_after};
use crate::held::Held;
use crate::units::{Minutes, later};

/// A look through the openings for free slots.
pub(super) struct Search<'a> {
    booker: Booker<'a>,
    held: Held,
}

/// A start on the grid while the room is open.
struct Start {
    from: DateTime,
    instant: Timestamp,
    /// The first moment at which the room is closed or the place is held.
    free_until: Option<Timestamp>,
}

impl Start {
    fn has_room_for(&self, minutes: Minutes) -> bool {
        self.free_until.is_none_or(|until| later(self.instant, minutes) <= until)
    }
}

impl<'a> Search<'a> {
    pub(super) fn new(booker: Booker<'a>) -> Self {
        let held = Held::after(booker.held(), booker.facts.at);
        Self { booker, held }
    }

    /// The starts of a day, each with the greatest length that would be granted.
    pub(super) fn starts_on(&self, date: Date) -> Vec<(DateTime, Minutes)> {
        let starts = self.open_starts(self.booker.rules.calendar().start_of(date), date);
        starts
            .filter(|start| start.from.date() == date)
            .filter_map(|start| Some((start.from, self.longest(&start)?)))
            .collect()
    }

    /// The first start, from the one asked for and from now on, from which the same length would be granted.
    pub(super) fn next(&self) -> Option<Timestamp> {
        let (facts, calendar) = (self.booker.facts, self.booker.rules.calendar());
        if self.is_hopeless() {
            return None;
        }
        let last = if facts.by_staff {
            calendar.date_of(days_after(facts.at, HORIZON_DAYS))
        } else {
            self.booker.last_day()
        };
        let earliest = calendar.start_of(facts.from.date()).max(facts.at);
        self.open_starts(earliest, last)
            .filter(|start| start.from >= facts.from)
            .find(|start| self.grants(start, facts.minutes))
            .map(|start| start.instant)
    }

    /// Whether no other start would do.
    fn is_hopeless(&self) -> bool {
        let (facts, slots) = (self.booker.facts, self.booker.rules.policy().slots);
        let visitor_may_not = || {
            facts.minutes > slots.longest
                || !grid::is_length(facts.minutes.seconds(), slots.granularity)
                || !self.booker.of_visitor().is_empty()
        };
        facts.minutes == Minutes::ZERO || !facts.place.in_service || (!facts.by_staff && visitor_may_not())
    }

    /// The starts from an instant to the end of a day, in order.
    fn open_starts(&self, earliest: Timestamp, last: Date) -> impl Iterator<Item = Start> {
        let calendar = self.booker.rules.calendar();
        let openings =
            calendar.spans_from(earliest).take_while(move |span| calendar.date_of(span.from) <= last);
        openings.flat_map(move |span| self.starts_in(span, earliest, last))
    }

    fn starts_in(&self, span: Span, earliest: Timestamp, last: Date) -> impl Iterator<Item = Start> {
        let calendar = self.booker.rules.calendar();
        let granularity = self.booker.rules.policy().slots.granularity;
        let first = calendar.date_of(span.from.max(earliest));
        let last = span.until.map_or(last, |until| calendar.date_of(until).min(last));
        let days = first.series(jiff::Span::new().days(1)).take_while(move |&date| date <= last);
        let starts = days.flat_map(move |date| grid::starts_on(date, granularity));
        starts.filter_map(move |from| {
            let instant = calendar.instant_of(from)?;
            let free_until = [span.until, self.held.next_from(instant)].into_iter().flatten().min();
            let is_open = earliest <= instant && span.contains(instant);
            is_open.then_some(Start { from, instant, free_until })
        })
    }

    /// The greatest length that is granted from a start.
    fn longest(&self, start: &Start) -> Option<Minutes> {
        let slots = self.booker.rules.policy().slots;
        let most = if self.booker.facts.by_staff { Minutes(24 * 60) } else { slots.longest };
        grid::lengths(slots.granularity, most).rev().find(|&minutes| self.grants(start, minutes))
    }

    fn grants(&self, start: &Start, minutes: Minutes) -> bool {
        start.has_room_for(minutes)
            && slot(self.booker.rules, start.from, minutes)
                .is_ok_and(|hold| self.booker.refusals(start.from, hold).is_empty())
    }
}
