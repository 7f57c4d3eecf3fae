//! The peer's side of pairing, and what a paired station or console keeps to find its hub again.

mod identity;
mod tunnel;

use std::io;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::Bytes;
use hyper::header::{CONTENT_TYPE, HOST};
use hyper::{Request, StatusCode};
use hyper_util::rt::TokioIo;
use rcgen::{CertificateParams, DistinguishedName, KeyPair, PKCS_ECDSA_P256_SHA256};
use rustls::ClientConfig;
use serde::de::DeserializeOwned;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use zeroize::Zeroizing;

pub use identity::{Identity, IdentityError};
pub use tunnel::{TunnelError, tunnel};

use crate::pairing::{PairAnswer, PairBody, PairRefusal, PairRequest, Paired, PairingCode, PeerKind, Role};
use crate::tls;

/// How long a connection, and how long an answer, may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// The longest answer that is read, in bytes.
const LONGEST_ANSWER: usize = 64 * 1024;

/// Why a peer was not paired. Nothing was stored, nobody is trusted.
#[derive(Debug, thiserror::Error)]
pub enum PairError {
    /// Nobody answers there.
    #[error("nothing answers at {address} ({cause}): check the address and that the hub runs")]
    Unreachable { address: String, cause: io::Error },
    /// Something answers, but not as a hub does.
    #[error("what answers at {address} is no hub ({what}): check the address")]
    NoHub { address: String, what: String },
    /// It could not prove that it knows the code.
    #[error(
        "the machine that answers at {address} is not the hub that gave the code: nothing was trusted; check the address and the network"
    )]
    NotThisHub { address: String },
    /// The hub refused.
    #[error(transparent)]
    Refused(#[from] PairRefusal),
    /// This machine could not make a key.
    #[error("a key could not be made: {0}")]
    Key(#[from] rcgen::Error),
}

/// Why there is no connection to the hub.
#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    /// Nobody answers there.
    #[error("the hub does not answer at {address}: {cause}")]
    Unreachable { address: String, cause: io::Error },
    /// Another machine answers, or the connection is tampered with.
    #[error("what answers at {address} is not this site's hub: {cause}")]
    NotThisHub { address: String, cause: io::Error },
    /// The identity cannot be used.
    #[error("the peer's key or certificate cannot be used: {0}")]
    Identity(#[from] rustls::Error),
}

/// Pairs with the hub at `address` (`host:port`) by a typed code. The key is made here and never leaves.
pub async fn pair(address: &str, code: &PairingCode, peer: PeerKind) -> Result<Identity, PairError> {
    let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256)?;
    let mut params = CertificateParams::default();
    params.distinguished_name = DistinguishedName::new();
    let csr = params.serialize_request(&key)?.pem()?;
    let key = Zeroizing::new(key.serialize_pem());

    let no_hub = |what: String| PairError::NoHub { address: address.to_owned(), what };
    let config = tls::unpinned_config().map_err(|e| no_hub(e.to_string()))?;
    let stream = connect(address, config).await.map_err(|error| match error {
        ConnectError::Unreachable { address, cause } => PairError::Unreachable { address, cause },
        ConnectError::NotThisHub { cause, .. } => no_hub(cause.to_string()),
        ConnectError::Identity(cause) => no_hub(cause.to_string()),
    })?;
    let (_, connection) = stream.get_ref();
    let exporter = tls::exporter(connection).map_err(|e| no_hub(e.to_string()))?;
    let shown = connection.peer_certificates().and_then(|chain| chain.first());
    let shown = shown.ok_or_else(|| no_hub("it shows no certificate".to_owned()))?;
    let shown_key = tls::key_pin(shown).map_err(|e| no_hub(e.to_string()))?;

    let body = serde_json::to_string(&PairBody { peer, csr }).map_err(|e| no_hub(e.to_string()))?;
    let proof = data_encoding::HEXLOWER.encode(&code.prove(Role::Peer, &exporter, body.as_bytes()));
    let exchanged = timeout(PATIENCE, exchange(stream, &PairRequest { body, proof })).await;
    let (status, bytes) =
        exchanged.map_err(|_| no_hub("it does not answer".to_owned()))?.map_err(|e| no_hub(e.to_string()))?;
    if status == StatusCode::FORBIDDEN {
        let refusal: PairRefusal = parse(&bytes).map_err(no_hub)?;
        return Err(refusal.into());
    }
    if status != StatusCode::OK {
        return Err(no_hub(format!("it answers with status {status}")));
    }

    let answer: PairAnswer = parse(&bytes).map_err(no_hub)?;
    let not_this_hub = || PairError::NotThisHub { address: address.to_owned() };
    let proof = data_encoding::HEXLOWER.decode(answer.proof.as_bytes()).map_err(|_| not_this_hub())?;
    if !code.accepts(Role::Hub, &exporter, answer.body.as_bytes(), &proof) {
        return Err(not_this_hub());
    }
    // Only now is anything believed that the other side says.
    let paired: Paired = parse(answer.body.as_bytes()).map_err(no_hub)?;
    let identity = Identity::new(paired, key, address).map_err(|e| no_hub(e.to_string()))?;
    if identity.hub_key == shown_key { Ok(identity) } else { Err(not_this_hub()) }
}

/// A connection to the paired hub at `address` (`host:port`): HTTP or a WebSocket may be spoken over it.
pub async fn connect_stream(
    identity: &Identity,
    address: &str,
) -> Result<TlsStream<TcpStream>, ConnectError> {
    connect(address, tls::client_config(identity)?).await
}

/// A connection to the hub's printer at `address` (`host:port`), for a station: IPP over HTTP is spoken over it, and nothing else is
/// served.
pub async fn connect_printer(
    identity: &Identity,
    address: &str,
) -> Result<TlsStream<TcpStream>, ConnectError> {
    let mut config = tls::client_config(identity)?;
    config.alpn_protocols = vec![tls::PRINT_PROTOCOL.to_vec()];
    connect(address, config).await
}

async fn connect(address: &str, config: ClientConfig) -> Result<TlsStream<TcpStream>, ConnectError> {
    let unreachable = |cause| ConnectError::Unreachable { address: address.to_owned(), cause };
    let late = || io::Error::from(io::ErrorKind::TimedOut);
    let tcp = timeout(PATIENCE, TcpStream::connect(address))
        .await
        .map_err(|_| unreachable(late()))?
        .map_err(unreachable)?;
    // Messages are small and wait for answers.
    tcp.set_nodelay(true).map_err(unreachable)?;
    let handshake = TlsConnector::from(Arc::new(config)).connect(tls::server_name()?, tcp);
    // Boxed: a handshake's state is large, and callers should not carry it along.
    match timeout(PATIENCE, Box::pin(handshake)).await {
        Ok(Ok(stream)) => Ok(stream),
        Ok(Err(cause)) if cause.kind() == io::ErrorKind::InvalidData => {
            Err(ConnectError::NotThisHub { address: address.to_owned(), cause })
        }
        Ok(Err(cause)) => Err(unreachable(cause)),
        Err(_) => Err(unreachable(late())),
    }
}

/// What an exchange may fail with; all that matters is the sentence.
type Failure = Box<dyn std::error::Error + Send + Sync>;

async fn exchange(
    stream: TlsStream<TcpStream>,
    request: &PairRequest,
) -> Result<(StatusCode, Bytes), Failure> {
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
    let request = Request::post("/pair")
        .header(HOST, "epn-hub")
        .header(CONTENT_TYPE, "application/json")
        .body(Full::new(Bytes::from(serde_json::to_vec(request)?)))?;
    let answered = async {
        let response = sender.send_request(request).await?;
        let status = response.status();
        let body = Limited::new(response.into_body(), LONGEST_ANSWER).collect().await?;
        Ok::<_, Failure>((status, body.to_bytes()))
    };
    tokio::pin!(answered);
    tokio::select! {
        answer = &mut answered => answer,
        // A hub closes as soon as it has answered: what came before that counts.
        ended = connection => answered.await.map_err(|error| ended.err().map_or(error, Into::into)),
    }
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    serde_json::from_slice(bytes).map_err(|e| format!("its answer is not understood: {e}"))
}
