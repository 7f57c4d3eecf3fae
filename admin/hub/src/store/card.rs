//! Staff cards: known by the keyed hash of their code, opened with a PIN, one in use for each account.

use epn_rules::id::StaffId;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::codec::{Columns as _, ms};
use super::staff::{Staff, staff};
use super::{StoreError, Tx};

/// A new card.
#[derive(Clone, Debug)]
pub struct NewCard {
    pub staff: StaffId,
    /// The keyed hash of its code.
    pub code: [u8; 32],
    /// The hash of its PIN.
    pub pin: String,
}

/// Keeps a card, in place of the account's card before.
pub fn replace(tx: &Tx<'_>, card: &NewCard, now: Timestamp) -> Result<(), StoreError> {
    revoke(tx, card.staff, now)?;
    tx.execute(
        "INSERT INTO staff_card (staff, code, pin, issued) VALUES (?1, ?2, ?3, ?4)",
        params![card.staff.to_string(), card.code, card.pin, ms(now)],
    )?;
    Ok(())
}

/// Revokes an account's card; `false` if it has none.
pub fn revoke(tx: &Tx<'_>, of: StaffId, now: Timestamp) -> Result<bool, StoreError> {
    let revoked = tx.execute(
        "UPDATE staff_card SET revoked = ?2 WHERE staff = ?1 AND revoked IS NULL",
        params![of.to_string(), ms(now)],
    )?;
    Ok(revoked == 1)
}

/// Whose card this is, if it is in use and the account is open, and its PIN's hash.
pub fn by_code(connection: &Connection, code: &[u8; 32]) -> Result<Option<(Staff, String)>, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT staff.id, staff.name, staff.role, staff_card.pin
             FROM staff_card JOIN staff ON staff.id = staff_card.staff
             WHERE code = ?1 AND revoked IS NULL AND closed IS NULL",
        )?
        .query_row([code], |row| Ok((staff(row)?, row.raw("pin")?)))
        .optional()?)
}

/// Every open account by name, and when its card in use was issued.
pub fn all(connection: &Connection) -> Result<Vec<(Staff, Option<Timestamp>)>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT staff.id, staff.name, staff.role, issued
         FROM staff LEFT JOIN staff_card ON staff_card.staff = staff.id AND revoked IS NULL
         WHERE closed IS NULL ORDER BY staff.name",
    )?;
    let rows = statement.query_map([], |row| Ok((staff(row)?, row.moment_if_any("issued")?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
