//! How long a document is kept: an hour, and not over the hub's end.

use epn_wire::printing::PrintAnswer;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

use crate::common::until;
use crate::support::*;

#[tokio::test]
async fn after_the_hour_nothing_is_left_and_the_code_is_none() {
    let site = Site::found().await;
    let data = site.data.clone();
    let mut room = site.at(Program::start(&data, 1800)).await;
    let code = room.code(PDF).await;
    until("its hour is over", || documents(&data) == 0).await;
    assert!(matches!(room.types(&code).await, PrintAnswer::UnknownCode { .. }));
}

#[tokio::test]
async fn a_hub_that_stops_deletes_what_waited() {
    let room = Room::open().await;
    let data = room.data.clone();
    room.code(PDF).await;
    assert_eq!(room.documents(), 1);
    let Room { program, .. } = room;
    program.stop();
    assert_eq!(documents(&data), 0, "nobody has its code any more, and the next start may be days away");
}

#[tokio::test]
async fn a_hub_that_is_killed_leaves_nothing_of_what_arrived_or_waited() {
    let site = Site::found().await;
    let data = site.data.clone();
    let mut large = PDF.to_vec();
    large.resize(2_000_000, b' ');
    let body = form(&large);
    let whole = [head(body.len()).as_bytes(), &body].concat();
    for bytes in [300_000, 1_000_000, whole.len() - 1] {
        let program = Program::start(&data, 1);
        let mut phone = TcpStream::connect(&program.phones).await.unwrap();
        phone.write_all(&whole[..bytes]).await.unwrap();
        until("a part is there", || documents(&data) == 1).await;
        drop(program);
        assert_eq!(documents(&data), 1);
        drop(Program::start(&data, 1));
        assert_eq!(documents(&data), 0, "cut at {bytes}");
    }

    let room = site.open().await;
    let (waiting, fetched) = (room.code(PDF).await, room.code(&large).await);
    let mut room = room;
    let PrintAnswer::Fetched { job } = room.types(&fetched).await else { panic!("{fetched} is not known") };
    assert_eq!(room.documents(), 2);
    let mut room = room.kill().open().await;
    assert_eq!(room.documents(), 1, "what somebody fetched is theirs; what waited is gone");
    assert!(matches!(room.types(&waiting).await, PrintAnswer::UnknownCode { .. }));
    room.told(|told| told.prints.iter().any(|print| print.id == job)).await;
}
