//! The versions of the site's policy. The highest number is in force; a version is never edited.

use epn_rules::id::{PolicyId, StaffId};
use epn_rules::policy::Policy;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::codec::{Columns as _, json, ms};
use super::{StoreError, Tx};

/// One version of the policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    pub id: PolicyId,
    /// 1 for the first.
    pub number: u32,
    pub since: Timestamp,
    pub policy: Policy,
}

fn version(row: &Row<'_>) -> rusqlite::Result<Version> {
    Ok(Version {
        id: row.parsed("id")?,
        number: row.raw("number")?,
        since: row.moment("since")?,
        policy: row.json("policy")?,
    })
}

/// Adds a version, which is in force from then on.
pub fn insert(tx: &Tx<'_>, version: &Version, by: Option<StaffId>) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO policy_version (id, number, since, staff, policy) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![
            version.id.to_string(),
            version.number,
            ms(version.since),
            by.map(|staff| staff.to_string()),
            json(&version.policy)?
        ],
    )?;
    Ok(())
}

/// Which version is in force.
pub fn current_id(connection: &Connection) -> Result<PolicyId, StoreError> {
    let id = connection
        .prepare_cached("SELECT id FROM policy_version ORDER BY number DESC LIMIT 1")?
        .query_row([], |row| row.parsed("id"))
        .optional()?;
    id.ok_or_else(|| StoreError::Corrupt { what: "it holds no policy".to_owned() })
}

/// The version in force.
pub fn current(connection: &Connection) -> Result<Version, StoreError> {
    let found = connection
        .query_row(
            "SELECT id, number, since, policy FROM policy_version ORDER BY number DESC LIMIT 1",
            [],
            version,
        )
        .optional()?;
    found.ok_or_else(|| StoreError::Corrupt { what: "it holds no policy".to_owned() })
}

/// The first version that cannot be read, if any.
pub fn first_unreadable(connection: &Connection) -> Result<Option<i64>, StoreError> {
    let mut statement =
        connection.prepare("SELECT id, number, since, policy FROM policy_version ORDER BY number")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if version(row).is_err() {
            return Ok(Some(row.raw("number")?));
        }
    }
    Ok(None)
}

/// Every version, the first one first.
pub fn all(connection: &Connection) -> Result<Vec<Version>, StoreError> {
    let mut statement =
        connection.prepare("SELECT id, number, since, policy FROM policy_version ORDER BY number")?;
    let rows = statement.query_map([], version)?;
    Ok(rows.collect::<Result<_, _>>()?)
}
