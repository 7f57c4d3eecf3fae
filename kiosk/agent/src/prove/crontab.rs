//! Crontabs.

use std::path::PathBuf;

use epn_wire::report::Leftover;

use super::{Target, left_in, spool};
use crate::fault::Fault;

/// No crontab is the uid's or bears its account's name.
pub fn prove(target: &Target) -> Result<Vec<Leftover>, Fault> {
    Ok(left_in("crontab", owners(target)?.into_iter().map(|(folder, files)| (folder, files.len()))))
}

/// The uid's crontabs, by folder.
pub fn owners(target: &Target) -> Result<Vec<(PathBuf, Vec<PathBuf>)>, Fault> {
    let names = target.account_names();
    spool::in_folders(target.visitor.as_raw(), &target.places.crontabs, |name| {
        names.iter().any(|own| own == name)
    })
}
