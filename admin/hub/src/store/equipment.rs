//! Equipment that is no PC: a 3D printer, a tablet, a meeting room.

use epn_rules::id::{EquipmentId, RoomId};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::codec::{Columns as _, json, ms};
use super::{StoreError, Tx};

/// One piece of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Equipment {
    pub id: EquipmentId,
    pub name: String,
    pub tags: Vec<String>,
    /// From then on nobody books it.
    pub retired: Option<Timestamp>,
}

fn equipment(row: &Row<'_>) -> rusqlite::Result<Equipment> {
    Ok(Equipment {
        id: row.parsed("id")?,
        name: row.raw("name")?,
        tags: row.json("tags")?,
        retired: row.moment_if_any("retired")?,
    })
}

/// All that is not retired, by name.
pub fn all(connection: &Connection) -> Result<Vec<Equipment>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, name, tags, retired FROM equipment WHERE retired IS NULL ORDER BY name, id",
    )?;
    let rows = statement.query_map([], equipment)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// One piece.
pub fn get(connection: &Connection, id: EquipmentId) -> Result<Option<Equipment>, StoreError> {
    Ok(connection
        .prepare_cached("SELECT id, name, tags, retired FROM equipment WHERE id = ?1")?
        .query_row([id.to_string()], equipment)
        .optional()?)
}

/// Adds a piece; `false` if another is called so.
pub fn insert(tx: &Tx<'_>, room: RoomId, new: &Equipment, now: Timestamp) -> Result<bool, StoreError> {
    let added = tx.execute(
        "INSERT INTO equipment (id, room, name, tags, made) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (room, name) WHERE retired IS NULL DO NOTHING",
        params![new.id.to_string(), room.to_string(), new.name, json(&new.tags)?, ms(now)],
    )?;
    Ok(added == 1)
}

/// Retires a piece; `false` if there is none, or it is retired.
pub fn retire(tx: &Tx<'_>, id: EquipmentId, at: Timestamp) -> Result<bool, StoreError> {
    let retired = tx.execute(
        "UPDATE equipment SET retired = ?2 WHERE id = ?1 AND retired IS NULL",
        params![id.to_string(), ms(at)],
    )?;
    Ok(retired == 1)
}
