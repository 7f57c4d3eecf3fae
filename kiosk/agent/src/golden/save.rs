//! Saving a prepared account as the golden profile.

use std::fs::{self, DirBuilder, File};
use std::io;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, RenameFlags, renameat_with};
use rustix::process::geteuid;
use serde::Serialize;

use super::kept::Kept;
use super::{LeftOut, Source, SourceError, Store, chooser};
use crate::fault::{Doing, Fault};
use crate::prove::mounts;
use crate::session::golden::{self, Manifest, What};

/// Larger files are no settings, and are not searched for the old home's path.
const LONGEST_SETTING: u64 = 256 * 1024;

/// What was saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Saved {
    /// Number of files.
    pub files: usize,
    /// Bytes of content.
    pub bytes: u64,
    /// What is not for everybody.
    pub left_out: Vec<LeftOut>,
    /// Files and links that name the prepared account's own home, which visitors do not have.
    pub tied: Vec<String>,
}

/// Why a profile was not saved. The one that was there stays.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    #[error("the profile belongs to root, so that nobody else can change it: run this as root")]
    NotRoot,
    #[error(transparent)]
    Source(#[from] SourceError),
    #[error("{} and the golden profile lie in each other: give the prepared account's home", .0.display())]
    Nested(PathBuf),
    #[error("a visitor's home lies over the present profile: save the new one when the session is over")]
    InSession,
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl SaveError {
    /// Whether what was written is wrong, rather than how things stand.
    pub fn is_wrong_use(&self) -> bool {
        match self {
            Self::Source(error) => error.is_wrong_use(),
            Self::Nested(_) => true,
            Self::NotRoot | Self::InSession | Self::Fault(_) => false,
        }
    }
}

/// Saves `source` in the place of whatever profile is in `store`. Whenever this is cut short, the store holds one profile whole, and the digest that is kept accepts it.
pub fn save(store: &Store, source: &Source) -> Result<Saved, SaveError> {
    may_save(store, source)?;
    let new = store.folder().join("profile.new");
    clear(&new)?;
    let mut left_out = Vec::new();
    DirBuilder::new().mode(0o700).create(&new).doing(|| "making the new profile")?;
    let (digest, entries) = golden::copy_chosen(source.path(), &new, 0, &mut chooser(&mut left_out))?;
    let profile = store.profile();
    // One that cannot be trusted is no reason not to put it right.
    let previous = Kept::beside(&profile).ok().flatten().map(|kept| kept.digest);
    let mut kept = Kept { digest, previous, entries };
    flush(&new)?;
    if kept.previous.is_some() {
        // For the moment of the exchange both are as they have to be.
        kept.write(&profile)?;
    }
    put(&new, &profile)?;
    kept.previous = None;
    kept.write(&profile)?;
    clear(&new)?;
    let tied = tied(&profile, &kept.entries, source.path())?;
    Ok(Saved { files: kept.files(), bytes: kept.bytes(), left_out, tied })
}

fn may_save(store: &Store, source: &Source) -> Result<(), SaveError> {
    if !geteuid().is_root() {
        return Err(SaveError::NotRoot);
    }
    store.make()?;
    let folder = fs::canonicalize(store.folder()).doing(|| "looking for the store")?;
    if source.path().starts_with(&folder) || folder.starts_with(source.path()) {
        return Err(SaveError::Nested(source.path().to_owned()));
    }
    source.is_at_rest()?;
    let profile = store.profile();
    if mounts::list()?.iter().any(|mount| mount.lies_over(&profile)) {
        return Err(SaveError::InSession);
    }
    Ok(())
}

/// Removes what an earlier attempt left, or the profile that was replaced.
fn clear(folder: &Path) -> Result<(), Fault> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other.doing(|| format!("removing {}", folder.display())),
    }
}

/// Brings what was written to the disk before anything relies on it.
fn flush(folder: &Path) -> Result<(), Fault> {
    let open = File::open(folder).doing(|| "opening the new profile")?;
    rustix::fs::syncfs(&open).doing(|| "writing the new profile to the disk")
}

/// Puts the new profile in the old one's place, and the old one in the new one's, in one step.
fn put(new: &Path, profile: &Path) -> Result<(), Fault> {
    let flags = if profile.exists() { RenameFlags::EXCHANGE } else { RenameFlags::NOREPLACE };
    renameat_with(CWD, new, CWD, profile, flags).doing(|| "putting the new profile in place")?;
    let closed = fs::Permissions::from_mode(0o700);
    fs::set_permissions(profile, closed).doing(|| "closing the profile")
}

/// The files and links of the profile that name the old home.
fn tied(profile: &Path, entries: &Manifest, home: &Path) -> Result<Vec<String>, Fault> {
    let home = home.to_string_lossy();
    let mut tied = Vec::new();
    for (path, fact) in entries {
        let names_home = match &fact.what {
            What::Folder => false,
            What::Link { to } => to.starts_with(&*home),
            What::File { bytes, .. } if *bytes > LONGEST_SETTING => false,
            What::File { .. } => {
                let text = fs::read(profile.join(path)).doing(|| "reading the new profile")?;
                text.windows(home.len()).any(|part| part == home.as_bytes())
            }
        };
        if names_home {
            tied.push(path.clone());
        }
    }
    Ok(tied)
}
