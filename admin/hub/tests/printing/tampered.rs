//! What `epn-hub check` says of prints that somebody changed by hand.

use std::process::Command;

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
        ("UPDATE print_job SET state = 'settled'", "its journal does not end as it stands, or there is none"),
        ("UPDATE print_job SET since = since - 1", "its journal does not end as it stands, or there is none"),
        ("UPDATE print_job SET printer_uuid = 'x'", "its journal does not end as it stands, or there is none"),
        ("UPDATE print_job SET impressions = 3", "its journal does not end as it stands, or there is none"),
        ("UPDATE print_job SET ticket = json_set(ticket, '$.copies', 2)", "its price is not what was reserved for it"),
        ("UPDATE print_job SET pages = 'bbbbb'", "its price is not what was reserved for it"),
        ("UPDATE print_job SET quote = json_set(quote, '$.tariff.black', 9)", "its price is not what was reserved for it"),
        ("UPDATE print_job SET pages = 'bbcbb'", "what came out of it is not what was debited for it"),
        ("UPDATE print_job SET ticket = '{}'", ": it cannot be read"),
        ("UPDATE print_job SET bytes = NULL", "its document has a format and no length, or a length and no format"),
        (
            "DROP TRIGGER print_step_is_never_deleted; DELETE FROM print_step WHERE state = 'created'",
            "there is no step before it",
        ),
        (
            "DROP TRIGGER print_step_is_never_deleted; DROP TRIGGER print_step_is_never_edited;
             DELETE FROM print_step WHERE state = 'created'; UPDATE print_step SET seq = seq - 1 WHERE seq > 4",
            "it does not follow from the step before it",
        ),
        (
            "DROP TRIGGER print_step_is_never_edited; UPDATE print_step SET state = 'printing' WHERE state = 'sending'",
            "it does not follow from the step before it",
        ),
        (
            "DROP TRIGGER print_step_is_never_edited; UPDATE print_step SET attempt = 2 WHERE state = 'created'",
            "it does not follow from the step before it",
        ),
        (
            "DROP TRIGGER print_step_is_never_edited; UPDATE print_step SET at = 7 WHERE state = 'released'",
            "its journal does not tell of a step when its money moved",
        ),
        ("UPDATE printer SET name = 'Autre'", "it is not as the security log tells"),
        ("UPDATE printer SET tariff = json_set(tariff, '$.colour', 1)", "it is not as the security log tells"),
        ("UPDATE printer SET paused = 1", "it is not as the security log tells"),
        ("UPDATE printer SET made = made - 1", "it is not as the security log tells"),
        ("UPDATE printer SET removed = made", "it is not as the security log tells"),
        (
            "PRAGMA foreign_keys = OFF; DELETE FROM printer",
            "the security log tells of it, and it is not there",
        ),
        ("UPDATE purse SET opened = opened - 1", "it was not opened at the moment of its first transaction"),
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

    // What failed can be printed again: its document is still there.
    Connection::open(&database).unwrap().execute_batch("UPDATE print_job SET bytes = bytes + 1").unwrap();
    let check =
        Command::new(env!("CARGO_BIN_EXE_epn-hub")).args(["check", "--data"]).arg(&data).output().unwrap();
    assert_eq!(check.status.code(), Some(1));
    let said = String::from_utf8(check.stderr).unwrap();
    assert!(said.contains(&format!("print {print}: its document is not as long as it says")), "{said}");
}
