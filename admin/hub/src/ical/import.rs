//! An iCalendar file read as days, and what a policy makes of them.

use epn_rules::policy::{Closure, Policy, SchoolHoliday};
use epn_wire::calendar::ImportAs;
use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::event::{DaySpan, Outcome, Reader};
use super::lines::{Malformed, events};
use super::replaced::Replaced;

/// The largest file, in bytes.
pub const LARGEST: usize = 512 * 1024;
/// The most events in one file.
const EVENTS: usize = 2000;
/// The most spans of days that one file makes.
const SPANS: usize = 1000;
/// How far ahead recurrences are followed.
const YEARS: i32 = 2;
/// How many days are looked at for the recurrences of one file.
const STEPS: u32 = 500_000;
/// How many sentences are told.
const TOLD: usize = 50;

/// A file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    #[error("the file is larger than 512 KiB: export fewer years, or look whether it is the right file")]
    TooLarge,
    #[error("the file is no iCalendar file: it begins otherwise than with BEGIN:VCALENDAR")]
    NoCalendar,
    #[error("line {0} of the file cannot be read as iCalendar: export the file again")]
    Line(usize),
    #[error("line {0} of the file begins or ends something out of order: export the file again")]
    Nesting(usize),
    #[error("the file ends in the middle: fetch it again")]
    Unfinished,
    #[error(
        "the file has more than {EVENTS} events: export fewer years, or look whether it is the right file"
    )]
    TooManyEvents,
    #[error(
        "the file has more than {SPANS} spans of days: export fewer years, or look whether it is the right file"
    )]
    TooManySpans,
    #[error("the file's events recur for too long to be followed: export it with single events")]
    TooMuch,
    #[error("the file has no days to come that could be used: look whether it is the right file")]
    Nothing { left_out: Vec<String> },
    #[error(
        "the file closes every day on which the room is open, up to {until}: look whether it is the right file, or say \
         --close-every-day"
    )]
    ClosesEveryDay { until: Date },
    #[error("a zone of school holidays has 1 to 40 characters, such as \"A\"")]
    Zone,
    #[error("the policy's time zone \"{0}\" is unknown")]
    UnknownTimeZone(String),
}

impl From<Malformed> for CalendarError {
    fn from(malformed: Malformed) -> Self {
        match malformed {
            Malformed::NoCalendar => Self::NoCalendar,
            Malformed::Line(number) => Self::Line(number),
            Malformed::Nesting(number) => Self::Nesting(number),
            Malformed::Unfinished => Self::Unfinished,
            Malformed::TooManyEvents => Self::TooManyEvents,
        }
    }
}

/// What stands in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// In order, those that touch and are called the same joined.
    pub spans: Vec<DaySpan>,
    /// What was left out, a sentence each.
    pub left_out: Vec<String>,
}

/// Reads the days to come of a file, in the site's time zone.
pub fn read(text: &str, zone: &TimeZone, today: Date) -> Result<Read, CalendarError> {
    if text.len() > LARGEST {
        return Err(CalendarError::TooLarge);
    }
    let last = last_read(today);
    let events = events(text, EVENTS)?;
    let replaced = Replaced::among(&events);
    let mut reader = Reader { zone, replaced: &replaced, today, last, steps: STEPS };
    let (mut spans, mut left_out, mut past) = (Vec::new(), Vec::new(), 0_u32);
    for event in events {
        match reader.event(&event) {
            Outcome::Spans { spans: more, told } => {
                spans.extend(more);
                left_out.extend(told);
                if spans.len() > SPANS {
                    spans = joined(spans);
                }
                if spans.len() > SPANS {
                    return Err(CalendarError::TooManySpans);
                }
            }
            Outcome::Past => past += 1,
            Outcome::Left(why) => left_out.push(why),
            Outcome::TooMuch => return Err(CalendarError::TooMuch),
        }
    }
    let spans = joined(spans);
    if left_out.len() > TOLD {
        let more = left_out.len() - TOLD;
        left_out.truncate(TOLD);
        left_out.push(format!("and {more} more"));
    }
    match past {
        0 => {}
        1 => left_out.push("1 event that is over".to_owned()),
        more => left_out.push(format!("{more} events that are over")),
    }
    if spans.is_empty() { Err(CalendarError::Nothing { left_out }) } else { Ok(Read { spans, left_out }) }
}

/// The last day up to which recurrences are followed.
pub(super) fn last_read(today: Date) -> Date {
    today.saturating_add(YEARS.years())
}

/// Spans of the same name that touch or overlap become one.
fn joined(mut spans: Vec<DaySpan>) -> Vec<DaySpan> {
    spans.sort_by(|one, other| (&one.label, one.from, one.to).cmp(&(&other.label, other.from, other.to)));
    let mut joined: Vec<DaySpan> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(before) if before.label == span.label && span.from <= before.to.saturating_add(1.day()) => {
                before.to = before.to.max(span.to);
            }
            _ => joined.push(span),
        }
    }
    joined.sort();
    joined
}

/// Adds spans of days to a policy; those that it has already are left. How many were added.
pub fn add_to(policy: &mut Policy, read_as: &ImportAs, spans: &[DaySpan]) -> Result<u32, CalendarError> {
    let mut added = 0;
    match read_as {
        ImportAs::Closures => {
            for DaySpan { from, to, label } in spans.iter().cloned() {
                if !policy.closures.iter().any(|known| known.from == from && known.to == to) {
                    policy.closures.push(Closure { from, to, label });
                    added += 1;
                }
            }
            policy.closures.sort_by_key(|closure| (closure.from, closure.to));
        }
        ImportAs::SchoolHolidays { zone } => {
            let zone = zone.trim();
            if !crate::name::is_fit(zone, 40) {
                return Err(CalendarError::Zone);
            }
            for DaySpan { from, to, label } in spans.iter().cloned() {
                let is_known =
                    |known: &&SchoolHoliday| known.zone == zone && known.from == from && known.to == to;
                if policy.school_holidays.iter().find(is_known).is_none() {
                    policy.school_holidays.push(SchoolHoliday { zone: zone.to_owned(), from, to, label });
                    added += 1;
                }
            }
            policy
                .school_holidays
                .sort_by(|one, other| (&one.zone, one.from).cmp(&(&other.zone, other.from)));
        }
    }
    Ok(added)
}
