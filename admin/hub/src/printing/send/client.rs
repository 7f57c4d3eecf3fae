//! One printer, as it is asked.

use std::path::Path;
use std::time::Duration;

use epn_wire::printing::PrinterTrouble;
use ipp::model::{Operation, StatusCode};
use ipp::parser::IppParseError;

use super::http::{self, Address, NoAddress, Unreached};
use super::message::{Request, Response, media_type, name};
use super::standing::{Known, trouble};
use super::tls::Pin;
use crate::printing::{DocumentFormat, Ticket};
use crate::store::print_job::There;
use crate::store::printer::Printer;

/// How long a printer may take to answer a question.
const PATIENCE: Duration = Duration::from_secs(10);
/// The longest list of jobs that is asked for.
const MOST_JOBS: i32 = 1000;

/// A printer that can be asked.
#[derive(Debug)]
pub struct Client {
    address: Address,
    uri: String,
    pinned: Option<Pin>,
    /// The key that it showed, if none is pinned yet.
    shown: std::sync::Mutex<Option<Pin>>,
}

/// Why a question has no answer.
#[derive(Debug, thiserror::Error)]
pub enum Unanswered {
    #[error(transparent)]
    Unreached(#[from] Unreached),
    #[error(transparent)]
    Address(#[from] NoAddress),
    #[error("IPP: {0}")]
    Ipp(#[from] IppParseError),
}

/// What became of asking for something.
#[derive(Debug, PartialEq, Eq)]
pub enum Done<T> {
    Yes(T),
    /// Not now: busy, or not accepting jobs.
    Later,
    /// No, and not later either.
    No(StatusCode),
}

/// How a job stands, as its printer says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobThere {
    pub uuid: Option<String>,
    pub name: Option<String>,
    pub state: JobState,
    /// None if it does not count.
    pub impressions: Option<u32>,
    /// Whether its document is not there whole.
    pub waits_for_document: bool,
    pub trouble: Option<PrinterTrouble>,
}

/// `job-state` (RFC 8011, 5.3.7), as far as it matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobState {
    UnderWay,
    Completed,
    /// Cancelled or aborted.
    Stopped,
}

impl Client {
    pub fn new(printer: &Printer) -> Result<Self, NoAddress> {
        Ok(Self {
            address: Address::parse(&printer.uri)?,
            uri: printer.uri.clone(),
            pinned: printer.pin,
            shown: std::sync::Mutex::default(),
        })
    }

    /// The key that it showed, if none was pinned.
    pub fn newly_shown(&self) -> Option<Pin> {
        let shown = *self.shown.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        shown.filter(|_| self.pinned.is_none())
    }

    /// How it is.
    pub async fn state(&self) -> Result<Known, Unanswered> {
        let request = self.request(Operation::GetPrinterAttributes)?.asks_for(&[
            "printer-state",
            "printer-state-reasons",
            "printer-is-accepting-jobs",
            "pages-per-minute",
            "document-format-supported",
        ])?;
        let response = self.ask(&request).await?;
        let said = response.printer();
        let state = said.number("printer-state").ok_or(Unreached::Answer)?;
        Ok(Known::of(
            state,
            &said.texts("printer-state-reasons"),
            said.flag("printer-is-accepting-jobs").unwrap_or(true),
            said.number("pages-per-minute"),
            said.texts("document-format-supported"),
        ))
    }

    /// Has a job created under this name; its number.
    pub async fn create(&self, job_name: &str, ticket: &Ticket) -> Result<Done<i32>, Unanswered> {
        let request = self.request(Operation::CreateJob)?.says("job-name", name(job_name)?)?;
        let response = self.ask(&request.comes_out(ticket)?).await?;
        Ok(match done(&response) {
            Done::Yes(()) => Done::Yes(response.job().number("job-id").ok_or(Unreached::Answer)?),
            Done::Later => Done::Later,
            Done::No(status) => Done::No(status),
        })
    }

    /// Sends the document of a job. However long that takes: some printers read no faster than they print.
    pub async fn send(
        &self,
        job: i32,
        document: &Path,
        format: DocumentFormat,
    ) -> Result<Done<()>, Unanswered> {
        let request = self
            .request(Operation::SendDocument)?
            .about(job)?
            .says("document-format", media_type(format)?)?
            .says("last-document", ipp::value::IppValue::Boolean(true))?;
        let answer = http::post(&self.address, self.pinned, request.bytes(), Some(document)).await?;
        Ok(done(&Response::parse(answer.body)?))
    }

    /// How the job of this number stands; none if there is no such job.
    pub async fn job(&self, job: i32) -> Result<Option<JobThere>, Unanswered> {
        let request = self.request(Operation::GetJobAttributes)?.about(job)?.asks_for(&[
            "job-uuid",
            "job-name",
            "job-state",
            "job-state-reasons",
            "job-impressions-completed",
        ])?;
        let response = self.ask(&request).await?;
        match response.status {
            StatusCode::ClientErrorNotFound | StatusCode::ClientErrorGone => return Ok(None),
            status if !status.is_success() => return Err(Unreached::Answer.into()),
            _ => {}
        }
        let said = response.job();
        let reasons = said.texts("job-state-reasons");
        let (state, held) = match said.number("job-state").ok_or(Unreached::Answer)? {
            9 => (JobState::Completed, false),
            7 | 8 => (JobState::Stopped, false),
            4 => (JobState::UnderWay, true),
            _ => (JobState::UnderWay, false),
        };
        let waits =
            reasons.iter().any(|reason| reason == "job-incoming" || reason == "job-data-insufficient");
        Ok(Some(JobThere {
            uuid: said.text("job-uuid"),
            name: said.text("job-name"),
            state,
            impressions: said.number("job-impressions-completed").and_then(|sides| u32::try_from(sides).ok()),
            waits_for_document: held || waits,
            trouble: trouble(&reasons),
        }))
    }

    /// The job that this print is there; none if there is none any more, whatever has its number now.
    pub async fn print(&self, there: &There, job_name: &str) -> Result<Option<JobThere>, Unanswered> {
        let found = self.job(there.job).await?;
        let is_it = |found: &JobThere| match (&there.uuid, &found.uuid, &found.name) {
            (Some(known), Some(uuid), _) => known == uuid,
            // A printer that gives no identifiers, or does not say them again.
            (_, _, Some(name)) => name == job_name,
            (_, _, None) => false,
        };
        Ok(found.filter(is_it))
    }

    /// The numbers of the jobs of this name.
    pub async fn named(&self, job_name: &str) -> Result<Vec<i32>, Unanswered> {
        let mut found = Vec::new();
        for which in ["not-completed", "completed"] {
            let request = self
                .request(Operation::GetJobs)?
                .says("which-jobs", super::message::keyword(which)?)?
                .says("limit", ipp::value::IppValue::Integer(MOST_JOBS))?
                .asks_for(&["job-id", "job-name"])?;
            let response = self.ask(&request).await?;
            let named = response.jobs().filter(|job| job.text("job-name").as_deref() == Some(job_name));
            found.extend(named.filter_map(|job| job.number("job-id")));
        }
        Ok(found)
    }

    /// Has a job cancelled; one that is over stays as it is.
    pub async fn cancel(&self, job: i32) -> Result<(), Unanswered> {
        let request = self.request(Operation::CancelJob)?.about(job)?;
        self.ask(&request).await.map(drop)
    }

    fn request(&self, operation: Operation) -> Result<Request, IppParseError> {
        Request::new(operation, &self.uri)
    }

    async fn ask(&self, request: &Request) -> Result<Response, Unanswered> {
        let asked = http::post(&self.address, self.pinned, request.bytes(), None);
        let answer = tokio::time::timeout(PATIENCE, asked).await.map_err(|_| Unreached::Late)??;
        *self.shown.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = answer.pin;
        Ok(Response::parse(answer.body)?)
    }
}

fn done(response: &Response) -> Done<()> {
    match response.status {
        status if status.is_success() => Done::Yes(()),
        StatusCode::ServerErrorServiceUnavailable
        | StatusCode::ServerErrorDeviceError
        | StatusCode::ServerErrorTemporaryError
        | StatusCode::ServerErrorNotAcceptingJobs
        | StatusCode::ServerErrorBusy => Done::Later,
        status => Done::No(status),
    }
}
