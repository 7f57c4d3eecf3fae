//! A lease: who may use which station for how long, signed by the hub. What *gives* access is a lease; nothing else does.
//!
//! It grants a *duration*, counted by the agent on its boot-time clock from the moment its request left, and is bound to the
//! nonce of that request and to the boot it was made in: altered, meant for another station, or replayed, it opens nothing.

use data_encoding::BASE64;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use epn_rules::decision::Limit;
use epn_rules::id::{BootId, LeaseId, PolicyId, SessionId, SiteId, StationId};
use epn_rules::people::{Alias, Category};
use epn_rules::policy::{LeftAlone, PauseRules, Tariff};
use epn_rules::session::EndCause;
use epn_rules::units::Minutes;
use rand::TryRngCore;
use serde::{Deserialize, Serialize};

/// Separates lease signatures from anything else the hub's key may ever sign.
const CONTEXT: &[u8] = b"epn lease 1\0";

/// What the hub grants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lease {
    /// This lease.
    pub id: LeaseId,
    /// The site that grants.
    pub site: SiteId,
    /// The only station it is good for.
    pub station: StationId,
    /// The session it opens, or the running session it extends.
    pub session: SessionId,
    /// The nonce of the request it answers.
    pub nonce: Nonce,
    /// The boot in which that request was made.
    pub boot: BootId,
    /// How long, in seconds of site time from the moment the request left.
    pub seconds: u32,
    /// Why it ends when it ends.
    pub ends: EndCause,
    /// What set the end, with figures, strictest first.
    pub because: Vec<Limit>,
    /// Whether the agent asks by itself for more shortly before the end (nobody waits as of now).
    pub extends_by_itself: bool,
    /// Time to close one's work after the end.
    pub grace: Minutes,
    /// The visitor's public name in the room.
    pub alias: Alias,
    /// How they came to be here.
    pub category: Category,
    /// The policy version that was applied.
    pub policy: PolicyId,
    /// How often and how long the session may pause.
    #[serde(default)]
    pub pause: PauseRules,
    /// What becomes of it when nobody uses it.
    #[serde(default)]
    pub left_alone: LeftAlone,
    /// What it costs, if it costs anything.
    #[serde(default)]
    pub tariff: Option<Tariff>,
}

/// 128 random bits that bind an answer to its request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Nonce(pub [u8; 16]);

impl Nonce {
    /// A fresh nonce from the operating system.
    pub fn random() -> Result<Self, NoRandomness> {
        let mut bytes = [0; 16];
        rand::rngs::OsRng.try_fill_bytes(&mut bytes).map_err(|_| NoRandomness)?;
        Ok(Self(bytes))
    }
}

/// The operating system gave no random bytes.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the operating system gave no random bytes")]
pub struct NoRandomness;

/// A lease as it travels: the very bytes that were signed, and the signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedLease {
    /// The lease in JSON.
    pub payload: String,
    /// Ed25519 over a context string and `payload`, in base64.
    pub signature: String,
}

/// What an agent expects of the lease that answers its request.
#[derive(Clone, Copy, Debug)]
pub struct Expected {
    /// The agent's own station.
    pub station: StationId,
    /// The nonce it sent.
    pub nonce: Nonce,
    /// The boot it is in.
    pub boot: BootId,
}

/// Why a lease opens nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LeaseError {
    /// The signature does not fit: altered, or signed by another key.
    #[error("the lease was not signed by this site's hub, or was altered")]
    BadSignature,
    /// The signed text is no lease that this version understands.
    #[error("the lease cannot be read by this version")]
    Unreadable,
    /// It names another station.
    #[error("the lease is for another station")]
    OtherStation,
    /// It answers another request: replayed, or too late.
    #[error("the lease answers another request")]
    OtherRequest,
}

impl SignedLease {
    /// Signs `lease` with the hub's key.
    pub fn sign(lease: &Lease, key: &SigningKey) -> Result<Self, serde_json::Error> {
        let payload = serde_json::to_string(lease)?;
        let signature = sign(CONTEXT, &payload, key);
        Ok(Self { payload, signature })
    }

    /// The lease, if `key` signed it for exactly this request of this station in this boot.
    pub fn verify(&self, key: &VerifyingKey, expected: &Expected) -> Result<Lease, LeaseError> {
        verify(CONTEXT, &self.payload, &self.signature, key)?;
        let lease: Lease = serde_json::from_str(&self.payload).map_err(|_| LeaseError::Unreadable)?;
        expected.fits(lease.station, lease.nonce, lease.boot)?;
        Ok(lease)
    }
}

impl Expected {
    /// Whether an answer that names these is the one that is waited for.
    pub(crate) fn fits(&self, station: StationId, nonce: Nonce, boot: BootId) -> Result<(), LeaseError> {
        if station != self.station {
            return Err(LeaseError::OtherStation);
        }
        if nonce != self.nonce || boot != self.boot {
            return Err(LeaseError::OtherRequest);
        }
        Ok(())
    }
}

/// The signature of a text in a context, in base64.
pub(crate) fn sign(context: &[u8], payload: &str, key: &SigningKey) -> String {
    BASE64.encode(&key.sign(&message(context, payload)).to_bytes())
}

/// Whether `key` signed this text in this context.
pub(crate) fn verify(
    context: &[u8],
    payload: &str,
    signature: &str,
    key: &VerifyingKey,
) -> Result<(), LeaseError> {
    let bytes = BASE64.decode(signature.as_bytes()).map_err(|_| LeaseError::BadSignature)?;
    let signature = Signature::from_slice(&bytes).map_err(|_| LeaseError::BadSignature)?;
    key.verify_strict(&message(context, payload), &signature).map_err(|_| LeaseError::BadSignature)
}

fn message(context: &[u8], payload: &str) -> Vec<u8> {
    [context, payload.as_bytes()].concat()
}

#[cfg(test)]
mod tests;
