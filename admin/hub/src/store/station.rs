//! The room's stations and the certificates they are known by.

use epn_rules::id::{RoomId, StationId};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::codec::{Columns as _, json, ms};
use super::{StoreError, Tx};

/// A shared PC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Station {
    pub id: StationId,
    pub name: String,
    pub tags: Vec<String>,
    /// SHA-256 of its certificate; none once it was revoked.
    pub fingerprint: Option<[u8; 32]>,
    /// The mediator's note, if one took it out of service.
    pub out_of_service: Option<String>,
}

fn station(row: &Row<'_>) -> rusqlite::Result<Station> {
    Ok(Station {
        id: row.parsed("id")?,
        name: row.raw("name")?,
        tags: row.json("tags")?,
        fingerprint: row.raw("fingerprint")?,
        out_of_service: row.raw("out_of_service")?,
    })
}

/// Every station, by name.
pub fn all(connection: &Connection) -> Result<Vec<Station>, StoreError> {
    let mut statement = connection
        .prepare("SELECT id, name, tags, fingerprint, out_of_service FROM station ORDER BY name, id")?;
    let rows = statement.query_map([], station)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// One station.
pub fn get(connection: &Connection, id: StationId) -> Result<Option<Station>, StoreError> {
    Ok(connection
        .prepare_cached("SELECT id, name, tags, fingerprint, out_of_service FROM station WHERE id = ?1")?
        .query_row([id.to_string()], station)
        .optional()?)
}

/// The station of that name.
pub fn by_name(connection: &Connection, name: &str) -> Result<Option<Station>, StoreError> {
    Ok(connection
        .prepare_cached("SELECT id, name, tags, fingerprint, out_of_service FROM station WHERE name = ?1")?
        .query_row([name], station)
        .optional()?)
}

/// The station of that name or identifier.
pub fn find(connection: &Connection, named: &str) -> Result<Option<Station>, StoreError> {
    match named.parse() {
        Ok(id) => get(connection, id),
        Err(_) => by_name(connection, named),
    }
}

/// Adds a station, or, where it is known already, gives it its new tags and certificate.
pub fn put(tx: &Tx<'_>, room: RoomId, station: &Station, now: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO station (id, room, name, tags, fingerprint, paired) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (id) DO UPDATE SET tags = excluded.tags, fingerprint = excluded.fingerprint,
             paired = excluded.paired",
        params![
            station.id.to_string(),
            room.to_string(),
            station.name,
            json(&station.tags)?,
            station.fingerprint,
            ms(now)
        ],
    )?;
    Ok(())
}

/// What it is fit for, all of it; `false` if there is no such station.
pub fn set_tags(tx: &Tx<'_>, id: StationId, tags: &[String]) -> Result<bool, StoreError> {
    Ok(tx.execute("UPDATE station SET tags = ?2 WHERE id = ?1", params![id.to_string(), json(&tags)?])? == 1)
}

/// From now on its certificate opens nothing; `false` if there is no such station.
pub fn revoke(tx: &Tx<'_>, id: StationId) -> Result<bool, StoreError> {
    Ok(tx.execute("UPDATE station SET fingerprint = NULL WHERE id = ?1", [id.to_string()])? == 1)
}

/// Takes a station out of service with a note, or puts it back.
pub fn set_service(tx: &Tx<'_>, id: StationId, out: Option<&str>) -> Result<bool, StoreError> {
    Ok(tx.execute("UPDATE station SET out_of_service = ?2 WHERE id = ?1", params![id.to_string(), out])? == 1)
}
