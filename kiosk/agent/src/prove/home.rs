//! The session's own folder.

use std::fs;
use std::io;

use epn_wire::report::Leftover;

use super::{Target, left, mounts};
use crate::fault::{Doing, Fault};

/// The session's folder is neither mounted nor there.
pub fn prove(target: &Target) -> Result<Vec<Leftover>, Fault> {
    let root = target.tree.root();
    let mounted = mounts::list()?.iter().filter(|mount| mount.place == root).count();
    let there = match fs::symlink_metadata(root) {
        Ok(_) => 1,
        Err(error) if error.kind() == io::ErrorKind::NotFound => 0,
        Err(error) => return Err(error).doing(|| "looking for the home"),
    };
    Ok(left("home", root.display().to_string(), mounted.max(there)))
}
