//! A station's programs, as far as they print.

use std::path::Path;

use epn_hub::config::{Config, Printing};
use epn_hub::printing::life::State;
use epn_hub::store::{Readers, print_job};
use epn_wire::peer::{Identity, connect_printer};
use ipp::attribute::{IppAttribute, IppAttributes};
use ipp::model::{DelimiterTag, IppVersion, Operation, StatusCode};
use ipp::parser::IppParser;
use ipp::reader::IppReader;
use ipp::request::IppRequestResponse;
use ipp::value::IppValue;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::client::TlsStream;

pub use crate::common::document::PDF;
use crate::common::{DEADLINE, FakeStation, TestHub};

/// The printer, as a station's programs call it.
pub const PRINTER: &str = "ipp://127.0.0.1:8631/ipp/print";

/// The same document after so many bytes that nobody sees: what is said of places in it is moved by as much.
pub fn large(bytes: usize) -> Vec<u8> {
    let text = String::from_utf8(PDF.to_vec()).unwrap();
    let moved = [9, 54, 105, 170].into_iter().rev().fold(text, |text, place| {
        let (wide, plain) = (format!("{place:010} "), format!("\n{place}\n"));
        let to = place + bytes;
        text.replace(&wide, &format!("{to:010} ")).replace(&plain, &format!("\n{to}\n"))
    });
    let hidden = format!("%PDF-1.4\n%{}\n", "x".repeat(bytes - 2));
    moved.replacen("%PDF-1.4\n", &hidden, 1).into_bytes()
}

/// What was answered.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    attributes: IppAttributes,
}

impl Answer {
    pub fn number(&self, name: &str) -> Option<i32> {
        let group = self.attributes.first_of(DelimiterTag::JobAttributes)?;
        match group.get(name)?.value() {
            IppValue::Integer(number) | IppValue::Enum(number) => Some(*number),
            _ => None,
        }
    }

    /// The numbers of the jobs that it tells of.
    pub fn jobs(&self) -> Vec<i32> {
        let numbers = self.attributes.groups_of(DelimiterTag::JobAttributes).filter_map(|group| match group
            .get("job-id")?
            .value()
        {
            IppValue::Integer(number) => Some(*number),
            _ => None,
        });
        numbers.collect()
    }

    pub fn holds(&self, tag: DelimiterTag, name: &str) -> bool {
        self.attributes.first_of(tag).is_some_and(|group| group.get(name).is_some())
    }
}

/// A request about the printer, or about one of its jobs.
pub fn request(operation: Operation, job: Option<i32>, more: &[(&str, IppValue)]) -> Vec<u8> {
    let mut request = IppRequestResponse::new(IppVersion::v2_0(), operation, None).unwrap();
    let mut add = |name: &str, value: IppValue| {
        let attribute = IppAttribute::with_name(name, value).unwrap();
        request.attributes_mut().add(DelimiterTag::OperationAttributes, attribute);
    };
    add("printer-uri", IppValue::new_uri(PRINTER).unwrap());
    if let Some(job) = job {
        add("job-id", IppValue::Integer(job));
    }
    for (name, value) in more {
        add(name, value.clone());
    }
    request.to_bytes().to_vec()
}

pub fn print_job(document: &[u8]) -> Vec<u8> {
    [&request(Operation::PrintJob, None, &[])[..], document].concat()
}

/// The head of the HTTP request that carries so many bytes.
pub fn http(length: usize) -> String {
    format!(
        "POST /ipp/print HTTP/1.1\r\nhost: 127.0.0.1:8631\r\ncontent-type: application/ipp\r\n\
         content-length: {length}\r\nconnection: close\r\n\r\n"
    )
}

/// All that is answered until the connection ends.
pub async fn until_closed(stream: &mut TlsStream<TcpStream>) -> Vec<u8> {
    let mut answer = Vec::new();
    // Closed without a farewell is closed as well.
    let _ = timeout(DEADLINE, stream.read_to_end(&mut answer)).await.expect("the hub keeps the connection");
    answer
}

/// Takes an answer apart.
pub fn parsed(bytes: &[u8]) -> Answer {
    let text = String::from_utf8_lossy(bytes);
    let start = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap_or_else(|| panic!("{text}"));
    assert!(bytes.starts_with(b"HTTP/1.1 200 "), "{text}");
    let body = bytes[start + 4..].to_vec();
    let (header, attributes, _) =
        IppParser::new(IppReader::new(std::io::Cursor::new(body))).parse_parts().unwrap();
    Answer { status: header.status_code(), attributes }
}

/// Asks the printer, through the station's own way.
pub async fn ask(identity: &Identity, address: &str, body: &[u8]) -> Answer {
    let mut stream = connect_printer(identity, address).await.unwrap();
    // It may be answered, and the connection closed, before all of it is read.
    let _ = stream.write_all(&[http(body.len()).as_bytes(), body].concat()).await;
    parsed(&until_closed(&mut stream).await)
}

/// A hub with a station whose visitor has a session.
pub async fn room() -> (TestHub, FakeStation) {
    with_session(TestHub::start().await).await
}

/// The same, with limits of its own.
pub async fn narrow_room(printing: Printing) -> (TestHub, FakeStation) {
    with_session(TestHub::start_configured(|config: &mut Config| config.printing = printing).await).await
}

async fn with_session(hub: TestHub) -> (TestHub, FakeStation) {
    let mut station = hub.station("Poste 1").await;
    let lease = station.enter().await;
    station.started(&lease).await;
    (hub, station)
}

/// The files of documents.
pub fn documents(data: &Path) -> usize {
    std::fs::read_dir(data.join("prints")).unwrap().count()
}

/// How the jobs stand, the oldest first, as another process may read it.
pub fn states(data: &Path, station: &FakeStation) -> Vec<(i32, State)> {
    let readers = Readers::open(&data.join("hub.db")).unwrap();
    let id = station.id;
    let jobs = readers.read_now(move |connection| {
        let session = epn_hub::store::session::open_on(connection, id)?;
        session.map_or(Ok(Vec::new()), |session| print_job::of_session(connection, session.id, 1000))
    });
    let mut states: Vec<_> = jobs.unwrap().iter().map(|job| (job.ipp, job.state)).collect();
    states.reverse();
    states
}
