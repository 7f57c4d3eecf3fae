//! How far the hub has each journal of each station.

use epn_rules::id::{JournalEpoch, StationId};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::codec::{Columns as _, ms, number};
use super::{StoreError, Tx};

/// The highest number stored of a journal; 0 for none.
pub fn highest(connection: &Connection, station: StationId, epoch: JournalEpoch) -> Result<u64, StoreError> {
    let highest: Option<u64> = connection
        .prepare_cached("SELECT highest FROM station_journal WHERE station = ?1 AND epoch = ?2")?
        .query_row(params![station.to_string(), epoch.to_string()], |row| row.number("highest"))
        .optional()?;
    Ok(highest.unwrap_or(0))
}

/// Sets the highest number stored of a journal.
pub fn set_highest(
    tx: &Tx<'_>,
    station: StationId,
    epoch: JournalEpoch,
    highest: u64,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT INTO station_journal (station, epoch, highest, first_seen) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (station, epoch) DO UPDATE SET highest = excluded.highest",
    )?
    .execute(params![station.to_string(), epoch.to_string(), number(highest)?, ms(now)])?;
    Ok(())
}
