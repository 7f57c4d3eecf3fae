//! Codes that are wrong, and a session that is not there.

use epn_rules::people::AgeBand;
use epn_rules::session::Phase;
use epn_wire::printing::{PrintAnswer, PrintAsk};
use epn_wire::station::{Entry, Reply, Request};

use crate::support::*;

#[tokio::test]
async fn wrong_codes_meet_growing_delays_and_a_right_one_forgives_none() {
    let mut room = Room::open().await;
    let code = room.code(PDF).await;
    // A valid one that nothing waits with, one with a typing error, and no code at all.
    for (wrong, wait) in [("7777-777V", 1), ("7777-777W", 2), ("?", 4)] {
        let answer = loop {
            match room.types(wrong).await {
                PrintAnswer::Throttled { wait_seconds } => assert!((1..=60).contains(&wait_seconds)),
                other => break other,
            }
        };
        assert_eq!(answer, PrintAnswer::UnknownCode { wait_seconds: wait });
    }
    assert!(matches!(room.types(&code).await, PrintAnswer::Throttled { .. }), "the right one waits as well");
    // Whoever comes to enter is not kept waiting for it.
    let entry = Entry::Ticket { code: "not a ticket".to_owned().into() };
    let reply = room.station.log_in(entry).await.1;
    assert!(matches!(reply, Reply::NotRecognised { wait_seconds: 1 }), "{reply:?}");
    let fetched = loop {
        match room.types(&code).await {
            PrintAnswer::Throttled { .. } => {}
            other => break other,
        }
    };
    assert!(matches!(fetched, PrintAnswer::Fetched { .. }), "{fetched:?}");
    assert_eq!(room.types("7777-777V").await, PrintAnswer::UnknownCode { wait_seconds: 8 });
}

#[tokio::test]
async fn without_the_session_a_code_gives_nothing_and_the_document_waits_on() {
    let mut room = Room::open().await;
    let code = room.code(PDF).await;
    let before = room.session;
    room.station.ended(before, 60).await;
    room.station.state(Phase::Locked, None).await;
    assert_eq!(room.types(&code).await, PrintAnswer::Gone);
    assert_eq!(room.documents(), 1);
    let entry = Entry::NoAccount { age: AgeBand::VingtCinqTrenteNeuf, picture: "sun".to_owned() };
    let (nonce, reply) = room.station.log_in(entry).await;
    let lease = room.station.lease(nonce, reply);
    room.station.started(&lease).await;
    let ask = PrintAsk::Fetch { code: code.clone().into() };
    let late = room.station.ask(|_, _| Request::Print { session: before, ask }).await.1;
    assert_eq!(late, Reply::Printed { answer: PrintAnswer::Gone }, "another's session");
    room.session = lease.session;
    assert!(matches!(room.types(&code).await, PrintAnswer::Fetched { .. }));
}
