//! Those who wait without a booking, in order, and who of them is called where.

use epn_rules::id::{QueueId, SessionId, StationId};
use epn_rules::people::{AgeBand, Alias};
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension as _, Params, Row, params};
use serde::Serialize;

use super::codec::{Columns as _, ms, word};
use super::session::Holder;
use super::{StoreError, Tx};

/// Somebody who waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    pub id: QueueId,
    pub holder: Holder,
    pub alias: Alias,
    pub age: AgeBand,
    pub joined: Timestamp,
    /// The civil day on which they joined.
    pub day: Date,
    /// Calls that were not answered.
    pub missed: u8,
    pub call: Option<Call>,
}

/// A station that is held for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Call {
    pub station: StationId,
    /// The first moment at which it is held no more.
    pub until: Timestamp,
}

/// Why somebody waits no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gone {
    /// They have a session.
    Served,
    /// They said so.
    Left,
    /// They did not answer.
    Missed,
    /// A mediator took them off.
    Removed,
    /// The room closed.
    Closed,
}

const COLUMNS: &str = "id, visitor, ticket, picture, ordinal, age, joined, day, missed, station, held_until";

fn waiting(row: &Row<'_>) -> rusqlite::Result<Waiting> {
    let visitor = row.parsed_if_any("visitor")?.map(Holder::Visitor);
    let ticket = row.parsed_if_any("ticket")?.map(Holder::Ticket);
    let call = match (row.parsed_if_any("station")?, row.moment_if_any("held_until")?) {
        (Some(station), Some(until)) => Some(Call { station, until }),
        _ => None,
    };
    Ok(Waiting {
        id: row.parsed("id")?,
        holder: visitor.or(ticket).unwrap_or(Holder::Nobody),
        alias: Alias { picture: row.raw("picture")?, ordinal: row.raw("ordinal")? },
        age: row.word("age")?,
        joined: row.moment("joined")?,
        day: row.parsed("day")?,
        missed: row.raw("missed")?,
        call,
    })
}

fn one(connection: &Connection, rest: &str, values: impl Params) -> Result<Option<Waiting>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM queue_entry WHERE {rest}");
    Ok(connection.prepare_cached(&sql)?.query_row(values, waiting).optional()?)
}

/// Everybody who waits: the next first.
pub fn all(connection: &Connection) -> Result<Vec<Waiting>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM queue_entry WHERE gone IS NULL ORDER BY place, joined, id");
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map([], waiting)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// How many wait whom no station is held for.
pub fn uncalled(connection: &Connection) -> Result<u32, StoreError> {
    Ok(connection
        .prepare_cached("SELECT count(*) AS many FROM queue_entry WHERE gone IS NULL AND station IS NULL")?
        .query_row([], |row| row.raw("many"))?)
}

/// Somebody, if they still wait.
pub fn get(connection: &Connection, id: QueueId) -> Result<Option<Waiting>, StoreError> {
    one(connection, "id = ?1 AND gone IS NULL", [id.to_string()])
}

/// The member or ticket's holder, if they wait.
pub fn of(connection: &Connection, holder: Holder) -> Result<Option<Waiting>, StoreError> {
    match holder {
        Holder::Visitor(id) => one(connection, "visitor = ?1 AND gone IS NULL", [id.to_string()]),
        Holder::Ticket(id) => one(connection, "ticket = ?1 AND gone IS NULL", [id.to_string()]),
        Holder::Nobody => Ok(None),
    }
}

/// Who is called to a station.
pub fn called_to(connection: &Connection, station: StationId) -> Result<Option<Waiting>, StoreError> {
    one(connection, "station = ?1 AND gone IS NULL", [station.to_string()])
}

/// How a member or ticket's holder was called on this day, if they waited on it.
pub fn alias_of(connection: &Connection, holder: Holder, day: Date) -> Result<Option<Alias>, StoreError> {
    let (column, id) = match holder {
        Holder::Visitor(id) => ("visitor", id.to_string()),
        Holder::Ticket(id) => ("ticket", id.to_string()),
        Holder::Nobody => return Ok(None),
    };
    let found =
        one(connection, &format!("{column} = ?1 AND day = ?2 LIMIT 1"), params![id, day.to_string()])?;
    Ok(found.map(|waiting| waiting.alias))
}

/// Puts somebody at the end.
pub fn insert(tx: &Tx<'_>, new: &Waiting) -> Result<(), StoreError> {
    let (visitor, ticket) = new.holder.columns();
    tx.execute(
        "INSERT INTO queue_entry (id, place, visitor, ticket, picture, ordinal, age, joined, day, missed)
         VALUES (?1, (SELECT coalesce(max(place), 0) + 1 FROM queue_entry WHERE gone IS NULL),
             ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            new.id.to_string(),
            visitor,
            ticket,
            new.alias.picture,
            new.alias.ordinal,
            word(new.age)?,
            ms(new.joined),
            new.day.to_string(),
            new.missed
        ],
    )?;
    Ok(())
}

/// Holds a station for somebody, or none any more.
pub fn set_call(tx: &Tx<'_>, id: QueueId, call: Option<Call>) -> Result<(), StoreError> {
    let (station, until) = call.map(|call| (call.station.to_string(), ms(call.until))).unzip();
    tx.execute(
        "UPDATE queue_entry SET station = ?2, held_until = ?3 WHERE id = ?1 AND gone IS NULL",
        params![id.to_string(), station, until],
    )?;
    Ok(())
}

/// So many calls of theirs were not answered.
pub fn set_missed(tx: &Tx<'_>, id: QueueId, missed: u8) -> Result<(), StoreError> {
    tx.execute("UPDATE queue_entry SET missed = ?2 WHERE id = ?1", params![id.to_string(), missed])?;
    Ok(())
}

/// Puts everybody who waits in this order.
pub fn set_order(tx: &Tx<'_>, order: &[QueueId]) -> Result<(), StoreError> {
    let mut update = tx.prepare_cached("UPDATE queue_entry SET place = ?2 WHERE id = ?1")?;
    for (place, id) in (1_i64..).zip(order) {
        update.execute(params![id.to_string(), place])?;
    }
    Ok(())
}

/// They wait no more; the session is the one they waited for.
pub fn set_gone(
    tx: &Tx<'_>,
    id: QueueId,
    at: Timestamp,
    why: Gone,
    session: Option<SessionId>,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE queue_entry SET gone = ?2, why = ?3, session = ?4, station = NULL, held_until = NULL
         WHERE id = ?1 AND gone IS NULL",
        params![id.to_string(), ms(at), word(why)?, session.map(|id| id.to_string())],
    )?;
    Ok(())
}

/// Who waited on an earlier day is known no more.
pub fn forget_before(tx: &Tx<'_>, day: Date) -> Result<(), StoreError> {
    tx.execute("DELETE FROM queue_entry WHERE gone IS NOT NULL AND day < ?1", [day.to_string()])?;
    Ok(())
}
