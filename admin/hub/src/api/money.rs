//! Accounts and the cash desk.

use std::fmt::Display;
use std::str::FromStr;
use std::sync::Arc;

use axum::Json;
use axum::extract::{FromRequestParts, Path, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use epn_wire::console::ApiError;
use epn_wire::money::{Account, CashDay, CloseDay, DayClosed, PurseHolder, ReceiptShown, Refund, TopUp};

use super::access::SignedIn;
use super::ask::Body;
use super::{MONEY, Refused};
use crate::hub::Hub;
use crate::money;

/// Whose money an address names: `visitor/ID`, `ticket/ID`, `session/ID`, `purse/ID`.
pub(super) struct Holder(PurseHolder);

impl FromRequestParts<Arc<Hub>> for Holder {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, hub: &Arc<Hub>) -> Result<Self, Refused> {
        let unknown = || Refused::not_found("address");
        let path = Path::<(String, String)>::from_request_parts(parts, hub).await;
        let Path((kind, text)) = path.map_err(|_| unknown())?;
        Ok(Self(match kind.as_str() {
            "visitor" => PurseHolder::Visitor { id: id(&text)? },
            "ticket" => PurseHolder::Ticket { id: id(&text)? },
            "session" => PurseHolder::Session { id: id(&text)? },
            "purse" => PurseHolder::Purse { id: id(&text)? },
            _ => return Err(unknown()),
        }))
    }
}

fn id<T: FromStr<Err: Display>>(text: &str) -> Result<T, Refused> {
    text.parse().map_err(|_| Refused::not_found("address"))
}

/// Somebody's money: what they hold, what changed it, their receipts.
#[utoipa::path(get, path = "/accounts/{holder}/{id}", tag = MONEY, operation_id = "account", params(
    ("holder" = String, Path, description = "`visitor`, `ticket`, `session`, or `purse` for an anonymous one, which its receipts name."),
    ("id" = String, Path, description = "Which one.")),
    responses((status = 200, description = "Without a purse, if they never had money.", body = Account),
        (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn account(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    Holder(holder): Holder,
) -> Result<Json<Account>, Refused> {
    caller.who_may_handle_money()?;
    Ok(Json(money::account_of(&hub, holder).await?))
}

/// Pay money into a purse, a new anonymous one if nobody is named. The same again is the same receipt.
#[utoipa::path(post, path = "/cash/top-up", tag = MONEY, operation_id = "top_up", request_body = TopUp,
    responses((status = 201, description = "Paid in.", body = ReceiptShown), (status = "4XX", description = "Refused; nothing was paid.", body = ApiError)))]
pub(super) async fn top_up(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    Body(new): Body<TopUp>,
) -> Result<(StatusCode, Json<ReceiptShown>), Refused> {
    let by = caller.who_may_handle_money()?;
    Ok((StatusCode::CREATED, Json(money::pay_in(&hub, by, new).await?)))
}

/// Give paid credit back, for a reason. The same again is the same receipt.
#[utoipa::path(post, path = "/cash/refund", tag = MONEY, operation_id = "refund", request_body = Refund,
    responses((status = 201, description = "Given back.", body = ReceiptShown), (status = "4XX", description = "Refused; nothing was given back.", body = ApiError)))]
pub(super) async fn refund(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    Body(new): Body<Refund>,
) -> Result<(StatusCode, Json<ReceiptShown>), Refused> {
    let by = caller.who_may_handle_money()?;
    Ok((StatusCode::CREATED, Json(money::pay_out(&hub, by, new).await?)))
}

/// What the desk took since the last close.
#[utoipa::path(get, path = "/cash", tag = MONEY, operation_id = "cash",
    responses((status = 200, description = "Totals by means of payment, and the receipts in order.", body = CashDay),
        (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn cash(State(hub): State<Arc<Hub>>, caller: SignedIn) -> Result<Json<CashDay>, Refused> {
    caller.who_may_handle_money()?;
    Ok(Json(money::today(&hub).await?))
}

/// Close the day, having counted the drawer. A close is never opened again.
#[utoipa::path(post, path = "/cash/close", tag = MONEY, operation_id = "close_day", request_body = CloseDay,
    responses((status = 201, description = "Closed.", body = DayClosed), (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn close(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    Body(new): Body<CloseDay>,
) -> Result<(StatusCode, Json<DayClosed>), Refused> {
    let by = caller.who_may_handle_money()?;
    Ok((StatusCode::CREATED, Json(money::close(&hub, by, new).await?)))
}

/// The days that were closed.
#[utoipa::path(get, path = "/cash/closes", tag = MONEY, operation_id = "closes",
    responses((status = 200, description = "The last one first, at most 400.", body = [DayClosed]),
        (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn closes(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
) -> Result<Json<Vec<DayClosed>>, Refused> {
    caller.who_may_handle_money()?;
    Ok(Json(money::closes(&hub).await?))
}
