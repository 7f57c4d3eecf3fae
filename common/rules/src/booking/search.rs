//! The starts from which something would be granted.
//!
//! Only the times at which the room is open and the place is free are looked at. What is wrong with every start alike is
//! judged once, a quota that is spent once a day, so that a year of openings is looked through at once.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

use crate::booking::{Booker, closed, grid};
use crate::calendar::{HORIZON_DAYS, Span, days_after};
use crate::decide::{self, Allowance};
use crate::facts::Hold;
use crate::held::Held;
use crate::units::{Minutes, later};

/// The longest slot that the desk is shown.
pub(super) const LONGEST_BY_STAFF: Minutes = Minutes(24 * 60);

/// A look through the openings for free slots.
pub(super) struct Search<'a> {
    booker: Booker<'a>,
    held: Held,
    /// The quotas that apply to a slot.
    allowances: Vec<Allowance<'a>>,
}

/// A time for which the place is free while the room is open.
#[derive(Clone, Copy)]
struct Free {
    from: Timestamp,
    /// The first moment at which the room is closed or the place is held; `None` if that is not known.
    until: Option<Timestamp>,
}

impl Free {
    fn has_room_for(&self, from: Timestamp, minutes: Minutes) -> bool {
        self.until.is_none_or(|until| later(from, minutes) <= until)
    }
}

/// A start on the grid while the room is open.
struct Start {
    from: DateTime,
    instant: Timestamp,
    free: Free,
}

impl<'a> Search<'a> {
    pub(super) fn new(booker: Booker<'a>) -> Self {
        let held = Held::after(booker.held(), booker.facts.at);
        let ask = booker.ask(booker.facts.at);
        let is_free_of_quotas = booker.facts.by_staff || ask.is_by_staff();
        let allowances = if is_free_of_quotas { Vec::new() } else { decide::allowances(&ask) };
        Self { booker, held, allowances }
    }

    /// The starts of a day, each with the greatest length that would be granted.
    pub(super) fn starts_on(&self, date: Date) -> Vec<(DateTime, Minutes)> {
        let facts = self.booker.facts;
        if self.is_place_hopeless() || date > self.last_day() {
            return Vec::new();
        }
        let earliest = self.booker.rules.calendar().start_of(date).max(facts.at);
        let shortest = self.booker.rules.policy().slots.granularity;
        self.free_times(earliest, date, shortest)
            .flat_map(|free| self.starts_in(free, date, shortest))
            .filter(|start| start.from.date() == date)
            .filter_map(|start| Some((start.from, self.longest(&start)?)))
            .collect()
    }

    /// The first start, from the one asked for and from now on, from which the same length would be granted.
    pub(super) fn next(&self) -> Option<Timestamp> {
        let (facts, calendar) = (self.booker.facts, self.booker.rules.calendar());
        if self.is_place_hopeless() || self.is_length_hopeless() {
            return None;
        }
        let last = self.last_day();
        let earliest = calendar.start_of(facts.from.date()).max(facts.at);
        self.free_times(earliest, last, facts.minutes)
            .flat_map(|free| self.starts_in(free, last, facts.minutes))
            .filter(|start| start.from >= facts.from)
            .find(|start| self.grants(start, facts.minutes))
            .map(|start| start.instant)
    }

    /// Whether no slot at all would do.
    fn is_place_hopeless(&self) -> bool {
        !self.booker.hindrances().is_empty()
    }

    /// Whether no slot of the length that is asked for would do.
    fn is_length_hopeless(&self) -> bool {
        let (facts, slots) = (self.booker.facts, self.booker.rules.policy().slots);
        let is_off_grid = || !grid::is_length(facts.minutes.seconds(), slots.granularity);
        facts.minutes == Minutes::ZERO
            || (!facts.by_staff && (facts.minutes > slots.longest || is_off_grid()))
    }

    /// The last day that is looked at.
    fn last_day(&self) -> Date {
        let Booker { rules, facts } = self.booker;
        if facts.by_staff {
            rules.calendar().date_of(days_after(facts.at, HORIZON_DAYS))
        } else {
            self.booker.last_day()
        }
    }

    /// The times from an instant to the end of a day that have room for so many minutes, in order.
    fn free_times(&self, earliest: Timestamp, last: Date, minutes: Minutes) -> impl Iterator<Item = Free> {
        let calendar = self.booker.rules.calendar();
        let openings =
            calendar.spans_from(earliest).take_while(move |span| calendar.date_of(span.from) <= last);
        let free = move |span: Span| {
            let times = self.held.free_between(span.from.max(earliest), span.until);
            times.map(|(from, until)| Free { from, until })
        };
        openings.flat_map(free).filter(move |free| free.has_room_for(free.from, minutes))
    }

    /// The starts in a free time, up to the end of a day, that no quota forbids for a slot of so many minutes by the
    /// use of its day alone.
    fn starts_in(&self, free: Free, last: Date, minutes: Minutes) -> impl Iterator<Item = Start> {
        let calendar = self.booker.rules.calendar();
        let last = free.until.map_or(last, |until| calendar.date_of(until).min(last));
        let days = calendar.date_of(free.from).series(jiff::Span::new().days(1));
        days.take_while(move |&date| date <= last).flat_map(move |date| {
            let earliest = self.too_early_until(date, minutes).map_or(free.from, |then| then.max(free.from));
            self.starts_of_day(free, date, earliest)
        })
    }

    fn starts_of_day(&self, free: Free, date: Date, earliest: Timestamp) -> impl Iterator<Item = Start> {
        let calendar = self.booker.rules.calendar();
        let shown = calendar.zone().to_datetime(earliest);
        // What is first shown after an instant is later on the wall than what is shown then.
        grid::starts_on(date, self.booker.rules.policy().slots.granularity)
            .skip_while(move |&from| from < shown)
            .filter_map(move |from| Some(Start { from, instant: calendar.instant_of(from)?, free }))
            .filter(move |start| earliest <= start.instant)
            .take_while(move |start| free.until.is_none_or(|until| start.instant < until))
    }

    /// The moment of a day before which a quota forbids every slot of so many minutes.
    fn too_early_until(&self, date: Date, minutes: Minutes) -> Option<Timestamp> {
        let day = (date, self.booker.rules.calendar().start_of(date.tomorrow().ok()?));
        let ask = self.booker.ask(self.booker.facts.at);
        self.allowances.iter().filter_map(|allowance| allowance.too_early_until(&ask, day, minutes)).max()
    }

    /// The greatest length that is granted from a start: a shorter slot is granted wherever a longer one is.
    fn longest(&self, start: &Start) -> Option<Minutes> {
        let slots = self.booker.rules.policy().slots;
        let most = if self.booker.facts.by_staff { LONGEST_BY_STAFF } else { slots.longest };
        let lengths: Vec<_> = grid::lengths(slots.granularity, most).collect();
        let granted = lengths.partition_point(|&minutes| self.grants(start, minutes));
        lengths.get(granted.checked_sub(1)?).copied()
    }

    /// Whether a start is granted of which only the time and the length can still be wrong.
    fn grants(&self, start: &Start, minutes: Minutes) -> bool {
        let Booker { rules, facts } = self.booker;
        let hold = Hold { from: start.instant, until: later(start.instant, minutes) };
        // An opening without an end goes on at least as far as a calendar looks.
        let is_surely_open = start.free.until.is_some() || hold.until <= days_after(facts.at, HORIZON_DAYS);
        let is_open = || is_surely_open || closed(rules, hold).is_none();
        start.free.has_room_for(start.instant, minutes)
            && is_open()
            && (facts.by_staff || self.booker.of_visitor_then(hold).is_empty())
    }
}
