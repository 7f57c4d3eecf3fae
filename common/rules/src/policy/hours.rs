//! When the room is open: what is usual, and what differs.

use jiff::civil::{Date, Time, Weekday};
use serde::{Deserialize, Serialize};

/// Opening ranges of each weekday; an absent day is closed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WeekHours {
    pub monday: Vec<OpenRange>,
    pub tuesday: Vec<OpenRange>,
    pub wednesday: Vec<OpenRange>,
    pub thursday: Vec<OpenRange>,
    pub friday: Vec<OpenRange>,
    pub saturday: Vec<OpenRange>,
    pub sunday: Vec<OpenRange>,
}

impl WeekHours {
    /// Each day's English name, as in the policy file, and its ranges; Monday first.
    pub fn days(&self) -> [(&'static str, &[OpenRange]); 7] {
        [
            ("monday", &self.monday),
            ("tuesday", &self.tuesday),
            ("wednesday", &self.wednesday),
            ("thursday", &self.thursday),
            ("friday", &self.friday),
            ("saturday", &self.saturday),
            ("sunday", &self.sunday),
        ]
    }

    /// The ranges of one weekday, as they are written.
    pub fn on(&self, weekday: Weekday) -> &[OpenRange] {
        match weekday {
            Weekday::Monday => &self.monday,
            Weekday::Tuesday => &self.tuesday,
            Weekday::Wednesday => &self.wednesday,
            Weekday::Thursday => &self.thursday,
            Weekday::Friday => &self.friday,
            Weekday::Saturday => &self.saturday,
            Weekday::Sunday => &self.sunday,
        }
    }
}

/// One opening range of a day, written `"09:30-12:00"`; it ends before it would start again, `"24:00"` is midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OpenRange {
    /// The first moment at which the room is open.
    pub start: Time,
    /// The first moment at which it is closed; `None` is the midnight that ends the day.
    pub end: Option<Time>,
}

impl OpenRange {
    /// From one time of the day to another.
    pub fn between(start: Time, end: Time) -> Self {
        Self { start, end: Some(end) }
    }

    /// From a time of the day to the midnight that ends it.
    pub fn until_midnight(start: Time) -> Self {
        Self { start, end: None }
    }

    /// Whether it ends before it starts, or at once.
    pub fn is_backwards(self) -> bool {
        self.end.is_some_and(|end| end <= self.start)
    }
}

/// A span of closed days, both ends included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closure {
    /// The first closed day.
    pub from: Date,
    /// The last closed day.
    pub to: Date,
    /// Why, in words that visitors may read ("Fermeture annuelle").
    #[serde(default)]
    pub label: String,
}

/// Other opening hours than the usual ones, for some days of the year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    /// On which days.
    pub days: VariantDays,
    /// The hours of the whole week then: a day without a range is closed.
    pub opening: WeekHours,
}

/// The days of a [`Variant`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "on", rename_all = "kebab-case", deny_unknown_fields)]
pub enum VariantDays {
    /// The school holidays of a zone, as [`SchoolHoliday`] dates them.
    SchoolHolidays { zone: String },
    /// A span of days, both ends included.
    Dates { from: Date, to: Date },
}

/// School holidays of one zone, both ends included; usually imported from the ministry's iCalendar file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchoolHoliday {
    /// `A`, `B`, `C`, `Corse` …: whatever the site's variants name.
    pub zone: String,
    /// The first day without school.
    pub from: Date,
    /// The last one.
    pub to: Date,
    /// What they are called ("Vacances de la Toussaint").
    #[serde(default)]
    pub label: String,
}

/// One day whose hours differ from all else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpecialDay {
    /// Which day.
    pub date: Date,
    /// Its hours; closed if there is none.
    pub opening: Vec<OpenRange>,
    /// Why, in words that visitors may read.
    #[serde(default)]
    pub label: String,
}
