//! What a visitor is half way through, on top of what the agent says. It is the screen's own: the agent hears of it
//! only when something is sent.

use epn_rules::people::AgeBand;
use epn_wire::kiosk::{KioskIntent, ResumeWith};
use epn_wire::secret::Secret;
use epn_wire::station::Entry;
use epn_words::Lang;

use super::planning::{Goal, Planning};
use super::printing::Printing;
use super::staff::Staff;
use super::usb::Paying;
use super::{Reaction, Screen};
use crate::screen::{code, member, no_account, way_back};

/// The charter was accepted, in this version and language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    pub version: String,
    pub lang: Lang,
}

/// With what a visitor comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Ticket,
    Member,
    NoAccount,
}

impl Way {
    pub(super) fn of(entry: &Entry) -> Self {
        match entry {
            Entry::Ticket { .. } => Self::Ticket,
            Entry::Member { .. } => Self::Member,
            Entry::NoAccount { .. } => Self::NoAccount,
        }
    }
}

/// What a visitor says who they are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    LogIn,
    Plan(Goal),
    /// Back to a session that waits.
    Resume,
    /// Pays for a print without a session.
    Pay,
}

/// Nobody logs in without having accepted the charter.
#[derive(Debug, Default)]
pub(super) enum Step {
    /// Nothing is half done.
    #[default]
    None,
    /// Looks at the whole room's day.
    Room,
    Charter,
    Entering {
        accepted: Accepted,
        at: Entering,
    },
    /// A log-in was sent; what was typed is gone.
    Sent {
        accepted: Accepted,
        way: Way,
    },
    /// Bookings and the queue.
    Planning(Planning),
    /// One's own prints and money.
    Printing(Printing),
    /// About to scan.
    Scanning,
    /// Back to a session that waits.
    Resuming(Entering),
    /// Says whose credit pays for a print from a USB key.
    Paying(Paying),
    /// A member of staff, shown before anything else.
    Staff(Staff),
}

/// The steps of an entry.
#[derive(Debug)]
pub(super) enum Entering {
    Choice,
    Ticket(code::State),
    Member(member::State),
    Forgot,
    Age,
    Picture(no_account::State),
    /// Back to a session, by the digits that were told before the pause.
    WayBack(way_back::State),
}

impl Entering {
    /// The first step of a way.
    pub(super) fn first(way: Way) -> Self {
        match way {
            Way::Ticket => Self::Ticket(code::State::new(code::Kind::Ticket)),
            Way::Member => Self::Member(member::State::default()),
            Way::NoAccount => Self::Age,
        }
    }

    /// The one step back to a session: a picture is recognised without an age.
    pub(super) fn again(with: ResumeWith) -> Self {
        match with {
            ResumeWith::Ticket => Self::first(Way::Ticket),
            ResumeWith::Member => Self::first(Way::Member),
            ResumeWith::Picture => Self::Picture(no_account::State::new(AgeBand::NonCommunique)),
            ResumeWith::Code => Self::WayBack(way_back::State::default()),
        }
    }

    pub(super) fn screen(&self, purpose: Purpose) -> Screen<'_> {
        match self {
            Self::Choice => Screen::Entry(purpose),
            Self::Ticket(state) => Screen::Ticket { state, purpose },
            Self::Member(state) => Screen::Member { state, purpose },
            Self::Forgot => Screen::Forgot,
            Self::Age => Screen::Age(purpose),
            Self::Picture(state) => Screen::Picture { state, purpose },
            Self::WayBack(state) => Screen::WayBack(state),
        }
    }

    pub(super) fn before(&self) -> Option<Self> {
        match self {
            Self::Choice | Self::WayBack(_) => None,
            Self::Picture(_) => Some(Self::Age),
            Self::Ticket(_) | Self::Member(_) | Self::Forgot | Self::Age => Some(Self::Choice),
        }
    }
}

impl Step {
    /// What it shows without a look at the view; none if there is nothing half done.
    pub(super) fn screen(&self) -> Option<Screen<'_>> {
        match self {
            Self::None | Self::Printing(_) | Self::Scanning | Self::Staff(_) => None,
            Self::Room => Some(Screen::Room),
            Self::Charter => Some(Screen::Charter),
            Self::Entering { at, .. } => Some(at.screen(Purpose::LogIn)),
            Self::Sent { .. } => Some(Screen::Deciding),
            Self::Planning(planning) => Some(planning.screen()),
            Self::Resuming(at) => Some(at.screen(Purpose::Resume)),
            Self::Paying(paying) => Some(paying.at.screen(Purpose::Pay)),
        }
    }

    /// Where the visitor says who they are, if they are doing that.
    pub(super) fn entering(&mut self) -> Option<&mut Entering> {
        match self {
            Self::Entering { at, .. } | Self::Resuming(at) => Some(at),
            Self::Planning(planning) => planning.entering(),
            Self::Paying(paying) => Some(&mut paying.at),
            Self::None
            | Self::Room
            | Self::Charter
            | Self::Sent { .. }
            | Self::Printing(_)
            | Self::Scanning
            | Self::Staff(_) => None,
        }
    }

    /// Bookings and the queue, if that is what is half done.
    pub(super) fn planning(&mut self) -> Option<&mut Planning> {
        match self {
            Self::Planning(planning) => Some(planning),
            _ => None,
        }
    }

    /// What was sent last, if that is still known.
    pub(super) fn sent_way(&self) -> Option<Way> {
        match self {
            Self::Sent { way, .. } => Some(*way),
            _ => None,
        }
    }

    /// To another step of the entry; nowhere if nobody is entering.
    pub(super) fn go(&mut self, to: Entering) {
        if let Some(at) = self.entering() {
            *at = to;
        }
    }

    /// The visitor has said who they are.
    pub(super) fn known(&mut self, entry: Entry) -> Reaction {
        match self {
            Self::Entering { accepted, .. } => {
                let accepted = accepted.clone();
                let (charter, lang) = (accepted.version.clone(), accepted.lang.tag().to_owned());
                *self = Self::Sent { accepted, way: Way::of(&entry) };
                Reaction::Say(KioskIntent::LogIn { entry, charter, lang })
            }
            Self::Planning(planning) => Reaction::Say(planning.known(entry)),
            Self::Resuming(_) => {
                *self = Self::None;
                Reaction::Say(KioskIntent::Resume { entry })
            }
            Self::Paying(paying) => {
                let (next, said) = paying.known(entry);
                *self = next;
                said
            }
            Self::None
            | Self::Room
            | Self::Charter
            | Self::Sent { .. }
            | Self::Printing(_)
            | Self::Scanning
            | Self::Staff(_) => Reaction::Nothing,
        }
    }

    /// The visitor has typed the digits that they were told.
    pub(super) fn resume_by(&mut self, code: Secret) -> Reaction {
        *self = Self::None;
        Reaction::Say(KioskIntent::ResumeByCode { code })
    }

    /// The agent is busy with a log-in, or answered one: anything else half done is over.
    pub(super) fn settle(&mut self) {
        if !matches!(self, Self::Sent { .. }) {
            self.rest();
        }
    }

    /// Nothing half done goes on, but for a member of staff.
    pub(super) fn rest(&mut self) {
        if !matches!(self, Self::Staff(_)) {
            *self = Self::None;
        }
    }

    /// A session is shown: only what was begun from within it goes on.
    pub(super) fn work(&mut self) {
        let is_of_session = match self {
            Self::Planning(planning) => planning.is_of_session(),
            Self::Printing(_) | Self::Scanning => true,
            _ => false,
        };
        if !is_of_session {
            self.rest();
        }
    }

    /// A session waits: only the way back to it goes on.
    pub(super) fn pause(&mut self) {
        if !matches!(self, Self::Resuming(_)) {
            self.rest();
        }
    }

    /// The same way once more.
    pub(super) fn retry(&mut self, charter: &str) {
        *self = match std::mem::take(self) {
            Self::Sent { accepted, way } if accepted.version == charter => {
                Self::Entering { accepted, at: Entering::first(way) }
            }
            _ => Self::Charter,
        };
    }

    /// To *I forgot my code*.
    pub(super) fn forgot(&mut self) {
        *self = match std::mem::take(self) {
            Self::Sent { accepted, .. } | Self::Entering { accepted, .. } => {
                Self::Entering { accepted, at: Entering::Forgot }
            }
            _ => Self::Charter,
        };
    }

    /// One step back. What was sent cannot be taken back.
    pub(super) fn back(&mut self) {
        let is_over = match self {
            Self::Sent { .. } | Self::Staff(_) => false,
            Self::Entering { at, .. } => match at.before() {
                Some(before) => {
                    *at = before;
                    false
                }
                None => true,
            },
            Self::Planning(planning) => planning.back().is_over(),
            Self::Printing(at) => match at.before() {
                Some(before) => {
                    *at = before;
                    false
                }
                None => true,
            },
            Self::Paying(paying) => {
                if let Some(next) = paying.back() {
                    *self = next;
                }
                false
            }
            Self::None | Self::Room | Self::Charter | Self::Scanning | Self::Resuming(_) => true,
        };
        if is_over {
            *self = Self::None;
        }
    }
}
