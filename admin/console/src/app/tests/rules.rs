//! The rules: written section by section, put in force only after their effect was shown and every booking has its place.

use epn_rules::decision::Refusal;
use epn_wire::calendar::ImportedCalendar;
use epn_wire::console::{BrokenBooking, PolicyEffect};
use iced::keyboard::key::Named;
use serde_json::json;

use super::{desk, stream};
use crate::app::Tab;
use crate::client::{Failure, Method, StreamEvent};
use crate::testing::{Bench, fixtures};

fn rules() -> Bench {
    let mut bench = desk();
    bench.press(Named::F5);
    assert_eq!(bench.question().1, "/policy");
    bench.answer(&fixtures::policy());
    bench
}

fn broken() -> PolicyEffect {
    let why = Refusal::SlotClosed { opens: None };
    let booking =
        |index: usize| BrokenBooking { booking: fixtures::bookings()[index].clone(), why: why.clone() };
    PolicyEffect { broken: vec![booking(0), booking(2), booking(4)], ..fixtures::effect() }
}

#[test]
fn rules_are_put_in_force_only_after_their_effect_was_shown() {
    let mut bench = rules();
    assert!(bench.item("settings-effect").node.disabled, "nothing is changed");
    bench.type_into("opening.monday", "14h-17h");
    bench.choose("settings-effect");
    let (method, path, body) = bench.question();
    assert_eq!((method, path.as_str()), (Method::Post, "/policy/preview"));
    assert_eq!(body["policy"]["opening"]["monday"], json!(["14:00-17:00"]));
    assert_eq!((&body["based_on"], &body["from"]), (&json!(fixtures::policy().id), &json!(null)));
    bench.answer(&fixtures::effect());
    assert!(bench.has("effect") && bench.has("effect-shortened"));
    bench.choose("settings-limits");
    bench.type_into("quotas[0].minutes", "0");
    assert!(bench.has("settings-effect") && !bench.has("effect"), "1200 minutes are another change");
    bench.choose("settings-effect");
    bench.answer(&fixtures::effect());
    bench.press(Named::Enter);
    assert_eq!(bench.question().1, "/policy");
    assert_eq!(bench.question().2["policy"]["quotas"][0]["minutes"], 1200);
    bench.answer(&fixtures::policy());
    assert!(bench.item("notice-0").node.label.contains("n° 3"));
}

#[test]
fn a_change_may_apply_from_a_day() {
    let mut bench = rules();
    assert!(!bench.has("settings-from"), "nothing is changed");
    bench.type_into("opening.monday", "14h-17h");
    bench.type_into("settings-from", "1/9");
    assert!(bench.item("settings-effect").node.disabled, "that is no day");
    bench.type_into("settings-from", "/2026");
    bench.choose("settings-effect");
    assert_eq!(bench.question().2["from"], "2026-09-01");
}

#[test]
fn every_broken_booking_is_kept_moved_or_cancelled_first() {
    let mut bench = rules();
    bench.type_into("opening.monday", "14h-17h");
    bench.choose("settings-effect");
    bench.answer(&broken());
    let ids = [0, 2, 4].map(|index| fixtures::bookings()[index].id);
    assert!(bench.item("settings-save").node.disabled);
    bench.choose(&format!("broken-keep-{}", ids[0]));
    bench.choose(&format!("broken-cancel-{}", ids[1]));
    assert!(bench.item("settings-save").node.disabled, "the third is left");
    bench.choose("settings-save");
    assert!(bench.asked.is_empty());
    bench.choose(&format!("broken-move-{}", ids[2]));
    bench.type_into(&format!("broken-day-{}", ids[2]), "x");
    assert!(bench.item("settings-save").node.disabled, "where to?");
    bench.press(Named::Backspace);
    bench.choose("settings-save");
    let resolutions = bench.question().2["resolutions"].clone();
    assert_eq!(resolutions[0], json!({ "booking": ids[0], "what": { "do": "keep" } }));
    assert_eq!(resolutions[1], json!({ "booking": ids[1], "what": { "do": "cancel" } }));
    let to = json!({
        "place": { "place": "equipment", "id": fixtures::printer().id },
        "from": "2026-03-10T11:30:00", "minutes": 120, "reason": null
    });
    assert_eq!(resolutions[2]["what"], json!({ "do": "move", "to": to }));
}

#[test]
fn wrong_rules_are_said_at_their_field_and_never_sent() {
    let mut bench = rules();
    bench.type_into("opening.tuesday", ", 11:00-15:00");
    assert!(bench.item("opening.tuesday").node.detail.unwrap().contains("se recouvrent"));
    bench.choose("settings-prices");
    assert!(bench.item("settings-hours").node.label.contains("à corriger"), "the section is marked");
    assert!(bench.item("settings-effect").node.disabled);
    bench.choose("settings-effect");
    assert!(bench.asked.is_empty());
    bench.choose("settings-drop");
    assert_eq!(bench.question().1, "/policy");
}

#[test]
fn a_limit_is_added_with_all_that_it_is_about() {
    let mut bench = rules();
    bench.choose("settings-limits");
    bench.choose("quotas-add");
    assert!(bench.item("quotas[1].minutes").focused);
    bench.type_into("quotas[1].minutes", "300");
    bench.choose("quotas[1].per-days");
    bench.type_into("quotas[1].days", "30");
    bench.choose("quotas[1].scope.categories-member");
    bench.type_into("quotas[1].scope.groups", "job-seeker");
    bench.choose("quotas[1].scope.tags-interview");
    bench.choose("quotas[1].pooled");
    bench.choose("settings-effect");
    let expected = json!({
        "per": "30-days", "minutes": 300, "pooled": false,
        "scope": { "categories": ["member", "job-seeker"], "tags": ["interview"] }
    });
    assert_eq!(bench.question().2["policy"]["quotas"][1], expected);
}

#[test]
fn hours_of_the_holidays_and_a_price_are_written() {
    let mut bench = rules();
    bench.choose("settings-variants");
    bench.choose("variants-add");
    bench.choose("variants[0].days.on-dates");
    bench.type_into("variants[0].days.from", "01/07/2026");
    bench.type_into("variants[0].days.to", "31/08/2026");
    bench.type_into("variants[0].opening.monday", "9h-12h");
    bench.choose("settings-prices");
    bench.choose("tariffs-add");
    bench.type_into("tariffs[0].cents_per_quarter_hour", "0,25");
    bench.choose("settings-effect");
    let policy = &bench.question().2["policy"];
    assert_eq!(
        policy["variants"][0]["days"],
        json!({ "on": "dates", "from": "2026-07-01", "to": "2026-08-31" })
    );
    assert_eq!(policy["variants"][0]["opening"]["monday"], json!(["09:00-12:00"]));
    assert_eq!(policy["tariffs"][0]["cents_per_quarter_hour"], 25);
}

#[test]
fn a_calendar_file_is_read_into_what_is_written() {
    let mut bench = rules();
    bench.choose("settings-days");
    assert!(bench.item("import-closures").node.disabled, "which file?");
    bench.type_into("import-path", "/tmp/zone-b.ics");
    assert!(bench.item("import-holidays").node.disabled, "which zone?");
    bench.type_into("import-zone", "B");
    bench.choose("import-holidays");
    assert_eq!(bench.was_read, [std::path::PathBuf::from("/tmp/zone-b.ics")]);
    let (_, path, body) = bench.question();
    assert_eq!(path, "/policy/calendar");
    assert_eq!(body["read"], json!({ "as": "school-holidays", "zone": "B" }));
    assert_eq!(body["text"], "BEGIN:VCALENDAR");
    let mut policy = fixtures::policy().policy;
    policy.school_holidays.push(epn_rules::policy::SchoolHoliday {
        zone: "B".to_owned(),
        from: jiff::civil::date(2026, 10, 17),
        to: jiff::civil::date(2026, 11, 1),
        label: "Toussaint".to_owned(),
    });
    bench.answer(&ImportedCalendar { policy, added: 1, left_out: vec!["DTEND".to_owned()], closed: None });
    assert!(bench.said().contains("Laissé de côté : DTEND"));
    assert!(bench.item("school_holidays[0].label").node.detail.unwrap().contains("Toussaint"));
    assert!(!bench.item("settings-effect").node.disabled, "it is a change like any other");
}

#[test]
fn what_a_file_closes_is_said_before_it_is_saved() {
    let read = |days, in_a_row, every| {
        let mut bench = rules();
        bench.choose("settings-days");
        bench.type_into("import-path", "/tmp/fermetures.ics");
        bench.choose("import-closures");
        let _ = bench.question();
        let (from, until) = (jiff::civil::date(2026, 3, 17), jiff::civil::date(2028, 3, 10));
        let closed = Some(epn_wire::calendar::ClosedDays { days, from, until, in_a_row, every });
        let policy = fixtures::policy().policy;
        bench.answer(&ImportedCalendar { policy, added: 1, left_out: Vec::new(), closed });
        bench.said()
    };
    let short = read(3, 5, false);
    assert!(short.contains("3 jours de plus, du 17/03/2026 au 10/03/2028"), "{short}");
    assert!(!short.contains("Attention"), "{short}");
    assert!(read(80, 93, false).contains("Attention : 93 jours fermés à la suite."));
    assert!(read(517, 731, true).contains("Attention : la salle n’ouvre plus aucun jour."));
}

#[test]
fn what_is_written_in_the_rules_survives_a_look_at_the_room() {
    let mut bench = rules();
    bench.type_into("opening.monday", "14h-17h");
    bench.press(Named::F1);
    bench.press(Named::F5);
    assert!(bench.asked.is_empty());
    assert_eq!(bench.item("opening.monday").node.detail.as_deref(), Some("14h-17h"));
}

#[test]
fn whoever_writes_keeps_the_caret_whatever_comes_and_goes_above() {
    let mut bench = rules();
    bench.type_into("opening.monday", "14h-17h");
    bench.choose("settings-effect");
    bench.answer(&fixtures::effect());
    bench.type_into("opening.tuesday", ", 19h-20h");
    let written = bench.item("opening.tuesday").node.detail.unwrap();
    assert_eq!(written, "09:30-12:00, 14:00-18:00, 19h-20h", "the effect went away under the fingers");
    bench.say(stream(StreamEvent::Lost(Failure::TimedOut)));
    assert!(bench.item("opening.tuesday").focused, "a banner came");
}

#[test]
fn each_section_has_a_title_of_its_own() {
    let mut bench = rules();
    let sections = ["hours", "days", "variants", "slots", "limits", "prices", "sessions", "people"];
    for section in sections {
        bench.choose(&format!("settings-{section}"));
        let expected = if section == "hours" { "settings".to_owned() } else { format!("settings-{section}") };
        assert_eq!(bench.app.title(), format!("epn-admin: {expected}"));
    }
    bench.show(Tab::Room);
    assert_eq!(bench.app.title(), "epn-admin: room");
}
