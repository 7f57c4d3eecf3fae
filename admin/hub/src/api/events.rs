//! The event stream: the live room at each change and each minute, the print queue at each change, and notices.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::State;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade, close_code};
use axum::response::Response;
use epn_wire::console::{ApiError, ConsoleEvent, RoomView};
use epn_wire::print_desk::PrintQueue;
use futures_util::StreamExt as _;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, watch};
use tokio::time::timeout;

use super::access::{self, SignedIn, TokenHash};
use super::{ROOM, Refused};
use crate::hub::Hub;
use crate::notices::{Passing, Standing};

/// The longest message that a console may send: it has nothing to say here.
const LONGEST: usize = 4 * 1024;
/// A console that does not take an event within this is given up.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often it is looked whether the staff session still stands, and the console is asked for a sign of life.
const LOOK: Duration = Duration::from_secs(30);

/// A WebSocket of events, in JSON text messages: the live room now, at each change and each minute of the site's
/// clock; the print queue now and at each change; and what somebody should read.
#[utoipa::path(get, path = "/events", tag = ROOM,
    responses((status = 101, description = "A WebSocket that says these, one a message.", body = ConsoleEvent),
        (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn events(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    upgrade: Result<WebSocketUpgrade, axum::extract::ws::rejection::WebSocketUpgradeRejection>,
) -> Result<Response, Refused> {
    let upgrade = upgrade
        .map_err(|rejection| Refused::bad_request(rejection.body_text()).with_status(rejection.status()))?;
    let upgrade = upgrade.max_message_size(LONGEST).max_frame_size(LONGEST);
    Ok(upgrade.on_upgrade(move |socket| async move {
        let mut stream = Stream { socket, sees_money: caller.sees_money(), told: Standing::default() };
        let ended = stream.run(&hub, caller.token).await;
        stream.say_goodbye(ended).await;
    }))
}

async fn stopped(stopping: &mut watch::Receiver<bool>) {
    // What it borrows is let go before anything is awaited again; a hub that is gone has stopped.
    let _ = stopping.wait_for(|stop| *stop).await;
}

/// The next passing notice; a console that was too slow misses some. None once there are no more.
async fn next(passing: &mut broadcast::Receiver<Passing>) -> Option<Passing> {
    loop {
        match passing.recv().await {
            Ok(notice) => return Some(notice),
            Err(RecvError::Lagged(_)) => {}
            Err(RecvError::Closed) => return None,
        }
    }
}

/// Why a stream ended.
#[derive(Clone, Copy, Debug)]
enum Ended {
    /// The console went, or does not read.
    Gone,
    /// The staff session is over.
    SignedOut,
    /// The hub stops.
    Stopping,
}

struct Stream {
    socket: WebSocket,
    sees_money: bool,
    /// The notices that the console knows.
    told: Standing,
}

impl Stream {
    async fn run(&mut self, hub: &Arc<Hub>, token: TokenHash) -> Ended {
        let mut rooms = hub.live.subscribe();
        let mut prints = hub.prints.subscribe();
        let mut notices = hub.notices.subscribe();
        let mut passing = hub.notices.listen();
        let mut stopping = hub.stopping.subscribe();
        let mut look = tokio::time::interval(LOOK);
        notices.mark_changed();
        loop {
            let said = tokio::select! {
                () = stopped(&mut stopping) => return Ended::Stopping,
                Ok(()) = rooms.changed() => self.room(&mut rooms).await,
                Ok(()) = prints.changed() => self.prints(&mut prints).await,
                Ok(()) = notices.changed() => {
                    let standing = notices.borrow_and_update().as_ref().clone();
                    self.notices(standing).await
                }
                Some(notice) = next(&mut passing) => self.notice(notice).await,
                _ = look.tick() => match access::who(hub, token).await {
                    Ok(None) => return Ended::SignedOut,
                    // A store that fails now is no reason to send anybody away.
                    Ok(Some(_)) | Err(_) => self.send(Message::Ping(Bytes::new())).await,
                },
                heard = self.socket.next() => match heard {
                    Some(Ok(Message::Close(_)) | Err(_)) | None => return Ended::Gone,
                    Some(Ok(_)) => Some(()),
                },
            };
            if said.is_none() {
                return Ended::Gone;
            }
        }
    }

    async fn room(&mut self, rooms: &mut watch::Receiver<Option<Arc<RoomView>>>) -> Option<()> {
        let room = rooms.borrow_and_update().clone();
        match room {
            Some(room) => self.say(&ConsoleEvent::Room { room: Box::new(room.as_ref().clone()) }).await,
            None => Some(()),
        }
    }

    async fn prints(&mut self, prints: &mut watch::Receiver<Option<Arc<PrintQueue>>>) -> Option<()> {
        let queue = prints.borrow_and_update().clone();
        match queue {
            Some(queue) => {
                let queue = queue.as_ref().clone();
                let queue = if self.sees_money { queue } else { queue.without_money() };
                self.say(&ConsoleEvent::Prints { queue: Box::new(queue) }).await
            }
            None => Some(()),
        }
    }

    async fn notice(&mut self, (code, detail): Passing) -> Option<()> {
        self.say(&ConsoleEvent::Notice { code: code.to_owned(), detail }).await
    }

    /// Says those notices that are new or read otherwise.
    async fn notices(&mut self, standing: Standing) -> Option<()> {
        let before = std::mem::replace(&mut self.told, standing.clone());
        for (code, detail) in standing {
            if before.get(code) != Some(&detail) {
                self.say(&ConsoleEvent::Notice { code: code.to_owned(), detail }).await?;
            }
        }
        Some(())
    }

    async fn say(&mut self, event: &ConsoleEvent) -> Option<()> {
        match serde_json::to_string(event) {
            Ok(text) => self.send(Message::Text(text.into())).await,
            Err(error) => {
                tracing::error!(%error, "an event cannot be written");
                Some(())
            }
        }
    }

    async fn send(&mut self, message: Message) -> Option<()> {
        timeout(PATIENCE, self.socket.send(message)).await.ok()?.ok()
    }

    async fn say_goodbye(&mut self, ended: Ended) {
        let (code, reason) = match ended {
            Ended::Gone => return,
            Ended::SignedOut => (close_code::POLICY, "signed out"),
            Ended::Stopping => (close_code::AWAY, "the hub stops"),
        };
        // Whoever is gone does not need to hear it.
        let _ = self.send(Message::Close(Some(CloseFrame { code, reason: reason.into() }))).await;
    }
}
