//! The site and its room.

use epn_rules::id::{RoomId, SiteId};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::codec::{Columns as _, ms};
use super::{StoreError, Tx};

/// The one site of this hub, and its one room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    pub id: SiteId,
    /// As people call it.
    pub name: String,
    pub room: RoomId,
    pub room_name: String,
    pub created: Timestamp,
}

/// Founds the site; there can be only one.
pub fn insert(tx: &Tx<'_>, site: &Site) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO site (id, name, created) VALUES (?1, ?2, ?3)",
        params![site.id.to_string(), site.name, ms(site.created)],
    )?;
    tx.execute(
        "INSERT INTO room (id, site, name) VALUES (?1, ?2, ?3)",
        params![site.room.to_string(), site.id.to_string(), site.room_name],
    )?;
    Ok(())
}

/// The site.
pub fn get(connection: &Connection) -> Result<Site, StoreError> {
    let site = connection
        .query_row(
            "SELECT site.id, site.name, site.created, room.id AS room, room.name AS room_name
             FROM site JOIN room ON room.site = site.id ORDER BY room.id LIMIT 1",
            [],
            |row| {
                Ok(Site {
                    id: row.parsed("id")?,
                    name: row.raw("name")?,
                    room: row.parsed("room")?,
                    room_name: row.raw("room_name")?,
                    created: row.moment("created")?,
                })
            },
        )
        .optional()?;
    site.ok_or_else(|| StoreError::Corrupt { what: "it holds no site".to_owned() })
}
