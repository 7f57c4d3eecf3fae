//! What is given out: nothing that says who booked, or what for.

use epn_rules::id::{SiteId, StationId};
use epn_wire::calendar::Place;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use rusqlite::Connection;

use super::write::{Calendar, Event, utc};
use crate::policies::Timeline;
use crate::store::site::Site;
use crate::store::{StoreError, booking, station};

/// Bookings are given out from so many days ago on.
const DAYS_BACK: i32 = 31;
/// Opening hours are given out for so many days.
const DAYS_AHEAD: usize = 366;

/// What a calendar is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Published {
    /// The bookings of one station.
    Station(StationId),
    /// The bookings of all stations and equipment.
    Room,
    /// When the room is open, for a year.
    Hours,
}

/// The calendar, as of a moment; none if there is no such station.
pub fn publish(
    connection: &Connection,
    site: &Site,
    timeline: &Timeline,
    what: Published,
    now: Timestamp,
) -> Result<Option<String>, StoreError> {
    let policy = timeline.at(now);
    let days = policy.rules.calendar();
    let (today, zone) = (days.date_of(now), days.zone());
    let room = format!("{} — {}", site.name, site.room_name);
    Ok(match what {
        Published::Hours => Some(hours(&room, site.id, timeline, today, now).finish(zone)),
        Published::Room => Some(bookings(connection, &room, site.id, today, now, |_| true)?.finish(zone)),
        Published::Station(id) => match station::get(connection, id)? {
            Some(station) => {
                let name = format!("{} — {}", site.name, station.name);
                let here = |place| place == Place::Station { id };
                Some(bookings(connection, &name, site.id, today, now, here)?.finish(zone))
            }
            None => None,
        },
    })
}

fn bookings(
    connection: &Connection,
    name: &str,
    site: SiteId,
    today: Date,
    now: Timestamp,
    is_wanted: impl Fn(Place) -> bool,
) -> Result<Calendar, StoreError> {
    let mut calendar = Calendar::new(name, now);
    let first = today.saturating_sub(DAYS_BACK.days());
    for named in booking::of_days(connection, first, Date::MAX)? {
        if is_wanted(named.booking.place) {
            let span = named.booking.span;
            calendar.add(&Event {
                uid: format!("{}@{site}", named.booking.id),
                from: span.from,
                until: span.until,
                summary: &named.place,
            });
        }
    }
    Ok(calendar)
}

fn hours(name: &str, site: SiteId, timeline: &Timeline, today: Date, now: Timestamp) -> Calendar {
    let mut calendar = Calendar::new(name, now);
    for date in today.series(1.day()).take(DAYS_AHEAD) {
        let policy = timeline.on(date);
        let days = policy.rules.calendar();
        if days.day_hours(date).ranges.is_empty() {
            continue;
        }
        let (from, until) = (days.start_of(date), days.next_midnight(days.start_of(date)));
        for span in days.spans_from(from).take_while(|span| span.from < until) {
            let from = span.from.max(from);
            calendar.add(&Event {
                uid: format!("open-{}@{site}", utc(from)),
                from,
                until: span.until.unwrap_or(until).min(until),
                summary: name,
            });
        }
    }
    calendar
}
