//! What is refused, and what breaks: nothing of it stays.

use epn_hub::config::Printing;
use epn_hub::printing::life::State;
use epn_wire::peer::connect_printer;
use ipp::model::{Operation, StatusCode};
use ipp::value::IppValue;
use tokio::io::AsyncWriteExt as _;

use crate::common::until;
use crate::support::*;

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_printed_leaves_no_trace() {
    let (hub, station) = room().await;
    let refused = async |body: Vec<u8>| ask(&station.identity, &hub.address, &body).await.status;
    let format = |name: &str| [("document-format", IppValue::new_mime_media_type(name).unwrap())];
    let with = |more: &[(&str, IppValue)], document: &[u8]| {
        [&request(Operation::PrintJob, None, more)[..], document].concat()
    };
    let not_supported = StatusCode::ClientErrorDocumentFormatNotSupported;
    assert_eq!(refused(print_job(b"%!PS-Adobe-3.0\nshowpage\n")).await, not_supported);
    assert_eq!(refused(print_job(b"just words")).await, not_supported);
    assert_eq!(refused(with(&format("application/pdf"), b"%!PS-Adobe-3.0\n")).await, not_supported);
    assert_eq!(refused(with(&format("application/postscript"), PDF)).await, not_supported);
    let zipped = [("compression", IppValue::new_keyword("gzip").unwrap())];
    assert_eq!(refused(with(&zipped, PDF)).await, StatusCode::ClientErrorCompressionNotSupported);
    assert_eq!(refused(print_job(b"")).await, StatusCode::ClientErrorBadRequest);
    assert_eq!(states(&hub.data(), &station), []);
    assert_eq!(documents(&hub.data()), 0);
    hub.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_that_breaks_off_is_incomplete() {
    let (hub, station) = room().await;
    let body = print_job(&[PDF, &vec![b' '; 600_000]].concat());
    let mut stream = connect_printer(&station.identity, &hub.address).await.unwrap();
    stream.write_all(http(body.len()).as_bytes()).await.unwrap();
    stream.write_all(&body[..400_000]).await.unwrap();
    stream.flush().await.unwrap();
    until("it begins", || states(&hub.data(), &station) == [(1, State::Receiving)]).await;
    drop(stream);
    until("it is told", || states(&hub.data(), &station) == [(1, State::Incomplete)]).await;
    assert_eq!(documents(&hub.data()), 0);
    hub.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_that_is_too_big_is_refused() {
    let (hub, station) = narrow_room(Printing { largest_mib: 1, ..Printing::default() }).await;
    let body = print_job(&[PDF, &vec![b' '; 1024 * 1024]].concat());
    let answer = ask(&station.identity, &hub.address, &body).await;
    assert_eq!(answer.status, StatusCode::ClientErrorRequestEntityTooLong);
    until("it is refused", || states(&hub.data(), &station) == [(1, State::Refused)]).await;
    assert_eq!(documents(&hub.data()), 0);
    hub.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_is_nearly_full_takes_nothing() {
    let (hub, station) = narrow_room(Printing { least_free_mib: u64::MAX, ..Printing::default() }).await;
    for body in [print_job(PDF), request(Operation::CreateJob, None, &[])] {
        let answer = ask(&station.identity, &hub.address, &body).await;
        assert_eq!(answer.status, StatusCode::ServerErrorNotAcceptingJobs);
    }
    assert_eq!(states(&hub.data(), &station), []);
    hub.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nonsense_is_answered_and_does_no_harm() {
    let (hub, station) = room().await;
    let good = request(Operation::GetPrinterAttributes, None, &[]);
    let status = async |body: &[u8]| ask(&station.identity, &hub.address, body).await.status;
    for cut in [8, 9, 12, good.len() - 1] {
        assert_eq!(status(&good[..cut]).await, StatusCode::ClientErrorBadRequest, "cut at {cut}");
    }
    // A text in a language whose length lies, nested collections without an end, and far too much.
    let lie = [&good[..good.len() - 1], &[0x35, 0, 1, b'a', 0, 4, 0xff, 0xff, b'f', b'r', 3]].concat();
    assert_eq!(status(&lie).await, StatusCode::ClientErrorBadRequest);
    let deep = [&good[..good.len() - 1], &[0x34, 0, 1, b'a', 0, 0].repeat(5000)[..]].concat();
    assert_eq!(status(&deep).await, StatusCode::ClientErrorBadRequest);
    let many = [&good[..good.len() - 1], &[0x21, 0, 1, b'a', 0, 4, 0, 0, 0, 1].repeat(100_000)[..]].concat();
    assert_eq!(status(&many).await, StatusCode::ClientErrorRequestEntityTooLong);
    assert_eq!(status(&good).await, StatusCode::SuccessfulOk);

    let mut stream = connect_printer(&station.identity, &hub.address).await.unwrap();
    let short = format!("{}abc", http(3));
    stream.write_all(short.as_bytes()).await.unwrap();
    assert!(until_closed(&mut stream).await.starts_with(b"HTTP/1.1 400 "));
    hub.stop().await;
}
