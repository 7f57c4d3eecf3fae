//! The screens, where the focus begins on each, and how long each waits for a visitor who went away.

use std::time::Duration;

use epn_rules::people::Alias;
use epn_rules::units::Minutes;
use epn_wire::kiosk::{ActiveView, Front, LogInAnswer, PausedView, ResumeWith, TimeShown};
use epn_wire::scanning::ScanningShown;
use epn_wire::secret::Secret;
use epn_wire::station::{OutOfService, SiteView};
use epn_wire::usb::{UsbKey, UsbShown};
use iced::widget::Id;

use super::planning::Goal;
use super::{Purpose, Way, plan, printing, staff};
use crate::screen::{
    answer, charter, code, entry, forgot, lock, member, no_account, out_of_service, paused, room, scanning,
    session, staff as staff_screen, still_there, usb, way_back,
};

/// What is shown, with what it is drawn from.
#[derive(Clone, Copy, Debug)]
pub enum Screen<'a> {
    /// There is no agent.
    Away,
    Lock,
    /// The whole room's day.
    Room,
    Charter,
    Entry(Purpose),
    Ticket {
        state: &'a code::State,
        purpose: Purpose,
    },
    Member {
        state: &'a member::State,
        purpose: Purpose,
    },
    Forgot,
    Age(Purpose),
    Picture {
        state: &'a no_account::State,
        purpose: Purpose,
    },
    Deciding,
    Answer {
        answer: &'a LogInAnswer,
        way: Option<Way>,
    },
    /// Bookings and the queue.
    Plan {
        screen: plan::Screen<'a>,
        /// What was typed to get here is kept, to ask again with.
        holds_secret: bool,
    },
    Starting(&'a Alias),
    /// `longest` is the most time that was left since the session was first seen.
    Session {
        active: &'a ActiveView,
        longest: Minutes,
        front: Front,
    },
    /// The work is out of sight, and over in a minute.
    LastMinute(&'a ActiveView),
    /// One's own prints and money.
    Printing {
        screen: printing::Screen<'a>,
        front: Front,
    },
    /// About to scan.
    Scanning {
        shown: &'a ScanningShown,
        front: Front,
    },
    /// The documents on a USB key, at the lock screen.
    Usb {
        shown: &'a UsbShown,
        /// How many were printed from it.
        prints: usize,
    },
    /// Is somebody still there?
    StillThere {
        alias: &'a Alias,
        seconds_left: u32,
        resume: ResumeWith,
    },
    /// The session waits.
    Paused(&'a PausedView),
    Grace {
        alias: &'a Alias,
        seconds_left: u32,
        front: Front,
    },
    /// *Terminer* was pressed; is it meant?
    Leaving,
    /// *Pause* was pressed: the digits that it is over with.
    Pausing(&'a Secret),
    /// The way back to a session by those digits.
    WayBack(&'a way_back::State),
    Ending,
    OutOfService(&'a OutOfService),
    /// A member of staff.
    Staff(staff::Screen<'a>),
}

/// Which screen, without what is on it. When it changes, the focus goes to the new one's main action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    Away,
    Lock,
    Room,
    Charter,
    Entry(Purpose),
    Ticket(Purpose),
    Member(Purpose),
    Forgot,
    Age(Purpose),
    Picture {
        purpose: Purpose,
        page: usize,
    },
    Deciding,
    Answer(Answered),
    Plan(plan::Place),
    Starting,
    Session {
        warning: Option<Minutes>,
        answered: bool,
    },
    LastMinute,
    Printing(printing::Place),
    /// `waits` for the scanner; `troubled`: there is something to read.
    Scanning {
        waits: bool,
        troubled: bool,
    },
    /// Which of its faces: see [`Files`].
    Usb(Files),
    StillThere,
    Paused,
    Grace,
    Leaving,
    Pausing,
    WayBack,
    Ending,
    OutOfService,
    Staff(staff::Place),
}

/// How a USB key is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Files {
    Troubled,
    Sending,
    Listed,
    Nothing,
}

impl From<&UsbShown> for Files {
    fn from(shown: &UsbShown) -> Self {
        match (&shown.trouble, &shown.sending, &shown.key) {
            (Some(_), _, _) => Self::Troubled,
            (None, Some(_), _) => Self::Sending,
            (None, None, UsbKey::Files(files)) if !files.files.is_empty() => Self::Listed,
            (None, None, _) => Self::Nothing,
        }
    }
}

/// Which answer to a log-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Answered {
    Refused,
    NotRecognised,
    Throttled,
    NoHub,
    DidNotStart,
}

impl From<&LogInAnswer> for Answered {
    fn from(answer: &LogInAnswer) -> Self {
        match answer {
            LogInAnswer::Refused { .. } => Self::Refused,
            LogInAnswer::NotRecognised { .. } => Self::NotRecognised,
            LogInAnswer::Throttled { .. } => Self::Throttled,
            LogInAnswer::NoHub => Self::NoHub,
            LogInAnswer::DidNotStart => Self::DidNotStart,
        }
    }
}

impl Place {
    /// Its stable name, in the window's title: whoever drives the program sees by it where it is.
    pub fn id(self) -> &'static str {
        match self {
            Self::Away => "away",
            Self::Lock => "lock",
            Self::Room => "room",
            Self::Charter => "charter",
            Self::Entry(purpose) => {
                by(purpose, ["entry", "book-entry", "queue-entry", "resume-entry", "pay-entry"])
            }
            Self::Ticket(purpose) => {
                by(purpose, ["ticket", "book-ticket", "queue-ticket", "resume-ticket", "pay-ticket"])
            }
            Self::Member(purpose) => {
                by(purpose, ["member", "book-member", "queue-member", "resume-member", "pay-member"])
            }
            Self::Forgot => "forgot",
            Self::Age(purpose) => by(purpose, ["age", "book-age", "queue-age", "resume-age", "pay-age"]),
            Self::Picture { purpose, .. } => {
                by(purpose, ["picture", "book-picture", "queue-picture", "resume-picture", "pay-picture"])
            }
            Self::Deciding => "deciding",
            Self::Answer(Answered::Refused) => "refused",
            Self::Answer(Answered::NotRecognised) => "not-recognised",
            Self::Answer(Answered::Throttled) => "throttled",
            Self::Answer(Answered::NoHub) => "no-hub",
            Self::Answer(Answered::DidNotStart) => "did-not-start",
            Self::Plan(place) => place.id(),
            Self::Starting => "starting",
            Self::Session { .. } => "session",
            Self::LastMinute => "last-minute",
            Self::Printing(place) => place.id(),
            Self::Scanning { .. } => "scan",
            Self::Usb(_) => "usb",
            Self::StillThere => "still-there",
            Self::Paused => "paused",
            Self::Grace => "grace",
            Self::Leaving => "leaving",
            Self::Pausing => "pausing",
            Self::WayBack => "resume-code",
            Self::Ending => "ending",
            Self::OutOfService => "out-of-service",
            Self::Staff(place) => place.id(),
        }
    }
}

fn by(purpose: Purpose, [log_in, book, queue, resume, pay]: [&'static str; 5]) -> &'static str {
    match purpose {
        Purpose::LogIn => log_in,
        Purpose::Plan(Goal::Book) => book,
        Purpose::Plan(Goal::Queue) => queue,
        Purpose::Resume => resume,
        Purpose::Pay => pay,
    }
}

/// After this long without a sign of life, a screen into which a secret is typed goes away, and so does one that keeps
/// what was typed.
const WITH_SECRETS: Duration = Duration::from_mins(1);

/// After this long, whoever opened the kiosk beside their work is back at that.
const BESIDE_WORK: Duration = Duration::from_mins(1);

/// The same where there is only something to read, for people who read slowly.
const TO_READ: Duration = Duration::from_mins(3);

impl Screen<'_> {
    /// Which screen it is.
    pub fn place(&self) -> Place {
        match self {
            Self::Away => Place::Away,
            Self::Lock => Place::Lock,
            Self::Room => Place::Room,
            Self::Charter => Place::Charter,
            Self::Entry(purpose) => Place::Entry(*purpose),
            Self::Ticket { purpose, .. } => Place::Ticket(*purpose),
            Self::Member { purpose, .. } => Place::Member(*purpose),
            Self::Forgot => Place::Forgot,
            Self::Age(purpose) => Place::Age(*purpose),
            Self::Picture { state, purpose } => Place::Picture { purpose: *purpose, page: state.page() },
            Self::Deciding => Place::Deciding,
            Self::Answer { answer, .. } => Place::Answer((*answer).into()),
            Self::Plan { screen, .. } => Place::Plan(screen.place()),
            Self::Starting(_) => Place::Starting,
            Self::Session { active, .. } => {
                Place::Session { warning: active.warning, answered: session::is_answered(active) }
            }
            Self::LastMinute(_) => Place::LastMinute,
            Self::Printing { screen, .. } => Place::Printing(screen.place()),
            Self::Scanning { shown, .. } => Place::Scanning {
                waits: shown.wanted_until.is_some() || shown.asking,
                troubled: shown.trouble.is_some(),
            },
            Self::Usb { shown, .. } => Place::Usb((*shown).into()),
            Self::StillThere { .. } => Place::StillThere,
            Self::Paused(_) => Place::Paused,
            Self::Grace { .. } => Place::Grace,
            Self::Leaving => Place::Leaving,
            Self::Pausing(_) => Place::Pausing,
            Self::WayBack(_) => Place::WayBack,
            Self::Ending => Place::Ending,
            Self::OutOfService(_) => Place::OutOfService,
            Self::Staff(screen) => Place::Staff(screen.place()),
        }
    }

    /// The id of the widget that the focus begins on; none where there is nothing to do.
    pub fn main_action(&self, site: &SiteView) -> Option<Id> {
        let id = match self {
            Self::Away | Self::Deciding | Self::Starting(_) | Self::Ending => return None,
            Self::Plan { screen, .. } => return screen.main_action(),
            Self::Printing { screen, front } => return Some(screen.main_action(*front)),
            Self::Scanning { shown, front } => scanning::main_action(shown, *front),
            Self::Usb { shown, prints } => return Some(usb::main_action(shown, *prints)),
            Self::Staff(screen) => return staff_screen::main_action(screen),
            Self::Lock => lock::START,
            Self::Room => room::MAIN,
            Self::Charter => charter::ACCEPT,
            Self::Entry(_) => entry::TICKET,
            Self::Ticket { .. } => code::CODE,
            Self::Member { .. } => member::NUMBER,
            Self::Forgot => forgot::main_action(site),
            Self::Age(_) => no_account::FIRST_AGE,
            Self::Picture { state, .. } => state.first_picture(),
            Self::Answer { answer, .. } => answer::main_action(answer, false),
            Self::Session { active, front, .. } => session::main_action(active, *front),
            Self::LastMinute(_) | Self::Grace { front: Front::Kiosk, .. } => session::BACK,
            Self::StillThere { .. } => still_there::HERE,
            Self::Paused(_) => paused::RESUME,
            Self::Grace { .. } => session::LEAVE,
            Self::Leaving => session::STAY,
            Self::Pausing(_) => session::PAUSE,
            Self::WayBack(_) => way_back::CODE,
            Self::OutOfService(_) => out_of_service::MAIN,
        };
        Some(id.into())
    }

    /// Whether there is a *Retour*.
    pub fn has_back(&self) -> bool {
        match self {
            Self::Room
            | Self::Charter
            | Self::Entry(_)
            | Self::Ticket { .. }
            | Self::Member { .. }
            | Self::Forgot
            | Self::Age(_)
            | Self::WayBack(_)
            | Self::Printing { .. }
            | Self::Scanning { .. }
            | Self::Picture { .. } => true,
            // A refusal's one action leads back already.
            Self::Answer { answer, .. } => !matches!(answer, LogInAnswer::Refused { .. }),
            Self::Plan { screen, .. } => screen.has_back(),
            Self::Staff(screen) => screen.has_back(),
            _ => false,
        }
    }

    /// How long the screen waits for a sign of life; none if it waits for ever.
    pub fn patience(&self) -> Option<Duration> {
        match self {
            Self::Staff(screen) if screen.holds_secret() => Some(WITH_SECRETS),
            Self::Staff(screen) => screen.waits().then_some(TO_READ),
            Self::Ticket { .. }
            | Self::Member { .. }
            | Self::Leaving
            | Self::Pausing(_)
            | Self::WayBack(_)
            | Self::Plan { holds_secret: true, .. } => Some(WITH_SECRETS),
            Self::Room
            | Self::Charter
            | Self::Entry(_)
            | Self::Forgot
            | Self::Age(_)
            | Self::Picture { .. }
            | Self::Deciding
            | Self::Plan { holds_secret: false, .. }
            | Self::Printing { .. }
            | Self::Scanning { .. }
            | Self::Usb { .. }
            | Self::Answer { .. } => Some(TO_READ),
            Self::Session { front: Front::Kiosk, .. }
            | Self::LastMinute(_)
            | Self::Grace { front: Front::Kiosk, .. } => Some(BESIDE_WORK),
            Self::Away
            | Self::Lock
            | Self::Starting(_)
            | Self::Session { .. }
            | Self::StillThere { .. }
            | Self::Paused(_)
            | Self::Grace { .. }
            | Self::Ending
            | Self::OutOfService(_) => None,
        }
    }

    /// Whether a staff card may be scanned here: wherever nothing else is under way.
    pub fn takes_cards(&self) -> bool {
        !matches!(
            self,
            Self::Away
                | Self::Deciding
                | Self::Starting(_)
                | Self::Ending
                | Self::Staff(_)
                | Self::Plan { screen: plan::Screen::Asking, .. }
        )
    }

    /// Whether the way to type a card is shown: where no step of a visitor's has its *Retour*.
    pub fn shows_staff(&self) -> bool {
        matches!(
            self,
            Self::Lock
                | Self::Session { .. }
                | Self::StillThere { .. }
                | Self::Paused(_)
                | Self::Grace { .. }
                | Self::OutOfService(_)
        )
    }

    /// How long another language or comfort stays on a screen that waits for ever.
    pub fn patience_with_preferences(&self) -> Option<Duration> {
        matches!(self, Self::Lock | Self::OutOfService(_)).then_some(TO_READ)
    }
}

/// Time that is shown as a number, if it is.
pub fn minutes_left(time: TimeShown) -> Option<Minutes> {
    match time {
        TimeShown::NobodyWaits => None,
        TimeShown::Left { minutes, .. } => Some(minutes),
    }
}

#[cfg(test)]
mod tests;
