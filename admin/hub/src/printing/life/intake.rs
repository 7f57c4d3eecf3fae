//! A print's beginning, for whoever takes documents.

use std::sync::Arc;

use epn_rules::id::{PrintJobId, SessionId, StationId};
use epn_wire::money::PurseHolder;
use ulid::Ulid;

use super::PrintError;
use super::change::{changed, happens, save, until};
use super::purse;
use super::state::{Event, State};
use crate::grant::Case;
use crate::printing::{DocumentFormat, Ticket};
use crate::store::print_job::{self, PrintJob};
use crate::store::{StoreError, session};

/// How many prints of one session may wait at once.
const MOST_OPEN: u32 = 1000;

/// A print that was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Begun {
    pub id: PrintJobId,
    /// What its station calls it by.
    pub ipp: i32,
}

/// Why no print begins.
#[derive(Debug, thiserror::Error)]
pub enum BeginError {
    #[error("nobody has a session on this station: sign in, then print")]
    NoSession,
    #[error("too many prints of this session wait: confirm or cancel some of them")]
    TooMany,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A document that is on disk whole, durably.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrived {
    pub format: DocumentFormat,
    pub bytes: u64,
}

/// Records a print of whoever has the session that is open on a station now, and of nobody else.
pub fn begin(case: &Case<'_>, station: StationId, ticket: &Ticket) -> Result<Begun, BeginError> {
    begin_as(case, station, ticket, PrintJobId(Ulid::new()))
}

/// The same of a document that lies there already, whole, under the id that the print then has.
pub fn adopt(
    case: &Case<'_>,
    station: StationId,
    id: PrintJobId,
    document: Arrived,
) -> Result<(), BeginError> {
    begin_as(case, station, &Ticket::default(), id)?;
    arrived(case, id, document)?;
    Ok(())
}

/// The same of a document that nobody printed from a session: of a visit with a USB key, and who pays for it.
pub fn adopt_for(
    case: &Case<'_>,
    of: (StationId, SessionId, PurseHolder),
    id: PrintJobId,
    document: Arrived,
) -> Result<(), BeginError> {
    record(case, of, &Ticket::default(), id)?;
    arrived(case, id, document)?;
    Ok(())
}

fn begin_as(
    case: &Case<'_>,
    station: StationId,
    ticket: &Ticket,
    id: PrintJobId,
) -> Result<Begun, BeginError> {
    let open = session::open_on(case.tx, station)?.filter(|session| session.released.is_none());
    let session = open.ok_or(BeginError::NoSession)?.id;
    let holder = purse::holder(case.tx, session)?;
    record(case, (station, session, holder), ticket, id)
}

fn record(
    case: &Case<'_>,
    (station, session, holder): (StationId, SessionId, PurseHolder),
    ticket: &Ticket,
    id: PrintJobId,
) -> Result<Begun, BeginError> {
    if print_job::open_of_session(case.tx, session)? >= MOST_OPEN {
        return Err(BeginError::TooMany);
    }
    let day = case.policy.rules.calendar().date_of(case.now);
    let (ipp, number) = print_job::next_numbers(case.tx, day)?;
    let mut new = PrintJob {
        id,
        ipp,
        day,
        number,
        station,
        session,
        holder,
        again: None,
        made: case.now,
        ticket: ticket.clone(),
        format: None,
        bytes: None,
        document: true,
        state: State::Receiving,
        since: case.now,
        until: None,
        pages: None,
        to_check: None,
        refusal: None,
        chosen: None,
        turn: None,
        attempt: 0,
        there: None,
        impressions: 0,
        trouble: None,
        charged: None,
        ended: None,
    };
    new.until = until(case, &new);
    print_job::insert(case.tx, &new)?;
    changed(case);
    Ok(Begun { id, ipp })
}

/// Its document is there whole: it is counted as soon as this is durable. `false` if it was taken back meanwhile.
pub fn arrived(case: &Case<'_>, id: PrintJobId, arrived: Arrived) -> Result<bool, StoreError> {
    let Some(mut job) = print_job::get(case.tx, id)?.filter(|job| job.state == State::Receiving) else {
        return Ok(false);
    };
    (job.format, job.bytes) = (Some(arrived.format), Some(arrived.bytes));
    save(case, &job)?;
    let hub = Arc::clone(case.hub);
    case.tx.after_commit(move || hub.prints.arrived());
    Ok(true)
}

/// Its document is that of another print, whose sender never heard that it was taken and sent it again: that one stands for
/// both. `false` if it was taken back meanwhile.
pub fn sent_again(case: &Case<'_>, id: PrintJobId, first: PrintJobId) -> Result<bool, StoreError> {
    let Some(mut job) = print_job::get(case.tx, id)?.filter(|job| job.format.is_none()) else {
        return Ok(false);
    };
    job.again = Some(first);
    told(happens(case, &mut job, Event::Cancelled))
}

/// Its document will never be whole. `false` if it was already, or it was taken back.
pub fn incomplete(case: &Case<'_>, id: PrintJobId) -> Result<bool, StoreError> {
    let Some(mut job) = print_job::get(case.tx, id)?.filter(|job| job.format.is_none()) else {
        return Ok(false);
    };
    told(happens(case, &mut job, Event::Broken))
}

/// What became of taking a print back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cancel {
    Done,
    /// It is at its printer.
    TooLate,
    /// It was over before.
    Over,
}

/// Its visitor takes it back, on the screen or where it was printed from.
pub fn cancel(case: &Case<'_>, id: PrintJobId) -> Result<Cancel, StoreError> {
    let Some(mut job) = print_job::get(case.tx, id)?.filter(|job| !job.state.is_over()) else {
        return Ok(Cancel::Over);
    };
    let done = told(happens(case, &mut job, Event::Cancelled))?;
    Ok(if done { Cancel::Done } else { Cancel::TooLate })
}

/// Whether a step without a price was made.
fn told(step: Result<(), PrintError>) -> Result<bool, StoreError> {
    match step {
        Ok(()) => Ok(true),
        Err(PrintError::NotNow(_)) => Ok(false),
        Err(PrintError::Store(error)) => Err(error),
        Err(other) => Err(StoreError::Value(other.to_string().into())),
    }
}
