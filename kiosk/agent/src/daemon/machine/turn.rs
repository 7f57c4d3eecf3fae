//! What goes into one step of the machine, and what comes out of it.

use epn_rules::id::{CommandId, RequestId, SessionId};
use epn_rules::session::Phase;
use epn_wire::kiosk::KioskIntent;
use epn_wire::lease::Nonce;
use epn_wire::report::ResetReport;
use epn_wire::scanning::ScanTrouble;
use epn_wire::station::{FromStation, LastReset, Outcome, SiteView, StationEvent, ToStation};
use jiff::Timestamp;

use super::scanning::ScanPiece;
use crate::session::Activity;
use crate::session::golden::Digest;
use crate::usb::{UsbNews, UsbOrder};

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Input {
    /// The person at the screen wants something.
    Kiosk(KioskIntent),
    /// The visitor at work wants to see the kiosk (*Menu*).
    ShowKiosk,
    /// The link part is not connected any more.
    LinkDown,
    /// The hub said something (acknowledgements of events do not come here).
    Hub(Box<ToStation>),
    /// The moment that [`super::Machine::deadline`] named has come.
    Timer,
    /// The session's program runs; with the digest of the golden profile as the home was copied from it.
    Started {
        golden: Option<Digest>,
    },
    /// It does not.
    NotStarted,
    /// The session's program ended by itself; `clean` if it said that all went well.
    Exited {
        clean: bool,
    },
    /// The session's screen reports whether there is input.
    Activity(Activity),
    /// Sound and cameras were looked at, as ordered; `in_use` if the session uses any.
    Looked {
        in_use: bool,
    },
    /// The session could not be made to stand still or to go on, or the terminals could not be changed.
    NotSteered,
    /// The part of a scan that was to be written is, or cannot be.
    ScanWritten(Result<(), ScanTrouble>),
    /// Something about a USB key.
    Usb(UsbNews),
    /// What was ordered of the reset is done.
    Killed,
    Erased,
    Proved(ResetReport),
    /// All disks were looked at while nobody sat there.
    LookedEverywhere(ResetReport),
    /// The technician's console is closed, or could not be opened.
    ConsoleClosed,
    /// The journal cannot be written; what could not be written waits.
    JournalBroken,
    /// It can again, and what waited is written.
    JournalMended,
    /// The agent is asked to stop.
    ShutDown,
}

/// Something to do, in this order. What follows a [`Effect::Journal`] is done only once that is on the disk.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Write all of this in one transaction.
    Journal(Vec<Write>),
    /// Start the visitor's session; where it has a terminal of its own, that is shown.
    Start,
    /// Where the session has a terminal of its own: show the kiosk's instead, or the session's again.
    ShowKiosk,
    ShowSession,
    /// Whatever becomes of the agent, the session is over at this moment of the boot-time clock.
    Guard {
        over_ms: u64,
    },
    /// Show the screens how it stands now, before what follows is done.
    Show,
    /// Make the session stand still behind the lock, or let it go on.
    Freeze,
    Thaw,
    /// Look whether the session uses sound or a camera.
    LookForUse,
    /// Write a part of a scan into the visitor's folder.
    WriteScan(Box<ScanPiece>),
    /// Do something about a USB key.
    Usb(UsbOrder),
    /// Kill whatever the visitor's uid runs, then erase, then look for what is left.
    Kill,
    Erase,
    Prove,
    /// Open and close a technician's console of the machine.
    OpenConsole,
    CloseConsole,
    /// Tell the hub, if it can be reached.
    Say(Box<FromStation>),
    /// Log how many tries in a row did not open the session that waits. What was tried is in no log.
    NoteWrongTry {
        times: u32,
    },
    /// Try whether the journal can be written again.
    MendJournal,
    /// Stop the agent.
    Exit,
}

/// One thing to keep.
#[derive(Clone, Debug, PartialEq)]
pub enum Write {
    /// The step that is about to be taken.
    Step(Phase),
    /// A numbered event for the hub.
    Event(StationEvent),
    /// A session begins, or its used seconds are marked, or it is over and its end is recorded.
    SessionOpens(SessionId),
    SessionUsed(u32),
    SessionOver,
    /// What the golden profile was when the session started; none any more once its remains were looked for.
    Golden(Option<Digest>),
    /// A command was carried out.
    Command(CommandId, Outcome),
    /// A mediator's note, while they keep the station out of service.
    Staff(Option<String>),
    /// How many recovery codes in a row were wrong.
    RecoveryTries(u32),
    /// How much was left when all disks were last looked at, if anything was.
    FoundEverywhere(Option<u32>),
    /// The last reset in short.
    LastReset(LastReset),
    /// What the hub told about the site, and what time it was.
    Site(Box<SiteView>),
    SiteTime(SiteTime),
}

/// What time it was at the site at a moment of the boot-time clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SiteTime {
    pub boot_ms: u64,
    pub at: Timestamp,
}

/// When a step is taken, and the randomness that it may use. The only clock that decides anything is `boot_ms`.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// `CLOCK_BOOTTIME`, in milliseconds.
    pub boot_ms: u64,
    /// What the machine's wall clock makes of site time; only looked at to report how wrong it is.
    pub wall: Timestamp,
    /// For one question to the hub.
    pub request: RequestId,
    pub nonce: Nonce,
    /// For the digits by which one session is resumed.
    pub digits: u32,
}

/// One step being taken.
#[derive(Debug)]
pub(super) struct Turn<'m> {
    moment: &'m Moment,
    asked: bool,
    effects: Vec<Effect>,
}

impl<'m> Turn<'m> {
    pub fn new(moment: &'m Moment) -> Self {
        Self { moment, asked: false, effects: Vec::new() }
    }

    pub fn now(&self) -> u64 {
        self.moment.boot_ms
    }

    /// What the wall clock makes of site time.
    pub fn wall(&self) -> Timestamp {
        self.moment.wall
    }

    /// An id and a nonce for a question, if none was asked in this step yet.
    pub fn question(&mut self) -> Option<(RequestId, Nonce)> {
        (!std::mem::replace(&mut self.asked, true)).then_some((self.moment.request, self.moment.nonce))
    }

    /// Random bits for digits.
    pub fn digits(&self) -> u32 {
        self.moment.digits
    }

    pub fn journal(&mut self, writes: impl Into<Vec<Write>>) {
        self.effects.push(Effect::Journal(writes.into()));
    }

    pub fn event(&mut self, event: StationEvent) {
        self.journal([Write::Event(event)]);
    }

    pub fn order(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    pub fn say(&mut self, message: FromStation) {
        self.effects.push(Effect::Say(Box::new(message)));
    }

    pub fn into_effects(self) -> Vec<Effect> {
        self.effects
    }
}
