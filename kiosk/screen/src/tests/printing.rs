//! One's own prints and money, by keyboard alone.

use epn_rules::units::Cents;
use epn_wire::kiosk::{Front, KioskIntent, KioskView, Scene};
use epn_wire::money::{Means, ReceiptKind};
use epn_wire::printing::{
    PrintAnswer, PrintAsk, PrintOffer, PrintRefusal, PrintShown, PrintStage, PrinterTrouble,
};
use epn_words::Lang;

use super::stage::Stage;
use super::views::printing::{
    CODE, confirm, dear_offer, fetch, held, job, offer, print, printer, receipt, with_asked,
    with_credit_back, with_phone, with_prints, with_receipts,
};
use super::views::{active, alias, beside, locked, overview, planned, session, view, warned};
use crate::app::Message;

fn told(prints: &[PrintShown]) -> KioskView {
    with_prints(session(active(42)), prints)
}

fn at_work(view: KioskView) -> KioskView {
    KioskView { front: Front::Session, ..view }
}

fn settled(stage: PrintStage, cents: i64) -> PrintShown {
    PrintShown { charged: Some(Cents(cents)), ..print(12, stage) }
}

/// The screen of one print that does not show itself.
fn chosen(lang: Lang, print: PrintShown) -> Stage {
    let mut stage = Stage::new(lang, told(&[print]));
    stage.choose("prints");
    stage.choose("print-12");
    stage
}

#[test]
fn a_print_that_waits_shows_itself_with_its_price_and_one_press_has_it() {
    for (lang, button, before, after, pages) in [
        (Lang::French, "Imprimer (0,70 €)", "1,50 €", "0,80 €", "3 pages, dont 1 en couleur"),
        (Lang::English, "Print (€0.70)", "€1.50", "€0.80", "3 pages, 1 of them in colour"),
    ] {
        let mut stage = Stage::new(lang, told(&[]));
        stage.sees(told(&[PrintShown { measure: None, ..print(12, PrintStage::Arriving { pages: None }) }]));
        assert!(stage.has("more-time"), "nothing to decide yet");
        stage.sees(told(&[held(12, &[offer()])]));
        assert_eq!(stage.app.title(), "epn-kiosk: print");
        assert_eq!((stage.label("before").as_str(), stage.label("after").as_str()), (before, after));
        assert!(stage.said().contains(pages), "{}", stage.said());
        assert!(stage.has_focus("print-confirm"));
        assert_eq!(stage.label("print-confirm"), button);
        assert_eq!(stage.told(), []);
        stage.enter();
        assert_eq!(stage.told(), [KioskIntent::Print { ask: confirm(12) }]);
        stage.sees(with_asked(told(&[held(12, &[offer()])]), confirm(12), None));
        stage.enter();
        assert_eq!(stage.told(), [], "it is asked once");
        let waits = told(&[print(12, PrintStage::Waiting { ahead: 0, trouble: None })]);
        stage.sees(with_asked(waits.clone(), confirm(12), Some(PrintAnswer::Confirmed)));
        assert_eq!(stage.told(), [KioskIntent::PrintRead]);
        stage.sees(waits);
        assert!(stage.has_focus("home"));
        stage.enter();
        assert!(stage.has("more-time"));
    }
}

#[test]
fn a_code_from_a_phone_is_typed_and_its_document_is_asked_about_as_any_print() {
    for (lang, button) in
        [(Lang::French, "J’ai un code (téléphone)"), (Lang::English, "I have a code (phone)")]
    {
        let mut stage = Stage::new(lang, with_phone(told(&[])));
        stage.choose("prints");
        assert_eq!(stage.label("phone"), button);
        stage.choose("phone");
        assert_eq!(stage.app.title(), "epn-kiosk: phone");
        assert_eq!(stage.label("address"), "http://192.168.1.10:8080");
        assert!(stage.has_focus("code"));
        stage.types(CODE);
        stage.enter();
        assert_eq!(stage.told(), [KioskIntent::Print { ask: fetch() }]);
        stage.sees(with_asked(with_phone(told(&[])), fetch(), None));
        let arriving = PrintShown { measure: None, ..print(12, PrintStage::Arriving { pages: None }) };
        let fetched = Some(PrintAnswer::Fetched { job: job(12) });
        stage.sees(with_asked(with_phone(told(&[arriving])), fetch(), fetched));
        assert_eq!(stage.told(), [KioskIntent::PrintRead]);
        assert_eq!(stage.app.title(), "epn-kiosk: print");
        stage.sees(with_phone(told(&[held(12, &[offer()])])));
        assert!(stage.has_focus("print-confirm"));
    }
}

#[test]
fn a_code_that_is_not_known_is_told_and_another_can_be_typed() {
    for answer in [
        PrintAnswer::UnknownCode { wait_seconds: 8 },
        PrintAnswer::Throttled { wait_seconds: 8 },
        PrintAnswer::TooMany,
        PrintAnswer::NoHub,
    ] {
        let mut stage = Stage::new(Lang::French, with_phone(told(&[])));
        stage.choose("prints");
        stage.choose("phone");
        stage.sees(with_asked(with_phone(told(&[])), fetch(), Some(answer.clone())));
        assert!(stage.has_focus("print-understood"), "{answer:?}");
        let waits = matches!(answer, PrintAnswer::UnknownCode { .. } | PrintAnswer::Throttled { .. });
        assert_eq!(stage.said().contains("8 secondes"), waits, "{}", stage.said());
        stage.enter();
        assert_eq!(stage.told(), [KioskIntent::PrintRead]);
        stage.sees(with_phone(told(&[])));
        assert_eq!(stage.app.title(), "epn-kiosk: phone");
        assert!(stage.has_focus("code"));
        stage.escape();
        assert_eq!(stage.app.title(), "epn-kiosk: prints");
    }
}

#[test]
fn where_no_phone_can_send_anything_no_code_is_asked_for() {
    let mut stage = Stage::new(Lang::French, told(&[]));
    stage.choose("prints");
    assert!(!stage.has("phone"));
}

#[test]
fn what_is_not_wanted_is_taken_back() {
    let cancel = KioskIntent::Print { ask: PrintAsk::Cancel { job: job(12) } };
    let mut stage = Stage::new(Lang::French, told(&[held(12, &[offer()])]));
    stage.choose("print-cancel");
    assert_eq!(stage.told(), std::slice::from_ref(&cancel));
    for waits in [PrintStage::AwaitsStaff, PrintStage::Waiting { ahead: 3, trouble: None }] {
        let mut stage = chosen(Lang::French, print(12, waits));
        assert!(stage.has_focus("home"), "the safe action");
        stage.choose("print-cancel");
        assert_eq!(stage.told(), std::slice::from_ref(&cancel));
    }
    let mut stage = chosen(Lang::French, print(12, PrintStage::Printing { done: 1, of: 3, trouble: None }));
    assert!(!stage.has("print-cancel"), "too late");
}

#[test]
fn another_printer_is_chosen_with_its_price_and_its_wait() {
    let mut stage = Stage::new(Lang::French, told(&[held(12, &[offer(), dear_offer()])]));
    assert!(stage.said().contains("dans 2 minutes environ"), "{}", stage.said());
    stage.choose("printer-1");
    assert_eq!(stage.label("price"), "1,30 €");
    assert_eq!(stage.label("after"), "0,20 €");
    stage.choose("print-confirm");
    let ask = PrintAsk::Confirm { job: job(12), printer: printer(2), price: Cents(130) };
    assert_eq!(stage.told(), [KioskIntent::Print { ask }]);
}

#[test]
fn a_printer_that_cannot_print_is_not_proposed_first_and_says_why() {
    let offline = PrintOffer { wait: None, trouble: Some(PrinterTrouble::Offline), ..offer() };
    let mut stage = Stage::new(Lang::French, told(&[held(12, &[offline, dear_offer()])]));
    assert_eq!(stage.label("price"), "1,30 €", "the one that can print");
    assert!(stage.said().contains("ne répond pas"), "{}", stage.said());
    stage.choose("printer-0");
    assert_eq!(
        stage.label("advice"),
        "Imprimante : ne répond pas. Le médiateur est prévenu. Votre impression attend."
    );
    stage.choose("print-confirm");
    assert_eq!(stage.told(), [KioskIntent::Print { ask: confirm(12) }], "it may wait there all the same");
}

#[test]
fn too_little_credit_says_how_much_is_missing_and_where_to_pay() {
    for (lang, missing, pay) in [
        (Lang::French, "0,80 €", "Payez à l’accueil : dites « impression 12 »."),
        (Lang::English, "€0.80", "Pay at the desk: say “print 12”."),
    ] {
        let poor = PrintOffer { price: Cents(230), after: None, ..offer() };
        let mut stage = Stage::new(lang, told(&[held(12, &[poor])]));
        assert_eq!((stage.label("missing").as_str(), stage.label("advice").as_str()), (missing, pay));
        let outline = stage.outline();
        let button = outline.iter().find(|item| item.id == "print-confirm".into()).expect("the button");
        assert!(button.node.disabled, "{button:?}");
        assert!(button.node.detail.as_ref().is_some_and(|why| why.contains(missing)), "{button:?}");
        stage.enter();
        assert_eq!(stage.told(), []);
        stage.sees(told(&[held(12, &[offer()])]));
        stage.choose("print-confirm");
        assert_eq!(stage.told(), [KioskIntent::Print { ask: confirm(12) }], "paid meanwhile");
    }
}

#[test]
fn every_answer_but_yes_is_explained_until_it_was_read() {
    let answers = [
        (PrintAnswer::NotEnough { missing: Cents(20) }, "Il vous manque 0,20 €"),
        (PrintAnswer::PriceChanged, "Le prix a changé"),
        (PrintAnswer::Gone, "Cette impression n’attend plus"),
        (PrintAnswer::NoHub, "La salle est coupée du serveur"),
    ];
    for (answer, words) in answers {
        let mut stage = Stage::new(Lang::French, told(&[held(12, &[offer()])]));
        let answered = with_asked(told(&[held(12, &[offer()])]), confirm(12), Some(answer));
        stage.sees(answered.clone());
        assert_eq!(stage.label("print-answer"), words);
        assert!(stage.has_focus("print-understood"));
        stage.escape();
        assert_eq!(stage.label("print-answer"), words, "the list tells it as well");
        assert!(stage.has_focus("print-understood"));
        stage.enter();
        assert_eq!(stage.told(), [KioskIntent::PrintRead]);
        stage.sees(told(&[held(12, &[offer()])]));
        assert!(!stage.has("print-answer") && stage.has_focus("print-12"));
    }
}

#[test]
fn without_the_hub_nothing_can_be_decided_and_that_is_said() {
    let away = KioskView { hub: false, ..told(&[held(12, &[offer()])]) };
    let mut stage = Stage::new(Lang::French, away);
    for id in ["print-confirm", "print-cancel"] {
        stage.tab_to(id);
        stage.enter();
    }
    assert_eq!(stage.told(), []);
    assert!(stage.has("hub-away"));
}

#[test]
fn how_a_print_stands_is_said_in_words() {
    let (jam, paper) = (Some(PrinterTrouble::Jam), Some(PrinterTrouble::NoPaper));
    let stages = [
        (print(12, PrintStage::Arriving { pages: None }), "Votre document arrive", "Le prix s’affiche"),
        (
            print(12, PrintStage::Arriving { pages: Some(10) }),
            "Votre document arrive",
            "10 pages, sans doute. Le prix s’affiche",
        ),
        (print(12, PrintStage::AwaitsStaff), "Le médiateur doit la lancer", "Le médiateur est prévenu"),
        (print(12, PrintStage::Waiting { ahead: 0, trouble: None }), "la prochaine", "Imprimante du fond"),
        (
            print(12, PrintStage::Waiting { ahead: 1, trouble: None }),
            "Une impression sort avant",
            "Imprimante du fond",
        ),
        (print(12, PrintStage::Waiting { ahead: 2, trouble: paper }), "2 impressions", "plus de papier"),
        (print(12, PrintStage::Printing { done: 2, of: 6, trouble: None }), "2 sur 6", "Imprimante du fond"),
        (print(12, PrintStage::Printing { done: 2, of: 6, trouble: jam }), "2 sur 6", "papier coincé"),
        (
            settled(PrintStage::Done { sides: 6 }, 70),
            "C’est imprimé",
            "6 pages sont sorties. Débité : 0,70 €.",
        ),
        (print(12, PrintStage::Cancelled), "Elle ne sort pas", "Rien n’est débité."),
    ];
    for (print, title, lead) in stages {
        let mut stage = chosen(Lang::French, print.clone());
        let said = format!("{} {}", stage.label("title"), stage.label("lead"));
        assert!(said.contains(title) && said.contains(lead), "{print:?}: {said}");
        assert_eq!(stage.label("name"), "Impression 12");
    }
}

#[test]
fn what_went_wrong_shows_itself_once() {
    let wrong = [
        (
            settled(PrintStage::Stopped { sides: 2, why: Some(PrinterTrouble::Jam) }, 20),
            "2 pages sont sorties. Débité : 0,20 €.",
        ),
        (settled(PrintStage::Stopped { sides: 0, why: None }, 0), "Rien n’est sorti. Rien n’est débité."),
        (print(12, PrintStage::Unclear), "Rien n’est débité avant."),
        (print(12, PrintStage::ToCheck), "n’ont pas pu être comptées"),
        (print(12, PrintStage::Refused { why: PrintRefusal::Encrypted }), "mot de passe"),
        (print(12, PrintStage::Refused { why: PrintRefusal::TooManyPages { pages: 620, most: 500 } }), "620"),
        (print(12, PrintStage::Expired), "Imprimez de nouveau votre document."),
        (print(12, PrintStage::Incomplete), "Imprimez de nouveau votre document."),
    ];
    for (print, lead) in wrong {
        let mut stage = Stage::new(Lang::French, told(&[]));
        stage.sees(told(std::slice::from_ref(&print)));
        assert!(stage.label("lead").contains(lead), "{print:?}: {}", stage.label("lead"));
        stage.enter();
        stage.sees(told(&[print]));
        assert!(stage.has("more-time"), "it was seen");
    }
}

#[test]
fn a_print_does_not_show_itself_over_what_somebody_does_or_has_to_read() {
    let prints = [held(12, &[offer()])];
    let warning = with_prints(session(warned(5)), &prints);
    let mut stage = Stage::new(Lang::French, warning);
    assert!(stage.has_focus("understood"), "the time first");
    stage.sees(told(&prints));
    assert!(stage.has_focus("print-confirm"));

    let mut stage = Stage::new(Lang::French, told(&[]));
    stage.choose("leave");
    stage.sees(told(&prints));
    assert!(stage.has("leave-confirmed"));
    assert_eq!(stage.label("leave-prints"), "1 impression n’est pas confirmée : elle ne sortira pas.");
    stage.choose("prints");
    assert_eq!(stage.app.title(), "epn-kiosk: prints");
    stage.escape();
    assert!(stage.has("more-time"), "nobody is about to leave any more");

    let mut stage = Stage::new(Lang::French, told(&[]));
    stage.choose("book");
    stage.sees(planned(told(&prints), epn_wire::planning::PlanningAnswer::Overview(overview())));
    assert!(stage.has("day-0"));
    stage.escape();
    stage.sees(told(&prints));
    assert!(stage.has_focus("print-confirm"), "once the booking is done with");
}

#[test]
fn menu_leads_to_a_print_that_waits_each_time() {
    let prints = [held(12, &[offer()])];
    let mut stage = Stage::new(Lang::French, at_work(told(&prints)));
    assert_eq!(stage.app.patience(), None, "nobody sees it");
    for _ in 0..2 {
        stage.sees(beside(told(&prints)));
        assert!(stage.has_focus("print-confirm"));
        stage.choose("back-to-work");
        assert_eq!(stage.told(), [KioskIntent::BackToSession]);
        stage.sees(at_work(told(&prints)));
    }
    let done = told(&[settled(PrintStage::Done { sides: 6 }, 70)]);
    stage.sees(at_work(done.clone()));
    stage.sees(beside(done));
    assert!(stage.has_focus("back-to-work") && stage.has("pause"), "nothing waits any more");
}

#[test]
fn several_that_wait_are_listed_and_the_first_has_the_focus() {
    let prints = [
        print(14, PrintStage::Arriving { pages: None }),
        held(13, &[dear_offer()]),
        settled(PrintStage::Done { sides: 6 }, 70),
        held(11, &[offer()]),
    ];
    for (lang, label) in
        [(Lang::French, "Impression 13, À confirmer, 1,30 €"), (Lang::English, "Print 13, To confirm, €1.30")]
    {
        let mut stage = Stage::new(lang, told(&prints));
        assert_eq!(stage.app.title(), "epn-kiosk: prints");
        assert!(stage.has_focus("print-13"));
        assert_eq!(stage.label("print-13"), label);
        stage.enter();
        assert_eq!(stage.app.title(), "epn-kiosk: print");
        stage.escape();
        stage.choose("print-11");
        stage.enter();
        assert_eq!(stage.told(), [KioskIntent::Print { ask: confirm(11) }]);
    }
}

#[test]
fn a_print_that_the_view_no_longer_tells_leads_to_the_list() {
    let mut stage = Stage::new(Lang::French, told(&[held(12, &[offer()])]));
    stage.sees(told(&[print(13, PrintStage::Arriving { pages: None })]));
    assert!(stage.has_focus("print-13"));
}

#[test]
fn credit_and_receipts_are_told_with_what_was_paid() {
    for (lang, amounts, row, what) in [
        (Lang::French, ["1,00 €", "0,50 €", "0,00 €"], "Reçu 1203", "versement, carte"),
        (Lang::English, ["€1.00", "€0.50", "€0.00"], "Receipt 1203", "payment, card"),
    ] {
        let receipts = [
            receipt(1204, ReceiptKind::Refund, Means::Cash, 150),
            receipt(1203, ReceiptKind::TopUp, Means::Card, 500),
        ];
        let mut stage = Stage::new(lang, with_receipts(told(&[]), &receipts));
        stage.choose("prints");
        stage.choose("purse");
        assert_eq!(stage.app.title(), "epn-kiosk: purse");
        assert_eq!(["paid", "free", "reserved"].map(|id| stage.label(id)), amounts.map(str::to_owned));
        assert_eq!(stage.label("receipt-1203"), row);
        assert_eq!(stage.label("receipt-1203-what"), what);
        assert!(stage.label("receipt-1203-amount").starts_with('+'));
        assert!(stage.label("receipt-1204-amount").starts_with('−'));
        stage.escape();
        assert_eq!(stage.app.title(), "epn-kiosk: prints");
    }
}

#[test]
fn older_receipts_are_turned_to() {
    let receipts: Vec<_> =
        (1..=6).rev().map(|number| receipt(number, ReceiptKind::TopUp, Means::Cash, 200)).collect();
    let mut stage = Stage::new(Lang::French, with_receipts(told(&[]), &receipts));
    stage.choose("prints");
    stage.choose("purse");
    assert!(stage.has("receipt-6") && !stage.has("receipt-2"));
    stage.choose("page-next");
    assert!(stage.has("receipt-2") && !stage.has("receipt-6"));
    assert!(stage.has_focus("page-next"));
}

#[test]
fn where_text_is_large_one_receipt_is_shown_at_a_time() {
    let receipts = [2, 1].map(|number| receipt(number, ReceiptKind::TopUp, Means::Cash, 200));
    let mut stage = Stage::with_options(&["--scale", "2"], with_receipts(told(&[]), &receipts));
    stage.choose("prints");
    stage.choose("purse");
    let mut seen = vec![stage.has("paid")];
    for _ in 0..2 {
        stage.choose("page-next");
        seen.extend(["receipt-2", "receipt-1"].map(|id| stage.has(id)));
    }
    assert_eq!(seen, [true, true, false, false, true]);
}

#[test]
fn in_the_grace_a_print_can_still_be_confirmed_and_the_time_left_is_told() {
    let grace = view(Scene::Grace { alias: alias(), seconds_left: 240 });
    let grace = with_prints(grace, &[held(12, &[offer()])]);
    let mut stage = Stage::new(Lang::French, told(&[held(12, &[offer()])]));
    stage.sees(grace.clone());
    assert_eq!(stage.label("title"), "Votre temps est fini", "that first");
    stage.choose("prints");
    stage.choose("print-12");
    stage.sees(grace);
    assert!(stage.has_focus("print-confirm") && stage.has("grace"));
    stage.enter();
    assert_eq!(stage.told(), [KioskIntent::Print { ask: confirm(12) }]);
    stage.escape();
    stage.escape();
    assert!(stage.has("leave"));
}

#[test]
fn nobody_elses_prints_stay_on_the_screen() {
    let mut stage = Stage::new(Lang::French, told(&[held(12, &[offer()])]));
    assert!(stage.has("print-confirm"));
    stage.sees(session(active(41)));
    assert!(stage.has("more-time"), "the agent tells of none");
    stage.sees(told(&[held(12, &[offer()])]));
    stage.sees(view(Scene::Ending));
    stage.sees(locked());
    assert!(stage.has_focus("start"));
    stage.sees(told(&[held(12, &[offer()])]));
    assert!(stage.has_focus("print-confirm"), "what one visitor saw is news for the next");
}

#[test]
fn whoever_walks_away_finds_their_work_again() {
    for (view, told_then) in [
        (told(&[held(12, &[offer()])]), vec![]),
        (beside(told(&[held(12, &[offer()])])), vec![KioskIntent::BackToSession]),
    ] {
        let mut stage = Stage::new(Lang::French, view);
        assert!(stage.app.patience().is_some());
        let since = stage.app.activity();
        stage.happens(Message::LeftAlone { since });
        assert_eq!(stage.told(), told_then);
    }
}

#[test]
fn whoever_leaves_is_told_what_the_desk_gives_back() {
    let mut stage = Stage::new(Lang::French, with_credit_back(told(&[]), 150));
    stage.choose("leave");
    let asks = "Il vous reste 1,50 € de crédit. Demandez cet argent à l’accueil avant de partir.";
    assert_eq!(stage.label("leave-credit"), asks);
    let mut stage = Stage::new(Lang::French, told(&[]));
    stage.choose("leave");
    assert!(!stage.has("leave-credit"), "nothing is given back here");
}

#[test]
fn where_there_is_no_printing_nothing_is_said_of_it() {
    let mut stage = Stage::new(Lang::French, session(active(42)));
    assert!(!stage.has("prints"));
    stage.choose("leave");
    assert!(!stage.has("leave-prints") && !stage.has("prints"));
}

#[test]
fn all_of_it_fits_a_large_screen_too() {
    for options in [["--lang", "fr"], ["--lang", "en"]] {
        for (name, mut stage) in super::looks::printing::screens(&options) {
            stage.driver = epn_ui::testing::Driver::new(1920.0, 1080.0);
            for item in stage.outline() {
                let (right, bottom) = (item.bounds.x + item.bounds.width, item.bounds.y + item.bounds.height);
                assert!(item.bounds.x >= 0.0 && right <= 1920.0, "{name}: {item:?}");
                assert!(item.bounds.y >= 0.0 && bottom <= 1080.0, "{name}: {item:?}");
            }
        }
    }
}
