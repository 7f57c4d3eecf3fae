//! A home that lies over a large golden profile: what is read comes from the profile, what is written goes to memory.

use std::ffi::CString;
use std::fs;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, lchown};
use std::path::Path;

use rustix::mount::MountFlags;

use crate::fault::{Doing, Fault};

/// Bytes of content in a folder.
pub fn size(folder: &Path) -> Result<u64, Fault> {
    below(folder).doing(|| "measuring the golden profile")
}

fn below(folder: &Path) -> io::Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let about = entry.metadata()?;
        bytes += if about.is_dir() { below(&entry.path())? } else { about.len() };
    }
    Ok(bytes)
}

/// Mounts `home` as `upper` over `profile`, and gives all of it to `owner`. A change of owner copies what a file is and not
/// its content (`metacopy`). The marks of what was changed and deleted are root's own (`trusted.*`), which a tmpfs keeps
/// since Linux 2.6; those of a mount without root (`user.*`) it only keeps since 6.6.
pub fn mount(profile: &Path, upper: &Path, work: &Path, home: &Path, owner: u32) -> io::Result<()> {
    let mut options = b"metacopy=on,redirect_dir=on".to_vec();
    for (name, folder) in [("lowerdir", profile), ("upperdir", upper), ("workdir", work)] {
        options.extend(format!(",{name}=").bytes());
        options.extend(escaped(folder));
    }
    let options = CString::new(options)?;
    let flags = MountFlags::NOSUID | MountFlags::NODEV;
    rustix::mount::mount("epn-visitor-home", home, "overlay", flags, options.as_c_str())?;
    give(home, owner)?;
    lchown(home, Some(owner), Some(owner))?;
    fs::set_permissions(home, fs::Permissions::from_mode(0o700))
}

/// The signs that part the options are written with a backslash before them.
fn escaped(path: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    for byte in path.as_os_str().as_bytes() {
        if b"\\:,".contains(byte) {
            bytes.push(b'\\');
        }
        bytes.push(*byte);
    }
    bytes
}

fn give(folder: &Path, owner: u32) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            give(&entry.path(), owner)?;
        }
        lchown(entry.path(), Some(owner), Some(owner))?;
    }
    Ok(())
}
