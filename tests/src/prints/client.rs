//! A program that prints: it speaks IPP on a connection that leads to the hub's printer.

use anyhow::{Result, ensure};
use epn_wire::printing::PATH;
use http_body_util::{BodyExt as _, Full};
use hyper::Request;
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header::{CONTENT_TYPE, HOST};
use hyper_util::rt::TokioIo;
use ipp::attribute::IppAttribute;
use ipp::model::{DelimiterTag, IppVersion, Operation};
use ipp::request::IppRequestResponse;
use ipp::value::IppValue;
use tokio::io::{AsyncRead, AsyncWrite};

/// The printer, as a station's programs call it.
const PRINTER: &str = "ipp://127.0.0.1:8631/ipp/print";
const PRINTER_HOST: &str = "127.0.0.1:8631";

/// A connection to the printer.
#[derive(Debug)]
pub struct Client(SendRequest<Full<Bytes>>);

impl Client {
    /// Speaks on `stream`, which leads to the hub's printer.
    ///
    /// # Errors
    /// The connection broke.
    pub async fn over(stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static) -> Result<Self> {
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Self(sender))
    }

    /// Sends a request, with its document if it has one.
    ///
    /// # Errors
    /// The connection broke, or the printer refused.
    pub async fn ask(&mut self, body: Bytes) -> Result<()> {
        let request = Request::post(PATH)
            .header(HOST, PRINTER_HOST)
            .header(CONTENT_TYPE, "application/ipp")
            .body(Full::new(body))?;
        self.0.ready().await?;
        let answer = self.0.send_request(request).await?.into_body().collect().await?.to_bytes();
        // The status is the second pair of bytes; what begins with 0 is a success (RFC 8011, 4.1.6.1).
        ensure!(answer.get(2) == Some(&0), "the printer refused");
        Ok(())
    }
}

/// The request to print so many copies of a document.
///
/// # Errors
/// Never for these few attributes.
pub fn print_job(document: &[u8], copies: i32) -> Result<Bytes> {
    let mut request = to_printer(Operation::PrintJob)?;
    let copies = IppAttribute::with_name("copies", IppValue::Integer(copies))?;
    request.attributes_mut().add(DelimiterTag::JobAttributes, copies);
    Ok([&request.to_bytes()[..], document].concat().into())
}

/// The request to take back whatever waits.
///
/// # Errors
/// Never for this one attribute.
pub fn cancel_all() -> Result<Bytes> {
    Ok(to_printer(Operation::CancelMyJobs)?.to_bytes())
}

fn to_printer(operation: Operation) -> Result<IppRequestResponse> {
    let mut request = IppRequestResponse::new(IppVersion::v2_0(), operation, None)?;
    let printer = IppAttribute::with_name(IppAttribute::PRINTER_URI, IppValue::new_uri(PRINTER)?)?;
    request.attributes_mut().add(DelimiterTag::OperationAttributes, printer);
    Ok(request)
}
