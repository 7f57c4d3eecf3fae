//! The print queue's way to the hub: a port of this machine's own, on which programs reach the hub's printer and nothing else.

use std::net::Ipv4Addr;

use epn_wire::peer::{Identity, tunnel};
use tokio::net::TcpListener;

use super::backoff::Backoff;

/// So many programs print at the same time, at most.
pub const MOST_CONNECTIONS: usize = 32;

/// Listens on a port of the loopback, and passes on what connects, for as long as the link part lives.
pub async fn serve(port: u16, identity: Identity, hub: String) {
    let listener = listen(port).await;
    tunnel(listener, identity, hub, MOST_CONNECTIONS, |error| {
        tracing::warn!(%error, "a print could not be passed on");
    })
    .await;
}

/// The port, once it is free: an earlier link part may just be ending.
async fn listen(port: u16) -> TcpListener {
    let mut backoff = Backoff::default();
    loop {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await {
            Ok(listener) => return listener,
            Err(error) => tracing::error!(%error, port, "the port of the print queue is not free"),
        }
        tokio::time::sleep(backoff.wait()).await;
    }
}
