//! Somebody in front of a station: holds the agent's last view, as the kiosk screen does, and sends intents.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use epn_wire::framing;
use epn_wire::kiosk::{KioskIntent, KioskView};
use tokio::net::UnixStream;
use tokio::net::unix::OwnedReadHalf;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

/// How soon a broken connection is tried again.
const AGAIN: Duration = Duration::from_millis(50);

/// A place in front of a station. It lives through the agent's restarts, as a screen does.
#[derive(Debug)]
pub struct Seat {
    station: String,
    views: watch::Receiver<Option<KioskView>>,
    intents: mpsc::Sender<KioskIntent>,
    connection: JoinHandle<()>,
}

impl Seat {
    /// Sits down at the station whose agent listens on `socket`, now or later.
    pub fn take(station: &str, socket: &Path) -> Self {
        let (view, views) = watch::channel(None);
        let (intents, wanted) = mpsc::channel(8);
        let connection = tokio::spawn(keep_connected(socket.to_owned(), view, wanted));
        Self { station: station.to_owned(), views, intents, connection }
    }

    /// The last view, if the agent is there.
    pub fn view(&self) -> Option<KioskView> {
        self.views.borrow().clone()
    }

    /// Waits for the first view of which `tell` tells something.
    ///
    /// # Errors
    /// None does `within` this time; the error names the last scene.
    pub async fn until<T>(
        &mut self,
        what: &str,
        within: Duration,
        mut tell: impl FnMut(&KioskView) -> Option<T>,
    ) -> Result<T> {
        let search = async {
            loop {
                if let Some(told) = self.views.borrow_and_update().as_ref().and_then(&mut tell) {
                    return Ok(told);
                }
                self.views.changed().await.context("the seat was left")?;
            }
        };
        match timeout(within, search).await {
            Ok(told) => told,
            Err(_) => bail!(
                "{}: {what} did not happen; last seen: {:?}",
                self.station,
                self.view().map(|v| v.scene)
            ),
        }
    }

    /// Says what the person wants.
    ///
    /// # Errors
    /// The seat was left.
    pub async fn want(&self, intent: KioskIntent) -> Result<()> {
        self.intents.send(intent).await.context("the seat was left")
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.connection.abort();
    }
}

async fn keep_connected(
    socket: PathBuf,
    view: watch::Sender<Option<KioskView>>,
    mut wanted: mpsc::Receiver<KioskIntent>,
) {
    loop {
        if let Ok(stream) = UnixStream::connect(&socket).await {
            let (mut from, mut to) = stream.into_split();
            let read = read_views(&mut from, &view);
            let write = async {
                while let Some(intent) = wanted.recv().await {
                    if framing::write(&mut to, &intent).await.is_err() {
                        return;
                    }
                }
            };
            tokio::select! { () = read => {}, () = write => {} }
            view.send_replace(None);
        }
        sleep(AGAIN).await;
    }
}

async fn read_views(from: &mut OwnedReadHalf, view: &watch::Sender<Option<KioskView>>) {
    while let Ok(seen) = framing::read(from).await {
        view.send_replace(Some(seen));
    }
}
