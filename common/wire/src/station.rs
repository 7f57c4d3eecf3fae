//! The station stream: one WebSocket for each station, JSON text messages of at most [`crate::framing::LONGEST`] bytes.
//!
//! The agent journals an event, sends it, and keeps it; the hub stores event and highest number in one transaction and
//! acknowledges. After a break, the hub says how far it got and the agent sends the rest. Commands carry an id and are
//! idempotent. What *gives* access is always the signed answer to a request of the agent; a command can only offer it.
//!
//! Every message is read leniently, requests too: both ends agree on a version in their first messages, a field that an
//! older peer may ignore is added without a new one, and what it could not ignore raises the version. To refuse a message
//! for a field would cut a station off from its hub whenever one of them is updated first. (The console's requests, which
//! people and other programs write by hand, are read strictly: see [`crate::console`].)

use std::collections::BTreeMap;

use epn_rules::decision::{DayHours, Decision};
use epn_rules::id::{BootId, CommandId, JournalEpoch, LeaseId, PolicyId, RequestId, SessionId, StationId};
use epn_rules::people::{AgeBand, Alias, Category};
use epn_rules::session::{EndCause, Phase};
use epn_rules::units::Minutes;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::audit::Audit;
use crate::lease::{Nonce, SignedLease};
use crate::planning::{PlanningAnswer, PlanningAsk, Queued, TimelineRow, Who};
use crate::printing::{PrintAnswer, PrintAsk, SessionPrinting};
use crate::report::ResetReport;
use crate::scanning::{ScanAnswer, ScanAsk};
use crate::secret::Secret;
use crate::staff::{StaffAnswer, StaffAsk};
use crate::usb::{UsbAnswer, UsbAsk};

/// The version of this protocol that this build speaks best.
pub const VERSION: u16 = 1;
/// The oldest version that this build still speaks.
pub const OLDEST: u16 = 1;

/// Where the hub serves the stream, by mutual TLS.
pub const PATH: &str = "/station";

/// What a station says.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "say", rename_all = "kebab-case")]
pub enum FromStation {
    /// First message of every connection.
    Hello(Hello),
    /// Journalled events, in order of number, none left out.
    Events(Events),
    /// How the station stands; sent after the welcome and at each change.
    State(StationState),
    /// A sign of life with the station's health, answered by a pong.
    Ping(Ping),
    /// Asks for a decision.
    Request { id: RequestId, request: Request },
    /// A command was carried out, or could not be.
    Done { id: CommandId, outcome: Outcome },
}

/// Who calls, and what it speaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    /// The lowest and the highest version of this protocol that the station speaks.
    pub versions: (u16, u16),
    pub station: StationId,
    pub boot: BootId,
    /// The journal in use, and the number of its last event; 0 if it has none.
    pub epoch: JournalEpoch,
    pub last_event: u64,
    /// The agent's version, for the technician.
    pub agent: String,
}

/// Events of one journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Events {
    pub epoch: JournalEpoch,
    pub events: Vec<EventRecord>,
    /// The station's boot-time clock when this was sent, in milliseconds, and its boot: lets the hub date events
    /// of this boot that the station could not date itself.
    pub boot: BootId,
    pub boot_ms: u64,
}

/// One numbered event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventRecord {
    /// 1 for the journal's first, then without gaps.
    pub number: u64,
    /// When, by the station's boot-time clock.
    pub boot: BootId,
    pub boot_ms: u64,
    /// When, in site time, if the station had heard from the hub since its boot.
    pub at: Option<Timestamp>,
    pub event: StationEvent,
}

/// What happened on a station. Holds no name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum StationEvent {
    /// The agent started; `found` is the phase that its journal stood in.
    AgentStarted { version: String, found: Phase },
    /// A session really started.
    SessionStarted { session: SessionId, lease: LeaseId, category: Category, policy: PolicyId },
    /// A later lease moved the end of the running session.
    SessionExtended { session: SessionId, lease: LeaseId, by_itself: bool },
    /// A session ended; `seconds` of site time were used, the grace not counted.
    SessionEnded { session: SessionId, cause: EndCause, seconds: u32 },
    /// What was left of a session was erased and looked for.
    Reset { session: Option<SessionId>, report: ResetReport },
    /// A lease that would open nothing was refused: for the security log.
    LeaseRefused { why: String },
    /// The session waits behind the lock: the visitor paused it, or seems to be gone.
    SessionPaused { session: SessionId, left_alone: bool },
    /// It goes on.
    SessionResumed { session: SessionId },
    /// Somebody tried to open the session that waits, and was wrong so many times in a row.
    WrongTries { session: SessionId, times: u32 },
    /// The visitor called the mediator, or the call was answered.
    Help { asked: bool },
    /// The station took itself, or was taken, out of service.
    OutOfService { reason: OutOfService },
    /// It is in service again.
    InService,
    /// A technician got a console of the machine, by this.
    MaintenanceStarted { by: MaintenanceBy },
    /// It was closed; `in_time` if the technician closed it before its time was over.
    MaintenanceEnded { in_time: bool },
    /// So many wrong recovery codes in a row were tried.
    RecoveryRefused { times: u32 },
    /// The machine's wall clock is off; deadlines do not depend on it.
    ClockWrong { off_seconds: i64 },
}

/// What opened a technician's console.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MaintenanceBy {
    /// A technician's card, which the hub looked at.
    Card,
    /// The station's recovery code.
    RecoveryCode,
}

/// Why a station cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "why", rename_all = "kebab-case")]
pub enum OutOfService {
    /// A mediator took it out.
    Staff { note: String },
    /// The last reset left something.
    Leftovers { count: u32 },
    /// The session's program does not start.
    SessionFails,
    /// The journal cannot be written (disk full, disk broken).
    Journal,
    /// A technician has a console of the machine.
    Maintenance,
}

/// How a station stands now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StationState {
    pub phase: Phase,
    /// The session on it, if any.
    pub session: Option<RunningSession>,
    /// Why it is out of service, if it is.
    pub out_of_service: Option<OutOfService>,
    /// Whether the visitor calls the mediator.
    pub help: bool,
    /// How often somebody was wrong at the lock of the session that waits, from the third time in a row on.
    #[serde(default)]
    pub wrong_tries: u32,
    /// The last reset in short, if there was one since the agent's journal began.
    pub last_reset: Option<LastReset>,
    pub health: Option<Health>,
    /// How well it is locked down: said once a connection and when it changes, by stations that look.
    #[serde(default)]
    pub lockdown: Option<Audit>,
}

/// The session on a station.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunningSession {
    pub session: SessionId,
    pub alias: Alias,
    pub category: Category,
    /// Seconds of site time used so far and left, as of this message.
    pub used_seconds: u32,
    pub left_seconds: u32,
    /// Whether it goes on by itself while nobody waits.
    pub extends_by_itself: bool,
}

/// A reset in one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LastReset {
    pub proved: bool,
    pub leftovers: u32,
    /// Steps that do not apply on this machine.
    pub not_applicable: u32,
    pub ms: u64,
    /// When, in site time, if known.
    #[schema(value_type = Option<String>)]
    pub at: Option<Timestamp>,
}

/// A station's health.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Health {
    /// Free space where the agent keeps its journal, in MiB.
    pub disk_free_mb: u64,
    /// Memory that programs can still get, and all there is, in MiB.
    pub memory_free_mb: u64,
    pub memory_total_mb: u64,
    /// The hottest sensor, in °C, if there is one.
    pub temperature_c: Option<i32>,
    /// Seconds since the machine started.
    pub uptime_s: u64,
}

/// A sign of life.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ping {
    /// Comes back in the pong.
    pub n: u64,
    /// Only when it changed noticeably.
    pub health: Option<Health>,
}

/// What a station asks the hub to decide. A request is answered once; `left_boot_ms` is when it left.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case")]
pub enum Request {
    /// A visitor wants to start.
    LogIn { entry: Entry, acceptance: Acceptance, nonce: Nonce, boot: BootId },
    /// The station takes up what a command offered.
    Claim { offer: CommandId, nonce: Nonce, boot: BootId },
    /// More time for the running session: the visitor pressed the button, or it goes on by itself.
    MoreTime { session: SessionId, by_itself: bool, nonce: Nonce, boot: BootId },
    /// A visitor asks about bookings or the queue.
    Plan {
        who: Who,
        #[serde(rename = "wish")]
        ask: PlanningAsk,
    },
    /// A member of staff at the screen.
    Staff {
        #[serde(rename = "wish")]
        ask: StaffAsk,
        nonce: Nonce,
        boot: BootId,
    },
    /// The visitor of the running session decides about a print.
    Print {
        session: SessionId,
        #[serde(rename = "wish")]
        ask: PrintAsk,
    },
    /// The visitor of the running session is about to scan, or the station takes a scan of theirs.
    Scan {
        session: SessionId,
        #[serde(rename = "wish")]
        ask: ScanAsk,
    },
    /// A document of a USB key is to be printed without a session.
    Usb {
        #[serde(rename = "wish")]
        ask: UsbAsk,
    },
}

/// With what a visitor comes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "with", rename_all = "kebab-case")]
pub enum Entry {
    /// A ticket's code, as typed or scanned.
    Ticket { code: Secret },
    /// A member's number and PIN.
    Member { number: String, pin: Secret },
    /// Nothing: an age band and a picture to be called by.
    NoAccount { age: AgeBand, picture: String },
}

/// The charter was accepted, in this version and language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    pub charter: String,
    pub lang: String,
}

/// How a command ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum Outcome {
    Done,
    /// The station was in no state for it; nothing changed.
    NotNow {
        phase: Phase,
    },
}

/// What the hub says.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "say", rename_all = "kebab-case")]
pub enum ToStation {
    /// Answers the hello.
    Welcome(Box<Welcome>),
    /// The hub will not talk; the connection closes after this.
    Rejected { why: Rejection },
    /// Events up to this number are stored for good.
    Ack { epoch: JournalEpoch, through: u64 },
    /// Events after this number are missing: send them again.
    Resend { epoch: JournalEpoch, after: u64 },
    /// Answers a ping.
    Pong { n: u64, now: Timestamp },
    /// Answers a request.
    Reply { id: RequestId, reply: Reply },
    /// To be carried out once, whatever the number of times it arrives.
    Command { id: CommandId, command: Command },
    /// What the lock screen shows changed.
    Site(Box<SiteView>),
    /// The prints or the money of the station's session changed.
    Printing(Box<SessionPrinting>),
}

/// Why the hub will not talk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "why", rename_all = "kebab-case")]
pub enum Rejection {
    /// No version in common.
    #[error("the hub speaks versions {} to {} of the station protocol", .hub.0, .hub.1)]
    Version { hub: (u16, u16) },
    /// The certificate is of another station than the hello.
    #[error("the certificate belongs to another station")]
    OtherStation,
    /// A message made no sense.
    #[error("a message could not be understood: {what}")]
    Malformed { what: String },
}

/// The hub's first message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Welcome {
    /// The version that both will speak.
    pub version: u16,
    /// Site time now.
    pub now: Timestamp,
    /// The last event of the station's journal that the hub has; 0 for none.
    pub stored_through: u64,
    /// What the lock screen shows.
    pub site: SiteView,
    /// Whether a mediator took the station out of service.
    pub out_of_service: Option<OutOfService>,
}

/// What a lock screen shows of the site.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteView {
    pub site: String,
    pub room: String,
    pub station: String,
    pub tags: Vec<String>,
    /// IANA name, for the clock on the screen.
    pub timezone: String,
    /// Today's opening.
    pub today: DayHours,
    /// When the room opens next, if it is closed now.
    pub opens: Option<Timestamp>,
    /// Until when the station is free for a walk-in, if something limits it (closing, a hold).
    pub free_until: Option<Timestamp>,
    /// Whether one may enter without an account.
    pub no_account: bool,
    /// How many wait.
    pub waiting: u32,
    /// Those who wait, in order, with whom is called where.
    #[serde(default)]
    pub queue: Vec<Queued>,
    /// Whether one can wait here without a booking.
    #[serde(default)]
    pub may_queue: bool,
    /// Whether visitors book for themselves.
    #[serde(default)]
    pub may_book: bool,
    /// Whether the room has a scanner whose documents come to the stations.
    #[serde(default)]
    pub may_scan: bool,
    /// The rest of today, a row a station, this one first.
    #[serde(default)]
    pub timeline: Vec<TimelineRow>,
    /// The charter's version, and its short text in each language (`fr`, `en`): one sentence an item.
    pub charter: String,
    pub charter_texts: BTreeMap<String, Vec<String>>,
}

/// The answer to a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reply", rename_all = "kebab-case")]
pub enum Reply {
    /// Yes.
    Lease { lease: SignedLease },
    /// No, with the reasons.
    Refused { decision: Decision },
    /// The code, or number and PIN, is not known. The next try is looked at after the wait.
    NotRecognised { wait_seconds: u32 },
    /// Too many wrong tries: this one was not looked at.
    Throttled { wait_seconds: u32 },
    /// What was offered is no longer on offer.
    NothingOffered,
    /// What became of a question about bookings or the queue.
    Planned { answer: Box<PlanningAnswer> },
    /// What became of a staff card, or of what was done with it.
    Staff { answer: Box<StaffAnswer> },
    /// What became of a decision about a print.
    Printed { answer: PrintAnswer },
    /// What became of a question about scans.
    Scanned { answer: ScanAnswer },
    /// About a document of a USB key.
    Usb { answer: UsbAnswer },
    /// The hub could not decide (its disk is full, its database locked); nothing changed.
    Trouble,
}

/// What the hub wants done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "kebab-case")]
pub enum Command {
    /// A mediator opened the station, or extended its session: claim the lease.
    Offer { session: SessionId },
    /// End the session, if it is still this one.
    End { session: SessionId, cause: EndCause },
    /// Show a message of the mediator to whoever sits there.
    Message { text: String },
    /// Take the station out of service once it is free.
    OutOfService { note: String },
    /// Put it back.
    InService,
    /// The call for help was answered.
    HelpAnswered,
}

/// Time left as people are told it.
pub fn minutes_left(seconds: u32) -> Minutes {
    Minutes(seconds.div_ceil(60))
}
