//! What is known when a decision is made.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::units::Minutes;

/// Everything a decision depends on beside the policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// The moment that is asked about.
    pub at: Timestamp,
    /// Who asks.
    #[serde(default)]
    pub visitor: VisitorFacts,
    /// For which station.
    #[serde(default)]
    pub station: StationFacts,
    /// How many people wait without a booking.
    #[serde(default)]
    pub waiting: u32,
}

impl Facts {
    /// A new visitor at a free station, with nobody waiting: what is known of nobody in particular.
    pub fn at(at: Timestamp) -> Self {
        Self { at, visitor: VisitorFacts::default(), station: StationFacts::default(), waiting: 0 }
    }
}

/// The visitor, as far as rules care.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct VisitorFacts {
    /// With what they come.
    pub entry: EntryFacts,
    /// Minutes used on the civil day of [`Facts::at`], by finished and running sessions.
    pub used_today: Minutes,
    /// Minutes used by the running session that would be extended, up to [`Facts::at`]; none for a new one.
    pub used_session: Minutes,
    /// Completed years, if known.
    pub age: Option<u8>,
    /// Whether a guardian came along.
    pub accompanied: bool,
    /// Whether a guardian's authorisation is recorded.
    pub authorised: bool,
    /// The name of another station where they already have a session.
    pub session_elsewhere: Option<String>,
    /// The groups of the site's own that they are in (`job-seeker`); with what they come is known from `entry`.
    pub groups: Vec<String>,
    /// What they used, and have booked and not used yet, on this and other days and beside `used_today`. Of the past,
    /// only as far back as a quota counts.
    pub uses: Vec<DayUse>,
    /// Their own booking of this station that is running or about to.
    pub booking: Option<Hold>,
}

/// Minutes of one civil day on one station.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DayUse {
    /// The civil day, in the site's time zone.
    pub date: Date,
    /// The station's name.
    pub station: String,
    /// The station's tags.
    #[serde(default)]
    pub tags: Vec<String>,
    /// How many.
    pub minutes: Minutes,
}

/// With what a visitor comes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum EntryFacts {
    /// A number and a PIN, or a card.
    #[default]
    Member,
    /// A ticket: the minutes it carried when new, those left, and the moment from which it opens no session.
    Ticket { carried: Minutes, left: Minutes, expires: Timestamp },
    /// Nothing: the entry without an account.
    NoAccount,
    /// Opened by the mediator, for so long; the site's quotas do not apply, its closing time does.
    Staff { minutes: Minutes },
}

/// The station, as far as rules care.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StationFacts {
    /// Its name.
    pub name: String,
    /// What it is fit for (`interview`, `children`, `accessible`).
    pub tags: Vec<String>,
    /// Whether it may be used at all.
    pub in_service: bool,
    /// Somebody else's session is on it, until then if that is known.
    pub busy: Option<Busy>,
    /// Spans for which it is held for somebody else, in order.
    pub holds: Vec<Hold>,
    /// Until when it is kept for somebody else who was called from the queue.
    pub called: Option<Timestamp>,
}

impl Default for StationFacts {
    fn default() -> Self {
        Self {
            name: String::new(),
            tags: Vec::new(),
            in_service: true,
            busy: None,
            holds: Vec::new(),
            called: None,
        }
    }
}

/// Somebody else's session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Busy {
    /// Its end, if known.
    pub until: Option<Timestamp>,
}

/// A span for which a station is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hold {
    /// Its first moment.
    pub from: Timestamp,
    /// The first moment after it.
    pub until: Timestamp,
}
