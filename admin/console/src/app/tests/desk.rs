use std::time::Duration;

use epn_rules::decision::{Decision, Refusal};
use epn_wire::console::{ApiError, ConsoleEvent, ErrorCode, OpenedAll};
use epn_words::Lang;
use iced::keyboard::key::Named;
use serde_json::json;

use crate::app::{DeskMessage, Message, Tab};
use crate::client::{Failure, Method, StreamEvent};
use crate::testing::{Bench, fixtures};

fn desk() -> Bench {
    Bench::at_desk(Lang::French, 1280.0, 800.0)
}

fn stream(event: StreamEvent) -> Message {
    Message::Desk(DeskMessage::Stream(event))
}

fn path(number: u128, verb: &str) -> String {
    format!("/stations/{}/{verb}", fixtures::station(number))
}

fn tile(number: u128) -> String {
    format!("station-{}", fixtures::station(number))
}

fn quick(number: u128) -> String {
    format!("quick-{}", fixtures::station(number))
}

#[test]
fn one_click_does_what_is_most_likely() {
    let mut bench = desk();
    for (number, verb, body) in [
        (4, "open", json!({ "minutes": null, "visitor": null })),
        (1, "extend", json!({ "minutes": 15 })),
        (3, "help-answered", json!(null)),
        (6, "service", json!({ "in_service": true, "note": "" })),
    ] {
        bench.click(&quick(number));
        assert_eq!(bench.question(), (Method::Post, path(number, verb), body), "{verb}");
        bench.answer_text("");
    }
}

#[test]
fn every_order_of_the_panel_is_one_request() {
    let mut bench = desk();
    bench.click(&tile(1));
    for (id, verb, body) in
        [("extend-15", "extend", json!({ "minutes": 15 })), ("extend-30", "extend", json!({ "minutes": 30 }))]
    {
        bench.click(id);
        assert_eq!(bench.question(), (Method::Post, path(1, verb), body));
        bench.answer_text("");
    }
    bench.click(&tile(4));
    for (id, minutes) in [("open-default", json!(null)), ("open-30", json!(30))] {
        bench.click(id);
        assert_eq!(bench.question().2["minutes"], minutes);
        bench.answer_text("");
    }
}

#[test]
fn ending_asks_once_more_in_the_panel() {
    let mut bench = desk();
    bench.click(&tile(1));
    bench.click("end");
    assert!(bench.asked.is_empty());
    assert!(bench.item("end-no").focused, "Enter pressed twice ends nothing");
    bench.click("end-yes");
    assert_eq!(bench.question(), (Method::Post, path(1, "end"), json!(null)));
}

#[test]
fn a_session_moves_to_a_free_station_only() {
    let mut bench = desk();
    bench.click(&tile(1));
    bench.click("move");
    assert!(!bench.has(&format!("move-to-{}", fixtures::station(7))), "it is away");
    assert!(!bench.has(&format!("move-to-{}", fixtures::station(2))), "it is taken");
    bench.click(&format!("move-to-{}", fixtures::station(4)));
    assert_eq!(bench.question().2, json!({ "to": fixtures::station(4) }));
}

#[test]
fn a_message_is_written_and_sent() {
    let mut bench = desk();
    bench.click(&tile(1));
    bench.click("message");
    assert!(bench.item("message-text").focused && bench.item("message-send").node.disabled);
    bench.type_into("message-text", "Venez !");
    bench.press(Named::Enter);
    assert_eq!(bench.question(), (Method::Post, path(1, "message"), json!({ "text": "Venez !" })));
    bench.answer_text("");
    assert!(bench.item("notice-0").node.label.contains("Poste 1"));
}

#[test]
fn a_station_is_taken_out_with_its_reason() {
    let mut bench = desk();
    bench.click(&tile(4));
    bench.click("take-out");
    bench.type_into("service-note", "souris");
    bench.click("service-yes");
    assert_eq!(bench.question().2, json!({ "in_service": false, "note": "souris" }));
}

#[test]
fn a_slow_network_blocks_nothing() {
    let mut bench = desk();
    bench.click(&quick(4));
    assert!(bench.item(&tile(4)).node.label.contains("Ouverture…"));
    assert!(bench.item(&quick(4)).node.disabled, "not twice");
    // The answer is still on its way: everything else goes on.
    bench.click(&quick(1));
    bench.click("passage-wifi");
    bench.press(Named::F2);
    assert!(bench.has("create-ticket"));
    assert_eq!(bench.asked.len(), 3);
    for _ in 0..3 {
        bench.answer_text("");
    }
    bench.press(Named::F1);
    assert!(!bench.item(&quick(4)).node.disabled);
}

#[test]
fn a_refusal_is_said_in_words() {
    let mut bench = desk();
    bench.click(&quick(4));
    let because = vec![Refusal::Closed { opens: Some(fixtures::at(200)) }];
    let decision = Some(Decision::Refused { because, next: Some(fixtures::at(200)) });
    let (code, message) = (ErrorCode::Refused, "closed".to_owned());
    let refused = ApiError { code, message, decision, wait_seconds: None, problems: Vec::new() };
    bench.fail(Failure::Said(Box::new(refused)));
    assert_eq!(
        bench.item("notice-0").node.label,
        "La salle est fermée. Elle ouvre à 14 h 02. Prochain accès : à 14 h 02."
    );
    bench.click("close-notice-0");
    assert!(!bench.has("notice-0"));
}

#[test]
fn all_free_stations_open_at_once_and_refusals_are_told() {
    let mut bench = desk();
    assert!(bench.item("open-all").node.label.contains('2'));
    bench.click("open-all");
    assert_eq!(bench.question().1, "/room/open-all");
    let (code, message) = (ErrorCode::StationAway, String::new());
    let away = ApiError { code, message, decision: None, wait_seconds: None, problems: Vec::new() };
    bench.answer(&OpenedAll { opened: vec![fixtures::station(4)], refused: vec![away] });
    let told = bench.item("notice-0").node;
    assert_eq!(told.label, "1 poste est ouvert.");
    assert!(told.detail.unwrap().contains("ne répond pas"));
}

#[test]
fn a_passage_is_one_tap() {
    let mut bench = desk();
    for (id, purpose) in
        [("passage-question", "question"), ("passage-wifi", "wifi"), ("passage-own-device", "own-device")]
    {
        bench.click(id);
        assert_eq!(bench.question().2["purpose"], purpose);
        bench.answer_text("");
    }
    assert_eq!(bench.item("notice-0").node.label, "Passage compté : son propre appareil.");
    assert!(!bench.has("notice-1"), "small news make room for each other");
}

#[test]
fn who_needs_me_first_comes_first() {
    let mut bench = desk();
    let needs: Vec<_> = bench
        .outline()
        .into_iter()
        .filter(|item| item.focusable && format!("{:?}", item.id).contains("\"need-"))
        .map(|item| item.node.label)
        .collect();
    assert_eq!(
        needs,
        ["Poste 3 : appelle", "Poste 7 : ne répond pas", "Poste 5 : encore 4 min", "Poste 8 : disque plein",]
    );
}

#[test]
fn names_are_hidden_until_asked_for_and_after_a_minute_without_use() {
    let mut bench = desk();
    assert!(!bench.said().contains("Nadia"));
    bench.click(&tile(1));
    assert!(!bench.said().contains("Nadia"), "the panel hides it too");
    bench.press(Named::F8);
    bench.click("panel-close");
    bench.click(&tile(1));
    assert!(bench.said().contains("Nadia Benali"));
    bench.wait(Duration::from_secs(45));
    bench.say(Message::Desk(DeskMessage::Used));
    bench.wait(Duration::from_secs(45));
    assert!(bench.said().contains("Nadia Benali"), "the console was used meanwhile");
    bench.wait(Duration::from_secs(20));
    assert!(!bench.said().contains("Nadia"));
    assert!(bench.app.desk().is_some_and(|(desk, _)| !desk.shows_names()), "nothing ticks any more");
}

#[test]
fn a_lost_hub_is_shown_and_forgotten_when_it_returns() {
    let mut bench = desk();
    let gone = || StreamEvent::Lost(Failure::Unreached("refused".to_owned()));
    bench.say(stream(gone()));
    assert_eq!(bench.item("hub-away").node.label, "Le serveur ne répond plus.");
    bench.wait(Duration::from_secs(100));
    bench.say(stream(gone()));
    bench.wait(Duration::from_secs(30));
    assert_eq!(bench.item("hub-away").node.label, "Le serveur ne répond plus depuis 2 minutes.");
    assert!(bench.item(&tile(1)).node.label.contains("il y a 2 min"));
    assert!(bench.item(&quick(4)).node.disabled && bench.item("passage-wifi").node.disabled);
    bench.say(stream(StreamEvent::Connected));
    assert!(!bench.has("hub-away"));
    assert_eq!(bench.question().1, "/room", "the room is asked for anew");
}

#[test]
fn a_hub_that_forgot_the_session_leads_to_the_password() {
    let mut bench = desk();
    bench.say(stream(StreamEvent::SignedOut));
    assert!(bench.has("password"));
}

#[test]
fn an_older_room_never_replaces_a_newer_one() {
    let mut bench = desk();
    bench.say(stream(StreamEvent::Connected));
    let mut newer = fixtures::room();
    newer.now = fixtures::at(3);
    let event = Box::new(ConsoleEvent::Room { room: Box::new(newer) });
    bench.say(stream(StreamEvent::Said(event)));
    bench.answer(&fixtures::room());
    assert_eq!(bench.item("clock").node.label, "10 h 45");
}

#[test]
fn what_the_hub_reports_is_read() {
    let mut bench = desk();
    let notice = |code: &str| ConsoleEvent::Notice { code: code.to_owned(), detail: "ligne 3".to_owned() };
    bench.say(stream(StreamEvent::Said(Box::new(notice("broken-charter")))));
    assert!(bench.item("notice-0").node.label.contains("La charte a une erreur"));
    assert!(bench.item("notice-0").node.label.contains("ligne 3"));
    bench.say(stream(StreamEvent::Said(Box::new(notice("of-the-future")))));
    assert!(bench.item("notice-0").node.label.contains("of-the-future"));
}

#[test]
fn every_screen_has_a_key() {
    let mut bench = desk();
    let keys = [Named::F1, Named::F2, Named::F3, Named::F4, Named::F5, Named::F6];
    for (key, tab) in keys.into_iter().zip(Tab::ALL) {
        bench.press(key);
        assert_eq!(bench.item(tab.id()).node.selected, Some(true), "{tab:?}");
    }
}

#[test]
fn a_ticket_is_two_keys_and_its_code_is_forgotten_on_leaving() {
    let mut bench = desk();
    bench.press(Named::F2);
    bench.press(Named::Enter);
    assert_eq!(bench.question().1, "/tickets");
    assert_eq!(bench.question().2["minutes"], json!(null));
    bench.answer(&fixtures::ticket());
    assert_eq!(bench.item("ticket-code").node.label, "7KQ-F2M-0XR");
    assert!(bench.has("ticket-qr"));
    bench.press(Named::Enter);
    let [(name, pdf)] = bench.written.as_slice() else { panic!("one file") };
    assert_eq!(name, "ticket-parapluie.pdf");
    assert!(pdf.starts_with(b"%PDF"));
    assert_eq!(bench.item("notice-0").node.label, "Enregistré : /documents/ticket-parapluie.pdf");
    bench.press(Named::F1);
    bench.press(Named::F2);
    assert!(!bench.has("ticket-code"));
}

#[test]
fn a_tickets_minutes_and_age_are_chosen() {
    let mut bench = desk();
    bench.show(Tab::Ticket);
    bench.click("minutes-90");
    bench.click("age-70-plus");
    bench.click("create-ticket");
    assert_eq!(bench.question().2, json!({ "minutes": 90, "age": "soixante_dix_plus" }));
}

#[test]
fn a_visitor_is_made_from_nothing_and_told_once() {
    let mut bench = desk();
    bench.show(Tab::Visitors);
    bench.click("new-visitor");
    assert!(bench.item("new-name").focused);
    bench.type_into("new-birth-year", "19x");
    bench.click("create-visitor");
    assert!(bench.asked.is_empty(), "that is no year");
    bench.click("new-cancel");
    bench.click("new-visitor");
    bench.type_into("new-name", "Awa Diop");
    bench.type_into("new-birth-year", "2012");
    bench.click("picture-guitar");
    bench.click("new-authorised");
    bench.click("create-visitor");
    assert_eq!(
        bench.question().2,
        json!({ "name": "Awa Diop", "birth_year": 2012, "picture": "guitar", "authorised": true })
    );
    bench.answer(&fixtures::created());
    assert_eq!(bench.item("told-pin").node.label, "4816");
    bench.press(Named::Enter);
    assert!(!bench.has("told-pin"));
}

#[test]
fn a_pin_is_replaced_after_asking_and_names_stay_hidden() {
    let mut bench = desk();
    bench.show(Tab::Visitors);
    bench.type_into("search", "na");
    bench.press(Named::Enter);
    assert_eq!(bench.question().1, "/visitors");
    bench.answer(&fixtures::visitors());
    assert!(!bench.said().contains("Nadia") && bench.said().contains("Nom caché"));
    let first = fixtures::visitors()[0].id;
    bench.click(&format!("pin-{first}"));
    assert!(bench.asked.is_empty());
    bench.click("pin-yes");
    assert_eq!(bench.question().1, format!("/visitors/{first}/pin"));
    bench.answer(&fixtures::created());
    assert_eq!(bench.item("told-number").node.label, "10427");
}

#[test]
fn sessions_are_shown_by_day_and_page() {
    let mut bench = desk();
    bench.press(Named::F4);
    assert_eq!(bench.asked[0].request().query, [("date", "2026-03-10".to_owned())]);
    bench.answer(&fixtures::sessions());
    assert_eq!(bench.item("page-position").node.label, "Page 1 sur 2");
    bench.click("page-next");
    assert_eq!(bench.item("page-position").node.label, "Page 2 sur 2");
    assert!(bench.item("day-after").node.disabled, "tomorrow has no sessions yet");
    bench.click("day-before");
    assert_eq!(bench.asked[0].request().query, [("date", "2026-03-09".to_owned())]);
    bench.click("day-today");
    bench.answer(&Vec::<epn_wire::console::SessionRow>::new());
    assert!(!bench.said().contains("Aucune session"), "yesterday's answer is not today's");
    bench.answer(&fixtures::sessions());
    assert!(bench.has("sessions"));
}

#[test]
fn rules_are_put_in_force_only_after_their_effect_was_shown() {
    let mut bench = desk();
    bench.press(Named::F5);
    assert_eq!(bench.question().1, "/policy");
    bench.answer(&fixtures::policy());
    assert!(bench.item("settings-effect").node.disabled, "nothing is changed");
    bench.type_into("opening-monday", "14h-17h");
    bench.click("settings-effect");
    let (method, path, body) = bench.question();
    assert_eq!((method, path.as_str()), (Method::Post, "/policy/preview"));
    assert_eq!(body["policy"]["opening"]["monday"], json!(["14:00-17:00"]));
    assert_eq!(body["based_on"], json!(fixtures::policy().id));
    bench.answer(&fixtures::effect());
    assert!(bench.has("effect") && bench.has("effect-shortened"));
    bench.type_into("quota-day", "0");
    assert!(bench.has("settings-effect") && !bench.has("effect"), "1200 minutes are another change");
    bench.click("settings-effect");
    bench.answer(&fixtures::effect());
    bench.press(Named::Enter);
    assert_eq!(bench.question().1, "/policy");
    assert_eq!(bench.question().2["policy"]["quotas"], json!([{ "per": "day", "minutes": 1200 }]));
    bench.answer(&fixtures::policy());
    assert!(bench.item("notice-0").node.label.contains("n° 3"));
}

#[test]
fn wrong_rules_are_said_at_their_field_and_never_sent() {
    let mut bench = desk();
    bench.show(Tab::Settings);
    bench.answer(&fixtures::policy());
    bench.type_into("opening-tuesday", ", 11:00-15:00");
    assert!(bench.item("opening-tuesday").node.detail.unwrap().contains("se recouvrent"));
    assert!(bench.item("settings-effect").node.disabled);
    bench.click("settings-effect");
    assert!(bench.asked.is_empty());
    bench.click("settings-drop");
    assert_eq!(bench.question().1, "/policy");
}

#[test]
fn what_is_written_in_the_rules_survives_a_look_at_the_room() {
    let mut bench = desk();
    bench.show(Tab::Settings);
    bench.answer(&fixtures::policy());
    bench.type_into("opening-monday", "14h-17h");
    bench.press(Named::F1);
    bench.press(Named::F5);
    assert!(bench.asked.is_empty());
    assert_eq!(bench.item("opening-monday").node.detail.as_deref(), Some("14h-17h"));
}

#[test]
fn counts_of_a_month_become_a_file() {
    let mut bench = desk();
    bench.press(Named::F6);
    assert_eq!(bench.item("from").node.detail.as_deref(), Some("01/03/2026. Par exemple : 10/03/2026"));
    bench.click("span-last-month");
    bench.click("export");
    let query = bench.asked[0].request().query.clone();
    assert_eq!(query, [("from", "2026-02-01".to_owned()), ("to", "2026-02-28".to_owned())]);
    bench.answer_text("jour;sessions\n");
    let expected = ("chiffres-2026-02-01-2026-02-28.csv".to_owned(), b"jour;sessions\n".to_vec());
    assert_eq!(bench.written, [expected]);
}

#[test]
fn dates_that_make_no_sense_are_said() {
    let mut bench = desk();
    bench.press(Named::F6);
    bench.type_into("to", "x");
    assert!(bench.item("to").node.detail.unwrap().contains("Écrivez une date"));
    assert!(bench.item("export").node.disabled);
}

#[test]
fn whoever_writes_keeps_the_caret_whatever_comes_and_goes_above() {
    let mut bench = desk();
    bench.show(Tab::Settings);
    bench.answer(&fixtures::policy());
    bench.type_into("opening-monday", "14h-17h");
    bench.click("settings-effect");
    bench.answer(&fixtures::effect());
    bench.type_into("opening-tuesday", ", 19h-20h");
    let written = bench.item("opening-tuesday").node.detail.unwrap();
    assert_eq!(written, "09:30-12:00, 14:00-18:00, 19h-20h", "the effect went away under the fingers");
    bench.say(stream(StreamEvent::Lost(Failure::TimedOut)));
    assert!(bench.item("opening-tuesday").focused, "a banner came");
}
