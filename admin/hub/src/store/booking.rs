//! Bookings: slots held on stations and equipment. No two holds on a place overlap, whoever writes: a trigger sees to it.

use epn_rules::facts::Hold;
use epn_rules::id::{BookingId, PolicyId, SessionId, StaffId, StationId};
use epn_rules::people::Alias;
use epn_wire::calendar::{BookingState, Place};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, Params, Row, params};

use super::codec::{Columns as _, ms, word};
use super::session::Holder;
use super::{StoreError, Tx};

/// No booking is longer: whatever runs at a moment began at most so long before.
pub const LONGEST: SignedDuration = SignedDuration::from_hours(24);

/// What the triggers say of a hold that overlaps another.
const HELD_ALREADY: &str = "the place is held already";

/// One booking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Booking {
    pub id: BookingId,
    pub place: Place,
    /// What was asked for, if any place with it would do.
    pub tag: Option<String>,
    pub holder: Holder,
    /// How its visitor is called on its day.
    pub alias: Option<Alias>,
    /// What it is for, if for no visitor.
    pub label: String,
    /// The same for all bookings that were made as one.
    pub series: Option<String>,
    /// By which version it was decided.
    pub policy: PolicyId,
    /// The civil day of its start.
    pub day: Date,
    pub span: Hold,
    pub state: BookingState,
    pub made: Timestamp,
    /// Who made it at the desk; nobody if the visitor did.
    pub staff: Option<StaffId>,
    /// Why although the rules refused.
    pub reason: Option<String>,
    /// Of the visitor who came.
    pub session: Option<SessionId>,
}

/// Whether a slot is held now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Held {
    Yes,
    /// Another hold overlaps it. Nothing was changed.
    TakenAlready,
}

const COLUMNS: &str =
    "booking.id, booking.station, booking.equipment, booking.tag, booking.visitor, booking.ticket, booking.picture,
    booking.ordinal, booking.label, booking.series, booking.policy, booking.day, booking.starts, booking.ends,
    booking.state, booking.made, booking.staff, booking.reason, booking.session";

fn booking(row: &Row<'_>) -> rusqlite::Result<Booking> {
    let visitor = row.parsed_if_any("visitor")?.map(Holder::Visitor);
    let ticket = row.parsed_if_any("ticket")?.map(Holder::Ticket);
    let alias = match row.raw::<Option<String>>("picture")? {
        Some(picture) => Some(Alias { picture, ordinal: row.raw("ordinal")? }),
        None => None,
    };
    Ok(Booking {
        id: row.parsed("id")?,
        place: place(row)?,
        tag: row.raw("tag")?,
        holder: visitor.or(ticket).unwrap_or(Holder::Nobody),
        alias,
        label: row.raw("label")?,
        series: row.raw("series")?,
        policy: row.parsed("policy")?,
        day: row.parsed("day")?,
        span: span(row)?,
        state: row.word("state")?,
        made: row.moment("made")?,
        staff: row.parsed_if_any("staff")?,
        reason: row.raw("reason")?,
        session: row.parsed_if_any("session")?,
    })
}

fn place(row: &Row<'_>) -> rusqlite::Result<Place> {
    match row.parsed_if_any("station")? {
        Some(id) => Ok(Place::Station { id }),
        None => Ok(Place::Equipment { id: row.parsed("equipment")? }),
    }
}

fn span(row: &Row<'_>) -> rusqlite::Result<Hold> {
    Ok(Hold { from: row.moment("starts")?, until: row.moment("ends")? })
}

/// Column and identifier of a place.
fn of_place(place: Place) -> (&'static str, String) {
    match place {
        Place::Station { id } => ("station", id.to_string()),
        Place::Equipment { id } => ("equipment", id.to_string()),
    }
}

/// Column and identifier of a holder who is known.
fn of_holder(holder: Holder) -> Option<(&'static str, String)> {
    match holder {
        Holder::Visitor(id) => Some(("visitor", id.to_string())),
        Holder::Ticket(id) => Some(("ticket", id.to_string())),
        Holder::Nobody => None,
    }
}

fn many(connection: &Connection, rest: &str, values: impl Params) -> Result<Vec<Booking>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM booking WHERE {rest}");
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(values, booking)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether a statement that would hold a place did.
fn held(done: rusqlite::Result<usize>) -> Result<Held, StoreError> {
    match done {
        Ok(_) => Ok(Held::Yes),
        Err(rusqlite::Error::SqliteFailure(_, Some(what))) if what == HELD_ALREADY => Ok(Held::TakenAlready),
        Err(other) => Err(other.into()),
    }
}

/// Holds a slot.
pub fn insert(tx: &Tx<'_>, booking: &Booking) -> Result<Held, StoreError> {
    let (station, equipment) = match booking.place {
        Place::Station { id } => (Some(id.to_string()), None),
        Place::Equipment { id } => (None, Some(id.to_string())),
    };
    let (visitor, ticket) = match booking.holder {
        Holder::Visitor(id) => (Some(id.to_string()), None),
        Holder::Ticket(id) => (None, Some(id.to_string())),
        Holder::Nobody => (None, None),
    };
    held(
        tx.prepare_cached(
            "INSERT INTO booking (id, station, equipment, tag, visitor, ticket, picture, ordinal, label, series, policy,
                 day, starts, ends, state, made, staff, reason, session)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)",
        )?
        .execute(params![
            booking.id.to_string(),
            station,
            equipment,
            booking.tag,
            visitor,
            ticket,
            booking.alias.as_ref().map(|alias| alias.picture.as_str()),
            booking.alias.as_ref().map(|alias| alias.ordinal),
            booking.label,
            booking.series,
            booking.policy.to_string(),
            booking.day.to_string(),
            ms(booking.span.from),
            ms(booking.span.until),
            word(booking.state)?,
            ms(booking.made),
            booking.staff.map(|id| id.to_string()),
            booking.reason,
            booking.session.map(|id| id.to_string()),
        ]),
    )
}

/// Holds a booking's new slot in place of the old one, which was let go: its place, moments, version, alias, maker and
/// reason.
pub fn hold_anew(tx: &Tx<'_>, booking: &Booking) -> Result<Held, StoreError> {
    let (station, equipment) = match booking.place {
        Place::Station { id } => (Some(id.to_string()), None),
        Place::Equipment { id } => (None, Some(id.to_string())),
    };
    held(
        tx.prepare_cached(
            "UPDATE booking SET station = ?2, equipment = ?3, tag = ?4, picture = ?5, ordinal = ?6, policy = ?7,
                 day = ?8, starts = ?9, ends = ?10, staff = ?11, reason = ?12, state = 'held'
             WHERE id = ?1",
        )?
        .execute(params![
            booking.id.to_string(),
            station,
            equipment,
            booking.tag,
            booking.alias.as_ref().map(|alias| alias.picture.as_str()),
            booking.alias.as_ref().map(|alias| alias.ordinal),
            booking.policy.to_string(),
            booking.day.to_string(),
            ms(booking.span.from),
            ms(booking.span.until),
            booking.staff.map(|id| id.to_string()),
            booking.reason,
        ]),
    )
}

/// It holds its place no more.
pub fn let_go(tx: &Tx<'_>, id: BookingId, state: BookingState) -> Result<(), StoreError> {
    tx.prepare_cached("UPDATE booking SET state = ?2 WHERE id = ?1")?
        .execute(params![id.to_string(), word(state)?])?;
    Ok(())
}

/// Its visitor came, with this session.
pub fn set_arrived(tx: &Tx<'_>, id: BookingId, session: SessionId) -> Result<(), StoreError> {
    tx.prepare_cached(
        "UPDATE booking SET state = 'arrived', session = ?2 WHERE id = ?1 AND state IN ('held', 'arrived')",
    )?
    .execute(params![id.to_string(), session.to_string()])?;
    Ok(())
}

/// What is left of the bookings of a session that ended is free: they end then, or, not begun, hold nothing more.
/// Whether anything was freed.
pub fn end_with(tx: &Tx<'_>, session: SessionId, at: Timestamp) -> Result<bool, StoreError> {
    let values = params![session.to_string(), ms(at)];
    let unused = tx
        .prepare_cached(
            "UPDATE booking SET state = 'released' WHERE session = ?1 AND state = 'arrived' AND starts >= ?2",
        )?
        .execute(values)?;
    let shortened = tx
        .prepare_cached(
            "UPDATE booking SET ends = ?2 WHERE session = ?1 AND state = 'arrived' AND ends > ?2",
        )?
        .execute(values)?;
    Ok(unused + shortened > 0)
}

/// One booking.
pub fn get(connection: &Connection, id: BookingId) -> Result<Option<Booking>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM booking WHERE id = ?1");
    Ok(connection.prepare_cached(&sql)?.query_row([id.to_string()], booking).optional()?)
}

/// The bookings of a series that are held, from a moment on.
pub fn held_of_series(
    connection: &Connection,
    series: &str,
    from: Timestamp,
) -> Result<Vec<Booking>, StoreError> {
    many(
        connection,
        "booking.series = ?1 AND booking.starts >= ?2 AND booking.state = 'held' ORDER BY booking.starts, booking.id",
        params![series, ms(from)],
    )
}

/// The spans for which a place is held for others than this holder, that are not over at a moment, in order. A booking
/// for no visitor is for others than anybody.
pub fn holds(
    connection: &Connection,
    place: Place,
    except: Holder,
    at: Timestamp,
) -> Result<Vec<Hold>, StoreError> {
    let (column, id) = of_place(place);
    let (own, whose) = of_holder(except).map_or(("visitor", None), |(column, id)| (column, Some(id)));
    let sql = format!(
        "SELECT starts, ends FROM booking
         WHERE {column} = ?1 AND state IN ('held', 'arrived') AND starts > ?2 AND ends > ?3
             AND (?4 IS NULL OR {own} IS NOT ?4)
         ORDER BY starts"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(params![id, ms(began_after(at)), ms(at), whose], span)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The bookings of a holder that hold their place and are not over at a moment, in order.
pub fn of_holder_at(
    connection: &Connection,
    holder: Holder,
    at: Timestamp,
) -> Result<Vec<Booking>, StoreError> {
    let Some((column, id)) = of_holder(holder) else { return Ok(Vec::new()) };
    let rest = format!(
        "booking.{column} = ?1 AND booking.starts > ?2 AND booking.ends > ?3 AND booking.state IN ('held', 'arrived')
         ORDER BY booking.starts"
    );
    many(connection, &rest, params![id, ms(began_after(at)), ms(at)])
}

/// The bookings of a holder that count as use from a civil day on: those that no session has come to.
pub fn counted(connection: &Connection, holder: Holder, since: Date) -> Result<Vec<Booking>, StoreError> {
    let Some((column, id)) = of_holder(holder) else { return Ok(Vec::new()) };
    let rest = format!(
        "booking.{column} = ?1 AND booking.day >= ?2 AND booking.state = 'held' ORDER BY booking.starts"
    );
    many(connection, &rest, params![id, since.to_string()])
}

/// How a holder is called on a day on which they have a booking.
pub fn alias_of(connection: &Connection, holder: Holder, day: Date) -> Result<Option<Alias>, StoreError> {
    let Some((column, id)) = of_holder(holder) else { return Ok(None) };
    let sql = format!(
        "SELECT picture, ordinal FROM booking WHERE {column} = ?1 AND day = ?2 AND picture IS NOT NULL LIMIT 1"
    );
    let alias = |row: &Row<'_>| Ok(Alias { picture: row.raw("picture")?, ordinal: row.raw("ordinal")? });
    Ok(connection.prepare_cached(&sql)?.query_row(params![id, day.to_string()], alias).optional()?)
}

/// A booking with the names that a screen shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub booking: Booking,
    /// The station's or equipment's.
    pub place: String,
    /// The visitor's, if they gave one.
    pub visitor: Option<String>,
}

/// What holds a place on some civil days, both included, whole or in part, in order; with names.
pub fn of_days(connection: &Connection, from: Date, to: Date) -> Result<Vec<Named>, StoreError> {
    // One may have begun the evening before; the caller knows the moments of its days.
    let first = from.yesterday().unwrap_or(from);
    named(
        connection,
        "booking.day BETWEEN ?1 AND ?2 AND booking.state IN ('held', 'arrived') ORDER BY booking.starts, booking.id",
        params![first.to_string(), to.to_string()],
    )
}

/// What is held, and nobody has come to, that begins from a moment on; with names.
pub fn held_from(connection: &Connection, from: Timestamp) -> Result<Vec<Named>, StoreError> {
    named(
        connection,
        "booking.state = 'held' AND booking.starts >= ?1 ORDER BY booking.starts, booking.id",
        [ms(from)],
    )
}

/// One booking, with names.
pub fn get_named(connection: &Connection, id: BookingId) -> Result<Option<Named>, StoreError> {
    Ok(named(connection, "booking.id = ?1", [id.to_string()])?.pop())
}

fn named(connection: &Connection, rest: &str, values: impl Params) -> Result<Vec<Named>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS}, coalesce(station.name, equipment.name) AS place_name, visitor_name.name AS visitor_name
         FROM booking LEFT JOIN station ON station.id = booking.station
             LEFT JOIN equipment ON equipment.id = booking.equipment
             LEFT JOIN visitor_name ON visitor_name.visitor = booking.visitor
         WHERE {rest}"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let read = |row: &Row<'_>| {
        Ok(Named { booking: booking(row)?, place: row.raw("place_name")?, visitor: row.raw("visitor_name")? })
    };
    let rows = statement.query_map(values, read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The bookings of stations by visitors that nobody has come to, which began at a moment or before.
pub fn late(connection: &Connection, at: Timestamp) -> Result<Vec<Booking>, StoreError> {
    many(
        connection,
        "booking.state = 'held' AND booking.starts <= ?1 AND booking.station IS NOT NULL
             AND (booking.visitor IS NOT NULL OR booking.ticket IS NOT NULL)
         ORDER BY booking.starts",
        [ms(at)],
    )
}

/// When the first booking of a station by a visitor begins that nobody has come to.
pub fn first_waiting(connection: &Connection) -> Result<Option<Timestamp>, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT starts FROM booking
             WHERE state = 'held' AND station IS NOT NULL AND (visitor IS NOT NULL OR ticket IS NOT NULL)
             ORDER BY starts LIMIT 1",
        )?
        .query_row([], |row| row.moment("starts"))
        .optional()?)
}

/// The holds of one station, each with its booking, that are not over at a moment and begin before another.
pub fn on_station(
    connection: &Connection,
    station: StationId,
    from: Timestamp,
    until: Timestamp,
) -> Result<Vec<Booking>, StoreError> {
    many(
        connection,
        "booking.station = ?1 AND booking.state IN ('held', 'arrived') AND booking.starts > ?2 AND booking.ends > ?3
             AND booking.starts < ?4
         ORDER BY booking.starts",
        params![station.to_string(), ms(began_after(from)), ms(from), ms(until)],
    )
}

/// Before what is not over at a moment began.
fn began_after(at: Timestamp) -> Timestamp {
    at.checked_sub(LONGEST).unwrap_or(Timestamp::MIN)
}
