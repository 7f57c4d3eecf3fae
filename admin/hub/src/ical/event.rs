//! An event as spans of civil days.

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Span, ToSpan as _, Zoned};
use serde::{Deserialize, Serialize};

use super::lines::{Line, find, text};
use super::recur::Rule;
use super::replaced::Replaced;

/// The longest label, in characters.
const LONGEST_LABEL: usize = 80;
/// The longest event, in days.
const LONGEST: i32 = 366;

/// A span of civil days, both included.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DaySpan {
    pub from: Date,
    pub to: Date,
    pub label: String,
}

/// What an event is read with.
pub(super) struct Reader<'r> {
    /// The site's zone.
    pub(super) zone: &'r TimeZone,
    /// The recurrences that other events stand for.
    pub(super) replaced: &'r Replaced,
    /// What ended before is left out.
    pub(super) today: Date,
    /// Recurrences are followed up to it.
    pub(super) last: Date,
    /// How many days may still be looked at.
    pub(super) steps: u32,
}

/// What became of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Its spans, and what is to be told of them.
    Spans { spans: Vec<DaySpan>, told: Option<String> },
    /// It is over.
    Past,
    /// Left out, and why.
    Left(String),
    /// More days would have to be looked at than may be.
    TooMuch,
}

impl Reader<'_> {
    pub(super) fn event(&mut self, lines: &[Line]) -> Outcome {
        let find = |name: &str| find(lines, name);
        let label = find("SUMMARY").map(|line| text(&line.value, LONGEST_LABEL)).unwrap_or_default();
        let number = lines.first().map_or(0, |line| line.number);
        let said = |what: String| format!("\"{label}\" (line {number}): {what}");
        if find("STATUS").is_some_and(|line| line.value.trim().eq_ignore_ascii_case("CANCELLED")) {
            return Outcome::Left(said("it is cancelled".to_owned()));
        }
        let Some(start) = find("DTSTART") else {
            return Outcome::Left(said("it has no beginning".to_owned()));
        };
        let begins = match self.moment(start) {
            Ok(begins) => begins,
            Err(what) => return Outcome::Left(said(what)),
        };
        let span = match self.span(&begins, find("DTEND"), find("DURATION")) {
            Ok(span) => span,
            Err(what) => return Outcome::Left(said(what)),
        };
        if find("RDATE").is_some() {
            return Outcome::Left(said("it recurs on a list of days (RDATE), which is not read".to_owned()));
        }
        if find("EXRULE").is_some() {
            return Outcome::Left(said("it has exceptions by a rule (EXRULE), which is not read".to_owned()));
        }
        let rules: Vec<_> = lines.iter().filter(|line| line.name == "RRULE").collect();
        let (starts, told) = match rules.as_slice() {
            [] => (vec![span.0], None),
            [rule] => match Rule::parse(&rule.value, |until| self.last_turn(&begins, start, until)) {
                Ok(rule) => {
                    let Some(starts) = rule.days(span.0, self.first_begun(), self.last, &mut self.steps)
                    else {
                        return Outcome::TooMuch;
                    };
                    let endless = format!("it recurs without end; its days up to {} were read", self.last);
                    (starts, rule.is_endless().then(|| said(endless)))
                }
                Err(part) => {
                    return Outcome::Left(said(format!("it recurs in a way that is not read ({part})")));
                }
            },
            _ => return Outcome::Left(said("it has several rules of recurrence".to_owned())),
        };
        let excluded = match self.excluded(&begins, lines) {
            Ok(excluded) => excluded,
            Err(what) => return Outcome::Left(said(what)),
        };
        let length = span.0.until(span.1).unwrap_or_default();
        let spans = starts.into_iter().filter(|start| !excluded.contains(start));
        let spans = spans.map(|from| (from, from.saturating_add(length))).filter(|(_, to)| *to >= self.today);
        let spans: Vec<_> = spans.map(|(from, to)| DaySpan { from, to, label: label.clone() }).collect();
        if spans.is_empty() && told.is_none() { Outcome::Past } else { Outcome::Spans { spans, told } }
    }

    /// What began before it is over.
    fn first_begun(&self) -> Date {
        self.today.saturating_sub((LONGEST + 1).days())
    }

    /// The first days of the recurrences that do not take place, or elsewhere: an event of the same name (`UID`) stands for
    /// each of those.
    fn excluded(&self, begins: &Moment, lines: &[Line]) -> Result<BTreeSet<Date>, String> {
        let mut excluded = BTreeSet::new();
        let all = lines.iter().filter(|line| line.name == "EXDATE").chain(self.replaced.of(lines));
        for line in all {
            for value in line.value.split(',').filter(|value| !value.trim().is_empty()) {
                let moment = self.moment_of(value, line.parameter("TZID"))?;
                excluded.insert(begins.first_whole_day_of(moment.local().date()));
            }
        }
        Ok(excluded)
    }

    /// The first day of the last recurrence that begins by the end (`UNTIL`) of a rule.
    fn last_turn(&self, begins: &Moment, start: &Line, until: &str) -> Option<Date> {
        let until = self.moment_of(until, start.parameter("TZID")).ok()?;
        let day = until.local().date();
        let began = until.is_date() || begins.local().time() <= until.local().time();
        Some(begins.first_whole_day_of(if began { day } else { day.saturating_sub(1.day()) }))
    }

    /// The first and the last day of an event.
    fn span(
        &self,
        first: &Moment,
        end: Option<&Line>,
        duration: Option<&Line>,
    ) -> Result<(Date, Date), String> {
        let after = match (end, duration) {
            (Some(end), _) => self.moment(end)?,
            (None, Some(duration)) => first.after(&duration.value)?,
            (None, None) => first.after(if first.is_date() { "P1D" } else { "PT0S" })?,
        };
        let (from, until) = (first.first_whole_day(), after.last_day_begun());
        if after.local() < first.local() {
            return Err("it ends before it begins".to_owned());
        }
        // A day that ends when it begins is one all the same: many programs write it so.
        let until = if first.is_date() && until == from { from.saturating_add(1.day()) } else { until };
        if until <= from {
            return Err("it does not last a whole day".to_owned());
        }
        let last = until.saturating_sub(1.day());
        if from.until(last).is_ok_and(|span| span.get_days() > LONGEST) {
            return Err(format!("it lasts more than {LONGEST} days"));
        }
        Ok((from, last))
    }

    /// A day, or a moment in the site's zone.
    fn moment(&self, line: &Line) -> Result<Moment, String> {
        self.moment_of(&line.value, line.parameter("TZID"))
    }

    /// As [`Self::moment`], of a value; in this zone unless it says UTC.
    fn moment_of(&self, value: &str, zone: Option<&str>) -> Result<Moment, String> {
        let value = value.trim();
        let unreadable = || format!("\"{}\" is no date", value.chars().take(40).collect::<String>());
        if value.len() == 8 {
            return Date::strptime("%Y%m%d", value).map(Moment::Day).map_err(|_| unreadable());
        }
        let (text, zone) = match (value.strip_suffix(['Z', 'z']), zone) {
            (Some(text), _) => (text, TimeZone::UTC),
            (None, None) => (value, self.zone.clone()),
            (None, Some(name)) => {
                let name: String = name.chars().take(60).collect();
                let unknown = || format!("the time zone \"{name}\" does not exist");
                (value, zone_named(&name).ok_or_else(unknown)?)
            }
        };
        let local = DateTime::strptime("%Y%m%dT%H%M%S", text).map_err(|_| unreadable())?;
        let zoned: Zoned = zone.to_zoned(local).map_err(|_| unreadable())?;
        Ok(Moment::Time(zoned.with_time_zone(self.zone.clone()).datetime()))
    }
}

/// The time zone of a name. Some programs write before it who says so (`/citadel.org/20210210_1/Europe/Paris`).
fn zone_named(name: &str) -> Option<TimeZone> {
    let prefixed =
        name.starts_with('/').then(|| name.match_indices('/').filter_map(|(at, _)| name.get(at + 1..)));
    let names = std::iter::once(name).chain(prefixed.into_iter().flatten());
    names.filter_map(|name| TimeZone::get(name).ok()).find(|zone| !zone.is_unknown())
}

/// When an event begins or ends, in the site's zone.
enum Moment {
    Day(Date),
    Time(DateTime),
}

impl Moment {
    fn is_date(&self) -> bool {
        matches!(self, Self::Day(_))
    }

    fn local(&self) -> DateTime {
        match self {
            Self::Day(date) => DateTime::from(*date),
            Self::Time(local) => *local,
        }
    }

    /// The first day that lies wholly after it.
    fn first_whole_day(&self) -> Date {
        match self {
            Self::Day(date) => *date,
            Self::Time(local) if *local == DateTime::from(local.date()) => local.date(),
            Self::Time(local) => local.date().saturating_add(1.day()),
        }
    }

    /// As [`Self::first_whole_day`], of the recurrence that begins at the same time of this day.
    fn first_whole_day_of(&self, day: Date) -> Date {
        if self.first_whole_day() == self.local().date() { day } else { day.saturating_add(1.day()) }
    }

    /// The day that it is in.
    fn last_day_begun(&self) -> Date {
        self.local().date()
    }

    /// So much later (`P1D`, `P2W`, `PT24H`).
    fn after(&self, duration: &str) -> Result<Self, String> {
        let unreadable = || "its length cannot be read".to_owned();
        let span: Span = duration.trim().parse().map_err(|_| unreadable())?;
        match self {
            Self::Day(date) => date.checked_add(span).map(Self::Day),
            Self::Time(local) => local.checked_add(span).map(Self::Time),
        }
        .map_err(|_| unreadable())
    }
}
