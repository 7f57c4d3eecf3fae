//! The rules as they stand in the fields of a form, and the way back.

use std::collections::HashMap;
use std::str::FromStr;

use epn_rules::policy::{Closure, OpenRange, Policy, Quota, QuotaSpan};
use epn_rules::policy_check::{self, Flaw};
use epn_rules::units::Minutes;
use jiff::civil::Weekday;

use crate::dates::parse_date;

/// The days of the week, Monday first.
pub const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    Day(Weekday),
    Longest,
    Granularity,
    Shortest,
    Grace,
    QuotaSession,
    QuotaDay,
    Accompanied,
    Authorisation,
    Consent,
    TicketMinutes,
    TicketDays,
}

impl Field {
    /// Its id in the outline.
    pub fn id(self) -> &'static str {
        match self {
            Self::Day(Weekday::Monday) => "opening-monday",
            Self::Day(Weekday::Tuesday) => "opening-tuesday",
            Self::Day(Weekday::Wednesday) => "opening-wednesday",
            Self::Day(Weekday::Thursday) => "opening-thursday",
            Self::Day(Weekday::Friday) => "opening-friday",
            Self::Day(Weekday::Saturday) => "opening-saturday",
            Self::Day(Weekday::Sunday) => "opening-sunday",
            Self::Longest => "session-longest",
            Self::Granularity => "session-granularity",
            Self::Shortest => "session-shortest",
            Self::Grace => "session-grace",
            Self::QuotaSession => "quota-session",
            Self::QuotaDay => "quota-day",
            Self::Accompanied => "age-accompanied",
            Self::Authorisation => "age-authorisation",
            Self::Consent => "age-consent",
            Self::TicketMinutes => "ticket-minutes",
            Self::TicketDays => "ticket-days",
        }
    }

    /// The field that a path of the policy stands in; quotas are found by `quotas`.
    fn of_path(path: &str, quotas: &[Quota]) -> Option<Self> {
        if let Some(day) = path.strip_prefix("opening.") {
            let name = day.split('[').next().unwrap_or_default();
            return WEEK.into_iter().map(Self::Day).find(|field| field.id().ends_with(name));
        }
        if let Some(rest) = path.strip_prefix("quotas[") {
            let index: usize = rest.split(']').next()?.parse().ok()?;
            return quotas.get(index).map(|quota| Self::of_span(quota.per));
        }
        Some(match path {
            "session.longest" => Self::Longest,
            "session.granularity" => Self::Granularity,
            "session.shortest" => Self::Shortest,
            "ages.accompanied_under" => Self::Accompanied,
            "ages.authorisation_under" => Self::Authorisation,
            "ages.consent_under" => Self::Consent,
            "tickets.minutes" => Self::TicketMinutes,
            "tickets.valid_days" => Self::TicketDays,
            _ => return None,
        })
    }

    fn of_span(span: QuotaSpan) -> Self {
        match span {
            QuotaSpan::Session => Self::QuotaSession,
            _ => Self::QuotaDay,
        }
    }
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// These are no hours.
    Hours(String),
    /// This is no whole number.
    Number,
    /// It is well written, but means nothing sensible.
    Flaw(Flaw),
}

/// A closure that is being written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewClosure {
    pub from: String,
    pub to: String,
    pub label: String,
}

impl NewClosure {
    /// The closure, if both days are dates in their order; a single day may be written once.
    pub fn parse(&self) -> Option<Closure> {
        let from = parse_date(&self.from)?;
        let to = if self.to.trim().is_empty() { from } else { parse_date(&self.to)? };
        (from <= to).then(|| Closure { from, to, label: self.label.trim().to_owned() })
    }
}

/// The form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What the form does not show stays as it was.
    base: Policy,
    texts: HashMap<Field, String>,
    pub closures: Vec<Closure>,
    pub extends: bool,
    pub no_account: bool,
}

impl Draft {
    /// The rules in force, as a form.
    pub fn of(policy: &Policy) -> Self {
        let quota = |per: QuotaSpan| {
            let found = policy.quotas.iter().find(|quota| quota.per == per);
            found.map(|quota| quota.minutes.0.to_string()).unwrap_or_default()
        };
        let Policy { session, ages, tickets, .. } = policy;
        let mut texts: HashMap<Field, String> =
            WEEK.map(|day| (Field::Day(day), written_ranges(policy.opening.on(day)))).into();
        texts.extend([
            (Field::Longest, session.longest.0.to_string()),
            (Field::Granularity, session.granularity.0.to_string()),
            (Field::Shortest, session.shortest.0.to_string()),
            (Field::Grace, session.grace.0.to_string()),
            (Field::QuotaSession, quota(QuotaSpan::Session)),
            (Field::QuotaDay, quota(QuotaSpan::Day)),
            (Field::Accompanied, ages.accompanied_under.to_string()),
            (Field::Authorisation, ages.authorisation_under.to_string()),
            (Field::Consent, ages.consent_under.to_string()),
            (Field::TicketMinutes, tickets.minutes.0.to_string()),
            (Field::TicketDays, tickets.valid_days.to_string()),
        ]);
        Self {
            base: policy.clone(),
            texts,
            closures: policy.closures.clone(),
            extends: session.extend_while_nobody_waits,
            no_account: policy.no_account.allowed,
        }
    }

    /// What stands in a field.
    pub fn text(&self, field: Field) -> &str {
        self.texts.get(&field).map_or("", String::as_str)
    }

    /// Something was written.
    pub fn write(&mut self, field: Field, text: String) {
        self.texts.insert(field, text);
    }

    /// The rules that the form says.
    ///
    /// # Errors
    /// What is wrong with each field; what belongs to no field stands under `None`.
    pub fn policy(&self) -> Result<Policy, Vec<(Option<Field>, Wrong)>> {
        let mut wrong = Vec::new();
        let mut policy = self.base.clone();
        for day in WEEK {
            match parse_ranges(self.text(Field::Day(day))) {
                Ok(ranges) => *day_of(&mut policy, day) = ranges,
                Err(part) => wrong.push((Some(Field::Day(day)), Wrong::Hours(part))),
            }
        }
        let mut read = Reading { draft: self, wrong: &mut wrong };
        policy.session.longest = read.minutes(Field::Longest);
        policy.session.granularity = read.minutes(Field::Granularity);
        policy.session.shortest = read.minutes(Field::Shortest);
        policy.session.grace = read.minutes(Field::Grace);
        policy.ages.accompanied_under = read.number(Field::Accompanied);
        policy.ages.authorisation_under = read.number(Field::Authorisation);
        policy.ages.consent_under = read.number(Field::Consent);
        policy.tickets.minutes = read.minutes(Field::TicketMinutes);
        policy.tickets.valid_days = read.number(Field::TicketDays);
        policy.quotas = [QuotaSpan::Session, QuotaSpan::Day]
            .into_iter()
            .filter(|span| !self.text(Field::of_span(*span)).trim().is_empty())
            .map(|per| Quota::of_everybody(per, read.minutes(Field::of_span(per))))
            .collect();
        policy.session.extend_while_nobody_waits = self.extends;
        policy.no_account.allowed = self.no_account;
        policy.closures.clone_from(&self.closures);
        if !wrong.is_empty() {
            return Err(wrong);
        }
        for problem in policy_check::check(&policy) {
            if let Some(flaw) = problem.flaw {
                wrong.push((Field::of_path(&problem.field, &policy.quotas), Wrong::Flaw(*flaw)));
            }
        }
        if wrong.is_empty() { Ok(policy) } else { Err(wrong) }
    }
}

/// Reads numbers, and remembers where there are none.
struct Reading<'a> {
    draft: &'a Draft,
    wrong: &'a mut Vec<(Option<Field>, Wrong)>,
}

impl Reading<'_> {
    fn number<T: FromStr + Default>(&mut self, field: Field) -> T {
        if let Ok(number) = self.draft.text(field).trim().parse() {
            return number;
        }
        self.wrong.push((Some(field), Wrong::Number));
        T::default()
    }

    fn minutes(&mut self, field: Field) -> Minutes {
        Minutes(self.number(field))
    }
}

fn day_of(policy: &mut Policy, day: Weekday) -> &mut Vec<OpenRange> {
    let week = &mut policy.opening;
    match day {
        Weekday::Monday => &mut week.monday,
        Weekday::Tuesday => &mut week.tuesday,
        Weekday::Wednesday => &mut week.wednesday,
        Weekday::Thursday => &mut week.thursday,
        Weekday::Friday => &mut week.friday,
        Weekday::Saturday => &mut week.saturday,
        Weekday::Sunday => &mut week.sunday,
    }
}

fn written_ranges(ranges: &[OpenRange]) -> String {
    ranges.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// Reads `9:30-12:00, 14:00-18:00`, and as people write it: `9h30-12h ; 14h-18h`. Nothing written is closed.
fn parse_ranges(text: &str) -> Result<Vec<OpenRange>, String> {
    text.split([',', ';'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| forgiving(part).parse().map_err(|_| part.to_owned()))
        .collect()
}

/// The same with colons and a plain hyphen.
fn forgiving(range: &str) -> String {
    let compact: String = range.chars().filter(|c| !c.is_whitespace()).collect();
    let compact = compact.to_lowercase().replace(['–', 'à'], "-");
    compact.split('-').map(forgiving_time).collect::<Vec<_>>().join("-")
}

fn forgiving_time(time: &str) -> String {
    let time = time.replace('h', ":");
    match time.split_once(':') {
        None => format!("{time}:00"),
        Some((hour, "")) => format!("{hour}:00"),
        Some(_) => time,
    }
}

#[cfg(test)]
mod tests;
