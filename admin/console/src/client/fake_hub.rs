//! A hub that says what a test wants, over real TLS with a certificate of its own.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use epn_wire::console::ConsoleEvent;
use epn_wire::tls::{key_pin, provider};
use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{AUTHORIZATION, CONNECTION, SEC_WEBSOCKET_ACCEPT, SEC_WEBSOCKET_KEY, UPGRADE};
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use iced::futures::SinkExt as _;
use rustls::ServerConfig;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio::net::TcpListener;
use tokio::sync::{broadcast, watch};
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;
use tokio_tungstenite::tungstenite::protocol::Role;

/// What the hub was asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    pub call: String,
    pub token: Option<String>,
    pub body: String,
}

/// What the hub answers.
#[derive(Clone)]
pub enum Answer {
    Say(StatusCode, String),
    /// It never answers.
    Nothing,
}

struct Shared {
    seen: Mutex<Vec<Seen>>,
    answer: Mutex<Answer>,
    events: broadcast::Sender<String>,
    /// How many listen to the events.
    listeners: watch::Sender<u32>,
    stream_status: Mutex<StatusCode>,
}

/// A hub; it is gone when it is dropped.
pub struct FakeHub {
    pub address: SocketAddr,
    /// Its key, as consoles pin it.
    pub key: String,
    certificate: rcgen::CertifiedKey<rcgen::KeyPair>,
    shared: Arc<Shared>,
    connections: JoinSet<()>,
}

impl FakeHub {
    pub async fn start() -> Self {
        let certificate = rcgen::generate_simple_self_signed(vec!["epn-hub".to_owned()]).unwrap();
        Self::with(certificate, "127.0.0.1:0".parse().unwrap()).await
    }

    async fn with(certificate: rcgen::CertifiedKey<rcgen::KeyPair>, address: SocketAddr) -> Self {
        let shared = Arc::new(Shared {
            seen: Mutex::new(Vec::new()),
            answer: Mutex::new(Answer::Say(StatusCode::OK, "{}".to_owned())),
            events: broadcast::channel(16).0,
            listeners: watch::channel(0).0,
            stream_status: Mutex::new(StatusCode::SWITCHING_PROTOCOLS),
        });
        let listener = TcpListener::bind(address).await.unwrap();
        let address = listener.local_addr().unwrap();
        let key = data_encoding::HEXLOWER.encode(&key_pin(certificate.cert.der()).unwrap());
        let mut connections = JoinSet::new();
        connections.spawn(accept(listener, acceptor(&certificate), Arc::clone(&shared)));
        Self { address, key, certificate, shared, connections }
    }

    /// Goes away, with all its connections, and comes back at the same place.
    pub async fn restart(mut self) -> Self {
        self.connections.shutdown().await;
        Self::with(self.certificate, self.address).await
    }

    pub fn answers(&self, answer: Answer) {
        *self.shared.answer.lock().unwrap() = answer;
    }

    /// The stream is refused with this status.
    pub fn refuses_stream(&self, status: StatusCode) {
        *self.shared.stream_status.lock().unwrap() = status;
    }

    pub fn seen(&self) -> Vec<Seen> {
        self.shared.seen.lock().unwrap().clone()
    }

    /// Says something to whoever listens, once somebody does.
    pub async fn tell(&self, event: &ConsoleEvent) {
        self.tell_text(&serde_json::to_string(event).unwrap()).await;
    }

    /// Says any text.
    pub async fn tell_text(&self, text: &str) {
        let mut listeners = self.shared.listeners.subscribe();
        listeners.wait_for(|count| *count > 0).await.unwrap();
        self.shared.events.send(text.to_owned()).unwrap();
    }
}

fn acceptor(certificate: &rcgen::CertifiedKey<rcgen::KeyPair>) -> TlsAcceptor {
    let key = PrivatePkcs8KeyDer::from(certificate.signing_key.serialize_der());
    let config = ServerConfig::builder_with_provider(provider())
        .with_protocol_versions(&[&rustls::version::TLS13])
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.cert.der().clone()], PrivateKeyDer::Pkcs8(key))
        .unwrap();
    TlsAcceptor::from(Arc::new(config))
}

async fn accept(listener: TcpListener, acceptor: TlsAcceptor, shared: Arc<Shared>) {
    let mut connections = JoinSet::new();
    loop {
        let (tcp, _) = listener.accept().await.unwrap();
        let (acceptor, shared) = (acceptor.clone(), Arc::clone(&shared));
        connections.spawn(async move {
            let Ok(tls) = acceptor.accept(tcp).await else { return };
            let service = service_fn(move |request| serve(request, Arc::clone(&shared)));
            let connection = hyper::server::conn::http1::Builder::new()
                .serve_connection(TokioIo::new(tls), service)
                .with_upgrades();
            // A peer that goes away is no fault of the hub.
            let _ = connection.await;
        });
    }
}

async fn serve(
    request: Request<Incoming>,
    shared: Arc<Shared>,
) -> Result<Response<Full<Bytes>>, hyper::Error> {
    let header = request.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = header.and_then(|value| value.strip_prefix("Bearer ")).map(str::to_owned);
    let call = format!("{} {}", request.method(), request.uri());
    if request.uri().path() == "/api/v1/events" {
        shared.seen.lock().unwrap().push(Seen { call, token, body: String::new() });
        return Ok(stream(request, shared));
    }
    let body = request.into_body().collect().await?.to_bytes();
    let body = String::from_utf8(body.to_vec()).unwrap();
    shared.seen.lock().unwrap().push(Seen { call, token, body });
    let answer = shared.answer.lock().unwrap().clone();
    match answer {
        Answer::Say(status, body) => Ok(Response::builder().status(status).body(Full::from(body)).unwrap()),
        Answer::Nothing => std::future::pending().await,
    }
}

fn stream(mut request: Request<Incoming>, shared: Arc<Shared>) -> Response<Full<Bytes>> {
    let status = *shared.stream_status.lock().unwrap();
    if status != StatusCode::SWITCHING_PROTOCOLS {
        return Response::builder().status(status).body(Full::default()).unwrap();
    }
    let accept = derive_accept_key(request.headers().get(SEC_WEBSOCKET_KEY).unwrap().as_bytes());
    tokio::spawn(async move {
        let upgraded = hyper::upgrade::on(&mut request).await.unwrap();
        let mut socket = WebSocketStream::from_raw_socket(TokioIo::new(upgraded), Role::Server, None).await;
        let mut events = shared.events.subscribe();
        shared.listeners.send_modify(|count| *count += 1);
        while let Ok(event) = events.recv().await {
            if socket.send(Message::text(event)).await.is_err() {
                return;
            }
        }
    });
    Response::builder()
        .status(StatusCode::SWITCHING_PROTOCOLS)
        .header(CONNECTION, "Upgrade")
        .header(UPGRADE, "websocket")
        .header(SEC_WEBSOCKET_ACCEPT, accept)
        .body(Full::default())
        .unwrap()
}
