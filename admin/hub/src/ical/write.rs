//! Writing iCalendar: events between two instants.

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// The longest line, in bytes, without its end (RFC 5545, 3.1).
const LONGEST_LINE: usize = 75;

/// A calendar in the making.
#[derive(Debug)]
pub(super) struct Calendar {
    text: String,
    stamp: String,
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
        let mut calendar = Self { text: String::new(), stamp: utc(now) };
        calendar.line("BEGIN", "VCALENDAR");
        calendar.line("VERSION", "2.0");
        calendar.line("PRODID", concat!("-//EPN//epn-hub ", env!("CARGO_PKG_VERSION"), "//EN"));
        calendar.line("CALSCALE", "GREGORIAN");
        calendar.line("NAME", &escaped(name));
        calendar.line("X-WR-CALNAME", &escaped(name));
        calendar
    }

    pub(super) fn add(&mut self, event: &Event<'_>) {
        let stamp = self.stamp.clone();
        self.line("BEGIN", "VEVENT");
        self.line("UID", &escaped(&event.uid));
        self.line("DTSTAMP", &stamp);
        self.line("DTSTART", &utc(event.from));
        self.line("DTEND", &utc(event.until));
        self.line("SUMMARY", &escaped(event.summary));
        self.line("END", "VEVENT");
    }

    pub(super) fn finish(mut self) -> String {
        self.line("END", "VCALENDAR");
        self.text
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
