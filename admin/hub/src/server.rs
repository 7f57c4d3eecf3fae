//! The server as a whole: its routes, its tasks, its end.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use epn_words::NoWords;
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;

use crate::hub::Hub;
use crate::printing::{intake, life, phone, send};
use crate::store::StoreError;
use crate::tls::{Limits, Routes};
use crate::{api, bookings, charter, control, live, pairing, policies, queue, scans, stream, tls};

/// The server could not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("the port {} is taken by another program: stop that one, or choose another with --listen", .0.port())]
    PortTaken(SocketAddr),
    #[error("the hub cannot listen on {address} ({cause}): choose an address of this machine with --listen")]
    Listen { address: SocketAddr, cause: io::Error },
    #[error(
        "the page for phones cannot be served on {address} ({cause}): correct [phones] listen in hub.toml"
    )]
    Phones { address: SocketAddr, cause: io::Error },
    #[error(transparent)]
    Words(#[from] NoWords),
    #[error(transparent)]
    Control(#[from] control::ServeError),
    #[error("the server's certificate cannot be used: {0}")]
    Tls(#[from] rustls::Error),
    #[error("the prints that were under way cannot be looked after: {0}")]
    Prints(#[from] StoreError),
    #[error("the folder of documents cannot be used: {0}")]
    Documents(io::Error),
}

/// A server that is ready: its sockets listen, its tasks are to be run.
#[derive(Debug)]
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    /// Where it listens to phones, if it does.
    pub phones: Option<SocketAddr>,
    tasks: JoinSet<()>,
    /// Reads the charter's files again when they change.
    charters: Option<charter::Watching>,
    hub: Arc<Hub>,
}

impl Server {
    /// Starts serving on `address`, with the usual limits; port 0 takes any free one.
    pub async fn start(hub: Arc<Hub>, address: SocketAddr) -> Result<Self, StartError> {
        let limits = Limits::usual(hub.config.server.connections);
        Self::start_within(hub, address, limits).await
    }

    /// Starts serving with limits of its own.
    pub async fn start_within(
        hub: Arc<Hub>,
        address: SocketAddr,
        limits: Limits,
    ) -> Result<Self, StartError> {
        let listen = |cause: io::Error| match cause.kind() {
            io::ErrorKind::AddrInUse => StartError::PortTaken(address),
            _ => StartError::Listen { address, cause },
        };
        let listener = TcpListener::bind(address).await.map_err(listen)?;
        let address = listener.local_addr().map_err(listen)?;
        let phones = phone::listen(&hub).await?;
        let tls = TlsAcceptor::from(Arc::new(tls::server_config(&hub.keys)?));
        life::recover(&hub).await?;
        intake::recall(&hub).await?;
        scans::recover(&hub).map_err(StartError::Documents)?;
        let commands = control::listen(&hub.folder.layout().control())?;

        let charters = charter::watch(&hub);
        let mut tasks = JoinSet::new();
        tasks.spawn(control::serve(Arc::clone(&hub), commands));
        tasks.spawn(live::tick(Arc::clone(&hub)));
        tasks.spawn(live::publish(Arc::clone(&hub)));
        tasks.spawn(live::plan(Arc::clone(&hub)));
        tasks.spawn(live::show(Arc::clone(&hub)));
        tasks.spawn(live::alert_in_time(Arc::clone(&hub)));
        tasks.spawn(queue::call_in_time(Arc::clone(&hub)));
        tasks.spawn(bookings::release_in_time(Arc::clone(&hub)));
        tasks.spawn(policies::follow(Arc::clone(&hub)));
        tasks.spawn(life::count_arrivals(Arc::clone(&hub)));
        tasks.spawn(life::expire_in_time(Arc::clone(&hub)));
        tasks.spawn(life::publish_queue(Arc::clone(&hub)));
        tasks.spawn(life::tell_stations(Arc::clone(&hub)));
        tasks.spawn(send::send(Arc::clone(&hub)));
        tasks.spawn(phone::forget_in_time(Arc::clone(&hub)));
        tasks.spawn(scans::watch(Arc::clone(&hub)));
        tasks.spawn(scans::count_pages(Arc::clone(&hub)));
        tasks.spawn(scans::keep_in_time(Arc::clone(&hub)));
        tasks.spawn(intake::give_up_in_time(Arc::clone(&hub)));
        let routes = Routes { usual: routes(&hub, limits.body), printing: intake::routes(&hub, limits.body) };
        tasks.spawn(tls::serve(listener, tls, routes, Arc::clone(&hub), limits));
        let phone_address = phones.as_ref().map(|phones| phones.address);
        if let Some(phones) = phones {
            tasks.spawn(phones.serve(Arc::clone(&hub)));
        }
        Ok(Self { address, phones: phone_address, tasks, charters, hub })
    }

    /// Ends: no new connections, streams close, what waits to be written is written.
    pub async fn stop(mut self) {
        self.hub.stopping.send_replace(true);
        self.hub.live.close();
        drop(self.charters.take());
        self.tasks.shutdown().await;
        phone::forget_all(&self.hub);
        let hub = Arc::clone(&self.hub);
        // The writer's thread ends when its queue is empty.
        let _ = tokio::task::spawn_blocking(move || hub.store.writer.close()).await;
        // A socket that is left behind is removed by the next start.
        let _ = std::fs::remove_file(self.hub.folder.layout().control());
    }
}

/// A body is read, within `patience`, once it is settled that the peer may send one.
fn routes(hub: &Arc<Hub>, patience: Duration) -> Router {
    let known = Router::new()
        .route("/station", get(stream::upgrade))
        .nest("/api/v1", api::router())
        .layer(from_fn_with_state(patience, tls::whole_body))
        .layer(from_fn_with_state(Arc::clone(hub), tls::registered));
    Router::new()
        .route("/pair", post(pairing::pair).layer(from_fn_with_state(patience, tls::whole_body)))
        .merge(known)
        .with_state(Arc::clone(hub))
}
