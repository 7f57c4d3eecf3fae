//! The values that a policy file is made of, each read from its TOML form.

use std::str::FromStr;

use jiff::civil::Date;
use toml::de::DeValue;

use crate::open_range::OpenRangeError;
use crate::policy::{OpenRange, Period, QuotaSpan, Release};
use crate::units::{Cents, Minutes};

/// Why a value is not what it should be.
pub(super) struct Misread {
    pub(super) what: String,
    pub(super) fix: String,
}

impl Misread {
    fn new(what: impl Into<String>, fix: impl Into<String>) -> Self {
        Self { what: what.into(), fix: fix.into() }
    }
}

/// A kind of value that can be read.
pub(super) trait FromToml: Sized {
    /// How a list of them is written.
    const LIST: &str = "Write a list between brackets, such as [\"member\"].";

    fn from_toml(value: &DeValue<'_>) -> Result<Self, Misread>;
}

impl FromToml for String {
    fn from_toml(value: &DeValue<'_>) -> Result<Self, Misread> {
        text(value, "Write text between double quotes.").map(str::to_owned)
    }
}

impl FromToml for bool {
    fn from_toml(value: &DeValue<'_>) -> Result<Self, Misread> {
        value.as_bool().ok_or_else(|| {
            Misread::new(
                format!("{} is neither true nor false.", shown(value)),
                "Write true or false, without quotes.",
            )
        })
    }
}

impl FromToml for Minutes {
    fn from_toml(value: &DeValue<'_>) -> Result<Self, Misread> {
        whole(value, "a whole number of minutes", "Write minutes as digits without quotes, such as 60.")
            .map(Self)
    }
}

impl FromToml for u8 {
    fn from_toml(value: &DeValue<'_>) -> Result<Self, Misread> {
        whole(value, "an age in years", "Write an age as digits without quotes, such as 12.")
    }
}

impl FromToml for u16 {
    fn from_toml(value: &DeValue<'_>) -> Result<Self, Misread> {
        whole(value, "a number of days", "Write days as digits without quotes, such as 1.")
    }
}

impl FromToml for Date {
    fn from_toml(value: &DeValue<'_>) -> Result<Self, Misread> {
        let written = match value {
            DeValue::Datetime(day) => Some(day.to_string()),
            _ => value.as_str().map(str::to_owned),
        };
        let day = written.filter(|written| written.len() == "2026-08-03".len());
        day.and_then(|day| day.parse().ok()).ok_or_else(|| {
            Misread::new(
                format!("{} is not a day of the calendar.", shown(value)),
                "Write year, month and day, such as \"2026-08-03\".",
            )
        })
    }
}

impl FromToml for OpenRange {
    const LIST: &str = "Write a list between brackets, such as [\"09:30-12:00\"].";

    fn from_toml(value: &DeValue<'_>) -> Result<Self, Misread> {
        let written = text(value, "Write a range between double quotes, such as \"09:30-12:00\".")?;
        written.parse().map_err(|error: OpenRangeError| {
            let sentence = error.to_string();
            let mut letters = sentence.chars();
            let first = letters.next().map(|letter| letter.to_ascii_uppercase());
            Misread::new(format!("{}{}.", first.unwrap_or_default(), letters.as_str()), error.fix())
        })
    }
}

impl FromToml for QuotaSpan {
    fn from_toml(value: &DeValue<'_>) -> Result<Self, Misread> {
        value.as_str().and_then(|written| written.parse().ok()).ok_or_else(|| {
            Misread::new(
                format!("{} is not a span that a quota can be over.", shown(value)),
                "Write \"session\", \"day\", \"week\", \"month\", or a number of days such as \"7-days\".",
            )
        })
    }
}

/// What the days of a variant are said by.
#[derive(Clone, Copy)]
pub(super) enum VariantKind {
    SchoolHolidays,
    Dates,
    /// Something else, which was told.
    Unknown,
}

impl FromToml for VariantKind {
    fn from_toml(value: &DeValue<'_>) -> Result<Self, Misread> {
        match value.as_str() {
            Some("school-holidays") => Ok(Self::SchoolHolidays),
            Some("dates") => Ok(Self::Dates),
            _ => Err(Misread::new(
                format!("{} says no days.", shown(value)),
                "Write \"school-holidays\" with a zone, or \"dates\" with from and to.",
            )),
        }
    }
}

/// A small number of things.
pub(super) struct Count(pub(super) u8);

impl FromToml for Count {
    fn from_toml(value: &DeValue<'_>) -> Result<Self, Misread> {
        whole(value, "a small whole number", "Write a number as digits without quotes, such as 2.").map(Self)
    }
}

/// A number of pages.
pub(super) struct Pages(pub(super) u32);

impl FromToml for Pages {
    fn from_toml(value: &DeValue<'_>) -> Result<Self, Misread> {
        whole(value, "a number of pages", "Write pages as digits without quotes, such as 3.").map(Self)
    }
}

impl FromToml for Release {
    fn from_toml(value: &DeValue<'_>) -> Result<Self, Misread> {
        word(value, "releases no prints", "Write \"automatic\" or \"mediator\".")
    }
}

impl FromToml for Period {
    fn from_toml(value: &DeValue<'_>) -> Result<Self, Misread> {
        word(value, "is no period of the calendar", "Write \"day\", \"week\", \"month\" or \"year\".")
    }
}

/// One word of several.
fn word<T: FromStr>(value: &DeValue<'_>, wrong: &str, advice: &'static str) -> Result<T, Misread> {
    let known = value.as_str().and_then(|word| word.parse().ok());
    known.ok_or_else(|| Misread::new(format!("{} {wrong}.", shown(value)), advice))
}

impl FromToml for Cents {
    fn from_toml(value: &DeValue<'_>) -> Result<Self, Misread> {
        whole(value, "a whole number of cents", "Write cents as digits without quotes, such as 50.").map(Self)
    }
}

fn text<'v>(value: &'v DeValue<'_>, fix: &str) -> Result<&'v str, Misread> {
    value.as_str().ok_or_else(|| Misread::new(format!("{} is not text.", shown(value)), fix))
}

fn whole<N: TryFrom<i64>>(value: &DeValue<'_>, meaning: &str, fix: &str) -> Result<N, Misread> {
    let digits = value.as_integer().filter(|digits| digits.radix() == 10);
    let number = digits.and_then(|digits| digits.as_str().replace('_', "").parse::<i64>().ok());
    number
        .and_then(|number| N::try_from(number).ok())
        .ok_or_else(|| Misread::new(format!("{} is not {meaning}.", shown(value)), fix))
}

/// A value as a person may recognise it, on one line.
pub(super) fn shown(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => format!("{text:?}"),
        DeValue::Integer(number) => number.as_str().to_owned(),
        DeValue::Float(number) => number.as_str().to_owned(),
        DeValue::Boolean(flag) => flag.to_string(),
        DeValue::Datetime(moment) => moment.to_string(),
        DeValue::Array(_) => "A list".to_owned(),
        DeValue::Table(_) => "A section".to_owned(),
    }
}
