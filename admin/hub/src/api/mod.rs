//! The console's API: HTTP and JSON under `/api/v1`, and one WebSocket of events.

use std::sync::Arc;

use axum::Router;

use crate::hub::Hub;

/// The routes of the API, each of which needs a registered certificate.
pub fn router() -> Router<Arc<Hub>> {
    Router::new()
}
