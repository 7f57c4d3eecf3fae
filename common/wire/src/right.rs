//! What a station does by itself for a member of staff, signed by the hub: like a lease, it is bound to the nonce of the
//! request that it answers and to the boot in which that was made, so that the part of the agent that sees the network
//! can make none.

use ed25519_dalek::{SigningKey, VerifyingKey};
use epn_rules::id::{SessionId, StationId};
use serde::{Deserialize, Serialize};

use crate::lease::{Expected, LeaseError, Nonce, sign, verify};

/// Separates these signatures from those of leases.
const CONTEXT: &[u8] = b"epn right 1\0";

/// What the hub allows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Right {
    /// The only station it is good for.
    pub station: StationId,
    /// The nonce of the request it answers.
    pub nonce: Nonce,
    /// The boot in which that request was made.
    pub boot: epn_rules::id::BootId,
    pub to: RightTo,
}

/// What may be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "to", rename_all = "kebab-case")]
pub enum RightTo {
    /// Whoever sat there comes back to this session, which waits behind the lock.
    LetBack { session: SessionId },
    /// A technician gets a console of the machine for a while.
    Maintain,
}

/// A right as it travels: the very bytes that were signed, and the signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedRight {
    /// The right in JSON.
    pub payload: String,
    /// Ed25519 over a context string and `payload`, in base64.
    pub signature: String,
}

impl SignedRight {
    /// Signs `right` with the hub's key.
    ///
    /// # Errors
    /// It cannot be written in JSON.
    pub fn sign(right: &Right, key: &SigningKey) -> Result<Self, serde_json::Error> {
        let payload = serde_json::to_string(right)?;
        let signature = sign(CONTEXT, &payload, key);
        Ok(Self { payload, signature })
    }

    /// What may be done, if `key` signed it for exactly this request of this station in this boot.
    ///
    /// # Errors
    /// It was altered, signed by another key, or is meant for something else.
    pub fn verify(&self, key: &VerifyingKey, expected: &Expected) -> Result<RightTo, LeaseError> {
        verify(CONTEXT, &self.payload, &self.signature, key)?;
        let right: Right = serde_json::from_str(&self.payload).map_err(|_| LeaseError::Unreadable)?;
        expected.fits(right.station, right.nonce, right.boot)?;
        Ok(right.to)
    }
}

#[cfg(test)]
mod tests;
