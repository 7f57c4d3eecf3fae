//! This console's place at a site: paired once, kept in its folder.

use std::path::{Path, PathBuf};

use epn_wire::pairing::{PairRefusal, PairingCode, PeerKind};
use epn_wire::peer::{Identity, IdentityError, PairError, pair};

use crate::client::HubAddress;

/// Why pairing failed: nothing was trusted, nothing was kept. `Phrases::pair_failure` says it to a person.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PairFailure {
    /// Nobody answers there.
    #[error("{0}")]
    Unreachable(String),
    /// Something answers that is no hub, or not the one that gave the code.
    #[error("{0}")]
    NotThisHub(String),
    /// The hub refused.
    #[error(transparent)]
    Refused(PairRefusal),
    /// What pairing leaves could not be kept, or no key could be made.
    #[error("{0}")]
    NotKept(String),
}

impl From<PairError> for PairFailure {
    fn from(error: PairError) -> Self {
        let said = error.to_string();
        match error {
            PairError::Unreachable { .. } => Self::Unreachable(said),
            PairError::NoHub { .. } | PairError::NotThisHub { .. } => Self::NotThisHub(said),
            PairError::Refused(refusal) => Self::Refused(refusal),
            PairError::Key(_) => Self::NotKept(said),
        }
    }
}

/// Who this console is, if it was paired.
///
/// # Errors
/// The folder cannot be read, or holds something else than pairing leaves.
pub fn load(folder: &Path) -> Result<Option<Identity>, IdentityError> {
    match Identity::load(folder) {
        Ok(identity) => Ok(Some(identity)),
        Err(IdentityError::NotPaired(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Pairs with the hub and keeps what came of it.
///
/// # Errors
/// Nothing was trusted or kept then.
pub async fn join(
    hub: HubAddress,
    code: PairingCode,
    name: String,
    folder: PathBuf,
) -> Result<Identity, PairFailure> {
    let unkept = |error: IdentityError| PairFailure::NotKept(error.to_string());
    // Before the code is spent on what could not be kept.
    Identity::can_be_kept(&folder).map_err(unkept)?;
    let identity = pair(&hub.to_string(), &code, PeerKind::Console { name }).await?;
    let kept = tokio::task::spawn_blocking(move || identity.save(&folder).map(|()| identity)).await;
    match kept {
        Ok(Ok(identity)) => Ok(identity),
        Ok(Err(error)) => Err(unkept(error)),
        Err(error) => Err(PairFailure::NotKept(error.to_string())),
    }
}
