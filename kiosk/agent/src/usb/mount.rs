//! Mounting what is on a key, without attaching it anywhere: whoever holds the mount's descriptor can read, and nobody else.

use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};

use rustix::io::Errno;
use rustix::mount::{
    FsMountFlags, FsOpenFlags, MountAttrFlags, fsconfig_create, fsconfig_set_flag, fsconfig_set_string,
    fsmount, fsopen,
};

/// An option of a file system, with its value if it has one.
type Setting = (&'static str, Option<&'static str>);

/// The file systems of keys. Those that know no owners show their files to everybody, to be read: whoever reads them here is not
/// root. ext4 is not even to replay its journal.
const KINDS: [(&str, &[Setting]); 4] = [
    ("vfat", &[("utf8", None), ("umask", Some("0222"))]),
    ("exfat", &[("umask", Some("0222"))]),
    ("ntfs3", &[("umask", Some("0222"))]),
    ("ext4", &[("noload", None)]),
];

/// What is on a key, as far as it can be mounted: the top folder of each of its file systems.
pub fn mount_all(devices: &[PathBuf]) -> Vec<OwnedFd> {
    devices.iter().filter_map(|device| mount(device)).collect()
}

/// The top folder of the file system on a device; none if it is none of those, or broken.
fn mount(device: &Path) -> Option<OwnedFd> {
    KINDS.iter().find_map(|(kind, settings)| mount_as(kind, settings, device).ok())
}

fn mount_as(kind: &str, settings: &[Setting], device: &Path) -> Result<OwnedFd, Errno> {
    let context = fsopen(kind, FsOpenFlags::FSOPEN_CLOEXEC)?;
    fsconfig_set_string(&context, "source", device)?;
    fsconfig_set_flag(&context, "ro")?;
    for (name, value) in settings {
        match value {
            Some(value) => fsconfig_set_string(&context, *name, *value)?,
            None => fsconfig_set_flag(&context, *name)?,
        }
    }
    fsconfig_create(&context)?;
    let attributes = MountAttrFlags::MOUNT_ATTR_RDONLY
        | MountAttrFlags::MOUNT_ATTR_NODEV
        | MountAttrFlags::MOUNT_ATTR_NOSUID
        | MountAttrFlags::MOUNT_ATTR_NOEXEC
        | MountAttrFlags::MOUNT_ATTR_NOSYMFOLLOW
        | MountAttrFlags::MOUNT_ATTR_NOATIME;
    fsmount(&context, FsMountFlags::FSMOUNT_CLOEXEC, attributes)
}
