//! Folders in which each file belongs to somebody: by its owner, or by its name.

use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use crate::fault::{Doing, Fault};

/// The files of a folder that are `uid`'s, or whose name `is_named` accepts. A folder that does not exist has none.
pub fn files_of(uid: u32, folder: &Path, is_named: impl Fn(&str) -> bool) -> Result<Vec<PathBuf>, Fault> {
    let listing = || format!("listing {}", folder.display());
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other.doing(listing)?,
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry.doing(listing)?;
        // Gone meanwhile.
        let Ok(about) = entry.metadata() else { continue };
        let named = entry.file_name().to_str().is_some_and(&is_named);
        if !about.is_dir() && (about.uid() == uid || named) {
            found.push(entry.path());
        }
    }
    Ok(found)
}

/// The same in several folders: each folder with its files.
pub fn in_folders(
    uid: u32,
    folders: &[PathBuf],
    is_named: impl Fn(&str) -> bool,
) -> Result<Vec<(PathBuf, Vec<PathBuf>)>, Fault> {
    folders.iter().map(|folder| Ok((folder.clone(), files_of(uid, folder, &is_named)?))).collect()
}
