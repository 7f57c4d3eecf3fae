//! Counts, as a file.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use epn_wire::console::ApiError;
use jiff::civil::Date;
use serde::Deserialize;

use super::access::SignedIn;
use super::ask::Asked;
use super::{REPORTS, Refused};
use crate::counts::{Days, Per, Table, sheet};
use crate::hub::Hub;
use crate::store::StoreError;

/// The days that are asked for, both included.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Range {
    from: Date,
    to: Date,
}

/// Counts by day, station, category and age band, as CSV: the room's own file, every cell as it is.
#[utoipa::path(get, path = "/counts", tag = REPORTS, params(
    ("from" = String, Query, description = "The first day, such as 2026-03-01."),
    ("to" = String, Query, description = "The last day, included.")),
    responses((status = 200, description = "A row for each cell in which anything happened.", body = String, content_type = "text/csv"),
        (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn counts(
    State(hub): State<Arc<Hub>>,
    _: SignedIn,
    Asked(Range { from, to }): Asked<Range>,
) -> Result<Response, Refused> {
    let days = Days::new(from, to).map_err(|error| Refused::bad_request(error.to_string()))?;
    let table = hub
        .store
        .readers
        .read::<_, StoreError, _>(move |connection| Table::read(connection, days, Per::Day))
        .await?;
    let file = sheet(&table).csv().map_err(|error| Refused::bad_request(error.to_string()))?;
    let name = format!("attachment; filename=\"counts-{from}-{to}.csv\"");
    let headers = [(CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, name)];
    Ok((headers, file).into_response())
}
