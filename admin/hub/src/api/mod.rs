//! The console's API: HTTP and JSON under `/api/v1`, and one WebSocket of events; see [`epn_wire::console`].
//!
//! A registered console's certificate opens the routes, a staff token all of them but the log-in.

mod access;
mod ask;
mod bookings;
mod calendar;
mod cards;
mod counts;
mod document;
mod equipment;
mod events;
mod money;
mod passages;
mod people;
mod policy;
mod printers;
mod prints;
mod queue;
mod refused;
mod room;
mod scans;
mod sessions;
mod sign_in;
mod stations;

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::from_fn;
use epn_wire::console::ErrorCode;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub use refused::Refused;

use crate::hub::Hub;

/// The groups of calls in the document.
const STAFF: &str = "staff";
const ROOM: &str = "room";
const DESK: &str = "desk";
const REPORTS: &str = "reports";
const POLICY: &str = "policy";
const CALENDAR: &str = "calendar";
const PRINTS: &str = "prints";
const MONEY: &str = "money";

/// The routes of the API, each of which needs a registered certificate.
pub fn router() -> Router<Arc<Hub>> {
    let (router, _) = routes().split_for_parts();
    router
        .fallback(async || Refused::new(ErrorCode::NotFound, "there is no such call; see `epn-hub openapi`"))
        .method_not_allowed_fallback(async || {
            Refused::bad_request("this call wants another method; see `epn-hub openapi`")
                .with_status(StatusCode::METHOD_NOT_ALLOWED)
        })
        .layer(from_fn(access::consoles_only))
}

/// The OpenAPI document.
pub fn document() -> OpenApi {
    let (_, document) = routes().split_for_parts();
    document
}

fn routes() -> OpenApiRouter<Arc<Hub>> {
    OpenApiRouter::with_openapi(document::frame())
        .routes(routes!(sign_in::login))
        .routes(routes!(sign_in::logout))
        .routes(routes!(cards::staff))
        .routes(routes!(cards::issue))
        .routes(routes!(cards::revoke))
        .routes(routes!(room::room))
        .routes(routes!(events::events))
        .routes(routes!(stations::open))
        .routes(routes!(stations::extend))
        .routes(routes!(stations::end))
        .routes(routes!(stations::message))
        .routes(routes!(stations::move_to))
        .routes(routes!(stations::service))
        .routes(routes!(stations::help_answered))
        .routes(routes!(stations::open_all))
        .routes(routes!(queue::companions))
        .routes(routes!(queue::queue, queue::join))
        .routes(routes!(queue::call))
        .routes(routes!(queue::remove))
        .routes(routes!(passages::count))
        .routes(routes!(people::issue_ticket))
        .routes(routes!(people::visitors, people::make_visitor))
        .routes(routes!(people::renew_pin))
        .routes(routes!(sessions::sessions))
        .routes(routes!(policy::read, policy::replace))
        .routes(routes!(policy::preview))
        .routes(routes!(calendar::calendar))
        .routes(routes!(calendar::file))
        .routes(routes!(calendar::import))
        .routes(routes!(bookings::book))
        .routes(routes!(bookings::longest))
        .routes(routes!(bookings::move_to))
        .routes(routes!(bookings::cancel))
        .routes(routes!(equipment::list, equipment::add))
        .routes(routes!(equipment::retire))
        .routes(routes!(equipment::tags))
        .routes(routes!(equipment::groups))
        .routes(routes!(counts::counts))
        .routes(routes!(prints::prints))
        .routes(routes!(prints::release))
        .routes(routes!(prints::pay))
        .routes(routes!(prints::refuse))
        .routes(routes!(prints::decide))
        .routes(routes!(prints::reprint))
        .routes(routes!(prints::refund))
        .routes(routes!(scans::assign))
        .routes(routes!(scans::delete))
        .routes(routes!(printers::add))
        .routes(routes!(printers::change))
        .routes(routes!(printers::pause))
        .routes(routes!(printers::resume))
        .routes(routes!(printers::remove))
        .routes(routes!(money::account))
        .routes(routes!(money::top_up))
        .routes(routes!(money::refund))
        .routes(routes!(money::cash))
        .routes(routes!(money::close))
        .routes(routes!(money::closes))
}
