//! What `epn-hub check` says of prints that somebody changed by hand.

use epn_hub::printing::Ticket;
use epn_hub::printing::life::State;
use rusqlite::Connection;

use crate::common::problems;
use crate::fake::Fault;
use crate::faults::pages;
use crate::site::Site;

#[tokio::test]
async fn each_edit_of_a_print_is_named() {
    let mut site = Site::open().await;
    site.printer.expect(5, Fault::Jam(2));
    let print = site.print(Ticket::default(), &pages()).await;
    site.confirm(print).await;
    site.reaches(print, State::Aborted).await;
    let data = site.hub.data();
    assert_eq!(problems(&data), Vec::<String>::new());
    // Its folder goes with it.
    let _away = site.hub.away().await;

    let database = data.join("hub.db");
    let before = std::fs::read(&database).unwrap();
    for (sql, named) in [
        ("UPDATE print_job SET charged = charged - 10", "is not what was debited for it"),
        ("UPDATE print_job SET charged = NULL", "is not what was debited for it"),
        ("UPDATE print_job SET state = 'settled'", "its journal ends with another state, or has none"),
        ("UPDATE print_job SET number = 7", "by another number than its transaction does"),
        ("UPDATE print_job SET day = '2020-02-29'", "or its day is not that of its beginning"),
        (
            "UPDATE print_job SET holder = json_set(holder, '$.id', '01JNZA00000000000000000000')",
            "it is not the purse of those whose print it pays",
        ),
        ("DELETE FROM purse_holder", "it is not the purse of those whose print it pays"),
        (
            "INSERT INTO print_step SELECT NULL, job, at, attempt, 'unknown', NULL, NULL, 0 FROM print_step LIMIT 1;
             UPDATE print_job SET state = 'unknown'",
            "or none though something is",
        ),
    ] {
        Connection::open(&database).unwrap().execute_batch(sql).unwrap();
        let told = problems(&data);
        assert!(told.iter().any(|problem| problem.ends_with(named)), "{sql}: {told:?}");
        for log in ["hub.db-wal", "hub.db-shm"] {
            // None, once the last connection was closed.
            let _ = std::fs::remove_file(data.join(log));
        }
        std::fs::write(&database, &before).unwrap();
    }
    assert_eq!(problems(&data), Vec::<String>::new());
}
