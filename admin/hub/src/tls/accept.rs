//! Accepting connections: bounded in number, in patience and in size.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use epn_wire::tls::PRINT_PROTOCOL;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use rustls::ServerConnection;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio_rustls::TlsAcceptor;

use super::limits::Limits;
use super::newcomers::{Newcomers, Place};
use super::peer::Peer;
use crate::hub::Hub;

/// How much of a request's head is read at most, in bytes.
const LONGEST_HEAD: usize = 16 * 1024;
/// How long to wait when the system cannot accept (no file descriptors left).
const EXHAUSTED: Duration = Duration::from_millis(200);

/// What is served.
#[derive(Clone, Debug)]
pub struct Routes {
    /// To whoever says nothing of what a connection is for.
    pub usual: Router,
    /// On connections for printing. The programs of a station's visitors reach it through the station's tunnel, so that
    /// nothing else may.
    pub printing: Router,
}

impl Routes {
    /// What is served on a connection.
    fn on(self, connection: &ServerConnection) -> Router {
        if connection.alpn_protocol() == Some(PRINT_PROTOCOL) { self.printing } else { self.usual }
    }
}

/// What one connection needs.
#[derive(Clone)]
struct Serving {
    tls: TlsAcceptor,
    routes: Routes,
    hub: Arc<Hub>,
    limits: Limits,
}

/// Serves until the hub stops; connections that stand then are told to end.
pub async fn serve(listener: TcpListener, tls: TlsAcceptor, routes: Routes, hub: Arc<Hub>, limits: Limits) {
    let stop = hub.stopping.subscribe();
    let serving = Serving { tls, routes, hub, limits };
    each(listener, stop, limits, |stream, remote, newcomer| one(serving.clone(), stream, remote, newcomer))
        .await;
}

/// Does something with each connection until the hub stops, within limits: how many at once, and how many of them from whoever
/// is not known.
pub(crate) async fn each<Done: Future<Output = ()> + Send + 'static>(
    listener: TcpListener,
    mut stop: watch::Receiver<bool>,
    limits: Limits,
    mut one: impl FnMut(TcpStream, SocketAddr, Place) -> Done,
) {
    let places = Arc::new(Semaphore::new(limits.connections));
    let newcomers = Newcomers::new(limits.newcomers, limits.newcomers_from_one);
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = stopped(&mut stop) => return,
        };
        match accepted {
            Ok((stream, remote)) => {
                let Some(newcomer) = newcomers.enter(remote.ip()) else {
                    // Without the address: none is ever kept.
                    tracing::warn!("a connection was closed: too many of peers that are not registered");
                    continue;
                };
                let done = one(stream, remote, newcomer);
                tokio::spawn(async move {
                    done.await;
                    drop(place);
                });
            }
            Err(error) => {
                tracing::error!(%error, "a connection cannot be accepted");
                tokio::time::sleep(EXHAUSTED).await;
            }
        }
    }
}

/// Waits until the hub stops.
pub(crate) async fn stopped(stop: &mut watch::Receiver<bool>) {
    // Whoever would say so being gone, it has stopped as well.
    drop(stop.wait_for(|stop| *stop).await);
}

async fn one(serving: Serving, stream: TcpStream, remote: SocketAddr, newcomer: Place) {
    let Serving { tls, routes, hub, limits } = serving;
    let mut stop = hub.stopping.subscribe();
    // Messages are small and wait for answers.
    if stream.set_nodelay(true).is_err() {
        return;
    }
    // Boxed: a handshake's state is large, and must not be carried along for as long as the connection lives.
    let stream = match tokio::time::timeout(limits.head, Box::pin(tls.accept(stream))).await {
        Ok(Ok(stream)) => stream,
        Ok(Err(error)) => return tracing::debug!(%error, "a handshake failed"),
        Err(_) => return tracing::debug!("a handshake took too long"),
    };
    let peer = match Peer::of(stream.get_ref().1, remote) {
        Ok(peer) => peer,
        Err(error) => return tracing::warn!(%error, "a connection has no exporter"),
    };
    let is_registered = peer.is_registered(&hub);
    // A peer that is known takes no newcomer's place; another keeps it to the end.
    let _newcomer = (!is_registered).then_some(newcomer);
    drop(hub);
    let routes = TowerToHyperService::new(routes.on(stream.get_ref().1));
    let service = service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(peer);
        routes.call(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        // Who is not known has one thing to say, and goes.
        .keep_alive(is_registered)
        .header_read_timeout(limits.head)
        .max_buf_size(LONGEST_HEAD)
        .serve_connection(TokioIo::new(stream), service)
        .with_upgrades();
    tokio::pin!(connection);
    tokio::select! {
        ended = connection.as_mut() => {
            if let Err(error) = ended {
                tracing::debug!(%error, "a connection broke");
            }
        }
        () = stopped(&mut stop) => {
            connection.as_mut().graceful_shutdown();
            // What it still had to say does not change anything.
            let _ = tokio::time::timeout(limits.head, connection).await;
        }
    }
}
