//! A console: HTTP and WebSocket over the TLS of a paired peer.

use std::net::SocketAddr;

use epn_wire::console::{ApiError, ConsoleEvent, LoggedIn, RoomView};
use epn_wire::peer::{self, Identity};
use epn_wire::secret::Secret;
use futures_util::StreamExt as _;
use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper::header::{AUTHORIZATION, CONTENT_TYPE, HOST};
use hyper::{HeaderMap, Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;
use tokio::net::TcpStream;
use tokio_rustls::client::TlsStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{WebSocketStream, client_async};

use super::{PASSWORD, soon};

pub struct Console {
    address: SocketAddr,
    identity: Identity,
    pub token: Option<Secret>,
}

/// What the hub answered.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    /// The body of a success.
    pub fn read<T: DeserializeOwned>(&self) -> T {
        assert!(self.status.is_success(), "{self:?}");
        serde_json::from_slice(&self.body).unwrap()
    }

    pub fn done(&self) {
        assert!(self.status.is_success(), "{self:?}");
    }

    /// What is said of a refusal with this status.
    pub fn refused(&self, status: u16) -> ApiError {
        assert_eq!(self.status.as_u16(), status, "{self:?}");
        serde_json::from_slice(&self.body).unwrap()
    }

    pub fn text(&self) -> &str {
        assert!(self.status.is_success(), "{self:?}");
        std::str::from_utf8(&self.body).unwrap()
    }
}

impl Console {
    pub fn new(address: SocketAddr, identity: Identity) -> Self {
        Self { address, identity, token: None }
    }

    pub async fn signed_in(mut self, name: &str) -> Self {
        let answer = self.post("/login", &json!({ "name": name, "password": PASSWORD })).await;
        self.token = Some(answer.read::<LoggedIn>().token);
        self
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.call(Method::GET, path, None).await
    }

    pub async fn post(&self, path: &str, body: &impl Serialize) -> Answer {
        self.call(Method::POST, path, Some(serde_json::to_vec(body).unwrap())).await
    }

    /// A call without a body.
    pub async fn order(&self, path: &str) -> Answer {
        self.call(Method::POST, path, None).await
    }

    pub async fn call(&self, method: Method, path: &str, body: Option<Vec<u8>>) -> Answer {
        let stream = self.stream().await;
        let (mut sender, connection) =
            hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.unwrap();
        tokio::spawn(connection);
        let mut request = Request::builder().method(method).uri(format!("/api/v1{path}")).header(HOST, "hub");
        if let Some(token) = &self.token {
            request = request.header(AUTHORIZATION, format!("Bearer {}", token.reveal()));
        }
        if body.is_some() {
            request = request.header(CONTENT_TYPE, "application/json");
        }
        let request = request.body(Full::new(Bytes::from(body.unwrap_or_default()))).unwrap();
        let response = soon(sender.send_request(request)).await.unwrap();
        let (head, body) = response.into_parts();
        let body = soon(body.collect()).await.unwrap().to_bytes();
        Answer { status: head.status, headers: head.headers, body }
    }

    /// The event stream, or the status with which it was refused.
    pub async fn events(&self) -> Result<Events, StatusCode> {
        let mut request = "wss://hub/api/v1/events".into_client_request().unwrap();
        if let Some(token) = &self.token {
            let value = format!("Bearer {}", token.reveal()).parse().unwrap();
            request.headers_mut().insert(AUTHORIZATION, value);
        }
        let upgraded = Box::pin(client_async(request, self.stream().await));
        match soon(upgraded).await {
            Ok((socket, _)) => Ok(Events(socket)),
            Err(Error::Http(answer)) => Err(answer.status()),
            Err(other) => panic!("{other}"),
        }
    }

    async fn stream(&self) -> TlsStream<TcpStream> {
        peer::connect_stream(&self.identity, &self.address.to_string()).await.unwrap()
    }
}

pub struct Events(WebSocketStream<TlsStream<TcpStream>>);

impl Events {
    /// The next event; none once the hub closed the stream.
    pub async fn next(&mut self) -> Option<ConsoleEvent> {
        loop {
            match soon(self.0.next()).await {
                Some(Ok(Message::Text(text))) => return Some(serde_json::from_str(&text).unwrap()),
                Some(Ok(Message::Close(_)) | Err(_)) | None => return None,
                Some(Ok(_)) => {}
            }
        }
    }

    /// The first room that is as wanted.
    pub async fn room(&mut self, is_wanted: impl Fn(&RoomView) -> bool) -> RoomView {
        loop {
            match self.next().await.expect("the stream stands") {
                ConsoleEvent::Room { room } if is_wanted(&room) => return *room,
                _ => {}
            }
        }
    }

    /// The next notice: its code and detail.
    pub async fn notice(&mut self) -> (String, String) {
        loop {
            if let ConsoleEvent::Notice { code, detail } = self.next().await.expect("the stream stands") {
                return (code, detail);
            }
        }
    }
}
