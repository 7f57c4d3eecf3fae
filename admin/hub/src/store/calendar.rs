//! What the calendar draws of sessions: a few columns of many rows.

use epn_rules::people::Alias;
use epn_wire::calendar::CalendarSession;
use jiff::civil::Date;
use rusqlite::{Connection, Row, params};

use super::StoreError;
use super::codec::Columns as _;

/// The sessions that really began, of some civil days, both included; in order.
pub fn sessions(connection: &Connection, from: Date, to: Date) -> Result<Vec<CalendarSession>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT station, coalesce(started, granted) AS began, coalesce(ended, released, ends) AS over,
             ended IS NULL AND released IS NULL AS running, picture, ordinal
         FROM session WHERE day BETWEEN ?1 AND ?2 AND (started IS NOT NULL OR ended IS NULL)
         ORDER BY began, id",
    )?;
    let rows = statement.query_map(params![from.to_string(), to.to_string()], session)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn session(row: &Row<'_>) -> rusqlite::Result<CalendarSession> {
    Ok(CalendarSession {
        station: row.parsed("station")?,
        from: row.moment("began")?,
        until: row.moment("over")?,
        alias: Alias { picture: row.raw("picture")?, ordinal: row.raw("ordinal")? },
        running: row.raw("running")?,
    })
}
