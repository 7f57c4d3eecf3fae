//! `epn-hub explain`.

use epn_hub::hub::{Hub, WriterKind};
use epn_hub::store::booking;
use epn_hub::store::session::Holder;
use epn_rules::facts_file;
use epn_rules::member_number::MemberNumber;
use epn_rules::policy_file::EXAMPLE;
use epn_wire::clock::SiteClock;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::run::Place;

/// The decision about these facts, under the example of a policy, and the same in words.
fn explained(facts: &Value) -> (Value, Vec<String>) {
    let place = Place::empty();
    place.write("policy.toml", EXAMPLE);
    let arguments = ["explain", "--policy", "policy.toml", "--facts", "-", "--json", "--lang", "en"];
    let out = place.run_with(&arguments, &facts.to_string()).out();
    let mut said: Value = serde_json::from_str(&out).unwrap();
    let words = said.as_object_mut().unwrap().remove("words").unwrap();
    (said, serde_json::from_value(words).unwrap())
}

#[test]
fn granted_until_the_longest_session() {
    let (said, words) = explained(&json!({ "at": "2026-03-10T10:00:00+01:00" }));
    assert_eq!(
        said,
        json!({
            "granted": true,
            "until": "2026-03-10T10:00:00Z",
            "because": [
                { "rule": "session-length", "longest": 60 },
                { "rule": "quota", "per": "session", "used": 0, "allowed": 90 },
                { "rule": "closing", "at": "2026-03-10T10:55:00Z" },
                { "rule": "quota", "per": "day", "used": 0, "allowed": 120, "day": "2026-03-10" },
            ],
            "next": null,
        })
    );
    // A sentence for the end, and one for each reason, with its figures.
    assert_eq!(words.len(), 5, "{words:?}");
    for (sentence, figure) in words.iter().zip(["11:00", "1 hour", "90 minutes", "11:55", "120 minutes"]) {
        assert!(sentence.contains(figure), "{sentence}");
    }
}

#[test]
fn refused_because_the_day_is_spent_until_tomorrow() {
    let facts = json!({ "at": "2026-03-10T10:00:00+01:00", "visitor": { "used_today": 118 } });
    let (said, words) = explained(&facts);
    assert_eq!(
        said,
        json!({
            "granted": false,
            "until": null,
            "because": [{ "rule": "quota-spent", "per": "day", "used": 118, "allowed": 120, "day": "2026-03-10" }],
            "next": "2026-03-11T08:30:00Z",
        })
    );
    assert!(words[0].contains("118 of 120") && words[1].contains("tomorrow"), "{words:?}");
}

#[test]
fn a_figure_of_the_day_after_midnight_is_named_after_that_day() {
    let place = Place::empty();
    let hours = r#"wednesday = ["00:00-02:00", "09:30-12:00", "14:00-18:00"]"#;
    let policy = EXAMPLE
        .replace(r#"tuesday = ["09:30-12:00", "14:00-18:00"]"#, r#"tuesday = ["20:00-24:00"]"#)
        .replace(r#"wednesday = ["09:30-12:00", "14:00-18:00"]"#, hours);
    place.write("policy.toml", &policy);
    place.write("facts.json", r#"{ "at": "2026-03-10T23:50:00+01:00", "visitor": { "used_today": 20 } }"#);
    let explain = |lang: &str| {
        let files = ["explain", "--policy", "policy.toml", "--facts", "facts.json", "--json", "--lang", lang];
        serde_json::from_str::<Value>(&place.run(&files).out()).unwrap()
    };
    let said = explain("fr");
    let day = json!({ "rule": "quota", "per": "day", "used": 0, "allowed": 120, "day": "2026-03-11" });
    assert!(said["because"].as_array().unwrap().contains(&day), "{said}");
    let has = |said: &Value, sentence: &str| said["words"].as_array().unwrap().contains(&json!(sentence));
    assert!(has(&said, "Pour demain, vous avez utilisé ou réservé 0 minute sur 120."), "{said}");
    let said = explain("en");
    assert!(has(&said, "You have used or booked 0 of 120 minutes for tomorrow."), "{said}");
}

#[test]
fn refused_while_closed_over_a_change_of_the_clocks() {
    // Saturday noon; Sunday and Monday closed; on Tuesday the clocks are an hour ahead.
    let (said, _) = explained(&json!({ "at": "2026-03-28T13:00:00+01:00" }));
    assert_eq!(said["because"], json!([{ "rule": "closed", "opens": "2026-03-31T07:30:00Z" }]));
    assert_eq!(said["next"], "2026-03-31T07:30:00Z");
}

#[test]
fn a_spent_ticket_and_a_busy_station_are_both_told() {
    let (said, _) = explained(&json!({
        "at": "2026-03-10T10:00:00+01:00",
        "visitor": { "entry": { "kind": "ticket", "carried": 60, "left": 0, "expires": "2026-03-11T00:00:00+01:00" } },
        "station": { "busy": { "until": "2026-03-10T10:20:00+01:00" } },
    }));
    let rules: Vec<_> = said["because"].as_array().unwrap().iter().map(|reason| &reason["rule"]).collect();
    assert_eq!(rules.len(), 2, "{said}");
    assert!(rules.contains(&&json!("ticket-spent")) && rules.contains(&&json!("station-busy")), "{said}");
    assert_eq!(said["next"], Value::Null, "time alone gives no minutes back");
}

#[test]
fn words_alone_are_french_if_nothing_else_is_said() {
    let place = Place::empty();
    place.write("policy.toml", EXAMPLE);
    place.write("facts.json", facts_file::EXAMPLE);
    let out = place.run(&["explain", "--policy", "policy.toml", "--facts", "facts.json"]).out();
    assert!(out.contains("10 h 35") && out.lines().count() > 3, "{out}");
}

#[test]
fn broken_files_are_told_with_their_line() {
    let place = Place::empty();
    place.write("policy.toml", EXAMPLE);
    place.write("facts.json", "{\n \"at\": \"yesterday\"\n}");
    let done = place.run(&["explain", "--policy", "policy.toml", "--facts", "facts.json"]);
    assert!(done.failed(1).starts_with("facts.json:2: The moment \"at\" is \"yesterday\""), "{done:?}");

    place.write("policy.toml", &EXAMPLE.replace("granularity = 15", "granularity = 0"));
    let done = place.run(&["explain", "--policy", "policy.toml", "--facts", "facts.json"]);
    assert_eq!(done.code, 1);
    assert!(
        done.err.contains("policy.toml:") && done.err.contains("Extensions are 0 minutes long."),
        "{done:?}"
    );
}

#[test]
fn half_of_what_is_needed_is_wrong_use() {
    let place = Place::empty();
    for arguments in [
        &["explain"][..],
        &["explain", "--policy", "policy.toml"],
        &["explain", "--data", "site"],
        &["explain", "--data", "site", "--visitor", "100003"],
        &["explain", "--policy", "p", "--facts", "f", "--data", "site", "--visitor", "1", "--station", "2"],
        &["explain", "--policy", "p", "--facts", "f", "--lang", "xx"],
    ] {
        assert_eq!(place.run(arguments).code, 2, "{arguments:?}");
    }
}

#[test]
fn a_member_and_a_station_of_a_site_are_explained_from_its_own_data() {
    let place = Place::with_site();
    let arguments = ["seed", "--data", "site", "--years", "1", "--stations", "1", "--seed", "1"];
    place.run(&[&arguments[..], &["--until", "2025-12-31"]].concat()).out();
    let explain = |visitor: &str, station: &str, at: &str| {
        let known = ["--visitor", visitor, "--station", station, "--at", at];
        place.run(&[&["explain", "--data", "site", "--json"][..], &known[..]].concat())
    };
    let number = MemberNumber::of_serial(0).unwrap().to_string();
    // A Tuesday, long after the invented use.
    let said: Value =
        serde_json::from_str(&explain(&number, "Poste 1", "2026-03-10T10:00:00+01:00").out()).unwrap();
    assert_eq!((&said["granted"], &said["until"]), (&json!(true), &json!("2026-03-10T10:00:00Z")));
    let said: Value =
        serde_json::from_str(&explain(&number, "Poste 1", "2026-03-09T10:00:00+01:00").out()).unwrap();
    assert_eq!(said["next"], "2026-03-10T08:30:00Z");

    // What the clock on the wall shows will do, and no moment that it never shows.
    let said: Value = serde_json::from_str(&explain(&number, "Poste 1", "2026-03-09T10:00").out()).unwrap();
    assert_eq!(said["next"], "2026-03-10T08:30:00Z");
    let skipped = explain(&number, "Poste 1", "2026-03-29 02:30");
    assert!(skipped.failed(1).starts_with("there is no 2026-03-29T02:30:00 at the site"), "{skipped:?}");
    for odd in ["2026-03-10", "10h", "demain", "2026-02-30T10:00", "2026-03-10T25:00"] {
        let told = explain(&number, "Poste 1", odd);
        assert!(told.failed(2).contains("write a day and a time, such as 2026-03-10T10:00"), "{told:?}");
    }

    let nobody = explain("999999", "Poste 1", "2026-03-10T10:00:00+01:00");
    assert_eq!(nobody.failed(1), "there is no member with the number or identifier \"999999\"");
    let nowhere = explain(&number, "Poste 9", "2026-03-10T10:00:00+01:00");
    assert_eq!(nowhere.failed(1), "there is no station with the name or identifier \"Poste 9\"");
}

#[test]
fn a_booking_ends_the_session_of_another_and_sets_the_end_of_its_own_visitors() {
    let place = Place::with_site();
    let arguments = ["seed", "--data", "site", "--years", "1", "--stations", "4", "--seed", "3"];
    place.run(&[&arguments[..], &["--until", "2025-12-31"]].concat()).out();
    let hub = Hub::open(&place.path("site"), SiteClock::real(), WriterKind::Inline).unwrap();
    let ahead =
        hub.store.readers.read_now(|c| booking::held_from(c, "2026-01-01T00:00Z".parse().unwrap())).unwrap();
    // One in the middle of an opening.
    let hour = |booked: &booking::Named| booked.booking.span.from.in_tz("Europe/Paris").unwrap().hour();
    let booked = ahead
        .into_iter()
        .find(|booked| (10..12).contains(&hour(booked)) || (15..18).contains(&hour(booked)))
        .unwrap();
    let Holder::Visitor(visitor) = booked.booking.holder else { panic!("{booked:?}") };
    drop(hub);
    let explain = |visitor: &str, at: Timestamp| -> Value {
        let at = at.to_string();
        let known = ["--visitor", visitor, "--station", &booked.place, "--at", &at];
        let said = place.run(&[&["explain", "--data", "site", "--json"][..], &known[..]].concat()).out();
        serde_json::from_str(&said).unwrap()
    };
    let span = booked.booking.span;
    let before = span.from - SignedDuration::from_mins(20);
    let stranger = (0..2).map(|serial| MemberNumber::of_serial(serial).unwrap().to_string());
    let stranger = stranger.map(|number| explain(&number, before)).find(|said| said["granted"] == true);
    let said = stranger.expect("one of two is somebody else, whom nothing hinders");
    assert_eq!(said["until"], span.from.to_string());
    assert_eq!(said["because"][0], json!({ "rule": "held-from", "at": span.from }));

    let own = explain(&visitor.to_string(), span.from);
    assert_eq!((&own["granted"], &own["until"]), (&json!(true), &json!(span.until)));
    assert!(own["because"].as_array().unwrap().contains(&json!({ "rule": "booking", "until": span.until })));
}
