//! Who did what: the security log.

use epn_rules::id::StaffId;
use jiff::Timestamp;
use rusqlite::params;
use serde::Serialize;

use super::codec::{json, ms};
use super::{StoreError, Tx};

/// Records an act. `about` is an identifier, `detail` holds no name and no secret.
pub fn insert<D: Serialize>(
    tx: &Tx<'_>,
    at: Timestamp,
    by: Option<StaffId>,
    what: &str,
    about: Option<&str>,
    detail: &D,
) -> Result<(), StoreError> {
    tx.prepare_cached("INSERT INTO audit (at, staff, what, about, detail) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![ms(at), by.map(|staff| staff.to_string()), what, about, json(detail)?])?;
    Ok(())
}
