//! What a mediator does with a station and with whoever sits at it. The station is told; the live room shows what
//! becomes of it.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use epn_rules::id::StationId;
use epn_wire::console::{ApiError, Extend, Message, MoveTo, Open, OpenedAll, Service};

use super::access::SignedIn;
use super::ask::{Body, Id};
use super::{ROOM, Refused};
use crate::desk::{self, DeskError, Opened};
use crate::hub::Hub;

/// What was asked is under way.
fn accepted(done: Result<(), DeskError>) -> Result<StatusCode, Refused> {
    done?;
    Ok(StatusCode::NO_CONTENT)
}

/// Open a station for somebody.
#[utoipa::path(post, path = "/stations/{id}/open", tag = ROOM, operation_id = "open_station", request_body = Open,
    params(("id" = String, Path, description = "The station.")),
    responses((status = 204, description = "Offered to the station."), (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn open(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    Id(station): Id<StationId>,
    Body(open): Body<Open>,
) -> Result<StatusCode, Refused> {
    accepted(desk::open(&hub, caller.id(), station, open).await)
}

/// Open every station that is free and kept for nobody.
#[utoipa::path(post, path = "/room/open-all", tag = ROOM, operation_id = "open_all_stations", request_body = Open,
    responses((status = 200, description = "Which were opened, and why others were not.", body = OpenedAll),
        (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn open_all(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    Body(open): Body<Open>,
) -> Result<Json<OpenedAll>, Refused> {
    let mut answer = OpenedAll::default();
    for Opened { station, outcome } in desk::open_all(&hub, caller.id(), open).await? {
        match outcome {
            Ok(()) => answer.opened.push(station),
            Err(error) => answer.refused.push(Refused::from(error).into_error()),
        }
    }
    Ok(Json(answer))
}

/// Give the session on a station more time.
#[utoipa::path(post, path = "/stations/{id}/extend", tag = ROOM, operation_id = "extend_session", request_body = Extend,
    params(("id" = String, Path, description = "The station.")),
    responses((status = 204, description = "Offered to the station."), (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn extend(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    Id(station): Id<StationId>,
    Body(extend): Body<Extend>,
) -> Result<StatusCode, Refused> {
    accepted(desk::extend(&hub, caller.id(), station, extend).await)
}

/// End the session on a station.
#[utoipa::path(post, path = "/stations/{id}/end", tag = ROOM, operation_id = "end_session",
    params(("id" = String, Path, description = "The station.")),
    responses((status = 204, description = "The station is told to."), (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn end(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    Id(station): Id<StationId>,
) -> Result<StatusCode, Refused> {
    accepted(desk::end(&hub, caller.id(), station).await)
}

/// Show a message to whoever sits at a station.
#[utoipa::path(post, path = "/stations/{id}/message", tag = ROOM, operation_id = "show_message", request_body = Message,
    params(("id" = String, Path, description = "The station.")),
    responses((status = 204, description = "The station is told to."), (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn message(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    Id(station): Id<StationId>,
    Body(Message { text }): Body<Message>,
) -> Result<StatusCode, Refused> {
    accepted(desk::message(&hub, caller.id(), station, text).await)
}

/// Move the session on a station to another; its minutes follow.
#[utoipa::path(post, path = "/stations/{id}/move", tag = ROOM, operation_id = "move_session", request_body = MoveTo,
    params(("id" = String, Path, description = "The station that it is on.")),
    responses((status = 204, description = "Offered to the other station."), (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn move_to(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    Id(station): Id<StationId>,
    Body(MoveTo { to }): Body<MoveTo>,
) -> Result<StatusCode, Refused> {
    accepted(desk::move_to(&hub, caller.id(), station, to).await)
}

/// Take a station out of service, or put it back.
#[utoipa::path(post, path = "/stations/{id}/service", tag = ROOM, operation_id = "set_service", request_body = Service,
    params(("id" = String, Path, description = "The station.")),
    responses((status = 204, description = "So it is."), (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn service(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    Id(station): Id<StationId>,
    Body(service): Body<Service>,
) -> Result<StatusCode, Refused> {
    accepted(desk::service(&hub, caller.id(), station, service).await)
}

/// The visitor's call for help was answered.
#[utoipa::path(post, path = "/stations/{id}/help-answered", tag = ROOM, operation_id = "answer_help",
    params(("id" = String, Path, description = "The station.")),
    responses((status = 204, description = "The station is told so."), (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn help_answered(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    Id(station): Id<StationId>,
) -> Result<StatusCode, Refused> {
    accepted(desk::help_answered(&hub, caller.id(), station).await)
}
