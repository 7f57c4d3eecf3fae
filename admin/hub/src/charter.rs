//! The charter: a few short sentences in each language, with a version that changes when they do.

use std::collections::BTreeMap;
use std::sync::Arc;

use tokio::sync::watch;

/// The charter in force.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Charter {
    /// Changes whenever a text does.
    pub version: String,
    /// One sentence an item, by language (`fr`, `en`).
    pub texts: BTreeMap<String, Vec<String>>,
}

/// The charter in force, for all who need it and all who wait for it to change.
#[derive(Debug)]
pub struct Charters(watch::Sender<Arc<Charter>>);

impl Charters {
    /// A charter that does not change.
    pub fn fixed(charter: Charter) -> Self {
        Self(watch::Sender::new(Arc::new(charter)))
    }

    /// The one in force.
    pub fn now(&self) -> Arc<Charter> {
        self.0.borrow().clone()
    }

    /// Told when another comes in force.
    pub fn subscribe(&self) -> watch::Receiver<Arc<Charter>> {
        self.0.subscribe()
    }
}
