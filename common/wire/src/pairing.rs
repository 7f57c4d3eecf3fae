//! Pairing: how a station or a console and a hub come to trust each other, from one typed code.
//!
//! Both sides prove that they know the code by an HMAC over the TLS exporter of their very connection, so that a machine
//! in between, which has two connections with two exporters, can prove nothing to either side.

use std::fmt;
use std::str::FromStr;

use epn_rules::id::{ConsoleId, SiteId, StationId};
use hmac::{Hmac, Mac};
use rand::TryRngCore;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;
use zeroize::Zeroizing;

use crate::lease::NoRandomness;

/// The label of the TLS exporter (RFC 8446, section 7.5) that proofs are made over; 32 bytes, no context.
pub const EXPORTER_LABEL: &[u8] = b"EXPERIMENTAL epn pairing 1";

/// How long a code may be used, in minutes.
pub const CODE_MINUTES: u32 = 15;

/// Crockford's base 32.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// 80 random bits, shown as 16 characters in fours. Single use.
#[derive(Clone, PartialEq, Eq)]
pub struct PairingCode(Zeroizing<[u8; 16]>);

impl PairingCode {
    /// A fresh code from the operating system.
    pub fn random() -> Result<Self, NoRandomness> {
        let mut bytes = Zeroizing::new([0; 16]);
        rand::rngs::OsRng.try_fill_bytes(bytes.as_mut()).map_err(|_| NoRandomness)?;
        for byte in bytes.iter_mut() {
            *byte = ALPHABET.get(usize::from(*byte % 32)).copied().unwrap_or(b'0');
        }
        Ok(Self(bytes))
    }

    /// The code as people type it: `K7QF-2M0X-9TRB-HD4W`.
    pub fn grouped(&self) -> Zeroizing<String> {
        let fours: Vec<&str> = self.0.chunks(4).filter_map(|four| std::str::from_utf8(four).ok()).collect();
        Zeroizing::new(fours.join("-"))
    }

    fn mac(&self, role: Role, exporter: &[u8; 32], transcript: &[u8]) -> Hmac<Sha256> {
        // HMAC pads a short key with zeros to SHA-256's block: a key of that very length cannot be refused.
        let mut block = Zeroizing::new([0; 64]);
        for (to, from) in block.iter_mut().zip(self.0.iter()) {
            *to = *from;
        }
        let mut mac = <Hmac<Sha256> as Mac>::new((&*block).into());
        mac.update(role.label());
        mac.update(exporter);
        mac.update(&Sha256::digest(transcript));
        mac
    }

    /// The proof of `role` over this connection and `transcript`.
    pub fn prove(&self, role: Role, exporter: &[u8; 32], transcript: &[u8]) -> Vec<u8> {
        self.mac(role, exporter, transcript).finalize().into_bytes().to_vec()
    }

    /// Whether `proof` is what `role` would prove; compared in constant time.
    pub fn accepts(&self, role: Role, exporter: &[u8; 32], transcript: &[u8], proof: &[u8]) -> bool {
        self.mac(role, exporter, transcript).verify_slice(proof).is_ok()
    }
}

impl fmt::Debug for PairingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PairingCode(…)")
    }
}

/// The typed text is no pairing code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a pairing code has 16 letters and digits, in fours, such as K7QF-2M0X-9TRB-HD4W")]
pub struct NoCode;

impl FromStr for PairingCode {
    type Err = NoCode;

    /// Forgives case, spaces, hyphens, and the letters O, I and L.
    fn from_str(text: &str) -> Result<Self, NoCode> {
        let mut bytes = Zeroizing::new([0; 16]);
        let mut filled = bytes.iter_mut();
        for typed in text.chars().filter(|c| !c.is_whitespace() && *c != '-') {
            let letter = match typed.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            let letter = u8::try_from(letter).ok().filter(|b| ALPHABET.contains(b)).ok_or(NoCode)?;
            *filled.next().ok_or(NoCode)? = letter;
        }
        if filled.next().is_some() {
            return Err(NoCode);
        }
        drop(filled);
        Ok(Self(bytes))
    }
}

/// Who proves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The station or console, over its request without the proof.
    Peer,
    /// The hub, over its answer without the proof.
    Hub,
}

impl Role {
    fn label(self) -> &'static [u8] {
        match self {
            Self::Peer => b"epn peer 1\0",
            Self::Hub => b"epn hub 1\0",
        }
    }
}

/// What is being paired.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum PeerKind {
    /// A shared PC.
    Station {
        /// Its name in the room, such as `Poste 3`.
        name: String,
        /// Tags such as `accessible`.
        #[serde(default)]
        tags: Vec<String>,
    },
    /// A mediator's machine.
    Console {
        /// Its name.
        name: String,
    },
}

/// `POST /pair`: `body` is the JSON of a [`PairBody`], `proof` the peer's proof over those very bytes, in hex.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PairRequest {
    pub body: String,
    pub proof: String,
}

/// Who asks to be paired.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PairBody {
    /// What it is.
    pub peer: PeerKind,
    /// A PKCS #10 certificate request in PEM, made with a key that never leaves the peer.
    pub csr: String,
}

/// The hub's answer: `body` is the JSON of a [`Paired`], `proof` the hub's proof over those very bytes, in hex.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PairAnswer {
    pub body: String,
    pub proof: String,
}

/// The hub's answer where it does not pair, with status 403. It is not proved: it tells a person, and nothing depends on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, thiserror::Error)]
#[serde(tag = "refused", rename_all = "kebab-case")]
pub enum PairRefusal {
    /// No code that was given out fits: mistyped, or another machine listens in between.
    #[error("the hub does not accept the pairing code: check what you typed")]
    WrongCode,
    /// The code is more than 15 minutes old.
    #[error("the pairing code is too old: ask for a new one")]
    CodeExpired,
    /// The code was used before.
    #[error("the pairing code was used already: ask for a new one")]
    CodeUsed,
    /// A station of this name is connected right now.
    #[error("a station named \"{name}\" is connected now: choose another name")]
    NameTaken { name: String },
    /// The request makes no sense.
    #[error("the hub cannot read the request: {why}")]
    BadRequest { why: String },
    /// Too many wrong codes from this address.
    #[error("too many wrong codes: try again in {wait_seconds} s")]
    Throttled { wait_seconds: u32 },
    /// The hub could not store it; nothing changed.
    #[error("the hub could not store the pairing: {why}")]
    Trouble { why: String },
}

/// What a peer keeps for good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Paired {
    #[schema(value_type = String)]
    pub site: SiteId,
    /// The site's name, as people call it.
    pub site_name: String,
    /// Which station or console the peer now is.
    pub id: PeerId,
    /// The peer's certificate, PEM.
    pub certificate: String,
    /// SHA-256 of the hub's public key (`SubjectPublicKeyInfo`, DER), in hex: pinned for good.
    pub hub_key: String,
    /// The Ed25519 key that leases are signed with, in hex.
    pub lease_key: String,
}

/// A paired peer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", content = "id", rename_all = "kebab-case")]
pub enum PeerId {
    #[schema(value_type = String)]
    Station(StationId),
    #[schema(value_type = String)]
    Console(ConsoleId),
}

#[cfg(test)]
mod tests;
