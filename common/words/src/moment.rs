//! Moments, hours and lengths of time, as people say them.

use epn_rules::decision::DayHours;
use epn_rules::units::Minutes;
use i18n_embed_fl::fl;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::tz::TimeZone;

use crate::Words;

/// Where and when the reader is: turns an instant into “tomorrow at 9:30”.
#[derive(Clone, Debug)]
pub struct Reader {
    now: Option<DateTime>,
    zone: TimeZone,
}

impl Reader {
    /// A reader in the zone of that IANA name (UTC if there is none of that name), whose clock shows `now`;
    /// without a clock every moment is said with its date.
    pub fn new(zone: &str, now: Option<DateTime>) -> Self {
        Self { now, zone: TimeZone::get(zone).unwrap_or(TimeZone::UTC) }
    }

    /// A reader at an instant.
    pub fn at(zone: &str, now: Timestamp) -> Self {
        let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
        Self { now: Some(zone.to_datetime(now)), zone }
    }

    /// What the reader's clock shows.
    pub fn now(&self) -> Option<DateTime> {
        self.now
    }

    /// What the reader's clock shows at `moment`.
    pub fn civil(&self, moment: Timestamp) -> DateTime {
        self.zone.to_datetime(moment)
    }

    /// How many days a day is away; none where no clock says what day it is.
    fn days_until(&self, date: Date) -> Option<i32> {
        let span = self.now?.date().until(date).ok()?;
        Some(span.get_days())
    }
}

impl Words {
    /// `9 h 30` · `09:30`
    pub fn time(&self, time: Time) -> String {
        let (hour, minute) = (time.hour().to_string(), format!("{:02}", time.minute()));
        if time.minute() == 0 {
            fl!(self.loader, "hour", hour = hour)
        } else {
            fl!(self.loader, "time", hour = hour, minute = minute)
        }
    }

    /// `9 h 30` on the reader's clock, without a day.
    pub fn clock(&self, moment: Timestamp, reader: &Reader) -> String {
        self.time(reader.civil(moment).time())
    }

    /// `à 14 h` today, `demain à 9 h 30`, `samedi à 9 h 30` within a week, `le 3 mars à 9 h 30` after that.
    pub fn moment(&self, moment: Timestamp, reader: &Reader) -> String {
        let then = reader.civil(moment);
        let time = self.time(then.time());
        match reader.days_until(then.date()) {
            Some(0) => fl!(self.loader, "moment-today", time = time),
            Some(1) => fl!(self.loader, "moment-tomorrow", time = time),
            Some(2..=6) => {
                fl!(self.loader, "moment-weekday", day = self.weekday(then.weekday()), time = time)
            }
            _ => fl!(self.loader, "moment-date", date = self.day_of_year(then.date()), time = time),
        }
    }

    /// `demain`, `jeudi` within a week, `le 24 mars` else; none of today.
    pub(crate) fn other_day(&self, date: Date, reader: &Reader) -> Option<String> {
        Some(match reader.days_until(date) {
            Some(0) => return None,
            Some(1) => fl!(self.loader, "day-tomorrow"),
            Some(2..=6) => self.weekday(date.weekday()),
            _ => fl!(self.loader, "day-date", date = self.day_of_year(date)),
        })
    }

    /// `mardi 10 mars`
    pub fn date(&self, date: Date) -> String {
        let day = self.day_of_year(date);
        fl!(self.loader, "date", weekday = self.weekday(date.weekday()), day = day)
    }

    /// `10 mars`
    pub fn day_of_year(&self, date: Date) -> String {
        let day = if date.day() == 1 { fl!(self.loader, "day-first") } else { date.day().to_string() };
        fl!(self.loader, "day-of-year", day = day, month = self.month(date.month()))
    }

    /// `45 minutes`, `1 heure`, `1 h 30`
    pub fn length(&self, length: Minutes) -> String {
        let (hours, minutes) = (length.0 / 60, length.0 % 60);
        match (hours, minutes) {
            (0, _) => fl!(self.loader, "minutes", count = minutes),
            (_, 0) => fl!(self.loader, "hours", count = hours),
            _ => fl!(
                self.loader,
                "hours-minutes",
                hours = hours.to_string(),
                minutes = format!("{minutes:02}")
            ),
        }
    }

    /// `30 secondes`, `2 minutes`: a wait, rounded up.
    pub fn wait(&self, seconds: u32) -> String {
        if seconds < 60 {
            fl!(self.loader, "seconds", count = seconds)
        } else {
            self.length(Minutes(seconds.div_ceil(60)))
        }
    }

    /// `9 h 30 – 12 h et 14 h – 18 h`, or that it is closed and why.
    pub fn hours(&self, day: &DayHours) -> String {
        let ranges: Vec<String> = day.ranges.iter().map(|(start, end)| self.range(*start, *end)).collect();
        match (ranges.split_last(), &day.closure) {
            (Some((last, [])), _) => last.clone(),
            (Some((last, before)), _) => {
                fl!(self.loader, "hours-and", before = before.join(", "), last = last.clone())
            }
            (None, Some(why)) if !why.is_empty() => fl!(self.loader, "closed-because", why = why.clone()),
            (None, _) => fl!(self.loader, "closed-today"),
        }
    }

    fn range(&self, start: Time, end: Option<Time>) -> String {
        let end = end.map_or_else(|| fl!(self.loader, "midnight"), |time| self.time(time));
        fl!(self.loader, "hours-range", start = self.time(start), end = end)
    }

    /// The name of a day of the week.
    pub fn weekday(&self, day: Weekday) -> String {
        match day {
            Weekday::Monday => fl!(self.loader, "monday"),
            Weekday::Tuesday => fl!(self.loader, "tuesday"),
            Weekday::Wednesday => fl!(self.loader, "wednesday"),
            Weekday::Thursday => fl!(self.loader, "thursday"),
            Weekday::Friday => fl!(self.loader, "friday"),
            Weekday::Saturday => fl!(self.loader, "saturday"),
            Weekday::Sunday => fl!(self.loader, "sunday"),
        }
    }

    /// The name of a month, from 1 on.
    pub(crate) fn month(&self, month: i8) -> String {
        self.loader.get(&format!("month-{month}"))
    }
}
