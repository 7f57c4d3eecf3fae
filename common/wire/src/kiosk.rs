//! Between the agent and the kiosk screen, over a Unix socket. The screen holds a copy of the last view and sends intents;
//! it has no clock, keeps no time and decides nothing.

use epn_rules::decision::{Decision, Limit};
use epn_rules::people::Alias;
use epn_rules::units::{Cents, Minutes};
use jiff::Timestamp;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use crate::planning::{PlanningAnswer, PlanningAsk, Who};
use crate::printing::{PrintAsk, PrintingShown};
use crate::scanning::ScanningShown;
use crate::secret::Secret;
use crate::staff::{StaffAct, StaffShown};
use crate::station::{Entry, LastReset, OutOfService, SiteView};
use crate::usb::{UsbShown, UsbWish};

/// What the agent shows: the whole state, sent at each change and at each minute of the site's clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KioskView {
    /// The site's civil time, for the clock; `None` while no clock can be trusted (never heard of the hub since boot).
    pub now: Option<DateTime>,
    /// Whether the hub answers.
    pub hub: bool,
    /// As last told by the hub.
    pub site: SiteView,
    pub scene: Scene,
    /// Which terminal people see.
    #[serde(default)]
    pub front: Front,
    /// The mediator's message, until dismissed.
    pub message: Option<String>,
    /// Whether the mediator was called and has not come yet.
    pub help: bool,
    /// The last reset, for one line on the lock screen.
    pub last_reset: Option<LastReset>,
    /// The answer to the last [`KioskIntent::Plan`], until [`KioskIntent::PlanRead`].
    pub planning: Option<PlanningShown>,
    /// A member of staff at the screen: shown before anything else.
    #[serde(default)]
    pub staff: Option<StaffShown>,
    /// The prints and the money of the session that runs, once the hub told them.
    #[serde(default)]
    pub printing: Option<PrintingShown>,
    /// The scans of the session that runs, where the room has a scanner.
    #[serde(default)]
    pub scanning: Option<ScanningShown>,
    /// A USB key at a free station, if it prints from keys.
    #[serde(default)]
    pub usb: Option<UsbShown>,
}

/// Which terminal people see, where the session has one of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Front {
    /// There is but one: kiosk and session share a screen, or there is no session.
    #[default]
    Shared,
    /// The kiosk's; [`KioskIntent::BackToSession`] leads to the session's.
    Kiosk,
    /// The session's: nobody sees the kiosk.
    Session,
}

/// What the screen is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "scene", rename_all = "kebab-case")]
pub enum Scene {
    /// Free. The steps before a log-in (language, charter, entry) are the screen's own.
    /// `answer` is what became of the last log-in, until the screen sends [`KioskIntent::Dismiss`] or a new one.
    Locked { answer: Option<LogInAnswer> },
    /// The hub is asked.
    Deciding,
    /// The session is being started.
    Starting { alias: Alias },
    /// A visitor works.
    Active(ActiveView),
    /// Nobody seems to be there: an answer within this, or the session waits behind the lock, until it is resumed with this.
    StillThere { alias: Alias, seconds_left: u32, resume: ResumeWith },
    /// The session waits behind the lock.
    Paused(PausedView),
    /// Time is up: close your work; this much is left for that.
    Grace { alias: Alias, seconds_left: u32 },
    /// The session is being ended, erased, and the erasing proved.
    Ending,
    /// Cannot be used.
    OutOfService { reason: OutOfService },
}

/// Why the visitor was not let in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "kebab-case")]
pub enum LogInAnswer {
    /// With the reasons.
    Refused { decision: Decision },
    /// The code, or number and PIN, is not known; wait this long before the next try.
    NotRecognised { wait_seconds: u32 },
    /// Too many wrong tries; wait this long.
    Throttled { wait_seconds: u32 },
    /// The hub does not answer, or could not decide.
    NoHub,
    /// The session's program did not start.
    DidNotStart,
}

/// A running session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActiveView {
    pub alias: Alias,
    pub time: TimeShown,
    /// A real end is near: the warning to show now, until dismissed.
    pub warning: Option<Minutes>,
    /// The answer to the last *more time*, until dismissed.
    pub more_time: Option<MoreTimeAnswer>,
    /// Why the session ends when it ends.
    pub because: Vec<Limit>,
    /// Whether it may pause (once more).
    pub may_pause: bool,
    /// The digits that a pause is over with, to be told before it begins, where nothing secret opened the session.
    pub way_back: Option<Secret>,
    /// What it costs, if it costs anything.
    pub price: Option<PriceShown>,
}

/// A session that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PausedView {
    pub alias: Alias,
    /// Nobody was there; else the visitor asked for the pause.
    pub left_alone: bool,
    /// It ends when this is over.
    pub seconds_left: u32,
    /// With what it is resumed.
    pub resume: ResumeWith,
    /// What was last tried was wrong: wait this long before the next try.
    pub wrong: Option<u32>,
}

/// What opens a session that waits: what it was begun with, if that is a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ResumeWith {
    /// The number and PIN.
    Member,
    /// The ticket.
    Ticket,
    /// The digits that the visitor was told before the pause.
    Code,
    /// The picture: nothing secret opened the session, and nothing was told its visitor, who seemed to be gone.
    Picture,
}

/// What the use of a station costs, as the visitor is told it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceShown {
    /// For each quarter of an hour that has begun.
    pub quarter_hour: Cents,
    /// So far.
    pub so_far: Cents,
}

/// What became of a question about bookings or the queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "planning", rename_all = "kebab-case")]
pub enum PlanningShown {
    /// The hub is asked.
    Asking,
    /// It said.
    Answer { answer: Box<PlanningAnswer> },
}

/// Time as the visitor is told it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "time", rename_all = "kebab-case")]
pub enum TimeShown {
    /// It goes on by itself while nobody waits.
    NobodyWaits,
    /// So many minutes, until then.
    Left { minutes: Minutes, until: Option<Timestamp> },
}

/// What became of *more time*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "kebab-case")]
pub enum MoreTimeAnswer {
    Asking,
    Granted,
    Refused { decision: Decision },
    NoHub,
}

/// What the person at the screen wants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "intent", rename_all = "kebab-case")]
pub enum KioskIntent {
    /// Start, having accepted the charter in this version and language.
    LogIn {
        entry: Entry,
        charter: String,
        lang: String,
    },
    /// Whoever sits here reads another language from now on.
    Language {
        lang: String,
    },
    AskMoreTime,
    /// *Revenir à mon travail*: from the kiosk's terminal to the session's.
    BackToSession,
    /// *Terminer*, confirmed.
    Leave,
    /// *Pause*.
    Pause,
    /// Back to the session that waits, by what it was begun with; a picture is an [`Entry::NoAccount`].
    Resume {
        entry: Entry,
    },
    /// The same by the digits that were told before the pause.
    ResumeByCode {
        code: Secret,
    },
    /// *Je suis là*.
    StillHere,
    /// Bookings and the queue.
    Plan {
        who: Who,
        ask: PlanningAsk,
    },
    /// The answer about bookings or the queue is no longer looked at.
    PlanRead,
    /// A decision about a print.
    Print {
        ask: PrintAsk,
    },
    /// What became of it was read.
    PrintRead,
    /// *Je vais numériser*, or it was taken back.
    Scan {
        wanted: bool,
    },
    /// What became of it, or of a scan, was read.
    ScanRead,
    /// About the documents on a USB key.
    Usb {
        wish: UsbWish,
    },
    /// A staff card, and its code.
    StaffCard {
        card: Secret,
        pin: Secret,
    },
    /// The station's recovery code: a console of the machine, though no hub answers.
    Recovery {
        code: Secret,
    },
    /// A quick action of the member of staff.
    StaffAct {
        act: StaffAct,
    },
    /// What became of the last quick action was read.
    StaffRead,
    /// The member of staff is done, or nobody looks at what the card came to.
    StaffClose,
    /// Call the mediator, or take the call back.
    Help {
        asked: bool,
    },
    /// What is shown on top was read: the message if there is one, else the warning, else the answer.
    Dismiss,
}
