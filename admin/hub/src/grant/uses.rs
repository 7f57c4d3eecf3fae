//! What somebody used, and has booked and not used yet, by civil day and station: what quotas count.

use std::collections::BTreeMap;

use epn_rules::calendar::Calendar;
use epn_rules::facts::DayUse;
use epn_rules::policy::{Policy, QuotaSpan};
use epn_rules::rules::Rules;
use epn_wire::calendar::Place;
use jiff::civil::{Date, Weekday};
use jiff::{Timestamp, ToSpan as _};
use rusqlite::Connection;

use super::facts::{SECONDS_OF_A_MINUTE, seconds_between};
use crate::store::session::Holder;
use crate::store::{StoreError, booking, equipment, session, station};
use crate::stream::by_day;

/// What a holder used and booked, as it is known at a moment; of the past, as far back as a quota counts.
pub fn uses(
    connection: &Connection,
    rules: &Rules,
    holder: Holder,
    at: Timestamp,
) -> Result<Vec<DayUse>, StoreError> {
    if holder == Holder::Nobody {
        return Ok(Vec::new());
    }
    let calendar = rules.calendar();
    let since = earliest(rules.policy(), calendar.date_of(at));
    let mut used = Adding { calendar, since, seconds: BTreeMap::new() };
    for (day, station, seconds) in session::settled_by_day(connection, holder, since)? {
        used.add(day, Place::Station { id: station }, seconds);
    }
    for running in session::open_of(connection, holder)? {
        let place = Place::Station { id: running.station };
        used.spread(place, running.began(), running.used_by(at));
    }
    for booked in booking::counted(connection, holder, since)? {
        let seconds = seconds_between(booked.span.from, booked.span.until);
        used.spread(booked.place, booked.span.from, seconds);
    }
    used.named(connection)
}

/// The first civil day that a quota counts on this day.
fn earliest(policy: &Policy, today: Date) -> Date {
    let first = |per: QuotaSpan| match per {
        QuotaSpan::Session | QuotaSpan::Day => today,
        QuotaSpan::Week => {
            let since_monday = today.weekday().since(Weekday::Monday);
            today.saturating_sub(i64::from(since_monday).days())
        }
        QuotaSpan::Month => today.first_of_month(),
        QuotaSpan::Rolling { days } => today.saturating_sub((i64::from(days.get()) - 1).days()),
    };
    policy.quotas.iter().map(|quota| first(quota.per)).min().unwrap_or(today)
}

/// Seconds by civil day and place, in the making.
struct Adding<'c> {
    calendar: &'c Calendar,
    since: Date,
    seconds: BTreeMap<Date, Vec<(Place, u64)>>,
}

impl Adding<'_> {
    /// So many seconds from a moment on, over every midnight.
    fn spread(&mut self, place: Place, from: Timestamp, seconds: u32) {
        for (day, seconds) in by_day(self.calendar, from, seconds) {
            self.add(day, place, seconds);
        }
    }

    fn add(&mut self, day: Date, place: Place, seconds: u32) {
        if day < self.since {
            return;
        }
        let places = self.seconds.entry(day).or_default();
        match places.iter_mut().find(|(other, _)| *other == place) {
            Some((_, sum)) => *sum += u64::from(seconds),
            None => places.push((place, u64::from(seconds))),
        }
    }

    /// In whole minutes. A day's minutes add up to the whole minutes of the day, however many places they were on.
    fn named(self, connection: &Connection) -> Result<Vec<DayUse>, StoreError> {
        let mut uses = Vec::new();
        for (date, places) in self.seconds {
            let mut before = 0_u64;
            for (place, seconds) in places {
                let minute = u64::from(SECONDS_OF_A_MINUTE);
                let minutes = (before + seconds) / minute - before / minute;
                before += seconds;
                let (station, tags) = name_and_tags(connection, place)?;
                let minutes = epn_rules::units::Minutes(u32::try_from(minutes).unwrap_or(u32::MAX));
                uses.push(DayUse { date, station, tags, minutes });
            }
        }
        Ok(uses)
    }
}

fn name_and_tags(connection: &Connection, place: Place) -> Result<(String, Vec<String>), StoreError> {
    Ok(match place {
        Place::Station { id } => station::get(connection, id)?
            .map_or_else(Default::default, |station| (station.name, station.tags)),
        Place::Equipment { id } => equipment::get(connection, id)?
            .map_or_else(Default::default, |equipment| (equipment.name, equipment.tags)),
    })
}
