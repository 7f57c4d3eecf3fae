//! The other screens: tickets, visitors, sessions, rules, counts.

use epn_wire::console::ConsoleEvent;
use iced::keyboard::key::Named;
use serde_json::json;

use super::{desk, stream};
use crate::app::Tab;
use crate::client::{Method, StreamEvent};
use crate::testing::fixtures;

#[test]
fn every_screen_has_a_key() {
    let mut bench = desk();
    let keys = [
        Named::F1,
        Named::F10,
        Named::F11,
        Named::F2,
        Named::F3,
        Named::F4,
        Named::F5,
        Named::F6,
        Named::F7,
        Named::F9,
    ];
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
fn a_members_groups_are_written() {
    let mut bench = desk();
    bench.show(Tab::Visitors);
    bench.click("search-go");
    bench.answer(&fixtures::visitors());
    let awa = fixtures::visitors()[3].id;
    bench.click(&format!("groups-{awa}"));
    assert!(bench.item("groups").focused);
    bench.type_into("groups", ", student");
    bench.press(Named::Enter);
    let expected = json!({ "groups": ["job-seeker", "student"] });
    assert_eq!(bench.question(), (Method::Post, format!("/visitors/{awa}/groups"), expected));
    bench.answer_text("");
    assert!(bench.said().contains("job-seeker, student") && !bench.has("groups-save"));
}

#[test]
fn sessions_are_shown_by_day_and_page() {
    let mut bench = desk();
    bench.press(Named::F4);
    assert_eq!(bench.asked[0].request().query, [("date", "2026-03-10".to_owned())]);
    bench.answer(&fixtures::sessions());
    assert_eq!(bench.item("page-position").node.label, "Page 1 sur 2");
    assert!(bench.has("badge: 1,50 €"), "what the day's sessions cost");
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
fn todays_sessions_follow_the_room() {
    let mut bench = desk();
    bench.show(Tab::Sessions);
    bench.answer(&fixtures::sessions());
    let told = |room| StreamEvent::Said(Box::new(ConsoleEvent::Room { room: Box::new(room) }));
    bench.say(stream(told(fixtures::room())));
    assert!(bench.asked.is_empty(), "a minute passed: nothing is asked");
    let mut room = fixtures::room();
    room.stations[0].session = None;
    bench.say(stream(told(room)));
    assert_eq!(bench.question().1, "/sessions");
    assert!(bench.has("sessions"), "what is known stays meanwhile");
}
