//! Jobs of `at` and `batch`. (A running one is a process; see [`super::processes`].)

use std::path::PathBuf;

use epn_wire::report::Leftover;

use super::{Target, left_in, spool};
use crate::fault::Fault;

/// No job waits for the uid.
pub fn prove(target: &Target) -> Result<Vec<Leftover>, Fault> {
    Ok(left_in("at-job", find(target)?.into_iter().map(|(folder, files)| (folder, files.len()))))
}

/// The uid's jobs, by folder.
pub fn find(target: &Target) -> Result<Vec<(PathBuf, Vec<PathBuf>)>, Fault> {
    spool::in_folders(target.visitor.as_raw(), &target.places.at_jobs, |_| false)
}
