//! The day that the demo plays, as `assets/demo/day.toml` describes it.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use epn_rules::people::AgeBand;
use epn_rules::session::EndCause;
use epn_rules::units::{Cents, Minutes};
use epn_wire::passage::PassagePurpose;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use serde::Deserialize;

/// A day of one room.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Day {
    pub date: Date,
    /// When the hub starts, and when the day is over.
    pub start: Time,
    pub end: Time,
    /// Site seconds a machine second.
    pub scale: u32,
    pub site: Site,
    #[serde(rename = "station")]
    pub stations: Vec<Station>,
    #[serde(rename = "member")]
    pub members: Vec<Member>,
    #[serde(rename = "ticket")]
    pub tickets: Vec<Ticket>,
    #[serde(rename = "booking", default)]
    pub bookings: Vec<Booking>,
    pub printer: Printer,
    #[serde(rename = "print", default)]
    pub prints: Vec<Print>,
    #[serde(rename = "visit")]
    pub visits: Vec<Visit>,
    #[serde(rename = "desk")]
    pub desk: Vec<Desk>,
    #[serde(rename = "mishap")]
    pub mishaps: Vec<Mishap>,
}

/// The site.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    pub name: String,
    pub room: String,
    /// A file of `assets/policies`.
    pub policy: String,
}

/// A shared PC.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Station {
    pub name: String,
    #[serde(default)]
    pub tags: Vec<String>,
}

/// A member, registered before the day.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    pub key: String,
    pub picture: String,
    pub birth_year: i16,
    #[serde(default)]
    pub authorised: bool,
}

/// A ticket, given out before the day.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ticket {
    pub key: String,
    pub minutes: Minutes,
}

/// The room's printer, and what a side costs.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Printer {
    pub name: String,
    pub black: Cents,
    pub colour: Cents,
}

/// Somebody prints from their session.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Print {
    pub at: Time,
    pub station: String,
    pub pages: u32,
    pub copies: u8,
    pub fate: Fate,
}

/// What becomes of a print.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Fate {
    /// The visitor confirms it, and the purse holds enough.
    FromPurse,
    /// The purse does not: the desk takes the money and releases it.
    AtDesk,
    /// The desk looks at it, and says no at that time with these words.
    Refused { at: Time, reason: String },
}

/// A slot that the desk books before the day.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Booking {
    pub member: String,
    pub station: String,
    pub from: Time,
    pub minutes: Minutes,
}

/// Somebody sits down.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "VisitLine")]
pub struct Visit {
    pub at: Time,
    pub station: String,
    pub who: Who,
    /// Minutes until they press *Terminer*; without, they stay until something ends it.
    pub stay: Option<Minutes>,
    pub meets: Meets,
}

/// With what they come.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    Member(String),
    WrongPin(String),
    Ticket(String),
    WrongTicket(String),
    NoAccount { age: AgeBand, picture: String },
}

/// What a visit must come to.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Meets {
    /// Not let in: the first reason's name, as the wire writes it, or `not-recognised`, `throttled`, `no-hub`.
    Refused(String),
    /// Let in, and ended by this.
    Ended(EndCause),
}

/// A visit as the file has it: who comes is a key of the visit's own table.
#[derive(Deserialize)]
struct VisitLine {
    at: Time,
    station: String,
    #[serde(flatten)]
    who: Who,
    stay: Option<Minutes>,
    meets: Meets,
}

impl From<VisitLine> for Visit {
    fn from(line: VisitLine) -> Self {
        Self { at: line.at, station: line.station, who: line.who, stay: line.stay, meets: line.meets }
    }
}

/// Something the mediator does.
#[derive(Clone, Debug, Deserialize)]
pub struct Desk {
    pub at: Time,
    #[serde(flatten)]
    pub deed: Deed,
}

/// What the mediator does.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    Passage(PassagePurpose),
    Message {
        station: String,
        text: String,
    },
    Extend {
        station: String,
        minutes: Minutes,
    },
    /// Somebody with this picture waits for a station.
    Queue(String),
    /// Whoever sits there pays so much into their purse.
    TopUp {
        station: String,
        amount: Cents,
    },
}

/// Something goes wrong.
#[derive(Clone, Debug, Deserialize)]
pub struct Mishap {
    pub at: Time,
    #[serde(flatten)]
    pub what: What,
}

/// What goes wrong.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// This station's agent dies, and is started again at once.
    AgentKilled(String),
    /// The station is switched off; it comes back after so many minutes, as another boot.
    PowerOff { station: String, minutes: Minutes },
    /// The hub stops, and is started again after so many minutes.
    HubAway(Minutes),
    /// The hub dies, and is started again at once. Never `false`.
    HubKilled(bool),
}

impl Day {
    /// Reads a day, and looks that it hangs together.
    ///
    /// # Errors
    /// No such file, no day, or a name in it that nothing else in it bears.
    pub fn read(path: &Path) -> Result<Self> {
        let text =
            std::fs::read_to_string(path).with_context(|| format!("reading the day {}", path.display()))?;
        let day: Self =
            toml::from_str(&text).with_context(|| format!("the day {} cannot be played", path.display()))?;
        day.check()?;
        Ok(day)
    }

    fn check(&self) -> Result<()> {
        let stations: BTreeSet<&str> = self.stations.iter().map(|s| s.name.as_str()).collect();
        let members: BTreeSet<&str> = self.members.iter().map(|m| m.key.as_str()).collect();
        let tickets: BTreeSet<&str> = self.tickets.iter().map(|t| t.key.as_str()).collect();
        for booking in &self.bookings {
            let known =
                members.contains(booking.member.as_str()) && stations.contains(booking.station.as_str());
            ensure!(known, "{}: {booking:?} is of nobody or nothing of this day", booking.from);
        }
        for print in &self.prints {
            let known = stations.contains(print.station.as_str());
            ensure!(known, "{}: no station is called “{}”", print.at, print.station);
        }
        for visit in &self.visits {
            ensure!(
                stations.contains(visit.station.as_str()),
                "{}: no station is called “{}”",
                visit.at,
                visit.station
            );
            let known = match &visit.who {
                Who::Member(key) | Who::WrongPin(key) => members.contains(key.as_str()),
                Who::Ticket(key) => tickets.contains(key.as_str()),
                Who::WrongTicket(_) | Who::NoAccount { .. } => true,
            };
            ensure!(known, "{}: {:?} is nobody of this day", visit.at, visit.who);
        }
        Ok(())
    }

    /// The same day with every stay up to three minutes shorter, as `seed` has it.
    #[must_use]
    pub fn varied(mut self, seed: u64) -> Self {
        // A linear congruential generator (Knuth's constants): a demo needs variety, not chance.
        let mut state = seed;
        for visit in &mut self.visits {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let shorter = u32::try_from(state >> 62).unwrap_or(0);
            visit.stay = visit.stay.map(|stay| stay.left_after(Minutes(shorter)));
        }
        self
    }

    /// The instant at which the room's clock shows `time` on this day.
    ///
    /// # Errors
    /// The machine has no time zone data.
    pub fn instant(&self, time: Time) -> Result<Timestamp> {
        Ok(self.date.to_datetime(time).to_zoned(zone()?)?.timestamp())
    }

    /// What the room's clock and calendar show at an instant.
    ///
    /// # Errors
    /// The machine has no time zone data.
    pub fn civil(&self, instant: Timestamp) -> Result<DateTime> {
        Ok(instant.to_zoned(zone()?).datetime())
    }
}

fn zone() -> Result<TimeZone> {
    TimeZone::get("Europe/Paris").context("the time zone Europe/Paris")
}
