//! Peers that hold connections open: slow ones, silent ones, many of them.

#![cfg(test)]

mod common;

use std::time::Duration;

use common::{DEADLINE, TestHub, always_open, stranger};
use epn_hub::pairing::new_code;
use epn_hub::tls::Limits;
use epn_wire::pairing::PeerKind;
use epn_wire::peer::{Identity, connect_stream, pair};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::client::TlsStream;

/// Long enough for any of the others' tests, and never waited for.
const LONG: Duration = Duration::from_mins(10);
/// Over at once.
const SHORT: Duration = Duration::from_millis(50);

fn patient() -> Limits {
    Limits { head: LONG, body: LONG, ..Limits::usual(4096) }
}

async fn serving(limits: Limits) -> TestHub {
    TestHub::start_within(always_open(), limits).await
}

/// All that is answered until the connection ends.
async fn until_closed(stream: &mut TlsStream<TcpStream>) -> String {
    let mut answer = Vec::new();
    // Closed without a farewell is closed as well.
    let _ = timeout(DEADLINE, stream.read_to_end(&mut answer)).await.expect("the hub keeps the connection");
    String::from_utf8(answer).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn half_a_body_is_not_waited_for() {
    let hub = serving(Limits { body: SHORT, ..patient() }).await;
    let mut stream = stranger(&hub.address).await;
    let half = b"POST /pair HTTP/1.1\r\nhost: epn-hub\r\ncontent-length: 200\r\n\r\n{\"body\":";
    stream.write_all(half).await.unwrap();
    let answer = until_closed(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_is_too_long_is_not_read() {
    let hub = serving(patient()).await;
    let mut stream = stranger(&hub.address).await;
    let head = "POST /pair HTTP/1.1\r\nhost: epn-hub\r\ncontent-length: 70000\r\n\r\n";
    // One byte more than is read.
    let request = format!("{head}{}", "a".repeat(64 * 1024 + 1));
    // The hub may close before it took all of it.
    let _ = stream.write_all(request.as_bytes()).await;
    let answer = until_closed(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_silent_peer_is_closed() {
    let hub = serving(Limits { head: SHORT, ..patient() }).await;
    let mut silent = TcpStream::connect(&hub.address).await.unwrap();
    let read = timeout(DEADLINE, silent.read(&mut [0; 1])).await.expect("the hub keeps the connection");
    assert_eq!(read.unwrap_or(0), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_not_known_has_one_request_a_connection() {
    let hub = serving(patient()).await;
    let mut stream = stranger(&hub.address).await;
    stream.write_all(b"GET /api/v1/room HTTP/1.1\r\nhost: epn-hub\r\n\r\n").await.unwrap();
    let answer = until_closed(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 403 "), "{answer}");
}

/// A connection that the hub takes in, however long it needs to notice that others are gone.
async fn let_in(address: &str, identity: &Identity) -> TlsStream<TcpStream> {
    let trying = async {
        let mut tries = tokio::time::interval(Duration::from_millis(5));
        loop {
            tries.tick().await;
            if let Ok(stream) = connect_stream(identity, address).await {
                return stream;
            }
        }
    };
    timeout(DEADLINE, trying).await.expect("the hub has no place for a registered peer")
}

#[tokio::test(flavor = "multi_thread")]
async fn those_who_are_not_known_have_few_places_and_take_none_from_those_who_are() {
    let hub = serving(Limits { newcomers_from_one: 1, ..patient() }).await;
    let code = new_code(&hub.hub).await.unwrap();
    let kind = PeerKind::Station { name: "Poste 1".to_owned(), tags: Vec::new() };
    let identity = pair(&hub.address, &code, kind).await.unwrap();

    let mut held = Vec::new();
    for _ in 0..3 {
        held.push(let_in(&hub.address, &identity).await);
    }
    let mut socket = TcpStream::connect(&hub.address).await.unwrap();
    let mut others = TcpStream::connect(&hub.address).await.unwrap();
    // One of the two has the place, the other is closed at once.
    let mut byte = [0; 1];
    let mut also = [0; 1];
    let closed = async {
        tokio::select! {
            read = socket.read(&mut byte) => read,
            read = others.read(&mut also) => read,
        }
    };
    let read = timeout(DEADLINE, closed).await.expect("both were let in");
    assert_eq!(read.unwrap_or(0), 0);
}
