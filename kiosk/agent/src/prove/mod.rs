//! Looking for what is left of a visitor. One file a step; nothing here changes anything.

use std::path::PathBuf;

use epn_wire::report::Leftover;

use crate::fault::Fault;

mod accounts;
mod crontab;
mod golden_profile;
mod home;
mod mixers;
mod places;
mod printing;
mod screen;
mod step;
mod target;

pub mod at_jobs;
pub mod connections;
pub mod core_dumps;
pub mod files;
pub mod keyring;
pub mod log_in;
pub mod mounts;
pub mod posix_queues;
pub mod preferences;
pub mod processes;
pub mod spool;
pub mod sysv_ipc;
pub mod usb;
pub mod walk;
pub mod whole;

pub use places::{Places, Systemd};
pub use screen::Screen;
pub use step::Step;
pub use target::{Golden, Target};

pub(crate) use accounts::{lastlog_entry, lastlog2_rows, named_files};
pub(crate) use crontab::owners as crontab_owners;
pub(crate) use mixers::settings;
pub(crate) use printing::jobs as print_jobs;

/// Looks for one kind of thing and says what is left.
pub type Proof = fn(&Target) -> Result<Vec<Leftover>, Fault>;

/// A leftover, if there is any.
fn left(kind: &str, place: impl Into<String>, count: usize) -> Vec<Leftover> {
    if count == 0 {
        return Vec::new();
    }
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    vec![Leftover { kind: kind.into(), place: place.into(), count }]
}

/// The same for things found in several folders.
fn left_in(kind: &str, folders: impl IntoIterator<Item = (PathBuf, usize)>) -> Vec<Leftover> {
    folders.into_iter().flat_map(|(folder, count)| left(kind, folder.display().to_string(), count)).collect()
}
