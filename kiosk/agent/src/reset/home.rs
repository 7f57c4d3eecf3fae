//! Makes the session's folder vanish.

use std::ffi::CString;
use std::os::unix::ffi::OsStrExt;

use rustix::fs::CWD;

use super::erase;
use crate::fault::{Doing, Fault};
use crate::prove::{Target, walk};

/// Unmounts it, and removes the mount point with whatever a session without a mount left in it.
pub fn clean(target: &Target) -> Result<u32, Fault> {
    let unmounted = target.tree.unmount()?;
    let removing = || "removing the home";
    let Some((parent, name)) = target.tree.root().parent().zip(target.tree.root().file_name()) else {
        return Ok(unmounted);
    };
    let Some(parent) = walk::open_folder(CWD, parent).doing(removing)? else { return Ok(unmounted) };
    let name = CString::new(name.as_bytes()).doing(removing)?;
    let erased = erase::tree(&parent, &name).doing(removing)?;
    // An empty mount point is nothing of the visitor's.
    Ok(unmounted + erased.saturating_sub(unmounted))
}
