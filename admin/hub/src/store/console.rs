//! The consoles that were paired, and the certificates they are known by.

use epn_rules::id::ConsoleId;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::codec::{Columns as _, ms};
use super::{StoreError, Tx};

/// A mediator's machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Console {
    pub id: ConsoleId,
    pub name: String,
    /// SHA-256 of its certificate; none once it was revoked.
    pub fingerprint: Option<[u8; 32]>,
}

fn console(row: &Row<'_>) -> rusqlite::Result<Console> {
    Ok(Console { id: row.parsed("id")?, name: row.raw("name")?, fingerprint: row.raw("fingerprint")? })
}

/// Every console, by name.
pub fn all(connection: &Connection) -> Result<Vec<Console>, StoreError> {
    let mut statement = connection.prepare("SELECT id, name, fingerprint FROM console ORDER BY name")?;
    let rows = statement.query_map([], console)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The console of that name.
pub fn by_name(connection: &Connection, name: &str) -> Result<Option<Console>, StoreError> {
    Ok(connection
        .query_row("SELECT id, name, fingerprint FROM console WHERE name = ?1", [name], console)
        .optional()?)
}

/// Adds a console, or gives a known one its new certificate.
pub fn put(tx: &Tx<'_>, console: &Console, now: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO console (id, name, fingerprint, paired) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (id) DO UPDATE SET fingerprint = excluded.fingerprint, paired = excluded.paired",
        params![console.id.to_string(), console.name, console.fingerprint, ms(now)],
    )?;
    Ok(())
}

/// From now on its certificate opens nothing; `false` if there is no such console.
pub fn revoke(tx: &Tx<'_>, id: ConsoleId) -> Result<bool, StoreError> {
    Ok(tx.execute("UPDATE console SET fingerprint = NULL WHERE id = ?1", [id.to_string()])? == 1)
}
