//! `epn-hub export cash`, and what `epn-hub check` says of money.

use epn_hub::hub::{Hub, WriterKind};
use epn_hub::money::{Book, MoneyError, Printed};
use epn_hub::store::card;
use epn_rules::id::{PrintJobId, ReceiptId};
use epn_rules::policy::Policy;
use epn_rules::rules::Rules;
use epn_rules::units::Cents;
use epn_wire::clock::SiteClock;
use epn_wire::money::{CloseDay, Means, PurseHolder, Refund, TopUp, VoucherGiven};
use rusqlite::Connection;
use serde_json::{Value, json};
use ulid::Ulid;

use crate::run::Place;

/// An issuer that a spreadsheet would take for a formula.
const ISSUER: &str = "=HYPERLINK(\"x\")";

/// A site in which, on one evening, somebody paid in twice, printed, got something back, and the day was closed.
fn site() -> Place {
    let place = Place::with_site();
    let hub = Hub::open(&place.path("site"), SiteClock::real(), WriterKind::Inline).unwrap();
    hub.store
        .writer
        .run_now::<_, MoneyError, _>(|tx| {
            let mut policy = Policy::default();
            policy.printing.voucher_issuers = vec![ISSUER.to_owned()];
            let rules = Rules::new(policy).unwrap();
            let book = Book { tx, rules: &rules, at: "2026-03-10T18:05:00+01:00".parse().unwrap() };
            let staff = card::all(tx)?[0].0.id;
            let id = || ReceiptId(Ulid::new());
            let amount = Cents(1250);
            let first = TopUp { id: id(), holder: None, amount, means: Means::Cash, voucher: None };
            let purse = book.top_up(&first, Some(staff))?.purse;
            let holder = PurseHolder::Purse { id: purse };
            let given = VoucherGiven { issuer: ISSUER.to_owned(), serial: "A1".to_owned(), expires: None };
            let (means, voucher) = (Means::Voucher, Some(given));
            book.top_up(&TopUp { id: id(), holder: Some(holder), amount, means, voucher }, Some(staff))?;
            let job = PrintJobId(Ulid::new());
            book.reserve(job, purse, Cents(40))?;
            book.settle(job, Printed { number: 1, sides: 3, debit: Cents(30) })?;
            let (means, reason) = (Means::Cash, "Nadia s’en va".to_owned());
            book.refund(&Refund { id: id(), holder, amount: Cents(5), means, reason }, staff)?;
            book.close(&CloseDay { counted: Cents(1240), note: "Nadia".to_owned() }, staff)?;
            Ok(())
        })
        .unwrap();
    place
}

#[test]
fn every_receipt_and_figure_is_in_the_file_and_no_name() {
    let place = site();
    let file = place.run(&["export", "cash", "--data", "site", "--out", "-"]).out();
    let expected = [
        "what,number,date,time,kind,means,euros,issuer",
        "receipt,1,2026-03-10,18:05,top-up,cash,12.50,",
        "receipt,2,2026-03-10,18:05,top-up,voucher,12.50,\"'=HYPERLINK(\"\"x\"\")\"",
        "receipt,3,2026-03-10,18:05,refund,cash,-0.05,",
        "close,1,2026-03-10,18:05,taken,cash,12.50,",
        "close,1,2026-03-10,18:05,given-back,cash,-0.05,",
        "close,1,2026-03-10,18:05,taken,voucher,12.50,",
        "close,1,2026-03-10,18:05,given-back,voucher,0.00,",
        "close,1,2026-03-10,18:05,revenue,,0.30,",
        "close,1,2026-03-10,18:05,counted,,12.40,",
        "close,1,2026-03-10,18:05,difference,,-0.05,",
    ];
    assert_eq!(file.lines().collect::<Vec<_>>(), expected);
    let json = place.run(&["export", "cash", "--data", "site", "--format", "json", "--out", "-"]).out();
    let rows: Vec<Value> = serde_json::from_str(&json).unwrap();
    assert_eq!(rows.len(), expected.len() - 1);
    let voucher = json!({
        "what": "receipt", "number": 2, "date": "2026-03-10", "time": "18:05", "kind": "top-up", "means": "voucher",
        "euros": 12.5, "issuer": ISSUER
    });
    assert_eq!(rows[1], voucher);
    assert_eq!(
        (&rows[9]["kind"], &rows[9]["means"], &rows[9]["euros"]),
        (&json!("difference"), &json!(null), &json!(-0.05))
    );
    let other =
        ["export", "cash", "--data", "site", "--from", "2026-03-11", "--to", "2026-03-12", "--out", "-"];
    let nothing = "no money moved from 2026-03-11 to 2026-03-12: choose other days; no file was written";
    assert_eq!(place.run(&other).failed(1), nothing);
}

#[test]
fn a_site_without_money_has_no_file_of_it() {
    let place = Place::with_site();
    let never = place.run(&["export", "cash", "--data", "site", "--out", "cash.csv"]);
    assert_eq!(never.failed(1), "nothing has happened at this site yet: there is nothing to count");
    assert_eq!(place.names(), ["site"]);
}

#[test]
fn check_names_the_transaction_that_was_changed() {
    let place = site();
    assert_eq!(place.run(&["check", "--data", "site"]).out(), "ok\n");
    let connection = Connection::open(place.path("site").join("hub.db")).unwrap();
    let guard: String = connection
        .query_row("SELECT sql FROM sqlite_master WHERE name = 'posting_is_never_edited'", [], |row| {
            row.get(0)
        })
        .unwrap();
    connection.execute_batch("DROP TRIGGER posting_is_never_edited").unwrap();
    connection.execute("UPDATE posting SET cents = cents * 10 WHERE entry = 1", []).unwrap();
    connection.execute_batch(&guard).unwrap();
    let told = place.run(&["check", "--data", "site"]);
    assert!(told.failed(1).contains("ledger, row 1: it was changed"), "{told:?}");
}
