//! `POST /pair`: how a station or a console comes to be known.

use epn_wire::pairing::{CODE_MINUTES, PairingCode};
use jiff::{SignedDuration, Timestamp};

use crate::hub::Hub;
use crate::store::{StoreError, pairing};

/// A code could not be made.
#[derive(Debug, thiserror::Error)]
pub enum NewCodeError {
    #[error(transparent)]
    Randomness(#[from] epn_wire::lease::NoRandomness),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A new pairing code, good for [`CODE_MINUTES`] of the machine's clock.
pub async fn new_code(hub: &Hub) -> Result<PairingCode, NewCodeError> {
    let code = PairingCode::random()?;
    let kept = code.clone();
    hub.store
        .writer
        .run::<_, StoreError, _>(move |tx| {
            let now = Timestamp::now();
            let expires = now
                .saturating_add(SignedDuration::from_mins(i64::from(CODE_MINUTES)))
                .unwrap_or(Timestamp::MAX);
            pairing::insert(tx, &kept, now, expires)
        })
        .await?;
    Ok(code)
}
