//! Failed guesses, so that a restart does not forgive them.

use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::codec::{Columns as _, ms};
use super::{StoreError, Tx};

/// Guesses that failed in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failures {
    /// Who guessed, or what was guessed.
    pub subject: String,
    pub count: u32,
    /// The last of them, in machine time.
    pub last: Timestamp,
}

/// All that is remembered.
pub fn all(connection: &Connection) -> Result<Vec<Failures>, StoreError> {
    let mut statement = connection.prepare("SELECT subject, failures, last FROM throttle")?;
    let rows = statement.query_map([], |row| {
        Ok(Failures { subject: row.raw("subject")?, count: row.raw("failures")?, last: row.moment("last")? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Remembers failures.
pub fn put(tx: &Tx<'_>, failures: &Failures) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT INTO throttle (subject, failures, last) VALUES (?1, ?2, ?3)
         ON CONFLICT (subject) DO UPDATE SET failures = excluded.failures, last = excluded.last",
    )?
    .execute(params![failures.subject, failures.count, ms(failures.last)])?;
    Ok(())
}

/// Forgives a subject.
pub fn clear(tx: &Tx<'_>, subject: &str) -> Result<(), StoreError> {
    tx.prepare_cached("DELETE FROM throttle WHERE subject = ?1")?.execute([subject])?;
    Ok(())
}

/// Forgets failures older than a moment of machine time.
pub fn forget_before(tx: &Tx<'_>, moment: Timestamp) -> Result<(), StoreError> {
    tx.execute("DELETE FROM throttle WHERE last < ?1", [ms(moment)])?;
    Ok(())
}
