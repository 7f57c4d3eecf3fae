//! The socket that the strip with the time left connects to, from inside the visitor's session. Whatever runs as the
//! visitor may be at the other end: it hears the strip's view, may ask for the kiosk, and can slow down nobody but itself.

use std::path::Path;
use std::time::Duration;

use epn_wire::bar::{BarIntent, BarView, LONGEST_INTENT};
use epn_wire::framing::{self, FrameError};
use tokio::net::UnixStream;
use tokio::net::unix::OwnedReadHalf;
use tokio::sync::{mpsc, watch};
use tokio::time::sleep;

use crate::fault::Fault;
use crate::local_socket::{self, Door, Guest, LocalSocket};

/// How many may be connected at a time: the strip, the next one while the last has not gone, and a shortcut's.
const MOST: usize = 3;

/// The least time between two that connect, and between two wishes of one.
const PAUSE: Duration = Duration::from_millis(200);

/// The socket, open but not yet served.
#[derive(Debug)]
pub struct BarSocket(LocalSocket);

impl BarSocket {
    /// Opens the socket; only the visitor's uid is heard.
    pub fn open(path: &Path, visitor: u32) -> Result<Self, Fault> {
        LocalSocket::open(path, Door { name: "bar", allowed: vec![visitor], most: MOST }).map(Self)
    }

    /// Serves strips for as long as the agent runs.
    pub async fn serve(mut self, views: watch::Receiver<BarView>, intents: mpsc::Sender<BarIntent>) {
        while let Some(Guest { stream, place }) = self.0.next().await {
            let (views, intents) = (views.clone(), intents.clone());
            tokio::spawn(async move {
                talk(stream, views, intents).await;
                drop(place);
            });
            sleep(PAUSE).await;
        }
    }
}

async fn talk(stream: UnixStream, views: watch::Receiver<BarView>, intents: mpsc::Sender<BarIntent>) {
    let (reader, writer) = stream.into_split();
    let ended = tokio::select! {
        ended = listen(reader, intents) => ended,
        ended = local_socket::show(writer, views) => ended,
    };
    if let Err(error) = ended {
        // Not worth a line of the log: a visitor could fill it with them.
        tracing::debug!(%error, "a strip was disconnected");
    }
}

/// Passes on the one thing that can be wished for.
async fn listen(mut reader: OwnedReadHalf, intents: mpsc::Sender<BarIntent>) -> Result<(), FrameError> {
    loop {
        let intent: BarIntent = framing::read_within(&mut reader, LONGEST_INTENT).await?;
        if intents.send(intent).await.is_err() {
            return Ok(());
        }
        sleep(PAUSE).await;
    }
}

#[cfg(test)]
mod tests;
