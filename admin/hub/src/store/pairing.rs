//! Pairing codes. They must serve as keys of a proof, so they stand as they are, for the few minutes they live.

use epn_wire::pairing::PairingCode;
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, params};

use super::codec::{Columns as _, ms};
use super::{StoreError, Tx};

/// How long a spent code is remembered, so that its use can be told from a typing error.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(24);

/// A code that was given out.
#[derive(Clone, Debug)]
pub struct Known {
    pub row: i64,
    pub code: PairingCode,
    pub state: State,
}

/// Whether a code still opens something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Fresh,
    Expired,
    Used,
}

/// Remembers a new code until it expires, in machine time, and forgets those that are long spent.
pub fn insert(tx: &Tx<'_>, code: &PairingCode, now: Timestamp, expires: Timestamp) -> Result<(), StoreError> {
    let old = now.saturating_sub(REMEMBERED).unwrap_or(now);
    tx.execute("DELETE FROM pairing_code WHERE expires < ?1", [ms(old)])?;
    tx.execute(
        "INSERT INTO pairing_code (code, expires) VALUES (?1, ?2)",
        params![code.grouped().as_str(), ms(expires)],
    )?;
    Ok(())
}

/// Every code that is remembered, the newest first.
pub fn known(connection: &Connection, now: Timestamp) -> Result<Vec<Known>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT id, code, expires, used FROM pairing_code ORDER BY id DESC")?;
    let rows = statement.query_map([], |row| {
        let state = match row.moment_if_any("used")? {
            Some(_) => State::Used,
            None if row.moment("expires")? <= now => State::Expired,
            None => State::Fresh,
        };
        Ok(Known { row: row.raw("id")?, code: row.parsed("code")?, state })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Spends a code; `false` if it is spent or expired already.
pub fn spend(tx: &Tx<'_>, row: i64, now: Timestamp) -> Result<bool, StoreError> {
    let spent = tx.execute(
        "UPDATE pairing_code SET used = ?2 WHERE id = ?1 AND used IS NULL AND expires > ?2",
        params![row, ms(now)],
    )?;
    Ok(spent == 1)
}
