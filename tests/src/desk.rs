//! A mediator without a screen: the console API of a real hub, over a paired, pinned connection.

use std::sync::Arc;

use anyhow::{Context, Result, bail};
use epn_wire::console::{LoggedIn, Login};
use epn_wire::peer::Identity;
use epn_wire::secret::Secret;
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::SendRequest;
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::task::JoinHandle;

/// A signed-in console without a screen.
#[derive(Clone, Debug)]
pub struct Desk {
    identity: Arc<Identity>,
    address: String,
    token: Secret,
}

impl Desk {
    /// Signs in at the hub on `address`.
    ///
    /// # Errors
    /// The hub does not answer, or refuses.
    pub async fn sign_in(identity: Identity, address: &str, name: &str, password: Secret) -> Result<Self> {
        let mut desk =
            Self { identity: Arc::new(identity), address: address.to_owned(), token: String::new().into() };
        let login = Login { name: name.to_owned(), password };
        let signed: LoggedIn = desk.post("/login", &login).await?;
        desk.token = signed.token;
        Ok(desk)
    }

    /// Posts `what` to `path` and reads the JSON of the answer.
    ///
    /// # Errors
    /// The hub does not answer, or refuses.
    pub async fn post<T: DeserializeOwned>(&self, path: &str, what: &impl Serialize) -> Result<T> {
        let answer = self.call(Method::POST, path, serde_json::to_vec(what)?).await?;
        serde_json::from_slice(&answer).with_context(|| format!("the answer to POST {path}"))
    }

    /// Posts `what` to `path`, which answers nothing.
    ///
    /// # Errors
    /// The hub does not answer, or refuses.
    pub async fn tell(&self, path: &str, what: &impl Serialize) -> Result<()> {
        self.call(Method::POST, path, serde_json::to_vec(what)?).await.map(drop)
    }

    /// Reads `path`.
    ///
    /// # Errors
    /// The hub does not answer, or refuses.
    pub async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T> {
        let answer = self.call(Method::GET, path, Vec::new()).await?;
        serde_json::from_slice(&answer).with_context(|| format!("the answer to GET {path}"))
    }

    /// Opens a connection for several calls, one after the other.
    ///
    /// # Errors
    /// The hub does not answer.
    pub async fn connect(&self) -> Result<Line> {
        let stream = epn_wire::peer::connect_stream(&self.identity, &self.address).await?;
        let (sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
        Ok(Line { sender, token: self.token.clone(), connection: tokio::spawn(connection) })
    }

    async fn call(&self, method: Method, path: &str, body: Vec<u8>) -> Result<Bytes> {
        let told = format!("{method} {path}");
        let mut line = self.connect().await.with_context(|| told.clone())?;
        let (status, bytes) = line.call(method, path, body).await.with_context(|| told.clone())?;
        if !status.is_success() {
            bail!("{told}: {status}: {}", String::from_utf8_lossy(&bytes));
        }
        Ok(bytes)
    }
}

/// A connection of a desk.
#[derive(Debug)]
pub struct Line {
    sender: SendRequest<Full<Bytes>>,
    token: Secret,
    connection: JoinHandle<hyper::Result<()>>,
}

impl Line {
    /// Calls `path`, and gives the answer as it is, refusals included.
    ///
    /// # Errors
    /// The hub does not answer.
    pub async fn call(&mut self, method: Method, path: &str, body: Vec<u8>) -> Result<(StatusCode, Bytes)> {
        let request = Request::builder()
            .method(method)
            .uri(format!("/api/v1{path}"))
            .header("host", "hub")
            .header("content-type", "application/json")
            .header("authorization", format!("Bearer {}", self.token.reveal()))
            .body(Full::new(Bytes::from(body)))?;
        self.sender.ready().await?;
        let answer = self.sender.send_request(request).await?;
        let status = answer.status();
        Ok((status, answer.into_body().collect().await?.to_bytes()))
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.connection.abort();
    }
}
