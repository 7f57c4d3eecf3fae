//! What commands offer stations: claimed once, in time, by the station it was made to.

use epn_rules::id::{CommandId, SessionId, StationId, VisitorId};
use epn_rules::units::Minutes;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, params};
use serde::{Deserialize, Serialize};

use super::codec::{Columns as _, json, ms};
use super::{StoreError, Tx};

/// What a mediator offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "offer", rename_all = "kebab-case")]
pub enum Offer {
    /// A new session of so long, for this member if one was named.
    Open {
        minutes: Minutes,
        visitor: Option<VisitorId>,
        #[serde(default)]
        companions: u8,
        /// Although the rules refuse.
        #[serde(default)]
        insists: bool,
    },
    /// The running session goes on for so long beyond its end.
    Extend {
        minutes: Minutes,
        /// Although the rules refuse.
        #[serde(default)]
        insists: bool,
    },
    /// The session of another station goes on here, with what is left of it.
    Move { from: SessionId },
}

/// An offer and the session that it opens or extends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    pub session: SessionId,
    pub offer: Offer,
}

/// Makes an offer, good until a moment of machine time.
pub fn insert(
    tx: &Tx<'_>,
    command: CommandId,
    station: StationId,
    made: &Made,
    until: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO offer (command, station, session, offer, until) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![
            command.to_string(),
            station.to_string(),
            made.session.to_string(),
            json(&made.offer)?,
            ms(until)
        ],
    )?;
    Ok(())
}

/// Takes up an offer, once; none if there is none for this station any more.
pub fn claim(
    tx: &Tx<'_>,
    command: CommandId,
    station: StationId,
    now: Timestamp,
) -> Result<Option<Made>, StoreError> {
    Ok(tx
        .prepare_cached(
            "UPDATE offer SET claimed = ?3 WHERE command = ?1 AND station = ?2 AND claimed IS NULL AND until > ?3
             RETURNING session, offer",
        )?
        .query_row(params![command.to_string(), station.to_string(), ms(now)], |row| {
            Ok(Made { session: row.parsed("session")?, offer: row.json("offer")? })
        })
        .optional()?)
}

/// The offers to a station that it can still take up.
pub fn outstanding(
    connection: &Connection,
    station: StationId,
    now: Timestamp,
) -> Result<Vec<Made>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT session, offer FROM offer WHERE station = ?1 AND claimed IS NULL AND until > ?2",
    )?;
    let rows = statement.query_map(params![station.to_string(), ms(now)], |row| {
        Ok(Made { session: row.parsed("session")?, offer: row.json("offer")? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
