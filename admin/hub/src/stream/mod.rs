//! The station stream: one WebSocket for each station.

mod connection;
mod events;
mod recognise;
mod reconcile;
mod requests;
mod staff;
mod transport;

use std::sync::Arc;

use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use epn_wire::framing::LONGEST;
use epn_wire::pairing::PeerId;

pub(crate) use events::{by_day, describe};

use crate::hub::Hub;

/// How much is read at once, in bytes: heartbeats are small, and there may be a thousand stations.
const READ_AT_ONCE: usize = 4 * 1024;

/// `GET /station`: for a station's certificate alone.
pub async fn upgrade(
    State(hub): State<Arc<Hub>>,
    Extension(peer): Extension<PeerId>,
    socket: WebSocketUpgrade,
) -> Response {
    let PeerId::Station(station) = peer else {
        return (StatusCode::FORBIDDEN, "this route is for stations").into_response();
    };
    socket
        .max_message_size(LONGEST)
        .max_frame_size(LONGEST)
        .read_buffer_size(READ_AT_ONCE)
        .write_buffer_size(0)
        .on_upgrade(move |socket| connection::run(hub, station, socket))
}
