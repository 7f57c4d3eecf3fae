//! A printer that is only simulated: it takes documents by IPP, counts their sides and says that they came out.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::CONTENT_TYPE;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use ipp::IppHeader;
use ipp::attribute::{IppAttribute, IppAttributeGroup, IppAttributes};
use ipp::model::{DelimiterTag, IppVersion, JobState, Operation, PrinterState, StatusCode};
use ipp::parser::IppParser;
use ipp::reader::IppReader;
use ipp::value::IppValue;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use ulid::Ulid;

use super::pdf::own_pages;

/// A simulated printer at work; it ends when this is dropped.
#[derive(Debug)]
pub struct Printer {
    /// Where it is reached: `ipp://…`.
    pub uri: String,
    jobs: Arc<Jobs>,
    task: JoinHandle<()>,
}

#[derive(Clone, Debug)]
struct Job {
    name: String,
    uuid: String,
    copies: u32,
    state: JobState,
    /// All of them, once its document is there.
    sides: u32,
    began: Option<Instant>,
    /// How long a side takes.
    pace: Duration,
}

impl Job {
    /// The sides that have come out.
    fn done(&self) -> u32 {
        let so_far =
            self.began.and_then(|began| began.elapsed().as_nanos().checked_div(self.pace.as_nanos()));
        so_far.and_then(|sides| u32::try_from(sides).ok()).map_or(self.sides, |sides| sides.min(self.sides))
    }

    fn state(&self) -> JobState {
        let is_coming_out = self.state == JobState::Completed && self.done() < self.sides;
        if is_coming_out { JobState::Processing } else { self.state }
    }

    fn is_over(&self) -> bool {
        matches!(self.state(), JobState::Completed | JobState::Canceled)
    }
}

type Jobs = Mutex<BTreeMap<i32, Job>>;

impl Printer {
    /// Starts one on a free port of the loopback that takes `pace` for a side. What it takes goes through `folder`.
    ///
    /// # Errors
    /// There is no free port.
    pub async fn start(folder: &Path, pace: Duration) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let jobs = Arc::new(Jobs::default());
        let task = tokio::spawn(serve(listener, At { address, pace }, Arc::clone(&jobs), folder.to_owned()));
        Ok(Self { uri: format!("ipp://{address}/ipp/print"), jobs, task })
    }

    /// How many sides came out, of all jobs together.
    pub fn sides(&self) -> u32 {
        lock(&self.jobs).values().map(Job::done).sum()
    }
}

impl Drop for Printer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn lock(jobs: &Jobs) -> std::sync::MutexGuard<'_, BTreeMap<i32, Job>> {
    jobs.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Where it is, and how fast.
#[derive(Clone, Copy)]
struct At {
    address: SocketAddr,
    pace: Duration,
}

async fn serve(listener: TcpListener, at: At, jobs: Arc<Jobs>, folder: std::path::PathBuf) {
    let folder: Arc<Path> = folder.into();
    while let Ok((stream, _)) = listener.accept().await {
        let (jobs, folder) = (Arc::clone(&jobs), Arc::clone(&folder));
        let service = service_fn(move |request: hyper::Request<Incoming>| {
            let (jobs, folder) = (Arc::clone(&jobs), Arc::clone(&folder));
            async move {
                let body = request.into_body().collect().await?.to_bytes();
                let answer = answer(&body, &jobs, &folder, at).await?;
                let answer = hyper::Response::builder()
                    .header(CONTENT_TYPE, "application/ipp")
                    .body(Full::new(answer))?;
                Ok::<_, anyhow::Error>(answer)
            }
        });
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    }
}

/// A request, taken apart.
struct Asked {
    header: IppHeader,
    attributes: IppAttributes,
}

impl Asked {
    fn value(&self, group: DelimiterTag, name: &str) -> Option<&IppValue> {
        self.attributes.first_of(group)?.get(name).map(IppAttribute::value)
    }

    fn job(&self) -> Option<i32> {
        match self.value(DelimiterTag::OperationAttributes, IppAttribute::JOB_ID) {
            Some(IppValue::Integer(id)) => Some(*id),
            _ => None,
        }
    }
}

/// What is said, group by group.
type Said = Vec<(DelimiterTag, Vec<IppAttribute>)>;

async fn answer(body: &Bytes, jobs: &Jobs, folder: &Path, at: At) -> Result<Bytes> {
    let reader = IppReader::new(std::io::Cursor::new(body.clone()));
    let (header, attributes, rest) = IppParser::new(reader).parse_parts()?;
    let asked = Asked { header, attributes };
    let read = rest.into_inner();
    let document = body.get(usize::try_from(read.position())?..).unwrap_or_default();
    let is = |operation: Operation| asked.header.operation_or_status == operation as i16;
    let (status, said) = if is(Operation::GetPrinterAttributes) {
        (StatusCode::SuccessfulOk, vec![(DelimiterTag::PrinterAttributes, itself(at.address)?)])
    } else if is(Operation::CreateJob) {
        create(&asked, jobs, at.pace)?
    } else if is(Operation::SendDocument) {
        print(&asked, jobs, document, folder).await?
    } else if is(Operation::GetJobAttributes) {
        let job = asked.job().and_then(|id| Some((id, lock(jobs).get(&id)?.clone())));
        match job {
            Some((id, job)) => {
                (StatusCode::SuccessfulOk, vec![(DelimiterTag::JobAttributes, told(id, &job)?)])
            }
            None => (StatusCode::ClientErrorNotFound, Vec::new()),
        }
    } else if is(Operation::GetJobs) {
        (StatusCode::SuccessfulOk, listed(&asked, jobs)?)
    } else if is(Operation::CancelJob) {
        (cancel(&asked, jobs), Vec::new())
    } else {
        (StatusCode::ServerErrorOperationNotSupported, Vec::new())
    };
    spoken(&asked, status, said)
}

fn spoken(asked: &Asked, status: StatusCode, said: Said) -> Result<Bytes> {
    let mut attributes = IppAttributes::new();
    attributes.add(
        DelimiterTag::OperationAttributes,
        one(IppAttribute::ATTRIBUTES_CHARSET, IppValue::new_charset("utf-8")?)?,
    );
    attributes.add(
        DelimiterTag::OperationAttributes,
        one(IppAttribute::ATTRIBUTES_NATURAL_LANGUAGE, IppValue::new_natural_language("en")?)?,
    );
    for (tag, own) in said {
        let mut group = IppAttributeGroup::new(tag);
        *group.attributes_mut() = own;
        attributes.groups_mut().push(group);
    }
    let header = IppHeader::new(IppVersion::v1_1(), i16::try_from(status as i32)?, asked.header.request_id);
    Ok([header.to_bytes(), attributes.to_bytes()].concat().into())
}

fn one(name: &str, value: IppValue) -> Result<IppAttribute> {
    Ok(IppAttribute::with_name(name, value)?)
}

fn itself(address: SocketAddr) -> Result<Vec<IppAttribute>> {
    let media = |name: &str| IppValue::new_mime_media_type(name);
    let formats = ["application/pdf", "image/jpeg", "image/png", "image/pwg-raster", "image/urf"];
    Ok(vec![
        one("printer-uri-supported", IppValue::new_uri(format!("ipp://{address}/ipp/print"))?)?,
        one("printer-state", IppValue::Enum(PrinterState::Idle as i32))?,
        one("printer-state-reasons", IppValue::new_keyword("none")?)?,
        one("printer-is-accepting-jobs", IppValue::Boolean(true))?,
        one("pages-per-minute", IppValue::Integer(60))?,
        one(
            "document-format-supported",
            IppValue::Array(formats.iter().map(|name| media(name)).collect::<Result<_, _>>()?),
        )?,
    ])
}

fn create(asked: &Asked, jobs: &Jobs, pace: Duration) -> Result<(StatusCode, Said)> {
    let name = match asked.value(DelimiterTag::OperationAttributes, IppAttribute::JOB_NAME) {
        Some(IppValue::NameWithoutLanguage(name)) => name.as_str().to_owned(),
        _ => String::new(),
    };
    let copies = match asked.value(DelimiterTag::JobAttributes, "copies") {
        Some(IppValue::Integer(copies)) => u32::try_from(*copies)?,
        _ => 1,
    };
    let uuid = format!("urn:uuid:{:032x}", u128::from(Ulid::new()));
    let job = Job { name, uuid, copies, state: JobState::PendingHeld, sides: 0, began: None, pace };
    let mut jobs = lock(jobs);
    let id = jobs.keys().next_back().map_or(1, |last| last + 1);
    let said = told(id, &job)?;
    jobs.insert(id, job);
    Ok((StatusCode::SuccessfulOk, vec![(DelimiterTag::JobAttributes, said)]))
}

/// Prints: side after side comes out from now on.
async fn print(asked: &Asked, jobs: &Jobs, document: &[u8], folder: &Path) -> Result<(StatusCode, Said)> {
    let Some(id) = asked.job().filter(|id| lock(jobs).contains_key(id)) else {
        return Ok((StatusCode::ClientErrorNotFound, Vec::new()));
    };
    let sides = sides(document, &folder.join(format!("printed-{}", Ulid::new()))).await?;
    let mut jobs = lock(jobs);
    let Some(job) = jobs.get_mut(&id) else { return Ok((StatusCode::ClientErrorNotFound, Vec::new())) };
    if job.state != JobState::PendingHeld {
        return Ok((StatusCode::ClientErrorNotPossible, Vec::new()));
    }
    (job.state, job.sides, job.began) = (JobState::Completed, sides * job.copies, Some(Instant::now()));
    Ok((StatusCode::SuccessfulOk, vec![(DelimiterTag::JobAttributes, told(id, job)?)]))
}

/// The sides of one copy: a PDF's pages, by poppler's count if it is none of ours; an image has one.
async fn sides(document: &[u8], file: &Path) -> Result<u32> {
    if !document.starts_with(b"%PDF-") {
        return Ok(1);
    }
    if let Some(pages) = own_pages(document) {
        return Ok(pages);
    }
    tokio::fs::write(file, document).await?;
    let said = tokio::process::Command::new("pdfinfo").arg(file).stdin(Stdio::null()).output().await;
    tokio::fs::remove_file(file).await?;
    let said = String::from_utf8(said.context("pdfinfo (poppler-utils) cannot be started")?.stdout)?;
    let pages = said.lines().find_map(|line| line.strip_prefix("Pages:"));
    Ok(pages.with_context(|| format!("pdfinfo tells no pages: {said}"))?.trim().parse()?)
}

fn cancel(asked: &Asked, jobs: &Jobs) -> StatusCode {
    let mut jobs = lock(jobs);
    match asked.job().and_then(|id| jobs.get_mut(&id)) {
        None => StatusCode::ClientErrorNotFound,
        Some(job) if job.state == JobState::PendingHeld => {
            job.state = JobState::Canceled;
            StatusCode::SuccessfulOk
        }
        Some(_) => StatusCode::ClientErrorNotPossible,
    }
}

fn listed(asked: &Asked, jobs: &Jobs) -> Result<Said> {
    let which = asked.value(DelimiterTag::OperationAttributes, IppAttribute::WHICH_JOBS);
    let completed = matches!(which, Some(IppValue::Keyword(word)) if word.as_str() == "completed");
    let wanted = |job: &Job| completed == job.is_over();
    let jobs = lock(jobs).clone();
    jobs.iter()
        .filter(|(_, job)| wanted(job))
        .map(|(id, job)| Ok((DelimiterTag::JobAttributes, told(*id, job)?)))
        .collect()
}

fn told(id: i32, job: &Job) -> Result<Vec<IppAttribute>> {
    let reason = match job.state() {
        JobState::PendingHeld => "job-data-insufficient",
        JobState::Processing => "job-printing",
        JobState::Canceled => "job-canceled-by-user",
        _ => "job-completed-successfully",
    };
    Ok(vec![
        one("job-id", IppValue::Integer(id))?,
        one("job-name", IppValue::new_name_without_language(job.name.clone())?)?,
        one("job-uuid", IppValue::new_uri(job.uuid.clone())?)?,
        one("job-state", IppValue::Enum(job.state() as i32))?,
        one("job-state-reasons", IppValue::new_keyword(reason)?)?,
        one("job-impressions-completed", IppValue::Integer(i32::try_from(job.done())?))?,
    ])
}
