//! Prints and money, in every state.

use epn_rules::units::Cents;
use epn_wire::kiosk::{KioskView, Scene};
use epn_wire::money::{Means, PurseShown, ReceiptKind};
use epn_wire::printing::{PrintAnswer, PrintOffer, PrintRefusal, PrintShown, PrintStage, PrinterTrouble};

use crate::tests::stage::Stage;
use crate::tests::views::printing::{
    confirm, dear_offer, fetch, held, offer, print, receipt, with_asked, with_credit_back, with_phone,
    with_prints, with_receipts,
};
use crate::tests::views::{active, alias, beside, session, view};

/// Every screen of prints and money.
pub fn screens(options: &[&str]) -> Vec<(&'static str, Stage)> {
    let shown = |view: KioskView| Stage::with_options(options, view);
    let told = |prints: &[PrintShown]| with_prints(session(active(42)), prints);
    let one = |print: PrintShown| {
        let mut stage = shown(told(&[print]));
        if stage.app.title() != "epn-kiosk: print" {
            stage.choose("prints");
            stage.choose("print-12");
        }
        stage
    };
    let menu = |print: PrintShown| shown(beside(told(&[print])));
    let both = || held(12, &[offer(), dear_offer()]);
    let answered = |answer| shown(with_asked(told(&[both()]), confirm(12), Some(answer)));
    let settled = |stage, cents| PrintShown { charged: Some(Cents(cents)), ..print(12, stage) };
    let jammed = PrintStage::Printing { done: 2, of: 6, trouble: Some(PrinterTrouble::Jam) };
    let arriving = PrintStage::Arriving { pages: Some(10) };
    let no_paper = PrintStage::Waiting { ahead: 2, trouble: Some(PrinterTrouble::NoPaper) };
    let refused = |why| print(12, PrintStage::Refused { why });
    let mut leaving = shown(told(&[both()]));
    leaving.escape();
    leaving.escape();
    leaving.choose("leave");
    let list = shown(told(&[
        held(14, &[offer()]),
        print(13, PrintStage::Printing { done: 2, of: 6, trouble: None }),
        settled(PrintStage::Done { sides: 6 }, 70),
        print(11, PrintStage::Incomplete),
    ]));
    let mut leaving_credit = shown(with_credit_back(told(&[both()]), 150));
    leaving_credit.escape();
    leaving_credit.escape();
    leaving_credit.choose("leave");
    let mut empty = shown(told(&[]));
    empty.choose("prints");
    let purse = |receipts: &[_]| {
        let mut stage = shown(with_receipts(told(&[]), receipts));
        stage.choose("prints");
        stage.choose("purse");
        stage
    };
    let paid = [
        receipt(1204, ReceiptKind::Refund, Means::Cash, 150),
        receipt(1203, ReceiptKind::TopUp, Means::Card, 500),
        receipt(1187, ReceiptKind::TopUp, Means::Voucher, 1000),
        receipt(1160, ReceiptKind::TopUp, Means::Cash, 200),
        receipt(1101, ReceiptKind::TopUp, Means::Cheque, 2000),
    ];
    let free = PurseShown { paid: Cents(100), free: Cents(35), reserved: Cents(15) };
    let express = dear_offer();
    let express = PrintOffer { price: Cents(15), after: Some(free), express: true, ..express };
    let released = PrintOffer { released_by_staff: true, ..offer() };
    let offline = PrintOffer { wait: None, trouble: Some(PrinterTrouble::Offline), ..offer() };
    let poor = PrintOffer { price: Cents(230), after: None, ..dear_offer() };
    let poor_both = PrintOffer { price: Cents(170), after: None, ..offer() };
    let grace = view(Scene::Grace { alias: alias(), seconds_left: 240 });
    let mut in_grace = shown(with_prints(grace.clone(), &[both()]));
    in_grace.choose("prints");
    in_grace.choose("print-12");
    let phone = || {
        let mut stage = shown(with_phone(told(&[])));
        stage.choose("prints");
        stage
    };
    let mut code = phone();
    code.choose("phone");
    let mut keyboard = phone();
    keyboard.choose("phone");
    keyboard.choose("keyboard");
    let code_answered = |answer| {
        let mut stage = phone();
        stage.choose("phone");
        stage.sees(with_asked(with_phone(told(&[])), fetch(), Some(answer)));
        stage
    };
    vec![
        ("prints-phone", phone()),
        ("phone", code),
        ("phone-keyboard", keyboard),
        ("phone-unknown", code_answered(PrintAnswer::UnknownCode { wait_seconds: 8 })),
        ("phone-throttled", code_answered(PrintAnswer::Throttled { wait_seconds: 8 })),
        ("phone-too-many", code_answered(PrintAnswer::TooMany)),
        ("prints", list),
        ("prints-none", empty),
        ("print-held", one(both())),
        ("print-held-menu", menu(both())),
        ("print-express", one(held(12, &[express]))),
        ("print-released", one(held(12, &[released]))),
        ("print-offline", one(held(12, &[offline, dear_offer()]))),
        ("print-poor", one(held(12, std::slice::from_ref(&poor)))),
        ("print-poor-menu", menu(held(12, &[poor_both, poor]))),
        ("print-nowhere", one(held(12, &[]))),
        ("print-asking", shown(with_asked(told(&[both()]), confirm(12), None))),
        ("print-not-enough", answered(PrintAnswer::NotEnough { missing: Cents(20) })),
        ("print-price-changed", answered(PrintAnswer::PriceChanged)),
        ("print-gone", answered(PrintAnswer::Gone)),
        ("print-no-hub", answered(PrintAnswer::NoHub)),
        ("print-in-grace", in_grace),
        ("print-arriving", one(PrintShown { measure: None, ..print(12, arriving) })),
        ("print-awaits-staff", one(print(12, PrintStage::AwaitsStaff))),
        ("print-waiting", one(print(12, PrintStage::Waiting { ahead: 2, trouble: None }))),
        ("print-waiting-no-paper", one(print(12, no_paper))),
        ("print-printing", one(print(12, PrintStage::Printing { done: 2, of: 6, trouble: None }))),
        ("print-jam", one(print(12, jammed))),
        ("print-done", one(settled(PrintStage::Done { sides: 6 }, 70))),
        ("print-stopped", one(settled(PrintStage::Stopped { sides: 2, why: Some(PrinterTrouble::Jam) }, 20))),
        ("print-unclear", one(print(12, PrintStage::Unclear))),
        ("print-to-check", one(print(12, PrintStage::ToCheck))),
        ("print-refused", one(refused(PrintRefusal::Encrypted))),
        ("print-refused-staff", one(refused(PrintRefusal::Staff { reason: "Trop de pages.".to_owned() }))),
        ("print-expired", one(print(12, PrintStage::Expired))),
        ("print-cancelled", one(print(12, PrintStage::Cancelled))),
        ("print-incomplete", one(print(12, PrintStage::Incomplete))),
        ("purse", purse(&paid)),
        ("purse-empty", purse(&[])),
        ("leaving-prints", leaving),
        ("leaving-credit", leaving_credit),
        ("session-prints", shown(told(&[]))),
        ("menu-prints", shown(beside(told(&[])))),
        ("grace-prints", shown(with_prints(grace, &[both()]))),
    ]
}
