//! The listener for phones: one request a connection, and strict headers on every answer.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Extension, Query, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::map_response;
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::get;
use epn_wire::printing::PhonePage;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use serde::Deserialize;
use tokio::net::{TcpListener, TcpStream};

use super::language;
use super::page::{Pages, STYLE};
use super::receive::receive;
use super::refused::Refused;
use crate::hub::Hub;
use crate::server::StartError;
use crate::tls::{Limits, each, stopped};

/// How much of a request's head is read at most, in bytes.
const LONGEST_HEAD: usize = 16 * 1024;
/// How long a connection stands at most, whatever it does, in machine time.
const LONGEST: Duration = Duration::from_mins(5);
/// How many connections are open at once, and how many of them from one address: each may bring a document.
const LIMITS: Limits = Limits {
    connections: 48,
    newcomers: 48,
    newcomers_from_one: 12,
    head: Duration::from_secs(10),
    body: Duration::from_secs(10),
};

/// What every answer says: nothing may be kept, nothing comes from elsewhere, nobody is told where one came from.
const HEADERS: [(HeaderName, HeaderValue); 4] = [
    (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    (
        CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        ),
    ),
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
];

/// A listener that is ready.
#[derive(Debug)]
pub struct Listening {
    /// Where it listens.
    pub address: SocketAddr,
    listener: TcpListener,
    pages: Arc<Pages>,
}

/// Whose request it is.
#[derive(Clone, Copy, Debug)]
struct Sender(IpAddr);

/// Listens to phones, if the machine's settings say where.
pub async fn listen(hub: &Hub) -> Result<Option<Listening>, StartError> {
    let settings = &hub.config.phones;
    let Some(wanted) = settings.listen else { return Ok(None) };
    let cannot = |cause| StartError::Phones { address: wanted, cause };
    let listener = TcpListener::bind(wanted).await.map_err(cannot)?;
    let address = listener.local_addr().map_err(cannot)?;
    let own = || (!address.ip().is_unspecified()).then(|| format!("http://{address}"));
    hub.phones.serves(PhonePage { address: settings.address.clone().or_else(own) });
    let pages = Arc::new(Pages::new(&hub.site.name)?);
    Ok(Some(Listening { address, listener, pages }))
}

impl Listening {
    /// Serves until the hub stops.
    pub async fn serve(self, hub: Arc<Hub>) {
        let Self { listener, pages, .. } = self;
        let routes = routes(&hub, pages);
        let stopping = hub.stopping.subscribe();
        each(listener, stopping.clone(), LIMITS, |stream, remote, place| {
            let (routes, mut stopping) = (routes.clone(), stopping.clone());
            async move {
                let _place = place;
                tokio::select! {
                    () = one(routes, stream, remote.ip()) => {}
                    () = stopped(&mut stopping) => {}
                }
            }
        })
        .await;
    }
}

async fn one(routes: Router, stream: TcpStream, from: IpAddr) {
    let routes = TowerToHyperService::new(routes);
    let service = service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(Sender(from));
        routes.call(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .keep_alive(false)
        .header_read_timeout(LIMITS.head)
        .max_buf_size(LONGEST_HEAD)
        .serve_connection(TokioIo::new(stream), service);
    match tokio::time::timeout(LONGEST, connection).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::debug!(%error, "a phone's connection broke"),
        Err(_) => tracing::debug!("a phone's connection took too long"),
    }
}

fn routes(hub: &Arc<Hub>, pages: Arc<Pages>) -> Router {
    Router::new()
        .route("/", get(form).post(send))
        .route("/page.css", get(style))
        .layer(map_response(strict))
        .with_state((Arc::clone(hub), pages))
}

async fn strict(mut response: Response) -> Response {
    response.headers_mut().extend(HEADERS);
    response
}

async fn style() -> Response {
    ([(CONTENT_TYPE, "text/css; charset=utf-8")], STYLE).into_response()
}

/// What the page's address says.
#[derive(Debug, Deserialize)]
struct Chosen {
    lang: Option<String>,
}

type Serving = (Arc<Hub>, Arc<Pages>);

async fn form(
    State((_, pages)): State<Serving>,
    Query(chosen): Query<Chosen>,
    headers: HeaderMap,
) -> Response {
    let lang = language::of(chosen.lang.as_deref(), &headers);
    Html(pages.in_lang(lang).form(None)).into_response()
}

async fn send(
    State((hub, pages)): State<Serving>,
    Extension(Sender(from)): Extension<Sender>,
    Query(chosen): Query<Chosen>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let lang = language::of(chosen.lang.as_deref(), &headers);
    // A task of its own: what was begun is brought to an end when the connection breaks.
    let received = tokio::spawn(async move { receive(&hub, from, &headers, body).await });
    let received = received.await.unwrap_or(Err(Refused::Trouble));
    let page = pages.in_lang(lang);
    match received {
        Ok(code) => Html(page.code(&code)).into_response(),
        Err(refused) => {
            tracing::debug!(?refused, "a document from a phone was not taken");
            (refused.status(), Html(page.form(Some(refused)))).into_response()
        }
    }
}
