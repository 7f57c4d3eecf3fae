//! Cards for the quick actions at a station.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use epn_rules::id::StaffId;
use epn_wire::console::{ApiError, ErrorCode, StaffRole};
use epn_wire::staff::{CardIssued, StaffRow};

use super::access::SignedIn;
use super::ask::Id;
use super::{Refused, STAFF};
use crate::desk;
use crate::hub::Hub;

/// Every account, and whether it has a card.
#[utoipa::path(get, path = "/staff", tag = STAFF, operation_id = "staff",
    responses((status = 200, description = "By name.", body = [StaffRow]),
        (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn staff(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
) -> Result<Json<Vec<StaffRow>>, Refused> {
    Ok(Json(desk::cards(&hub, caller.id()).await?))
}

/// Issue a card to the one who is signed in: nobody else may have it. Code and PIN are said in the answer, this once.
#[utoipa::path(post, path = "/staff/card", tag = STAFF, operation_id = "issue_card",
    responses((status = 201, description = "Issued; the card before it opens nothing more.", body = CardIssued),
        (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn issue(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
) -> Result<(StatusCode, Json<CardIssued>), Refused> {
    let issued = desk::issue_card(&hub, caller.id(), caller.id()).await?;
    Ok((StatusCode::CREATED, Json(issued)))
}

/// Revoke a card: one's own, or anybody's who lost theirs, if one runs the room.
#[utoipa::path(post, path = "/staff/{id}/card/revoke", tag = STAFF, operation_id = "revoke_card",
    params(("id" = String, Path, description = "The account.")),
    responses((status = 204, description = "It opens nothing more."), (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn revoke(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    Id(of): Id<StaffId>,
) -> Result<StatusCode, Refused> {
    if caller.staff.role == StaffRole::Technician && of != caller.id() {
        let why = "a technician revokes no card but their own";
        return Err(Refused::new(ErrorCode::NotAllowed, why));
    }
    desk::revoke_card(&hub, caller.id(), of).await?;
    Ok(StatusCode::NO_CONTENT)
}
