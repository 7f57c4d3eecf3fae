//! Commands to stations: kept until the station says that it has done them.

use epn_rules::id::{CommandId, StationId};
use epn_wire::station::{Command, Outcome};
use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::codec::{Columns as _, json, ms};
use super::{StoreError, Tx};

/// Keeps a command until it is done.
pub fn insert(
    tx: &Tx<'_>,
    id: CommandId,
    station: StationId,
    command: &Command,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.prepare_cached("INSERT INTO command (id, station, made, command) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![id.to_string(), station.to_string(), ms(now), json(command)?])?;
    Ok(())
}

/// The commands that a station has not done yet, in order.
pub fn pending(connection: &Connection, station: StationId) -> Result<Vec<(CommandId, Command)>, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT id, command FROM command WHERE station = ?1 AND done IS NULL ORDER BY seq")?;
    let rows =
        statement.query_map([station.to_string()], |row| Ok((row.parsed("id")?, row.json("command")?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The station has done it, or could not; `false` if it was not its command or was done already.
pub fn done(
    tx: &Tx<'_>,
    id: CommandId,
    station: StationId,
    outcome: &Outcome,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let changed = tx.execute(
        "UPDATE command SET done = ?3, outcome = ?4 WHERE id = ?1 AND station = ?2 AND done IS NULL",
        params![id.to_string(), station.to_string(), ms(now), json(outcome)?],
    )?;
    Ok(changed == 1)
}
