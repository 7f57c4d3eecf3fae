//! Where the station stands.

use epn_rules::id::SessionId;
use epn_rules::session::Phase;
use epn_wire::kiosk::LogInAnswer;
use epn_wire::station::OutOfService;

use super::countdown::Countdown;
use super::grant::Ask;
use super::opener::Opener;
use super::pause::Pause;
use super::session::Session;

/// A step of the lifecycle with what belongs to it, so that no session can be without a verified lease.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// Free; with what became of the last log-in.
    Locked { answer: Option<LogInAnswer> },
    /// The hub is asked, for whoever came with this.
    Authenticating { ask: Ask, opener: Opener },
    /// A visitor's session is there.
    Running { stage: Stage, session: Box<Session> },
    /// A session, or whatever an earlier run left, is being removed.
    Removing { stage: Removal, past: Past },
    /// Not to be used; `retry_ms` is when the agent tries by itself whether it can be.
    OutOfService { reason: OutOfService, retry_ms: Option<u64> },
    /// A technician has a console until then.
    Maintenance { over_ms: u64 },
}

/// Where a session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    Starting,
    Active,
    /// Nobody seems to be there; whoever is has this long to say so.
    StillThere(Countdown),
    /// Behind the lock.
    Paused(Pause),
    Grace,
}

/// How far the removal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Removal {
    Ending,
    Resetting,
    Proving,
}

/// What is being removed, and what comes after.
#[derive(Clone, Debug)]
pub(super) struct Past {
    /// Whose remains; `None` after a start of the agent.
    pub session: Option<SessionId>,
    /// What the lock screen says then.
    pub answer: Option<LogInAnswer>,
    /// When it was ordered.
    pub since_ms: u64,
    /// How many proofs found something already.
    pub failed: u8,
}

impl Step {
    /// The word for it.
    pub fn phase(&self) -> Phase {
        match self {
            Self::Locked { .. } => Phase::Locked,
            Self::Authenticating { .. } => Phase::Authenticating,
            Self::Running { stage, .. } => match stage {
                Stage::Starting => Phase::Starting,
                Stage::Active | Stage::StillThere(_) => Phase::Active,
                Stage::Paused(_) => Phase::Paused,
                Stage::Grace => Phase::Grace,
            },
            Self::Removing { stage, .. } => match stage {
                Removal::Ending => Phase::Ending,
                Removal::Resetting => Phase::Resetting,
                Removal::Proving => Phase::Proving,
            },
            Self::OutOfService { .. } | Self::Maintenance { .. } => Phase::OutOfService,
        }
    }

    /// Whether a session waits behind the lock.
    pub fn is_paused(&self) -> bool {
        matches!(self, Self::Running { stage: Stage::Paused(_), .. })
    }

    /// The session, if there is one.
    pub fn session(&self) -> Option<&Session> {
        match self {
            Self::Running { session, .. } => Some(session),
            _ => None,
        }
    }

    /// The session, if there is one.
    pub fn session_mut(&mut self) -> Option<&mut Session> {
        match self {
            Self::Running { session, .. } => Some(session),
            _ => None,
        }
    }
}
