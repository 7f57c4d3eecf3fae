//! What is paid in and given back, and closing the day.

use crate::store::ledger::{Account, Kind, Postings, append};
use epn_wire::money::{CloseDay, DayClosed, MeansTotal, ReceiptKind, VoucherGiven};
use jiff::civil::{Date, date};

use super::*;
use crate::money::{cash_day, receipts};

fn voucher(issuer: &str, serial: &str, expires: Option<Date>) -> TopUp {
    TopUp {
        means: Means::Voucher,
        voucher: Some(VoucherGiven { issuer: issuer.to_owned(), serial: serial.to_owned(), expires }),
        ..top_up(None, 1000)
    }
}

impl Site {
    fn takes(&self, new: TopUp) -> Result<ReceiptShown, MoneyError> {
        self.write(MARCH, move |book| book.top_up(&new, None))
    }

    fn close(&self, counted: i64) -> Result<DayClosed, MoneyError> {
        let (staff, new) = (self.staff, CloseDay { counted: Cents(counted), note: " RAS ".to_owned() });
        self.write(MARCH, move |book| book.close(&new, staff))
    }
}

#[test]
fn receipts_are_numbered_and_a_payment_counts_once() {
    let site = Site::new();
    let member = site.member();
    let new = top_up(Some(member), 500);
    let first = site.takes(new.clone()).unwrap();
    assert_eq!(site.takes(new.clone()).unwrap(), first);
    assert_eq!((first.number, first.kind, first.amount), (1, ReceiptKind::TopUp, Cents(500)));
    let second = site.pays(member, 20);
    assert_eq!((second.number, second.purse), (2, first.purse));
    assert_eq!(site.shows(MARCH, first.purse), [520, 100, 0]);
    let other = site.member();
    for reused in [
        TopUp { amount: Cents(501), ..new.clone() },
        TopUp { means: Means::Card, ..new.clone() },
        TopUp { holder: Some(other), ..new.clone() },
    ] {
        assert!(matches!(site.takes(reused.clone()), Err(MoneyError::Reused(_))), "{reused:?}");
    }
    let as_refund = Refund { id: new.id, ..refund(member, 500) };
    assert!(matches!(site.refund(&as_refund), Err(MoneyError::Reused(_))));
    let listed = site.store.readers.read_now(|c| receipts(c, first.purse, 10)).unwrap();
    assert_eq!(listed, [second, first]);
}

#[test]
fn amounts_that_make_no_sense_are_refused() {
    let site = Site::new();
    let member = site.member();
    for wrong in [0, -1, 100_001, i64::MAX, i64::MIN] {
        let refused = site.takes(top_up(Some(member), wrong)).unwrap_err();
        assert!(matches!(refused, MoneyError::BadRequest(_)), "{wrong}: {refused}");
        let refused = site.refund(&refund(member, wrong)).unwrap_err();
        assert!(matches!(refused, MoneyError::BadRequest(_)), "{wrong}: {refused}");
    }
    let nobody = PurseHolder::Visitor { id: VisitorId(Ulid::new()) };
    assert!(matches!(site.takes(top_up(Some(nobody), 100)), Err(MoneyError::NotFound("visitor"))));
    assert_eq!(site.count("SELECT count(*) FROM purse"), 0);
}

#[test]
fn a_voucher_is_taken_once_from_issuers_that_the_policy_names_and_not_after_its_last_day() {
    let site = Site::new();
    let last_day = Some(date(2026, 3, 10));
    let taken = site.takes(voucher("Pass numérique", "ab-12 cd", last_day)).unwrap();
    assert_eq!((taken.means, taken.amount), (Means::Voucher, Cents(1000)));
    let again = site.takes(voucher("Pass numérique", "AB12CD", last_day)).unwrap_err();
    assert!(matches!(again, MoneyError::VoucherSeen), "{again}");
    for refused in
        [voucher("Pass numérique", "AB13CD", Some(date(2026, 3, 9))), voucher("Ailleurs", "AB14CD", None)]
    {
        let why = site.takes(refused).unwrap_err();
        assert!(matches!(why, MoneyError::VoucherRefused(_)), "{why}");
    }
    let unnamed = TopUp { voucher: None, ..voucher("", "", None) };
    let cash = TopUp { means: Means::Cash, ..voucher("Pass numérique", "AB15CD", None) };
    // Other scripts' digits and letters look like those of a voucher that was taken.
    let other_scripts =
        ["ＡＢ１２ＣＤ", "AB١٢CD", "АВ12СD"].map(|serial| voucher("Pass numérique", serial, None));
    let no_serials = [" - ", "<1>"].map(|serial| voucher("Pass numérique", serial, None));
    for bad in [unnamed, cash].into_iter().chain(other_scripts).chain(no_serials) {
        assert!(matches!(site.takes(bad.clone()), Err(MoneyError::BadRequest(_))), "{bad:?}");
    }
    assert_eq!(site.count("SELECT count(*) FROM receipt"), 1);
}

#[test]
fn a_receipt_that_is_asked_for_again_is_of_the_same_voucher() {
    let site = Site::new();
    let new = voucher("Pass numérique", "S1", None);
    let first = site.takes(new.clone()).unwrap();
    assert_eq!(site.takes(new.clone()).unwrap(), first);
    let other = TopUp { id: new.id, ..voucher("Pass numérique", "S2", None) };
    assert!(matches!(site.takes(other), Err(MoneyError::Reused(_))), "the second would be lost");
}

#[test]
fn a_reason_turns_no_writing_around() {
    let site = Site::new();
    let member = site.member();
    site.pays(member, 500);
    let turned = Refund { reason: "trop pay\u{202e}é".to_owned(), ..refund(member, 100) };
    assert!(matches!(site.refund(&turned), Err(MoneyError::BadRequest(_))));
}

#[test]
fn only_paid_credit_is_given_back_and_for_a_reason() {
    let site = Site::new();
    let member = site.member();
    let early = site.refund(&refund(member, 100)).unwrap_err();
    assert!(matches!(early, MoneyError::NotEnough { missing: Cents(100) }), "{early}");
    site.pays(member, 300);
    let purse = site.purse_of(member);
    site.reserve(MARCH, job(), purse, 150).unwrap();
    let too_much = site.refund(&refund(member, 251)).unwrap_err();
    assert!(matches!(too_much, MoneyError::NotEnough { missing: Cents(1) }), "{too_much}");
    for bad in [
        Refund { reason: " \n ".to_owned(), ..refund(member, 10) },
        Refund { reason: "x".repeat(501), ..refund(member, 10) },
        Refund { means: Means::Voucher, ..refund(member, 10) },
    ] {
        assert!(matches!(site.refund(&bad), Err(MoneyError::BadRequest(_))), "{bad:?}");
    }
    let new = refund(member, 250);
    let given = site.refund(&new).unwrap();
    assert_eq!(site.refund(&new).unwrap(), given);
    assert_eq!((given.number, given.kind), (2, ReceiptKind::Refund));
    assert_eq!(site.shows(MARCH, purse), [0, 0, 150]);
    assert_eq!(site.problems(), Vec::<String>::new());
}

#[test]
fn what_a_voucher_paid_is_spent_first_and_never_given_back_as_money() {
    let site = Site::under(giving_back());
    let member = site.member();
    let with_voucher = TopUp { holder: Some(member), ..voucher("Pass numérique", "1", None) };
    site.takes(with_voucher).unwrap();
    let refused = site.refund(&refund(member, 1)).unwrap_err();
    assert!(matches!(refused, MoneyError::TooMuch { most: Cents(0) }), "{refused}");
    site.pays(member, 300);
    let purse = site.purse_of(member);
    assert_eq!(site.refundable(purse), 300);
    // The allowance pays 100, the voucher its 1000, money the last 50.
    let print = job();
    site.reserve(MARCH, print, purse, 1150).unwrap();
    assert_eq!(site.refundable(purse), 250);
    site.settle(MARCH, print, 1120).unwrap();
    assert_eq!(site.refundable(purse), 280, "what came back is money first");
    site.adjust(MARCH, print, 1, 50).unwrap();
    assert_eq!(site.refundable(purse), 300, "20 in money, and 30 of the voucher");
    assert!(matches!(site.refund(&refund(member, 301)), Err(MoneyError::TooMuch { most: Cents(300) })));
    site.refund(&refund(member, 300)).unwrap();
    assert_eq!((site.refundable(purse), site.shows(MARCH, purse)), (0, [30, 0, 0]));
    assert_eq!(site.problems(), Vec::<String>::new());
}

#[test]
fn where_credit_is_not_given_back_a_slip_is_put_right_until_the_day_is_closed() {
    let mut site = Site::new();
    let member = site.member();
    site.pays(member, 500);
    site.refund(&refund(member, 100)).unwrap();
    site.close(400).unwrap();
    site.pays(member, 30);
    let purse = site.purse_of(member);
    assert_eq!(site.refundable(purse), 30);
    assert!(matches!(site.refund(&refund(member, 31)), Err(MoneyError::TooMuch { most: Cents(30) })));
    site.decides(giving_back());
    site.refund(&refund(member, 430)).unwrap();
    assert_eq!(site.refundable(purse), 0);
}

#[test]
fn a_day_is_closed_once_with_what_came_since_the_last_close() {
    let site = Site::new();
    assert!(matches!(site.close(0), Err(MoneyError::NotNow(_))));
    let member = site.member();
    site.pays(member, 500);
    site.takes(TopUp { means: Means::Card, ..top_up(Some(member), 300) }).unwrap();
    site.refund(&refund(member, 120)).unwrap();
    let purse = site.purse_of(member);
    let print = job();
    site.reserve(MARCH, print, purse, 150).unwrap();
    site.settle(MARCH, print, 150).unwrap();
    let day = || site.store.readers.read_now(|c| cash_day(c, site.rules.policy())).unwrap();
    let today = day();
    let total =
        |means, taken, given_back| MeansTotal { means, taken: Cents(taken), given_back: Cents(given_back) };
    assert_eq!(today.totals, [total(Means::Cash, 500, 120), total(Means::Card, 300, 0)]);
    assert_eq!((today.receipts.len(), today.since, today.revenue), (3, None, Cents(50)));
    assert_eq!(today.issuers, ["Pass numérique"]);

    for wrong in [-1, i64::MAX] {
        assert!(matches!(site.close(wrong), Err(MoneyError::BadRequest(_))));
    }
    let first = site.close(375).unwrap();
    assert_eq!((first.number, first.difference, first.revenue), (1, Cents(-5), Cents(50)));
    assert_eq!((first.first_receipt, first.last_receipt), (Some(1), Some(3)));
    assert_eq!((first.staff.as_str(), first.note.as_str()), ("Camille", "RAS"));
    assert_eq!(first.totals, today.totals);
    assert!(matches!(site.close(375), Err(MoneyError::NotNow(_))), "a second press closes nothing");
    assert_eq!((day().receipts.len(), day().since), (0, Some(at(MARCH))));
    site.pays(member, 10);
    let second = site.close(10).unwrap();
    assert_eq!((second.number, second.first_receipt, second.difference), (2, Some(4), Cents(0)));
    assert_eq!(site.problems(), Vec::<String>::new());
}

#[test]
fn what_is_written_is_never_edited_and_what_is_wrong_is_not_written() {
    let site = Site::new();
    let member = site.member();
    site.takes(voucher("Pass numérique", "1", None)).unwrap();
    site.pays(member, 100);
    site.close(100).unwrap();
    let purse = site.purse_of(member);
    for sql in [
        "UPDATE ledger SET at = 0",
        "DELETE FROM ledger",
        "UPDATE posting SET cents = 1",
        "DELETE FROM posting",
        "UPDATE receipt SET number = 9",
        "DELETE FROM receipt",
        "UPDATE voucher SET serial = '2'",
        "DELETE FROM voucher",
        "UPDATE day_close SET note = ''",
        "DELETE FROM day_close",
        "INSERT INTO posting (entry, account, cents) VALUES (1, 'free', 5)",
        "INSERT INTO posting (entry, account, cents) VALUES (9, 'free', 5)",
        "INSERT INTO receipt (number, id, entry) VALUES (9, 'x', 3)",
        "INSERT INTO day_close (number, entry, note) VALUES (3, 2, '')",
    ] {
        let done = site.store.writer.run_now(move |tx| Ok::<_, StoreError>(tx.execute(sql, [])?));
        assert!(done.is_err(), "{sql}");
    }
    for postings in [
        Postings::new([(Account::Paid, Cents(5))]),
        Postings::moved(Cents(101), Account::Paid, Account::Cash),
        Postings::moved(Cents(1), Account::Free, Account::Allowance),
        Postings::moved(Cents(1), Account::Reserve, Account::Revenue),
    ] {
        let told = format!("{postings:?}");
        let done = site.write(MARCH, move |book| {
            let entry = book.entry(Kind::Refund, "wrong".to_owned(), purse, serde_json::json!({}), postings);
            Ok(append(book.tx, &entry)?)
        });
        assert!(done.is_err(), "{told}");
    }
    assert_eq!(site.problems(), Vec::<String>::new());
}
