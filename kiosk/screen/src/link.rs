//! The agent at the other end of a Unix socket: its views come in, intents go out. Connects again by itself, for ever.
//! What views and intents are depends on the socket: the kiosk's, or that of the strip in the session.

use std::path::{Path, PathBuf};
use std::time::Duration;

use epn_wire::framing::{self, FrameError};
use epn_wire::kiosk::{KioskIntent, KioskView};
use iced::futures::channel::mpsc::Sender;
use iced::futures::{SinkExt, Stream};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::net::UnixStream;
use tokio::sync::mpsc;

/// How long to wait before connecting again: first so long, then twice that, up to [`LONGEST_PAUSE`].
const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(2);

/// Views that may wait to be shown, and intents that may wait to be sent.
const WAITING: usize = 16;

/// What the agent's socket says.
#[derive(Clone, Debug)]
pub enum Heard<View = KioskView, Intent = KioskIntent> {
    /// An agent answers; intents for it go here.
    Connected(Intents<Intent>),
    /// What is to be shown now.
    View(Box<View>),
    /// No agent; what was shown is no longer true.
    Lost,
}

/// Where intents go.
#[derive(Clone, Debug)]
pub struct Intents<Intent = KioskIntent>(mpsc::Sender<Intent>);

impl<Intent> Intents<Intent> {
    /// Intents go to this channel.
    pub(crate) fn to(agent: mpsc::Sender<Intent>) -> Self {
        Self(agent)
    }

    /// Sends an intent, if the agent is still there and takes it.
    pub fn send(&self, intent: Intent) {
        if let Err(error) = self.0.try_send(intent) {
            tracing::warn!("an intent could not be sent to the agent: {error}");
        }
    }
}

/// Where the agent listens.
#[derive(Clone, Debug, Hash)]
pub struct Agent {
    socket: PathBuf,
}

impl Agent {
    /// The agent at this socket.
    pub fn at(socket: &Path) -> Self {
        Self { socket: socket.to_owned() }
    }

    /// Listens to it for ever.
    pub fn listen<View, Intent>(&self) -> impl Stream<Item = Heard<View, Intent>> + use<View, Intent>
    where
        View: DeserializeOwned + Send + 'static,
        Intent: Serialize + Send + Sync + 'static,
    {
        let Self { socket } = self.clone();
        iced::stream::channel(WAITING, async move |mut screen: Sender<Heard<View, Intent>>| {
            let mut pause = FIRST_PAUSE;
            loop {
                match UnixStream::connect(&socket).await {
                    Ok(agent) => match converse(agent, &mut screen).await {
                        Ended::ScreenGone => return,
                        Ended::AgentGone { error, said_anything } => {
                            tracing::warn!("the agent at {} is away: {error}", socket.display());
                            pause = if said_anything { FIRST_PAUSE } else { pause };
                            if screen.send(Heard::Lost).await.is_err() {
                                return;
                            }
                        }
                    },
                    Err(error) => log_absence(&socket, &error, pause),
                }
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
        })
    }
}

/// An agent that is not there yet is worth one line, not one every two seconds.
fn log_absence(socket: &Path, error: &std::io::Error, pause: Duration) {
    if pause == FIRST_PAUSE {
        tracing::warn!("no agent answers at {}: {error}; trying again", socket.display());
    }
}

/// Why a conversation ended.
enum Ended {
    ScreenGone,
    AgentGone { error: FrameError, said_anything: bool },
}

async fn converse<View, Intent>(agent: UnixStream, screen: &mut Sender<Heard<View, Intent>>) -> Ended
where
    View: DeserializeOwned + Send + 'static,
    Intent: Serialize + Send + Sync + 'static,
{
    let (mut from, mut to) = agent.into_split();
    let (intents, mut wanted) = mpsc::channel(WAITING);
    if screen.send(Heard::Connected(Intents::to(intents))).await.is_err() {
        return Ended::ScreenGone;
    }
    // A write that fails also ends the reading: the agent closed.
    let writer = tokio::spawn(async move {
        while let Some(intent) = wanted.recv().await {
            if let Err(error) = framing::write(&mut to, &intent).await {
                tracing::warn!("an intent could not be written to the agent: {error}");
                return;
            }
        }
        // Who has nothing to say is there all the same: with this half closed, the agent would take them for gone.
        std::future::pending::<()>().await;
    });
    let mut said_anything = false;
    let ended = loop {
        match framing::read::<View>(&mut from).await {
            Ok(view) => {
                said_anything = true;
                if screen.send(Heard::View(Box::new(view))).await.is_err() {
                    break Ended::ScreenGone;
                }
            }
            Err(error) => break Ended::AgentGone { error, said_anything },
        }
    };
    writer.abort();
    ended
}
