//! What the printer asks of the life of prints, and of the database.

use std::sync::Arc;

use epn_rules::id::{PrintJobId, SessionId, StationId};
use epn_wire::printing::PrintRefusal;
use ipp::model::StatusCode;
use rusqlite::Connection;

use super::answer::Refusal;
use crate::grant::Case;
use crate::hub::Hub;
use crate::printing::life::{self, Arrived, BeginError, Begun, Cancel, Event};
use crate::printing::{DocumentFormat, Ticket};
use crate::store::print_job::{self, PrintJob};
use crate::store::{StoreError, session};

/// Jobs of a session that are looked at, the newest.
const MOST: usize = 1000;

/// The database did not do it: to be tried again.
#[expect(clippy::needless_pass_by_value, reason = "it maps errors")]
pub fn trouble(error: StoreError) -> Refusal {
    tracing::error!(%error, "a print request was not carried out");
    Refusal::new(StatusCode::ServerErrorTemporaryError, "try again later")
}

/// Records a new job, durably, before anything of its document is taken.
pub async fn begin(hub: &Arc<Hub>, station: StationId, ticket: Ticket) -> Result<Begun, Refusal> {
    let inside = Arc::clone(hub);
    let begun = hub.store.writer.run(move |tx| life::begin(&Case::new(tx, &inside)?, station, &ticket)).await;
    begun.map_err(|error| match error {
        BeginError::NoSession => Refusal::new(
            StatusCode::ClientErrorNotAuthorized,
            "nobody has a session on this station: sign in, then print",
        ),
        BeginError::TooMany => Refusal::not_possible("too many prints of this session wait"),
        BeginError::Store(error) => trouble(error),
    })
}

/// A job's document is on disk; `false` if the job was taken back meanwhile.
pub async fn arrived(
    hub: &Arc<Hub>,
    id: PrintJobId,
    format: DocumentFormat,
    bytes: u64,
) -> Result<bool, Refusal> {
    let inside = Arc::clone(hub);
    let arrived = Arrived { format, bytes };
    let done = hub.store.writer.run(move |tx| life::arrived(&Case::new(tx, &inside)?, id, arrived)).await;
    done.map_err(trouble)
}

/// A job's document is that of a print whose sender never heard of it; `false` if the job was taken back meanwhile.
pub async fn sent_again(hub: &Arc<Hub>, id: PrintJobId, first: PrintJobId) -> Result<bool, Refusal> {
    let inside = Arc::clone(hub);
    let done = hub.store.writer.run(move |tx| life::sent_again(&Case::new(tx, &inside)?, id, first)).await;
    done.map_err(trouble)
}

/// A job's document will never be whole.
pub async fn incomplete(hub: &Arc<Hub>, id: PrintJobId) {
    let inside = Arc::clone(hub);
    let done = hub.store.writer.run(move |tx| life::incomplete(&Case::new(tx, &inside)?, id)).await;
    if let Err::<bool, StoreError>(error) = done {
        // The next start sees to it.
        tracing::error!(%error, "a print that did not arrive whole was not marked");
    }
}

/// A job's document has more bytes than are taken.
pub async fn too_big(hub: &Arc<Hub>, id: PrintJobId) {
    let inside = Arc::clone(hub);
    let refused = hub.store.writer.run(move |tx| {
        let case = Case::new(tx, &inside)?;
        let Some(mut job) = print_job::get(tx, id)? else { return Ok(()) };
        job.refusal = Some(PrintRefusal::TooBig);
        life::happens(&case, &mut job, Event::Refused)
    });
    if let Err(error) = refused.await {
        tracing::error!(%error, "a print that is too big was not refused");
    }
}

/// Takes a job back.
pub async fn cancel(hub: &Arc<Hub>, id: PrintJobId) -> Result<Cancel, Refusal> {
    let inside = Arc::clone(hub);
    let done = hub.store.writer.run(move |tx| life::cancel(&Case::new(tx, &inside)?, id)).await;
    done.map_err(trouble)
}

/// The session that is open on a station.
async fn session_on(hub: &Arc<Hub>, station: StationId) -> Result<Option<SessionId>, Refusal> {
    let read = hub.store.readers.read(move |connection| session::open_on(connection, station)).await;
    Ok(read.map_err(trouble)?.map(|session| session.id))
}

/// A job of the session that is open on a station, by its number; those of others are not told of.
pub async fn own(hub: &Arc<Hub>, station: StationId, number: i32) -> Result<PrintJob, Refusal> {
    let unknown = || Refusal::not_found("there is no such job here");
    let session = session_on(hub, station).await?.ok_or_else(unknown)?;
    let read = hub.store.readers.read(move |c| match print_job::by_ipp(c, station, session, number)? {
        Some(job) => standing_for(c, job).map(Some),
        None => Ok(None),
    });
    read.await.map_err(trouble)?.ok_or_else(unknown)
}

/// The print that a job stands for, under the job's number: another one, if it was that one sent again.
fn standing_for(connection: &Connection, job: PrintJob) -> Result<PrintJob, StoreError> {
    let Some(first) = job.again.filter(|_| job.is_sent_again()) else { return Ok(job) };
    let first = print_job::get(connection, first)?;
    Ok(first.map_or_else(|| job.clone(), |first| PrintJob { ipp: job.ipp, ..first }))
}

/// The jobs of the session that is open on a station, the newest first.
pub async fn all(hub: &Arc<Hub>, station: StationId) -> Result<Vec<PrintJob>, Refusal> {
    let Some(session) = session_on(hub, station).await? else { return Ok(Vec::new()) };
    let read =
        hub.store.readers.read(move |connection| print_job::of_session(connection, session, MOST)).await;
    read.map_err(trouble)
}

/// A job as it stands now.
pub async fn get(hub: &Arc<Hub>, id: PrintJobId) -> Result<PrintJob, Refusal> {
    let read = hub.store.readers.read(move |connection| match print_job::get(connection, id)? {
        Some(job) => standing_for(connection, job).map(Some),
        None => Ok(None),
    });
    read.await.map_err(trouble)?.ok_or_else(|| Refusal::not_found("there is no such job here"))
}
