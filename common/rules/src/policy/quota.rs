//! How much each visitor may use, what some may use beyond that, and what it costs.

use std::fmt;
use std::num::NonZeroU16;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::units::{Cents, Minutes};

/// A limit on one visitor's use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quota {
    /// Over what the minutes add up.
    pub per: QuotaSpan,
    /// How many.
    pub minutes: Minutes,
    /// Whom and what it is about: `scope = { categories = ["member"], tags = ["interview"] }`.
    #[serde(default)]
    pub scope: Scope,
    /// Whether use of all the stations that it is about adds up; else each station counts by itself.
    #[serde(default = "Quota::pooled_default")]
    pub pooled: bool,
}

impl Quota {
    /// A quota over all stations, for everybody.
    pub fn of_everybody(per: QuotaSpan, minutes: Minutes) -> Self {
        Self { per, minutes, scope: Scope::default(), pooled: true }
    }

    pub(crate) fn pooled_default() -> bool {
        true
    }
}

/// Whom and what a rule is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Scope {
    /// Visitors of any of these categories: `member`, `ticket`, `no-account`, or a group of the site's own
    /// (`job-seeker`); everybody if empty.
    pub categories: Vec<String>,
    /// Stations with any of these tags; every station if empty.
    pub tags: Vec<String>,
}

/// Over what a quota adds up. In files and messages: `session`, `day`, `week`, `month`, `7-days`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum QuotaSpan {
    /// One session, extensions included.
    Session,
    /// One civil day in the site's time zone.
    Day,
    /// Monday to Sunday.
    Week,
    /// A civil month.
    Month,
    /// So many civil days, the present one the last of them.
    Rolling { days: NonZeroU16 },
}

/// A span that no quota has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no span: session, day, week, month, or a number of days such as 7-days")]
pub struct UnknownSpan(pub String);

impl fmt::Display for QuotaSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Session => f.write_str("session"),
            Self::Day => f.write_str("day"),
            Self::Week => f.write_str("week"),
            Self::Month => f.write_str("month"),
            Self::Rolling { days } => write!(f, "{days}-days"),
        }
    }
}

impl FromStr for QuotaSpan {
    type Err = UnknownSpan;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "session" => Ok(Self::Session),
            "day" => Ok(Self::Day),
            "week" => Ok(Self::Week),
            "month" => Ok(Self::Month),
            other => other
                .strip_suffix("-days")
                .and_then(|days| days.parse().ok())
                .map(|days| Self::Rolling { days })
                .ok_or_else(|| UnknownSpan(other.to_owned())),
        }
    }
}

impl TryFrom<String> for QuotaSpan {
    type Error = UnknownSpan;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<QuotaSpan> for String {
    fn from(span: QuotaSpan) -> Self {
        span.to_string()
    }
}

/// Minutes that some visitors have beyond the quotas over the same span.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bonus {
    /// To which quotas the minutes are added.
    pub per: QuotaSpan,
    /// How many.
    pub minutes: Minutes,
    /// Why, in words that visitors may read ("recherche d’emploi").
    pub label: String,
    /// For whom and where.
    #[serde(default)]
    pub scope: Scope,
}

/// What the use of a station costs. The first that fits applies; use that none fits is free.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tariff {
    /// For each quarter of an hour that has begun.
    pub cents_per_quarter_hour: Cents,
    /// The first minutes of a session cost nothing.
    #[serde(default)]
    pub free_minutes: Minutes,
    /// For whom and where.
    #[serde(default)]
    pub scope: Scope,
}
