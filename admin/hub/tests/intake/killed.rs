//! The hub killed at every stage of an intake: what was not told to be taken is told to be incomplete, what was is there.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

use epn_hub::printing::life::State;
use epn_wire::peer::{Identity, connect_printer};
use ipp::model::StatusCode;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use crate::common::program::Serving;
use crate::common::until;
use crate::support::*;

/// The moment at which each hub starts.
const START: &str = "2030-03-12T12:30:00+01:00[Europe/Paris]";

fn serve(data: &Path) -> Serving {
    Serving::start_at(data, START)
}

/// Sends so many bytes of a request to a hub, kills it then or when `also` is so.
async fn cut(data: &Path, identity: &Identity, bytes: &[u8], also: impl Fn() -> bool) {
    let hub = serve(data);
    let mut stream = connect_printer(identity, &hub.address).await.unwrap();
    stream.write_all(bytes).await.unwrap();
    stream.flush().await.unwrap();
    until("it comes so far", also).await;
    drop(hub);
}

#[tokio::test(flavor = "multi_thread")]
async fn whenever_it_is_killed_nothing_is_lost_untold() {
    let (hub, station) = room().await;
    let site = hub.away().await;
    let data = site.data();
    let document = large(700_000);
    let body = print_job(&document);
    let request = [http(body.len()).as_bytes(), &body].concat();
    let head = request.len() - document.len();

    // At any byte: nothing, or a job that is told to be incomplete.
    let at = [1, head / 2, head - 1, head, head + 1, head + 500, head + 300_000, request.len() - 1];
    for (n, bytes) in at.into_iter().enumerate() {
        cut(&data, &station.identity, &request[..bytes], || true).await;
        let _next = serve(&data);
        let states = states(&data, &station);
        assert!(states.len() <= n + 1, "{states:?}");
        assert!(states.iter().all(|(_, state)| *state == State::Incomplete), "cut at {bytes}: {states:?}");
        assert_eq!(documents(&data), 0, "cut at {bytes}");
    }

    // Once it was recorded, before it is whole.
    let before = states(&data, &station).len();
    let recorded = || states(&data, &station).len() == before + 1;
    cut(&data, &station.identity, &request[..head + 400_000], recorded).await;
    drop(serve(&data));
    let after = states(&data, &station);
    assert_eq!((after.len(), after[before].1), (before + 1, State::Incomplete));

    // Once all of it was sent, whether it was answered or not: taken whole, or told to be incomplete.
    cut(&data, &station.identity, &request, || true).await;
    drop(serve(&data));
    let taken = |data: &Path| {
        let states = states(data, &station);
        states.into_iter().filter(|(_, state)| *state != State::Incomplete).count()
    };
    let whole = taken(&data);
    assert_eq!(documents(&data), whole);

    // Sent until it is answered, it is there once; once more by somebody who was answered, it is there once more.
    for more in 1..=2 {
        let hub = serve(&data);
        let answer = ask(&station.identity, &hub.address, &body).await;
        assert_eq!(answer.status, StatusCode::SuccessfulOk);
        drop(hub);
        drop(serve(&data));
        assert_ne!(states(&data, &station).last().unwrap().1, State::Incomplete);
        assert!((more..=more + whole).contains(&documents(&data)));
        assert_eq!(documents(&data), taken(&data));
    }
    for entry in std::fs::read_dir(data.join("prints")).unwrap() {
        assert_eq!(std::fs::read(entry.unwrap().path()).unwrap(), document);
    }
    let check =
        Command::new(env!("CARGO_BIN_EXE_epn-hub")).args(["check", "--data"]).arg(&data).status().unwrap();
    assert!(check.success());
}

/// The documents whose answers were handed over to be sent.
fn answered_for(data: &Path) -> usize {
    // There is no folder before the first.
    let Ok(entries) = std::fs::read_dir(data.join("prints")) else { return 0 };
    let modes = entries.map(|entry| entry.unwrap().metadata().unwrap().permissions().mode());
    modes.filter(|mode| mode & 0o777 == 0o400).count()
}

/// What CUPS does: sends it until it is answered. Nobody can know of an answer that was handed over and did not get out: that
/// moment is left out.
async fn send_until_answered(data: &Path, identity: &Identity, body: &[u8], is_there: impl Fn() -> bool) {
    let before = answered_for(data);
    let request = [http(body.len()).as_bytes(), body].concat();
    let hub = serve(data);
    let mut stream = connect_printer(identity, &hub.address).await.unwrap();
    stream.write_all(&request).await.unwrap();
    stream.flush().await.unwrap();
    until("it is there", is_there).await;
    // It may have been answered or not.
    drop(hub);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    if answer.is_empty() && answered_for(data) == before {
        let hub = serve(data);
        assert_eq!(ask(identity, &hub.address, body).await.status, StatusCode::SuccessfulOk);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_that_dies_between_taking_a_document_and_saying_so_has_it_once() {
    let (hub, station) = room().await;
    let site = hub.away().await;
    let data = site.data();
    for round in 1..=10 {
        // Each another document, or they would be one print that was sent again.
        let body = print_job(&large(1000 + round));
        let path = data.join("prints");
        let is_there = || std::fs::read_dir(&path).is_ok_and(|found| found.count() >= round);
        send_until_answered(&data, &station.identity, &body, is_there).await;
        let whole: Vec<_> = states(&data, &station)
            .into_iter()
            .filter(|(_, state)| !matches!(state, State::Incomplete | State::Cancelled))
            .collect();
        assert_eq!(whole.len(), round, "{whole:?}");
    }
}
