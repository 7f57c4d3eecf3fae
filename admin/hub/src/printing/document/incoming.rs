//! A document that is arriving: written to disk as it comes, and durable before anybody is told that it was taken.

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::PathBuf;

use epn_rules::id::PrintJobId;
use sha2::{Digest as _, Sha256};

use super::{path, sync_folder};
use crate::folder::Layout;

/// So many bytes are gathered before they are written.
const BLOCK: usize = 256 * 1024;

/// A document that is on disk whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whole {
    pub bytes: u64,
    /// SHA-256.
    pub digest: [u8; 32],
}

/// A document of which a part came. What is on disk goes when it is dropped before its end.
#[derive(Debug)]
pub struct Incoming {
    path: PathBuf,
    folder: PathBuf,
    /// Opened at the first write: a small document goes to disk in one go.
    file: Option<File>,
    gathered: Vec<u8>,
    bytes: u64,
    digest: Sha256,
    is_whole: bool,
}

impl Incoming {
    pub fn new(layout: &Layout, id: PrintJobId) -> Self {
        Self {
            path: path(layout, id),
            folder: layout.prints(),
            file: None,
            gathered: Vec::new(),
            bytes: 0,
            digest: Sha256::new(),
            is_whole: false,
        }
    }

    /// How many bytes came.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Takes the next part.
    pub async fn take(&mut self, part: &[u8]) -> io::Result<()> {
        self.gathered.extend_from_slice(part);
        self.digest.update(part);
        self.bytes += part.len() as u64;
        if self.gathered.len() >= BLOCK { self.write(false).await } else { Ok(()) }
    }

    /// That was all: the document and its name are on disk for good when this returns.
    pub async fn finish(mut self) -> io::Result<Whole> {
        self.write(true).await?;
        self.is_whole = true;
        Ok(Whole { bytes: self.bytes, digest: self.digest.finalize_reset().into() })
    }

    async fn write(&mut self, is_last: bool) -> io::Result<()> {
        let gathered = std::mem::take(&mut self.gathered);
        let (file, path, folder) = (self.file.take(), self.path.clone(), self.folder.clone());
        let written = tokio::task::spawn_blocking(move || {
            let mut file = match file {
                Some(file) => file,
                None => OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&path)?,
            };
            file.write_all(&gathered)?;
            if is_last {
                file.sync_all()?;
                sync_folder(&folder)?;
            }
            Ok::<_, io::Error>(file)
        });
        // The thread only fails when the hub ends.
        self.file = Some(written.await.map_err(io::Error::other)??);
        Ok(())
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        if !self.is_whole && self.bytes > 0 {
            // What stays is swept at the next start.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}
