//! The hub killed at every stage of an intake: what was not told to be taken is told to be incomplete, what was is there.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use epn_hub::printing::life::State;
use epn_wire::peer::{Identity, connect_printer};
use ipp::model::StatusCode;
use jiff::Timestamp;
use tokio::io::AsyncWriteExt as _;

use crate::common::until;
use crate::support::*;

/// The real hub; dropping it kills it, as a crash would.
struct Killable {
    child: Child,
    address: String,
}

impl Killable {
    fn start(data: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_epn-hub"))
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .args(["--clock-start", "2030-03-12T12:30:00+01:00[Europe/Paris]", "--clock-scale", "1"])
            .args(["--clock-anchor", &Timestamp::now().as_millisecond().to_string()])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("epn-hub: listening on https://").unwrap().to_owned();
        Self { child, address }
    }
}

impl Drop for Killable {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Sends so many bytes of a request to a hub, kills it then or when `also` is so.
async fn cut(data: &Path, identity: &Identity, bytes: &[u8], also: impl Fn() -> bool) {
    let hub = Killable::start(data);
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
        let _next = Killable::start(&data);
        let states = states(&data, &station);
        assert!(states.len() <= n + 1, "{states:?}");
        assert!(states.iter().all(|(_, state)| *state == State::Incomplete), "cut at {bytes}: {states:?}");
        assert_eq!(documents(&data), 0, "cut at {bytes}");
    }

    // Once it was recorded, before it is whole.
    let before = states(&data, &station).len();
    let recorded = || states(&data, &station).len() == before + 1;
    cut(&data, &station.identity, &request[..head + 400_000], recorded).await;
    drop(Killable::start(&data));
    let after = states(&data, &station);
    assert_eq!((after.len(), after[before].1), (before + 1, State::Incomplete));

    // Once all of it was sent, whether it was answered or not: taken whole, or told to be incomplete.
    cut(&data, &station.identity, &request, || true).await;
    drop(Killable::start(&data));
    let whole = states(&data, &station).iter().filter(|(_, state)| *state != State::Incomplete).count();
    assert_eq!(documents(&data), whole);

    // Once it was answered: it is there, whole.
    let hub = Killable::start(&data);
    let answer = ask(&station.identity, &hub.address, &body).await;
    assert_eq!(answer.status, StatusCode::SuccessfulOk);
    drop(hub);
    drop(Killable::start(&data));
    let states = states(&data, &station);
    assert_eq!(states.last().map(|(job, _)| Some(*job)), Some(answer.number("job-id")));
    assert_ne!(states.last().unwrap().1, State::Incomplete);
    assert_eq!(documents(&data), whole + 1);
    for entry in std::fs::read_dir(data.join("prints")).unwrap() {
        assert_eq!(std::fs::read(entry.unwrap().path()).unwrap(), document);
    }
    let check =
        Command::new(env!("CARGO_BIN_EXE_epn-hub")).args(["check", "--data"]).arg(&data).status().unwrap();
    assert!(check.success());
}
