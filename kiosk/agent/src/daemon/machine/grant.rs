//! What was asked of the hub, and the only way to a right to use the station: the signed answer to it.

use ed25519_dalek::VerifyingKey;
use epn_rules::id::{BootId, CommandId, RequestId, SessionId, SiteId, StationId};
use epn_wire::lease::{Expected, Lease, LeaseError, Nonce, SignedLease};

use crate::daemon::pace::Pace;

/// What every lease for this station is held against.
#[derive(Clone, Debug)]
pub struct Trust {
    pub site: SiteId,
    pub station: StationId,
    pub boot: BootId,
    /// The key that leases are signed with, pinned when the station was paired.
    pub key: VerifyingKey,
}

/// A question that waits for its answer.
#[derive(Clone, Debug)]
pub struct Ask {
    pub id: RequestId,
    pub nonce: Nonce,
    /// When it left, on the boot-time clock: what is granted counts from here.
    pub left_ms: u64,
    /// When nobody waits for the answer any more.
    pub gives_up_ms: u64,
    pub about: About,
}

/// What was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// A visitor at the screen wants to start.
    LogIn,
    /// A mediator's offer is taken up.
    Claim { offer: CommandId, session: SessionId },
    /// More time for the running session.
    MoreTime { session: SessionId, by_itself: bool },
    /// A staff card, or what is done with it: no lease answers that.
    Staff,
}

impl About {
    /// The session that the answer must be about, if it is settled already.
    fn session(self) -> Option<SessionId> {
        match self {
            Self::LogIn | Self::Staff => None,
            Self::Claim { session, .. } | Self::MoreTime { session, .. } => Some(session),
        }
    }
}

/// A lease that was verified, and its end on the boot-time clock. There is no other way to one than [`Ask::verify`].
#[derive(Clone, Debug)]
pub struct Granted {
    lease: Lease,
    ends_ms: u64,
}

impl Granted {
    /// What the hub granted.
    pub fn lease(&self) -> &Lease {
        &self.lease
    }

    /// The end, on the boot-time clock.
    pub fn ends_ms(&self) -> u64 {
        self.ends_ms
    }
}

/// Why a lease opens nothing here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    #[error(transparent)]
    Lease(#[from] LeaseError),
    /// It names another site.
    #[error("the lease is of another site")]
    OtherSite,
    /// It answers a question about one session with another.
    #[error("the lease is for another session")]
    OtherSession,
}

impl Ask {
    /// The right that `signed` gives, if it is this site's answer to exactly this question.
    pub fn verify(&self, signed: &SignedLease, trust: &Trust, pace: Pace) -> Result<Granted, Unusable> {
        let expected = Expected { station: trust.station, nonce: self.nonce, boot: trust.boot };
        let lease = signed.verify(&trust.key, &expected)?;
        if lease.site != trust.site {
            return Err(Unusable::OtherSite);
        }
        if self.about.session().is_some_and(|session| session != lease.session) {
            return Err(Unusable::OtherSession);
        }
        let ends_ms = self.left_ms.saturating_add(pace.machine_ms(u64::from(lease.seconds) * 1000));
        Ok(Granted { lease, ends_ms })
    }
}
