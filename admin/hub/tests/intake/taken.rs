//! What is taken, and to whom it belongs.

use std::os::unix::fs::PermissionsExt as _;

use epn_hub::printing::life::State;
use epn_wire::peer::{connect_printer, connect_stream};
use ipp::model::{DelimiterTag, Operation, StatusCode};
use ipp::value::IppValue;
use tokio::io::AsyncWriteExt as _;

use crate::common::{stranger, until};
use crate::support::*;

/// `job-state`: held.
const HELD: i32 = 4;

#[tokio::test(flavor = "multi_thread")]
async fn a_document_is_on_disk_and_held_when_its_sender_hears_that_it_was_taken() {
    let (hub, station) = room().await;
    let answer = ask(&station.identity, &hub.address, &print_job(PDF)).await;
    assert_eq!(answer.status, StatusCode::SuccessfulOk);
    assert_eq!((answer.number("job-id"), answer.number("job-state")), (Some(1), Some(HELD)));
    let [kept] =
        std::fs::read_dir(hub.data().join("prints")).unwrap().collect::<Vec<_>>().try_into().unwrap();
    assert_eq!(std::fs::read(kept.unwrap().path()).unwrap(), PDF);
    hub.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_was_created_takes_one_document() {
    let (hub, station) = room().await;
    let ask = async |body: Vec<u8>| ask(&station.identity, &hub.address, &body).await;
    let created = ask(request(Operation::CreateJob, None, &[])).await;
    let id = created.number("job-id");
    assert_eq!(created.number("job-state"), Some(HELD));
    let send = |is_last, document: &[u8]| {
        let is_last = [("last-document", IppValue::Boolean(is_last))];
        [&request(Operation::SendDocument, id, &is_last)[..], document].concat()
    };
    assert_eq!(ask(send(true, PDF)).await.status, StatusCode::SuccessfulOk);
    let again = ask(send(true, PDF)).await;
    assert_eq!(again.status, StatusCode::ServerErrorMultipleDocumentJobsNotSupported);
    assert_eq!(ask(send(true, b"")).await.status, StatusCode::SuccessfulOk, "that was all");
    assert_eq!(documents(&hub.data()), 1);
    hub.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_sees_its_own_jobs_and_no_others() {
    let (hub, station) = room().await;
    let mut other = hub.station("Poste 2").await;
    let lease = other.enter().await;
    other.started(&lease).await;
    let asked = async |who: &crate::common::FakeStation, operation, job| {
        ask(&who.identity, &hub.address, &request(operation, job, &[])).await
    };
    let id = ask(&station.identity, &hub.address, &print_job(PDF)).await.number("job-id");
    assert_eq!(asked(&station, Operation::GetJobAttributes, id).await.status, StatusCode::SuccessfulOk);
    for operation in [Operation::GetJobAttributes, Operation::CancelJob] {
        assert_eq!(asked(&other, operation, id).await.status, StatusCode::ClientErrorNotFound);
    }
    let listed = async |who| {
        let all = [("which-jobs", IppValue::new_keyword("all").unwrap())];
        let body = request(Operation::GetJobs, None, &all);
        let who: &crate::common::FakeStation = who;
        ask(&who.identity, &hub.address, &body).await.jobs()
    };
    assert_eq!((listed(&station).await, listed(&other).await), (vec![1], vec![]));
    hub.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_is_taken_back_is_over_and_its_document_gone() {
    let (hub, station) = room().await;
    let id = ask(&station.identity, &hub.address, &print_job(PDF)).await.number("job-id");
    let cancel = request(Operation::CancelJob, id, &[]);
    assert_eq!(ask(&station.identity, &hub.address, &cancel).await.status, StatusCode::SuccessfulOk);
    assert_eq!(
        ask(&station.identity, &hub.address, &cancel).await.status,
        StatusCode::ClientErrorNotPossible
    );
    until("the document goes", || documents(&hub.data()) == 0).await;
    hub.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_prints_without_a_session() {
    let (hub, mut station) = room().await;
    let id = ask(&station.identity, &hub.address, &print_job(PDF)).await.number("job-id");
    let sessions = hub.hub.store.readers.read_now(epn_hub::store::session::open).unwrap();
    station.ended(sessions[0].id, 60).await;
    let refused = ask(&station.identity, &hub.address, &print_job(PDF)).await;
    assert_eq!(refused.status, StatusCode::ClientErrorNotAuthorized);
    // The next visitor learns nothing of the one before.
    let about = request(Operation::GetJobAttributes, id, &[]);
    assert_eq!(ask(&station.identity, &hub.address, &about).await.status, StatusCode::ClientErrorNotFound);
    hub.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_for_printing_reaches_nothing_else_and_alone_reaches_the_printer() {
    let (hub, station) = room().await;
    let get = |path: &str| format!("GET {path} HTTP/1.1\r\nhost: hub\r\nconnection: close\r\n\r\n");
    let asked = async |mut stream: tokio_rustls::client::TlsStream<tokio::net::TcpStream>, path: &str| {
        stream.write_all(get(path).as_bytes()).await.unwrap();
        String::from_utf8(until_closed(&mut stream).await).unwrap()
    };
    let printing = async || connect_printer(&station.identity, &hub.address).await.unwrap();
    for path in ["/station", "/api/v1/room", "/pair", "/"] {
        let answer = asked(printing().await, path).await;
        assert!(answer.starts_with("HTTP/1.1 404 "), "{path}: {answer}");
    }
    assert!(asked(printing().await, "/ipp/print").await.starts_with("HTTP/1.1 200 "));
    let usual = connect_stream(&station.identity, &hub.address).await.unwrap();
    assert!(asked(usual, "/ipp/print").await.starts_with("HTTP/1.1 404 "));
    assert!(!asked(stranger(&hub.address).await, "/ipp/print").await.starts_with("HTTP/1.1 200 "));
    hub.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_client_calls_things_is_nowhere() {
    let (hub, station) = room().await;
    let name = |text: &str| IppValue::new_name_without_language(text).unwrap();
    let named = [
        ("requesting-user-name", name("zqx-somebody")),
        ("job-name", name("zqx-job")),
        ("document-name", name("zqx-document.pdf")),
    ];
    let body = [&request(Operation::PrintJob, None, &named)[..], PDF].concat();
    let answer = ask(&station.identity, &hub.address, &body).await;
    assert_eq!(answer.status, StatusCode::SuccessfulOk);
    let described = ask(
        &station.identity,
        &hub.address,
        &request(Operation::GetJobAttributes, answer.number("job-id"), &[]),
    )
    .await;
    assert!(described.holds(DelimiterTag::JobAttributes, "job-name"));
    assert!(!format!("{described:?}").contains("zqx"));
    let site = hub.away().await;
    for entry in std::fs::read_dir(site.data()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let bytes = std::fs::read(&path).unwrap();
            assert!(!bytes.windows(3).any(|window| window == b"zqx"), "{}", path.display());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_answered_for_and_comes_again_is_one_print() {
    let (hub, mut station) = room().await;
    let heard = ask(&station.identity, &hub.address, &print_job(PDF)).await;
    let other = ask(&station.identity, &hub.address, &print_job(&large(1000))).await;
    assert_eq!((heard.number("job-id"), other.number("job-id")), (Some(1), Some(2)));
    until("both are counted", || {
        states(&hub.data(), &station).iter().all(|(_, state)| *state == State::Held)
    })
    .await;
    let away = hub.away().await;
    // As the hub leaves it that dies before it says so: the document may still be written.
    let unheard = std::fs::read_dir(away.data().join("prints")).unwrap().map(|entry| entry.unwrap().path());
    let unheard = unheard.max_by_key(|path| path.metadata().unwrap().len()).unwrap();
    std::fs::set_permissions(&unheard, std::fs::Permissions::from_mode(0o600)).unwrap();
    let hub = away.back().await;
    station = station.reconnect(&hub.address).await.0;

    let again = ask(&station.identity, &hub.address, &print_job(&large(1000))).await;
    assert_eq!((again.status, again.number("job-id")), (StatusCode::SuccessfulOk, Some(3)));
    assert_eq!(again.number("job-state"), Some(HELD), "its first one's");
    assert_eq!(states(&hub.data(), &station), [(1, State::Held), (2, State::Held)]);
    assert_eq!(documents(&hub.data()), 2);
    // By either number it is the same print.
    let cancel = request(Operation::CancelJob, Some(3), &[]);
    assert_eq!(ask(&station.identity, &hub.address, &cancel).await.status, StatusCode::SuccessfulOk);
    assert_eq!(states(&hub.data(), &station), [(1, State::Held), (2, State::Cancelled)]);

    // What was answered for and is printed once more is two prints.
    for (document, number) in [(PDF.to_vec(), 4), (large(1000), 5)] {
        let more = ask(&station.identity, &hub.address, &print_job(&document)).await;
        assert_eq!(more.number("job-id"), Some(number));
        assert_eq!(states(&hub.data(), &station).last().map(|(job, _)| *job), Some(number));
    }
    hub.stop().await;
}
