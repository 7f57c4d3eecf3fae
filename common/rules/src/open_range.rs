//! How an opening range is written: `"09:30-12:00"`, and `"22:00-24:00"` up to midnight.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Time;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::policy::OpenRange;

/// Why a text is not an opening range.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenRangeError {
    /// There is no hyphen between two times.
    #[error("{0:?} is not an opening range")]
    NotARange(String),
    /// One of the two is no time of day.
    #[error("{0:?} is not a time of day")]
    NotATime(String),
    /// A day cannot start at its end.
    #[error("a range cannot start at 24:00, the end of the day")]
    StartsAtMidnight,
}

impl OpenRangeError {
    /// What to write instead.
    pub fn fix(&self) -> &'static str {
        match self {
            Self::NotARange(_) => {
                "Write a start and an end with a hyphen between them, such as \"09:30-12:00\"."
            }
            Self::NotATime(_) => "Write hours and minutes with a colon, from \"00:00\" to \"24:00\".",
            Self::StartsAtMidnight => "Write \"00:00\" in the next day's ranges.",
        }
    }
}

impl FromStr for OpenRange {
    type Err = OpenRangeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (start, end) = text.split_once('-').ok_or_else(|| OpenRangeError::NotARange(text.to_owned()))?;
        let start = parse_time(start)?.ok_or(OpenRangeError::StartsAtMidnight)?;
        Ok(Self { start, end: parse_time(end)? })
    }
}

/// A time of day; `None` is `24:00`.
fn parse_time(text: &str) -> Result<Option<Time>, OpenRangeError> {
    let text = text.trim();
    let wrong = || OpenRangeError::NotATime(text.to_owned());
    let (hour, minute) = text.split_once(':').ok_or_else(wrong)?;
    let digits = |part: &str, shortest: usize| {
        let fits = (shortest..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        if fits { part.parse::<i8>().map_err(|_| wrong()) } else { Err(wrong()) }
    };
    match (digits(hour, 1)?, digits(minute, 2)?) {
        (24, 0) => Ok(None),
        (hour, minute) => Time::new(hour, minute, 0, 0).map(Some).map_err(|_| wrong()),
    }
}

impl fmt::Display for OpenRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}-", self.start.hour(), self.start.minute())?;
        match self.end {
            Some(end) => write!(f, "{:02}:{:02}", end.hour(), end.minute()),
            None => f.write_str("24:00"),
        }
    }
}

impl Serialize for OpenRange {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for OpenRange {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|error: OpenRangeError| D::Error::custom(format!("{error}. {}", error.fix())))
    }
}
