//! A printer as the hub sees one: IPP over HTTP on loopback, with faults at will. It restarts with the same numbers and other
//! identifiers, as real ones do.

use std::io::Cursor;
use std::sync::{Arc, Mutex, MutexGuard};

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::State;
use axum::response::Response;
use futures_util::StreamExt as _;
use ipp::attribute::IppAttribute;
use ipp::model::{DelimiterTag, IppVersion, Operation, StatusCode};
use ipp::parser::IppParser;
use ipp::request::IppRequestResponse;
use ipp::value::IppValue;
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use ulid::Ulid;

/// What goes wrong, after so many sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    None,
    /// It gives the job up, with a jam.
    Jam(u32),
    /// It waits for paper.
    Empty(u32),
    /// It gives the job up without a word.
    Abort(u32),
    /// It stands still.
    Hang(u32),
    /// All comes out, and the answer that says so first was begun when there were only so many sides.
    Finishing(u32),
}

/// Where the printer goes silent: it does not answer, and waits to be let go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    BeforeCreating,
    AfterCreating,
    AfterSayingTheUuid,
    InTheDocument,
    AfterTheDocument,
    WhilePrinting,
}

#[derive(Clone, Debug)]
pub struct Job {
    pub id: i32,
    pub uuid: String,
    pub name: String,
    pub state: i32,
    pub impressions: u32,
    pub whole: bool,
}

#[derive(Debug)]
struct Machine {
    jobs: Vec<Job>,
    /// How many sides a document comes to.
    sides: u32,
    fault: Fault,
    silence: Option<Silence>,
    reasons: &'static str,
    /// Whole documents that it took, in all its lives.
    taken: u32,
}

pub struct FakePrinter {
    pub uri: String,
    shared: Arc<Shared>,
    port: u16,
    task: JoinHandle<()>,
}

struct Shared {
    machine: Mutex<Machine>,
    reached: Notify,
}

impl FakePrinter {
    pub async fn start(sides: u32) -> Self {
        let machine =
            Machine { jobs: Vec::new(), sides, fault: Fault::None, silence: None, reasons: "none", taken: 0 };
        let shared = Arc::new(Shared { machine: Mutex::new(machine), reached: Notify::new() });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let task = serve(listener, Arc::clone(&shared));
        Self { uri: format!("ipp://127.0.0.1:{port}/ipp/print"), shared, port, task }
    }

    fn machine(&self) -> MutexGuard<'_, Machine> {
        self.shared.machine.lock().unwrap()
    }

    pub fn expect(&self, sides: u32, fault: Fault) {
        let mut machine = self.machine();
        (machine.sides, machine.fault, machine.reasons) = (sides, fault, "none");
    }

    pub fn falls_silent(&self, silence: Silence) {
        self.machine().silence = Some(silence);
    }

    /// Waits until it fell silent.
    pub async fn is_silent(&self) {
        tokio::time::timeout(super::common::DEADLINE, self.shared.reached.notified()).await.unwrap();
    }

    /// Somebody put paper in: what waits comes out.
    pub fn refill(&self) {
        let mut machine = self.machine();
        let sides = machine.sides;
        machine.reasons = "none";
        for job in machine.jobs.iter_mut().filter(|job| job.state == 6) {
            (job.state, job.impressions) = (9, sides);
        }
    }

    /// It is switched off and on again: its jobs are gone, its numbers begin again.
    pub fn restart(&self) {
        let mut machine = self.machine();
        machine.jobs.clear();
        // Somebody else prints first.
        machine.jobs.push(Job {
            id: 1,
            uuid: uuid(),
            name: "somebody else's".to_owned(),
            state: 9,
            impressions: 77,
            whole: true,
        });
    }

    pub fn unplug(&mut self) {
        self.task.abort();
    }

    pub async fn plug_in(&mut self) {
        let listener = loop {
            match TcpListener::bind(("127.0.0.1", self.port)).await {
                Ok(listener) => break listener,
                Err(_) => tokio::task::yield_now().await,
            }
        };
        self.task = serve(listener, Arc::clone(&self.shared));
    }

    pub fn jobs(&self) -> Vec<Job> {
        self.machine().jobs.clone()
    }

    pub fn taken(&self) -> u32 {
        self.machine().taken
    }
}

fn uuid() -> String {
    format!("urn:uuid:{}", Ulid::new())
}

fn serve(listener: TcpListener, shared: Arc<Shared>) -> JoinHandle<()> {
    let routes = Router::new().fallback(answer).with_state(shared);
    tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() })
}

/// Whether it falls silent now: then nothing is answered any more on this connection.
async fn silence(shared: &Shared, here: Silence) {
    let silent = {
        let mut machine = shared.machine.lock().unwrap();
        machine.silence.take_if(|silence| *silence == here).is_some()
    };
    if silent {
        shared.reached.notify_one();
        std::future::pending::<()>().await;
    }
}

async fn answer(State(shared): State<Arc<Shared>>, request: axum::extract::Request) -> Response {
    let body = request.into_body();
    let mut stream = body.into_data_stream();
    let first = stream.next().await.unwrap().unwrap();
    let parsed = IppParser::new(Cursor::new(first)).parse().unwrap();
    let operation = parsed.header().operation_or_status;
    let group = parsed.attributes().first_of(DelimiterTag::OperationAttributes).unwrap();
    let number = group.get("job-id").and_then(|job| job.value().as_integer().copied());
    let name = group.get("job-name").map(|name| name.value().to_string());
    let which = group.get("which-jobs").map(|which| which.value().to_string());
    let is = |wanted: Operation| operation == wanted as i16;
    let says = if is(Operation::GetPrinterAttributes) {
        printer(&shared)
    } else if is(Operation::CreateJob) {
        silence(&shared, Silence::BeforeCreating).await;
        let says = create(&shared, name.unwrap());
        silence(&shared, Silence::AfterCreating).await;
        says
    } else if is(Operation::SendDocument) {
        silence(&shared, Silence::InTheDocument).await;
        to_bytes(Body::from_stream(stream), usize::MAX).await.unwrap();
        take(&shared, number.unwrap());
        silence(&shared, Silence::AfterTheDocument).await;
        Said::ok(vec![])
    } else if is(Operation::GetJobAttributes) {
        let under_way = job(&shared, number.unwrap()).is_some_and(|job| job.whole && job.state < 7);
        let at = if under_way { Silence::WhilePrinting } else { Silence::AfterSayingTheUuid };
        silence(&shared, at).await;
        described(&shared, number.unwrap())
    } else if is(Operation::GetJobs) {
        list(&shared, which.as_deref())
    } else if is(Operation::CancelJob) {
        cancel(&shared, number.unwrap())
    } else {
        Said { status: StatusCode::ServerErrorOperationNotSupported, groups: vec![] }
    };
    says.response(parsed.header().request_id)
}

type Attributes = Vec<(&'static str, IppValue)>;

struct Said {
    status: StatusCode,
    groups: Vec<(DelimiterTag, Attributes)>,
}

impl Said {
    fn ok(groups: Vec<(DelimiterTag, Attributes)>) -> Self {
        Self { status: StatusCode::SuccessfulOk, groups }
    }

    fn response(self, id: i32) -> Response {
        let response = IppRequestResponse::new_response(IppVersion::v1_1(), self.status, id).unwrap();
        let mut bytes = response.to_bytes().to_vec();
        // A group each, though several have the same tag.
        bytes.pop();
        for (tag, attributes) in self.groups {
            bytes.push(tag as u8);
            for (name, value) in attributes {
                bytes.extend_from_slice(&IppAttribute::with_name(name, value).unwrap().to_bytes());
            }
        }
        bytes.push(DelimiterTag::EndOfAttributes as u8);
        Response::new(Body::from(Bytes::from(bytes)))
    }
}

fn keyword(word: &str) -> IppValue {
    IppValue::Keyword(word.try_into().unwrap())
}

fn printer(shared: &Shared) -> Said {
    let machine = shared.machine.lock().unwrap();
    let format = IppValue::MimeMediaType("application/pdf".try_into().unwrap());
    Said::ok(vec![(
        DelimiterTag::PrinterAttributes,
        vec![
            ("printer-state", IppValue::Enum(3)),
            ("printer-state-reasons", keyword(machine.reasons)),
            ("printer-is-accepting-jobs", IppValue::Boolean(true)),
            ("document-format-supported", format),
        ],
    )])
}

fn create(shared: &Shared, name: String) -> Said {
    let mut machine = shared.machine.lock().unwrap();
    let id = machine.jobs.iter().map(|job| job.id).max().unwrap_or(0) + 1;
    machine.jobs.push(Job { id, uuid: uuid(), name, state: 4, impressions: 0, whole: false });
    // Without its identifier, as some do.
    Said::ok(vec![(DelimiterTag::JobAttributes, vec![("job-id", IppValue::Integer(id))])])
}

fn take(shared: &Shared, id: i32) {
    let mut machine = shared.machine.lock().unwrap();
    machine.taken += 1;
    let (sides, fault) = (machine.sides, machine.fault);
    let (state, impressions, reasons) = match fault {
        Fault::None => (9, sides, "none"),
        Fault::Jam(after) => (8, after.min(sides), "media-jam-error"),
        Fault::Empty(after) => (6, after.min(sides), "media-empty-error"),
        Fault::Abort(after) => (8, after.min(sides), "none"),
        Fault::Hang(after) => (5, after.min(sides), "none"),
        Fault::Finishing(before) => (9, before.min(sides), "none"),
    };
    machine.reasons = reasons;
    if let Some(job) = machine.jobs.iter_mut().find(|job| job.id == id) {
        (job.state, job.impressions, job.whole) = (state, impressions, true);
    }
}

fn job(shared: &Shared, id: i32) -> Option<Job> {
    shared.machine.lock().unwrap().jobs.iter().find(|job| job.id == id).cloned()
}

fn described(shared: &Shared, id: i32) -> Said {
    let Some(job) = job(shared, id) else {
        return Said { status: StatusCode::ClientErrorNotFound, groups: vec![] };
    };
    finish(shared, id);
    let reasons = if job.whole { "none" } else { "job-incoming" };
    Said::ok(vec![(
        DelimiterTag::JobAttributes,
        vec![
            ("job-uuid", IppValue::Uri(job.uuid.as_str().try_into().unwrap())),
            ("job-name", IppValue::NameWithoutLanguage(job.name.as_str().try_into().unwrap())),
            ("job-state", IppValue::Enum(job.state)),
            ("job-state-reasons", keyword(reasons)),
            ("job-impressions-completed", IppValue::Integer(i32::try_from(job.impressions).unwrap())),
        ],
    )])
}

/// The rest of its sides is out before the next answer.
fn finish(shared: &Shared, id: i32) {
    let mut machine = shared.machine.lock().unwrap();
    let sides = machine.sides;
    if matches!(machine.fault, Fault::Finishing(_)) {
        machine
            .jobs
            .iter_mut()
            .filter(|job| job.id == id && job.whole)
            .for_each(|job| job.impressions = sides);
    }
}

fn list(shared: &Shared, which: Option<&str>) -> Said {
    let machine = shared.machine.lock().unwrap();
    let wanted = |job: &&Job| (job.state >= 7) == (which == Some("completed"));
    let group = |job: &Job| {
        let name = IppValue::NameWithoutLanguage(job.name.as_str().try_into().unwrap());
        (DelimiterTag::JobAttributes, vec![("job-id", IppValue::Integer(job.id)), ("job-name", name)])
    };
    Said::ok(machine.jobs.iter().filter(wanted).map(group).collect())
}

fn cancel(shared: &Shared, id: i32) -> Said {
    let mut machine = shared.machine.lock().unwrap();
    if let Some(job) = machine.jobs.iter_mut().find(|job| job.id == id && job.state < 7) {
        job.state = 7;
    }
    Said::ok(vec![])
}
