//! The site's data folder: what lies where, and the lock that lets one hub in.

use std::fs::{File, OpenOptions, TryLockError};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::store::StoreError;

/// Where things lie in a data folder.
#[derive(Clone, Debug)]
pub struct Layout(PathBuf);

impl Layout {
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The database.
    pub fn database(&self) -> PathBuf {
        self.0.join("hub.db")
    }

    /// The folder of keys.
    pub fn keys(&self) -> PathBuf {
        self.0.join("keys")
    }

    /// The machine's settings.
    pub fn config(&self) -> PathBuf {
        self.0.join("hub.toml")
    }

    /// The charters that the site wrote itself.
    pub fn charters(&self) -> PathBuf {
        self.0.join("charters")
    }

    /// The folder of the documents to be printed.
    pub fn prints(&self) -> PathBuf {
        self.0.join("prints")
    }

    /// The folder of the scans that wait for a station or the mediator.
    pub fn scans(&self) -> PathBuf {
        self.0.join("scans")
    }

    /// The socket through which commands reach a running hub.
    pub fn control(&self) -> PathBuf {
        self.0.join("control.sock")
    }

    fn lock(&self) -> PathBuf {
        self.0.join("hub.lock")
    }
}

/// How long a server waits for what a killed one left to let go of the folder.
const LETS_GO: Duration = Duration::from_secs(2);

/// A data folder that this process alone may write to.
#[derive(Debug)]
pub struct Folder {
    layout: Layout,
    /// Locked as long as it is open; the system frees it when the process ends, however it ends.
    _lock: File,
}

/// The data folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// There is no site in it, or none that can be seen.
    #[error(transparent)]
    NoSite(StoreError),
    /// Another hub uses it.
    #[error("{} is in use by another epn-hub: stop that one first", .0.display())]
    InUse(PathBuf),
    #[error("{} cannot be used: {cause}", .path.display())]
    Unusable { path: PathBuf, cause: std::io::Error },
}

impl Folder {
    /// Takes the folder for this process.
    pub fn open(path: &Path) -> Result<Self, FolderError> {
        let layout = Layout::new(path);
        let lock = lock_file(&layout)?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { layout, _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(FolderError::InUse(path.to_owned())),
            Err(TryLockError::Error(cause)) => Err(unusable(path, cause)),
        }
    }

    /// The same, for a server that may follow one that was killed: what that one was about to start holds the lock until it
    /// has become a program of its own, or has died as well.
    pub fn open_after_another(path: &Path) -> Result<Self, FolderError> {
        let refused = match Self::open(path) {
            Err(refused @ FolderError::InUse(_)) => refused,
            done => return done,
        };
        let layout = Layout::new(path);
        let lock = lock_file(&layout)?;
        let (locked, free) = mpsc::channel();
        // It tells nobody that it is free but whoever waits for it, be it for ever.
        thread::spawn(move || locked.send(lock.lock().map(|()| lock)));
        match free.recv_timeout(LETS_GO) {
            Ok(Ok(lock)) => Ok(Self { layout, _lock: lock }),
            Ok(Err(cause)) => Err(unusable(path, cause)),
            Err(_) => Err(refused),
        }
    }

    pub fn layout(&self) -> &Layout {
        &self.layout
    }
}

fn lock_file(layout: &Layout) -> Result<File, FolderError> {
    if !layout.database().exists() {
        return Err(FolderError::NoSite(StoreError::missing(&layout.database())));
    }
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true).mode(0o600);
    options.open(layout.lock()).map_err(|cause| unusable(layout.path(), cause))
}

fn unusable(path: &Path, cause: std::io::Error) -> FolderError {
    FolderError::Unusable { path: path.to_owned(), cause }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_waits_until_one_that_dies_has_let_go() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(Layout::new(folder.path()).database(), "").unwrap();
        let dying = Folder::open(folder.path()).unwrap();
        assert!(matches!(Folder::open(folder.path()), Err(FolderError::InUse(_))));
        let next = thread::scope(|scope| {
            let next = scope.spawn(|| Folder::open_after_another(folder.path()));
            drop(dying);
            next.join().unwrap()
        });
        assert!(next.is_ok(), "{next:?}");
    }
}
