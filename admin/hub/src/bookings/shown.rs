//! Bookings as consoles see them.

use epn_rules::id::BookingId;
use epn_wire::calendar::{BookingRow, CalendarDay, CalendarRow, CalendarView};
use jiff::ToSpan as _;
use jiff::civil::Date;
use rusqlite::Connection;

use super::{BookingError, Spot, every_spot};
use crate::policies::Timeline;
use crate::store::booking::Named;
use crate::store::{StoreError, booking, calendar as sessions};

impl From<Named> for BookingRow {
    fn from(named: Named) -> Self {
        let Named { booking, place, visitor } = named;
        Self {
            id: booking.id,
            place: booking.place,
            name: place,
            from: booking.span.from,
            until: booking.span.until,
            alias: booking.alias,
            visitor_name: visitor,
            label: booking.label,
            state: booking.state,
            series: booking.series,
        }
    }
}

/// One booking as consoles see it.
pub fn row(connection: &Connection, id: BookingId) -> Result<BookingRow, BookingError> {
    let named = booking::get_named(connection, id)?;
    named.map(BookingRow::from).ok_or(BookingError::NotFound("booking"))
}

/// Some days, both included, with every place and what is on it. Each day's hours are of the policy that applies on it.
pub fn calendar(
    connection: &Connection,
    timeline: &Timeline,
    from: Date,
    to: Date,
) -> Result<CalendarView, StoreError> {
    let days: Vec<_> =
        from.series(1.day()).take_while(|date| *date <= to).map(|date| day(timeline, date)).collect();
    let rows = every_spot(connection)?;
    let first = days.first().map(|day| day.from);
    let on_them = |named: &Named| first.is_none_or(|first| first < named.booking.span.until);
    let bookings = booking::of_days(connection, from, to)?.into_iter().filter(on_them).map(BookingRow::from);
    Ok(CalendarView {
        rows: rows.into_iter().map(calendar_row).collect(),
        bookings: bookings.collect(),
        sessions: sessions::sessions(connection, from, to)?,
        days,
    })
}

fn day(timeline: &Timeline, date: Date) -> CalendarDay {
    let policy = timeline.on(date);
    let calendar = policy.rules.calendar();
    CalendarDay {
        date,
        hours: calendar.day_hours(date),
        from: calendar.start_of(date),
        until: calendar.next_midnight(calendar.start_of(date)),
    }
}

fn calendar_row(spot: Spot) -> CalendarRow {
    CalendarRow { place: spot.place, name: spot.name, tags: spot.tags }
}
