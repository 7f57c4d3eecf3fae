//! What a reset did and what it proved.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The result of ending and erasing one session. It names kinds and places, never a document's name or content:
/// a leftover's `place` is a folder or a kind of object, and a file's own name stays out of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ResetReport {
    /// Every step that applies here was done and looked at, and nothing was left.
    pub proved: bool,
    /// What is left after erasing; empty when proved.
    pub leftovers: Vec<Leftover>,
    /// Milliseconds of the machine's clock from the order to end until the proof.
    pub ms: u64,
    /// Each step in order.
    pub steps: Vec<StepReport>,
}

impl ResetReport {
    /// Steps that cannot apply on this machine (no root, no systemd), by name. A report with such steps
    /// says what it looked at, and [`Self::proved`] speaks of the rest only when the agent is root.
    pub fn not_applicable(&self) -> impl Iterator<Item = &str> {
        self.steps
            .iter()
            .filter(|s| matches!(s.outcome, StepOutcome::NotApplicable { .. }))
            .map(|s| s.name.as_str())
    }
}

/// One step of the reset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StepReport {
    /// The step's name, such as `processes` or `sysv-ipc`.
    pub name: String,
    /// How it ended.
    pub outcome: StepOutcome,
    /// How many things the step erased.
    pub erased: u32,
    /// How long it took, in milliseconds.
    pub ms: u64,
}

/// How a step ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum StepOutcome {
    /// Looked at afterwards: nothing left.
    Proved,
    /// Looked at afterwards: something is left.
    Left,
    /// Cannot apply here, and why (English, for the log).
    NotApplicable { why: String },
    /// Could not be looked at, and why; counts as something left.
    Failed { why: String },
}

/// One thing that is left.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
pub struct Leftover {
    /// What kind of thing: `process`, `file`, `mount`, `sysv-shm`, `posix-queue`, `crontab`, `at-job`, `keyring` …
    pub kind: String,
    /// Where: a folder, a mount point, an id.
    pub place: String,
    /// How many of them are there.
    pub count: u32,
}
