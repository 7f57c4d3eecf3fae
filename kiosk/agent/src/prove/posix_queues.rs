//! POSIX message queues of the machine's own IPC namespace.

use std::ffi::CString;
use std::os::fd::OwnedFd;

use epn_wire::report::Leftover;
use rustix::fs::{AtFlags, Dir, statat};
use rustix::mount::{FsMountFlags, FsOpenFlags, MountAttrFlags, fsconfig_create, fsmount, fsopen};

use super::{Target, left, walk};
use crate::fault::{Doing, Fault};

/// No queue is the uid's.
pub fn prove(target: &Target) -> Result<Vec<Leftover>, Fault> {
    let queues = open()?;
    Ok(left("posix-queue", "/dev/mqueue", find(&queues, target)?.len()))
}

/// The folder of all queues, mounted nowhere: whether the machine has a `/dev/mqueue` does not matter.
pub fn open() -> Result<OwnedFd, Fault> {
    let attributes = MountAttrFlags::MOUNT_ATTR_NOSUID | MountAttrFlags::MOUNT_ATTR_NODEV;
    let opening = || "opening the message queues";
    let mounted = fsopen("mqueue", FsOpenFlags::FSOPEN_CLOEXEC)
        .and_then(|context| {
            fsconfig_create(&context)?;
            fsmount(&context, FsMountFlags::FSMOUNT_CLOEXEC, attributes)
        })
        .doing(opening)?;
    // What a mount gives is a mere handle: it has to be opened to be read.
    walk::open_folder(&mounted, ".").doing(opening)?.ok_or_else(|| Fault::new(opening(), "they are gone"))
}

/// The names of the uid's queues.
pub fn find(queues: &OwnedFd, target: &Target) -> Result<Vec<CString>, Fault> {
    let listing = || "listing the message queues";
    let mut found = Vec::new();
    for entry in Dir::read_from(queues).doing(listing)? {
        let name = entry.doing(listing)?.file_name().to_owned();
        let own = statat(queues, &name, AtFlags::SYMLINK_NOFOLLOW)
            .is_ok_and(|about| about.st_uid == target.visitor.as_raw());
        if own && name.as_bytes() != b"." && name.as_bytes() != b".." {
            found.push(name);
        }
    }
    Ok(found)
}
