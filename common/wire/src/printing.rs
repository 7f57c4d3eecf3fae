//! Prints as a visitor and the hub speak of them. The hub says how the session's prints stand whenever that changes; the agent
//! passes it on to the screen, and the screen's wishes back. Never the name of a document.

use epn_rules::id::{PrintJobId, PrinterId, SessionId};
use epn_rules::units::{Cents, Minutes};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::money::{PurseShown, ReceiptShown};
use crate::scanning::SessionScans;
use crate::secret::Secret;
use crate::station::Entry;

/// Where the hub takes documents from a station's print queue (IPP), by mutual TLS.
pub const PATH: &str = "/ipp/print";

/// The most prints that a view lists, newest first.
pub const MOST_SHOWN: usize = 20;

/// Prints, money and scans of one session, as its visitor sees them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionPrinting {
    pub session: SessionId,
    /// The newest first, at most [`MOST_SHOWN`].
    pub prints: Vec<PrintShown>,
    pub purse: PurseShown,
    /// What the desk gives back of it to somebody without an account who leaves; nothing unless the policy gives credit back.
    #[serde(default)]
    pub on_leaving: Cents,
    /// The newest first.
    pub receipts: Vec<ReceiptShown>,
    /// Where the hub takes documents from phones, if it does.
    #[serde(default)]
    pub phone: Option<PhonePage>,
    /// What the room's scanner has for it.
    #[serde(default)]
    pub scans: SessionScans,
}

/// The page that takes documents from phones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PhonePage {
    /// What is typed into a phone's browser, `http://192.168.1.10:8080`; `None` if the site says nothing of it.
    pub address: Option<String>,
}

/// One print.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintShown {
    pub id: PrintJobId,
    /// What people call it by in the room: 1 for the day's first.
    pub number: u32,
    pub at: Timestamp,
    pub stage: PrintStage,
    /// What was counted, once it was.
    pub measure: Option<Measure>,
    /// Where it can be printed and for how much, while it is held; the cheapest first.
    pub offers: Vec<PrintOffer>,
    /// The printer chosen.
    pub printer: Option<String>,
    /// What was debited, once it is settled.
    pub charged: Option<Cents>,
}

/// What a document is, as counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Measure {
    /// Pages of the document, once.
    pub pages: u32,
    /// How many of them have colour.
    pub colour_pages: u32,
    /// How many of them are larger than A4.
    pub large_pages: u32,
    pub copies: u32,
    /// Printed on both faces of the sheet.
    pub duplex: bool,
    /// The visitor asked for black only: no side is billed as colour.
    pub black_only: bool,
}

/// A printer on which a held print can come out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintOffer {
    pub printer: PrinterId,
    pub name: String,
    pub price: Cents,
    /// What the purse holds afterwards; `None` if it does not hold enough.
    pub after: Option<PurseShown>,
    /// About how long until it comes out; `None` if the printer cannot print now.
    pub wait: Option<Minutes>,
    pub trouble: Option<PrinterTrouble>,
    /// One press prints it: short, black, and covered by the free allowance.
    pub express: bool,
    /// A mediator releases it after the visitor confirmed.
    pub released_by_staff: bool,
}

/// How a print stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "stage", rename_all = "kebab-case")]
pub enum PrintStage {
    /// The document is arriving, or being counted.
    Arriving {
        /// How many pages of it are printed, as the document itself says; it may be wrong.
        #[serde(default)]
        pages: Option<u32>,
    },
    /// It waits for the visitor's word.
    Held,
    /// The visitor confirmed; the mediator releases it.
    AwaitsStaff,
    /// It waits for its printer.
    Waiting {
        /// How many come before it.
        ahead: u32,
        /// What keeps its printer from printing.
        #[serde(default)]
        trouble: Option<PrinterTrouble>,
    },
    /// It comes out: so many sides of so many.
    Printing { done: u32, of: u32, trouble: Option<PrinterTrouble> },
    /// It came out, all of it or what the printer says; that much was debited.
    Done { sides: u32 },
    /// The printer gave up after so many sides; only those were debited.
    Stopped { sides: u32, why: Option<PrinterTrouble> },
    /// Nobody knows what came out: the mediator decides. Nothing is debited until then.
    Unclear,
    /// Its pages could not be counted for sure: the mediator looks.
    ToCheck,
    /// It is not printed, and nothing is debited.
    Refused { why: PrintRefusal },
    /// Nobody said yes in time.
    Expired,
    /// The visitor took it back.
    Cancelled,
    /// It did not arrive whole: to be printed again.
    Incomplete,
}

impl PrintStage {
    /// Whether it went otherwise than its visitor wanted, which they have to be told.
    pub fn went_wrong(&self) -> bool {
        match self {
            Self::Stopped { .. }
            | Self::Unclear
            | Self::ToCheck
            | Self::Refused { .. }
            | Self::Expired
            | Self::Incomplete => true,
            Self::Arriving { .. }
            | Self::Held
            | Self::AwaitsStaff
            | Self::Waiting { .. }
            | Self::Printing { .. }
            | Self::Done { .. }
            | Self::Cancelled => false,
        }
    }
}

/// Why a document is not printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "why", rename_all = "kebab-case")]
pub enum PrintRefusal {
    /// It is locked by a password.
    Encrypted,
    /// Larger than A3.
    TooLarge,
    TooManyPages {
        pages: u32,
        most: u32,
    },
    /// More bytes than are taken.
    TooBig,
    /// It cannot be read: broken, or of no format that is printed.
    Unreadable,
    /// A mediator said no, with these words.
    Staff {
        reason: String,
    },
}

/// What keeps a printer from printing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PrinterTrouble {
    Jam,
    NoPaper,
    NoInk,
    CoverOpen,
    /// It does not answer.
    Offline,
    /// A mediator paused it.
    Paused,
    /// It stopped, and says no more.
    Other,
}

/// What the visitor wants of a print of their session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "print", rename_all = "kebab-case")]
pub enum PrintAsk {
    /// Print it there, at the price that was shown.
    Confirm { job: PrintJobId, printer: PrinterId, price: Cents },
    /// Take it back; possible until it is sent to its printer.
    Cancel { job: PrintJobId },
    /// Have the document that was sent from a phone and got this code.
    Fetch { code: Secret },
    /// Pay it, and what follows from the same USB key, with the credit of a ticket or a member.
    PayWith { job: PrintJobId, entry: Entry },
}

impl PrintAsk {
    /// Which print it is about; none while there is no print yet.
    pub fn job(&self) -> Option<PrintJobId> {
        match self {
            Self::Confirm { job, .. } | Self::Cancel { job } | Self::PayWith { job, .. } => Some(*job),
            Self::Fetch { .. } => None,
        }
    }
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "kebab-case")]
pub enum PrintAnswer {
    /// It is printed, or waits for its release: its stage says which.
    Confirmed,
    Cancelled,
    /// The purse lacks this much.
    NotEnough {
        missing: Cents,
    },
    /// The price is another now; the new one is in the view.
    PriceChanged,
    /// It is no longer held: its stage says why.
    Gone,
    /// The document is this print of the session now; it is counted, then held.
    Fetched {
        job: PrintJobId,
    },
    /// No document waits with this code: it was mistyped, taken before, or its hour is over. The next try is looked at after the wait.
    UnknownCode {
        wait_seconds: u32,
    },
    /// Too many wrong codes were tried here: this one was not looked at.
    Throttled {
        wait_seconds: u32,
    },
    /// Whose credit it is to be paid with is known: the purse in the view is theirs.
    Recognised,
    /// The ticket, or the number and PIN, is not known. The next try is looked at after the wait.
    NotRecognised {
        wait_seconds: u32,
    },
    /// So many prints of the session wait that no other can.
    TooMany,
    /// The hub does not answer, or could not store it; nothing changed.
    NoHub,
}

/// What the screen shows of prints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintingShown {
    pub printing: SessionPrinting,
    /// The last wish and what became of it, until it was read; no answer while the hub is asked.
    pub asked: Option<PrintAsked>,
}

/// A wish, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintAsked {
    pub ask: PrintAsk,
    pub answer: Option<PrintAnswer>,
}
