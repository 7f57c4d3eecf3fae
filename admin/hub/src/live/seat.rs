//! One station in the live room.

use epn_rules::id::{SessionId, StationId};
use epn_rules::people::{Alias, Category};
use epn_rules::policy::Tariff;
use epn_rules::session::Phase;
use epn_rules::units::Cents;
use epn_wire::station::{StationState, ToStation};
use jiff::Timestamp;
use rusqlite::Connection;
use tokio::sync::mpsc;

use crate::grant::{earlier_seconds, price, seconds_between};
use crate::store::session::{Holder, Session};
use crate::store::{StoreError, station, visitor};

/// One connection of a station: an older one must not end a newer one's seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkId(pub(super) u64);

#[derive(Clone, Debug)]
pub(super) struct Link {
    pub(super) id: LinkId,
    pub(super) sender: mpsc::Sender<ToStation>,
}

/// One station as it stands.
#[derive(Clone, Debug)]
pub struct Seat {
    pub id: StationId,
    pub name: String,
    pub tags: Vec<String>,
    /// The mediator's note, if one took it out of service.
    pub out_of_service: Option<String>,
    /// As the station last said.
    pub state: StationState,
    /// The session that the hub granted and that has not ended.
    pub session: Option<SeatSession>,
    pub(super) link: Option<Link>,
    /// Whether it said how it stands since it connected.
    pub(super) told: bool,
    /// The end of an interview that the mediator was told of.
    pub(super) alerted: Option<Timestamp>,
}

/// A session on a seat, as the hub knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatSession {
    pub id: SessionId,
    pub alias: Alias,
    /// The member's name, if one was given.
    pub name: Option<String>,
    pub category: Category,
    pub started: Timestamp,
    pub ends: Timestamp,
    pub extends_by_itself: bool,
    /// How many sit with the visitor.
    pub companions: u8,
    /// What it costs, if it costs anything.
    pub tariff: Option<Tariff>,
    /// What the sessions that it goes on from used, in seconds.
    pub earlier: u32,
}

impl Seat {
    pub(super) fn new(station: station::Station) -> Self {
        let station::Station { id, name, tags, out_of_service, fingerprint: _ } = station;
        Self {
            id,
            name,
            tags,
            out_of_service,
            state: StationState::default(),
            session: None,
            link: None,
            told: false,
            alerted: None,
        }
    }

    /// Whether the station answers.
    pub fn is_online(&self) -> bool {
        self.link.is_some()
    }

    /// Whether somebody can sit down at it now, as far as it says.
    pub fn is_ready(&self) -> bool {
        self.is_online() && self.told && self.out_of_service.is_none() && self.state.phase == Phase::Locked
    }
}

impl SeatSession {
    /// Of a stored session.
    pub fn read(connection: &Connection, session: &Session) -> Result<Self, StoreError> {
        Ok(Self {
            id: session.id,
            alias: session.alias.clone(),
            name: Self::name_of(connection, session)?,
            category: session.category,
            started: session.began(),
            ends: session.ends,
            extends_by_itself: session.extends_by_itself,
            companions: session.companions,
            tariff: session.tariff.clone(),
            earlier: earlier_seconds(connection, session, session.granted)?,
        })
    }

    /// What it costs up to a moment, if it costs anything.
    pub fn price(&self, now: Timestamp) -> Option<Cents> {
        let used = seconds_between(self.started, now.min(self.ends));
        self.tariff.as_ref().map(|tariff| price(tariff, self.earlier, used))
    }

    /// The name of the member whose session it is, if they gave one.
    fn name_of(connection: &Connection, session: &Session) -> Result<Option<String>, StoreError> {
        match session.holder {
            Holder::Visitor(id) => visitor::name(connection, id),
            Holder::Ticket(_) | Holder::Nobody => Ok(None),
        }
    }
}
