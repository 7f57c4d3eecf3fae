//! What members of staff do: each operation is decided and recorded in the writer's transaction.

mod cards;
mod companions;
mod open;
mod peers;
mod queue;
mod running;
mod service;
mod tickets;
mod visitors;

use std::fmt::Display;
use std::sync::Arc;

use epn_rules::decision::Decision;
use epn_rules::id::StationId;
use epn_rules::session::Phase;
use epn_wire::lease::NoRandomness;
use rand::TryRngCore as _;
use serde::Serialize;

pub use cards::{cards, issue_card, revoke_card};
pub use companions::companions;
pub use open::{Opened, extend, move_to, open, open_all};
pub use peers::revoke;
pub use queue::{call_from_queue, join_queue, queue, remove_from_queue};
pub use running::{LONGEST_MESSAGE, end, help_answered, let_back, maintain, message};
pub use service::service;
pub use tickets::new_ticket;
pub use visitors::{new_pin, new_visitor, visitors};

pub use crate::store::audit::By;

use crate::grant::Case;
use crate::hashing::HashError;
use crate::hub::Hub;
use crate::live::Seat;
use crate::name::BadReason;
use crate::store::{StoreError, audit};

/// Why an operation did not happen. Nothing changed.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// There is no such thing.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// The rules refuse.
    #[error("the rules refuse")]
    Refused(Decision),
    /// The station does not answer.
    #[error("the station does not answer")]
    StationAway,
    /// The station is in no state for it.
    #[error("the station is in no state for it: {0}")]
    NotNow(&'static str),
    /// The request makes no sense.
    #[error("{0}")]
    BadRequest(String),
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
    #[error(transparent)]
    Hash(#[from] HashError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<BadReason> for DeskError {
    fn from(bad: BadReason) -> Self {
        Self::BadRequest(bad.to_string())
    }
}

/// Does `work` inside the writer's transaction, with the policy and time of that moment.
async fn at_the_desk<T: Send + 'static>(
    hub: &Arc<Hub>,
    work: impl FnOnce(&Case<'_>) -> Result<T, DeskError> + Send + 'static,
) -> Result<T, DeskError> {
    let inside = Arc::clone(hub);
    hub.store.writer.run(move |tx| work(&Case::new(tx, &inside)?)).await
}

impl Case<'_> {
    /// Records who did what.
    fn audit<D: Serialize>(
        &self,
        by: impl Into<By>,
        what: &str,
        about: &dyn Display,
        detail: &D,
    ) -> Result<(), StoreError> {
        audit::insert(self.tx, self.now, by, what, Some(&about.to_string()), detail)
    }

    /// The seat of a station that answers.
    fn seat_that_answers(&self, station: StationId) -> Result<Seat, DeskError> {
        let seat = self.hub.live.seat(station).ok_or(DeskError::NotFound("station"))?;
        if seat.is_online() { Ok(seat) } else { Err(DeskError::StationAway) }
    }
}

/// Why a station in this phase cannot be opened; a session on it is the rules' matter.
fn hindrance(phase: Phase) -> Option<&'static str> {
    match phase {
        Phase::Locked | Phase::Active | Phase::Paused => None,
        Phase::Grace => Some("somebody is closing their work on it"),
        Phase::Authenticating => Some("somebody is logging in on it"),
        Phase::Starting => Some("a session is starting on it"),
        Phase::Ending | Phase::Resetting | Phase::Proving => Some("the last session is being erased"),
        Phase::OutOfService => Some("it is out of service"),
    }
}

/// Random bytes from the operating system.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], NoRandomness> {
    let mut bytes = [0; N];
    rand::rngs::OsRng.try_fill_bytes(&mut bytes).map_err(|_| NoRandomness)?;
    Ok(bytes)
}

/// A picture for somebody who chose none.
fn random_picture() -> Result<&'static str, NoRandomness> {
    let [chance] = random::<1>()?;
    let pictures = &epn_rules::people::PICTURES;
    Ok(pictures.get(usize::from(chance) % pictures.len()).copied().unwrap_or("star"))
}
