//! `epn-hub seed`.

use epn_hub::hub::{Hub, WriterKind};
use epn_hub::store::booking;
use epn_wire::calendar::BookingState;
use epn_wire::clock::SiteClock;
use jiff::civil::date;

use crate::run::Place;

fn seeded(seed: &str) -> Place {
    let place = Place::with_site();
    let arguments =
        ["seed", "--data", "site", "--years", "1", "--stations", "3", "--until", "2025-12-31", "--seed"];
    place.run(&[&arguments[..], &[seed]].concat()).out();
    place
}

fn cash(place: &Place) -> String {
    place.run(&["export", "cash", "--data", "site", "--out", "-"]).out()
}

fn counts(place: &Place) -> String {
    place.run(&["export", "counts", "--data", "site", "--out", "-"]).out()
}

#[test]
fn the_same_seed_gives_the_same_data_and_another_seed_other_data() {
    let (one, same, other) = (seeded("7"), seeded("7"), seeded("8"));
    let counted = counts(&one);
    assert!(counted.lines().count() > 1000, "{}", counted.lines().count());
    assert!(counted == counts(&same), "the same seed gave other data");
    let money = cash(&one);
    assert!(money == cash(&same) && money != cash(&other), "the money is another");
    assert!(counted != counts(&other), "another seed gave the same data");
}

#[test]
fn what_is_invented_holds_together_and_is_plausible() {
    let place = seeded("42");
    assert_eq!(place.run(&["check", "--data", "site"]).out(), "ok\n");
    let hub = Hub::open(&place.path("site"), SiteClock::real(), WriterKind::Inline).unwrap();
    let booked =
        hub.store.readers.read_now(|c| booking::of_days(c, date(2025, 1, 1), date(2026, 1, 31))).unwrap();
    let came = booked.iter().filter(|booked| booked.booking.state == BookingState::Arrived).count();
    let ahead = booked.iter().filter(|booked| booked.booking.day > date(2025, 12, 31)).count();
    assert!(came > 100 && ahead > 5, "{came} came, {ahead} are to come");
    drop(hub);
    let money = cash(&place);
    let lines = |start: &str| money.lines().filter(|line| line.starts_with(start)).count();
    assert!(lines("receipt,") > 30, "{}", lines("receipt,"));
    assert!(lines("close,") > 300, "{}", lines("close,"));
    let counted = counts(&place);
    let mut file = csv::Reader::from_reader(counted.as_bytes());
    let rows: Vec<csv::StringRecord> = file.records().map(Result::unwrap).collect();
    let has = |column: usize, value: &str| rows.iter().any(|row| &row[column] == value);
    for category in ["member", "ticket", "no-account", "staff"] {
        assert!(has(2, category), "{category}");
    }
    for age in ["moins_de_douze", "soixante_dix_plus", "non_communique"] {
        assert!(has(3, age), "{age}");
    }
    assert!(!has(0, "2025-05-01") && !has(0, "2025-05-04"), "closed on holidays and Sundays");
    let sessions_in = |month: &str| -> u64 {
        let of_month = rows.iter().filter(|row| row[0].starts_with(month));
        of_month.map(|row| row[4].parse::<u64>().unwrap()).sum()
    };
    assert!(sessions_in("2025-08") * 2 < sessions_in("2025-01"), "a quiet summer");
}

#[test]
fn a_site_with_use_of_its_own_is_left_alone() {
    let place = seeded("7");
    let before = counts(&place);
    let arguments = ["seed", "--data", "site", "--years", "1", "--stations", "3", "--seed", "9"];
    let refused = place.run(&arguments);
    assert!(refused.failed(1).contains("has use of its own"), "{refused:?}");
    assert_eq!(counts(&place), before);
}

#[test]
fn a_site_that_is_being_served_is_left_alone() {
    let place = Place::with_site();
    let hub = Hub::open(&place.path("site"), SiteClock::real(), WriterKind::Inline).unwrap();
    let arguments = ["seed", "--data", "site", "--years", "1", "--stations", "3", "--seed", "9"];
    let refused = place.run(&arguments);
    assert!(refused.failed(1).contains("in use by another epn-hub"), "{refused:?}");
    drop(hub);
}

#[test]
fn no_years_and_no_stations_are_wrong_use() {
    let place = Place::with_site();
    for (years, stations) in [("0", "3"), ("1", "0"), ("21", "3"), ("1", "201"), ("-1", "3")] {
        let arguments = ["seed", "--data", "site", "--seed", "1", "--years", years, "--stations", stations];
        assert_eq!(place.run(&arguments).code, 2, "{years} {stations}");
    }
}

#[test]
fn a_last_day_long_ago_or_far_ahead_is_wrong_use() {
    let place = Place::with_site();
    for until in ["3026-02-20", "0001-02-20", "2026-02-30", "soon"] {
        let arguments =
            ["seed", "--data", "site", "--seed", "1", "--years", "1", "--stations", "1", "--until", until];
        assert!(place.run(&arguments).failed(2).contains("--until"), "{until}");
    }
}
