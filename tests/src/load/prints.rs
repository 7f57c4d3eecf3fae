//! Documents that are printed, up to where the hub holds them for their visitors.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use epn_wire::peer::connect_printer;
use epn_wire::printing::PATH;
use http_body_util::{BodyExt as _, Full};
use hyper::Request;
use hyper::body::Bytes;
use hyper::client::conn::http1::SendRequest;
use hyper::header::{CONTENT_TYPE, HOST};
use hyper_util::rt::TokioIo;
use ipp::attribute::IppAttribute;
use ipp::model::{DelimiterTag, IppVersion, Operation};
use ipp::request::IppRequestResponse;
use ipp::value::IppValue;
use tokio::task::JoinSet;
use tokio::time::timeout;

use super::cli::Common;
use super::logins::without_account;
use super::measure::{Figures, Measure};
use super::station::SimulatedStation;
use super::stations;
use crate::prints::{A4, document};

/// An answer that takes longer is an error.
const LATE: Duration = Duration::from_secs(30);
/// After so many prints a station takes back those that wait: more than a thousand are not held for one visitor.
const HELD: u64 = 500;
/// The printer, as a station's programs call it.
const PRINTER: &str = "ipp://127.0.0.1:8631/ipp/print";
/// Lets each station print one document after the other.
///
/// # Errors
/// A station cannot be paired or connected, or its visitor is not let in.
pub async fn run(common: &Common, bytes: usize) -> Result<Figures> {
    let print = Bytes::from([request(Operation::PrintJob)?, document(1, A4, bytes)].concat());
    let cancel = Bytes::from(request(Operation::CancelMyJobs)?);
    let mut queues = Vec::new();
    for mut station in stations::join(common).await? {
        station.enter(without_account()).await?;
        queues.push(Queue::open(station, &common.hub).await?);
    }
    let start = Instant::now();
    let mut tasks = JoinSet::new();
    for queue in queues {
        tasks.spawn(print_on(queue, print.clone(), cancel.clone(), start + common.duration()));
    }
    let mut all = Measure::default();
    while let Some(one) = tasks.join_next().await {
        all.merge(one?);
    }
    Ok(all.figures(start.elapsed()))
}

/// A request to the printer, without a document.
fn request(operation: Operation) -> Result<Vec<u8>> {
    let mut request = IppRequestResponse::new(IppVersion::v2_0(), operation, None)?;
    request.attributes_mut().add(
        DelimiterTag::OperationAttributes,
        IppAttribute::with_name(IppAttribute::PRINTER_URI, IppValue::new_uri(PRINTER)?)?,
    );
    Ok(request.to_bytes().to_vec())
}

/// A station's connection to the printer. The station itself stays connected.
struct Queue {
    sender: SendRequest<Full<Bytes>>,
    _station: SimulatedStation,
}

impl Queue {
    async fn open(station: SimulatedStation, hub: &str) -> Result<Self> {
        let stream = connect_printer(&station.identity, hub).await?;
        let (sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Self { sender, _station: station })
    }

    async fn ask(&mut self, body: Bytes) -> Result<()> {
        let request = Request::post(PATH)
            .header(HOST, "127.0.0.1:8631")
            .header(CONTENT_TYPE, "application/ipp")
            .body(Full::new(body))?;
        self.sender.ready().await?;
        let answer = self.sender.send_request(request).await?.into_body().collect().await?.to_bytes();
        // The status is the second pair of bytes; what begins with 0 is a success (RFC 8011, 4.1.6.1).
        ensure!(answer.get(2) == Some(&0), "the printer refused");
        Ok(())
    }
}

async fn print_on(mut queue: Queue, print: Bytes, cancel: Bytes, end: Instant) -> Measure {
    let mut measure = Measure::default();
    for printed in 1u64.. {
        let sent = Instant::now();
        if sent >= end {
            break;
        }
        let Ok(Ok(())) = timeout(LATE, queue.ask(print.clone())).await else {
            measure.failed();
            break;
        };
        measure.answered(sent.elapsed());
        if printed.is_multiple_of(HELD) && queue.ask(cancel.clone()).await.is_err() {
            measure.failed();
            break;
        }
    }
    measure
}
