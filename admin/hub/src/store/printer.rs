//! The printers that the hub sends to.

use epn_rules::id::PrinterId;
use epn_rules::print::PrintTariff;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Params, Row, params};

use super::codec::{Columns as _, json, ms};
use super::{StoreError, Tx};

/// One printer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printer {
    pub id: PrinterId,
    pub name: String,
    /// `ipp://` or `ipps://`, with a host and a path.
    pub uri: String,
    pub tariff: PrintTariff,
    pub paused: bool,
    /// The SHA-256 of the public key that it showed first at this address, if it speaks TLS.
    pub pin: Option<[u8; 32]>,
    /// Nothing is printed there any more.
    pub removed: Option<Timestamp>,
}

const COLUMNS: &str = "id, name, uri, tariff, paused, pin, removed";

fn printer(row: &Row<'_>) -> rusqlite::Result<Printer> {
    Ok(Printer {
        id: row.parsed("id")?,
        name: row.raw("name")?,
        uri: row.raw("uri")?,
        tariff: row.json("tariff")?,
        paused: row.raw("paused")?,
        pin: row.raw("pin")?,
        removed: row.moment_if_any("removed")?,
    })
}

fn one(connection: &Connection, rest: &str, values: impl Params) -> Result<Option<Printer>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM printer WHERE {rest}");
    Ok(connection.prepare_cached(&sql)?.query_row(values, printer).optional()?)
}

/// Those that were not removed, by name.
pub fn all(connection: &Connection) -> Result<Vec<Printer>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM printer WHERE removed IS NULL ORDER BY name, id");
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map([], printer)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Every printer that ever was, and when it was added.
pub fn every(connection: &Connection) -> Result<Vec<(Printer, Timestamp)>, StoreError> {
    let mut statement = connection.prepare(&format!("SELECT {COLUMNS}, made FROM printer ORDER BY id"))?;
    let rows = statement.query_map([], |row| Ok((printer(row)?, row.moment("made")?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// One printer, if it was not removed.
pub fn get(connection: &Connection, id: PrinterId) -> Result<Option<Printer>, StoreError> {
    one(connection, "id = ?1 AND removed IS NULL", [id.to_string()])
}

/// One printer, though it may have been removed: what was printed there keeps its name.
pub fn ever(connection: &Connection, id: PrinterId) -> Result<Option<Printer>, StoreError> {
    one(connection, "id = ?1", [id.to_string()])
}

/// The printer of that name or identifier, if it was not removed.
pub fn find(connection: &Connection, named: &str) -> Result<Option<Printer>, StoreError> {
    one(connection, "(name = ?1 OR id = ?1) AND removed IS NULL", [named])
}

/// Adds one; its name must be no other's.
pub fn insert(tx: &Tx<'_>, new: &Printer, at: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO printer (id, name, uri, tariff, paused, made) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![new.id.to_string(), new.name, new.uri, json(&new.tariff)?, new.paused, ms(at)],
    )?;
    Ok(())
}

/// Keeps what became of it.
pub fn save(tx: &Tx<'_>, printer: &Printer) -> Result<(), StoreError> {
    let Printer { id, name, uri, tariff, paused, pin, removed } = printer;
    tx.execute(
        "UPDATE printer SET name = ?2, uri = ?3, tariff = ?4, paused = ?5, pin = ?6, removed = ?7 WHERE id = ?1",
        params![id.to_string(), name, uri, json(tariff)?, paused, pin, removed.map(ms)],
    )?;
    Ok(())
}
