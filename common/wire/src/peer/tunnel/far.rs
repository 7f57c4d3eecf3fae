//! The hub's printer, as a tunnel reaches it.

use std::sync::Arc;

use http_body_util::{BodyExt as _, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;

use super::passed::Passed;
use crate::peer::{ConnectError, Identity, connect_printer};

/// The longest answer that is passed on, in bytes: the printer's own description is some twenty thousand.
const LONGEST_ANSWER: usize = 4 << 20;

/// Why the hub's printer did not answer a request.
#[derive(Debug, thiserror::Error)]
pub enum TunnelError {
    /// There is no connection.
    #[error(transparent)]
    Connect(#[from] ConnectError),
    /// The connection broke in the middle of a request: the hub may have got it.
    #[error("the hub went away before it had answered: {0}")]
    Broken(#[from] hyper::Error),
    /// It says nothing, or takes nothing.
    #[error("the hub does not say anything to a whole request")]
    Silent,
    /// What it answers breaks off, or has no end.
    #[error("the hub's answer did not come whole: {0}")]
    Answer(Box<dyn std::error::Error + Send + Sync>),
}

/// A connection to it, made when there is something to say.
#[derive(Debug)]
pub struct Far {
    identity: Arc<Identity>,
    hub: Arc<str>,
    /// None while nothing may be said over it.
    open: Option<SendRequest<Passed>>,
}

impl Far {
    pub fn new(identity: Arc<Identity>, hub: Arc<str>) -> Self {
        Self { identity, hub, open: None }
    }

    /// Its whole answer. A connection that the hub had closed before anything was said over it is made anew.
    pub async fn ask(&mut self, request: Request<Passed>) -> Result<Response<Bytes>, TunnelError> {
        let mut request = request;
        if let Some(open) = self.open.take() {
            match self.ask_over(open, request).await {
                Err(Asked { unsaid: Some(same), .. }) => request = *same,
                other => return other.map_err(|asked| asked.error),
            }
        }
        let stream = connect_printer(&self.identity, &self.hub).await?;
        let (open, connection) = handshake(TokioIo::new(stream)).await?;
        // How it ends, its requests tell.
        tokio::spawn(connection);
        self.ask_over(open, request).await.map_err(|asked| asked.error)
    }

    async fn ask_over(
        &mut self,
        mut open: SendRequest<Passed>,
        request: Request<Passed>,
    ) -> Result<Response<Bytes>, Asked> {
        // One that is not ready gives the request back.
        let _ = open.ready().await;
        let response = open.try_send_request(request).await.map_err(|mut refused| Asked {
            unsaid: refused.take_message().map(Box::new),
            error: refused.into_error().into(),
        })?;
        let (head, body) = response.into_parts();
        let body = Limited::new(body, LONGEST_ANSWER).collect().await;
        let body = body.map_err(|error| Asked { unsaid: None, error: TunnelError::Answer(error) })?;
        self.open = Some(open);
        Ok(Response::from_parts(head, body.to_bytes()))
    }
}

/// A request that was not answered.
struct Asked {
    /// The request, if not a word of it was said.
    unsaid: Option<Box<Request<Passed>>>,
    error: TunnelError,
}
