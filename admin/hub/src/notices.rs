//! What somebody who runs the room should read, until it is put right.

use std::collections::BTreeMap;
use std::sync::Arc;

use tokio::sync::watch;

/// A file of the charter cannot be used; the charter in force stays.
pub const BROKEN_CHARTER: &str = "broken-charter";

/// The standing notices, by their code.
pub type Standing = BTreeMap<&'static str, String>;

/// The standing notices, for those who show them.
#[derive(Debug)]
pub struct Notices(watch::Sender<Arc<Standing>>);

impl Default for Notices {
    fn default() -> Self {
        Self(watch::Sender::new(Arc::default()))
    }
}

impl Notices {
    /// From now on this is so; `detail` is for the log and the technician.
    pub fn post(&self, code: &'static str, detail: String) {
        self.0.send_modify(|standing| {
            Arc::make_mut(standing).insert(code, detail);
        });
    }

    /// It is so no more.
    pub fn withdraw(&self, code: &'static str) {
        self.0.send_if_modified(|standing| Arc::make_mut(standing).remove(code).is_some());
    }

    /// What stands, and what comes to stand later.
    pub fn subscribe(&self) -> watch::Receiver<Arc<Standing>> {
        self.0.subscribe()
    }
}
