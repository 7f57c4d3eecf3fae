//! The socket that kiosk screens connect to. Whoever may talk is known by uid; a screen gets the latest view and sends
//! intents. No screen can slow the agent down, and a bad frame costs a screen its connection and nobody else anything.

use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use epn_wire::framing::{self, FrameError};
use epn_wire::kiosk::{KioskIntent, KioskView};
use epn_wire::planning::{PlaceAsked, PlanningAsk, Who};
use epn_wire::station::Entry;
use tokio::net::unix::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::{Semaphore, mpsc, watch};

use crate::fault::{Doing, Fault};
use crate::passable;

/// How many screens may be connected at a time.
const MOST_SCREENS: usize = 8;

/// The least time between two intents of one screen: faster than fingers, slower than a flood.
const PAUSE: Duration = Duration::from_millis(50);

/// The longest text a visitor enters, in bytes: a code, a number, a PIN.
const LONGEST_TEXT: usize = 256;

/// The socket, open but not yet served.
#[derive(Debug)]
pub struct KioskSocket {
    listener: UnixListener,
    allowed: Vec<u32>,
}

impl KioskSocket {
    /// Opens the socket in place of one that an earlier run left. Anybody may knock; only `allowed` uids are heard.
    pub fn open(path: &Path, allowed: Vec<u32>) -> Result<Self, Fault> {
        let what = || format!("opening the kiosk socket {}", path.display());
        if let Some(folder) = path.parent() {
            passable::make(folder).doing(what)?;
        }
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error).doing(what),
            _ => {}
        }
        let listener = UnixListener::bind(path).doing(what)?;
        fs::set_permissions(path, fs::Permissions::from_mode(0o666)).doing(what)?;
        Ok(Self { listener, allowed })
    }

    /// Serves screens for as long as the agent runs.
    pub async fn serve(self, views: watch::Receiver<KioskView>, intents: mpsc::Sender<KioskIntent>) {
        let room = Arc::new(Semaphore::new(MOST_SCREENS));
        let mut stranger = None;
        loop {
            let Ok(permit) = Arc::clone(&room).acquire_owned().await else { return };
            let screen = match self.listener.accept().await {
                Ok((screen, _)) => screen,
                Err(error) => {
                    tracing::warn!(%error, "a screen could not connect");
                    // Out of descriptors, most likely: let some close.
                    tokio::time::sleep(Duration::from_secs(1)).await;
                    continue;
                }
            };
            if !self.is_allowed(&screen, &mut stranger) {
                continue;
            }
            let (views, intents) = (views.clone(), intents.clone());
            tokio::spawn(async move {
                talk(screen, views, intents).await;
                drop(permit);
            });
        }
    }

    /// Whether the uid at the other end may talk. A stranger is noted once in a row, since knocking costs nothing.
    fn is_allowed(&self, screen: &UnixStream, stranger: &mut Option<u32>) -> bool {
        let uid = screen.peer_cred().ok().map(|peer| peer.uid());
        if uid.is_some_and(|uid| self.allowed.contains(&uid)) {
            return true;
        }
        if *stranger != uid {
            tracing::warn!(?uid, "somebody who is no kiosk knocked at the kiosk socket");
            *stranger = uid;
        }
        false
    }
}

async fn talk(screen: UnixStream, views: watch::Receiver<KioskView>, intents: mpsc::Sender<KioskIntent>) {
    let (reader, writer) = screen.into_split();
    let ended = tokio::select! {
        ended = listen(reader, intents) => ended,
        ended = show(writer, views) => ended,
    };
    match ended {
        Ok(()) | Err(FrameError::Closed) => {}
        Err(error) => tracing::warn!(%error, "a screen was disconnected"),
    }
}

/// Passes on what the person at the screen wants.
async fn listen(mut reader: OwnedReadHalf, intents: mpsc::Sender<KioskIntent>) -> Result<(), FrameError> {
    loop {
        let intent: KioskIntent = framing::read(&mut reader).await?;
        if !is_sound(&intent) {
            return Err(FrameError::TooLong(LONGEST_TEXT));
        }
        if intents.send(intent).await.is_err() {
            return Ok(());
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// Shows the view now and whenever it changed. A slow screen misses some and gets the latest.
async fn show(mut writer: OwnedWriteHalf, mut views: watch::Receiver<KioskView>) -> Result<(), FrameError> {
    views.mark_changed();
    while views.changed().await.is_ok() {
        let view = views.borrow_and_update().clone();
        framing::write(&mut writer, &view).await?;
    }
    Ok(())
}

/// Whether the texts are of a length that people type.
fn is_sound(intent: &KioskIntent) -> bool {
    let is_short = |text: &str| text.len() <= LONGEST_TEXT;
    match intent {
        KioskIntent::LogIn { entry, charter, lang } => {
            is_short_entry(entry) && is_short(charter) && is_short(lang)
        }
        KioskIntent::Resume { entry } => is_short_entry(entry),
        KioskIntent::Plan { who, ask } => {
            let who = if let Who::Entry { entry } = who { is_short_entry(entry) } else { true };
            let (PlanningAsk::Starts { place, .. } | PlanningAsk::Book { place, .. }) = ask else {
                return who;
            };
            who && match place {
                PlaceAsked::Station { id } => id.as_deref().is_none_or(is_short),
                PlaceAsked::Tag { tag } => is_short(tag),
                PlaceAsked::Equipment { id } => is_short(id),
            }
        }
        _ => true,
    }
}

fn is_short_entry(entry: &Entry) -> bool {
    let texts = match entry {
        Entry::Ticket { code } => [code.reveal(), ""],
        Entry::Member { number, pin } => [number, pin.reveal()],
        Entry::NoAccount { picture, .. } => [picture, ""],
    };
    texts.into_iter().all(|text| text.len() <= LONGEST_TEXT)
}

#[cfg(test)]
mod tests;
