//! The print queue: what a mediator does with prints.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use epn_rules::id::PrintJobId;
use epn_wire::console::ApiError;
use epn_wire::print_desk::{
    DecidePrint, PayPrint, PrintPaid, PrintQueue, PrintRow, RefundPrint, RefusePrint, ReleasePrint,
};

use super::access::SignedIn;
use super::ask::{Body, Id};
use super::{PRINTS, Refused};
use crate::desk::By;
use crate::grant::Case;
use crate::hub::Hub;
use crate::printing::life::{self, PrintError};

/// Does `work` inside the writer's transaction and answers with the print that it names.
async fn row(
    hub: &Arc<Hub>,
    work: impl FnOnce(&Case<'_>) -> Result<PrintJobId, PrintError> + Send + 'static,
) -> Result<Json<PrintRow>, Refused> {
    with(hub, move |case| Ok((work(case)?, ()))).await.map(|(row, ())| Json(row))
}

/// The same, and what else it says.
async fn with<T: Send + 'static>(
    hub: &Arc<Hub>,
    work: impl FnOnce(&Case<'_>) -> Result<(PrintJobId, T), PrintError> + Send + 'static,
) -> Result<(PrintRow, T), Refused> {
    let inside = Arc::clone(hub);
    let done = hub.store.writer.run(move |tx| {
        let case = Case::new(tx, &inside)?;
        let (id, said) = work(&case)?;
        let row = life::row_of(tx, &inside.prints, &case.policy.rules, case.now, id)?;
        Ok::<_, PrintError>((row.ok_or(PrintError::NotFound("print"))?, said))
    });
    Ok(done.await?)
}

/// The print queue and the printers.
#[utoipa::path(get, path = "/prints", tag = PRINTS, operation_id = "prints",
    responses((status = 200, description = "What needs somebody first; for a technician, without what it costs.", body = PrintQueue),
        (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn prints(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
) -> Result<Json<PrintQueue>, Refused> {
    let queue = life::queue(&hub).await?;
    Ok(Json(if caller.sees_money() { queue } else { queue.without_money() }))
}

/// Release a print, at its quote or at another price.
#[utoipa::path(post, path = "/prints/{id}/release", tag = PRINTS, operation_id = "release_print", request_body = ReleasePrint,
    params(("id" = String, Path, description = "The print.")),
    responses((status = 200, description = "It waits for its printer.", body = PrintRow),
        (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn release(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    Id(id): Id<PrintJobId>,
    Body(ask): Body<ReleasePrint>,
) -> Result<Json<PrintRow>, Refused> {
    let by = By::from(caller.who_may_handle_money()?);
    row(&hub, move |case| life::release(case, by, id, ask).map(|()| id)).await
}

/// Take what is missing for a print, as the desk was told it, and print it. Another amount is refused with the one it is now.
#[utoipa::path(post, path = "/prints/{id}/pay", tag = PRINTS, operation_id = "pay_print", request_body = PayPrint,
    params(("id" = String, Path, description = "The print.")),
    responses((status = 200, description = "Paid, and on its way.", body = PrintPaid),
        (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn pay(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    Id(id): Id<PrintJobId>,
    Body(ask): Body<PayPrint>,
) -> Result<Json<PrintPaid>, Refused> {
    let by = By::from(caller.who_may_handle_money()?);
    let (print, receipt) = with(&hub, move |case| Ok((id, life::pay(case, by, id, ask)?))).await?;
    Ok(Json(PrintPaid { print, receipt }))
}

/// Refuse a print, in words that its visitor reads.
#[utoipa::path(post, path = "/prints/{id}/refuse", tag = PRINTS, operation_id = "refuse_print", request_body = RefusePrint,
    params(("id" = String, Path, description = "The print.")),
    responses((status = 200, description = "It is not printed.", body = PrintRow),
        (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn refuse(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    Id(id): Id<PrintJobId>,
    Body(ask): Body<RefusePrint>,
) -> Result<Json<PrintRow>, Refused> {
    let by = By::from(caller.who_may_handle_money()?);
    row(&hub, move |case| life::refuse(case, by, id, ask).map(|()| id)).await
}

/// Say what came out of a print of which nobody knows, or whose printer does not answer any more.
#[utoipa::path(post, path = "/prints/{id}/decide", tag = PRINTS, operation_id = "decide_print", request_body = DecidePrint,
    params(("id" = String, Path, description = "The print.")),
    responses((status = 200, description = "So many sides were debited.", body = PrintRow),
        (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn decide(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    Id(id): Id<PrintJobId>,
    Body(ask): Body<DecidePrint>,
) -> Result<Json<PrintRow>, Refused> {
    let by = By::from(caller.who_may_handle_money()?);
    row(&hub, move |case| life::decide(case, by, id, ask).map(|()| id)).await
}

/// Print again what its printer had given up: a new print, of which the sides that came out cost nothing.
#[utoipa::path(post, path = "/prints/{id}/reprint", tag = PRINTS, operation_id = "reprint",
    params(("id" = String, Path, description = "The print that failed.")),
    responses((status = 200, description = "The new print.", body = PrintRow),
        (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn reprint(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    Id(id): Id<PrintJobId>,
) -> Result<Json<PrintRow>, Refused> {
    let by = By::from(caller.who_may_handle_money()?);
    row(&hub, move |case| life::reprint(case, by, id)).await
}

/// Give back what a print cost, or a part of it. The same again changes nothing; who did not know what was given back before is
/// refused with that.
#[utoipa::path(post, path = "/prints/{id}/refund", tag = PRINTS, operation_id = "refund_print", request_body = RefundPrint,
    params(("id" = String, Path, description = "The print.")),
    responses((status = 200, description = "It is in the visitor's purse again.", body = PrintRow),
        (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn refund(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    Id(id): Id<PrintJobId>,
    Body(ask): Body<RefundPrint>,
) -> Result<Json<PrintRow>, Refused> {
    let by = By::from(caller.who_may_handle_money()?);
    row(&hub, move |case| life::refund(case, by, id, &ask).map(|()| id)).await
}
