//! Which certificates are known: authority lies here, not in what a certificate says of itself.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use epn_wire::pairing::PeerId;
use rusqlite::Connection;

use crate::store::{StoreError, console, station};

/// SHA-256 of a certificate in DER.
pub type Fingerprint = [u8; 32];

/// The registered certificates and whose they are.
#[derive(Debug, Default)]
pub struct Peers(RwLock<HashMap<Fingerprint, PeerId>>);

impl Peers {
    /// Reads them.
    pub fn load(connection: &Connection) -> Result<Self, StoreError> {
        let stations = station::all(connection)?;
        let consoles = console::all(connection)?;
        let stations = stations.iter().filter_map(|s| Some((s.fingerprint?, PeerId::Station(s.id))));
        let consoles = consoles.iter().filter_map(|c| Some((c.fingerprint?, PeerId::Console(c.id))));
        Ok(Self(RwLock::new(stations.chain(consoles).collect())))
    }

    /// Whose certificate this is, if it is registered.
    pub fn whose(&self, fingerprint: &Fingerprint) -> Option<PeerId> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(fingerprint).copied()
    }

    /// From now on `peer` is known by this certificate alone.
    pub fn register(&self, peer: PeerId, fingerprint: Fingerprint) {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        known.retain(|_, owner| *owner != peer);
        known.insert(fingerprint, peer);
    }

    /// From now on `peer` is not known.
    pub fn revoke(&self, peer: PeerId) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).retain(|_, owner| *owner != peer);
    }
}
