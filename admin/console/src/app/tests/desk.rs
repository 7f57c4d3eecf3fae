//! The live room, and what stands around every screen.

use std::time::Duration;

use epn_rules::decision::{Decision, Refusal};
use epn_wire::audit::{Audit, AuditItem, Verdict};
use epn_wire::console::{ApiError, ConsoleEvent, ErrorCode, OpenedAll, RoomView};
use iced::keyboard::key::Named;
use serde_json::json;

use super::{desk, stream};
use crate::app::{DeskMessage, Message};
use crate::client::{Failure, Method, StreamEvent};
use crate::testing::fixtures;

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
        (4, "open", json!({ "minutes": null, "visitor": null, "companions": 0, "reason": null })),
        (1, "extend", json!({ "minutes": 15, "reason": null })),
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
    for (id, verb, minutes) in [("extend-15", "extend", 15), ("extend-30", "extend", 30)] {
        bench.click(id);
        let body = json!({ "minutes": minutes, "reason": null });
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
    let refused = ApiError { decision, ..ApiError::new(code, message) };
    bench.fail(Failure::Said(Box::new(refused)));
    assert_eq!(
        bench.item("order-refused").node.label,
        "La salle est fermée. Elle ouvre à 14 h 02. Prochain accès : à 14 h 02."
    );
    assert!(bench.item("order-reason").focused && bench.item("order-nevertheless").node.disabled);
    bench.type_into("order-reason", "panne hier");
    bench.press(Named::Enter);
    let expected = json!({ "minutes": null, "visitor": null, "companions": 0, "reason": "panne hier" });
    assert_eq!(bench.question(), (Method::Post, path(4, "open"), expected));
    bench.fail(Failure::TimedOut);
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
    let away = ApiError::new(code, message);
    bench.answer(&OpenedAll { opened: vec![fixtures::station(4)], refused: vec![away] });
    let told = bench.item("notice-0").node;
    assert_eq!(told.label, "1 poste est ouvert.");
    assert!(told.detail.unwrap().contains("ne répond pas"));
}

#[test]
fn stations_that_are_kept_for_somebody_are_not_among_those_that_open_at_once() {
    let mut bench = desk();
    let mut room = fixtures::room();
    room.stations[3].kept = true;
    let event = |room: &RoomView| ConsoleEvent::Room { room: Box::new(room.clone()) };
    bench.say(stream(StreamEvent::Said(Box::new(event(&room)))));
    assert_eq!(bench.item("open-all").node.label, "Ouvrir le poste libre");
    room.stations[7].kept = true;
    bench.say(stream(StreamEvent::Said(Box::new(event(&room)))));
    assert!(bench.item("open-all").node.disabled);
    // The mediator may have a reason to open one all the same.
    assert!(!bench.item(&quick(4)).node.disabled);
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
fn a_room_without_stations_says_what_to_do() {
    let mut bench = desk();
    let room = RoomView { stations: Vec::new(), ..fixtures::room() };
    bench.say(stream(StreamEvent::Said(Box::new(ConsoleEvent::Room { room: Box::new(room) }))));
    assert!(bench.said().contains("Aucun poste n’est encore relié."));
    assert!(bench.has("passage-question"), "people still come");
}

#[test]
fn the_keyboard_alone_reaches_who_needs_somebody() {
    let mut bench = desk();
    bench.press(Named::F1);
    assert!(bench.item(&tile(3)).focused, "they call");
    bench.press(Named::ArrowRight);
    assert!(bench.item(&tile(4)).focused);
    bench.press(Named::Enter);
    assert!(bench.item("panel-close").focused);
    bench.press(Named::Tab);
    assert!(bench.item("open-default").focused);
    bench.press(Named::Escape);
    assert!(!bench.has("panel-close") && bench.item(&tile(4)).focused);
}

#[test]
fn what_falls_short_of_a_stations_lockdown_is_told_beside_it() {
    let item = |id: &str, verdict| AuditItem {
        id: id.to_owned(),
        what: "from a newer station".to_owned(),
        verdict,
        expected: "0".to_owned(),
        found: Some("438".to_owned()),
    };
    let audit = Audit::of(vec![
        item("lid", Verdict::Held),
        item("sysrq", Verdict::Different),
        item("not-known-here", Verdict::Missing),
        item("firmware", Verdict::Untested),
    ]);
    let mut bench = desk();
    bench.click(&tile(4));
    assert!(!bench.said().contains("Verrouillage"), "nothing is known of it");
    let mut room = fixtures::room();
    room.stations[3].lockdown = Some(audit.in_short());
    bench.say(stream(StreamEvent::Said(Box::new(ConsoleEvent::Room { room: Box::new(room) }))));
    let said = bench.said();
    for sentence in [
        "Verrouillage : 1 point tenu sur 3",
        "Non tenu : Les touches de secours du système (SysRq) sont coupées",
        "Non tenu : from a newer station",
        "1 point ne se vérifie qu’à la main",
    ] {
        assert!(said.contains(sentence), "{sentence}: {said}");
    }
    assert!(!said.contains("Fermer l’écran"), "what holds is counted, not listed");
}
