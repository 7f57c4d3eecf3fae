//! Those who wait: called, taken off, joined at the desk. And what else a tile shows of the day.

use epn_rules::people::Category;
use epn_rules::session::Phase;
use epn_rules::units::Cents;
use epn_wire::console::{ConsoleEvent, RoomView, StationTile, TileSession};
use iced::keyboard::key::Named;
use serde_json::json;

use super::{desk, stream};
use crate::client::{Method, StreamEvent};
use crate::testing::{Bench, fixtures};

fn queue() -> Bench {
    let mut bench = desk();
    bench.click("queue");
    assert_eq!(bench.question().1, "/queue");
    bench.answer(&fixtures::queue());
    bench
}

fn told(bench: &mut Bench, room: RoomView) {
    let event = ConsoleEvent::Room { room: Box::new(room) };
    bench.say(stream(StreamEvent::Said(Box::new(event))));
}

#[test]
fn who_waits_is_shown_with_place_and_estimate() {
    let mut bench = queue();
    let said = bench.said();
    for words in
        ["Pomme", "Appelé : Poste 4, jusqu’à 10 h 45", "Nuage", "Vers 10 h 50", "1 appel sans réponse"]
    {
        assert!(said.contains(words), "{words}");
    }
}

#[test]
fn places_are_counted_among_those_who_are_not_called() {
    let mut bench = queue();
    let [called, next, last] = [0, 1, 2].map(|index| format!("queue-place-{}", fixtures::queue()[index].id));
    assert!(!bench.has(&called), "whoever is called has no place");
    assert_eq!([next, last].map(|place| bench.item(&place).node.label), ["1", "2"]);
    // Of those who wait the third alone: about the first nothing is to be said but where they are called to.
    assert_eq!(bench.said().matches("Attente inconnue").count(), 1);
}

#[test]
fn a_free_station_is_one_press_away() {
    let mut bench = queue();
    let second = fixtures::queue()[1].id;
    bench.click(&format!("call-{second}-{}", fixtures::station(8)));
    let expected = json!({ "station": fixtures::station(8) });
    assert_eq!(bench.question(), (Method::Post, format!("/queue/{second}/call"), expected));
    bench.answer_text("");
    assert_eq!(bench.question().1, "/queue", "who waits is asked anew");
}

#[test]
fn nobody_is_called_to_a_station_that_somebody_is_called_to() {
    let mut bench = queue();
    let mut room = fixtures::room();
    room.stations[3].called = Some(fixtures::alias("apple", 1));
    room.stations[3].kept = true;
    told(&mut bench, room);
    let second = fixtures::queue()[1].id;
    assert!(!bench.has(&format!("call-{second}-{}", fixtures::station(4))));
    assert!(bench.item(&format!("station-{}", fixtures::station(4))).node.label.contains("Appelé : Pomme"));
}

#[test]
fn somebody_joins_in_two_presses_a_member_by_name() {
    let mut bench = desk();
    bench.click("queue");
    bench.answer(&Vec::<epn_wire::calendar::QueueRow>::new());
    assert!(bench.has("queue-empty"));
    bench.press(Named::Enter);
    let (method, path, body) = bench.question();
    assert_eq!((method, path.as_str(), &body["visitor"]), (Method::Post, "/queue", &json!(null)));
    bench.answer(&fixtures::queue()[1]);
    assert_eq!(bench.item("notice-0").node.label, "Nuage attend.");
    bench.answer(&fixtures::queue());
    bench.choose("queue-member");
    bench.type_into("queue-member-query", "le goff");
    bench.press(Named::Enter);
    bench.answer(&fixtures::visitors());
    let member = fixtures::visitors()[2].id;
    bench.choose(&format!("queue-member-{member}"));
    assert_eq!(bench.question().2["visitor"], json!(member));
}

#[test]
fn who_gives_up_is_taken_off() {
    let mut bench = queue();
    let third = fixtures::queue()[2].id;
    bench.click(&format!("queue-remove-{third}"));
    assert_eq!(bench.question().1, format!("/queue/{third}/remove"));
}

#[test]
fn the_open_queue_follows_the_room() {
    let mut bench = queue();
    told(&mut bench, fixtures::room());
    assert_eq!(bench.question().1, "/queue");
    told(&mut bench, fixtures::room());
    assert_eq!(bench.asked.len(), 1, "one question at a time");
    bench.press(Named::Escape);
    assert!(bench.item("queue").focused);
}

#[test]
fn a_tile_says_pause_companions_price_and_next_booking() {
    let mut bench = desk();
    let session = TileSession {
        companions: 2,
        price: Some(Cents(150)),
        ..fixtures::session("moon", Category::Member, -30, 20)
    };
    let next_booking = Some(fixtures::bookings()[0].clone());
    let tile = StationTile { session: Some(session), next_booking, ..fixtures::tile(1, Phase::Paused) };
    told(&mut bench, RoomView { stations: vec![tile], ..fixtures::room() });
    let label = bench.item(&format!("station-{}", fixtures::station(1))).node.label;
    for words in ["En pause", "+2", "1,50 €", "11 h 15 : Papillon"] {
        assert!(label.contains(words), "{words} in {label}");
    }
    bench.click(&format!("station-{}", fixtures::station(1)));
    bench.click("companions-more");
    assert_eq!(bench.question().1, format!("/stations/{}/companions", fixtures::station(1)));
    assert_eq!(bench.question().2, json!({ "companions": 3 }));
}

#[test]
fn a_station_gets_and_loses_tags() {
    let mut bench = desk();
    bench.click(&format!("station-{}", fixtures::station(8)));
    bench.click("tags");
    assert_eq!(bench.item("tag-interview").node.selected, Some(true));
    bench.click("tag-colour-printing");
    bench.click("tag-accessible");
    bench.type_into("tag-other", "scanner");
    bench.click("tags-save");
    let expected = json!({ "tags": ["interview", "accessible", "scanner"] });
    assert_eq!(
        bench.question(),
        (Method::Post, format!("/stations/{}/tags", fixtures::station(8)), expected)
    );
}

#[test]
fn an_interview_about_to_end_is_said() {
    let mut bench = desk();
    let event =
        ConsoleEvent::Notice { code: "interview-ending".to_owned(), detail: "Poste 8, 11 h".to_owned() };
    bench.say(stream(StreamEvent::Said(Box::new(event))));
    let said = bench.item("notice-0").node.label;
    assert!(said.contains("entretien") && said.contains("Poste 8"), "{said}");
}
