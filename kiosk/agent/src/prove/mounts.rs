//! Mounts that are a visitor's: removable media, FUSE, loop devices, temporary file systems.

use std::fs;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use epn_wire::report::Leftover;
use rustix::fs::{AtFlags, CWD, statat};

use super::{Target, left_in, usb};
use crate::fault::{Doing, Fault};

/// File systems whose server may be gone or hostile: they are judged by their options alone, since to look at them
/// could hang.
const UNTOUCHED: [&str; 6] = ["autofs", "ceph", "cifs", "nfs", "nfs4", "smb3"];

/// One line of the kernel's list of mounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mount {
    /// Where.
    pub place: PathBuf,
    /// The file system.
    pub kind: String,
    /// The numbers of its device, `MAJOR:MINOR`.
    number: String,
    options: String,
}

/// No mount and no loop device is the visitor's. The home is a step of its own.
pub fn prove(target: &Target) -> Result<Vec<Leftover>, Fault> {
    // A mount point's own name (of a USB key, say) may tell who it was: the folder around it does not.
    let folders = find(target)?.into_iter().filter_map(|mount| Some((mount.place.parent()?.to_owned(), 1)));
    let mut found = left_in("mount", folders);
    found.extend(left_in("loop-device", loops(target)?.into_iter().map(|_| ("/dev".into(), 1))));
    found.extend(left_in("mount-point", media_folders(target).map(|folder| (folder, 1))));
    found.extend(usb::prove(target)?);
    Ok(found)
}

/// The visitor's mounts, in the order in which they were made.
pub fn find(target: &Target) -> Result<Vec<Mount>, Fault> {
    let mut mounts = list()?;
    mounts.retain(|mount| is_visitors(mount, target));
    Ok(mounts)
}

/// Whether a mount is the visitor's, its home and what lies in that left aside.
pub fn is_visitors(mount: &Mount, target: &Target) -> bool {
    let in_media = || media_of(target).any(|folder| mount.place.starts_with(folder));
    !mount.place.starts_with(target.tree.root()) && (in_media() || belongs(mount, target.visitor.as_raw()))
}

/// Where removable media are mounted for the visitor: udisks makes a folder for each account. A medium's own owner says
/// nothing, since it was written elsewhere.
fn media_of(target: &Target) -> impl Iterator<Item = PathBuf> {
    let names = target.account_names();
    target.places.media.iter().flat_map(move |media| names.clone().into_iter().map(|name| media.join(name)))
}

/// Those of them in which mount points are left, each named like a medium.
pub fn media_folders(target: &Target) -> impl Iterator<Item = PathBuf> {
    media_of(target).filter(|folder| fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()))
}

/// All mounts that the agent sees.
pub fn list() -> Result<Vec<Mount>, Fault> {
    let text = fs::read("/proc/self/mountinfo").doing(|| "listing mounts")?;
    Ok(String::from_utf8_lossy(&text).lines().filter_map(parse).collect())
}

fn parse(line: &str) -> Option<Mount> {
    let (about, source) = line.split_once(" - ")?;
    let mut facts = about.split(' ').skip(2);
    let number = facts.next()?.to_owned();
    let place = unescape(facts.nth(1)?);
    let mut fields = source.split(' ');
    Some(Mount { place, kind: fields.next()?.to_owned(), number, options: fields.nth(1)?.to_owned() })
}

impl Mount {
    /// Whether it is a layer over a folder.
    pub fn lies_over(&self, folder: &Path) -> bool {
        let below = format!("lowerdir={}", folder.display());
        self.kind == "overlay" && self.options.split(',').any(|option| option == below)
    }

    /// The folder of its device in the kernel's tree of devices, if it has one.
    pub fn device(&self) -> Option<PathBuf> {
        fs::canonicalize(Path::new("/sys/dev/block").join(&self.number)).ok()
    }
}

/// The kernel writes blanks and backslashes in octal.
fn unescape(path: &str) -> PathBuf {
    let mut bytes = Vec::new();
    let mut rest = path.as_bytes();
    while let Some((first, others)) = rest.split_first() {
        let code = others.get(..3).and_then(|digits| std::str::from_utf8(digits).ok());
        let escaped = code.and_then(|digits| u8::from_str_radix(digits, 8).ok()).filter(|_| *first == b'\\');
        bytes.push(escaped.unwrap_or(*first));
        rest = if escaped.is_some() { others.get(3..).unwrap_or_default() } else { others };
    }
    PathBuf::from(std::ffi::OsString::from_vec(bytes))
}

fn belongs(mount: &Mount, uid: u32) -> bool {
    let named = mount.options.split(',').any(|option| {
        let value = option.strip_prefix("uid=").or_else(|| option.strip_prefix("user_id="));
        value.is_some_and(|value| value.parse() == Ok(uid))
    });
    let opaque = mount.kind.starts_with("fuse") || UNTOUCHED.contains(&mount.kind.as_str());
    named || (!opaque && owns_top(&mount.place, uid))
}

fn owns_top(place: &Path, uid: u32) -> bool {
    let flags = AtFlags::SYMLINK_NOFOLLOW | AtFlags::NO_AUTOMOUNT;
    statat(CWD, place, flags).is_ok_and(|about| about.st_uid == uid)
}

/// The loop devices over a file of the visitor's, mounted or not.
pub fn loops(target: &Target) -> Result<Vec<PathBuf>, Fault> {
    let devices = fs::read_dir("/sys/block").doing(|| "listing loop devices")?;
    let mut found = Vec::new();
    for device in devices.filter_map(Result::ok) {
        // Devices that are not loops, or free, have no such file.
        let Ok(file) = fs::read_to_string(device.path().join("loop/backing_file")) else { continue };
        let file = Path::new(file.trim_end_matches('\n').trim_end_matches(" (deleted)"));
        let owned = fs::symlink_metadata(file).is_ok_and(|about| about.uid() == target.visitor.as_raw());
        if owned || file.starts_with(target.tree.root()) {
            found.push(Path::new("/dev").join(device.file_name()));
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_kernel_is_read() {
        let line =
            r"42 1 0:38 / /media/a\040b rw,nosuid shared:7 - fuse.sshfs me@there rw,user_id=61000,group_id=0";
        let mount = parse(line).unwrap();
        assert_eq!(mount.place, Path::new("/media/a b"));
        assert!(belongs(&mount, 61_000));
        assert!(!belongs(&mount, 6_100));
        assert!(parse("nonsense").is_none());
    }
}
