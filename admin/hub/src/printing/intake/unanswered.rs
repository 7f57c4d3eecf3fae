//! Documents that were taken and whose sender never heard of it: the hub died, or the connection broke, before the answer was
//! out. CUPS sends such a document again, under a new number and with nothing that says so; the same session, the same wishes and
//! the same bytes do.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use epn_rules::id::{PrintJobId, SessionId, StationId};
use hyper::body::{Frame, SizeHint};

use crate::hub::Hub;
use crate::printing::document::{self, Whole};
use crate::printing::{DocumentFormat, Ticket};
use crate::server::StartError;
use crate::store::StoreError;
use crate::store::print_job::{self, PrintJob};

/// A document that was taken, and of which print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    pub(super) id: PrintJobId,
    station: StationId,
    session: SessionId,
    ticket: Ticket,
    format: DocumentFormat,
    whole: Whole,
}

impl Taken {
    pub(super) fn new(job: &PrintJob, format: DocumentFormat, whole: Whole) -> Self {
        let PrintJob { id, station, session, ticket, .. } = job;
        Self { id: *id, station: *station, session: *session, ticket: ticket.clone(), format, whole }
    }

    /// Whether it is the same document of the same session, to come out in the same way.
    pub(super) fn is_again(&self, first: &Self) -> bool {
        *self == Self { id: self.id, ..first.clone() }
    }
}

/// What a sender is to hear: dropped before it is answered, it was not.
#[derive(Debug)]
pub struct Owed {
    hub: Arc<Hub>,
    taken: Option<Taken>,
}

impl Owed {
    pub(super) fn new(hub: &Arc<Hub>, taken: Taken) -> Self {
        Self { hub: Arc::clone(hub), taken: Some(taken) }
    }

    /// The answer is out.
    fn answered(&mut self) {
        let Some(taken) = self.taken.take() else { return };
        if let Err(error) = document::mark_answered(self.hub.folder.layout(), taken.id) {
            tracing::error!(print = %taken.id, %error, "that a document was answered for could not be kept");
        }
    }
}

impl Drop for Owed {
    fn drop(&mut self) {
        if let Some(taken) = self.taken.take() {
            self.hub.intake.not_heard(taken);
        }
    }
}

/// The body of an answer about a document that was taken.
pub(super) struct Telling {
    body: Body,
    owed: Owed,
}

impl Telling {
    pub(super) fn of(body: Body, owed: Owed) -> Body {
        Body::new(Self { body, owed })
    }
}

impl hyper::body::Body for Telling {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let polled = Pin::new(&mut self.body).poll_frame(context);
        // Whoever writes it to the connection has all of it.
        if matches!(polled, Poll::Ready(None | Some(Ok(_)))) && self.body.is_end_stream() {
            self.owed.answered();
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// Remembers what the hub that ended before had taken and not answered for.
pub async fn recall(hub: &Arc<Hub>) -> Result<(), StartError> {
    let jobs = hub.store.readers.read(|connection| {
        let kept = print_job::keeps_document(connection)?;
        kept.into_iter().map(|id| print_job::get(connection, id)).collect::<Result<Vec<_>, StoreError>>()
    });
    let jobs: Vec<PrintJob> = jobs.await?.into_iter().flatten().collect();
    let inside = Arc::clone(hub);
    let found = tokio::task::spawn_blocking(move || {
        let layout = inside.folder.layout();
        let mut found = Vec::new();
        for job in jobs {
            let (Some(format), Some(bytes)) = (job.format, job.bytes) else { continue };
            if !document::is_answered(layout, job.id)? {
                let whole = Whole { bytes, digest: document::digest(layout, job.id)? };
                found.push(Taken::new(&job, format, whole));
            }
        }
        Ok::<_, std::io::Error>(found)
    });
    let found = found.await.map_err(|error| StartError::Documents(std::io::Error::other(error)))?;
    found.map_err(StartError::Documents)?.into_iter().for_each(|taken| hub.intake.not_heard(taken));
    Ok(())
}
