//! Messages over the WebSocket: what comes is understood or refused, never logged.

use std::time::Duration;

use axum::extract::ws::{Message, WebSocket};
use epn_wire::station::{FromStation, Rejection, ToStation};

/// A station that says nothing for so long (machine time) is gone: it pings far more often.
const SILENCE: Duration = Duration::from_secs(90);
/// How long a message may take to leave.
const PATIENCE: Duration = Duration::from_secs(10);

/// Why a stream ends.
#[derive(Debug, thiserror::Error)]
pub(super) enum Ended {
    /// The other side closed, or the network broke.
    #[error("the station is gone")]
    Gone,
    /// Nothing was heard for too long.
    #[error("the station fell silent")]
    Silent,
    /// It broke the protocol; it is told why.
    #[error(transparent)]
    Rejected(#[from] Rejection),
    /// The hub ends it: revoked, replaced by a newer connection, or stopping.
    #[error("the hub ended the connection")]
    Cut,
    /// The hub cannot read or write its database.
    #[error(transparent)]
    Store(#[from] crate::store::StoreError),
}

/// What made no sense; never what was said.
pub(super) fn malformed(what: impl Into<String>) -> Ended {
    Ended::Rejected(Rejection::Malformed { what: what.into() })
}

/// The next message. Cancel-safe.
pub(super) async fn receive(socket: &mut WebSocket) -> Result<FromStation, Ended> {
    loop {
        let message = match tokio::time::timeout(SILENCE, socket.recv()).await {
            Err(_) => return Err(Ended::Silent),
            Ok(None) => return Err(Ended::Gone),
            Ok(Some(Err(error))) => return Err(broken(error)),
            Ok(Some(Ok(message))) => message,
        };
        match message {
            Message::Text(text) => return parse(&text),
            Message::Binary(_) => return Err(malformed("messages are text")),
            Message::Close(_) => return Err(Ended::Gone),
            Message::Ping(_) | Message::Pong(_) => {}
        }
    }
}

fn parse(text: &str) -> Result<FromStation, Ended> {
    serde_json::from_str(text).map_err(|error| {
        malformed(format!(
            "it is no message of this version (line {}, column {})",
            error.line(),
            error.column()
        ))
    })
}

/// A message that is too long is the station's doing; anything else is the network's.
fn broken(error: axum::Error) -> Ended {
    let inner = error.into_inner();
    let text = inner.to_string();
    if text.contains("too long") || text.contains("too big") || text.contains("exceed") {
        malformed("it is longer than allowed")
    } else {
        Ended::Gone
    }
}

/// Says something.
pub(super) async fn send(socket: &mut WebSocket, message: &ToStation) -> Result<(), Ended> {
    let text = serde_json::to_string(message).map_err(|_| Ended::Gone)?;
    match tokio::time::timeout(PATIENCE, socket.send(Message::Text(text.into()))).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) | Err(_) => Err(Ended::Gone),
    }
}

/// Tells the station why, if it is to be told, and closes.
pub(super) async fn close(mut socket: WebSocket, ended: &Ended) {
    if let Ended::Rejected(why) = ended {
        // It may be gone already.
        let _ = send(&mut socket, &ToStation::Rejected { why: why.clone() }).await;
    }
    let _ = tokio::time::timeout(PATIENCE, socket.send(Message::Close(None))).await;
}
