//! The print queue and the printers.

use epn_rules::units::Cents;
use epn_wire::console::{ApiError, ConsoleEvent, ErrorCode};
use epn_wire::print_desk::{PrintPaid, PrintQueue, PrintRow};
use epn_wire::printing::{PrintStage, PrinterTrouble};
use iced::keyboard::key::Named;
use serde_json::json;

use super::{desk, stream};
use crate::app::Tab;
use crate::client::{Failure, Method, StreamEvent};
use crate::testing::fixtures::print_job;
use crate::testing::{Bench, fixtures};

fn queue() -> Bench {
    let mut bench = desk();
    bench.press(Named::F10);
    assert!(bench.asked.is_empty(), "the queue is known already");
    bench
}

fn told(bench: &mut Bench, queue: PrintQueue) {
    let event = ConsoleEvent::Prints { queue: Box::new(queue) };
    bench.say(stream(StreamEvent::Said(Box::new(event))));
}

fn body(bench: &Bench, path: &str) -> serde_json::Value {
    let (method, asked, body) = bench.question();
    assert_eq!((method, asked.as_str()), (Method::Post, path));
    body
}

#[test]
fn who_needs_somebody_comes_first_and_is_counted_in_the_rail() {
    let mut bench = queue();
    assert!(bench.item("tab-prints").node.label.contains("3 à voir"));
    let ids: Vec<_> = bench.ids().into_iter().map(|id| format!("{id:?}")).collect();
    let place = |id: String| ids.iter().position(|other| other.contains(&id)).unwrap();
    let release = place(format!("print-release-{}", print_job(1)));
    assert!(
        release < place(format!("print-pay-cash-{}", print_job(4))),
        "the held one waits for its visitor"
    );
    for words in
        ["N° 1", "Lune", "12 pages, dont 3 en couleur · 2 exemplaires", "5,70 €", "Poste 1 · 10 h 03"]
    {
        assert!(bench.said().contains(words), "{words} in {}", bench.said());
    }
}

#[test]
fn a_print_is_released_in_one_press() {
    let mut bench = queue();
    bench.click(&format!("print-release-{}", print_job(1)));
    let body = body(&bench, &format!("/prints/{}/release", print_job(1)));
    assert_eq!(body, json!({ "price": null, "reason": null, "printer": null }));
    let release = format!("print-release-{}", print_job(1));
    assert!(bench.item(&release).node.disabled, "once is enough");
    bench.choose(&release);
    assert_eq!(bench.asked.len(), 1);
    bench.answer(&fixtures::prints().prints[0]);
    let mut queue = fixtures::prints();
    queue.prints[0].stage = PrintStage::Waiting { ahead: 0, trouble: None };
    told(&mut bench, queue);
    assert!(!bench.has(&release) && bench.item("tab-prints").node.label.contains("2 à voir"));
}

#[test]
fn another_price_needs_a_price_and_a_reason() {
    let mut bench = queue();
    bench.click(&format!("print-price-{}", print_job(1)));
    assert!(bench.item("print-figure").focused && bench.item("print-go").node.disabled);
    bench.type_into("print-figure", "1,505");
    assert!(bench.item("print-figure").node.detail.unwrap().contains("Écrivez un prix"));
    bench.press(Named::Backspace);
    bench.press(Named::Enter);
    assert!(bench.asked.is_empty() && bench.item("print-go").node.disabled, "why?");
    for _ in 0..4 {
        bench.type_into("print-figure", "");
        bench.press(Named::Backspace);
    }
    bench.type_into("print-figure", "5,71");
    let most = bench.item("print-go").node.detail.unwrap();
    assert!(most.contains("5,70 €"), "the visitor said yes to no more: {most}");
    for _ in 0..4 {
        bench.press(Named::Backspace);
    }
    bench.type_into("print-figure", "1,50");
    bench.type_into("print-words", "Un dossier pour la CAF");
    bench.press(Named::Enter);
    let body = body(&bench, &format!("/prints/{}/release", print_job(1)));
    assert_eq!(body, json!({ "price": 150, "reason": "Un dossier pour la CAF", "printer": null }));
}

#[test]
fn a_print_to_be_checked_gets_a_price_and_a_printer() {
    let mut bench = queue();
    assert!(bench.said().contains("Deux comptages"));
    bench.click(&format!("print-price-{}", print_job(3)));
    bench.type_into("print-figure", "0");
    bench.type_into("print-words", "gratuit");
    assert!(bench.item("print-go").node.disabled, "where?");
    let laser = fixtures::printer_row(1).id;
    bench.choose(&format!("print-on-{laser}"));
    bench.choose("print-go");
    let body = body(&bench, &format!("/prints/{}/release", print_job(3)));
    assert_eq!(body, json!({ "price": 0, "reason": "gratuit", "printer": laser }));
}

#[test]
fn a_long_print_whose_pages_are_known_is_released_in_one_press() {
    let mut bench = queue();
    let mut queue = fixtures::prints();
    queue.prints[2].to_check = Some("too-many-pages".to_owned());
    queue.prints[2].offers[0].price = Some(Cents(4500));
    told(&mut bench, queue);
    let laser = fixtures::printer_row(1).id;
    bench.click(&format!("print-release-{}-{laser}", print_job(3)));
    let body = body(&bench, &format!("/prints/{}/release", print_job(3)));
    assert_eq!(body, json!({ "price": null, "reason": null, "printer": laser }));
}

#[test]
fn what_hangs_in_a_printer_that_does_not_answer_is_decided() {
    let mut bench = queue();
    let mut queue = fixtures::prints();
    queue.prints[5].stage = PrintStage::Printing { done: 2, of: 8, trouble: Some(PrinterTrouble::Offline) };
    told(&mut bench, queue);
    bench.choose(&format!("print-decide-{}", print_job(6)));
    bench.type_into("print-figure", "2");
    bench.press(Named::Enter);
    assert_eq!(body(&bench, &format!("/prints/{}/decide", print_job(6))), json!({ "sides": 2 }));
}

#[test]
fn cash_and_release_are_one_press_with_a_choice_of_printer() {
    let mut bench = queue();
    let [laser, colour] = [1, 2].map(|number| fixtures::printer_row(number).id);
    let pay = |printer| format!("print-pay-cash-{}-{printer}", print_job(4));
    assert!(bench.item(&pay(colour)).node.label.contains("Encaisser 0,60 €"), "less what the purse holds");
    bench.click(&pay(laser));
    let paid = body(&bench, &format!("/prints/{}/pay", print_job(4)));
    assert_eq!(paid, json!({ "printer": laser, "means": "cash", "amount": 60 }));
    let receipt = Some(fixtures::receipt(14));
    bench.answer(&PrintPaid { print: fixtures::prints().prints[3].clone(), receipt });
    assert_eq!(bench.item("notice-0").node.label, "Encaissé : 5,00 € (espèces), reçu n° 14.");
}

#[test]
fn a_print_can_be_paid_by_card() {
    let mut bench = queue();
    bench.click(&format!("print-pay-other-{}", print_job(4)));
    assert!(bench.item("print-means-card").focused);
    bench.choose("print-means-cheque");
    let laser = fixtures::printer_row(1).id;
    bench.choose(&format!("print-pay-cheque-{}-{laser}", print_job(4)));
    assert_eq!(body(&bench, &format!("/prints/{}/pay", print_job(4)))["means"], "cheque");
}

#[test]
fn a_refusal_has_words_for_the_visitor() {
    let mut bench = queue();
    bench.click(&format!("print-refuse-{}", print_job(1)));
    assert!(bench.item("print-words").focused && bench.item("print-go").node.disabled);
    bench.choose("print-ready-1");
    bench.choose("print-go");
    let body = body(&bench, &format!("/prints/{}/refuse", print_job(1)));
    assert_eq!(body, json!({ "reason": "Venez me voir à l’accueil." }));
}

#[test]
fn what_came_out_is_decided_and_never_a_guess() {
    let mut bench = queue();
    bench.click(&format!("print-decide-{}", print_job(2)));
    assert!(bench.item("print-figure").node.detail.unwrap().contains("5 faces"));
    assert!(bench.item("print-go").node.disabled, "nothing is filled in");
    bench.type_into("print-figure", "2x");
    assert!(bench.item("print-go").node.disabled);
    bench.press(Named::Backspace);
    bench.press(Named::Enter);
    assert_eq!(body(&bench, &format!("/prints/{}/decide", print_job(2))), json!({ "sides": 2 }));
}

#[test]
fn what_is_over_can_be_printed_again_or_paid_back() {
    let mut bench = queue();
    bench.type_into("prints-wanted", "9");
    assert!(bench.said().contains("0,30 € payés sur 0,75 €") && !bench.said().contains("N° 1 "));
    bench.click(&format!("print-reprint-{}", print_job(9)));
    assert_eq!(body(&bench, &format!("/prints/{}/reprint", print_job(9))), json!(null));
    bench.fail(Failure::Said(Box::new(ApiError::new(ErrorCode::NotNow, "no"))));
    assert!(bench.item("notice-0").node.label.contains("maintenant"));
    bench.click(&format!("print-refund-{}", print_job(9)));
    assert_eq!(bench.item("print-figure").node.detail.unwrap().split('.').next(), Some("0,30"));
    bench.type_into("print-words", "pages pâles");
    bench.press(Named::Enter);
    let sent = body(&bench, &format!("/prints/{}/refund", print_job(9)));
    let expected = json!({ "id": sent["id"], "given_back": 0, "amount": 30, "reason": "pages pâles" });
    assert_eq!(sent, expected);
    bench.fail(Failure::TimedOut);
    bench.choose("print-go");
    let again = body(&bench, &format!("/prints/{}/refund", print_job(9)));
    assert_eq!(again, sent, "nobody knows whether it was done: it is the same refund");
    bench.answer(&fixtures::prints().prints[8]);
    assert!(!bench.has("print-go") && bench.item("prints-wanted").focused);
}

#[test]
fn what_another_mediator_gave_back_is_told_before_more_is() {
    let mut bench = queue();
    bench.type_into("prints-wanted", "9");
    bench.click(&format!("print-refund-{}", print_job(9)));
    bench.type_into("print-words", "pages pâles");
    bench.press(Named::Enter);
    let error = ApiError { amount: Some(Cents(10)), ..ApiError::new(ErrorCode::GivenBack, "no") };
    bench.fail(Failure::Said(Box::new(error)));
    assert!(bench.item("notice-0").node.label.contains("On a déjà rendu 0,10 €"));
    let mut queue = fixtures::prints();
    queue.prints[8].given_back = Cents(10);
    told(&mut bench, queue.clone());
    assert!(!bench.has("print-go") && bench.said().contains("0,10 € rendus"));
    bench.click(&format!("print-refund-{}", print_job(9)));
    assert_eq!(bench.item("print-figure").node.detail.unwrap().split('.').next(), Some("0,20"));
    queue.prints[8].given_back = Cents(30);
    told(&mut bench, queue);
    assert!(!bench.has(&format!("print-refund-{}", print_job(9))), "nothing is left");
}

#[test]
fn another_amount_than_the_one_on_the_button_is_refused_in_words() {
    let mut bench = queue();
    let laser = fixtures::printer_row(1).id;
    bench.click(&format!("print-pay-cash-{}-{laser}", print_job(4)));
    body(&bench, &format!("/prints/{}/pay", print_job(4)));
    let error = ApiError { amount: Some(Cents(75)), ..ApiError::new(ErrorCode::OtherAmount, "no") };
    bench.fail(Failure::Said(Box::new(error)));
    assert!(bench.item("notice-0").node.label.contains("c’est maintenant 0,75 €"));
}

#[test]
fn a_form_goes_when_its_print_went_on() {
    let mut bench = queue();
    bench.click(&format!("print-price-{}", print_job(1)));
    let mut queue = fixtures::prints();
    queue.prints[0].stage = PrintStage::Cancelled;
    told(&mut bench, queue);
    assert!(!bench.has("print-go"));
}

#[test]
fn escape_drops_what_is_written_and_gives_the_focus_back() {
    let mut bench = queue();
    bench.click(&format!("print-refuse-{}", print_job(1)));
    bench.press(Named::Escape);
    assert!(!bench.has("print-go") && bench.item(&format!("print-refuse-{}", print_job(1))).focused);
}

#[test]
fn five_hundred_prints_are_a_few_at_a_time_and_found_by_number_or_picture() {
    let mut bench = queue();
    let rows = (1..=500).map(|number| PrintRow {
        id: print_job(number),
        number,
        ..fixtures::prints().prints[0].clone()
    });
    told(&mut bench, PrintQueue { prints: rows.collect(), ..fixtures::prints() });
    let drawn = |bench: &mut Bench| {
        bench.ids().iter().filter(|id| format!("{id:?}").contains("print-release-")).count()
    };
    assert_eq!(drawn(&mut bench), 6);
    assert_eq!(bench.item("page-position").node.label, "Page 1 sur 84");
    bench.type_into("prints-wanted", "317");
    assert_eq!(drawn(&mut bench), 1);
    assert!(bench.has(&format!("print-release-{}", print_job(317))));
    for _ in 0..3 {
        bench.press(Named::Backspace);
    }
    bench.type_into("prints-wanted", "étoile");
    assert!(bench.said().contains("Aucune impression"));
}

#[test]
fn an_older_answer_does_not_undo_what_was_heard() {
    let mut bench = desk();
    bench.say(stream(StreamEvent::Connected));
    told(&mut bench, PrintQueue::default());
    bench.answer(&fixtures::room());
    bench.answer(&fixtures::prints());
    assert!(!bench.item("tab-prints").node.label.contains("voir"));
}

#[test]
fn a_station_shows_the_prints_that_wait_for_somebody() {
    let mut bench = desk();
    let label = bench.item(&format!("station-{}", fixtures::station(1))).node.label;
    assert!(label.contains("1 impression à voir"), "{label}");
    bench.click(&format!("station-{}", fixtures::station(1)));
    assert!(bench.said().contains("1 impression à voir"));
}

#[test]
fn a_printer_in_trouble_stands_above_everything() {
    let mut bench = queue();
    let trouble = format!("trouble-{}", fixtures::printer_row(2).id);
    assert_eq!(bench.item(&trouble).node.label, "Couleur : Papier coincé");
    bench.choose("prints-printers");
    assert!(bench.has(&trouble) && bench.said().contains("Prête"));
}

#[test]
fn the_rooms_poster_is_saved_from_beside_its_printers() {
    let mut bench = queue();
    bench.choose("prints-printers");
    assert_eq!(bench.item("printers-poster").node.label, "Affiche pour la salle");
    bench.choose("printers-poster");
    let [(name, pdf)] = bench.written.as_slice() else { panic!("one file") };
    assert_eq!(name, "affiche-imprimer.pdf");
    assert!(pdf.starts_with(b"%PDF"));
    told(&mut bench, PrintQueue { phone: None, ..fixtures::prints() });
    assert!(!bench.has("printers-poster"), "no phone and no key prints here");
}

#[test]
fn a_printer_is_paused_and_resumed() {
    let mut bench = queue();
    bench.choose("prints-printers");
    let laser = fixtures::printer_row(1);
    bench.choose(&format!("printer-pause-{}", laser.id));
    assert_eq!(body(&bench, &format!("/printers/{}/pause", laser.id)), json!(null));
    bench.answer(&laser);
    let mut queue = fixtures::prints();
    queue.printers[0].paused = true;
    told(&mut bench, queue);
    bench.choose(&format!("printer-resume-{}", laser.id));
    assert_eq!(bench.question().1, format!("/printers/{}/resume", laser.id));
}

#[test]
fn a_printer_is_added_with_its_prices() {
    let mut bench = queue();
    bench.choose("prints-printers");
    bench.choose("printer-add");
    assert!(bench.item("printer-name").focused);
    bench.type_into("printer-name", "Laser");
    bench.type_into("printer-uri", "192.168.1.20");
    assert!(bench.item("printer-uri").node.detail.unwrap().contains("ipp://"));
    bench.type_into("printer-black", "0,15");
    assert!(bench.item("printer-save").node.disabled, "that is no address");
    for _ in 0.."192.168.1.20".len() {
        bench.type_into("printer-uri", "");
        bench.press(Named::Backspace);
    }
    bench.type_into("printer-uri", "ipp://192.168.1.20/ipp/print");
    bench.type_into("printer-colour", "0.5");
    bench.choose("printer-duplex");
    bench.choose("printer-save");
    let expected = json!({
        "name": "Laser", "uri": "ipp://192.168.1.20/ipp/print",
        "tariff": {
            "black": 15, "colour": 50, "a3_black": null, "a3_colour": null,
            "second_face_less": 0, "duplex": true
        }
    });
    assert_eq!(body(&bench, "/printers"), expected);
    bench.answer(&fixtures::printer_row(1));
    assert!(!bench.has("printer-save") && bench.item("printer-add").focused);
}

#[test]
fn a_printer_is_changed_and_removed_after_asking() {
    let mut bench = queue();
    bench.choose("prints-printers");
    let colour = fixtures::printer_row(2);
    bench.choose(&format!("printer-change-{}", colour.id));
    bench.type_into("printer-name", " laser");
    bench.choose("printer-save");
    let changed = body(&bench, &format!("/printers/{}", colour.id));
    assert_eq!((&changed["name"], &changed["tariff"]["a3_colour"]), (&json!("Couleur laser"), &json!(100)));
    bench.answer(&colour);
    bench.choose(&format!("printer-remove-{}", colour.id));
    assert!(bench.asked.is_empty() && bench.item("printer-keep").focused);
    bench.choose("printer-remove-yes");
    assert_eq!(bench.question().1, format!("/printers/{}/remove", colour.id));
}

#[test]
fn nothing_is_decided_while_the_hub_is_away() {
    let mut bench = queue();
    bench.say(stream(StreamEvent::Lost(Failure::TimedOut)));
    assert!(bench.item(&format!("print-release-{}", print_job(1))).node.disabled);
    bench.show(Tab::Cash);
    assert!(bench.item("cash-anonymous").node.disabled);
}
