//! The prepared account that becomes the profile.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use crate::fault::Fault;
use crate::prove::processes;
use crate::visitor::FIRST_ORDINARY;

/// Folders of the system: what is in them is nobody's home.
const SYSTEM: [&str; 13] =
    ["/", "/bin", "/boot", "/dev", "/etc", "/home", "/lib", "/proc", "/root", "/run", "/sys", "/usr", "/var"];

/// A folder that can become the profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    folder: PathBuf,
}

impl Source {
    /// From what somebody wrote: an account's name, or a folder (with a `/` in it).
    pub fn named(name: &str) -> Result<Self, SourceError> {
        let folder = if name.contains('/') { PathBuf::from(name) } else { home_of(name)? };
        Self::folder(&folder)
    }

    fn folder(folder: &Path) -> Result<Self, SourceError> {
        let folder = fs::canonicalize(folder).map_err(|_| SourceError::Missing(folder.to_owned()))?;
        if !folder.is_dir() {
            return Err(SourceError::Missing(folder));
        }
        if SYSTEM.iter().any(|system| folder == Path::new(system)) {
            return Err(SourceError::System(folder));
        }
        Ok(Self { folder })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// Fails while the account is logged in: its files are being written to. (Root's own processes always run.)
    pub fn is_at_rest(&self) -> Result<(), SourceError> {
        let owner = fs::metadata(&self.folder).map_err(|_| SourceError::Missing(self.folder.clone()))?.uid();
        if owner != 0 && !processes::of_uid(owner)?.is_empty() {
            return Err(SourceError::LoggedIn(self.folder.clone()));
        }
        Ok(())
    }
}

fn home_of(name: &str) -> Result<PathBuf, SourceError> {
    let accounts = fs::read_to_string("/etc/passwd").unwrap_or_default();
    let fields = accounts.lines().map(|line| line.split(':').collect::<Vec<_>>());
    let found = fields.into_iter().find(|fields| fields.first() == Some(&name)).and_then(|fields| {
        let (uid, home) = (fields.get(2)?.parse::<u32>().ok()?, *fields.get(5)?);
        Some((uid, PathBuf::from(home)))
    });
    match found {
        // Root's keys, and what services keep, are nothing to hand to every visitor.
        Some((uid, home)) if uid < FIRST_ORDINARY => Err(SourceError::System(home)),
        Some((_, home)) => Ok(home),
        None => Err(SourceError::NoAccount(name.to_owned())),
    }
}

/// Why something cannot become the profile.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    #[error("there is no account {0:?} here: give an account's name, or a folder (with a / in it)")]
    NoAccount(String),
    #[error("{} is no folder that can be read: give the prepared account's home", .0.display())]
    Missing(PathBuf),
    #[error("{} is a folder of the system and nobody's home: give the prepared account's home", .0.display())]
    System(PathBuf),
    #[error("the account of {} is still logged in and its files change: log it out first", .0.display())]
    LoggedIn(PathBuf),
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl SourceError {
    /// Whether what was written is wrong, rather than how things stand.
    pub fn is_wrong_use(&self) -> bool {
        matches!(self, Self::NoAccount(_) | Self::Missing(_) | Self::System(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_the_system_becomes_what_every_visitor_gets() {
        for name in ["root", "daemon", "/", "/etc", "/root/", "/usr/../etc"] {
            let refused = Source::named(name);
            assert!(matches!(refused, Err(SourceError::System(_))), "{name}: {refused:?}");
        }
    }
}
