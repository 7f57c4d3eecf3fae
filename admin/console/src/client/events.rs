//! The stream of events: one WebSocket, connected again for as long as the program runs.

use std::time::Duration;

use epn_wire::console::{ApiError, ConsoleEvent, ErrorCode};
use epn_wire::peer::connect_stream;
use iced::futures::channel::mpsc;
use iced::futures::{SinkExt as _, Stream, StreamExt as _};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};
use tokio_rustls::client::TlsStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::http::StatusCode;
use tokio_tungstenite::tungstenite::http::header::AUTHORIZATION;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{WebSocketStream, client_async_with_config};

use super::failure::in_one_line;
use super::{Client, Failure};

/// A connection, TLS and upgrade take at most so long.
const CONNECT: Duration = Duration::from_secs(10);
/// After so long without a frame the hub is asked for a sign of life.
const QUIET: Duration = Duration::from_secs(5);
/// After so many questions without a sign of life the hub is away.
const PATIENCE: u32 = 2;
/// The waits between attempts grow from the first to the last of these.
const FIRST_WAIT: Duration = Duration::from_millis(500);
const LONGEST_WAIT: Duration = Duration::from_secs(15);
/// A room of a thousand stations is well below this.
const LARGEST_EVENT: usize = 8 << 20;

/// What the stream tells the program.
#[derive(Clone, Debug)]
pub enum StreamEvent {
    /// The hub is there.
    Connected,
    /// The hub says something.
    Said(Box<ConsoleEvent>),
    /// The hub is away; it is tried again by itself.
    Lost(Failure),
    /// The hub does not know this staff session any more; the stream ends.
    SignedOut,
}

/// Follows the events of the hub until the receiver is dropped or the hub does not know the staff session any more.
pub fn follow(client: Client) -> impl Stream<Item = StreamEvent> + Send + 'static {
    iced::stream::channel(64, async move |mut out: mpsc::Sender<StreamEvent>| {
        let mut attempt = 0;
        loop {
            let ended = listen(&client, &mut out, &mut attempt).await;
            let event = match ended {
                Ended::Dropped => return,
                Ended::SignedOut => StreamEvent::SignedOut,
                Ended::Lost(failure) => StreamEvent::Lost(failure),
            };
            let is_over = matches!(event, StreamEvent::SignedOut);
            if out.send(event).await.is_err() || is_over {
                return;
            }
            sleep(wait_before(attempt)).await;
            attempt += 1;
        }
    })
}

/// Why listening ended.
enum Ended {
    /// The program does not listen any more.
    Dropped,
    SignedOut,
    Lost(Failure),
}

/// Half to all of a wait that doubles with each attempt: consoles that lost the hub together do not return together.
fn wait_before(attempt: u32) -> Duration {
    let longest = FIRST_WAIT.saturating_mul(1_u32.checked_shl(attempt).unwrap_or(u32::MAX)).min(LONGEST_WAIT);
    longest.mul_f64(rand::random_range(0.5..=1.0))
}

async fn listen(client: &Client, out: &mut mpsc::Sender<StreamEvent>, attempt: &mut u32) -> Ended {
    let mut socket = match timeout(CONNECT, connect(client)).await {
        Ok(Ok(socket)) => socket,
        Ok(Err(failure)) if failure.is_signed_out() => return Ended::SignedOut,
        Ok(Err(failure)) => return Ended::Lost(failure),
        Err(_) => return Ended::Lost(Failure::TimedOut),
    };
    *attempt = 0;
    if out.send(StreamEvent::Connected).await.is_err() {
        return Ended::Dropped;
    }
    let mut unanswered = 0;
    loop {
        let frame = match timeout(QUIET, socket.next()).await {
            Ok(frame) => frame,
            Err(_) if unanswered < PATIENCE => {
                unanswered += 1;
                match socket.send(Message::Ping(Vec::new().into())).await {
                    Ok(()) => continue,
                    Err(error) => return Ended::Lost(lost(&error)),
                }
            }
            Err(_) => return Ended::Lost(Failure::TimedOut),
        };
        unanswered = 0;
        let text = match frame {
            Some(Ok(Message::Text(text))) => text,
            Some(Ok(Message::Close(_))) | None => {
                return Ended::Lost(Failure::Unreached("the hub closed the stream".to_owned()));
            }
            Some(Ok(_)) => continue,
            Some(Err(error)) => return Ended::Lost(lost(&error)),
        };
        match serde_json::from_str::<ConsoleEvent>(&text) {
            Ok(event) => {
                if out.send(StreamEvent::Said(Box::new(event))).await.is_err() {
                    return Ended::Dropped;
                }
            }
            // A newer hub may say more than this console knows.
            Err(error) => tracing::warn!(%error, "an event is not understood"),
        }
    }
}

async fn connect(client: &Client) -> Result<WebSocketStream<TlsStream<TcpStream>>, Failure> {
    let hub = client.hub();
    let tls = connect_stream(client.identity(), &hub.to_string())
        .await
        .map_err(|error| Failure::Unreached(in_one_line(&error)))?;
    let mut request =
        format!("wss://{hub}/api/v1/events").into_client_request().map_err(|error| lost(&error))?;
    if let Some(value) = client.authorization() {
        request.headers_mut().insert(AUTHORIZATION, value);
    }
    let config = WebSocketConfig::default().max_message_size(Some(LARGEST_EVENT));
    let (socket, _) =
        client_async_with_config(request, tls, Some(config)).await.map_err(|error| lost(&error))?;
    Ok(socket)
}

fn lost(error: &Error) -> Failure {
    match error {
        Error::Http(answer) if answer.status() == StatusCode::UNAUTHORIZED => {
            let why = "the stream of events wants a valid token";
            Failure::Said(Box::new(ApiError::new(ErrorCode::NotSignedIn, why)))
        }
        Error::Http(answer) => {
            Failure::from_answer(answer.status().as_u16(), answer.body().as_deref().unwrap_or_default())
        }
        other => Failure::Unreached(in_one_line(other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_stay_within_bounds() {
        for attempt in 0..64 {
            let wait = wait_before(attempt);
            assert!(wait >= FIRST_WAIT / 2 && wait <= LONGEST_WAIT, "{attempt}: {wait:?}");
        }
        assert!(wait_before(10) >= LONGEST_WAIT / 2);
        assert!(wait_before(0) <= FIRST_WAIT);
    }
}
