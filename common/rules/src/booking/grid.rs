//! Where slots begin and how long they are.

use jiff::civil::{Date, DateTime, Time};

use crate::units::Minutes;

/// The minutes of a civil day; days on which clocks change have no others.
const DAY: u32 = 24 * 60;

/// Whether a slot that begins then and lasts so many seconds is on the grid.
pub(super) fn is_on(from: DateTime, seconds: i64, granularity: Minutes) -> bool {
    let minute = i64::from(from.minute());
    let is_whole = from.second() == 0 && from.subsec_nanosecond() == 0;
    is_whole && is_length(minute * 60, granularity) && is_length(seconds, granularity)
}

/// Whether so many seconds are a whole number of steps.
pub(super) fn is_length(seconds: i64, granularity: Minutes) -> bool {
    seconds.checked_rem(granularity.seconds()) == Some(0)
}

/// The civil times of a day at which slots begin, those that the clocks skip included.
pub(super) fn starts_on(date: Date, granularity: Minutes) -> impl Iterator<Item = DateTime> {
    let steps = DAY.checked_div(granularity.0).unwrap_or(0);
    (0..steps).filter_map(move |step| {
        let minute = step * granularity.0;
        let (hour, minute) = (i8::try_from(minute / 60).ok()?, i8::try_from(minute % 60).ok()?);
        Some(date.to_datetime(Time::new(hour, minute, 0, 0).ok()?))
    })
}

/// The lengths of slots, the shortest first.
pub(super) fn lengths(granularity: Minutes, longest: Minutes) -> impl DoubleEndedIterator<Item = Minutes> {
    let steps = longest.0.checked_div(granularity.0).unwrap_or(0);
    (1..=steps).map(move |step| Minutes(step * granularity.0))
}
