//! Which ordinals of a picture are taken on a day.

use epn_rules::people::Alias;
use jiff::civil::Date;
use rusqlite::{Connection, params};

use super::StoreError;
use super::codec::Columns as _;

/// The next free alias with this picture on this day: nobody else of the day is called so.
pub fn next(connection: &Connection, picture: &str, day: Date) -> Result<Alias, StoreError> {
    let highest: u16 = connection
        .prepare_cached(
            "SELECT coalesce(max(ordinal), 0) AS highest FROM (
                 SELECT max(ordinal) AS ordinal FROM session WHERE day = ?1 AND picture = ?2
                 UNION ALL SELECT max(ordinal) FROM ticket WHERE day = ?1 AND picture = ?2
                 UNION ALL SELECT max(ordinal) FROM booking WHERE day = ?1 AND picture = ?2
                 UNION ALL SELECT max(ordinal) FROM queue_entry WHERE day = ?1 AND picture = ?2)",
        )?
        .query_row(params![day.to_string(), picture], |row| row.raw("highest"))?;
    Ok(Alias { picture: picture.to_owned(), ordinal: highest.saturating_add(1) })
}
