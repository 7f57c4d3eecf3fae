//! The queue of those who wait without a booking, and who sits with whom.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use epn_rules::id::{QueueId, StationId};
use epn_wire::calendar::{CallTo, Companions, JoinQueue, QueueRow};
use epn_wire::console::ApiError;

use super::access::SignedIn;
use super::ask::{Body, Id};
use super::{DESK, ROOM, Refused};
use crate::desk;
use crate::hub::Hub;

/// Those who wait, in order.
#[utoipa::path(get, path = "/queue", tag = DESK, operation_id = "queue",
    responses((status = 200, description = "The next first.", body = [QueueRow]),
        (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn queue(State(hub): State<Arc<Hub>>, _: SignedIn) -> Result<Json<Vec<QueueRow>>, Refused> {
    Ok(Json(desk::queue(&hub).await?))
}

/// Put somebody at the end of the queue.
#[utoipa::path(post, path = "/queue", tag = DESK, operation_id = "join_queue", request_body = JoinQueue,
    responses((status = 201, description = "In the queue, at this place.", body = QueueRow),
        (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn join(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    Body(new): Body<JoinQueue>,
) -> Result<(StatusCode, Json<QueueRow>), Refused> {
    Ok((StatusCode::CREATED, Json(desk::join_queue(&hub, caller.id(), new).await?)))
}

/// Call somebody to a station now.
#[utoipa::path(post, path = "/queue/{id}/call", tag = DESK, operation_id = "call_from_queue", request_body = CallTo,
    params(("id" = String, Path, description = "The wait.")),
    responses((status = 204, description = "The station is held for them."), (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn call(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    Id(waiting): Id<QueueId>,
    Body(CallTo { station }): Body<CallTo>,
) -> Result<StatusCode, Refused> {
    desk::call_from_queue(&hub, caller.id(), waiting, station).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Take somebody off the queue.
#[utoipa::path(post, path = "/queue/{id}/remove", tag = DESK, operation_id = "remove_from_queue",
    params(("id" = String, Path, description = "The wait.")),
    responses((status = 204, description = "They wait no more."), (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn remove(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    Id(waiting): Id<QueueId>,
) -> Result<StatusCode, Refused> {
    desk::remove_from_queue(&hub, caller.id(), waiting).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Say how many sit with the visitor of a station.
#[utoipa::path(post, path = "/stations/{id}/companions", tag = ROOM, operation_id = "set_companions", request_body = Companions,
    params(("id" = String, Path, description = "The station.")),
    responses((status = 204, description = "So many."), (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn companions(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    Id(station): Id<StationId>,
    Body(Companions { companions }): Body<Companions>,
) -> Result<StatusCode, Refused> {
    desk::companions(&hub, caller.id(), station, companions).await?;
    Ok(StatusCode::NO_CONTENT)
}
