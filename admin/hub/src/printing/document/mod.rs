//! Documents on disk, in a folder of their own: one file a print, named by the print's id alone.

mod incoming;
mod keep;

use std::collections::BTreeSet;
use std::fs::{self, DirBuilder, File, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use epn_rules::id::PrintJobId;
use sha2::{Digest as _, Sha256};

use crate::folder::Layout;

pub use incoming::{Incoming, Whole};
pub use keep::{NotKept, has_room, keep};

/// The mode of a document whose sender heard that it was taken.
const ANSWERED: u32 = 0o400;

/// Where the document of a print lies, from the moment it arrives until it is settled, refused or expired.
pub fn path(layout: &Layout, id: PrintJobId) -> PathBuf {
    layout.prints().join(id.to_string())
}

/// Makes the folder of documents if there is none.
pub fn prepare(layout: &Layout) -> io::Result<()> {
    let folder = layout.prints();
    if folder.is_dir() {
        return Ok(());
    }
    DirBuilder::new().mode(0o700).create(&folder)?;
    sync_folder(layout.path())
}

/// Removes a document; one that is not there was removed before.
fn remove(layout: &Layout, id: PrintJobId) -> io::Result<()> {
    match fs::remove_file(path(layout, id)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

/// Removes a document that nobody needs any more. One that cannot be removed is swept at the next start.
pub fn discard(layout: &Layout, id: PrintJobId) {
    if let Err(error) = remove(layout, id) {
        tracing::error!(document = %id, %error, "a document that nobody needs any more could not be removed");
    }
}

/// Its sender heard that it was taken: from now on nobody may write it, which is how the next hub knows.
pub fn mark_answered(layout: &Layout, id: PrintJobId) -> io::Result<()> {
    match fs::set_permissions(path(layout, id), Permissions::from_mode(ANSWERED)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

/// Whether its sender heard that it was taken, or it is not there any more.
pub fn is_answered(layout: &Layout, id: PrintJobId) -> io::Result<bool> {
    match fs::metadata(path(layout, id)) {
        Ok(found) => Ok(found.permissions().mode() & 0o777 == ANSWERED),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
    }
}

/// The digest of a document that lies there: SHA-256.
pub fn digest(layout: &Layout, id: PrintJobId) -> io::Result<[u8; 32]> {
    let mut digest = Sha256::new();
    io::copy(&mut File::open(path(layout, id))?, &mut digest)?;
    Ok(digest.finalize().into())
}

/// Gives a document a second name: that of the print which prints it again. Both names stand for one file.
pub fn link(layout: &Layout, id: PrintJobId, again: PrintJobId) -> io::Result<()> {
    fs::hard_link(path(layout, id), path(layout, again))?;
    sync_folder(&layout.prints())
}

/// Removes every file but the documents of these prints, and tells how many there were.
pub fn sweep(layout: &Layout, kept: &BTreeSet<PrintJobId>) -> io::Result<usize> {
    let mut removed = 0;
    for entry in fs::read_dir(layout.prints())? {
        let path = entry?.path();
        let id = path.file_name().and_then(|name| name.to_str()).and_then(|name| name.parse().ok());
        if id.is_none_or(|id| !kept.contains(&id)) {
            fs::remove_file(&path)?;
            removed += 1;
        }
    }
    Ok(removed)
}

/// Whether a document of so many bytes can be taken and leave `least_free` bytes on the disk.
fn is_room(layout: &Layout, bytes: u64, least_free: u64) -> io::Result<bool> {
    let disk = rustix::fs::statvfs(layout.path())?;
    let free = disk.f_bavail.saturating_mul(disk.f_frsize);
    Ok(free >= least_free.saturating_add(bytes))
}

/// Makes the names in a folder durable.
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests;
