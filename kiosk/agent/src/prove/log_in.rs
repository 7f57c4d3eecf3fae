//! What systemd keeps for a user: a manager and its units, in a slice of the user's own; and whether it stays when nobody
//! is logged in.

use std::path::PathBuf;

use epn_wire::report::Leftover;

use super::{Target, left, left_in, spool};
use crate::fault::Fault;
use crate::session::cgroup::Cgroup;

/// Nothing runs in the visitor's slice, logind knows no log-in of its, and none lingers.
pub fn prove(target: &Target) -> Result<Vec<Leftover>, Fault> {
    let mut found = Vec::new();
    if target.user_slice.as_ref().map(Cgroup::is_populated).transpose()? == Some(true) {
        found.extend(left("process", "the visitor's slice", 1));
    }
    found.extend(left("log-in", target.places.log_ins.display().to_string(), usize::from(is_known(target))));
    let lingering = lingering(target)?.into_iter().map(|(folder, files)| (folder, files.len()));
    found.extend(left_in("linger", lingering));
    Ok(found)
}

/// Whether logind knows the visitor, logged in or lingering.
pub fn is_known(target: &Target) -> bool {
    target.places.log_ins.join(target.visitor.to_string()).exists()
}

/// The files that make a user's manager stay.
pub fn lingering(target: &Target) -> Result<Vec<(PathBuf, Vec<PathBuf>)>, Fault> {
    let names = target.account_names();
    let folders = std::slice::from_ref(&target.places.linger);
    spool::in_folders(target.visitor.as_raw(), folders, |name| names.iter().any(|own| own == name))
}
