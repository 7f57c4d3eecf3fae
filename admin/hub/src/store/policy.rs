//! The versions of the site's policy, never edited. Which is in force when: [`crate::policies::Timeline`].

use epn_rules::id::{PolicyId, StaffId};
use epn_rules::policy::Policy;
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{Connection, Row, params};

use super::codec::{Columns as _, json, ms};
use super::{StoreError, Tx};

/// One version of the policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    pub id: PolicyId,
    /// 1 for the first.
    pub number: u32,
    /// When it was made.
    pub since: Timestamp,
    /// The first civil day on which it applies; from when it was made, if none.
    pub applies_from: Option<Date>,
    pub policy: Policy,
}

fn version(row: &Row<'_>) -> rusqlite::Result<Version> {
    Ok(Version {
        id: row.parsed("id")?,
        number: row.raw("number")?,
        since: row.moment("since")?,
        applies_from: row.parsed_if_any("applies_from")?,
        policy: row.json("policy")?,
    })
}

/// Adds a version.
pub fn insert(tx: &Tx<'_>, version: &Version, by: Option<StaffId>) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO policy_version (id, number, since, staff, policy, applies_from) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            version.id.to_string(),
            version.number,
            ms(version.since),
            by.map(|staff| staff.to_string()),
            json(&version.policy)?,
            version.applies_from.map(|day| day.to_string())
        ],
    )?;
    Ok(())
}

/// The highest number of a version: whether there are others than those that are known.
pub fn highest_number(connection: &Connection) -> Result<u32, StoreError> {
    Ok(connection
        .prepare_cached("SELECT coalesce(max(number), 0) AS highest FROM policy_version")?
        .query_row([], |row| row.raw("highest"))?)
}

/// The first version that cannot be read, if any.
pub fn first_unreadable(connection: &Connection) -> Result<Option<i64>, StoreError> {
    let mut statement = connection
        .prepare("SELECT id, number, since, applies_from, policy FROM policy_version ORDER BY number")?;
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
    let mut statement = connection
        .prepare("SELECT id, number, since, applies_from, policy FROM policy_version ORDER BY number")?;
    let rows = statement.query_map([], version)?;
    Ok(rows.collect::<Result<_, _>>()?)
}
