//! Recurrence rules, as far as days of closing need them, looked at day by day: so the work is bounded by the days.

use jiff::civil::{Date, Weekday};

/// The most items of one list in a rule. More than the days of a year say nothing more.
const LONGEST_LIST: usize = 400;

/// How often something recurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Frequency {
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// A weekday; with a number, the so-manieth of its month or year, from the end if negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct ByDay {
    number: Option<i16>,
    weekday: Weekday,
}

/// A rule (`RRULE`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rule {
    frequency: Frequency,
    interval: i32,
    until: Option<Date>,
    count: Option<u32>,
    by_day: Vec<ByDay>,
    by_month_day: Vec<i8>,
    by_month: Vec<i8>,
    week_start: Weekday,
}

impl Rule {
    /// Reads a rule; the part that is not understood, if any. `until` reads the last day of its end.
    pub(super) fn parse(text: &str, until: impl Fn(&str) -> Option<Date>) -> Result<Self, String> {
        let mut rule = Self {
            frequency: Frequency::Daily,
            interval: 1,
            until: None,
            count: None,
            by_day: Vec::new(),
            by_month_day: Vec::new(),
            by_month: Vec::new(),
            week_start: Weekday::Monday,
        };
        let mut recurs = false;
        for part in text.trim().split(';').filter(|part| !part.is_empty()) {
            rule.part(part, &until).ok_or_else(|| part.chars().take(40).collect::<String>())?;
            recurs |= part.to_ascii_uppercase().starts_with("FREQ=");
        }
        if recurs { Ok(rule) } else { Err("FREQ".to_owned()) }
    }

    fn part(&mut self, part: &str, until: impl Fn(&str) -> Option<Date>) -> Option<()> {
        let part = part.to_ascii_uppercase();
        let (name, value) = part.split_once('=')?;
        match name {
            "FREQ" => {
                self.frequency = match value {
                    "DAILY" => Frequency::Daily,
                    "WEEKLY" => Frequency::Weekly,
                    "MONTHLY" => Frequency::Monthly,
                    "YEARLY" => Frequency::Yearly,
                    _ => return None,
                }
            }
            "INTERVAL" => {
                self.interval = value.parse().ok().filter(|interval| (1..=10_000).contains(interval))?;
            }
            "COUNT" => self.count = Some(value.parse().ok()?),
            "UNTIL" => self.until = Some(until(value)?),
            "BYDAY" => self.by_day = list(value, by_day)?,
            "BYMONTHDAY" => self.by_month_day = numbers(value, 31)?,
            "BYMONTH" => {
                self.by_month = numbers(value, 12)?
                    .into_iter()
                    .map(|month| (month > 0).then_some(month))
                    .collect::<Option<_>>()?;
            }
            "WKST" => self.week_start = weekday(value)?,
            _ => return None,
        }
        Some(())
    }

    /// Whether it goes on for ever.
    pub(super) fn is_endless(&self) -> bool {
        self.until.is_none() && self.count.is_none()
    }

    /// The days on which something that begins on `start` begins again, that one included, from `first` to `last`; each
    /// day that is looked at takes one from `steps`, and none are looked at without. `None` if they did not suffice.
    /// Of a rule that counts, those before `first` as well.
    pub(super) fn days(&self, start: Date, first: Date, last: Date, steps: &mut u32) -> Option<Vec<Date>> {
        let last = self.until.map_or(last, |until| until.min(last));
        let mut days = Vec::new();
        let mut date = if self.count.is_some() { start } else { start.max(first) };
        while date <= last && self.count.is_none_or(|count| days.len() < count as usize) {
            *steps = steps.checked_sub(1)?;
            if self.is_on(start, date) {
                days.push(date);
            }
            match date.tomorrow() {
                Ok(next) => date = next,
                Err(_) => break,
            }
        }
        Some(days)
    }

    fn is_on(&self, start: Date, date: Date) -> bool {
        self.is_in_turn(start, date) && self.is_in_month(start, date) && self.is_on_day(start, date)
    }

    fn is_in_turn(&self, start: Date, date: Date) -> bool {
        let months = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month());
        let passed = match self.frequency {
            Frequency::Daily => days_between(start, date),
            Frequency::Weekly => days_between(self.week_of(start), self.week_of(date)) / 7,
            Frequency::Monthly => months(date) - months(start),
            Frequency::Yearly => i32::from(date.year()) - i32::from(start.year()),
        };
        passed % self.interval == 0
    }

    fn week_of(&self, date: Date) -> Date {
        let into = date.weekday().since(self.week_start);
        date.saturating_sub(jiff::Span::new().days(into))
    }

    fn is_in_month(&self, start: Date, date: Date) -> bool {
        let yearly_alone =
            self.frequency == Frequency::Yearly && self.by_day.is_empty() && self.by_month_day.is_empty();
        if self.by_month.is_empty() {
            return !yearly_alone || date.month() == start.month();
        }
        self.by_month.contains(&date.month())
    }

    fn is_on_day(&self, start: Date, date: Date) -> bool {
        if self.by_day.is_empty() && self.by_month_day.is_empty() {
            return match self.frequency {
                Frequency::Daily => true,
                Frequency::Weekly => date.weekday() == start.weekday(),
                Frequency::Monthly | Frequency::Yearly => date.day() == start.day(),
            };
        }
        let from_end = date.day() - date.days_in_month() - 1;
        let month_day = self.by_month_day.is_empty()
            || self.by_month_day.iter().any(|day| *day == date.day() || *day == from_end);
        month_day && (self.by_day.is_empty() || self.by_day.iter().any(|by| self.is_weekday(*by, date)))
    }

    fn is_weekday(&self, by: ByDay, date: Date) -> bool {
        let in_month = self.frequency == Frequency::Monthly || !self.by_month.is_empty();
        let (day, days) = if in_month {
            (i16::from(date.day()), i16::from(date.days_in_month()))
        } else {
            (date.day_of_year(), date.days_in_year())
        };
        let (nth, from_end) = ((day - 1) / 7 + 1, -((days - day) / 7 + 1));
        by.weekday == date.weekday() && by.number.is_none_or(|number| number == nth || number == from_end)
    }
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX, |span| span.get_days())
}

/// A list of at most [`LONGEST_LIST`] items.
fn list<T>(value: &str, item: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    if value.split(',').nth(LONGEST_LIST).is_some() {
        return None;
    }
    value.split(',').map(item).collect()
}

fn by_day(text: &str) -> Option<ByDay> {
    let (number, weekday_text) = text.trim().split_at_checked(text.trim().len().checked_sub(2)?)?;
    let number = match number.strip_prefix('+').unwrap_or(number) {
        "" => None,
        number => Some(number.parse().ok().filter(|number: &i16| *number != 0)?),
    };
    Some(ByDay { number, weekday: weekday(weekday_text)? })
}

fn weekday(text: &str) -> Option<Weekday> {
    Some(match text {
        "MO" => Weekday::Monday,
        "TU" => Weekday::Tuesday,
        "WE" => Weekday::Wednesday,
        "TH" => Weekday::Thursday,
        "FR" => Weekday::Friday,
        "SA" => Weekday::Saturday,
        "SU" => Weekday::Sunday,
        _ => return None,
    })
}

/// Numbers from 1 to a limit, or as far from the end.
fn numbers(text: &str, limit: i8) -> Option<Vec<i8>> {
    let number = |text: &str| {
        let number: i8 = text.trim().parse().ok()?;
        (number != 0 && number.checked_abs()? <= limit).then_some(number)
    };
    list(text, number)
}
