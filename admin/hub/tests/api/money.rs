//! The cash desk, and what accounts show.

use epn_rules::id::{AdjustmentId, PrintJobId, PrinterId, PurseId, ReceiptId, VisitorId};
use epn_rules::units::Cents;
use epn_wire::console::{ErrorCode, PolicyView, StaffRole, TicketIssued, VisitorCreated};
use epn_wire::money::{
    Account, AccountEntry, CashDay, DayClosed, Means, MeansTotal, PurseShown, ReceiptKind, ReceiptShown,
};
use epn_wire::print_desk::{PrintQueue, PrinterRow};
use rusqlite::Connection;
use serde_json::{Value, json};
use ulid::Ulid;

use crate::support::{Console, Site};

/// A site whose policy gives members two euros a month and takes the vouchers of the département.
async fn site() -> (Site, Console) {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let PolicyView { id, mut policy, .. } = console.get("/policy").await.read();
    policy.printing.allowances = serde_json::from_value(
        json!([{ "cents": 200, "per": "month", "scope": { "categories": ["member"] } }]),
    )
    .unwrap();
    policy.printing.voucher_issuers = vec!["Département du Loiret".to_owned()];
    console.post("/policy", &json!({ "based_on": id, "policy": policy })).await.done();
    (site, console)
}

fn top_up(holder: &Value, cents: i64) -> Value {
    let id = ReceiptId(Ulid::new());
    json!({ "id": id, "holder": holder, "amount": cents, "means": "cash" })
}

fn refund(holder: &Value, cents: i64) -> Value {
    let id = ReceiptId(Ulid::new());
    json!({ "id": id, "holder": holder, "amount": cents, "means": "cash", "reason": "Départ" })
}

fn visitor(id: VisitorId) -> Value {
    json!({ "holder": "visitor", "id": id })
}

#[tokio::test]
async fn a_member_pays_in_sees_it_and_gets_it_back() {
    let (_site, console) = site().await;
    let member: VisitorCreated = console.post("/visitors", &json!({})).await.read();
    let path = format!("/accounts/visitor/{}", member.id);
    let never: Account = console.get(&path).await.read();
    assert_eq!((never.purse_id, never.purse.free, never.lines.len()), (None, Cents(200), 0));

    let paid: ReceiptShown = console.post("/cash/top-up", &top_up(&visitor(member.id), 500)).await.read();
    assert_eq!((paid.number, paid.kind, paid.means), (1, ReceiptKind::TopUp, Means::Cash));
    let back: ReceiptShown = console.post("/cash/refund", &refund(&visitor(member.id), 120)).await.read();
    assert_eq!((back.number, back.kind, back.purse), (2, ReceiptKind::Refund, paid.purse));
    let account: Account = console.get(&path).await.read();
    let purse = PurseShown { paid: Cents(380), free: Cents(200), reserved: Cents(0) };
    assert_eq!((account.purse_id, account.purse), (Some(paid.purse), purse));
    let lines: Vec<_> = account.lines.iter().map(|line| (line.what.clone(), line.amount.0)).collect();
    let said = [
        (AccountEntry::Allowance, 200),
        (AccountEntry::Refund { receipt: 2 }, -120),
        (AccountEntry::TopUp { receipt: 1 }, 500),
    ];
    assert_eq!(lines, said);
    assert_eq!(account.receipts, [back, paid]);
}

#[tokio::test]
async fn a_ticket_and_a_walk_in_hold_credit_too() {
    let (_site, console) = site().await;
    let ticket: TicketIssued = console.post("/tickets", &json!({})).await.read();
    let holder = json!({ "holder": "ticket", "id": ticket.id });
    console.post("/cash/top-up", &top_up(&holder, 150)).await.done();
    let account: Account = console.get(&format!("/accounts/ticket/{}", ticket.id)).await.read();
    assert_eq!(account.purse, PurseShown { paid: Cents(150), ..PurseShown::default() });

    let paid: ReceiptShown = console.post("/cash/top-up", &top_up(&Value::Null, 90)).await.read();
    let account: Account = console.get(&format!("/accounts/purse/{}", paid.purse)).await.read();
    assert_eq!((account.purse.paid, account.purse_id), (Cents(90), Some(paid.purse)));
    let anonymous = json!({ "holder": "purse", "id": paid.purse });
    console.post("/cash/refund", &refund(&anonymous, 90)).await.done();
    let more = console.post("/cash/refund", &refund(&anonymous, 1)).await.refused(409);
    assert_eq!(more.code, ErrorCode::NotEnough);
}

#[tokio::test]
async fn a_session_without_an_account_pays_with_its_own_purse_and_a_members_with_theirs() {
    let (site, console) = site().await;
    let mut station = site.station("Poste 1").await;
    let path = format!("/stations/{}/open", station.id);
    console.post(&path, &json!({ "minutes": 30 })).await.done();
    let first = station.takes_up().await.session;
    let holder = json!({ "holder": "session", "id": first });
    let paid: ReceiptShown = console.post("/cash/top-up", &top_up(&holder, 70)).await.read();
    let mut other = site.station("Poste 2").await;
    console.post(&format!("/stations/{}/move", station.id), &json!({ "to": other.id })).await.done();
    let moved = other.takes_up().await.session;
    assert_ne!(moved, first);
    let account: Account = console.get(&format!("/accounts/session/{moved}")).await.read();
    assert_eq!((account.purse_id, account.purse.paid), (Some(paid.purse), Cents(70)));

    let member: VisitorCreated = console.post("/visitors", &json!({})).await.read();
    let third = site.station("Poste 3").await;
    let mut third = third;
    let path = format!("/stations/{}/open", third.id);
    console.post(&path, &json!({ "minutes": 30, "visitor": member.id })).await.done();
    let session = third.takes_up().await.session;
    let holder = json!({ "holder": "session", "id": session });
    console.post("/cash/top-up", &top_up(&holder, 30)).await.done();
    let account: Account = console.get(&format!("/accounts/visitor/{}", member.id)).await.read();
    assert_eq!(account.purse.paid, Cents(30));
}

#[tokio::test]
async fn the_same_again_is_one_payment_and_is_recorded_once() {
    let (site, console) = site().await;
    let member: VisitorCreated = console.post("/visitors", &json!({})).await.read();
    let (pays, gives) = (top_up(&visitor(member.id), 500), refund(&visitor(member.id), 100));
    for (path, asked) in [("/cash/top-up", &pays), ("/cash/refund", &gives)] {
        let first: ReceiptShown = console.post(path, asked).await.read();
        let again: ReceiptShown = console.post(path, asked).await.read();
        assert_eq!(first, again);
    }
    let mut other = pays.clone();
    other["amount"] = json!(501);
    assert_eq!(console.post("/cash/top-up", &other).await.refused(400).code, ErrorCode::BadRequest);
    let day: CashDay = console.get("/cash").await.read();
    assert_eq!(day.receipts.len(), 2);
    let recorded = |what: &str| -> i64 {
        let sql = "SELECT count(*) FROM audit WHERE what = ?1 AND staff IS NOT NULL";
        let connection = Connection::open(site.data().join("hub.db")).unwrap();
        connection.query_row(sql, [what], |row| row.get(0)).unwrap()
    };
    assert_eq!((recorded("top-up"), recorded("refund")), (1, 1));
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_and_nothing_is_paid() {
    let (_site, console) = site().await;
    let member: VisitorCreated = console.post("/visitors", &json!({})).await.read();
    let holder = visitor(member.id);
    for cents in [0, -5, 100_001, i64::MAX, i64::MIN] {
        for (path, asked) in
            [("/cash/top-up", top_up(&holder, cents)), ("/cash/refund", refund(&holder, cents))]
        {
            let refused = console.post(path, &asked).await.refused(400);
            assert_eq!(refused.code, ErrorCode::BadRequest, "{asked}");
        }
    }
    let beyond = json!({ "id": ReceiptId(Ulid::new()), "amount": 1e30, "means": "cash" });
    assert_eq!(console.post("/cash/top-up", &beyond).await.refused(422).code, ErrorCode::BadRequest);
    let mut silent = refund(&holder, 10);
    silent["reason"] = json!("   ");
    assert_eq!(console.post("/cash/refund", &silent).await.refused(400).code, ErrorCode::BadRequest);
    let nobody = visitor(VisitorId(Ulid::new()));
    assert_eq!(
        console.post("/cash/top-up", &top_up(&nobody, 10)).await.refused(404).code,
        ErrorCode::NotFound
    );
    let nothing = PurseId(Ulid::new());
    for path in [
        format!("/accounts/purse/{nothing}"),
        format!("/accounts/visitor/{nothing}"),
        format!("/accounts/session/{nothing}"),
        "/accounts/visitor/me".to_owned(),
        format!("/accounts/staff/{nothing}"),
    ] {
        assert_eq!(console.get(&path).await.refused(404).code, ErrorCode::NotFound, "{path}");
    }
    let day: CashDay = console.get("/cash").await.read();
    assert_eq!((day.receipts.len(), day.totals.len()), (0, 0));
}

#[tokio::test]
async fn a_voucher_is_taken_once() {
    let (_site, console) = site().await;
    let voucher = |issuer: &str, serial: &str, expires: Option<&str>| {
        json!({ "id": ReceiptId(Ulid::new()), "amount": 1000, "means": "voucher",
            "voucher": { "issuer": issuer, "serial": serial, "expires": expires } })
    };
    let issuer = "Département du Loiret";
    let good = voucher(issuer, "aa-111", Some("2026-03-10"));
    let paid: ReceiptShown = console.post("/cash/top-up", &good).await.read();
    assert_eq!(paid.means, Means::Voucher);
    let seen = console.post("/cash/top-up", &voucher(issuer, "AA 111", None)).await.refused(409);
    assert_eq!(seen.code, ErrorCode::VoucherSeen);
    for bad in [voucher(issuer, "AA112", Some("2026-03-09")), voucher("Ailleurs", "AA113", None)] {
        let refused = console.post("/cash/top-up", &bad).await.refused(409);
        assert_eq!(refused.code, ErrorCode::VoucherRefused, "{bad}");
    }
    let day: CashDay = console.get("/cash").await.read();
    assert_eq!(day.issuers, [issuer]);
    let total = MeansTotal { means: Means::Voucher, taken: Cents(1000), given_back: Cents(0) };
    assert_eq!(day.totals, [total]);
}

#[tokio::test]
async fn a_day_is_closed_for_good() {
    let (site, console) = site().await;
    let close = json!({ "counted": 480, "note": "Un billet de trop" });
    assert_eq!(console.post("/cash/close", &close).await.refused(409).code, ErrorCode::NotNow);
    console.post("/cash/top-up", &top_up(&Value::Null, 500)).await.done();
    let closed: DayClosed = console.post("/cash/close", &close).await.read();
    assert_eq!((closed.number, closed.difference, closed.staff.as_str()), (1, Cents(-20), "admin"));
    assert_eq!(console.post("/cash/close", &close).await.refused(409).code, ErrorCode::NotNow);
    let day: CashDay = console.get("/cash").await.read();
    assert_eq!((day.since, day.receipts.len()), (Some(closed.at), 0));
    assert_eq!(console.get("/cash/closes").await.read::<Vec<DayClosed>>(), [closed]);
    let negative = json!({ "counted": -1 });
    assert_eq!(console.post("/cash/close", &negative).await.refused(400).code, ErrorCode::BadRequest);
    let mediator = site.staff("mediateur", StaffRole::Mediator).await;
    mediator.post("/cash/top-up", &top_up(&Value::Null, 10)).await.done();
}

#[tokio::test]
async fn a_technician_sees_and_moves_no_money() {
    let (site, console) = site().await;
    let paid: ReceiptShown = console.post("/cash/top-up", &top_up(&Value::Null, 500)).await.read();
    let technician = site.staff("technique", StaffRole::Technician).await;
    let holder = json!({ "holder": "purse", "id": paid.purse });
    let printer =
        json!({ "name": "Accueil", "uri": "ipp://127.0.0.1:9/ipp/print", "tariff": { "black": 10 } });
    let added: PrinterRow = console.post("/printers", &printer).await.read();
    let print = |act: &str| format!("/prints/{}/{act}", PrintJobId(Ulid(1)));
    let pay = json!({ "printer": PrinterId(Ulid(2)), "means": "cash", "amount": 10 });
    let back = json!({ "id": AdjustmentId(Ulid(3)), "given_back": 0, "amount": 10, "reason": "non" });
    for answer in [
        technician.get(&format!("/accounts/purse/{}", paid.purse)).await,
        technician.get("/cash").await,
        technician.get("/cash/closes").await,
        technician.post("/cash/top-up", &top_up(&holder, 10)).await,
        technician.post("/cash/refund", &refund(&holder, 10)).await,
        technician.post("/cash/close", &json!({ "counted": 500 })).await,
        technician.post(&print("release"), &json!({})).await,
        technician.post(&print("pay"), &pay).await,
        technician.post(&print("refuse"), &json!({ "reason": "non" })).await,
        technician.post(&print("decide"), &json!({ "sides": 1 })).await,
        technician.post(&print("reprint"), &json!({})).await,
        technician.post(&print("refund"), &back).await,
        technician.post("/printers", &printer).await,
        technician.post(&format!("/printers/{}", added.id), &printer).await,
        technician.post(&format!("/printers/{}/remove", added.id), &json!({})).await,
    ] {
        assert_eq!(answer.refused(403).code, ErrorCode::NotAllowed);
    }
    // What keeps a printer from printing is theirs to see to.
    let queue: PrintQueue = technician.get("/prints").await.read();
    assert_eq!(queue.printers.len(), 1);
    let paused: PrinterRow =
        technician.post(&format!("/printers/{}/pause", added.id), &json!({})).await.read();
    assert!(paused.paused);
}
