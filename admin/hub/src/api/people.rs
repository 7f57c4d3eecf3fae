//! Tickets and members.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use epn_rules::id::VisitorId;
use epn_wire::console::{ApiError, NewTicket, NewVisitor, TicketIssued, VisitorCreated, VisitorRow};
use serde::Deserialize;

use super::access::SignedIn;
use super::ask::{Asked, Body, Id};
use super::{DESK, Refused};
use crate::desk;
use crate::hub::Hub;

/// What a member is looked for by.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Search {
    #[serde(default)]
    query: String,
}

/// Issue a ticket. Its code is said in the answer, this once.
#[utoipa::path(post, path = "/tickets", tag = DESK, operation_id = "issue_ticket", request_body = NewTicket,
    responses((status = 201, description = "Issued.", body = TicketIssued), (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn issue_ticket(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    Body(new): Body<NewTicket>,
) -> Result<(StatusCode, Json<TicketIssued>), Refused> {
    let issued = desk::new_ticket(&hub, caller.id(), new).await?;
    Ok((StatusCode::CREATED, Json(issued)))
}

/// Make a member. The PIN is said in the answer, this once.
#[utoipa::path(post, path = "/visitors", tag = DESK, operation_id = "make_visitor", request_body = NewVisitor,
    responses((status = 201, description = "Made.", body = VisitorCreated), (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn make_visitor(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    Body(new): Body<NewVisitor>,
) -> Result<(StatusCode, Json<VisitorCreated>), Refused> {
    let created = desk::new_visitor(&hub, caller.id(), new).await?;
    Ok((StatusCode::CREATED, Json(created)))
}

/// Members whose number begins with these letters, or whose name holds them.
#[utoipa::path(get, path = "/visitors", tag = DESK, operation_id = "visitors", params(
    ("query" = Option<String>, Query, description = "A part of a number or of a name.")),
    responses((status = 200, description = "By number, the first fifty.", body = [VisitorRow]),
        (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn visitors(
    State(hub): State<Arc<Hub>>,
    _: SignedIn,
    Asked(Search { query }): Asked<Search>,
) -> Result<Json<Vec<VisitorRow>>, Refused> {
    Ok(Json(desk::visitors(&hub, query).await?))
}

/// Give a member a new PIN, said in the answer, this once. The old one opens nothing any more.
#[utoipa::path(post, path = "/visitors/{id}/pin", tag = DESK, operation_id = "renew_pin",
    params(("id" = String, Path, description = "The member.")),
    responses((status = 200, description = "Renewed.", body = VisitorCreated), (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn renew_pin(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    Id(visitor): Id<VisitorId>,
) -> Result<Json<VisitorCreated>, Refused> {
    Ok(Json(desk::new_pin(&hub, caller.id(), visitor).await?))
}
