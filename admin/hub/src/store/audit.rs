//! Who did what: the security log.

use epn_rules::id::{StaffId, StationId};
use jiff::Timestamp;
use rusqlite::params;
use serde::Serialize;

use super::codec::{json, ms};
use super::{StoreError, Tx};

/// Who acts, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct By {
    /// The member of staff, if it is known.
    pub staff: Option<StaffId>,
    /// The station at whose screen it is done; none at the desk and at the hub itself.
    pub station: Option<StationId>,
}

impl By {
    /// Somebody at a station's screen.
    pub fn at(station: StationId, staff: Option<StaffId>) -> Self {
        Self { staff, station: Some(station) }
    }
}

impl From<Option<StaffId>> for By {
    fn from(staff: Option<StaffId>) -> Self {
        Self { staff, station: None }
    }
}

impl From<StaffId> for By {
    fn from(staff: StaffId) -> Self {
        Some(staff).into()
    }
}

/// Records an act. `about` is an identifier, `detail` holds no name and no secret.
pub fn insert<D: Serialize>(
    tx: &Tx<'_>,
    at: Timestamp,
    by: impl Into<By>,
    what: &str,
    about: Option<&str>,
    detail: &D,
) -> Result<(), StoreError> {
    let By { staff, station } = by.into();
    let (staff, station) = (staff.map(|id| id.to_string()), station.map(|id| id.to_string()));
    tx.prepare_cached(
        "INSERT INTO audit (at, staff, station, what, about, detail) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![ms(at), staff, station, what, about, json(detail)?])?;
    Ok(())
}
