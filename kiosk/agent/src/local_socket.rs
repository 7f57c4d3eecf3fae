//! A Unix socket of the agent: whoever knocks is known by uid, and only so many are inside at a time.

use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use epn_wire::framing::{self, FrameError};
use serde::Serialize;
use tokio::net::unix::OwnedWriteHalf;
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

use crate::fault::{Doing, Fault};
use crate::passable;

/// Who may come in, and how many.
#[derive(Clone, Debug)]
pub struct Door {
    /// What the socket is for, in the log: `kiosk`.
    pub name: &'static str,
    /// The uids that are heard.
    pub allowed: Vec<u32>,
    /// How many may be connected at a time.
    pub most: usize,
}

/// The socket, open.
#[derive(Debug)]
pub struct LocalSocket {
    listener: UnixListener,
    door: Door,
    room: Arc<Semaphore>,
    /// Who was turned away last.
    stranger: Option<u32>,
}

/// A connection that counts as one inside for as long as this lives.
#[derive(Debug)]
pub struct Guest {
    pub stream: UnixStream,
    pub place: OwnedSemaphorePermit,
}

impl LocalSocket {
    /// Opens the socket in place of one that an earlier run left. Anybody may knock; only the door's uids are heard.
    pub fn open(path: &Path, door: Door) -> Result<Self, Fault> {
        let what = || format!("opening the {} socket {}", door.name, path.display());
        if let Some(folder) = path.parent() {
            passable::make(folder).doing(what)?;
        }
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error).doing(what),
            _ => {}
        }
        let listener = UnixListener::bind(path).doing(what)?;
        fs::set_permissions(path, fs::Permissions::from_mode(0o666)).doing(what)?;
        let room = Arc::new(Semaphore::new(door.most));
        Ok(Self { listener, door, room, stranger: None })
    }

    /// Waits for the next who may come in. Comes back without anybody only if the socket is of no further use.
    pub async fn next(&mut self) -> Option<Guest> {
        loop {
            let place = Arc::clone(&self.room).acquire_owned().await.ok()?;
            match self.listener.accept().await {
                Ok((stream, _)) if self.is_allowed(&stream) => return Some(Guest { stream, place }),
                Ok(_) => {}
                Err(error) => {
                    tracing::warn!(%error, "nobody could connect to the {} socket", self.door.name);
                    // Out of descriptors, most likely: let some close.
                    tokio::time::sleep(Duration::from_secs(1)).await;
                }
            }
        }
    }

    /// Whether the uid at the other end may talk. A stranger is noted once in a row, since knocking costs nothing.
    fn is_allowed(&mut self, stream: &UnixStream) -> bool {
        let uid = stream.peer_cred().ok().map(|peer| peer.uid());
        if uid.is_some_and(|uid| self.door.allowed.contains(&uid)) {
            return true;
        }
        if self.stranger != uid {
            tracing::warn!(?uid, "a stranger knocked at the {} socket", self.door.name);
            self.stranger = uid;
        }
        false
    }
}

/// Shows a guest the view now and whenever it changed. A slow one misses some and gets the latest.
pub async fn show<View: Clone + Serialize>(
    mut writer: OwnedWriteHalf,
    mut views: watch::Receiver<View>,
) -> Result<(), FrameError> {
    views.mark_changed();
    while views.changed().await.is_ok() {
        let view = views.borrow_and_update().clone();
        framing::write(&mut writer, &view).await?;
    }
    Ok(())
}
