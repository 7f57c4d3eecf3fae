//! The server: TLS 1.3 only, peers known by the fingerprints of their certificates.

mod accept;
mod body;
mod limits;
mod newcomers;
mod peer;
mod possession;

use std::sync::Arc;

use epn_wire::tls::PRINT_PROTOCOL;
use rustls::server::NoServerSessionStorage;
use rustls::{ServerConfig, version};
use rustls_pki_types::PrivateKeyDer;
use rustls_pki_types::pem::PemObject as _;

pub use accept::{Routes, serve};
pub(crate) use accept::{each, stopped};
pub use body::whole_body;
pub use limits::Limits;
pub(crate) use newcomers::source;
pub use peer::{Peer, registered};

use crate::keys::Keys;

/// How the hub speaks TLS. Anybody may connect and show any certificate: what it opens is decided by route.
pub fn server_config(keys: &Keys) -> Result<ServerConfig, rustls::Error> {
    let key = PrivateKeyDer::from_pem_slice(keys.server_key.as_bytes())
        .map_err(|e| rustls::Error::General(format!("the server's key cannot be read: {e}")))?;
    let mut config = ServerConfig::builder_with_provider(epn_wire::tls::provider())
        .with_protocol_versions(&[&version::TLS13])?
        .with_client_cert_verifier(Arc::new(possession::Possession))
        .with_single_cert(vec![keys.server_certificate.clone()], key)?;
    // A connection for printing says so, and reaches nothing else; it alone reaches the printer.
    config.alpn_protocols = vec![PRINT_PROTOCOL.to_vec(), b"http/1.1".to_vec()];
    // Every connection proves its key anew: nothing to keep, and nothing that outlives a revocation.
    config.send_tls13_tickets = 0;
    config.session_storage = Arc::new(NoServerSessionStorage {});
    Ok(config)
}
