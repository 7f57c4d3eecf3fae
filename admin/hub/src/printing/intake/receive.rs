//! Taking jobs and their documents. A job is recorded before its document is taken, and its sender hears that it was taken once
//! the document is on disk for good.

use std::sync::Arc;

use epn_rules::id::PrintJobId;
use futures_util::stream;
use ipp::attribute::IppAttribute;
use ipp::model::{DelimiterTag, StatusCode};
use ipp::value::IppValue;

use super::answer::{Answer, Refusal};
use super::asked::{asked, format, not_this_format};
use super::body::{Arriving, BodyError};
use super::unanswered::{Owed, Taken};
use super::uri::Target;
use super::{Asking, jobs, unread};
use crate::hub::Hub;
use crate::printing::document::{self, NotKept, Whole};
use crate::printing::format::Sensed;
use crate::printing::{DocumentFormat, Ticket};
use crate::store::print_job::PrintJob;

/// `Validate-Job`: whether a job would be made.
pub fn validate(asking: &Asking<'_>) -> Result<Answer, Refusal> {
    let asked = asked(asking.request)?;
    format(asking.request)?;
    accepts(asking.hub)?;
    Ok(Answer::ok_but(asked.unsupported))
}

/// `Create-Job`: a job whose document is to follow.
pub async fn create(asking: &Asking<'_>) -> Result<Answer, Refusal> {
    let asked = asked(asking.request)?;
    accepts(asking.hub)?;
    let id = begin(asking, asked.ticket).await?;
    asking.hub.intake.wait_for(id);
    made(asking, id, asked.unsupported).await
}

/// `Print-Job`: a job with its document.
pub async fn print(asking: &Asking<'_>, body: &mut Arriving) -> Result<Answer, Refusal> {
    let asked = asked(asking.request)?;
    let declared = format(asking.request)?;
    accepts(asking.hub)?;
    let _place = asking.hub.intake.place(asking.station).ok_or_else(busy)?;
    let format = sensed(declared, body).await?.ok_or_else(no_document)?;
    let id = begin(asking, asked.ticket).await?;
    let owed = take(asking.hub, id, format, body).await?;
    Ok(made(asking, id, asked.unsupported).await?.telling(owed))
}

/// `Send-Document`: the document of a job that was created. One a job; what comes after it can only say that it was the last.
pub async fn send_document(asking: &Asking<'_>, body: &mut Arriving) -> Result<Answer, Refusal> {
    let hub = asking.hub;
    let job = own(asking).await?;
    let is_last = asking.request.boolean("last-document")?;
    let is_last =
        is_last.ok_or_else(|| Refusal::bad_request("it is not said whether it is the last document"))?;
    let declared = format(asking.request)?;
    let _place = hub.intake.place(asking.station).ok_or_else(busy)?;
    let format = sensed(declared, body).await?;
    let Some(format) = format else {
        return if is_last { close(asking).await } else { Err(no_document()) };
    };
    if job.format.is_some() {
        let why = "a job has one document here";
        return Err(Refusal::new(StatusCode::ServerErrorMultipleDocumentJobsNotSupported, why));
    }
    if !hub.intake.claim(job.id) {
        return Err(Refusal::not_possible("this job waits for no document"));
    }
    let owed = take(hub, job.id, format, body).await?;
    Ok(made(asking, job.id, Vec::new()).await?.telling(owed))
}

/// `Close-Job`: no document follows.
pub async fn close(asking: &Asking<'_>) -> Result<Answer, Refusal> {
    let job = own(asking).await?;
    if asking.hub.intake.claim(job.id) {
        jobs::incomplete(asking.hub, job.id).await;
    }
    made(asking, job.id, Vec::new()).await
}

/// The job that a request is about.
pub(super) async fn own(asking: &Asking<'_>) -> Result<PrintJob, Refusal> {
    match asking.request.target {
        Target::Job(number) => jobs::own(asking.hub, asking.station, number).await,
        Target::Printer => Err(Refusal::bad_request("the job is not named")),
    }
}

/// Records the job, and, to be compared with, what its client calls itself.
async fn begin(asking: &Asking<'_>, ticket: Ticket) -> Result<PrintJobId, Refusal> {
    let id = jobs::begin(asking.hub, asking.station, ticket).await?.id;
    if let Some(name) = requesting_user(asking) {
        asking.hub.intake.asked_by(id, name);
    }
    Ok(id)
}

/// What a client calls itself.
pub(super) fn requesting_user<'a>(asking: &Asking<'a>) -> Option<&'a str> {
    match asking.request.operation_attribute(IppAttribute::REQUESTING_USER_NAME) {
        Some(IppValue::NameWithoutLanguage(name) | IppValue::NameWithLanguage { name, .. }) => Some(name),
        _ => None,
    }
}

/// The answer about a job that was just made, or closed.
async fn made(
    asking: &Asking<'_>,
    id: PrintJobId,
    unsupported: Vec<IppAttribute>,
) -> Result<Answer, Refusal> {
    let job = jobs::get(asking.hub, id).await?;
    let brief = super::job::brief(&job, asking.host);
    Ok(Answer::ok_but(unsupported).with(DelimiterTag::JobAttributes, brief))
}

/// The format of the document that follows, as its first bytes tell; nothing if none follows. What is not known by them is
/// believed to be what it is said to be, and counting will tell.
async fn sensed(
    declared: Option<DocumentFormat>,
    body: &mut Arriving,
) -> Result<Option<DocumentFormat>, Refusal> {
    let first = body.first().await.map_err(unread)?;
    if first.is_empty() {
        return Ok(None);
    }
    match (DocumentFormat::sense(first), declared) {
        (Sensed::Format(format), _) | (Sensed::Unknown, Some(format)) => Ok(Some(format)),
        (Sensed::Refused, _) | (Sensed::Unknown, None) => Err(not_this_format()),
    }
}

/// Whether there is room for more.
pub(super) fn accepts(hub: &Hub) -> Result<(), Refusal> {
    let full = || Refusal::new(StatusCode::ServerErrorNotAcceptingJobs, "the hub's disk is nearly full");
    document::has_room(hub, 0).then_some(()).ok_or_else(full)
}

fn busy() -> Refusal {
    Refusal::new(StatusCode::ServerErrorBusy, "too many documents arrive at once")
}

fn no_document() -> Refusal {
    Refusal::bad_request("there is no document")
}

/// Takes the document of a job that was recorded, whole and durably, or marks the job. What its sender is to hear of it.
async fn take(
    hub: &Arc<Hub>,
    id: PrintJobId,
    format: DocumentFormat,
    body: &mut Arriving,
) -> Result<Owed, Refusal> {
    let whole = match store(hub, id, body).await {
        Ok(whole) => whole,
        Err(NotKept::TooBig) => {
            jobs::too_big(hub, id).await;
            return Err(Refusal::new(StatusCode::ClientErrorRequestEntityTooLong, "the document is too big"));
        }
        Err(why) => {
            jobs::incomplete(hub, id).await;
            return Err(match why {
                NotKept::Broken(error) => unread(error),
                other => {
                    tracing::error!(error = %other, "a document could not be kept");
                    Refusal::new(StatusCode::ServerErrorTemporaryError, "the document could not be kept")
                }
            });
        }
    };
    match record(hub, id, format, whole).await {
        Ok(Some(taken)) => Ok(Owed::new(hub, taken)),
        Ok(None) => {
            document::discard(hub.folder.layout(), id);
            Err(Refusal::new(StatusCode::ServerErrorJobCanceled, "the job was taken back meanwhile"))
        }
        Err(refusal) => {
            document::discard(hub.folder.layout(), id);
            jobs::incomplete(hub, id).await;
            Err(refusal)
        }
    }
}

/// Records that a document is there whole; the print that it is of, which is another if that one's document was sent again.
/// Nothing if the job was taken back meanwhile.
async fn record(
    hub: &Arc<Hub>,
    id: PrintJobId,
    format: DocumentFormat,
    whole: Whole,
) -> Result<Option<Taken>, Refusal> {
    let taken = Taken::new(&jobs::get(hub, id).await?, format, whole);
    let Some(first) = hub.intake.heard_again(&taken) else {
        let arrived = jobs::arrived(hub, id, format, whole.bytes).await?;
        return Ok(arrived.then_some(taken));
    };
    match jobs::sent_again(hub, id, first.id).await {
        Ok(true) => Ok(Some(first)),
        other => {
            hub.intake.not_heard(first);
            other.map(|_| None)
        }
    }
}

async fn store(hub: &Hub, id: PrintJobId, body: &mut Arriving) -> Result<Whole, NotKept<BodyError>> {
    let most = hub.config.printing.largest_mib.saturating_mul(1024 * 1024);
    let parts = stream::try_unfold(body, |body| async move {
        Ok::<_, BodyError>(body.next().await?.map(|part| (part, body)))
    });
    document::keep(hub, id, most, parts).await
}
