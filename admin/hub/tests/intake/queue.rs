//! A station's way for prints: bytes pass, and pass again once a hub that was away is back.

use epn_wire::peer::tunnel;
use ipp::model::{Operation, StatusCode};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::time::timeout;

use crate::common::DEADLINE;
use crate::support::*;

/// What is answered to one request on a port of this machine; nothing if the connection was closed.
async fn through(port: u16, body: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let _ = stream.write_all(&[http(body.len()).as_bytes(), body].concat()).await;
    let mut answer = Vec::new();
    let _ = timeout(DEADLINE, stream.read_to_end(&mut answer)).await.unwrap();
    answer
}

#[tokio::test(flavor = "multi_thread")]
async fn prints_pass_and_pass_again_once_the_hub_is_back() {
    let (hub, station) = room().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (told, mut failures) = mpsc::unbounded_channel();
    let tell = move |error: epn_wire::peer::ConnectError| told.send(error.to_string()).unwrap();
    let (identity, address) = (station.identity.clone(), hub.address.clone());
    let task = tokio::spawn(async move { tunnel(listener, identity, address, 2, tell).await });

    let large = print_job(&[PDF, &vec![b' '; 3_000_000]].concat());
    assert_eq!(parsed(&through(port, &large).await).status, StatusCode::SuccessfulOk);
    let about = request(Operation::GetPrinterAttributes, None, &[]);
    for _ in 0..5 {
        assert_eq!(parsed(&through(port, &about).await).status, StatusCode::SuccessfulOk);
    }

    let away = hub.away().await;
    assert_eq!(through(port, &about).await, b"", "closed at once");
    assert!(failures.recv().await.unwrap().contains("does not answer"));
    let hub = away.back().await;
    assert_eq!(parsed(&through(port, &about).await).status, StatusCode::SuccessfulOk);
    task.abort();
    hub.stop().await;
}
