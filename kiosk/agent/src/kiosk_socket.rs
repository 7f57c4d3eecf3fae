//! The socket that kiosk screens connect to. Whoever may talk is known by uid; a screen gets the latest view and sends
//! intents. No screen can slow the agent down, and a bad frame costs a screen its connection and nobody else anything.

use std::path::Path;
use std::time::Duration;

use epn_wire::framing::{self, FrameError};
use epn_wire::kiosk::{KioskIntent, KioskView};
use epn_wire::planning::{PlaceAsked, PlanningAsk, Who};
use epn_wire::staff::StaffAct;
use epn_wire::station::Entry;
use tokio::net::UnixStream;
use tokio::net::unix::OwnedReadHalf;
use tokio::sync::{mpsc, watch};

use crate::fault::Fault;
use crate::local_socket::{self, Door, Guest, LocalSocket};

/// How many screens may be connected at a time.
const MOST_SCREENS: usize = 8;

/// The least time between two intents of one screen: faster than fingers, slower than a flood.
const PAUSE: Duration = Duration::from_millis(50);

/// The longest text a visitor enters, in bytes: a code, a number, a PIN.
const LONGEST_TEXT: usize = 256;

/// The socket, open but not yet served.
#[derive(Debug)]
pub struct KioskSocket(LocalSocket);

impl KioskSocket {
    /// Opens the socket; only `allowed` uids are heard.
    pub fn open(path: &Path, allowed: Vec<u32>) -> Result<Self, Fault> {
        LocalSocket::open(path, Door { name: "kiosk", allowed, most: MOST_SCREENS }).map(Self)
    }

    /// Serves screens for as long as the agent runs.
    pub async fn serve(mut self, views: watch::Receiver<KioskView>, intents: mpsc::Sender<KioskIntent>) {
        while let Some(Guest { stream, place }) = self.0.next().await {
            let (views, intents) = (views.clone(), intents.clone());
            tokio::spawn(async move {
                talk(stream, views, intents).await;
                drop(place);
            });
        }
    }
}

async fn talk(screen: UnixStream, views: watch::Receiver<KioskView>, intents: mpsc::Sender<KioskIntent>) {
    let (reader, writer) = screen.into_split();
    let ended = tokio::select! {
        ended = listen(reader, intents) => ended,
        ended = local_socket::show(writer, views) => ended,
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

/// Whether the texts are of a length that people type.
fn is_sound(intent: &KioskIntent) -> bool {
    let is_short = |text: &str| text.len() <= LONGEST_TEXT;
    match intent {
        KioskIntent::LogIn { entry, charter, lang } => {
            is_short_entry(entry) && is_short(charter) && is_short(lang)
        }
        KioskIntent::StaffCard { card, pin } => is_short(card.reveal()) && is_short(pin.reveal()),
        KioskIntent::StaffAct { act: StaffAct::NewPin { number: Some(number) } } => is_short(number),
        KioskIntent::Resume { entry } => is_short_entry(entry),
        KioskIntent::Recovery { code } | KioskIntent::ResumeByCode { code } => is_short(code.reveal()),
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
