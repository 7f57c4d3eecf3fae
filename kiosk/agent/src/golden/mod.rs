//! Keeping a golden profile: a prepared account is saved as what every home starts as, without what was its owner's
//! own; and what this machine is set to, so that a reset can put it back.
//!
//! ```text
//! /var/lib/epn-golden/            root alone
//!     profile/                    what every home starts as
//!     digest.json                 what the profile has to be
//!     machine.json                connections, pairings, layout, language, brightness, volume
//! ```

use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use crate::fault::{Doing, Fault};

mod account;
mod diff;
mod kept;
mod leave_out;
mod machine;
mod save;

pub use account::{Source, SourceError};
pub use diff::{Change, How, of_account, of_profile};
pub use kept::{Kept, LARGE};
pub use leave_out::{LeftOut, Reason, chooser};
pub use machine::{KeptFile, Machine};
pub use save::{SaveError, Saved, save};

/// The folder in which a station keeps its golden profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Store {
    folder: PathBuf,
}

impl Store {
    /// Where the package puts it.
    pub const USUAL: &str = "/var/lib/epn-golden";

    /// The one in this folder.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// Makes the folder, for root alone.
    pub fn make(&self) -> Result<(), Fault> {
        let mut folder = DirBuilder::new();
        folder
            .recursive(true)
            .mode(0o700)
            .create(&self.folder)
            .doing(|| format!("making {}", self.folder.display()))
    }

    /// The folder itself.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What every home starts as.
    pub fn profile(&self) -> PathBuf {
        self.folder.join("profile")
    }

    /// What this machine is set to.
    pub fn machine(&self) -> PathBuf {
        self.folder.join("machine.json")
    }
}

impl Default for Store {
    fn default() -> Self {
        Self::at(Self::USUAL)
    }
}
