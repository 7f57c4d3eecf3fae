//! Usage events: append-only, hash-chained, without names. Statistics are made from nothing else.

use epn_rules::id::{JournalEpoch, SessionId, StationId};
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::chain::{self, GENESIS, Hash, Link, Walk};
use super::codec::{Columns as _, json, ms, number};
use super::{StoreError, Tx};

/// An event to append.
#[derive(Clone, Debug)]
pub struct NewEvent<'e> {
    pub at: Timestamp,
    /// The civil day of `at`.
    pub day: Date,
    /// The event's word, such as `session-ended` or `refused`.
    pub kind: &'e str,
    pub station: Option<StationId>,
    /// Where it stands in the station's journal, if it comes from one.
    pub journal: Option<(JournalEpoch, u64)>,
    pub session: Option<SessionId>,
}

/// A stored event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub seq: i64,
    pub at: Timestamp,
    pub day: Date,
    pub kind: String,
    pub station: Option<StationId>,
    pub session: Option<SessionId>,
    /// JSON.
    pub body: String,
}

impl Event {
    /// What the event says beyond its kind.
    pub fn body<T: DeserializeOwned>(&self) -> Result<T, StoreError> {
        serde_json::from_str(&self.body).map_err(|e| StoreError::Value(e.to_string().into()))
    }
}

/// Appends an event to the chain.
pub fn append<B: Serialize>(tx: &Tx<'_>, event: &NewEvent<'_>, body: &B) -> Result<i64, StoreError> {
    let last = tx
        .prepare_cached("SELECT seq, hash FROM usage_event ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok((row.raw::<i64>("seq")?, row.raw::<Hash>("hash")?)))
        .optional()?;
    let (seq, before) = last.map_or((1, GENESIS), |(seq, hash)| (seq + 1, hash));
    let text = Text {
        seq,
        at: ms(event.at),
        day: event.day.to_string(),
        kind: event.kind.to_owned(),
        station: event.station.map(|id| id.to_string()),
        epoch: event.journal.map(|(epoch, _)| epoch.to_string()),
        number: event.journal.map(|(_, at)| number(at)).transpose()?,
        session: event.session.map(|id| id.to_string()),
        body: json(body)?,
    };
    tx.prepare_cached(
        "INSERT INTO usage_event (seq, at, day, kind, station, epoch, number, session, body, before, hash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?
    .execute(params![
        text.seq,
        text.at,
        text.day,
        text.kind,
        text.station,
        text.epoch,
        text.number,
        text.session,
        text.body,
        before,
        text.hash(&before)
    ])?;
    Ok(seq)
}

/// The events of some civil days, both ends included, in order.
pub fn between(connection: &Connection, from: Date, to: Date) -> Result<Vec<Event>, StoreError> {
    let mut statement = connection.prepare(
        "SELECT seq, at, day, kind, station, session, body FROM usage_event
         WHERE day BETWEEN ?1 AND ?2 ORDER BY seq",
    )?;
    let rows = statement.query_map(params![from.to_string(), to.to_string()], event)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// How many events of a kind a civil day has.
pub fn count(connection: &Connection, day: Date, kind: &str) -> Result<u32, StoreError> {
    Ok(connection
        .prepare_cached("SELECT count(*) AS events FROM usage_event WHERE day = ?1 AND kind = ?2")?
        .query_row(params![day.to_string(), kind], |row| row.raw("events"))?)
}

fn event(row: &Row<'_>) -> rusqlite::Result<Event> {
    Ok(Event {
        seq: row.raw("seq")?,
        at: row.moment("at")?,
        day: row.parsed("day")?,
        kind: row.raw("kind")?,
        station: row.parsed_if_any("station")?,
        session: row.parsed_if_any("session")?,
        body: row.raw("body")?,
    })
}

/// The first row that the chain does not hold for, and what is wrong with it.
pub fn first_broken(connection: &Connection) -> Result<Option<(i64, &'static str)>, StoreError> {
    let mut statement = connection.prepare(
        "SELECT seq, at, day, kind, station, epoch, number, session, body, before, hash
         FROM usage_event ORDER BY seq",
    )?;
    let mut rows = statement.query([])?;
    let mut walk = Walk::new();
    while let Some(row) = rows.next()? {
        let text = Text::read(row)?;
        let link = Link { seq: text.seq, before: row.raw("before")?, hash: row.raw("hash")? };
        if let Some(broken) = walk.step(&link, |before| text.hash(before)) {
            return Ok(Some(broken));
        }
    }
    Ok(None)
}

/// A row as it stands in its columns: what is hashed.
struct Text {
    seq: i64,
    at: i64,
    day: String,
    kind: String,
    station: Option<String>,
    epoch: Option<String>,
    number: Option<i64>,
    session: Option<String>,
    body: String,
}

impl Text {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            seq: row.raw("seq")?,
            at: row.raw("at")?,
            day: row.raw("day")?,
            kind: row.raw("kind")?,
            station: row.raw("station")?,
            epoch: row.raw("epoch")?,
            number: row.raw("number")?,
            session: row.raw("session")?,
            body: row.raw("body")?,
        })
    }

    /// The hash of a row that follows another: over every column.
    fn hash(&self, before: &Hash) -> Hash {
        let (seq, at) = (self.seq.to_string(), self.at.to_string());
        let number = self.number.map(|number| number.to_string());
        let fields = [
            Some(&seq),
            Some(&at),
            Some(&self.day),
            Some(&self.kind),
            self.station.as_ref(),
            self.epoch.as_ref(),
            number.as_ref(),
            self.session.as_ref(),
            Some(&self.body),
        ];
        chain::hash(before, fields.map(|field| field.map(String::as_bytes)))
    }
}
