//! The live room.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use epn_wire::console::{ApiError, RoomView};

use super::ROOM;
use super::access::SignedIn;
use crate::hub::Hub;
use crate::live;

/// The live room, as of now.
#[utoipa::path(get, path = "/room", tag = ROOM,
    responses((status = 200, description = "A tile for each station.", body = RoomView),
        (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn room(State(hub): State<Arc<Hub>>, _: SignedIn) -> Json<RoomView> {
    Json(live::current(&hub).await)
}
