//! Everything the site decides. Versioned, dated, never edited in place.

use jiff::civil::{Date, Time, Weekday, time};
use serde::{Deserialize, Serialize};

use crate::units::Minutes;

/// The rules of access of one site.
///
/// A value of this type may still contradict itself (it is what a person wrote);
/// [`crate::policy_check::check`] says what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// The IANA time zone in which opening hours are meant, such as `Europe/Paris`.
    pub timezone: String,
    /// The ranges in which the room is open, for each day of the week.
    pub opening: WeekHours,
    /// Days on which the room is closed whatever the weekday says.
    #[serde(default)]
    pub closures: Vec<Closure>,
    /// How a session's length is made.
    pub session: SessionRules,
    /// How much each visitor may use; all of them apply together.
    #[serde(default)]
    pub quotas: Vec<Quota>,
    /// Who may enter without an account.
    #[serde(default)]
    pub no_account: NoAccount,
    /// Ages that matter.
    #[serde(default)]
    pub ages: Ages,
    /// How long a new ticket may wait before it is first used, and how many minutes it carries.
    #[serde(default)]
    pub tickets: TicketRules,
}

impl Default for Policy {
    /// A village room: Tuesday to Saturday, an hour at a time, two hours a day.
    fn default() -> Self {
        let day = vec![
            OpenRange::between(time(9, 30, 0, 0), time(12, 0, 0, 0)),
            OpenRange::between(time(14, 0, 0, 0), time(18, 0, 0, 0)),
        ];
        Self {
            timezone: "Europe/Paris".to_owned(),
            opening: WeekHours {
                monday: Vec::new(),
                tuesday: day.clone(),
                wednesday: day.clone(),
                thursday: day.clone(),
                friday: day.clone(),
                saturday: day,
                sunday: Vec::new(),
            },
            closures: Vec::new(),
            session: SessionRules::default(),
            quotas: vec![Quota { per: QuotaSpan::Day, minutes: Minutes(120) }],
            no_account: NoAccount::default(),
            ages: Ages::default(),
            tickets: TicketRules::default(),
        }
    }
}

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

/// How a session's length is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SessionRules {
    /// The longest time granted at once.
    pub longest: Minutes,
    /// Extensions come in pieces of this length; a grant shorter than this is only given when nothing longer is possible.
    pub granularity: Minutes,
    /// Whether a session goes on by itself, past [`Self::longest`], while nobody waits.
    pub extend_while_nobody_waits: bool,
    /// Minutes to close one's work once the time is up (the screen says so; they are not counted as use).
    pub grace: Minutes,
    /// The least time worth starting a session for.
    #[serde(default = "SessionRules::shortest_default")]
    pub shortest: Minutes,
}

impl Default for SessionRules {
    fn default() -> Self {
        Self {
            longest: Minutes(60),
            granularity: Minutes(15),
            extend_while_nobody_waits: true,
            grace: Minutes(5),
            shortest: Self::shortest_default(),
        }
    }
}

impl SessionRules {
    pub(crate) fn shortest_default() -> Minutes {
        Minutes(5)
    }
}

/// A limit on one visitor's use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quota {
    /// Over what the minutes add up.
    pub per: QuotaSpan,
    /// How many.
    pub minutes: Minutes,
}

/// Over what a quota adds up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuotaSpan {
    /// One session, extensions included.
    Session,
    /// One civil day in the site's time zone.
    Day,
}

/// Who may enter without an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoAccount {
    /// Whether anybody may enter with an age, the charter and a picture.
    pub allowed: bool,
}

impl Default for NoAccount {
    /// Allowed: the default in a village.
    fn default() -> Self {
        Self { allowed: true }
    }
}

/// Ages that matter, in completed years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Ages {
    /// Below this a guardian comes along.
    pub accompanied_under: u8,
    /// Below this a guardian's authorisation is recorded; the site's choice.
    pub authorisation_under: u8,
    /// Below this a guardian consents to data as well (15 in France: *Informatique et libertés*, art. 45).
    pub consent_under: u8,
}

impl Default for Ages {
    fn default() -> Self {
        Self { accompanied_under: 12, authorisation_under: 18, consent_under: 15 }
    }
}

/// Tickets for anonymous visits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TicketRules {
    /// Minutes on a new ticket, if the desk does not say otherwise.
    pub minutes: Minutes,
    /// Days during which it can be used, the day of issue included.
    pub valid_days: u16,
}

impl Default for TicketRules {
    fn default() -> Self {
        Self { minutes: Minutes(60), valid_days: 1 }
    }
}
