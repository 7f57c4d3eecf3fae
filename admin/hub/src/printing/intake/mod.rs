//! The hub as an IPP Everywhere printer (RFC 8010, RFC 8011, PWG 5100.14): each station prints to it through its own tunnel.
//!
//! A print belongs to the session that is open on the station whose certificate carries the connection, from the moment it is
//! created. Who a client says that it is, and what it calls a job or a document, is neither believed nor kept.

pub mod answer;
pub mod asked;
mod body;
mod described;
pub mod head;
mod inquiries;
mod job;
mod jobs;
mod printer;
mod receive;
pub mod request;
mod unanswered;
pub mod uri;
mod values;
mod waiting;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Extension, State};
use axum::http::header::{CONTENT_TYPE, HOST};
use axum::http::{HeaderMap, StatusCode as HttpStatus};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use epn_rules::id::StationId;
use epn_wire::pairing::PeerId;
use epn_wire::printing::PATH;
use ipp::model::{Operation, StatusCode};

use self::answer::{Answer, Refusal, and_close};
use self::request::{Opening, Request};
use self::uri::Host;
use crate::hub::Hub;
use crate::tls;

pub(in crate::printing) use self::body::{Arriving, BodyError};
pub use self::unanswered::recall;
pub use self::waiting::{Intake, give_up_in_time};

/// What this printer does.
const OPERATIONS: [Operation; 11] = [
    Operation::PrintJob,
    Operation::ValidateJob,
    Operation::CreateJob,
    Operation::SendDocument,
    Operation::CancelJob,
    Operation::GetJobAttributes,
    Operation::GetJobs,
    Operation::GetPrinterAttributes,
    Operation::CancelMyJobs,
    Operation::CloseJob,
    Operation::IdentifyPrinter,
];

/// How long a job that was created waits for its document, in machine time.
const CREATE_PATIENCE: Duration = Duration::from_mins(2);

/// What a browser that is sent here is told.
const PAGE: &str = "This is the print queue of a shared PC. Print from any program to use it.\n";

/// How long a part of a body may take.
#[derive(Clone, Copy, Debug)]
struct Patience(Duration);

/// What is served on connections that are for printing, and nothing else is.
pub fn routes(hub: &Arc<Hub>, patience: Duration) -> Router {
    let way = || post(ipp).get(|| async { ([(CONTENT_TYPE, "text/plain")], PAGE) });
    Router::new()
        .route(PATH, way())
        .route(&format!("{PATH}/"), way())
        .route(&format!("{PATH}/icon.png"), get(icon))
        .route(&format!("{PATH}/{{job}}"), way())
        .layer(Extension(Patience(patience)))
        .layer(from_fn_with_state(Arc::clone(hub), tls::registered))
        .with_state(Arc::clone(hub))
}

async fn icon() -> Response {
    ([(CONTENT_TYPE, "image/png")], include_bytes!("icon.png").as_slice()).into_response()
}

async fn ipp(
    State(hub): State<Arc<Hub>>,
    Extension(peer): Extension<PeerId>,
    Extension(Patience(patience)): Extension<Patience>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let PeerId::Station(station) = peer else {
        return HttpStatus::FORBIDDEN.into_response();
    };
    if !is_ipp(&headers) {
        return and_close(HttpStatus::UNSUPPORTED_MEDIA_TYPE.into_response());
    }
    let host = Host::of(headers.get(HOST).and_then(|host| host.to_str().ok()));
    let body = Arriving::new(body, patience);
    // A task of its own: what was begun is brought to an end when the connection breaks.
    let served = tokio::spawn(async move { serve(&hub, station, &host, body).await });
    served.await.unwrap_or_else(|_| and_close(HttpStatus::INTERNAL_SERVER_ERROR.into_response()))
}

/// What a request is answered with, and what it takes to do so.
#[derive(Debug)]
struct Asking<'a> {
    hub: &'a Arc<Hub>,
    /// Whose certificate carries the connection.
    station: StationId,
    /// How the client reaches this printer.
    host: &'a Host,
    request: &'a Request,
}

/// Whether a body is said to be IPP, in capitals or not, with parameters or without (RFC 9110, 8.3.1).
fn is_ipp(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|media| media.trim().eq_ignore_ascii_case("application/ipp"))
}

async fn serve(hub: &Arc<Hub>, station: StationId, host: &Host, mut body: Arriving) -> Response {
    let mut head = Vec::new();
    let arrived = body.head(&mut head).await;
    // Nobody to answer, or nothing that could be answered in their language.
    let Some(opening) = Opening::of(&head) else {
        return and_close(HttpStatus::BAD_REQUEST.into_response());
    };
    let answered = match arrived {
        Ok(()) => match Request::parse(&head) {
            Ok(request) => answer(&Asking { hub, station, host, request: &request }, &mut body).await,
            Err(refusal) => Err(refusal),
        },
        Err(error) => Err(unread(error)),
    };
    let answer = answered.unwrap_or_else(|refusal| {
        tracing::debug!(%station, status = ?refusal.status, why = refusal.message, "a print request was refused");
        refusal.into()
    });
    let response = answer.into_response(opening);
    if body.drain().await { response } else { and_close(response) }
}

/// Why a request that did not come to its end is refused.
fn unread(error: BodyError) -> Refusal {
    match error {
        BodyError::Late => {
            Refusal::new(StatusCode::ClientErrorTimeout, "the rest of the request did not come")
        }
        BodyError::Broken => Refusal::bad_request("the connection broke"),
        BodyError::Head(head::HeadError::TooLong) => {
            Refusal::new(StatusCode::ClientErrorRequestEntityTooLong, "there are too many attributes")
        }
        BodyError::Head(head::HeadError::Malformed) => Refusal::bad_request("the attributes are no IPP"),
    }
}

async fn answer(asking: &Asking<'_>, body: &mut Arriving) -> Result<Answer, Refusal> {
    match asking.request.operation {
        Operation::ValidateJob => receive::validate(asking),
        Operation::PrintJob => receive::print(asking, body).await,
        Operation::CreateJob => receive::create(asking).await,
        Operation::SendDocument => receive::send_document(asking, body).await,
        Operation::CloseJob => receive::close(asking).await,
        Operation::CancelJob => inquiries::cancel(asking).await,
        Operation::CancelMyJobs => inquiries::cancel_mine(asking).await,
        Operation::GetJobAttributes => inquiries::job(asking).await,
        Operation::GetJobs => inquiries::jobs(asking).await,
        Operation::GetPrinterAttributes => inquiries::printer(asking).await,
        // Nothing stands here that could show itself: the room's printers are found by their names.
        Operation::IdentifyPrinter => Ok(Answer::ok()),
        _ => Err(Refusal::new(
            StatusCode::ServerErrorOperationNotSupported,
            "this operation is not known here",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_ipp_however_that_is_written() {
        let said = |kind: &'static str| {
            is_ipp(&HeaderMap::from_iter([(CONTENT_TYPE, axum::http::HeaderValue::from_static(kind))]))
        };
        assert!(said("application/ipp") && said("Application/IPP") && said("application/ipp; charset=utf-8"));
        assert!(!said("application/ippx") && !said("text/plain; application/ipp") && !said(""));
        assert!(!is_ipp(&HeaderMap::new()));
    }
}
