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
/// The longest of a call that brings a policy, with all the days that files brought it, or such a file with it.
const LONGEST_WITH_POLICY: usize = 1536 * 1024;

/// The longest body of a call of this path.
fn longest(path: &str) -> usize {
    if path.split('/').any(|part| part == "policy") { LONGEST_WITH_POLICY } else { LONGEST }
}

/// Lets a request on whose body came whole within `patience`; closes the connection of another.
pub async fn whole_body(State(patience): State<Duration>, request: Request, next: Next) -> Response {
    let (head, body) = request.into_parts();
    let longest = longest(head.uri.path());
    match tokio::time::timeout(patience, to_bytes(body, longest)).await {
        Ok(Ok(body)) => next.run(Request::from_parts(head, Body::from(body))).await,
        // Too long, or the connection broke: then nobody reads the answer.
        Ok(Err(_)) => refuse(StatusCode::PAYLOAD_TOO_LARGE, format!("a body has at most {longest} bytes")),
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
