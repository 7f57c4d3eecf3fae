//! The screens, where the focus begins on each, and how long each waits for a visitor who went away.

use std::time::Duration;

use epn_rules::people::Alias;
use epn_rules::units::Minutes;
use epn_wire::kiosk::{ActiveView, LogInAnswer, TimeShown};
use epn_wire::station::{OutOfService, SiteView};

use super::Way;
use crate::screen::{
    answer, charter, entry, forgot, lock, member, no_account, out_of_service, session, ticket,
};

/// What is shown, with what it is drawn from.
#[derive(Clone, Copy, Debug)]
pub enum Screen<'a> {
    /// There is no agent.
    Away,
    Lock,
    Charter,
    Entry,
    Ticket(&'a ticket::State),
    Member(&'a member::State),
    Forgot,
    Age,
    Picture(&'a no_account::State),
    Deciding,
    Answer {
        answer: &'a LogInAnswer,
        way: Option<Way>,
    },
    Starting(&'a Alias),
    /// `longest` is the most time that was left since the session was first seen.
    Session {
        active: &'a ActiveView,
        longest: Minutes,
    },
    Grace {
        alias: &'a Alias,
        seconds_left: u32,
    },
    /// *Terminer* was pressed; is it meant?
    Leaving,
    Ending,
    OutOfService(&'a OutOfService),
}

/// Which screen, without what is on it. When it changes, the focus goes to the new one's main action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    Away,
    Lock,
    Charter,
    Entry,
    Ticket,
    Member,
    Forgot,
    Age,
    Picture { page: usize },
    Deciding,
    Answer,
    Starting,
    Session { warning: Option<Minutes>, answered: bool },
    Grace,
    Leaving,
    Ending,
    OutOfService,
}

/// After this long without a sign of life, a screen into which a secret is typed goes away.
const WITH_SECRETS: Duration = Duration::from_mins(1);

/// The same where there is only something to read, for people who read slowly.
const TO_READ: Duration = Duration::from_mins(3);

impl Screen<'_> {
    /// Which screen it is.
    pub fn place(&self) -> Place {
        match self {
            Self::Away => Place::Away,
            Self::Lock => Place::Lock,
            Self::Charter => Place::Charter,
            Self::Entry => Place::Entry,
            Self::Ticket(_) => Place::Ticket,
            Self::Member(_) => Place::Member,
            Self::Forgot => Place::Forgot,
            Self::Age => Place::Age,
            Self::Picture(state) => Place::Picture { page: state.page() },
            Self::Deciding => Place::Deciding,
            Self::Answer { .. } => Place::Answer,
            Self::Starting(_) => Place::Starting,
            Self::Session { active, .. } => {
                Place::Session { warning: active.warning, answered: session::is_answered(active) }
            }
            Self::Grace { .. } => Place::Grace,
            Self::Leaving => Place::Leaving,
            Self::Ending => Place::Ending,
            Self::OutOfService(_) => Place::OutOfService,
        }
    }

    /// The id of the widget that the focus begins on; none where there is nothing to do.
    pub fn main_action(&self, site: &SiteView) -> Option<&'static str> {
        match self {
            Self::Away | Self::Deciding | Self::Starting(_) | Self::Ending => None,
            Self::Lock => Some(lock::START),
            Self::Charter => Some(charter::ACCEPT),
            Self::Entry => Some(entry::TICKET),
            Self::Ticket(_) => Some(ticket::CODE),
            Self::Member(_) => Some(member::NUMBER),
            Self::Forgot => Some(forgot::main_action(site)),
            Self::Age => Some(no_account::FIRST_AGE),
            Self::Picture(state) => Some(state.first_picture()),
            Self::Answer { answer, .. } => Some(answer::main_action(answer)),
            Self::Session { active, .. } => Some(session::main_action(active)),
            Self::Grace { .. } => Some(session::LEAVE),
            Self::Leaving => Some(session::STAY),
            Self::OutOfService(_) => Some(out_of_service::MAIN),
        }
    }

    /// Whether there is a *Retour*.
    pub fn has_back(&self) -> bool {
        match self {
            Self::Charter
            | Self::Entry
            | Self::Ticket(_)
            | Self::Member(_)
            | Self::Forgot
            | Self::Age
            | Self::Picture(_) => true,
            // A refusal's one action leads back already.
            Self::Answer { answer, .. } => !matches!(answer, LogInAnswer::Refused { .. }),
            _ => false,
        }
    }

    /// How long the screen waits for a sign of life; none if it waits for ever.
    pub fn patience(&self) -> Option<Duration> {
        match self {
            Self::Ticket(_) | Self::Member(_) | Self::Leaving => Some(WITH_SECRETS),
            Self::Charter
            | Self::Entry
            | Self::Forgot
            | Self::Age
            | Self::Picture(_)
            | Self::Deciding
            | Self::Answer { .. } => Some(TO_READ),
            Self::Away
            | Self::Lock
            | Self::Starting(_)
            | Self::Session { .. }
            | Self::Grace { .. }
            | Self::Ending
            | Self::OutOfService(_) => None,
        }
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
