//! When the room is open: the policy's ranges as instants, across changes of the clocks and midnight.
//!
//! A boundary written `02:30` means **the first moment of that day at which a clock on the wall shows `02:30` or
//! later**. So where the clocks skip it (spring), the moment of the skip; where they show it twice (autumn), the first
//! time. A range `"02:00-04:00"` thus lasts one hour on the spring day and three on the autumn day, and `24:00` is the
//! start of the next day whatever happens in between.
//!
//! Ranges that touch (`"09:00-12:00"` and `"12:00-18:00"`, or `"22:00-24:00"` and the next day's `"00:00-02:00"`) are
//! one continuous opening. A closure closes whole civil days: an opening of the evening before ends at its midnight.
//!
//! The hours of a day are those of its special day, else it is closed if a closure says so, else those of the first
//! variant that fits, else the usual ones.

mod seasons;
mod spans;
#[cfg(test)]
mod tests;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{SignedDuration, Timestamp};

pub use spans::Spans;

use crate::decision::DayHours;
use crate::policy::{Closure, OpenRange, Policy, SpecialDay, WeekHours};
use seasons::Season;

/// How far ahead (and back) a calendar looks for an opening or its end, in days: every weekday and leap day is within.
pub const HORIZON_DAYS: i64 = 366;

/// The time zone that a policy names does not exist.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the time zone \"{0}\" is unknown")]
pub struct UnknownTimeZone(pub String);

/// A continuous opening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first moment at which the room is open.
    pub from: Timestamp,
    /// The first moment at which it is closed; `None` if it does not close within [`HORIZON_DAYS`].
    pub until: Option<Timestamp>,
}

impl Span {
    /// Whether the room is open at this instant because of this opening.
    pub fn contains(&self, instant: Timestamp) -> bool {
        self.from <= instant && self.until.is_none_or(|until| instant < until)
    }
}

/// The opening hours of a policy, with its time zone looked up once.
#[derive(Clone, Debug)]
pub struct Calendar {
    zone: TimeZone,
    opening: WeekHours,
    closures: Vec<Closure>,
    special_days: Vec<SpecialDay>,
    seasons: Vec<Season>,
}

impl Calendar {
    /// The calendar of a policy.
    ///
    /// # Errors
    /// The time zone is unknown.
    pub fn new(policy: &Policy) -> Result<Self, UnknownTimeZone> {
        let zone = TimeZone::get(&policy.timezone).map_err(|_| UnknownTimeZone(policy.timezone.clone()))?;
        Ok(Self {
            zone,
            opening: policy.opening.clone(),
            closures: policy.closures.clone(),
            special_days: policy.special_days.clone(),
            seasons: seasons::of(policy),
        })
    }

    /// The site's time zone.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// The civil day of an instant, in the site's time zone.
    pub fn date_of(&self, instant: Timestamp) -> Date {
        self.zone.to_datetime(instant).date()
    }

    /// The first moment of a civil day.
    pub fn start_of(&self, date: Date) -> Timestamp {
        self.first_moment(date, Time::midnight())
    }

    /// The first moment of the civil day after the one of `instant`.
    pub fn next_midnight(&self, instant: Timestamp) -> Timestamp {
        self.date_of(instant).tomorrow().map_or(Timestamp::MAX, |date| self.start_of(date))
    }

    /// The continuous opening that an instant is in.
    pub fn open_range_at(&self, instant: Timestamp) -> Option<Span> {
        let span = self.rest_of_opening(instant)?;
        Some(Span { from: self.opening_start(span.from), until: span.until })
    }

    /// The continuous opening that an instant is in; it may have begun earlier than its `from` says.
    pub(crate) fn rest_of_opening(&self, instant: Timestamp) -> Option<Span> {
        self.spans_from(instant).next().filter(|span| span.contains(instant))
    }

    /// The first moment after an instant at which the room opens; if it is open then, that is the opening after the
    /// present one. `None` if there is none within [`HORIZON_DAYS`].
    pub fn next_opening(&self, after: Timestamp) -> Option<Timestamp> {
        self.spans_from(after).map(|span| span.from).find(|&from| from > after)
    }

    /// The hours of one civil day, as visitors are told.
    pub fn day_hours(&self, date: Date) -> DayHours {
        let closure = self.closed_because(date).map(str::to_owned);
        let mut ranges: Vec<_> = self.ranges_on(date).iter().map(|range| (range.start, range.end)).collect();
        ranges.sort_by_key(|&(start, _)| start);
        DayHours { ranges, closure }
    }

    /// Why a civil day is closed, if a closure or a special day says so; the label may be empty.
    pub fn closed_because(&self, date: Date) -> Option<&str> {
        match self.special_day(date) {
            Some(day) => day.opening.is_empty().then_some(day.label.as_str()),
            None => self.closure_on(date).map(|closure| closure.label.as_str()),
        }
    }

    fn special_day(&self, date: Date) -> Option<&SpecialDay> {
        self.special_days.iter().find(|day| day.date == date)
    }

    fn closure_on(&self, date: Date) -> Option<&Closure> {
        self.closures.iter().find(|closure| (closure.from..=closure.to).contains(&date))
    }

    /// The openings that end after an instant, in order, for [`HORIZON_DAYS`].
    ///
    /// The first may have begun earlier than its `from` says, which is then that of the range that `instant` is in;
    /// [`Self::open_range_at`] tells the true one.
    pub fn spans_from(&self, instant: Timestamp) -> Spans<'_> {
        Spans::new(self, instant)
    }

    /// Where a continuous opening that is open at `from` really began, on this day or on days before.
    fn opening_start(&self, mut from: Timestamp) -> Timestamp {
        let mut date = self.date_of(from);
        for _ in 0..HORIZON_DAYS {
            for (since, until) in self.instants_on(date).into_iter().rev() {
                if since < from && from <= until {
                    from = since;
                }
            }
            match date.yesterday() {
                Ok(yesterday) if from <= self.start_of(date) => date = yesterday,
                _ => break,
            }
        }
        from
    }

    fn ranges_on(&self, date: Date) -> &[OpenRange] {
        if let Some(day) = self.special_day(date) {
            return &day.opening;
        }
        if self.closure_on(date).is_some() {
            return &[];
        }
        let season = self.seasons.iter().find(|season| season.has(date));
        season.map_or(&self.opening, |season| &season.opening).on(date.weekday())
    }

    /// The openings of one civil day, in order; those that the clocks skip are left out.
    fn instants_on(&self, date: Date) -> Vec<(Timestamp, Timestamp)> {
        let end_of = |range: &OpenRange| match range.end {
            Some(end) => self.first_moment(date, end),
            None => date.tomorrow().map_or(Timestamp::MAX, |next| self.start_of(next)),
        };
        let ranges = self.ranges_on(date).iter();
        let mut instants: Vec<_> =
            ranges.map(|range| (self.first_moment(date, range.start), end_of(range))).collect();
        instants.retain(|(from, until)| from < until);
        instants.sort_unstable();
        instants
    }

    /// The first time at which a clock on the wall shows this; `None` if the clocks skip it.
    pub fn instant_of(&self, local: DateTime) -> Option<Timestamp> {
        let instants = self.zone.to_ambiguous_timestamp(local);
        match instants.offset() {
            AmbiguousOffset::Gap { .. } => None,
            AmbiguousOffset::Unambiguous { .. } | AmbiguousOffset::Fold { .. } => instants.earlier().ok(),
        }
    }

    /// The first moment at which a clock on the wall shows this date and time or later.
    fn first_moment(&self, date: Date, time: Time) -> Timestamp {
        let local = self.zone.to_ambiguous_timestamp(date.to_datetime(time));
        match local.offset() {
            AmbiguousOffset::Gap { .. } => local
                .earlier()
                .ok()
                .and_then(|before| self.zone.following(before).next().map(|skip| skip.timestamp())),
            AmbiguousOffset::Unambiguous { .. } | AmbiguousOffset::Fold { .. } => local.earlier().ok(),
        }
        .unwrap_or(Timestamp::MAX)
    }
}

/// `instant` plus so many days of 24 hours, within what a timestamp can be.
pub(crate) fn days_after(instant: Timestamp, days: i64) -> Timestamp {
    instant.checked_add(SignedDuration::from_hours(24 * days)).unwrap_or(Timestamp::MAX)
}
