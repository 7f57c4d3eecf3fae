//! One connection to the hub.

use std::time::Duration;

use epn_wire::framing::LONGEST;
use epn_wire::peer::{ConnectError, Identity, connect_stream};
use epn_wire::station::{FromStation, PATH, ToStation};
use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout, timeout_at};
use tokio_rustls::client::TlsStream;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{self, Message};
use tokio_tungstenite::{WebSocketStream, client_async_with_config};

/// How long the hub may take to open the stream, or to take a message.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long the hub may be silent: the station pings it every 30 seconds.
const SILENCE: Duration = Duration::from_secs(75);

/// A message of the hub must fit in a frame for the root part, with what is around it.
const LONGEST_MESSAGE: usize = LONGEST - 1024;

/// Why there is no connection, or none any more.
#[derive(Debug, thiserror::Error)]
pub enum StreamError {
    #[error(transparent)]
    Connect(#[from] ConnectError),
    #[error("the hub's stream failed: {0}")]
    WebSocket(#[from] Box<tungstenite::Error>),
    #[error("the hub said something that this version does not understand: {0}")]
    Malformed(#[from] serde_json::Error),
    #[error("the hub does not answer")]
    Silent,
    #[error("the hub closed the stream")]
    Closed,
    #[error("the root part wants a new connection")]
    Reconnect,
}

/// An open stream.
#[derive(Debug)]
pub struct HubStream {
    socket: WebSocketStream<TlsStream<TcpStream>>,
    heard: Instant,
}

impl HubStream {
    /// Connects to the paired hub.
    pub async fn open(identity: &Identity, address: &str) -> Result<Self, StreamError> {
        let tls = connect_stream(identity, address).await?;
        let config = WebSocketConfig::default()
            .max_message_size(Some(LONGEST_MESSAGE))
            .max_frame_size(Some(LONGEST_MESSAGE));
        let url = format!("wss://epn-hub{PATH}");
        let opened = timeout(PATIENCE, client_async_with_config(url, tls, Some(config))).await;
        let (socket, _) = opened.map_err(|_| StreamError::Silent)?.map_err(Box::new)?;
        Ok(Self { socket, heard: Instant::now() })
    }

    /// The hub's next message. May be dropped and called again without losing one.
    pub async fn hear(&mut self) -> Result<ToStation, StreamError> {
        loop {
            let next = timeout_at(self.heard + SILENCE, self.socket.next()).await;
            self.heard = Instant::now();
            match next.map_err(|_| StreamError::Silent)?.ok_or(StreamError::Closed)?.map_err(Box::new)? {
                Message::Text(text) => return Ok(serde_json::from_str(&text)?),
                Message::Close(_) => return Err(StreamError::Closed),
                // Pings are answered by the library.
                _ => {}
            }
        }
    }

    /// Says something to the hub.
    pub async fn say(&mut self, message: &FromStation) -> Result<(), StreamError> {
        let text = serde_json::to_string(message)?;
        let sent = timeout(PATIENCE, self.socket.send(Message::text(text))).await;
        Ok(sent.map_err(|_| StreamError::Silent)?.map_err(Box::new)?)
    }
}
