//! Unmounts what a visitor mounted.

use std::fs::File;

use rustix::io::Errno;
use rustix::mount::{UnmountFlags, unmount};

use super::counted;
use crate::fault::{Doing, Fault};
use crate::prove::Target;
use crate::prove::mounts::{find, loops};
use crate::sys;

/// Unmounts from the last to the first, then frees loop devices.
pub fn clean(target: &Target) -> Result<u32, Fault> {
    let own = find(target)?;
    for mount in own.iter().rev() {
        match unmount(&mount.place, UnmountFlags::DETACH | UnmountFlags::NOFOLLOW) {
            // It went with one that lay below it.
            Ok(()) | Err(Errno::INVAL | Errno::NOENT) => {}
            Err(error) => return Err(error).doing(|| "unmounting"),
        }
    }
    let devices = loops(target)?;
    for device in &devices {
        let open = File::open(device).doing(|| "opening a loop device")?;
        sys::clear_loop(&open).doing(|| "freeing a loop device")?;
    }
    Ok(counted(own.len() + devices.len()))
}
