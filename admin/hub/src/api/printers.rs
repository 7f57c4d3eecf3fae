//! The printers of the site.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use epn_rules::id::PrinterId;
use epn_wire::console::ApiError;
use epn_wire::print_desk::{PrinterRow, PrinterSettings};

use super::access::SignedIn;
use super::ask::{Body, Id};
use super::{PRINTS, Refused};
use crate::desk::By;
use crate::grant::Case;
use crate::hub::Hub;
use crate::printing::life::{PrintError, printer_row};
use crate::printing::printers;

/// Does `work` inside the writer's transaction and answers with the printer that it names.
async fn row(
    hub: &Arc<Hub>,
    work: impl FnOnce(&Case<'_>) -> Result<PrinterId, PrintError> + Send + 'static,
) -> Result<Json<PrinterRow>, Refused> {
    let inside = Arc::clone(hub);
    let done = hub.store.writer.run(move |tx| {
        let id = work(&Case::new(tx, &inside)?)?;
        printer_row(tx, &inside.prints, id)?.ok_or(PrintError::NotFound("printer"))
    });
    Ok(Json(done.await?))
}

/// Add a printer.
#[utoipa::path(post, path = "/printers", tag = PRINTS, operation_id = "add_printer", request_body = PrinterSettings,
    responses((status = 201, description = "Added.", body = PrinterRow),
        (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn add(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    Body(settings): Body<PrinterSettings>,
) -> Result<(StatusCode, Json<PrinterRow>), Refused> {
    let by = By::from(caller.who_may_change_printers()?);
    let added = row(&hub, move |case| printers::add(case, by, settings)).await?;
    Ok((StatusCode::CREATED, added))
}

/// Give a printer another name, address or tariff.
#[utoipa::path(post, path = "/printers/{id}", tag = PRINTS, operation_id = "change_printer", request_body = PrinterSettings,
    params(("id" = String, Path, description = "The printer.")),
    responses((status = 200, description = "As it is now.", body = PrinterRow),
        (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn change(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    Id(id): Id<PrinterId>,
    Body(settings): Body<PrinterSettings>,
) -> Result<Json<PrinterRow>, Refused> {
    let by = By::from(caller.who_may_change_printers()?);
    row(&hub, move |case| printers::change(case, by, id, settings).map(|()| id)).await
}

/// Send a printer nothing more; what is on it comes out.
#[utoipa::path(post, path = "/printers/{id}/pause", tag = PRINTS, operation_id = "pause_printer",
    params(("id" = String, Path, description = "The printer.")),
    responses((status = 200, description = "As it is now.", body = PrinterRow),
        (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn pause(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    Id(id): Id<PrinterId>,
) -> Result<Json<PrinterRow>, Refused> {
    let by = By::from(caller.id());
    row(&hub, move |case| printers::pause(case, by, id).map(|()| id)).await
}

/// Send a printer prints again.
#[utoipa::path(post, path = "/printers/{id}/resume", tag = PRINTS, operation_id = "resume_printer",
    params(("id" = String, Path, description = "The printer.")),
    responses((status = 200, description = "As it is now.", body = PrinterRow),
        (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn resume(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    Id(id): Id<PrinterId>,
) -> Result<Json<PrinterRow>, Refused> {
    let by = By::from(caller.id());
    row(&hub, move |case| printers::resume(case, by, id).map(|()| id)).await
}

/// Remove a printer that no print waits for.
#[utoipa::path(post, path = "/printers/{id}/remove", tag = PRINTS, operation_id = "remove_printer",
    params(("id" = String, Path, description = "The printer.")),
    responses((status = 200, description = "As it was.", body = PrinterRow),
        (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn remove(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    Id(id): Id<PrinterId>,
) -> Result<Json<PrinterRow>, Refused> {
    let by = By::from(caller.who_may_change_printers()?);
    row(&hub, move |case| printers::remove(case, by, id).map(|()| id)).await
}
