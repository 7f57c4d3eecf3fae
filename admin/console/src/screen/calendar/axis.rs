//! The line of time: which hours are drawn, and how finely.

use epn_rules::units::Minutes;
use epn_wire::calendar::{CalendarDay, CalendarView};
use epn_words::Reader;
use jiff::Timestamp;
use jiff::civil::{Date, Time};

/// Minutes of a whole day; the clocks' changes do not lengthen the line.
const DAY: u32 = 24 * 60;
/// What is drawn of a week without any opening hours.
const USUAL: (u32, u32) = (9 * 60, 18 * 60);

/// From one full hour to another, in slots of so many minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Axis {
    first: u32,
    last: u32,
    grain: u32,
}

/// A time of day in minutes since midnight.
fn minute(time: Time) -> u32 {
    u32::from(time.hour().unsigned_abs()) * 60 + u32::from(time.minute().unsigned_abs())
}

/// A moment in minutes since the midnight that begins a day; before it 0, on later days the end of this one.
pub fn minute_on(date: Date, moment: Timestamp, reader: &Reader) -> u32 {
    let civil = reader.civil(moment);
    match civil.date().cmp(&date) {
        std::cmp::Ordering::Less => 0,
        std::cmp::Ordering::Equal => minute(civil.time()),
        std::cmp::Ordering::Greater => DAY,
    }
}

/// A day's opening ranges in minutes since midnight.
pub fn opening(day: &CalendarDay) -> impl Iterator<Item = (u32, u32)> + '_ {
    day.hours.ranges.iter().map(|(start, end)| (minute(*start), end.map_or(DAY, minute)))
}

impl Axis {
    /// All hours in which something is open, booked or used.
    pub fn of(view: &CalendarView, grain: Minutes, reader: &Reader) -> Self {
        let open = view.days.iter().flat_map(opening);
        let on_days = |from: Timestamp, until: Timestamp| {
            let day = view.days.iter().find(|day| (day.from..day.until).contains(&from))?;
            Some((minute_on(day.date, from, reader), minute_on(day.date, until, reader)))
        };
        let bookings = view.bookings.iter().filter_map(|booking| on_days(booking.from, booking.until));
        let sessions = view.sessions.iter().filter_map(|session| on_days(session.from, session.until));
        let spans: Vec<_> = open.chain(bookings).chain(sessions).collect();
        let first = spans.iter().map(|span| span.0).min().unwrap_or(USUAL.0);
        let last = spans.iter().map(|span| span.1).max().unwrap_or(USUAL.1);
        let first = first / 60 * 60;
        let last = (last.div_ceil(60) * 60).clamp(first + 60, DAY.max(first + 60));
        Self { first, last, grain: fitting(grain) }
    }

    /// How many slots there are.
    pub fn slots(self) -> usize {
        ((self.last - self.first) / self.grain) as usize
    }

    /// How long a slot is.
    pub fn grain(self) -> Minutes {
        Minutes(self.grain)
    }

    /// Where a minute of the day is along the line, in slots.
    pub fn along(self, minute: u32) -> f32 {
        (minute as f32 - self.first as f32) / self.grain as f32
    }

    /// The minute of the day at which a slot begins.
    pub fn minute(self, slot: usize) -> u32 {
        let slot = u32::try_from(slot).unwrap_or(u32::MAX).min(DAY);
        (self.first + slot * self.grain).min(DAY - 1)
    }

    /// The time of day at which a slot begins.
    pub fn time(self, slot: usize) -> Time {
        let minute = self.minute(slot);
        let part = |value: u32| i8::try_from(value).unwrap_or(0);
        Time::new(part(minute / 60), part(minute % 60), 0, 0).unwrap_or(Time::midnight())
    }

    /// The slot in which a minute of the day lies; the nearest if it is not drawn.
    pub fn slot(self, minute: u32) -> usize {
        let last = self.last.saturating_sub(self.grain);
        ((minute.clamp(self.first, last) - self.first) / self.grain) as usize
    }

    /// The slots at which a full hour begins.
    pub fn hours(self) -> impl Iterator<Item = usize> {
        let each = (60 / self.grain).max(1) as usize;
        (0..self.slots()).step_by(each)
    }
}

/// A grain that full hours are made of: one that is not drawn by quarters of an hour.
fn fitting(grain: Minutes) -> u32 {
    if grain.0 >= 5 && 60 % grain.0 == 0 { grain.0 } else { 15 }
}

#[cfg(test)]
mod tests {
    use jiff::civil::time;

    use super::*;
    use crate::testing::fixtures;

    fn axis() -> Axis {
        let reader = Reader::at("Europe/Paris", fixtures::now());
        Axis::of(&fixtures::calendar_day(), Minutes(15), &reader)
    }

    #[test]
    fn the_line_runs_over_full_hours_that_hold_everything() {
        let axis = axis();
        assert_eq!((axis.time(0), axis.slots()), (time(9, 0, 0, 0), 36), "9:30 to 18:00");
        assert_eq!(axis.hours().take(2).collect::<Vec<_>>(), [0, 4]);
    }

    #[test]
    fn a_slot_and_its_minute_are_each_others_inverse() {
        let axis = axis();
        for slot in 0..axis.slots() {
            assert_eq!(axis.slot(axis.minute(slot)), slot);
        }
        assert_eq!(axis.slot(0), 0);
        assert_eq!(axis.slot(DAY), axis.slots() - 1);
    }

    #[test]
    fn a_grain_that_does_not_make_hours_is_drawn_by_quarters() {
        assert_eq!(
            [0, 1, 5, 7, 20, 45, 60, 90].map(|grain| fitting(Minutes(grain))),
            [15, 15, 5, 15, 20, 15, 60, 15]
        );
    }

    #[test]
    fn a_closed_week_still_has_hours() {
        let mut view = fixtures::calendar_day();
        view.bookings.clear();
        view.sessions.clear();
        view.days[0].hours.ranges.clear();
        let axis = Axis::of(&view, Minutes(60), &Reader::at("Europe/Paris", fixtures::now()));
        assert_eq!(axis.slots(), 9);
    }
}
