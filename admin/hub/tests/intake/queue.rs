//! A station's way for prints: requests pass, and pass again once a hub that was away is back; whoever prints is answered whatever
//! becomes of the hub.

use std::path::Path;

use epn_hub::printing::life::State;
use epn_wire::peer::{Identity, TunnelError, tunnel};
use ipp::model::{Operation, StatusCode};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{self, UnboundedReceiver};
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::common::program::Serving;
use crate::common::{DEADLINE, until};
use crate::support::*;

/// Not now: what print queues try again for.
const NOT_NOW: &str = "HTTP/1.1 503 ";

/// The way of one station.
struct Way {
    port: u16,
    failures: UnboundedReceiver<String>,
    task: JoinHandle<()>,
}

impl Way {
    async fn of(identity: &Identity, hub: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (told, failures) = mpsc::unbounded_channel();
        let tell = move |error: TunnelError| told.send(error.to_string()).unwrap();
        let passing = tunnel(listener, identity.clone(), hub.to_owned(), 2, tell);
        let task = tokio::spawn(async move {
            passing.await;
        });
        Self { port, failures, task }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(("127.0.0.1", self.port)).await.unwrap()
    }

    /// What is answered to a request on a connection of its own.
    async fn ask(&self, body: &[u8]) -> Vec<u8> {
        let mut stream = self.connect().await;
        stream.write_all(&[http(body.len()).as_bytes(), body].concat()).await.unwrap();
        let mut answer = Vec::new();
        timeout(DEADLINE, stream.read_to_end(&mut answer)).await.unwrap().unwrap();
        answer
    }

    /// Why a request was not passed on.
    async fn failure(&mut self) -> String {
        timeout(DEADLINE, self.failures.recv()).await.unwrap().unwrap()
    }
}

impl Drop for Way {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// The next answer on a connection that goes on.
async fn answered(stream: &mut TcpStream) -> Vec<u8> {
    let mut answer = Vec::new();
    while !is_whole(&answer) {
        let read = timeout(DEADLINE, stream.read_buf(&mut answer)).await.unwrap().unwrap();
        assert!(read > 0, "closed after {:?}", String::from_utf8_lossy(&answer));
    }
    answer
}

fn is_whole(answer: &[u8]) -> bool {
    let text = String::from_utf8_lossy(answer);
    let Some((head, _)) = text.split_once("\r\n\r\n") else { return false };
    let length = head
        .lines()
        .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok());
    answer.len() >= head.len() + 4 + length.unwrap_or(0_usize)
}

/// The head of a request on a connection that goes on.
fn going_on(length: usize) -> String {
    http(length).replace("connection: close\r\n", "")
}

fn start_of(answer: &[u8]) -> String {
    String::from_utf8_lossy(answer).lines().next().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn prints_pass_and_pass_again_once_the_hub_is_back() {
    let (hub, station) = room().await;
    let mut way = Way::of(&station.identity, &hub.address).await;

    let large = print_job(&[PDF, &vec![b' '; 3_000_000]].concat());
    assert_eq!(parsed(&way.ask(&large).await).status, StatusCode::SuccessfulOk);
    let about = request(Operation::GetPrinterAttributes, None, &[]);
    for _ in 0..5 {
        assert_eq!(parsed(&way.ask(&about).await).status, StatusCode::SuccessfulOk);
    }
    let mut kept = way.connect().await;
    let again = [going_on(about.len()).as_bytes(), &about].concat();
    kept.write_all(&again).await.unwrap();
    assert_eq!(parsed(&answered(&mut kept).await).status, StatusCode::SuccessfulOk);

    let away = hub.away().await;
    let refused = way.ask(&large).await;
    assert!(refused.starts_with(NOT_NOW.as_bytes()), "{}", start_of(&refused));
    assert!(way.failure().await.contains("does not answer"));
    kept.write_all(&again).await.unwrap();
    let refused = answered(&mut kept).await;
    assert!(refused.starts_with(NOT_NOW.as_bytes()), "{}", start_of(&refused));

    let hub = away.back().await;
    assert_eq!(parsed(&way.ask(&about).await).status, StatusCode::SuccessfulOk);
    kept.write_all(&again).await.unwrap();
    assert_eq!(parsed(&answered(&mut kept).await).status, StatusCode::SuccessfulOk, "the same connection");
    drop(way);
    hub.stop().await;
}

/// The real program on a site where a visitor has a session.
fn serve(data: &Path) -> Serving {
    Serving::start_at(data, "2030-03-12T12:30:00+01:00[Europe/Paris]")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_that_is_killed_before_it_answers_is_away() {
    let (hub, station) = room().await;
    let site = hub.away().await;
    let data = site.data();
    let hub = serve(&data);
    let mut way = Way::of(&station.identity, &hub.address).await;
    let mut stream = way.connect().await;
    let about = request(Operation::GetPrinterAttributes, None, &[]);
    let asked = [going_on(about.len()).as_bytes(), &about].concat();
    stream.write_all(&asked).await.unwrap();
    assert_eq!(parsed(&answered(&mut stream).await).status, StatusCode::SuccessfulOk);

    // It has a whole request, and says nothing any more.
    hub.stands_still();
    until("it stands still", || hub.is_still()).await;
    stream.write_all(&asked).await.unwrap();
    drop(hub);
    let refused = answered(&mut stream).await;
    assert!(refused.starts_with(NOT_NOW.as_bytes()), "{}", start_of(&refused));
    let why = way.failure().await;
    assert!(why.contains("away") || why.contains("does not answer"), "{why}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_that_is_killed_while_it_reads_is_away_and_whoever_prints_says_all_of_it() {
    let (hub, station) = room().await;
    let site = hub.away().await;
    let data = site.data();
    let hub = serve(&data);
    let way = Way::of(&station.identity, &hub.address).await;
    let body = print_job(&large(2_000_000));
    let (first, rest) = body.split_at(1_000_000);
    let mut stream = way.connect().await;
    stream.write_all(going_on(body.len()).as_bytes()).await.unwrap();
    stream.write_all(first).await.unwrap();
    until("the hub knows of the print", || !states(&data, &station).is_empty()).await;
    drop(hub);
    stream.write_all(rest).await.unwrap();
    let refused = answered(&mut stream).await;
    assert!(refused.starts_with(NOT_NOW.as_bytes()), "{}", start_of(&refused));
    // The connection is one for requests still.
    stream.write_all(&[going_on(body.len()).as_bytes(), &body].concat()).await.unwrap();
    assert!(answered(&mut stream).await.starts_with(NOT_NOW.as_bytes()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_that_breaks_off_is_not_taken_for_a_whole_one() {
    let (hub, station) = room().await;
    let way = Way::of(&station.identity, &hub.address).await;
    let body = print_job(&large(500_000));
    let (first, _) = body.split_at(400_000);
    let head = going_on(0).replace("content-length: 0", "transfer-encoding: chunked");
    let mut stream = way.connect().await;
    stream.write_all(format!("{head}{:x}\r\n", first.len()).as_bytes()).await.unwrap();
    stream.write_all(&[first, b"\r\n"].concat()).await.unwrap();
    until("the hub knows of the print", || !states(&hub.data(), &station).is_empty()).await;
    drop(stream);
    let incomplete = || states(&hub.data(), &station).iter().all(|(_, state)| *state == State::Incomplete);
    until("the hub is told that it broke off", || documents(&hub.data()) == 0 && incomplete()).await;
    drop(way);
    hub.stop().await;
}
