//! Calendars of other programs, in and out.

use epn_wire::calendar::{ImportAs, ImportCalendar, ImportedCalendar};
use epn_wire::console::{ErrorCode, PolicyView};
use serde_json::json;
use vobject::Component;

use crate::bookings::{book, slot};
use crate::support::{Console, Site};

/// The events of a calendar, as another program's parser reads them: beginning, end and summary.
fn events(text: &str) -> Vec<[String; 3]> {
    let calendar = vobject::parse_component(text).unwrap();
    assert_eq!(calendar.name, "VCALENDAR");
    let event = |event: &Component| {
        ["DTSTART", "DTEND", "SUMMARY"].map(|name| event.get_only(name).unwrap().value_as_string())
    };
    calendar.subcomponents.iter().map(event).collect()
}

async fn get(console: &Console, what: &str) -> Vec<[String; 3]> {
    let answer = console.get(&format!("/calendar.ics?{what}")).await;
    assert_eq!(answer.headers["content-type"], "text/calendar; charset=utf-8");
    events(answer.text())
}

#[tokio::test]
async fn what_is_booked_is_given_out_without_a_name() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let (one, two) = (site.station("Poste 1").await.id, site.station("Poste 2").await.id);
    book(&console, &slot(one, "2026-03-11T14:00", 60)).await;
    // Over the change of the clocks.
    book(&console, &slot(two, "2026-03-31T14:00", 60)).await;
    let expected = |start: &str, end: &str, place: &str| [start, end, place].map(str::to_owned);
    let first = expected("20260311T130000Z", "20260311T140000Z", "Poste 1");
    let second = expected("20260331T120000Z", "20260331T130000Z", "Poste 2");
    assert_eq!(get(&console, "what=room").await, [first.clone(), second]);
    assert_eq!(get(&console, &format!("what=station&station={one}")).await, [first]);
    let text = console.get("/calendar.ics?what=room").await;
    assert!(!text.text().contains("Atelier"), "what it is for stays in the room");

    for (what, status) in [
        ("what=station", 400),
        ("what=room&station=01ARZ3NDEKTSV4RRFFQ69G5FAV", 400),
        ("what=everything", 400),
        ("what=station&station=01ARZ3NDEKTSV4RRFFQ69G5FAV", 404),
    ] {
        console.get(&format!("/calendar.ics?{what}")).await.refused(status);
    }
}

#[tokio::test]
async fn a_room_without_bookings_is_a_calendar_all_the_same() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let station = site.station("Poste 1").await.id;
    for what in ["what=room".to_owned(), format!("what=station&station={station}")] {
        let answer = console.get(&format!("/calendar.ics?{what}")).await;
        let calendar = vobject::parse_component(answer.text()).unwrap();
        let names: Vec<_> = calendar.subcomponents.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["VTIMEZONE"], "{}", answer.text());
    }
}

#[tokio::test]
async fn opening_hours_are_given_out_for_a_year_by_the_versions_of_their_days() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let hours = get(&console, "what=hours").await;
    // Five days of two openings, for 52 weeks and two days.
    assert!((520..=526).contains(&hours.len()), "{}", hours.len());
    assert_eq!(hours[0][..2], ["20260310T083000Z", "20260310T110000Z"]);
    let summer = hours.iter().find(|event| event[0].starts_with("20260331")).unwrap();
    assert_eq!(summer[0], "20260331T073000Z");
}

fn import(read: ImportAs, text: String) -> ImportCalendar {
    ImportCalendar { read, text, policy: epn_rules::policy::Policy::default() }
}

#[tokio::test]
async fn school_holidays_are_added_to_a_draft_and_nothing_is_saved() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nSUMMARY:Vacances de printemps\r\n\
        DTSTART;VALUE=DATE:20260404\r\nDTEND;VALUE=DATE:20260420\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\n\
        SUMMARY:Fin des temps\r\nDTSTART;TZID=Mars:20260404T000000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let zone = ImportAs::SchoolHolidays { zone: "A".to_owned() };
    let read: ImportedCalendar =
        console.post("/policy/calendar", &import(zone, text.to_owned())).await.read();
    assert_eq!(read.added, 1);
    let holiday = &read.policy.school_holidays[0];
    assert_eq!((holiday.zone.as_str(), holiday.to.to_string().as_str()), ("A", "2026-04-19"));
    assert_eq!(read.left_out, ["\"Fin des temps\" (line 9): the time zone \"Mars\" does not exist"]);
    let in_force: PolicyView = console.get("/policy").await.read();
    assert_eq!((in_force.number, in_force.policy.school_holidays.len()), (1, 0));
}

#[tokio::test]
async fn hostile_files_are_told_apart() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let ask = async |text: String| {
        let refused = console.post("/policy/calendar", &import(ImportAs::Closures, text)).await.refused(422);
        assert_eq!(refused.code, ErrorCode::BadCalendar);
        assert_eq!(refused.problems[0], refused.message);
        refused.message
    };
    let calendar = |body: &str| format!("BEGIN:VCALENDAR\nVERSION:2.0\n{body}END:VCALENDAR\n");
    let event = |lines: &str| format!("BEGIN:VEVENT\n{lines}\nEND:VEVENT\n");
    assert!(ask("x".repeat(512 * 1024 + 1)).await.contains("larger than 512 KiB"));
    assert!(ask("%PDF-1.7".to_owned()).await.contains("no iCalendar file"));
    assert!(ask(calendar("?\n")).await.contains("line 3"));
    let many = calendar(&event("DTSTART;VALUE=DATE:20260501").repeat(3000));
    assert!(ask(many).await.contains("more than 2000 events"));
    let backwards = event("SUMMARY:x\nDTSTART;VALUE=DATE:20260502\nDTEND;VALUE=DATE:20260501");
    let nothing = import(ImportAs::Closures, calendar(&backwards));
    let refused = console.post("/policy/calendar", &nothing).await.refused(422);
    assert_eq!(refused.problems[1], "\"x\" (line 4): it ends before it begins");

    let endless = calendar(&event("SUMMARY:Dimanche\nDTSTART;VALUE=DATE:20260315\nRRULE:FREQ=WEEKLY"));
    let read: ImportedCalendar =
        console.post("/policy/calendar", &import(ImportAs::Closures, endless)).await.read();
    assert!(read.added > 100 && read.left_out[0].contains("recurs without end"), "{:?}", read.left_out);
    assert_eq!(read.closed, None, "the room is closed on Sundays anyway");
    let always = calendar(&event("DTSTART;VALUE=DATE:20260315\nRRULE:FREQ=DAILY"));
    let read: ImportedCalendar =
        console.post("/policy/calendar", &import(ImportAs::Closures, always)).await.read();
    let closed = read.closed.unwrap();
    assert_eq!(
        (closed.from.to_string().as_str(), closed.every),
        ("2026-03-17", false),
        "it is open until then"
    );
    assert!(closed.is_long() && closed.days > 500, "{closed:?}");
    // What is larger than any call may be is not even read.
    let huge = json!({ "read": { "as": "closures" }, "text": "x".repeat(2 * 1024 * 1024), "policy": {} });
    assert_eq!(console.post("/policy/calendar", &huge).await.status, 413);
    assert_eq!(console.post("/policy", &huge).await.status, 413);
    // Only calls that bring a policy may be that large.
    let large = json!({ "label": "x".repeat(100 * 1024) });
    assert_eq!(console.post("/bookings", &large).await.status, 413);
}
