//! What somebody who runs the room should read, until it is put right.

use std::collections::BTreeMap;
use std::sync::Arc;

use tokio::sync::{broadcast, watch};

/// A file of the charter cannot be used; the charter in force stays.
pub const BROKEN_CHARTER: &str = "broken-charter";

/// A remote interview comes to a real end in ten minutes; the detail is the station's name.
pub const INTERVIEW_ENDING: &str = "interview-ending";

/// How many passing notices wait for a console that is slow.
const WAITING: usize = 64;

/// The standing notices, by their code.
pub type Standing = BTreeMap<&'static str, String>;

/// Said once: its code and detail.
pub type Passing = (&'static str, String);

/// The notices, for those who show them.
#[derive(Debug)]
pub struct Notices {
    standing: watch::Sender<Arc<Standing>>,
    passing: broadcast::Sender<Passing>,
}

impl Default for Notices {
    fn default() -> Self {
        Self { standing: watch::Sender::new(Arc::default()), passing: broadcast::Sender::new(WAITING) }
    }
}

impl Notices {
    /// From now on this is so; `detail` is for the log and the technician.
    pub fn post(&self, code: &'static str, detail: String) {
        self.standing.send_modify(|standing| {
            Arc::make_mut(standing).insert(code, detail);
        });
    }

    /// It is so no more.
    pub fn withdraw(&self, code: &'static str) {
        self.standing.send_if_modified(|standing| Arc::make_mut(standing).remove(code).is_some());
    }

    /// Says this once, to whoever listens now.
    pub fn say(&self, code: &'static str, detail: String) {
        // Nobody may be listening.
        let _ = self.passing.send((code, detail));
    }

    /// What is said once from now on.
    pub fn listen(&self) -> broadcast::Receiver<Passing> {
        self.passing.subscribe()
    }

    /// What stands, and what comes to stand later.
    pub fn subscribe(&self) -> watch::Receiver<Arc<Standing>> {
        self.standing.subscribe()
    }
}
