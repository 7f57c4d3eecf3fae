//! What `epn-hub check` says of money that somebody changed by hand, past the triggers.

use epn_wire::money::{CloseDay, VoucherGiven};
use rusqlite::Connection;

use super::*;

const TABLES: &str = "('ledger', 'posting', 'receipt', 'voucher', 'day_close', 'ledger_reason')";

/// A day with one of everything, closed; then some edits, and what is said of them.
fn tampered(sql: &str) -> Vec<String> {
    let site = Site::new();
    let member = site.member();
    site.pays(member, 500);
    let given = VoucherGiven { issuer: "Pass numérique".to_owned(), serial: "A1".to_owned(), expires: None };
    let voucher = TopUp { means: Means::Voucher, voucher: Some(given), ..top_up(Some(member), 1000) };
    site.write(MARCH, move |book| book.top_up(&voucher, None)).unwrap();
    let purse = site.purse_of(member);
    let print = job();
    site.reserve(MARCH, print, purse, 150).unwrap();
    site.settle(MARCH, print, 120).unwrap();
    site.adjust(MARCH, print, 1, 20).unwrap();
    site.refund(&refund(member, 100)).unwrap();
    let (staff, new) = (site.staff, CloseDay { counted: Cents(400), note: String::new() });
    site.write(MARCH, move |book| book.close(&new, staff)).unwrap();
    assert_eq!(site.problems(), Vec::<String>::new());

    let connection = Connection::open(site.folder.path().join("hub.db")).unwrap();
    let mut statement = connection
        .prepare(&format!(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN {TABLES}"
        ))
        .unwrap();
    let guards: Vec<(String, String)> =
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect();
    for (name, _) in &guards {
        connection.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    connection.execute_batch(&format!("PRAGMA foreign_keys = OFF; {sql}")).unwrap();
    assert!(connection.changes() > 0, "{sql}");
    for (_, guard) in &guards {
        connection.execute_batch(guard).unwrap();
    }
    site.problems()
}

/// The transactions of [`tampered`]: 1 and 2 paid in, 3 the allowance, 4 reserved, 5 settled, 6 goodwill, 7 given back,
/// 8 the close.
#[test]
fn each_edit_by_hand_is_named_with_its_row() {
    for (sql, named) in [
        ("UPDATE posting SET cents = cents * 2 WHERE entry = 1", "ledger, row 1: it was changed"),
        ("UPDATE posting SET cents = 499 WHERE entry = 1 AND account = 'paid'", "ledger 1: it does not sum to nothing"),
        ("UPDATE ledger SET at = at - 1 WHERE seq = 5", "ledger, row 5: it was changed"),
        ("UPDATE ledger SET staff = NULL WHERE seq = 7", "ledger, row 7: it was changed"),
        ("UPDATE ledger SET hash = zeroblob(32) WHERE seq = 2", "ledger, row 2: it was changed"),
        ("UPDATE ledger SET before = zeroblob(32) WHERE seq = 3", "ledger, row 3: it does not follow the row before it"),
        (
            "DELETE FROM posting WHERE entry = 6; DELETE FROM ledger_reason WHERE entry = 6;
             DELETE FROM ledger WHERE seq = 6",
            "ledger, row 6: it is missing",
        ),
        (
            "UPDATE ledger_reason SET reason = 'autre' WHERE entry = 6",
            "ledger_reason 6: it is not the reason that was given",
        ),
        ("DELETE FROM receipt WHERE number = 2", "receipt 3: no such receipt went before it"),
        (
            "UPDATE receipt SET entry = CASE number WHEN 1 THEN -2 ELSE 1 END WHERE number < 3;
             UPDATE receipt SET entry = 2 WHERE number = 1",
            "ledger 1: its receipt is not the one that it names, or there is none",
        ),
        (
            "UPDATE receipt SET entry = 6 WHERE number = 3",
            "receipt 3: it is a receipt for something that needs none, or of no means of payment",
        ),
        (
            "DELETE FROM voucher",
            "ledger 2: a voucher paid, and there is none; or there is one, and it did not pay",
        ),
        (
            "UPDATE posting SET cents = cents + 5 WHERE entry = 4 AND account = 'reserve'",
            "what was reserved for it is not what was freed, or it was settled without a reservation",
        ),
        ("UPDATE voucher SET serial = 'A2'", "ledger 2: its voucher is not the one that was handed in"),
        ("UPDATE voucher SET expires = '2030-01-01'", "ledger 2: its voucher is not the one that was handed in"),
        ("UPDATE day_close SET note = 'autre'", "day_close 1: its figures are not those of what it closes"),
        (
            "INSERT INTO audit (at, what, about, detail) VALUES (0, 'top-up', 'gone', '{\"number\": 9}')",
            "receipt 9: the security log tells of it, and it is not there",
        ),
        (
            "INSERT INTO audit (at, what, about) VALUES (0, 'cash-closed', '2')",
            "day_close 2: the security log tells of it, and it is not there",
        ),
        ("UPDATE day_close SET number = 2", "day_close 1: it is missing"),
        ("DELETE FROM day_close", "ledger 8: there is no close for it"),
        (
            "UPDATE ledger SET detail = json_set(detail, '$.counted', 399) WHERE seq = 8",
            "day_close 1: its figures are not those of what it closes",
        ),
        (
            "INSERT INTO posting (entry, account, cents) VALUES (9, 'free', -900), (9, 'cash', 900);
             INSERT INTO ledger SELECT 9, at, day, 'refund', 'x', purse, NULL, NULL, NULL, '{}', NULL, hash, hash
             FROM ledger WHERE seq = 7",
            ": it holds less than nothing",
        ),
        ("UPDATE ledger SET purse = 'nobody' WHERE seq = 1", "it names a row of purse that does not exist"),
    ] {
        let told = tampered(sql);
        assert!(told.iter().any(|problem| problem.ends_with(named)), "{sql}: {told:?}");
    }
}

#[test]
fn a_reason_that_was_erased_is_no_problem() {
    assert_eq!(tampered("DELETE FROM ledger_reason"), Vec::<String>::new());
}
