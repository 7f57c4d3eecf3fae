//! `epn-hub calendar`.

use jiff::{Timestamp, ToSpan as _};
use serde_json::Value;

use crate::run::Place;

/// The events of a calendar, as another program's parser reads them.
fn events(text: &str) -> Vec<vobject::Component> {
    let calendar = vobject::parse_component(text).unwrap();
    assert_eq!(calendar.name, "VCALENDAR");
    calendar.subcomponents
}

/// A calendar with one event of whole days, from tomorrow on.
fn holidays(days: i32) -> String {
    let tomorrow = Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date().tomorrow().unwrap();
    let (from, until) = (tomorrow.strftime("%Y%m%d"), tomorrow.checked_add(days.days()).unwrap());
    let until = until.strftime("%Y%m%d");
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nSUMMARY:Travaux\r\nDTSTART;VALUE=DATE:{from}\r\n\
         DTEND;VALUE=DATE:{until}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
}

#[test]
fn hours_room_and_station_are_written_as_files() {
    let place = Place::with_site();
    let seed = ["seed", "--data", "site", "--years", "1", "--stations", "2", "--seed", "7"];
    place.run(&seed).out();
    let export = |arguments: &[&str]| {
        place.run(&[&["calendar", "export", "--data", "site", "--out", "out.ics"], arguments].concat())
    };
    assert_eq!(export(&["--what", "hours"]).out(), "");
    assert!(events(&place.read("out.ics")).len() > 400);
    export(&["--what", "room"]).out();
    let room = events(&place.read("out.ics")).len();
    export(&["--what", "station", "--station", "Poste 1"]).out();
    let one = events(&place.read("out.ics"));
    assert!(!one.is_empty() && one.len() < room, "{} of {room}", one.len());
    assert!(one.iter().all(|event| event.get_only("SUMMARY").unwrap().value_as_string() == "Poste 1"));

    let nowhere = export(&["--what", "station", "--station", "Poste 9"]);
    assert_eq!(nowhere.failed(1), "there is no station with the name or identifier \"Poste 9\"");
    for wrong in [&["--what", "station"][..], &["--what", "room", "--station", "Poste 1"], &["--what", "x"]] {
        assert_eq!(export(wrong).code, 2, "{wrong:?}");
    }
}

#[test]
fn closures_and_school_holidays_are_imported_once() {
    let place = Place::with_site();
    place.write("days.ics", &holidays(3));
    let import = |arguments: &[&str]| {
        place.run(&[&["calendar", "import", "days.ics", "--data", "site"], arguments].concat())
    };
    let added = import(&["--as", "closures"]).out();
    let (spans, closed) = added.split_once('\n').unwrap();
    assert_eq!(spans, "1 span of days was added: policy version 2 is in force");
    assert!(closed.contains("on which the room would be open"), "{closed}");
    assert!(!added.contains("warning"), "{added}");
    assert_eq!(import(&["--as", "closures"]).out(), "the policy has all of its days already\n");
    let said: Value =
        serde_json::from_str(&import(&["--as", "school-holidays", "--zone", "A", "--json"]).out()).unwrap();
    assert_eq!((&said["number"], &said["added"]), (&3.into(), &1.into()));
    let policy = place.run(&["policy", "export", "--data", "site"]).out();
    assert!(policy.contains("Travaux") && policy.contains("zone = \"A\""), "{policy}");

    for wrong in [&["--as", "school-holidays"][..], &["--as", "closures", "--zone", "A"], &[]] {
        assert_eq!(import(wrong).code, 2, "{wrong:?}");
    }
    place.write("days.ics", "<html>");
    let refused = import(&["--as", "closures"]);
    assert!(refused.failed(1).starts_with("days.ics: the file is no iCalendar file"), "{refused:?}");
    place.write("days.ics", &"x".repeat(600 * 1024));
    assert!(import(&["--as", "closures"]).failed(1).contains("larger than 512 KiB"));
}

#[test]
fn a_room_without_bookings_is_a_calendar_with_its_time_zone() {
    let place = Place::with_site();
    let export = ["calendar", "export", "--what", "room", "--data", "site", "--out", "room.ics"];
    place.run(&export).out();
    let text = place.read("room.ics");
    let components = events(&text);
    let [zone] = &components[..] else { panic!("{text}") };
    assert_eq!(zone.name, "VTIMEZONE");
    assert_eq!(zone.get_only("TZID").unwrap().value_as_string(), "Europe/Paris");
}

/// A calendar with one event that began yesterday and recurs each day, without end.
fn for_ever() -> String {
    let yesterday = Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date().yesterday().unwrap();
    let from = yesterday.strftime("%Y%m%d");
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nSUMMARY:Fermé\r\nDTSTART;VALUE=DATE:{from}\r\n\
         RRULE:FREQ=DAILY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
}

#[test]
fn what_a_file_closes_is_told_and_a_long_closure_is_a_warning() {
    let place = Place::with_site();
    place.write("days.ics", &holidays(120));
    let import = ["calendar", "import", "days.ics", "--data", "site", "--as", "closures"];
    let said = place.run(&import).out();
    let lines: Vec<_> = said.lines().collect();
    assert!(lines[1].contains("days on which the room would be open are closed, from 20"), "{said}");
    assert!(lines[2].starts_with("warning: the room is closed for 12"), "{said}");
}

#[test]
fn a_file_that_closes_every_day_takes_another_word() {
    let place = Place::with_site();
    place.write("days.ics", &for_ever());
    let import = ["calendar", "import", "days.ics", "--data", "site", "--as", "closures"];
    let refused = place.run(&import);
    let why = refused.failed(1);
    assert!(why.starts_with("the file closes every day on which the room is open, up to 20"), "{why}");
    assert!(why.contains("--close-every-day"), "{why}");
    let policy = place.run(&["policy", "export", "--data", "site"]).out();
    assert!(!policy.contains("Fermé"), "{policy}");

    let meant = [&import[..], &["--close-every-day", "--json"]].concat();
    let said: Value = serde_json::from_str(&place.run(&meant).out()).unwrap();
    assert_eq!((&said["number"], &said["closed"]["every"]), (&2.into(), &true.into()));
    assert!(said["closed"]["days"].as_u64().unwrap() > 500, "{said}");
}
