//! Keeps a small program of the visitor's going, such as the strip with the time left: whatever becomes of it, it is
//! started again. As root the visitor cannot end this; without root they can, and miss the strip.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use rustix::process::setsid;
use serde::{Deserialize, Serialize};

use super::Identity;
use super::settle::{Output, Settled};
use crate::fault::{Doing, Fault};
use crate::session::Program;
use crate::session::tree::SessionTree;

/// How long to wait before it is started again: first so long, then twice that, up to the longest.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// After having run so long it ended for a reason of its own, not since it cannot run.
const RAN: Duration = Duration::from_secs(10);

/// What to keep going.
#[derive(Debug, Serialize, Deserialize)]
pub struct Keep {
    /// As whom.
    pub identity: Identity,
    /// The session's variables.
    pub env: BTreeMap<String, String>,
    /// The session's folder.
    pub tree: PathBuf,
    pub program: Program,
}

/// Goes on until the session ends.
pub fn run(order: &Keep) -> Result<i32, Fault> {
    setsid().doing(|| "starting a session of processes")?;
    let settled = Settled {
        identity: order.identity,
        env: order.env.clone(),
        tree: SessionTree::at(order.tree.clone()),
    };
    keep(&settled, &order.program).map(|never| match never {})
}

fn keep(settled: &Settled, program: &Program) -> Result<Infallible, Fault> {
    let mut pause = FIRST_PAUSE;
    loop {
        let since = Instant::now();
        let mut child = settled.start(program, Output::Silent)?;
        child.wait().doing(|| "waiting for the strip")?;
        if since.elapsed() >= RAN {
            pause = FIRST_PAUSE;
        }
        crate::pause::pause(pause);
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}
