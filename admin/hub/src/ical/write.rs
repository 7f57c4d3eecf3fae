//! Writing iCalendar: events between two instants.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::zone::{Observance, observances, written};

/// The longest line, in bytes, without its end (RFC 5545, 3.1).
const LONGEST_LINE: usize = 75;

/// A calendar in the making.
#[derive(Debug)]
pub(super) struct Calendar {
    text: String,
    now: Timestamp,
    /// Whether there is nothing in it yet.
    is_empty: bool,
}

/// One event.
#[derive(Clone, Debug)]
pub(super) struct Event<'e> {
    /// The same in every export.
    pub(super) uid: String,
    pub(super) from: Timestamp,
    pub(super) until: Timestamp,
    pub(super) summary: &'e str,
}

impl Calendar {
    /// An empty calendar of this name, as of a moment.
    pub(super) fn new(name: &str, now: Timestamp) -> Self {
        let mut calendar = Self { text: String::new(), now, is_empty: true };
        calendar.line("BEGIN", "VCALENDAR");
        calendar.line("VERSION", "2.0");
        calendar.line("PRODID", concat!("-//EPN//epn-hub ", env!("CARGO_PKG_VERSION"), "//EN"));
        calendar.line("CALSCALE", "GREGORIAN");
        calendar.line("NAME", &escaped(name));
        calendar.line("X-WR-CALNAME", &escaped(name));
        calendar
    }

    pub(super) fn add(&mut self, event: &Event<'_>) {
        self.is_empty = false;
        self.line("BEGIN", "VEVENT");
        self.line("UID", &escaped(&event.uid));
        self.line("DTSTAMP", &utc(self.now));
        self.line("DTSTART", &utc(event.from));
        self.line("DTEND", &utc(event.until));
        self.line("SUMMARY", &escaped(event.summary));
        self.line("END", "VEVENT");
    }

    /// The whole calendar. One without events says in which zone the site is: every calendar has at least one component
    /// (RFC 5545, 3.6), and this one claims nothing that is not so.
    pub(super) fn finish(mut self, zone: &TimeZone) -> String {
        if self.is_empty {
            self.zone(zone);
        }
        self.line("END", "VCALENDAR");
        self.text
    }

    fn zone(&mut self, zone: &TimeZone) {
        self.line("BEGIN", "VTIMEZONE");
        self.line("TZID", &escaped(zone.iana_name().unwrap_or("UTC")));
        for Observance { is_summer, begins, from, to } in observances(zone, self.now) {
            let name = if is_summer { "DAYLIGHT" } else { "STANDARD" };
            self.line("BEGIN", name);
            self.line("DTSTART", &begins.strftime("%Y%m%dT%H%M%S").to_string());
            self.line("TZOFFSETFROM", &written(from));
            self.line("TZOFFSETTO", &written(to));
            self.line("END", name);
        }
        self.line("END", "VTIMEZONE");
    }

    /// Writes a content line, folded so that no line is too long and no character is cut in two.
    fn line(&mut self, name: &str, value: &str) {
        let mut used = 0;
        for character in name.chars().chain([':']).chain(value.chars()) {
            if used + character.len_utf8() > LONGEST_LINE {
                self.text.push_str("\r\n ");
                used = 1;
            }
            self.text.push(character);
            used += character.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

/// An instant as `20260310T090000Z`.
pub(super) fn utc(instant: Timestamp) -> String {
    instant.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// Text as a value (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        match character {
            '\\' | ';' | ',' => escaped.extend(['\\', character]),
            '\n' => escaped.push_str("\\n"),
            control if control.is_control() => {}
            other => escaped.push(other),
        }
    }
    escaped
}
