//! Prints: how each stands, and its journal.

use epn_rules::id::{PrintJobId, PrinterId, SessionId, StationId};
use epn_rules::people::Alias;
use epn_rules::print::{Finish, Page, Quote};
use epn_rules::units::Cents;
use epn_wire::money::PurseHolder;
use epn_wire::printing::{PrintRefusal, PrinterTrouble};
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension as _, Params, Row, params};

use super::codec::{Columns as _, json, ms, number, word};
use super::session::IS_VISIT;
use super::{StoreError, Tx};
use crate::printing::life::{Doubt, Quoted, State};
use crate::printing::{DocumentFormat, Ticket};

/// One print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintJob {
    pub id: PrintJobId,
    /// What stations call it by; never used again.
    pub ipp: i32,
    pub day: Date,
    /// What people call it by on that day.
    pub number: u32,
    pub station: StationId,
    /// The session that was open there when it was created.
    pub session: SessionId,
    /// Whose purse pays.
    pub holder: PurseHolder,
    /// The print of which it prints what had failed, or that its sender sent twice.
    pub again: Option<PrintJobId>,
    pub made: Timestamp,
    /// How it is to come out.
    pub ticket: Ticket,
    /// Once its document is there whole.
    pub format: Option<DocumentFormat>,
    pub bytes: Option<u64>,
    /// Whether the bytes of its document are kept.
    pub document: bool,
    pub state: State,
    /// When it came into this state.
    pub since: Timestamp,
    /// When the timer is due: it expires, or its bytes are deleted.
    pub until: Option<Timestamp>,
    /// As counted.
    pub pages: Option<Vec<Page>>,
    /// Why a mediator has to look at it.
    pub to_check: Option<Doubt>,
    pub refusal: Option<PrintRefusal>,
    pub chosen: Option<Chosen>,
    /// Its place among all that were released.
    pub turn: Option<u64>,
    /// How often a printer was asked to create it.
    pub attempt: u32,
    pub there: Option<There>,
    /// Sides that came out, as its printer says.
    pub impressions: u32,
    /// What stopped it.
    pub trouble: Option<PrinterTrouble>,
    /// What was debited, once that is settled.
    pub charged: Option<Cents>,
    pub ended: Option<Timestamp>,
}

/// Where it is printed, and for how much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    pub printer: PrinterId,
    pub quote: Quoted,
}

/// What its printer knows it by. A printer that restarts uses numbers again: never the number alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct There {
    pub job: i32,
    /// None from printers that give none: then its name is what makes it sure.
    pub uuid: Option<String>,
}

impl PrintJob {
    /// How it comes out, as prices see it.
    pub fn finish(&self) -> Finish {
        self.ticket.finish()
    }

    /// The price of each of its sides, once a printer was chosen.
    pub fn quote(&self) -> Option<Quote> {
        let chosen = self.chosen.as_ref()?;
        Some(chosen.quote.sides(self.pages.as_deref().unwrap_or_default(), self.finish()))
    }

    /// Whether it is another print that was sent a second time, and nothing of its own.
    pub fn is_sent_again(&self) -> bool {
        self.state == State::Cancelled && self.again.is_some() && self.format.is_none()
    }

    /// How its printer is asked to let it come out.
    pub fn ticket_there(&self) -> Ticket {
        self.ticket.clone().on_paper_of(self.pages.as_deref().unwrap_or_default())
    }

    /// What its printer is asked to call it in this attempt.
    pub fn name_there(&self) -> String {
        format!("EPN-{}-{}", self.id, self.attempt)
    }
}

const COLUMNS: &str =
    "print_job.id, ipp, print_job.day, number, print_job.station, print_job.session, holder, again, made, print_job.ticket,
    format, bytes, document, state, since, until, pages, to_check, refusal, printer, quote, turn, attempt, printer_job,
    printer_uuid, impressions, trouble, charged, print_job.ended";

fn job(row: &Row<'_>) -> rusqlite::Result<PrintJob> {
    let chosen = match (row.parsed_if_any("printer")?, row.json_if_any("quote")?) {
        (Some(printer), Some(quote)) => Some(Chosen { printer, quote }),
        _ => None,
    };
    let there = row.raw::<Option<i32>>("printer_job")?;
    let uuid: Option<String> = row.raw("printer_uuid")?;
    Ok(PrintJob {
        id: row.parsed("id")?,
        ipp: row.raw("ipp")?,
        day: row.parsed("day")?,
        number: row.raw("number")?,
        station: row.parsed("station")?,
        session: row.parsed("session")?,
        holder: row.json("holder")?,
        again: row.parsed_if_any("again")?,
        made: row.moment("made")?,
        ticket: row.json("ticket")?,
        format: row.word_if_any("format")?,
        bytes: row.raw::<Option<i64>>("bytes")?.and_then(|bytes| u64::try_from(bytes).ok()),
        document: row.raw("document")?,
        state: row.word("state")?,
        since: row.moment("since")?,
        until: row.moment_if_any("until")?,
        pages: row.raw::<Option<String>>("pages")?.map(|letters| letters.chars().map(page).collect()),
        to_check: row.word_if_any("to_check")?,
        refusal: row.json_if_any("refusal")?,
        chosen,
        turn: row.raw::<Option<i64>>("turn")?.and_then(|turn| u64::try_from(turn).ok()),
        attempt: row.raw("attempt")?,
        there: there.map(|job| There { job, uuid }),
        impressions: row.raw("impressions")?,
        trouble: row.word_if_any("trouble")?,
        charged: row.raw::<Option<i64>>("charged")?.map(Cents),
        ended: row.moment_if_any("ended")?,
    })
}

/// A counted page as a letter.
fn letter(page: Page) -> char {
    match (page.large, page.colour) {
        (false, false) => 'b',
        (false, true) => 'c',
        (true, false) => 'B',
        (true, true) => 'C',
    }
}

fn page(letter: char) -> Page {
    Page { colour: letter.eq_ignore_ascii_case(&'c'), large: letter.is_ascii_uppercase() }
}

fn one(connection: &Connection, rest: &str, values: impl Params) -> Result<Option<PrintJob>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM print_job WHERE {rest}");
    Ok(connection.prepare_cached(&sql)?.query_row(values, job).optional()?)
}

fn many(connection: &Connection, rest: &str, values: impl Params) -> Result<Vec<PrintJob>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM print_job WHERE {rest}");
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(values, job)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The states in which a print is under way to its printer or on it, as SQL.
const UNDER_WAY: &str = "state IN ('released', 'asked', 'created', 'sending', 'printing')";

/// Whether a print is more than another one sent a second time, as SQL: people are shown that one alone.
const OF_ITS_OWN: &str = "NOT (state = 'cancelled' AND again IS NOT NULL AND format IS NULL)";

/// The sessions that a session goes on from, itself among them, as SQL.
const CHAIN: &str = "WITH RECURSIVE chain (id) AS (
        SELECT ?1 UNION SELECT session.moved_from FROM session JOIN chain ON session.id = chain.id
        WHERE session.moved_from IS NOT NULL)";

/// One print.
pub fn get(connection: &Connection, id: PrintJobId) -> Result<Option<PrintJob>, StoreError> {
    one(connection, "id = ?1", [id.to_string()])
}

/// The prints of a session and of those that it goes on from, the newest first, at most so many.
pub fn of_session(
    connection: &Connection,
    session: SessionId,
    most: usize,
) -> Result<Vec<PrintJob>, StoreError> {
    let sql = format!(
        "{CHAIN} SELECT {COLUMNS} FROM print_job WHERE session IN (SELECT id FROM chain) AND {OF_ITS_OWN}
         ORDER BY ipp DESC LIMIT ?2"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let rows = statement.query_map(params![session.to_string(), most], job)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether a print is of a session, or of one that it goes on from.
pub fn is_of_session(
    connection: &Connection,
    id: PrintJobId,
    session: SessionId,
) -> Result<bool, StoreError> {
    let sql = format!("{CHAIN} SELECT 1 FROM print_job WHERE id = ?2 AND session IN (SELECT id FROM chain)");
    Ok(connection.prepare_cached(&sql)?.exists(params![session.to_string(), id.to_string()])?)
}

/// How many prints of a session are not over.
pub fn open_of_session(connection: &Connection, session: SessionId) -> Result<u32, StoreError> {
    Ok(connection
        .prepare_cached("SELECT count(*) AS many FROM print_job WHERE session = ?1 AND ended IS NULL")?
        .query_row([session.to_string()], |row| row.raw("many"))?)
}

/// How many prints from USB keys at a station are not over.
pub fn open_without_session(connection: &Connection, station: StationId) -> Result<u32, StoreError> {
    let sql = format!(
        "SELECT count(*) AS many FROM print_job JOIN session ON session.id = print_job.session
         WHERE print_job.ended IS NULL AND print_job.station = ?1 AND {IS_VISIT}"
    );
    Ok(connection.prepare_cached(&sql)?.query_row([station.to_string()], |row| row.raw("many"))?)
}

/// What a station asks for by number, if it is of this session of it.
pub fn by_ipp(
    connection: &Connection,
    station: StationId,
    session: SessionId,
    ipp: i32,
) -> Result<Option<PrintJob>, StoreError> {
    let values = params![ipp, station.to_string(), session.to_string()];
    one(connection, "ipp = ?1 AND station = ?2 AND session = ?3", values)
}

/// Looks at every print by its identifier, in order of arrival, until there is something to say; at nothing where one cannot be
/// read.
pub fn first<T>(
    connection: &Connection,
    mut look: impl FnMut(&str, Option<PrintJob>) -> Result<Option<T>, StoreError>,
) -> Result<Option<T>, StoreError> {
    let mut statement = connection.prepare(&format!("SELECT {COLUMNS} FROM print_job ORDER BY ipp"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let found = look(&row.raw::<String>("id")?, job(row).ok())?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// Those whose document may still arrive, or is being counted.
pub fn receiving(connection: &Connection) -> Result<Vec<PrintJob>, StoreError> {
    many(connection, "state = 'receiving' ORDER BY ipp", [])
}

/// Those whose documents are kept.
pub fn keeps_document(connection: &Connection) -> Result<Vec<PrintJobId>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT id FROM print_job WHERE document = 1")?;
    let rows = statement.query_map([], |row| row.parsed("id"))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The documents that are there whole, and how many bytes each has.
pub fn documents(connection: &Connection) -> Result<Vec<(PrintJobId, u64)>, StoreError> {
    let sql = "SELECT id, bytes FROM print_job WHERE document = 1 AND bytes IS NOT NULL ORDER BY ipp";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([], |row| Ok((row.parsed("id")?, row.number("bytes")?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Those under way to a printer or on it: what is there first, then in their turn.
pub fn under_way(connection: &Connection, printer: PrinterId) -> Result<Vec<PrintJob>, StoreError> {
    let rest = format!("printer = ?1 AND {UNDER_WAY} ORDER BY state = 'released', turn");
    many(connection, &rest, [printer.to_string()])
}

/// What is on a printer, else what comes next there.
pub fn next_for(connection: &Connection, printer: PrinterId) -> Result<Option<PrintJob>, StoreError> {
    let rest = format!("printer = ?1 AND {UNDER_WAY} ORDER BY state = 'released', turn LIMIT 1");
    one(connection, &rest, [printer.to_string()])
}

/// Whether somebody has to choose where a print comes out.
pub fn waits_for_choice(connection: &Connection) -> Result<bool, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT 1 FROM print_job WHERE ended IS NULL AND state IN ('held', 'to-check', 'authorised') LIMIT 1",
        )?
        .exists([])?)
}

/// When the timer is due next.
pub fn next_due(connection: &Connection) -> Result<Option<Timestamp>, StoreError> {
    Ok(connection
        .prepare_cached("SELECT min(until) AS until FROM print_job WHERE until IS NOT NULL")?
        .query_row([], |row| row.moment_if_any("until"))?)
}

/// For which the timer is due.
pub fn due(connection: &Connection, now: Timestamp) -> Result<Vec<PrintJob>, StoreError> {
    many(connection, "until <= ?1 ORDER BY until", [ms(now)])
}

/// A print as the desk is shown it.
#[derive(Clone, Debug)]
pub struct AtDesk {
    pub job: PrintJob,
    /// The name of the station that it came from.
    pub station: String,
    pub alias: Alias,
}

const AT_DESK: &str = "FROM print_job JOIN session ON session.id = print_job.session
    JOIN station ON station.id = print_job.station";

fn at_desk(row: &Row<'_>) -> rusqlite::Result<AtDesk> {
    Ok(AtDesk {
        job: job(row)?,
        station: row.raw("station_name")?,
        alias: Alias { picture: row.raw("picture")?, ordinal: row.raw("ordinal")? },
    })
}

/// The prints that are not over and those of a day, in order of arrival; the newest so many.
pub fn desk(connection: &Connection, day: Date, most: usize) -> Result<Vec<AtDesk>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS}, station.name AS station_name, session.picture, session.ordinal {AT_DESK}
         WHERE (print_job.ended IS NULL OR print_job.day = ?1) AND {OF_ITS_OWN} ORDER BY ipp DESC LIMIT ?2"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let rows = statement.query_map(params![day.to_string(), most], at_desk)?;
    let mut rows: Vec<AtDesk> = rows.collect::<Result<_, _>>()?;
    rows.reverse();
    Ok(rows)
}

/// One print, as the desk is shown it.
pub fn one_at_desk(connection: &Connection, id: PrintJobId) -> Result<Option<AtDesk>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS}, station.name AS station_name, session.picture, session.ordinal {AT_DESK}
         WHERE print_job.id = ?1"
    );
    Ok(connection.prepare_cached(&sql)?.query_row([id.to_string()], at_desk).optional()?)
}

/// The numbers of the next print: what stations call it by, and what people do on this day.
pub fn next_numbers(tx: &Tx<'_>, day: Date) -> Result<(i32, u32), StoreError> {
    let ipp = tx
        .prepare_cached("SELECT coalesce(max(ipp), 0) + 1 AS next FROM print_job")?
        .query_row([], |row| row.raw("next"))?;
    let number = tx
        .prepare_cached("SELECT coalesce(max(number), 0) + 1 AS next FROM print_job WHERE day = ?1")?
        .query_row([day.to_string()], |row| row.raw("next"))?;
    Ok((ipp, number))
}

/// The place after all that were released so far.
pub fn next_turn(tx: &Tx<'_>) -> Result<u64, StoreError> {
    Ok(tx
        .prepare_cached("SELECT coalesce(max(turn), 0) + 1 AS next FROM print_job")?
        .query_row([], |row| row.number("next"))?)
}

/// Records a new print, and that it is one.
pub fn insert(tx: &Tx<'_>, new: &PrintJob) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT INTO print_job (id, ipp, day, number, station, session, holder, again, made, ticket, state, since)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )?
    .execute(params![
        new.id.to_string(),
        new.ipp,
        new.day.to_string(),
        new.number,
        new.station.to_string(),
        new.session.to_string(),
        json(&new.holder)?,
        new.again.map(|id| id.to_string()),
        ms(new.made),
        json(&new.ticket)?,
        word(new.state)?,
        ms(new.since),
    ])?;
    save(tx, new)?;
    journal(tx, new, new.made)
}

/// Keeps what became of it.
pub fn save(tx: &Tx<'_>, job: &PrintJob) -> Result<(), StoreError> {
    let (printer, quote) =
        job.chosen.as_ref().map(|chosen| (chosen.printer.to_string(), &chosen.quote)).unzip();
    let (there, uuid) = job.there.as_ref().map(|there| (there.job, there.uuid.as_deref())).unzip();
    let pages = job.pages.as_ref().map(|pages| pages.iter().copied().map(letter).collect::<String>());
    tx.prepare_cached(
        "UPDATE print_job SET format = ?2, bytes = ?3, document = ?4, state = ?5, since = ?6, until = ?7, pages = ?8,
             to_check = ?9, refusal = ?10, printer = ?11, quote = ?12, turn = ?13, attempt = ?14, printer_job = ?15,
             printer_uuid = ?16, impressions = ?17, trouble = ?18, charged = ?19, ended = ?20, again = ?21
         WHERE id = ?1",
    )?
    .execute(params![
        job.id.to_string(),
        job.format.map(word).transpose()?,
        job.bytes.map(number).transpose()?,
        job.document,
        word(job.state)?,
        ms(job.since),
        job.until.map(ms),
        pages,
        job.to_check.map(word).transpose()?,
        job.refusal.as_ref().map(json).transpose()?,
        printer,
        quote.map(json).transpose()?,
        job.turn.map(number).transpose()?,
        job.attempt,
        there,
        uuid.flatten(),
        job.impressions,
        job.trouble.map(word).transpose()?,
        job.charged.map(|cents| cents.0),
        job.ended.map(ms),
        job.again.map(|id| id.to_string()),
    ])?;
    Ok(())
}

/// Somebody else pays for it.
pub fn set_holder(tx: &Tx<'_>, id: PrintJobId, holder: PurseHolder) -> Result<(), StoreError> {
    tx.execute("UPDATE print_job SET holder = ?2 WHERE id = ?1", params![id.to_string(), json(&holder)?])?;
    Ok(())
}

/// Adds the step that it just made to its journal.
pub fn journal(tx: &Tx<'_>, job: &PrintJob, at: Timestamp) -> Result<(), StoreError> {
    let (there, uuid) = job.there.as_ref().map(|there| (there.job, there.uuid.as_deref())).unzip();
    tx.prepare_cached(
        "INSERT INTO print_step (job, at, attempt, state, printer_job, printer_uuid, impressions)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        job.id.to_string(),
        ms(at),
        job.attempt,
        word(job.state)?,
        there,
        uuid.flatten(),
        job.impressions,
    ])?;
    Ok(())
}

/// The states that a print went through, in order.
pub fn steps(connection: &Connection, id: PrintJobId) -> Result<Vec<State>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT state FROM print_step WHERE job = ?1 ORDER BY seq")?;
    let rows = statement.query_map([id.to_string()], |row| row.word("state"))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
