//! The cash desk, and accounts from everywhere.

use epn_rules::id::PurseId;
use epn_rules::units::Cents;
use epn_wire::console::{ApiError, ErrorCode};
use epn_wire::money::{Account, CashDay, PurseHolder, PurseShown, ReceiptShown};
use iced::keyboard::key::Named;
use serde_json::json;
use ulid::Ulid;

use super::desk;
use crate::app::Tab;
use crate::client::{Failure, Method};
use crate::testing::{Bench, fixtures};

fn till() -> Bench {
    let mut bench = desk();
    bench.press(Named::F11);
    assert_eq!(bench.question().1, "/cash");
    bench.answer(&fixtures::cash_day());
    bench
}

/// Whoever sits at the first station is at the desk.
fn nadia() -> Bench {
    let mut bench = till();
    bench.choose(&format!("cash-seat-{}", fixtures::station(1)));
    bench.answer(&fixtures::account());
    bench
}

fn body(bench: &Bench, path: &str) -> serde_json::Value {
    let (method, asked, body) = bench.question();
    assert_eq!((method, asked.as_str()), (Method::Post, path));
    body
}

fn refused(code: ErrorCode) -> Failure {
    Failure::Said(Box::new(ApiError::new(code, "no")))
}

#[test]
fn credit_for_somebody_at_a_station_is_two_presses() {
    let mut bench = till();
    bench.click(&format!("cash-seat-{}", fixtures::station(1)));
    bench.click("top-up-500");
    let session = fixtures::room().stations[0].session.clone().unwrap().id;
    assert_eq!(bench.question().1, format!("/accounts/session/{session}"));
    bench.answer(&fixtures::account());
    let paid = body(&bench, "/cash/top-up");
    assert_eq!(paid["holder"], json!({ "holder": "session", "id": session }));
    assert_eq!(
        (&paid["amount"], &paid["means"], &paid["voucher"]),
        (&json!(500), &json!("cash"), &json!(null))
    );
    assert_eq!(paid["id"].as_str().unwrap().len(), 26);
    bench.answer(&fixtures::receipt(14));
    assert_eq!(bench.item("notice-0").node.label, "Encaissé : 5,00 € (espèces), reçu n° 14.");
    assert_eq!(bench.question().1, format!("/accounts/session/{session}"), "their money is asked for anew");
}

#[test]
fn a_payment_without_an_answer_is_sent_again_as_the_same_payment() {
    let mut bench = nadia();
    bench.click("top-up-200");
    let first = body(&bench, "/cash/top-up");
    assert!(bench.item("top-up-200").node.disabled, "one at a time");
    bench.fail(Failure::TimedOut);
    assert!(bench.has("payment-unknown") && bench.item("top-up-500").node.disabled);
    bench.choose("payment-retry");
    assert_eq!(body(&bench, "/cash/top-up"), first, "the same id: the same payment");
    bench.fail(Failure::Unreached("gone".to_owned()));
    bench.press(Named::F1);
    bench.press(Named::F11);
    bench.answer(&fixtures::cash_day());
    assert!(bench.has("payment-retry"), "it is not forgotten");
    bench.choose("payment-retry");
    assert_eq!(body(&bench, "/cash/top-up"), first);
    bench.answer(&fixtures::receipt(14));
    assert!(!bench.has("payment-unknown"));
}

#[test]
fn a_refused_payment_is_over_and_the_next_is_another() {
    let mut bench = nadia();
    bench.click("top-up-100");
    let first = body(&bench, "/cash/top-up")["id"].clone();
    bench.fail(refused(ErrorCode::Storage));
    assert!(!bench.has("payment-unknown"));
    bench.click("top-up-100");
    assert_ne!(body(&bench, "/cash/top-up")["id"], first);
}

#[test]
fn any_amount_can_be_written_and_what_makes_no_sense_is_said() {
    let mut bench = nadia();
    for wrong in ["0", "1,505", "abc", "-2"] {
        bench.type_into("top-up-amount", wrong);
        assert!(bench.item("top-up-amount").node.detail.unwrap().contains("Écrivez un montant"), "{wrong}");
        assert!(bench.item("top-up-go").node.disabled);
        bench.press(Named::Enter);
        assert!(bench.asked.is_empty());
        for _ in wrong.chars() {
            bench.press(Named::Backspace);
        }
    }
    bench.type_into("top-up-amount", "1000,01");
    assert!(bench.item("top-up-amount").node.detail.unwrap().contains("Pas plus de 1000,00"));
    assert!(bench.item("top-up-go").node.disabled);
    for _ in "1000,01".chars() {
        bench.press(Named::Backspace);
    }
    bench.type_into("top-up-amount", "3,5");
    assert_eq!(bench.item("top-up-go").node.label, "Encaisser 3,50 €");
    bench.choose("top-up-card");
    bench.type_into("top-up-amount", "");
    bench.press(Named::Enter);
    let paid = body(&bench, "/cash/top-up");
    assert_eq!((&paid["amount"], &paid["means"]), (&json!(350), &json!("card")));
}

#[test]
fn a_voucher_needs_its_issuer_and_serial() {
    let mut bench = nadia();
    bench.choose("top-up-voucher");
    assert!(bench.item("top-up-1000").node.disabled);
    bench.choose("voucher-issuer-1");
    assert!(bench.item("top-up-1000").node.disabled);
    bench.type_into("voucher-serial", " AB-12 ");
    bench.type_into("voucher-expires", "31/02/2027");
    assert!(bench.item("top-up-1000").node.disabled, "there is no such day");
    for _ in 0..10 {
        bench.press(Named::Backspace);
    }
    bench.type_into("voucher-expires", "28/02/2027");
    bench.choose("top-up-1000");
    let voucher = body(&bench, "/cash/top-up")["voucher"].clone();
    assert_eq!(voucher, json!({ "issuer": "Mission locale", "serial": "AB-12", "expires": "2027-02-28" }));
    bench.fail(refused(ErrorCode::VoucherSeen));
    assert_eq!(bench.item("notice-0").node.label, "Ce bon a déjà été remis.");
    assert_eq!(bench.item("voucher-serial").node.detail.unwrap().trim(), "AB-12", "it can be put right");
}

#[test]
fn a_first_payment_without_a_name_makes_a_purse_that_its_receipt_names() {
    let mut bench = till();
    bench.click("cash-anonymous");
    assert!(bench.asked.is_empty(), "there is no account yet");
    bench.choose("top-up-200");
    assert_eq!(body(&bench, "/cash/top-up")["holder"], json!(null));
    bench.answer(&ReceiptShown { amount: Cents(200), ..fixtures::receipt(15) });
    let purse = PurseId(Ulid(77));
    assert_eq!(bench.question().1, format!("/accounts/purse/{purse}"));
    assert_eq!(bench.item("cash-purse-number").node.label, purse.to_string());
}

#[test]
fn a_purse_is_found_by_the_number_on_its_receipt() {
    let mut bench = till();
    bench.type_into("cash-purse", "123");
    assert!(bench.item("cash-purse").node.detail.unwrap().contains("26 lettres"));
    bench.press(Named::Enter);
    assert!(bench.asked.is_empty());
    for _ in 0..3 {
        bench.press(Named::Backspace);
    }
    let purse = PurseId(Ulid(u128::MAX / 3));
    bench.type_into("cash-purse", &purse.to_string().to_lowercase());
    bench.press(Named::Enter);
    assert_eq!(bench.question().1, format!("/accounts/purse/{purse}"));
}

#[test]
fn an_account_says_what_it_holds_and_why_it_changed() {
    let mut bench = nadia();
    assert_eq!(bench.item("purse-paid").node.label, "4,20 €");
    assert_eq!(bench.item("purse-free").node.label, "0,30 €");
    assert_eq!(bench.item("purse-reserved").node.label, "0,75 €");
    let said = bench.said();
    for words in [
        "Crédit ajouté (reçu n° 13)",
        "+5,00 €",
        "Impression n° 4 : 5 faces",
        "−0,75 €",
        "Correction : bourrage",
    ] {
        assert!(said.contains(words), "{words} in {said}");
    }
    bench.choose("account-receipts");
    assert!(bench.said().contains("−2,00 €"));
}

#[test]
fn an_answer_about_somebody_who_left_is_not_shown_to_the_next() {
    let mut bench = till();
    bench.choose(&format!("cash-seat-{}", fixtures::station(1)));
    bench.choose("cash-other");
    bench.choose(&format!("cash-seat-{}", fixtures::station(5)));
    bench.answer(&fixtures::account());
    assert!(!bench.has("purse-paid"));
    bench.answer(&Account { purse: PurseShown::default(), ..fixtures::account() });
    assert_eq!(bench.item("purse-paid").node.label, "0,00 €");
}

#[test]
fn credit_is_given_back_with_a_reason() {
    let mut bench = nadia();
    bench.choose("refund-open");
    assert!(bench.item("refund-amount").focused && bench.item("refund-go").node.disabled);
    bench.type_into("refund-reason", "départ");
    bench.choose("refund-card");
    bench.choose("refund-go");
    let back = body(&bench, "/cash/refund");
    assert_eq!(
        (&back["amount"], &back["means"], &back["reason"]),
        (&json!(420), &json!("card"), &json!("départ"))
    );
    bench.fail(refused(ErrorCode::NotEnough));
    assert!(bench.has("refund-go") && bench.item("notice-0").node.label.contains("crédit"));
}

#[test]
fn no_more_is_given_back_than_can_be() {
    let mut bench = nadia();
    bench.choose("refund-open");
    bench.type_into("refund-reason", "départ");
    assert!(!bench.item("refund-go").node.disabled, "all of it");
    bench.type_into("refund-amount", "");
    bench.press(Named::Backspace);
    bench.type_into("refund-amount", "1");
    assert!(bench.item("refund-go").node.disabled, "4,21 € of 4,20 €");
    assert!(bench.item("refund-amount").node.detail.unwrap().contains("Pas plus de 4,20"));
    let mut bench = till();
    bench.choose(&format!("cash-seat-{}", fixtures::station(1)));
    bench.answer(&Account { refundable: Cents(0), ..fixtures::account() });
    assert!(bench.item("refund-open").node.disabled, "all of it is a voucher's");
}

#[test]
fn the_day_is_closed_with_what_was_counted_and_the_difference_is_told_before() {
    let mut bench = till();
    bench.choose("cash-day");
    bench.answer(&fixtures::cash_day());
    bench.choose("close-open");
    assert!(bench.item("close-counted").focused && bench.item("close-go").node.disabled);
    assert!(bench.item("close-counted").node.detail.unwrap().contains("13,00 €"), "taken less given back");
    bench.type_into("close-counted", "13");
    assert_eq!(bench.item("close-difference").node.label, "Le compte est juste.");
    bench.type_into("close-counted", ",5");
    assert_eq!(bench.item("close-difference").node.label, "0,50 € de trop.");
    bench.press(Named::Backspace);
    bench.press(Named::Backspace);
    bench.press(Named::Backspace);
    bench.type_into("close-counted", "2");
    assert_eq!(bench.item("close-difference").node.label, "Il manque 1,00 €.");
    bench.type_into("close-note", "une pièce perdue");
    bench.choose("close-go");
    assert_eq!(body(&bench, "/cash/close"), json!({ "counted": 1200, "note": "une pièce perdue" }));
    bench.choose("close-go");
    assert_eq!(bench.asked.len(), 1, "once");
    bench.answer(&fixtures::closes()[2]);
    assert_eq!(bench.item("notice-0").node.label, "La caisse est close (n° 3).");
    assert_eq!(bench.question().1, "/cash/closes");
    bench.answer(&fixtures::closes());
    assert!(bench.said().contains("Il manque 0,50 €.") && !bench.has("close-go"));
}

#[test]
fn a_close_without_an_answer_is_looked_up_and_never_sent_twice() {
    let mut bench = till();
    bench.choose("cash-day");
    bench.answer(&fixtures::cash_day());
    bench.choose("close-open");
    bench.type_into("close-counted", "13");
    bench.press(Named::Enter);
    bench.fail(Failure::TimedOut);
    assert_eq!(bench.question().1, "/cash/closes");
    assert!(bench.app.title().ends_with("cash-closes") && !bench.has("close-go"));
}

#[test]
fn an_account_is_one_press_away_from_a_station_a_member_a_ticket_and_a_receipt() {
    let mut bench = desk();
    bench.click(&format!("station-{}", fixtures::station(1)));
    bench.choose("account");
    bench.answer(&fixtures::cash_day());
    assert!(bench.question().1.starts_with("/accounts/session/"));
    bench.answer(&fixtures::account());

    bench.show(Tab::Visitors);
    bench.choose("search-go");
    bench.answer(&fixtures::visitors());
    let member = fixtures::visitors()[0].id;
    bench.choose(&format!("account-{member}"));
    bench.answer(&CashDay::default());
    assert_eq!(bench.question().1, format!("/accounts/visitor/{member}"));
    let holder = PurseHolder::Visitor { id: member };
    bench.answer(&Account { holder, ..fixtures::account() });
    assert!(!bench.said().contains("Nadia"), "names stay hidden");

    bench.show(Tab::Ticket);
    bench.choose("create-ticket");
    bench.answer(&fixtures::ticket());
    bench.choose("ticket-credit");
    bench.answer(&CashDay::default());
    assert_eq!(bench.question().1, format!("/accounts/ticket/{}", fixtures::ticket().id));
    bench.press(Named::F2);
    assert!(bench.has("ticket-code"), "it is still to be put on paper");

    bench.show(Tab::Cash);
    bench.asked.clear();
    bench.choose("cash-day");
    bench.answer(&fixtures::cash_day());
    bench.choose("receipt-account-14");
    bench.answer(&fixtures::cash_day());
    assert_eq!(bench.question().1, format!("/accounts/purse/{}", fixtures::receipt(14).purse));
}

#[test]
fn what_was_paid_is_put_on_paper() {
    let mut bench = nadia();
    bench.click("top-up-500");
    bench.answer(&fixtures::receipt(14));
    bench.answer(&fixtures::account());
    assert_eq!(bench.item("receipt-last").node.label, "Reçu n° 14 : +5,00 €");
    bench.choose("receipt-save-14");
    bench.choose("statement-save");
    bench.choose("account-receipts");
    bench.choose("receipt-save-3");
    bench.choose("cash-closes");
    bench.answer(&fixtures::closes());
    bench.choose("close-save-2");
    let names: Vec<_> = bench.written.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["recu-14.pdf", "releve-lune-poste-1.pdf", "recu-3.pdf", "cloture-2.pdf"]);
    assert!(bench.written.iter().all(|(_, pdf)| pdf.starts_with(b"%PDF")));
    assert_eq!(bench.item("notice-0").node.label, "Enregistré : /documents/cloture-2.pdf");
}

#[test]
fn nobodys_money_stays_on_the_screen() {
    let mut bench = nadia();
    bench.press(Named::F1);
    bench.press(Named::F11);
    assert!(!bench.has("purse-paid"));
    bench.answer(&fixtures::cash_day());
    bench.type_into("cash-member-query", "awa");
    bench.press(Named::Enter);
    bench.answer(&fixtures::visitors());
    bench.choose(&format!("cash-member-{}", fixtures::visitors()[3].id));
    assert!(bench.said().contains("Papillon") && !bench.said().contains("Awa Diop"));
    assert!(!format!("{:?}", bench.app).contains("Awa Diop"));
}
