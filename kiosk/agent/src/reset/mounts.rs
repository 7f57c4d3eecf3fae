//! Unmounts what a visitor mounted, and switches off what was plugged in.

use std::ffi::CString;
use std::fs::{self, File};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use rustix::fs::CWD;
use rustix::io::Errno;
use rustix::mount::{UnmountFlags, unmount};

use super::{counted, erase, wait_until_gone};
use crate::fault::{Doing, Fault};
use crate::prove::mounts::{find, loops, media_folders};
use crate::prove::{Target, usb, walk};
use crate::sys;

/// Unmounts from the last to the first, then frees loop devices, then switches off USB storage.
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
    let mut points = 0;
    for folder in media_folders(target) {
        points += erase_mount_points(&folder).doing(|| "removing mount points")?;
    }
    let sticks = usb::find(target)?;
    for stick in &sticks {
        switch_off(&stick.folder).doing(|| "switching off USB storage")?;
    }
    Ok(counted(own.len() + devices.len() + sticks.len()) + points)
}

/// Their names are the media's.
fn erase_mount_points(folder: &Path) -> io::Result<u32> {
    let Some((parent, name)) = folder.parent().zip(folder.file_name()) else { return Ok(0) };
    let Some(parent) = walk::open_folder(CWD, parent)? else { return Ok(0) };
    erase::tree(&parent, &CString::new(name.as_bytes())?)
}

/// Takes a device from the kernel as udisks' `power-off` does: it ends with its last write, and comes back when it is
/// plugged in again.
fn switch_off(device: &Path) -> io::Result<()> {
    fs::write(device.join("remove"), "1")?;
    wait_until_gone(device);
    Ok(())
}
