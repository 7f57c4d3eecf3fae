//! What counts are made from: usage events, and the names of stations.

use epn_rules::people::{AgeBand, Category};
use jiff::ToSpan as _;
use jiff::civil::Date;
use rusqlite::{Connection, Row, params};

use super::StoreError;
use super::codec::Columns as _;

/// A usage event, as far as counts look at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    pub kind: Kind,
    /// The civil day on which it happened.
    pub day: Date,
    /// The station's name.
    pub station: Option<String>,
    /// Tells the events of one session apart from those of others; leads to nobody.
    pub session: Option<String>,
    pub category: Option<Category>,
    pub age: Option<AgeBand>,
    /// Of site time.
    pub seconds: Option<u32>,
}

/// The kinds of events that are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    SessionGranted,
    SessionStarted,
    SessionEnded,
    SessionConcluded,
    Refused,
    Passage,
}

fn counted(row: &Row<'_>) -> rusqlite::Result<Counted> {
    Ok(Counted {
        kind: row.word("kind")?,
        day: row.parsed("day")?,
        station: row.raw("station")?,
        session: row.raw("session")?,
        category: row.word_if_any("category")?,
        age: row.word_if_any("age")?,
        seconds: row.raw("seconds")?,
    })
}

/// Gives `each` the counted events of some civil days, both ends included, in the order in which they were stored.
///
/// A session that starts on one of them may have been granted the day before and may end days later: events that say so
/// are given too.
pub fn each(
    connection: &Connection,
    from: Date,
    to: Date,
    mut each: impl FnMut(Counted),
) -> Result<(), StoreError> {
    let mut statement = connection.prepare(
        "SELECT kind, day, coalesce(station.name, usage_event.station) AS station, session,
             body ->> '$.category' AS category, body ->> '$.age' AS age, body ->> '$.seconds' AS seconds
         FROM usage_event LEFT JOIN station ON station.id = usage_event.station
         WHERE kind IN ('session-granted', 'session-started', 'session-ended', 'session-concluded', 'refused', 'passage')
           AND day BETWEEN ?1 AND ?2
         ORDER BY seq",
    )?;
    let before = from.saturating_sub(1.day());
    let after = to.saturating_add(7.days());
    let mut rows = statement.query(params![before.to_string(), after.to_string()])?;
    while let Some(row) = rows.next()? {
        each(counted(row)?);
    }
    Ok(())
}

/// The first and the last civil day that have a usage event; none if there is no event.
pub fn known_days(connection: &Connection) -> Result<Option<(Date, Date)>, StoreError> {
    let (first, last): (Option<Date>, Option<Date>) =
        connection.query_row("SELECT min(day) AS first, max(day) AS last FROM usage_event", [], |row| {
            Ok((row.parsed_if_any("first")?, row.parsed_if_any("last")?))
        })?;
    Ok(first.zip(last))
}
