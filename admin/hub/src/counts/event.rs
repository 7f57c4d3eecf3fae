//! What the hub itself records of use, beside what stations say. Counts are made from these and from nothing else.
//!
//! | kind | who records it | counted as |
//! | --- | --- | --- |
//! | `session-granted` [`Granted`] | the hub, when it signs a session's first lease | category and age of the session |
//! | `session-started` | the station | a session |
//! | `session-ended` | the station | its minutes |
//! | `session-concluded` [`Concluded`] | the hub, when a station lost the session | its minutes, if the station never says itself |
//! | `refused` [`Refused`] | the hub, when rules refuse a log-in | a refusal |
//! | `overruled` [`Overruled`] | the hub, when a mediator insists although rules refuse | not counted |
//! | `companions` [`Companions`] | the hub, when people sit down with a visitor | not counted |
//! | `passage` [`Passage`] | the hub, at the desk | a passage |
//! | `printed` [`Printed`] | the hub, when a print is settled | not counted |

use epn_rules::calendar::Calendar;
use epn_rules::decision::Refusal;
use epn_rules::id::{SessionId, StationId};
use epn_rules::people::{AgeBand, Category};
use epn_rules::session::EndCause;
use epn_wire::passage::PassagePurpose;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::store::usage::{self, NewEvent};
use crate::store::{StoreError, Tx};

/// A session was granted to somebody of this age.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Granted {
    pub category: Category,
    pub age: AgeBand,
}

/// A session that started is on its station no more, and the station cannot say how it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concluded {
    pub cause: EndCause,
    /// Site time that it can have used at most.
    pub seconds: u32,
}

/// Rules refused somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    pub category: Category,
    pub age: AgeBand,
    /// Every rule that refused, with its figures.
    pub because: Vec<Refusal>,
}

/// A mediator insisted although rules refused. Why stands in the security log, from which it can be erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overruled {
    /// Every rule that refused, with its figures.
    pub because: Vec<Refusal>,
}

/// So many sit with the visitor of a session, from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Companions {
    pub companions: u8,
}

/// Somebody came without using a station.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    pub purpose: PassagePurpose,
    pub age: AgeBand,
}

/// A print came out, or a part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Printed {
    /// Printed sides, at most as many as were paid for.
    pub sides: u32,
    /// How many of them have colour.
    pub colour_sides: u32,
}

/// An event that the hub records itself.
pub trait HubEvent: Serialize {
    /// Its word.
    const KIND: &'static str;
}

impl HubEvent for Granted {
    const KIND: &'static str = "session-granted";
}

impl HubEvent for Concluded {
    const KIND: &'static str = "session-concluded";
}

impl HubEvent for Refused {
    const KIND: &'static str = "refused";
}

impl HubEvent for Overruled {
    const KIND: &'static str = "overruled";
}

impl HubEvent for Companions {
    const KIND: &'static str = "companions";
}

impl HubEvent for Printed {
    const KIND: &'static str = "printed";
}

impl HubEvent for Passage {
    const KIND: &'static str = "passage";
}

/// Records an event of the hub's own at this moment of site time.
pub fn record<E: HubEvent>(
    tx: &Tx<'_>,
    calendar: &Calendar,
    at: Timestamp,
    station: Option<StationId>,
    session: Option<SessionId>,
    event: &E,
) -> Result<(), StoreError> {
    let row = NewEvent { at, day: calendar.date_of(at), kind: E::KIND, station, journal: None, session };
    usage::append(tx, &row, event).map(drop)
}
