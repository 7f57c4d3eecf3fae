//! One station in the live room.

use epn_rules::id::{SessionId, StationId};
use epn_rules::people::{Alias, Category};
use epn_wire::station::{StationState, ToStation};
use jiff::Timestamp;
use rusqlite::Connection;
use tokio::sync::mpsc;

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
}

impl Seat {
    pub(super) fn new(station: station::Station) -> Self {
        let station::Station { id, name, tags, out_of_service, fingerprint: _ } = station;
        Self { id, name, tags, out_of_service, state: StationState::default(), session: None, link: None }
    }

    /// Whether the station answers.
    pub fn is_online(&self) -> bool {
        self.link.is_some()
    }
}

impl SeatSession {
    /// Of a stored session.
    pub fn new(session: &Session, name: Option<String>) -> Self {
        Self {
            id: session.id,
            alias: session.alias.clone(),
            name,
            category: session.category,
            started: session.started.unwrap_or(session.granted),
            ends: session.ends,
            extends_by_itself: session.extends_by_itself,
        }
    }

    /// The name of the member whose session it is, if they gave one.
    pub fn name_of(connection: &Connection, session: &Session) -> Result<Option<String>, StoreError> {
        match session.holder {
            Holder::Visitor(id) => visitor::name(connection, id),
            Holder::Ticket(_) | Holder::Nobody => Ok(None),
        }
    }
}
