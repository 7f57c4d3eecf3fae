//! The steps between the lock screen and a log-in. They are the screen's own: the agent hears of them only when
//! something is sent.

use epn_wire::kiosk::KioskIntent;
use epn_wire::station::Entry;
use epn_words::Lang;

use super::{Reaction, Screen};
use crate::screen::{member, no_account, ticket};

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
    fn of(entry: &Entry) -> Self {
        match entry {
            Entry::Ticket { .. } => Self::Ticket,
            Entry::Member { .. } => Self::Member,
            Entry::NoAccount { .. } => Self::NoAccount,
        }
    }
}

/// Where a visitor is before a log-in. Nobody enters without having accepted the charter.
#[derive(Debug, Default)]
pub(super) enum Step {
    #[default]
    Lock,
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
}

/// The steps of an entry.
#[derive(Debug)]
pub(super) enum Entering {
    Choice,
    Ticket(ticket::State),
    Member(member::State),
    Forgot,
    Age,
    Picture(no_account::State),
}

impl Entering {
    /// The first step of a way.
    pub(super) fn first(way: Way) -> Self {
        match way {
            Way::Ticket => Self::Ticket(ticket::State::default()),
            Way::Member => Self::Member(member::State::default()),
            Way::NoAccount => Self::Age,
        }
    }

    fn screen(&self) -> Screen<'_> {
        match self {
            Self::Choice => Screen::Entry,
            Self::Ticket(state) => Screen::Ticket(state),
            Self::Member(state) => Screen::Member(state),
            Self::Forgot => Screen::Forgot,
            Self::Age => Screen::Age,
            Self::Picture(state) => Screen::Picture(state),
        }
    }

    fn before(&self) -> Option<Self> {
        match self {
            Self::Choice => None,
            Self::Picture(_) => Some(Self::Age),
            Self::Ticket(_) | Self::Member(_) | Self::Forgot | Self::Age => Some(Self::Choice),
        }
    }
}

impl Step {
    pub(super) fn screen(&self) -> Screen<'_> {
        match self {
            Self::Lock => Screen::Lock,
            Self::Charter => Screen::Charter,
            Self::Entering { at, .. } => at.screen(),
            Self::Sent { .. } => Screen::Deciding,
        }
    }

    /// What was sent last, if that is still known.
    pub(super) fn sent_way(&self) -> Option<Way> {
        match self {
            Self::Sent { way, .. } => Some(*way),
            _ => None,
        }
    }

    /// To another step of the entry; nowhere if the charter was not accepted.
    pub(super) fn go(&mut self, to: Entering) {
        if let Self::Entering { at, .. } = self {
            *at = to;
        }
    }

    /// Sends the log-in.
    pub(super) fn send(&mut self, entry: Entry) -> Reaction {
        let Self::Entering { accepted, .. } = self else { return Reaction::Nothing };
        let accepted = accepted.clone();
        let (charter, lang) = (accepted.version.clone(), accepted.lang.tag().to_owned());
        *self = Self::Sent { accepted, way: Way::of(&entry) };
        Reaction::Say(KioskIntent::LogIn { entry, charter, lang })
    }

    /// The agent is busy with a log-in, or answered one: anything else half done is over.
    pub(super) fn settle(&mut self) {
        if !matches!(self, Self::Sent { .. }) {
            *self = Self::Lock;
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
            Self::Lock | Self::Charter => Self::Charter,
        };
    }

    /// One step back. What was sent cannot be taken back.
    pub(super) fn back(&mut self) {
        let before = match self {
            Self::Sent { .. } => return,
            Self::Entering { at, .. } => at.before(),
            Self::Lock | Self::Charter => None,
        };
        match before {
            Some(before) => self.go(before),
            None => *self = Self::Lock,
        }
    }
}
