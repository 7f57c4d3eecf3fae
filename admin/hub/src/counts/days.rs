//! Which days are counted, and how they are put together.

use jiff::civil::Date;

/// The longest span that is counted at once, in days: a century.
const LONGEST: i32 = 36_525;

/// A span of civil days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    from: Date,
    to: Date,
}

/// No span of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DaysError {
    #[error("the last day, {to}, is before the first, {from}: swap them")]
    Reversed { from: Date, to: Date },
    #[error("from {from} to {to} is more than a century: choose fewer days")]
    TooMany { from: Date, to: Date },
}

impl Days {
    /// From a day to a day.
    pub fn new(from: Date, to: Date) -> Result<Self, DaysError> {
        if to < from {
            return Err(DaysError::Reversed { from, to });
        }
        match from.until(to) {
            Ok(span) if span.get_days() <= LONGEST => Ok(Self { from, to }),
            _ => Err(DaysError::TooMany { from, to }),
        }
    }

    /// The first day.
    pub fn from(self) -> Date {
        self.from
    }

    /// The last day.
    pub fn to(self) -> Date {
        self.to
    }
}

/// The spans that counts are added up over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Per {
    #[default]
    Day,
    /// A week of ISO 8601, from Monday: `2026-W11`.
    Week,
    Month,
    Year,
}

impl Per {
    /// The name of the column.
    pub(super) fn column(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// What the span of a day is called; spans sort as their names do.
    pub(super) fn span_of(self, day: Date) -> String {
        match self {
            Self::Day => day.to_string(),
            Self::Week => {
                let week = day.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Self::Month => format!("{:04}-{:02}", day.year(), day.month()),
            Self::Year => format!("{:04}", day.year()),
        }
    }
}
