//! IPP's transport: one HTTP request on a connection of its own, so that no connection has to be looked after.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{Request, Uri, header};
use futures_util::stream;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use rustls_pki_types::ServerName;
use tokio::fs::File;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use super::tls::{self, Pin};

/// The port of IPP (RFC 8010, 3.3).
const PORT: u16 = 631;
/// How long a printer may take to answer to a connection.
const CONNECTS: Duration = Duration::from_secs(5);
/// The longest answer that is read, in bytes.
const LONGEST_ANSWER: usize = 4 * 1024 * 1024;
/// How much of a document is read at once, in bytes.
const BLOCK: usize = 64 * 1024;

/// Where a printer is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    host: String,
    port: u16,
    path: String,
    secure: bool,
}

/// The address is none of a printer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "a printer's address is ipp:// or ipps:// with a host and a path, such as ipp://192.168.1.20/ipp/print"
)]
pub struct NoAddress;

impl Address {
    /// Reads what somebody typed.
    pub fn parse(uri: &str) -> Result<Self, NoAddress> {
        let parsed: Uri = uri.parse().map_err(|_| NoAddress)?;
        let secure = match parsed.scheme_str() {
            Some("ipp") => false,
            Some("ipps") => true,
            _ => return Err(NoAddress),
        };
        let authority = parsed.authority().ok_or(NoAddress)?;
        // A password has no place in an address that everybody at the desk can read.
        if authority.as_str().contains('@') || parsed.query().is_some() {
            return Err(NoAddress);
        }
        let host = authority.host().trim_start_matches('[').trim_end_matches(']').to_owned();
        if host.is_empty() {
            return Err(NoAddress);
        }
        let port = authority.port_u16().unwrap_or(PORT);
        Ok(Self { host, port, path: parsed.path().to_owned(), secure })
    }

    fn authority(&self) -> String {
        let host = if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.clone() };
        format!("{host}:{}", self.port)
    }
}

/// A printer was not reached, or broke off.
#[derive(Debug, thiserror::Error)]
pub enum Unreached {
    #[error("it does not answer")]
    Late,
    #[error("{0}")]
    Io(#[from] io::Error),
    #[error("{0}")]
    Http(#[from] hyper::Error),
    #[error("it answers with the status {0}")]
    Status(u16),
    #[error("TLS: {0}")]
    Tls(#[from] rustls::Error),
    #[error("its answer makes no sense")]
    Answer,
}

/// An answer, and the key that the printer showed, if it speaks TLS.
#[derive(Debug)]
pub struct Answer {
    pub body: Bytes,
    pub pin: Option<Pin>,
}

/// A stream in both directions.
trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Stream for T {}

/// Sends `head`, then the document if there is one; the answer.
pub async fn post(
    address: &Address,
    pinned: Option<Pin>,
    head: Bytes,
    document: Option<&Path>,
) -> Result<Answer, Unreached> {
    let (body, length) = body(head, document).await?;
    let connected = tokio::time::timeout(CONNECTS, connect(address, pinned)).await;
    let (stream, seen) = connected.map_err(|_| Unreached::Late)??;
    let (mut sender, connection) = http1::handshake::<_, Body>(TokioIo::new(stream)).await?;
    let request = Request::post(address.path.as_str())
        .header(header::HOST, address.authority())
        .header(header::CONTENT_TYPE, "application/ipp")
        .header(header::CONTENT_LENGTH, length)
        .header(header::CONNECTION, "close")
        .body(body)
        .map_err(|_| Unreached::Answer)?;
    let answered = async {
        let response = sender.send_request(request).await?;
        let status = response.status();
        if !status.is_success() {
            return Err(Unreached::Status(status.as_u16()));
        }
        let body = Body::new(response.into_body());
        to_bytes(body, LONGEST_ANSWER).await.map_err(|_| Unreached::Answer)
    };
    tokio::pin!(connection, answered);
    let body = tokio::select! {
        biased;
        answer = &mut answered => answer?,
        // It ends once both sides have said all: the answer is there then.
        ended = &mut connection => {
            ended?;
            answered.await?
        }
    };
    Ok(Answer { body, pin: seen.and_then(|seen| seen.shown()) })
}

type Connected = (Box<dyn Stream>, Option<Arc<tls::Seen>>);

async fn connect(address: &Address, pinned: Option<Pin>) -> Result<Connected, Unreached> {
    let stream = TcpStream::connect((address.host.as_str(), address.port)).await?;
    stream.set_nodelay(true)?;
    if !address.secure {
        return Ok((Box::new(stream), None));
    }
    let (config, seen) = tls::config(pinned)?;
    let name = ServerName::try_from(address.host.clone()).map_err(|_| Unreached::Answer)?;
    let stream = TlsConnector::from(Arc::new(config)).connect(name, stream).await?;
    Ok((Box::new(stream), Some(seen)))
}

/// A body of a head and a document, read as it is sent; its length.
async fn body(head: Bytes, document: Option<&Path>) -> io::Result<(Body, u64)> {
    let length = head.len() as u64;
    let Some(path) = document else { return Ok((Body::from(head), length)) };
    let file = File::open(path).await?;
    let length = length + file.metadata().await?.len();
    let blocks = stream::try_unfold((Some(head), file), async |(head, mut file)| {
        if let Some(head) = head {
            return Ok::<_, io::Error>(Some((head, (None, file))));
        }
        let mut block = vec![0; BLOCK];
        let read = file.read(&mut block).await?;
        block.truncate(read);
        Ok((read > 0).then(|| (Bytes::from(block), (None, file))))
    });
    Ok((Body::from_stream(blocks), length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_printers() {
        let address = Address::parse("ipp://192.168.1.20/ipp/print").unwrap();
        assert_eq!((address.authority().as_str(), address.path.as_str()), ("192.168.1.20:631", "/ipp/print"));
        let address = Address::parse("ipps://[fe80::1]:8631/ipp/print").unwrap();
        assert_eq!((address.authority().as_str(), address.secure), ("[fe80::1]:8631", true));
        let wrong =
            ["", "printer", "http://host/ipp", "ipp://", "ipp://a:b@host/x", "ipp://host/x?y", "ipp:///x"];
        for wrong in wrong {
            assert!(Address::parse(wrong).is_err(), "{wrong}");
        }
    }
}
