//! What a file's days close.

use epn_rules::calendar::Calendar;
use epn_rules::policy::Policy;
use epn_wire::calendar::ClosedDays;
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::import::last_read;

/// The days, from today on and as far as recurrences are followed, on which the room is open by one policy and not by
/// the other; none if there is no such day.
pub fn closed_by(before: &Policy, after: &Policy, today: Date) -> Option<ClosedDays> {
    let (before, after) = (Calendar::new(before).ok()?, Calendar::new(after).ok()?);
    let last = last_read(today);
    let days: Vec<_> = today.series(1.day()).take_while(|day| *day <= last).collect();
    let mut closed = Vec::new();
    let (mut in_a_row, mut run, mut is_new, mut every) = (0, 0, false, true);
    for day in days {
        if is_open(&after, day) {
            (run, is_new, every) = (0, false, false);
            continue;
        }
        run += 1;
        if is_open(&before, day) {
            is_new = true;
            closed.push(day);
        }
        if is_new {
            in_a_row = run.max(in_a_row);
        }
    }
    let (&from, &until) = (closed.first()?, closed.last()?);
    let days = u32::try_from(closed.len()).unwrap_or(u32::MAX);
    Some(ClosedDays { days, from, until, in_a_row, every })
}

fn is_open(calendar: &Calendar, day: Date) -> bool {
    !calendar.day_hours(day).ranges.is_empty()
}
