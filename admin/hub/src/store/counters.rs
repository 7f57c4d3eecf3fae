//! The few counts of the day that the live room shows.

use epn_wire::console::DayCounts;
use jiff::civil::Date;
use rusqlite::Connection;

use super::codec::Columns as _;
use super::{StoreError, usage};

/// The word of a [`usage`] event: a presence without a station.
pub const PASSAGE: &str = "passage";
/// The word of a [`usage`] event: somebody was refused.
pub const REFUSED: &str = "refused";

/// Counts of one civil day so far: sessions that really started, and the minutes of those that ended.
pub fn of_day(connection: &Connection, day: Date) -> Result<DayCounts, StoreError> {
    let date = day.to_string();
    let (sessions, minutes) = connection
        .prepare_cached(
            "SELECT count(*) AS sessions, coalesce(sum(seconds / 60), 0) AS minutes
             FROM session WHERE day = ?1 AND started IS NOT NULL",
        )?
        .query_row([date], |row| Ok((row.raw("sessions")?, row.raw("minutes")?)))?;
    Ok(DayCounts {
        sessions,
        minutes,
        passages: usage::count(connection, day, PASSAGE)?,
        refusals: usage::count(connection, day, REFUSED)?,
    })
}
