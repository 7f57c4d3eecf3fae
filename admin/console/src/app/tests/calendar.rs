//! The calendar: drawn on with the pointer, and all of it by keyboard.

use epn_rules::decision::{Decision, Refusal, SlotLimit};
use epn_rules::units::Minutes;
use epn_wire::calendar::LongestBooking;
use epn_wire::console::{ApiError, ConsoleEvent, ErrorCode};
use iced::keyboard::key::Named;
use iced::{Point, Rectangle};
use serde_json::json;

use super::{desk, stream};
use crate::app::Tab;
use crate::client::{Failure, Method, StreamEvent};
use crate::testing::{Bench, fixtures};

/// The calendar of Tuesday, 10 March.
fn calendar() -> Bench {
    let mut bench = desk();
    bench.press(Named::F7);
    assert_eq!(bench.question().1, "/policy", "how finely it is drawn");
    bench.answer(&fixtures::policy());
    assert_eq!(bench.question().1, "/calendar");
    bench.answer(&fixtures::calendar_day());
    bench
}

fn row(number: u128) -> String {
    format!("row-{}", fixtures::station(number))
}

fn booking(index: usize) -> String {
    format!("booking-{}", fixtures::bookings()[index].id)
}

fn bounds(bench: &mut Bench, id: &str) -> Rectangle {
    bench.item(id).bounds
}

/// A point on a row, so many minutes after 11:15 (where Awa's hour begins on station 4).
fn point(bench: &mut Bench, number: u128, minutes: f32) -> Point {
    let hour = bounds(bench, &booking(0));
    let row = bounds(bench, &row(number));
    Point::new(hour.x - 1.0 + minutes * (hour.width + 2.0) / 60.0, row.center_y())
}

/// Something else is booked from three o'clock on.
fn so_long(minutes: u32) -> LongestBooking {
    let from = "2026-03-10T15:00:00+01:00".parse().unwrap();
    LongestBooking { longest: Minutes(minutes), limit: Some(SlotLimit::Taken { from }) }
}

fn refused() -> Failure {
    let because = vec![Refusal::SlotTooFar { days: 14 }];
    let decision = Some(Decision::Refused { because, next: None });
    let (code, message) = (ErrorCode::Refused, String::new());
    Failure::Said(Box::new(ApiError { decision, ..ApiError::new(code, message) }))
}

#[test]
fn a_drag_on_empty_time_becomes_a_booking_after_saying_for_whom() {
    let mut bench = calendar();
    let (from, to) = (point(&mut bench, 2, 152.0), point(&mut bench, 2, 192.0));
    bench.drag(from, to);
    assert!(bench.item("booking-who-query").focused);
    assert!(bench.item("booking-go").node.disabled, "for whom?");
    bench.type_into("booking-label", "Atelier");
    let (method, path, body) = bench.question();
    assert_eq!((method, path.as_str()), (Method::Post, "/bookings/longest"), "once it says what is wanted");
    assert_eq!((&body["from"], &body["visitor"]), (&json!("2026-03-10T13:45:00"), &json!(null)));
    assert!(!bench.has("booking-at-most"));
    bench.answer(&so_long(60));
    let at_most = bench.item("booking-at-most").node.label;
    assert_eq!(at_most, "Au plus 1 heure : c’est réservé à partir de 15 h.");
    assert!(bench.asked.is_empty());
    bench.click("booking-go");
    let (method, path, body) = bench.question();
    assert_eq!((method, path.as_str()), (Method::Post, "/bookings"));
    assert_eq!(body["places"], json!([{ "place": "station", "id": fixtures::station(2) }]));
    assert_eq!((&body["from"], &body["minutes"]), (&json!("2026-03-10T13:45:00"), &json!(45)));
    assert_eq!((&body["label"], &body["reason"]), (&json!("Atelier"), &json!(null)));
    bench.answer(&vec![fixtures::bookings()[0].clone()]);
    assert_eq!(bench.item("notice-0").node.label, "C’est réservé.");
    assert_eq!(bench.question().1, "/calendar", "it is shown where it is");
    assert!(!bench.has("booking-go"));
}

#[test]
fn a_booking_is_dragged_to_another_station_and_time() {
    let mut bench = calendar();
    let grabbed = point(&mut bench, 4, 20.0);
    let dropped = point(&mut bench, 8, 20.0 + 30.0);
    bench.drag(grabbed, dropped);
    let (method, path, body) = bench.question();
    assert_eq!((method, path), (Method::Post, format!("/bookings/{}/move", fixtures::bookings()[0].id)));
    let expected = json!({
        "place": { "place": "station", "id": fixtures::station(8) },
        "from": "2026-03-10T11:45:00", "minutes": 60, "reason": null
    });
    assert_eq!(body, expected);
}

#[test]
fn a_refused_move_says_why_and_takes_a_reason() {
    let mut bench = calendar();
    let (grabbed, dropped) = (point(&mut bench, 4, 20.0), point(&mut bench, 8, 50.0));
    bench.drag(grabbed, dropped);
    bench.fail(refused());
    assert!(bench.item("booking-refused").node.label.contains("14"));
    assert!(bench.item("booking-reason").focused);
    bench.type_into("booking-reason", "promis");
    bench.press(Named::Enter);
    let (_, path, body) = bench.question();
    assert!(path.ends_with("/move"));
    assert_eq!((&body["reason"], &body["from"]), (&json!("promis"), &json!("2026-03-10T11:45:00")));
    bench.answer(&fixtures::bookings()[0]);
    assert!(!bench.has("booking-reason"));
}

#[test]
fn an_arrived_visitors_booking_does_not_move() {
    let mut bench = calendar();
    let arrived = bounds(&mut bench, &booking(1)).center();
    let to = point(&mut bench, 8, 60.0);
    bench.drag(arrived, to);
    assert!(bench.asked.is_empty());
    assert!(bench.item("booking-elsewhere").node.disabled);
}

#[test]
fn the_keyboard_alone_books() {
    let mut bench = calendar();
    assert!(bench.item("calendar-new").focused);
    for _ in 0..40 {
        if bench.item(&row(2)).focused {
            break;
        }
        bench.press(Named::Tab);
    }
    assert!(bench.item(&row(2)).focused);
    assert!(bench.item(&row(2)).node.detail.unwrap().starts_with("10 h : "), "the present hour");
    for _ in 0..4 {
        bench.press(Named::ArrowRight);
    }
    assert_eq!(bench.item(&row(2)).node.detail.as_deref(), Some("11 h : libre"));
    bench.press(Named::ArrowDown);
    bench.press(Named::ArrowDown);
    bench.press(Named::ArrowRight);
    assert!(bench.item(&row(4)).node.detail.unwrap().contains("Papillon"));
    bench.press(Named::Enter);
    assert!(bench.item("side-close").focused, "Enter on a booking shows it");
    bench.press(Named::Escape);
    assert!(!bench.has("side-close"));
}

#[test]
fn how_long_a_booking_can_be_is_asked_anew_when_it_is_another() {
    let mut bench = calendar();
    let slot = point(&mut bench, 2, 152.0);
    bench.drag(slot, slot);
    bench.type_into("booking-label", "Atelier");
    bench.choose("booking-minutes-more");
    assert_eq!(bench.asked.len(), 1, "its length is no other question");
    bench.choose(&format!("place-{}", fixtures::station(1)));
    assert_eq!(bench.asked.len(), 2);
    bench.answer(&so_long(60));
    assert!(!bench.has("booking-at-most"), "that was of one place");
    assert_eq!(bench.question().2["places"].as_array().unwrap().len(), 2);
    bench.answer(&so_long(30));
    assert!(bench.item("booking-at-most").node.label.starts_with("Au plus 30 minutes"));
}

#[test]
fn several_places_repeat_for_a_class() {
    let mut bench = calendar();
    bench.choose("calendar-new");
    for number in [1, 2] {
        bench.choose(&format!("place-{}", fixtures::station(number)));
    }
    bench.choose("place-tag-interview");
    bench.type_into("booking-time", "14h");
    bench.type_into("booking-label", "CM2");
    bench.answer(&so_long(60));
    bench.choose("repeat-week");
    assert!(!bench.has("booking-at-most"), "each of its days has a limit of its own");
    bench.choose("repeat-count-more");
    bench.choose("booking-minutes-more");
    bench.choose("booking-go");
    let body = bench.question().2;
    let places = json!([
        { "place": "station", "id": fixtures::station(1) },
        { "place": "station", "id": fixtures::station(2) },
        { "place": "tag", "tag": "interview" },
    ]);
    assert_eq!(body["places"], places);
    assert_eq!(body["repeat"], json!({ "every": "week", "count": 3 }));
    assert_eq!(body["minutes"], 75);
}

#[test]
fn a_member_is_found_and_booked_for() {
    let mut bench = calendar();
    let slot = point(&mut bench, 2, 160.0);
    bench.drag(slot, slot);
    bench.type_into("booking-who-query", "awa");
    bench.press(Named::Enter);
    assert_eq!(bench.question().1, "/visitors");
    bench.answer(&fixtures::visitors());
    assert!(!bench.said().contains("Awa Diop"), "names stay hidden");
    let awa = fixtures::visitors()[3].id;
    bench.click(&format!("booking-who-{awa}"));
    assert!(bench.item("booking-go").focused);
    assert_eq!(bench.question().2["visitor"], json!(awa));
    bench.press(Named::Enter);
    bench.fail(Failure::TimedOut);
    assert!(!bench.has("booking-at-most") && !bench.has("notice-0"), "it is not missed");
    assert_eq!(bench.question().2["visitor"], json!(awa));
    assert_eq!(bench.question().2["minutes"], 60, "a press asks for the usual length");
}

#[test]
fn one_or_all_later_bookings_of_a_series_are_cancelled() {
    let mut bench = calendar();
    bench.click(&booking(0));
    bench.click("booking-give-up");
    assert!(bench.item("booking-keep").focused && bench.asked.is_empty());
    bench.click("booking-cancel-later");
    let id = fixtures::bookings()[0].id;
    let expected = (Method::Post, format!("/bookings/{id}/cancel"), json!({ "and_later": true }));
    assert_eq!(bench.question(), expected);
    bench.answer_text("");
    assert_eq!(bench.item("notice-0").node.label, "La réservation est annulée.");

    let mut bench = calendar();
    bench.click(&booking(2));
    bench.click("booking-give-up");
    assert!(!bench.has("booking-cancel-later"), "it has no later ones");
}

#[test]
fn names_are_hidden_here_too() {
    let mut bench = calendar();
    bench.click(&booking(0));
    assert!(!bench.said().contains("Awa Diop"));
    bench.press(Named::F8);
    assert!(bench.said().contains("Awa Diop"));
}

#[test]
fn a_week_runs_from_monday_and_days_are_turned() {
    let mut bench = calendar();
    bench.click("scale-week");
    let query = [("from", "2026-03-09".to_owned()), ("to", "2026-03-15".to_owned())];
    assert_eq!(bench.asked[0].request().query, query);
    bench.answer(&fixtures::calendar_week());
    assert!(
        bench.has("row-2026-03-12")
            && bench.has(&format!("booking-{}", fixtures::calendar_week().bookings[5].id))
    );
    bench.click(&format!("week-{}", fixtures::station(2)));
    assert!(!bench.has(&booking(0)), "that is on station 4");
    bench.click("day-after");
    assert_eq!(bench.asked[0].request().query[0].1, "2026-03-16");
    bench.click("day-today");
    bench.answer(&fixtures::calendar_week());
    assert!(!bench.has("calendar"), "last week's answer is not this week's");
    bench.answer(&fixtures::calendar_week());
    assert!(bench.has("calendar"));
}

#[test]
fn the_calendar_follows_the_room_one_question_at_a_time() {
    let mut bench = calendar();
    let told = || {
        let room = Box::new(fixtures::room());
        stream(StreamEvent::Said(Box::new(ConsoleEvent::Room { room })))
    };
    bench.say(told());
    bench.say(told());
    assert_eq!((bench.asked.len(), bench.question().1.as_str()), (1, "/calendar"));
    bench.show(Tab::Room);
    bench.answer(&fixtures::calendar_day());
    bench.say(told());
    assert!(bench.asked.is_empty());
}

#[test]
fn equipment_is_added_and_taken_away() {
    let mut bench = calendar();
    bench.click("calendar-equipment");
    assert_eq!(bench.question().1, "/equipment");
    bench.answer(&vec![fixtures::printer()]);
    bench.type_into("equipment-name", "Tablette");
    bench.type_into("equipment-tags", "tablette, accessible");
    bench.press(Named::Enter);
    let expected = json!({ "name": "Tablette", "tags": ["tablette", "accessible"] });
    assert_eq!(bench.question(), (Method::Post, "/equipment".to_owned(), expected));
    bench.answer(&epn_wire::calendar::EquipmentRow { name: "Tablette".to_owned(), ..fixtures::printer() });
    bench.answer(&fixtures::calendar_day());
    let printer = fixtures::printer().id;
    bench.click(&format!("equipment-retire-{printer}"));
    bench.click("equipment-yes");
    assert_eq!(bench.question().1, format!("/equipment/{printer}/retire"));
    bench.answer_text("");
    assert!(bench.said().contains("Aucun matériel"));
}
