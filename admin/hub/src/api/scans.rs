//! Scans of which nobody knows for sure whose they are; the print queue tells of them.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use epn_rules::id::ScanId;
use epn_wire::console::ApiError;
use epn_wire::scanning::AssignScan;

use super::access::SignedIn;
use super::ask::{Body, Id};
use super::{PRINTS, Refused};
use crate::desk::By;
use crate::hub::Hub;
use crate::scans;

/// Say whose a scan is.
#[utoipa::path(post, path = "/scans/{id}/assign", tag = PRINTS, operation_id = "assign_scan", request_body = AssignScan,
    params(("id" = String, Path, description = "The scan.")),
    responses((status = 204, description = "It goes to the session's station."),
        (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn assign(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    Id(id): Id<ScanId>,
    Body(ask): Body<AssignScan>,
) -> Result<StatusCode, Refused> {
    scans::assign(&hub, By::from(caller.id()), id, ask.session).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Delete a scan.
#[utoipa::path(post, path = "/scans/{id}/delete", tag = PRINTS, operation_id = "delete_scan",
    params(("id" = String, Path, description = "The scan.")),
    responses((status = 204, description = "It is gone."), (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn delete(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    Id(id): Id<ScanId>,
) -> Result<StatusCode, Refused> {
    scans::delete(&hub, By::from(caller.id()), id).await?;
    Ok(StatusCode::NO_CONTENT)
}
