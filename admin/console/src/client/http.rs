//! Sending questions over HTTP, over TLS with a pinned hub.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use epn_wire::peer::Identity;
use epn_wire::secret::Secret;
use epn_wire::tls::client_config;
use reqwest::header::{AUTHORIZATION, HeaderValue};

use super::failure::in_one_line;
use super::{Ask, Failure, Method, Request};

/// A hub that cannot be connected to in so long is away.
const CONNECT: Duration = Duration::from_secs(5);
/// A hub that does not answer in so long is too slow to wait for.
const ANSWER: Duration = Duration::from_secs(15);

/// Where the hub listens: `192.168.1.10:7443`, `hub.local:7443`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct HubAddress {
    host: String,
    port: u16,
}

impl fmt::Display for HubAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.host.contains(':') {
            write!(f, "[{}]:{}", self.host, self.port)
        } else {
            write!(f, "{}:{}", self.host, self.port)
        }
    }
}

/// The text is no address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a hub's address is a name or number and a port, such as 192.168.1.10:7443")]
pub struct NoAddress;

impl FromStr for HubAddress {
    type Err = NoAddress;

    /// Forgives `https://` before it and a slash behind it: people copy the line that the hub prints.
    fn from_str(text: &str) -> Result<Self, NoAddress> {
        let text = text.trim().trim_start_matches("https://").trim_end_matches('/');
        let (host, port) = text.rsplit_once(':').ok_or(NoAddress)?;
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let is_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':');
        if host.is_empty() || !host.chars().all(is_host) {
            return Err(NoAddress);
        }
        let port = port.parse().map_err(|_| NoAddress)?;
        Ok(Self { host: host.to_owned(), port })
    }
}

/// A connection to the hub, before or after signing in. Cloned freely.
#[derive(Clone)]
pub struct Client {
    hub: HubAddress,
    identity: Arc<Identity>,
    http: reqwest::Client,
    token: Option<Secret>,
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("hub", &self.hub).finish_non_exhaustive()
    }
}

impl Client {
    /// A client of the hub at this address, which has to be the one that was paired.
    ///
    /// # Errors
    /// TLS cannot be set up.
    pub fn new(hub: HubAddress, identity: Arc<Identity>) -> Result<Self, Failure> {
        Self::with_patience(hub, identity, ANSWER)
    }

    /// A client that waits so long for an answer.
    ///
    /// # Errors
    /// TLS cannot be set up.
    pub fn with_patience(
        hub: HubAddress,
        identity: Arc<Identity>,
        patience: Duration,
    ) -> Result<Self, Failure> {
        let tls = client_config(&identity).map_err(|error| Failure::Unreached(in_one_line(&error)))?;
        let http = reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(CONNECT)
            .timeout(patience)
            .build()
            .map_err(|error| Failure::Unreached(in_one_line(&error)))?;
        Ok(Self { hub, identity, http, token: None })
    }

    /// The same, for a member of staff.
    #[must_use]
    pub fn signed_in(&self, token: Secret) -> Self {
        Self { token: Some(token), ..self.clone() }
    }

    /// The same, for nobody.
    #[must_use]
    pub fn signed_out(&self) -> Self {
        Self { token: None, ..self.clone() }
    }

    /// Where the hub listens.
    pub fn hub(&self) -> &HubAddress {
        &self.hub
    }

    pub(super) fn identity(&self) -> &Identity {
        &self.identity
    }

    /// The header that says who is signed in, if somebody is. It is marked as secret.
    pub(super) fn authorization(&self) -> Option<HeaderValue> {
        let token = self.token.as_ref()?;
        let mut value = HeaderValue::from_str(&format!("Bearer {}", token.reveal())).ok()?;
        value.set_sensitive(true);
        Some(value)
    }

    /// Asks, and gives back the message that the answer becomes. Failures are logged here.
    pub async fn ask<M: 'static>(self, ask: Ask<M>) -> M {
        let outcome = self.send(ask.request()).await;
        if let Err(failure) = &outcome {
            tracing::warn!(request = ?ask.request(), %failure, "a call to the hub failed");
        }
        ask.answer(outcome)
    }

    async fn send(&self, request: &Request) -> Result<Vec<u8>, Failure> {
        let address = format!("https://{}/api/v1{}", self.hub, request.path);
        let mut url =
            reqwest::Url::parse(&address).map_err(|error| Failure::Unreached(in_one_line(&error)))?;
        if !request.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&request.query);
        }
        let mut call = match request.method {
            Method::Get => self.http.get(url),
            Method::Post => self.http.post(url),
        };
        if let Some(value) = self.authorization() {
            call = call.header(AUTHORIZATION, value);
        }
        if let Some(body) = &request.body {
            call = call.json(body);
        }
        let answer = call.send().await.map_err(|error| not_answered(&error))?;
        let status = answer.status();
        let body = answer.bytes().await.map_err(|error| not_answered(&error))?;
        if status.is_success() {
            Ok(body.to_vec())
        } else {
            Err(Failure::from_answer(status.as_u16(), &body))
        }
    }
}

fn not_answered(error: &reqwest::Error) -> Failure {
    if error.is_timeout() { Failure::TimedOut } else { Failure::Unreached(in_one_line(error)) }
}
