//! The site's data folder: what lies where, and the lock that lets one hub in.

use std::fs::{File, OpenOptions, TryLockError};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

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
        if !layout.database().exists() {
            return Err(FolderError::NoSite(StoreError::missing(&layout.database())));
        }
        let unusable = |cause| FolderError::Unusable { path: path.to_owned(), cause };
        let lock = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .mode(0o600)
            .open(layout.lock())
            .map_err(unusable)?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { layout, _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(FolderError::InUse(path.to_owned())),
            Err(TryLockError::Error(cause)) => Err(unusable(cause)),
        }
    }

    pub fn layout(&self) -> &Layout {
        &self.layout
    }
}
