//! Sessions: granted by the hub, started and ended by their station, settled exactly once.

use epn_rules::id::{BookingId, JournalEpoch, PolicyId, SessionId, StationId, TicketId, VisitorId};
use epn_rules::people::{AgeBand, Alias, Category};
use epn_rules::policy::Tariff;
use epn_rules::session::EndCause;
use epn_rules::units::Cents;
use epn_wire::report::ResetReport;
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension as _, Params, Row, params};

use super::codec::{Columns as _, json, ms, word};
use super::{StoreError, Tx};

/// Whose minutes a session uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Holder {
    Visitor(VisitorId),
    Ticket(TicketId),
    /// Nobody who is known: without an account, or opened by a mediator.
    Nobody,
}

impl Holder {
    pub(super) fn columns(self) -> (Option<String>, Option<String>) {
        match self {
            Self::Visitor(id) => (Some(id.to_string()), None),
            Self::Ticket(id) => (None, Some(id.to_string())),
            Self::Nobody => (None, None),
        }
    }
}

/// One session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    pub id: SessionId,
    pub station: StationId,
    pub policy: PolicyId,
    pub category: Category,
    pub holder: Holder,
    /// The session on another station that it goes on from.
    pub moved_from: Option<SessionId>,
    pub alias: Alias,
    pub age: AgeBand,
    /// The civil day of the grant.
    pub day: Date,
    pub granted: Timestamp,
    /// The first moment after the granted time.
    pub ends: Timestamp,
    pub extends_by_itself: bool,
    /// When the station said that it started.
    pub started: Option<Timestamp>,
    /// In which journal the station said so.
    pub epoch: Option<JournalEpoch>,
    /// From then on it holds nobody, though the station has not said that it ended.
    pub released: Option<Timestamp>,
    pub end: Option<End>,
    pub reset: Option<ResetReport>,
    /// How many sit with the visitor.
    pub companions: u8,
    /// What it costs, if it costs anything.
    pub tariff: Option<Tariff>,
    /// What it cost, once it has ended.
    pub price: Option<Cents>,
    /// The visitor's own booking, if they came to it.
    pub booking: Option<BookingId>,
}

/// [`Session::is_visit`], asked of the table `session`.
pub(super) const IS_VISIT: &str =
    "session.started IS NULL AND session.ended IS NOT NULL AND session.ends = session.granted";

impl Session {
    /// Whether it is a visit with a USB key: printed without a session, it was granted no time and never began.
    pub fn is_visit(&self) -> bool {
        self.started.is_none() && self.end.is_some() && self.ends == self.granted
    }
}

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    pub at: Timestamp,
    /// Site time used.
    pub seconds: u32,
    pub cause: EndCause,
    /// Whether the station said so itself; else the hub concluded it.
    pub by_station: bool,
}

const COLUMNS: &str =
    "id, station, policy, category, visitor, ticket, moved_from, picture, ordinal, age, day, granted,
    ends, extends_by_itself, epoch, started, released, ended, seconds, cause, settled_by, reset,
    companions, tariff, price, booking";

fn session(row: &Row<'_>) -> rusqlite::Result<Session> {
    let visitor = row.parsed_if_any("visitor")?.map(Holder::Visitor);
    let ticket = row.parsed_if_any("ticket")?.map(Holder::Ticket);
    let end = match row.moment_if_any("ended")? {
        Some(at) => Some(End {
            at,
            seconds: row.raw("seconds")?,
            cause: row.word("cause")?,
            by_station: row.raw::<Option<String>>("settled_by")?.as_deref() == Some("station"),
        }),
        None => None,
    };
    Ok(Session {
        id: row.parsed("id")?,
        station: row.parsed("station")?,
        policy: row.parsed("policy")?,
        category: row.word("category")?,
        holder: visitor.or(ticket).unwrap_or(Holder::Nobody),
        moved_from: row.parsed_if_any("moved_from")?,
        alias: Alias { picture: row.raw("picture")?, ordinal: row.raw("ordinal")? },
        age: row.word("age")?,
        day: row.parsed("day")?,
        granted: row.moment("granted")?,
        ends: row.moment("ends")?,
        extends_by_itself: row.raw("extends_by_itself")?,
        started: row.moment_if_any("started")?,
        epoch: row.parsed_if_any("epoch")?,
        released: row.moment_if_any("released")?,
        end,
        reset: row.json_if_any("reset")?,
        companions: row.raw("companions")?,
        tariff: row.json_if_any("tariff")?,
        price: row.raw::<Option<i64>>("price")?.map(Cents),
        booking: row.parsed_if_any("booking")?,
    })
}

fn one(connection: &Connection, rest: &str, values: impl Params) -> Result<Option<Session>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM session WHERE {rest}");
    Ok(connection.prepare_cached(&sql)?.query_row(values, session).optional()?)
}

fn many(connection: &Connection, rest: &str, values: impl Params) -> Result<Vec<Session>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM session WHERE {rest}");
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(values, session)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// One session.
pub fn get(connection: &Connection, id: SessionId) -> Result<Option<Session>, StoreError> {
    one(connection, "id = ?1", [id.to_string()])
}

/// The session on a station that has not ended.
pub fn open_on(connection: &Connection, station: StationId) -> Result<Option<Session>, StoreError> {
    one(connection, "station = ?1 AND ended IS NULL", [station.to_string()])
}

/// Every session that has not ended.
pub fn open(connection: &Connection) -> Result<Vec<Session>, StoreError> {
    many(connection, "ended IS NULL", [])
}

/// The sessions of a holder that have not ended.
pub fn open_of(connection: &Connection, holder: Holder) -> Result<Vec<Session>, StoreError> {
    match holder {
        Holder::Visitor(id) => many(connection, "visitor = ?1 AND ended IS NULL", [id.to_string()]),
        Holder::Ticket(id) => many(connection, "ticket = ?1 AND ended IS NULL", [id.to_string()]),
        Holder::Nobody => Ok(Vec::new()),
    }
}

/// The sessions granted on a civil day, in order.
pub fn of_day(connection: &Connection, day: Date) -> Result<Vec<Session>, StoreError> {
    many(connection, "day = ?1 ORDER BY granted, id", [day.to_string()])
}

/// How the holder was called on this day, if they had a session on it.
pub fn alias_of(connection: &Connection, holder: Holder, day: Date) -> Result<Option<Alias>, StoreError> {
    let found = match holder {
        Holder::Visitor(id) => {
            one(connection, "visitor = ?1 AND day = ?2 LIMIT 1", params![id.to_string(), day.to_string()])?
        }
        Holder::Ticket(id) => {
            one(connection, "ticket = ?1 AND day = ?2 LIMIT 1", params![id.to_string(), day.to_string()])?
        }
        Holder::Nobody => None,
    };
    Ok(found.map(|session| session.alias))
}

/// The seconds of a holder's finished sessions, on one day or on all.
pub fn settled_seconds(
    connection: &Connection,
    holder: Holder,
    day: Option<Date>,
) -> Result<u32, StoreError> {
    let (column, id) = match holder {
        Holder::Visitor(id) => ("visitor", id.to_string()),
        Holder::Ticket(id) => ("ticket", id.to_string()),
        Holder::Nobody => return Ok(0),
    };
    let sql = format!(
        "SELECT coalesce(sum(session_day.seconds), 0) AS used FROM session
         JOIN session_day ON session_day.session = session.id
         WHERE session.{column} = ?1 AND (?2 IS NULL OR session_day.day = ?2)"
    );
    Ok(connection
        .prepare_cached(&sql)?
        .query_row(params![id, day.map(|day| day.to_string())], |row| row.raw("used"))?)
}

/// The seconds of a holder's finished sessions from a civil day on, by day and station.
pub fn settled_by_day(
    connection: &Connection,
    holder: Holder,
    since: Date,
) -> Result<Vec<(Date, StationId, u32)>, StoreError> {
    let (column, id) = match holder {
        Holder::Visitor(id) => ("visitor", id.to_string()),
        Holder::Ticket(id) => ("ticket", id.to_string()),
        Holder::Nobody => return Ok(Vec::new()),
    };
    let sql = format!(
        "SELECT session_day.day, session.station, sum(session_day.seconds) AS used FROM session
         JOIN session_day ON session_day.session = session.id
         WHERE session.{column} = ?1 AND session_day.day >= ?2
         GROUP BY session_day.day, session.station ORDER BY session_day.day, session.station"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(params![id, since.to_string()], |row| {
        Ok((row.parsed("day")?, row.parsed("station")?, row.raw("used")?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Records a granted session. Its station must have no other that is open.
pub fn insert(tx: &Tx<'_>, session: &Session) -> Result<(), StoreError> {
    let (visitor, ticket) = session.holder.columns();
    tx.prepare_cached(
        "INSERT INTO session (id, station, policy, category, visitor, ticket, moved_from, picture, ordinal, age, day,
             granted, ends, extends_by_itself, epoch, started, companions, tariff, booking)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)",
    )?
    .execute(params![
        session.id.to_string(),
        session.station.to_string(),
        session.policy.to_string(),
        word(session.category)?,
        visitor,
        ticket,
        session.moved_from.map(|id| id.to_string()),
        session.alias.picture,
        session.alias.ordinal,
        word(session.age)?,
        session.day.to_string(),
        ms(session.granted),
        ms(session.ends),
        session.extends_by_itself,
        session.epoch.map(|epoch| epoch.to_string()),
        session.started.map(ms),
        session.companions,
        session.tariff.as_ref().map(json).transpose()?,
        session.booking.map(|id| id.to_string()),
    ])?;
    Ok(())
}

/// A later lease moved its end.
pub fn set_ends(
    tx: &Tx<'_>,
    id: SessionId,
    ends: Timestamp,
    extends_by_itself: bool,
) -> Result<(), StoreError> {
    tx.prepare_cached("UPDATE session SET ends = ?2, extends_by_itself = ?3 WHERE id = ?1")?
        .execute(params![id.to_string(), ms(ends), extends_by_itself])?;
    Ok(())
}

/// The station said that it started.
pub fn set_started(
    tx: &Tx<'_>,
    id: SessionId,
    started: Timestamp,
    epoch: JournalEpoch,
) -> Result<(), StoreError> {
    tx.prepare_cached("UPDATE session SET started = ?2, epoch = ?3 WHERE id = ?1")?.execute(params![
        id.to_string(),
        ms(started),
        epoch.to_string()
    ])?;
    Ok(())
}

/// So many sit with the visitor.
pub fn set_companions(tx: &Tx<'_>, id: SessionId, companions: u8) -> Result<(), StoreError> {
    tx.execute("UPDATE session SET companions = ?2 WHERE id = ?1", params![id.to_string(), companions])?;
    Ok(())
}

/// It is the session of a visitor who came to their booking.
pub fn set_booking(tx: &Tx<'_>, id: SessionId, booking: BookingId) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE session SET booking = ?2 WHERE id = ?1",
        params![id.to_string(), booking.to_string()],
    )?;
    Ok(())
}

/// What it cost in the end.
pub fn set_price(tx: &Tx<'_>, id: SessionId, price: Option<Cents>) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE session SET price = ?2 WHERE id = ?1",
        params![id.to_string(), price.map(|cents| cents.0)],
    )?;
    Ok(())
}

/// It holds nobody any more.
pub fn set_released(tx: &Tx<'_>, id: SessionId, at: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE session SET released = ?2 WHERE id = ?1 AND released IS NULL",
        params![id.to_string(), ms(at)],
    )?;
    Ok(())
}

/// Settles a session: its end, and its seconds by civil day. What a station says replaces what the hub concluded.
pub fn settle(tx: &Tx<'_>, id: SessionId, end: &End, days: &[(Date, u32)]) -> Result<(), StoreError> {
    let by = if end.by_station { "station" } else { "hub" };
    tx.prepare_cached(
        "UPDATE session SET ended = ?2, seconds = ?3, cause = ?4, settled_by = ?5 WHERE id = ?1",
    )?
    .execute(params![id.to_string(), ms(end.at), end.seconds, word(end.cause)?, by])?;
    tx.prepare_cached("DELETE FROM session_day WHERE session = ?1")?.execute([id.to_string()])?;
    let mut insert =
        tx.prepare_cached("INSERT INTO session_day (session, day, seconds) VALUES (?1, ?2, ?3)")?;
    for (day, seconds) in days {
        insert.execute(params![id.to_string(), day.to_string(), seconds])?;
    }
    Ok(())
}

/// What was left of it was erased and looked for.
pub fn set_reset(tx: &Tx<'_>, id: SessionId, report: &ResetReport) -> Result<(), StoreError> {
    tx.execute("UPDATE session SET reset = ?2 WHERE id = ?1", params![id.to_string(), json(report)?])?;
    Ok(())
}

/// The charter was accepted at the start of this session.
pub fn accept_charter(
    tx: &Tx<'_>,
    id: SessionId,
    charter: &str,
    lang: &str,
    at: Timestamp,
) -> Result<(), StoreError> {
    tx.prepare_cached("INSERT INTO acceptance (session, charter, lang, at) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![id.to_string(), charter, lang, ms(at)])?;
    Ok(())
}
