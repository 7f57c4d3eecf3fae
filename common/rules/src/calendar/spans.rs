//! Openings one after the other, touching ones joined.

use std::collections::VecDeque;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::calendar::{Calendar, HORIZON_DAYS, Span, days_after};

/// The openings of a calendar from an instant on; see [`Calendar::spans_from`].
#[derive(Debug)]
pub struct Spans<'a> {
    calendar: &'a Calendar,
    /// Openings that end at this instant or before are left out.
    after: Timestamp,
    /// The last day to look at.
    last: Date,
    /// The next day to look at; `None` past the last there is.
    day: Option<Date>,
    /// The openings of the days before it that were not given out yet.
    ready: VecDeque<(Timestamp, Timestamp)>,
}

impl<'a> Spans<'a> {
    pub(super) fn new(calendar: &'a Calendar, after: Timestamp) -> Self {
        Self {
            calendar,
            after,
            last: calendar.date_of(days_after(after, HORIZON_DAYS)),
            day: Some(calendar.date_of(after)),
            ready: VecDeque::new(),
        }
    }

    /// The next opening of a single range that ends after `after`.
    fn next_range(&mut self) -> Option<(Timestamp, Timestamp)> {
        loop {
            while let Some(range) = self.ready.pop_front() {
                if range.1 > self.after {
                    return Some(range);
                }
            }
            let day = self.day.filter(|&day| day <= self.last)?;
            self.day = day.tomorrow().ok();
            self.ready.extend(self.calendar.instants_on(day));
        }
    }
}

impl Iterator for Spans<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let (from, mut until) = self.next_range()?;
        while let Some((next_from, next_until)) = self.next_range() {
            if next_from > until {
                self.ready.push_front((next_from, next_until));
                return Some(Span { from, until: Some(until) });
            }
            until = until.max(next_until);
        }
        let goes_on = self.day.is_some_and(|unseen| until >= self.calendar.start_of(unseen));
        Some(Span { from, until: Some(until).filter(|_| !goes_on) })
    }
}
