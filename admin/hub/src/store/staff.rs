//! Members of staff and their log-ins.

use epn_rules::id::StaffId;
use epn_wire::console::StaffRole;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::codec::{Columns as _, ms, word};
use super::{StoreError, Tx};

/// A member of staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    pub id: StaffId,
    pub name: String,
    pub role: StaffRole,
}

pub(super) fn staff(row: &Row<'_>) -> rusqlite::Result<Staff> {
    Ok(Staff { id: row.parsed("id")?, name: row.raw("name")?, role: row.word("role")? })
}

/// Adds an account; `false` if the name is taken.
pub fn insert(tx: &Tx<'_>, staff: &Staff, password: &str, now: Timestamp) -> Result<bool, StoreError> {
    let added = tx.execute(
        "INSERT INTO staff (id, name, role, password, created) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (name) DO NOTHING",
        params![staff.id.to_string(), staff.name, word(staff.role)?, password, ms(now)],
    )?;
    Ok(added == 1)
}

/// The account of that name, if it is open, and its password's hash.
pub fn by_name(connection: &Connection, name: &str) -> Result<Option<(Staff, String)>, StoreError> {
    Ok(connection
        .prepare_cached("SELECT id, name, role, password FROM staff WHERE name = ?1 AND closed IS NULL")?
        .query_row([name], |row| Ok((staff(row)?, row.raw("password")?)))
        .optional()?)
}

/// The open account with this id.
pub fn get(connection: &Connection, id: StaffId) -> Result<Option<Staff>, StoreError> {
    Ok(connection
        .prepare_cached("SELECT id, name, role FROM staff WHERE id = ?1 AND closed IS NULL")?
        .query_row([id.to_string()], staff)
        .optional()?)
}

/// Opens a log-in until a moment of machine time; `token` is the SHA-256 of the token. Forgets those that are over.
pub fn open_session(
    tx: &Tx<'_>,
    token: &[u8; 32],
    of: StaffId,
    now: Timestamp,
    until: Timestamp,
) -> Result<(), StoreError> {
    tx.execute("DELETE FROM staff_session WHERE until <= ?1", [ms(now)])?;
    tx.execute(
        "INSERT INTO staff_session (token, staff, until) VALUES (?1, ?2, ?3)",
        params![token, of.to_string(), ms(until)],
    )?;
    Ok(())
}

/// Who is logged in with this token at this moment of machine time.
pub fn of_session(
    connection: &Connection,
    token: &[u8; 32],
    now: Timestamp,
) -> Result<Option<Staff>, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT staff.id, staff.name, staff.role FROM staff_session JOIN staff ON staff.id = staff_session.staff
             WHERE token = ?1 AND until > ?2 AND closed IS NULL",
        )?
        .query_row(params![token, ms(now)], staff)
        .optional()?)
}

/// Ends a log-in.
pub fn close_session(tx: &Tx<'_>, token: &[u8; 32]) -> Result<(), StoreError> {
    tx.execute("DELETE FROM staff_session WHERE token = ?1", [token])?;
    Ok(())
}
