//! Who is at the other end of a connection.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Extension, Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use epn_wire::console::ErrorCode;
use epn_wire::pairing::PeerId;
use rustls::ServerConnection;
use sha2::{Digest as _, Sha256};

use crate::api::Refused;
use crate::hub::Hub;
use crate::peers::Fingerprint;

/// The other end of one connection; every request on it carries this.
#[derive(Clone, Copy, Debug)]
pub struct Peer {
    /// SHA-256 of the certificate that it holds the key of, if it showed one.
    pub fingerprint: Option<Fingerprint>,
    /// 32 bytes that only the two ends of this connection know.
    pub exporter: [u8; 32],
    pub remote: SocketAddr,
}

impl Peer {
    pub(super) fn of(connection: &ServerConnection, remote: SocketAddr) -> Result<Self, rustls::Error> {
        let shown = connection.peer_certificates().and_then(|chain| chain.first());
        Ok(Self {
            fingerprint: shown.map(|certificate| Sha256::digest(certificate).into()),
            exporter: epn_wire::tls::exporter(connection)?,
            remote,
        })
    }

    /// Whose certificate it shows, if that is registered.
    fn registered(&self, hub: &Hub) -> Option<PeerId> {
        self.fingerprint.and_then(|fingerprint| hub.peers.whose(&fingerprint))
    }

    pub(super) fn is_registered(&self, hub: &Hub) -> bool {
        self.registered(hub).is_some()
    }
}

/// Lets in who is registered, and tells the routes who it is ([`epn_wire::pairing::PeerId`]). Looked up for each
/// request: a revoked certificate opens nothing more on connections that stand.
pub async fn registered(
    State(hub): State<Arc<Hub>>,
    Extension(peer): Extension<Peer>,
    mut request: Request,
    next: Next,
) -> Response {
    let Some(id) = peer.registered(&hub) else {
        tracing::warn!("a peer without a registered certificate was refused");
        let why = "the certificate is not registered with this hub: pair first";
        let error = Refused::new(ErrorCode::NotSignedIn, why).into_error();
        return (StatusCode::FORBIDDEN, Json(error)).into_response();
    };
    request.extensions_mut().insert(id);
    next.run(request).await
}
