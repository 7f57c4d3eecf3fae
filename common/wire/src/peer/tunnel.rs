//! The way of a station's print queue to the hub: whatever connects on the station's own machine speaks to the hub's printer, under
//! the station's certificate, and to nothing else of the hub's.
//!
//! It passes on whole requests and whole answers. A print queue takes "not now" for what it is and tries again; a connection that
//! breaks in the middle of a request makes CUPS stop the queue, whatever its error policy (`ipp` backend, status 4). So
//! whoever asks is heard out and answered, also when the hub dies meanwhile.

mod far;
mod passed;

use std::convert::Infallible;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt as _, Full};
use hyper::body::{Body as _, Bytes, Incoming};
use hyper::header::{CONNECTION, EXPECT, HeaderMap, HeaderName, TE, TRAILER, TRANSFER_ENCODING, UPGRADE};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode, Version};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Mutex, Semaphore};
use tokio::time::timeout;

use self::far::Far;
pub use self::far::TunnelError;
use self::passed::{Feed, Passed};
use super::Identity;

/// How long to wait when the system cannot accept (no file descriptors left).
const EXHAUSTED: Duration = Duration::from_millis(200);
/// How long a connection may stay without a request. A print queue asks every few seconds while it prints.
const IDLE: Duration = Duration::from_mins(5);
/// How long the hub may take for the next piece of a request, and for its answer once it has all of them.
const PATIENCE: Duration = Duration::from_mins(1);

/// What concerns one connection alone (RFC 9110, 7.6.1) and is not passed on.
const HOP_BY_HOP: [HeaderName; 6] = [CONNECTION, EXPECT, TE, TRAILER, TRANSFER_ENCODING, UPGRADE];
const OLDER_HOP_BY_HOP: [&str; 2] = ["keep-alive", "proxy-connection"];

/// Passes the requests of each connection that `listener` accepts on to the hub's printer at `hub` (`host:port`), from at most `most`
/// connections at once, for ever. One that the hub does not answer is answered with 503, and `failed` told: print queues try again.
pub async fn tunnel(
    listener: TcpListener,
    identity: Identity,
    hub: String,
    most: usize,
    failed: impl Fn(TunnelError) + Clone + Send + Sync + 'static,
) -> Infallible {
    let places = Arc::new(Semaphore::new(most));
    let (identity, hub): (Arc<Identity>, Arc<str>) = (Arc::new(identity), hub.into());
    loop {
        // Whoever is one too many waits to be accepted. The places are never closed.
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { continue };
        let Ok((near, _)) = listener.accept().await else {
            tokio::time::sleep(EXHAUSTED).await;
            continue;
        };
        let far = Far::new(Arc::clone(&identity), Arc::clone(&hub));
        let failed = failed.clone();
        tokio::spawn(async move {
            serve(near, far, failed).await;
            drop(place);
        });
    }
}

/// Answers the requests of one connection until it ends.
async fn serve(near: TcpStream, far: Far, failed: impl Fn(TunnelError)) {
    // Requests of one connection come one after the other.
    let far = Mutex::new(far);
    let service = service_fn(|request| async {
        let answered = pass(request, &mut *far.lock().await).await;
        Ok::<_, Infallible>(answered.unwrap_or_else(|error| {
            failed(error);
            not_now()
        }))
    });
    // Whoever printed is told by what is answered; that a connection ended concerns nobody.
    let _ = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(IDLE)
        .serve_connection(TokioIo::new(near), service)
        .await;
}

fn not_now() -> Response<Full<Bytes>> {
    let mut answer = Response::new(Full::default());
    *answer.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    answer
}

/// What the hub answers to a request. It comes after the whole request was read, whatever became of it: print queues do not listen
/// before they have said everything.
async fn pass(request: Request<Incoming>, far: &mut Far) -> Result<Response<Full<Bytes>>, TunnelError> {
    let (mut head, body) = request.into_parts();
    forget_hop(&mut head.headers);
    head.version = Version::HTTP_11;
    let (feed, passed) = Passed::new(body.is_end_stream());
    let mut reading = pin!(read_to_its_end(body, feed));
    let mut answering = pin!(far.ask(Request::from_parts(head, passed)));
    let answered = tokio::select! {
        answered = &mut answering => {
            reading.await;
            answered
        }
        () = &mut reading => timeout(PATIENCE, answering).await.unwrap_or(Err(TunnelError::Silent)),
    };
    let (mut head, body) = answered?.into_parts();
    forget_hop(&mut head.headers);
    Ok(Response::from_parts(head, Full::new(body)))
}

fn forget_hop(headers: &mut HeaderMap) {
    for name in HOP_BY_HOP {
        headers.remove(name);
    }
    for name in OLDER_HOP_BY_HOP {
        headers.remove(name);
    }
}

/// Reads a request to its end, also when nobody takes it any more.
async fn read_to_its_end(mut body: Incoming, feed: Feed) {
    let mut feed = Some(feed);
    while let Some(frame) = body.frame().await {
        // Half a request that broke off is not passed on as a whole one: the feed is dropped without its end.
        let Ok(frame) = frame else { return };
        if let Some(taken) = &feed
            && !matches!(timeout(PATIENCE, taken.give(frame)).await, Ok(true))
        {
            feed = None;
        }
    }
    if let Some(feed) = feed {
        // With nobody there to take it, nothing was lost by that.
        let _ = timeout(PATIENCE, feed.end()).await;
    }
}
