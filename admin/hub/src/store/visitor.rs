//! Members: their numbers, PIN hashes and, apart, their names if they gave one.

use epn_rules::id::VisitorId;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::codec::{Columns as _, json, ms};
use super::{StoreError, Tx};

/// A member, without a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visitor {
    pub id: VisitorId,
    pub number: String,
    /// The picture they are called by.
    pub picture: String,
    pub birth_year: Option<i16>,
    /// When a guardian's authorisation was recorded.
    pub authorised: Option<Timestamp>,
    /// The site's own groups that they are in.
    pub groups: Vec<String>,
}

fn visitor(row: &Row<'_>) -> rusqlite::Result<Visitor> {
    Ok(Visitor {
        id: row.parsed("id")?,
        number: row.raw("number")?,
        picture: row.raw("picture")?,
        birth_year: row.raw("birth_year")?,
        authorised: row.moment_if_any("authorised")?,
        groups: row.json("groups")?,
    })
}

/// Adds a member; `false` if the number is taken.
pub fn insert(tx: &Tx<'_>, visitor: &Visitor, pin: &str, now: Timestamp) -> Result<bool, StoreError> {
    let added = tx.execute(
        "INSERT INTO visitor (id, number, picture, pin, birth_year, authorised, created, groups)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (number) DO NOTHING",
        params![
            visitor.id.to_string(),
            visitor.number,
            visitor.picture,
            pin,
            visitor.birth_year,
            visitor.authorised.map(ms),
            ms(now),
            json(&visitor.groups)?
        ],
    )?;
    Ok(added == 1)
}

/// Gives a member a name, or takes it away.
pub fn set_name(tx: &Tx<'_>, id: VisitorId, name: Option<&str>) -> Result<(), StoreError> {
    match name {
        Some(name) => tx.execute(
            "INSERT INTO visitor_name (visitor, name) VALUES (?1, ?2)
             ON CONFLICT (visitor) DO UPDATE SET name = excluded.name",
            params![id.to_string(), name],
        )?,
        None => tx.execute("DELETE FROM visitor_name WHERE visitor = ?1", [id.to_string()])?,
    };
    Ok(())
}

/// Gives a member a new PIN, by its hash; `false` if there is no such member.
pub fn set_pin(tx: &Tx<'_>, id: VisitorId, pin: &str) -> Result<bool, StoreError> {
    Ok(tx.execute("UPDATE visitor SET pin = ?2 WHERE id = ?1", params![id.to_string(), pin])? == 1)
}

/// Puts a member in these groups and no others; `false` if there is no such member.
pub fn set_groups(tx: &Tx<'_>, id: VisitorId, groups: &[String]) -> Result<bool, StoreError> {
    let changed =
        tx.execute("UPDATE visitor SET groups = ?2 WHERE id = ?1", params![id.to_string(), json(&groups)?])?;
    Ok(changed == 1)
}

/// The member of that number, and their PIN's hash.
pub fn by_number(connection: &Connection, number: &str) -> Result<Option<(Visitor, String)>, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT id, number, picture, birth_year, authorised, groups, pin FROM visitor WHERE number = ?1",
        )?
        .query_row([number], |row| Ok((visitor(row)?, row.raw("pin")?)))
        .optional()?)
}

/// One member.
pub fn get(connection: &Connection, id: VisitorId) -> Result<Option<Visitor>, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT id, number, picture, birth_year, authorised, groups FROM visitor WHERE id = ?1",
        )?
        .query_row([id.to_string()], visitor)
        .optional()?)
}

/// A member's name, if they gave one.
pub fn name(connection: &Connection, id: VisitorId) -> Result<Option<String>, StoreError> {
    Ok(connection
        .prepare_cached("SELECT name FROM visitor_name WHERE visitor = ?1")?
        .query_row([id.to_string()], |row| row.raw("name"))
        .optional()?)
}

/// At most `limit` members whose number begins with, or whose name holds, the text; by number.
pub fn search(
    connection: &Connection,
    text: &str,
    limit: u32,
) -> Result<Vec<(Visitor, Option<String>)>, StoreError> {
    let escaped = text.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_");
    let mut statement = connection.prepare_cached(
        r"SELECT visitor.id, number, picture, birth_year, authorised, groups, name
          FROM visitor LEFT JOIN visitor_name ON visitor_name.visitor = visitor.id
          WHERE number LIKE ?1 || '%' ESCAPE '\' OR name LIKE '%' || ?1 || '%' ESCAPE '\'
          ORDER BY number LIMIT ?2",
    )?;
    let rows = statement.query_map(params![escaped, limit], |row| Ok((visitor(row)?, row.raw("name")?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
