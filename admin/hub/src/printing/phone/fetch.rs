//! A visitor types the code of a document at a kiosk: the document becomes a print of their session, as if printed from it.

use std::sync::Arc;

use epn_rules::id::{SessionId, StationId};
use epn_rules::long_code::DocumentCode;
use epn_wire::printing::PrintAnswer;
use epn_wire::secret::Secret;
use jiff::Timestamp;

use super::Phones;
use super::waiting::{Taken, Waiting};
use crate::grant::Case;
use crate::hub::Hub;
use crate::printing::life::{BeginError, adopt};
use crate::store::{StoreError, session};
use crate::throttle::{Attempt, Subject, Wait};

/// Answers the visitor of the session that runs on a station.
pub async fn fetch(
    hub: &Arc<Hub>,
    station: StationId,
    session: SessionId,
    code: &Secret,
) -> Result<PrintAnswer, StoreError> {
    let attempt = match hub.throttle.attempt(&[Subject::documents_at(station)], Timestamp::now()) {
        Ok(attempt) => attempt,
        Err(Wait(wait_seconds)) => return Ok(PrintAnswer::Throttled { wait_seconds }),
    };
    // A typing error that the check character shows is counted like any other: a code that is not known.
    let code = code.reveal().parse::<DocumentCode>().ok();
    let taken = code.and_then(|code| Phones::take(hub, hub.keys.document_hash(&code)));
    match taken.and_then(|taken| Some((taken.waiting()?, taken))) {
        Some((waiting, taken)) => become_print(hub, station, session, waiting, taken).await,
        None => unknown(hub, attempt).await,
    }
}

/// A right code forgives no wrong one: with documents of their own, somebody could otherwise guess for ever.
async fn unknown(hub: &Arc<Hub>, attempt: Attempt) -> Result<PrintAnswer, StoreError> {
    let failed = attempt.failed(Timestamp::now());
    let Wait(wait_seconds) = failed.wait;
    hub.store.writer.run::<_, StoreError, _>(move |tx| failed.write(tx)).await?;
    Ok(PrintAnswer::UnknownCode { wait_seconds })
}

/// Whatever goes wrong, the document waits again: `taken` goes with what is undone.
async fn become_print(
    hub: &Arc<Hub>,
    station: StationId,
    session: SessionId,
    Waiting { id, arrived, .. }: Waiting,
    taken: Taken,
) -> Result<PrintAnswer, StoreError> {
    let inside = Arc::clone(hub);
    let done = hub.store.writer.run(move |tx| {
        let case = Case::new(tx, &inside)?;
        if session::open_on(tx, station)?.is_none_or(|open| open.id != session) {
            return Ok(PrintAnswer::Gone);
        }
        adopt(&case, station, id, arrived)?;
        tx.after_commit(move || taken.fetched());
        Ok(PrintAnswer::Fetched { job: id })
    });
    match done.await {
        Ok(answer) => Ok(answer),
        Err(BeginError::NoSession) => Ok(PrintAnswer::Gone),
        Err(BeginError::TooMany) => Ok(PrintAnswer::TooMany),
        Err(BeginError::Store(error)) => Err(error),
    }
}
