//! Whose a scan is. The room's scanner does not know who stands before it, so that whoever is about to scan says so at their
//! station first (*Je vais numériser*).

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::id::SessionId;

/// How long what one said holds: time to walk to the scanner and put the paper in.
pub const WANTED_FOR: Duration = Duration::from_mins(3);

/// How long a scan that is nobody's for sure waits for a mediator before it is deleted.
pub const WAITS_FOR: Duration = Duration::from_mins(30);

/// A moment of a clock that never jumps: so long after some fixed beginning.
pub type Moment = Duration;

/// Who said that they are about to scan, and until when that holds.
#[derive(Clone, Debug, Default)]
pub struct Presses(BTreeMap<SessionId, Moment>);

impl Presses {
    /// Somebody says so, perhaps again. The first moment at which it no longer holds.
    pub fn press(&mut self, session: SessionId, now: Moment) -> Moment {
        let until = now.saturating_add(WANTED_FOR);
        self.0.insert(session, until);
        until
    }

    /// They take it back, or their session is over.
    pub fn withdraw(&mut self, session: SessionId) -> bool {
        self.0.remove(&session).is_some()
    }

    /// Forgets what does not hold any more, and tells whether there was any.
    pub fn lapse(&mut self, now: Moment) -> bool {
        let before = self.0.len();
        self.0.retain(|_, until| now < *until);
        self.0.len() != before
    }

    /// Whose word holds now.
    pub fn in_force(&self, now: Moment) -> impl Iterator<Item = SessionId> + '_ {
        self.0.iter().filter(move |(_, until)| now < **until).map(|(session, _)| *session)
    }

    /// When the next one ceases to hold.
    pub fn next_end(&self) -> Option<Moment> {
        self.0.values().min().copied()
    }
}

/// A scan on its way: who said, at any time while it came, that they were about to scan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Coming {
    /// It was seen when it began.
    Seen { wanted_by: BTreeSet<SessionId> },
    /// It was there already when somebody looked: nobody knows since when.
    Found,
}

impl Coming {
    /// A scan begins to arrive.
    pub fn seen(presses: &Presses, now: Moment) -> Self {
        Self::Seen { wanted_by: presses.in_force(now).collect() }
    }

    /// Somebody says, while it still arrives, that they are about to scan: it may be theirs as well.
    pub fn pressed(&mut self, session: SessionId) {
        if let Self::Seen { wanted_by } = self {
            wanted_by.insert(session);
        }
    }

    /// Who it may be of.
    pub fn wanted_by(&self) -> impl Iterator<Item = SessionId> + '_ {
        let sessions = match self {
            Self::Seen { wanted_by } => Some(wanted_by),
            Self::Found => None,
        };
        sessions.into_iter().flatten().copied()
    }

    /// Whose it is now that it has arrived. A session that is over has no scans; what may have been its visitor's is
    /// nobody else's for that.
    pub fn whose(&self, is_open: impl Fn(SessionId) -> bool) -> Whose {
        let Self::Seen { wanted_by } = self else { return Whose::Staff(WhyStaff::Found) };
        let mut sessions = wanted_by.iter();
        match (sessions.next(), sessions.next()) {
            (None, _) => Whose::Staff(WhyStaff::Nobody),
            (Some(_), Some(_)) => Whose::Staff(WhyStaff::Several),
            (Some(session), None) if is_open(*session) => Whose::Session(*session),
            (Some(_), None) => Whose::Staff(WhyStaff::SessionOver),
        }
    }
}

/// Whose a scan is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    Session(SessionId),
    /// A mediator has to say.
    Staff(WhyStaff),
}

/// Why a mediator has to say whose a scan is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhyStaff {
    /// Nobody had said that they were about to scan.
    Nobody,
    /// More than one had.
    Several,
    /// It lay there when the hub looked, and nobody knows since when.
    Found,
    /// The session of whoever had is over.
    SessionOver,
    /// Their station could not take it.
    NotTaken,
}

#[cfg(test)]
mod tests;
