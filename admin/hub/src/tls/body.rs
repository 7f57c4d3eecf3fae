//! Bodies are read whole before anything is done with them: bounded in size and in patience.

use std::time::Duration;

use axum::Json;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::CONNECTION;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::api::Refused;

/// The longest body of a request, in bytes.
const LONGEST: usize = 64 * 1024;

/// Lets a request on whose body came whole within `patience`; closes the connection of another.
pub async fn whole_body(State(patience): State<Duration>, request: Request, next: Next) -> Response {
    let (head, body) = request.into_parts();
    match tokio::time::timeout(patience, to_bytes(body, LONGEST)).await {
        Ok(Ok(body)) => next.run(Request::from_parts(head, Body::from(body))).await,
        // Too long, or the connection broke: then nobody reads the answer.
        Ok(Err(_)) => refuse(StatusCode::PAYLOAD_TOO_LARGE, format!("a body has at most {LONGEST} bytes")),
        Err(_) => refuse(
            StatusCode::REQUEST_TIMEOUT,
            format!("the body did not come within {} ms", patience.as_millis()),
        ),
    }
}

fn refuse(status: StatusCode, message: String) -> Response {
    tracing::debug!(%status, "a request's body was not read to its end");
    let error = Refused::bad_request(message).into_error();
    (status, [(CONNECTION, "close")], Json(error)).into_response()
}
