use epn_rules::policy::Policy;
use epn_wire::calendar::ImportAs;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::event::DaySpan;
use super::write::{Calendar, Event};
use super::*;

const TODAY: Date = date(2026, 3, 10);

fn paris() -> TimeZone {
    TimeZone::get("Europe/Paris").unwrap()
}

fn file(events: &str) -> String {
    let body = events.replace('\n', "\r\n");
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n{body}END:VCALENDAR\r\n")
}

fn event(lines: &str) -> String {
    file(&format!("BEGIN:VEVENT\n{lines}\nEND:VEVENT\n"))
}

fn read_days(text: &str) -> Result<Read, CalendarError> {
    read(text, &paris(), TODAY)
}

/// The first and last days of an event's spans.
fn days(lines: &str) -> Vec<(Date, Date)> {
    read_days(&event(lines)).unwrap().spans.iter().map(|span| (span.from, span.to)).collect()
}

/// Why the only event of a file was left out.
fn left_out(lines: &str) -> String {
    match read_days(&event(lines)) {
        Err(CalendarError::Nothing { left_out }) => left_out.join(" | "),
        other => panic!("{other:?}"),
    }
}

#[test]
fn school_holidays_end_the_day_before_the_end_that_is_written() {
    let text = event(
        "UID:1@education\nSUMMARY:Vacances de printemps\\, zone A\nDTSTART;VALUE=DATE:20260404\nDTEND;VALUE=DATE:20260420",
    );
    let expected = DaySpan {
        from: date(2026, 4, 4),
        to: date(2026, 4, 19),
        label: "Vacances de printemps, zone A".to_owned(),
    };
    assert_eq!(read_days(&text).unwrap(), Read { spans: vec![expected], left_out: Vec::new() });
}

#[test]
fn a_day_without_an_end_a_length_and_one_that_ends_when_it_begins_are_days() {
    let one = [(date(2026, 5, 1), date(2026, 5, 1))];
    assert_eq!(days("DTSTART;VALUE=DATE:20260501"), one);
    assert_eq!(days("DTSTART;VALUE=DATE:20260501\nDTEND;VALUE=DATE:20260501"), one);
    assert_eq!(days("DTSTART;VALUE=DATE:20260501\nDURATION:P1D"), one);
    let week = [(date(2026, 5, 1), date(2026, 5, 7))];
    assert_eq!(days("DTSTART;VALUE=DATE:20260501\nDURATION:P1W"), week);
}

#[test]
fn times_are_read_in_the_sites_zone_and_count_where_they_fill_days() {
    // Midnight to midnight in Paris, written in UTC, over the night in which the clocks go forward.
    let lines = "DTSTART:20260327T230000Z\nDTEND:20260329T220000Z";
    assert_eq!(days(lines), [(date(2026, 3, 28), date(2026, 3, 29))]);
    let lines = "DTSTART;TZID=Europe/Paris:20260501T000000\nDTEND;TZID=\"Europe/Paris\":20260502T235900";
    assert_eq!(days(lines), [(date(2026, 5, 1), date(2026, 5, 1))]);
    let zone = "TZID=/freeassociation.sourceforge.net/Europe/Paris";
    let lines = format!("DTSTART;{zone}:20260501T000000\nDTEND;{zone}:20260502T000000");
    assert_eq!(days(&lines), [(date(2026, 5, 1), date(2026, 5, 1))], "who says so is written first");
    let short = "SUMMARY:Réunion\nDTSTART:20260501T140000\nDTEND:20260501T160000";
    assert_eq!(left_out(short), "\"Réunion\" (line 5): it does not last a whole day");
}

#[test]
fn what_cannot_be_is_left_out_with_a_sentence() {
    for (lines, why) in [
        ("SUMMARY:x", "it has no beginning"),
        ("DTSTART;VALUE=DATE:20260510\nDTEND;VALUE=DATE:20260501", "it ends before it begins"),
        ("DTSTART:20260510T100000Z\nDTEND:20260510T090000Z", "it ends before it begins"),
        (
            "DTSTART;TZID=Mars/Olympus:20260501T000000\nDTEND:20260502T000000",
            "the time zone \"Mars/Olympus\" does not exist",
        ),
        ("DTSTART;VALUE=DATE:20260230", "\"20260230\" is no date"),
        ("DTSTART:yesterday at noon", "\"yesterday at noon\" is no date"),
        ("DTSTART;VALUE=DATE:20260501\nDURATION:soon", "its length cannot be read"),
        ("DTSTART;VALUE=DATE:20260501\nDTEND;VALUE=DATE:20290501", "it lasts more than 366 days"),
        (
            "DTSTART;VALUE=DATE:20260501\nRRULE:FREQ=SECONDLY",
            "it recurs in a way that is not read (FREQ=SECONDLY)",
        ),
        (
            "DTSTART;VALUE=DATE:20260501\nRRULE:FREQ=YEARLY;BYSETPOS=1",
            "it recurs in a way that is not read (BYSETPOS=1)",
        ),
        ("DTSTART;VALUE=DATE:20260501\nRRULE:COUNT=3", "it recurs in a way that is not read (FREQ)"),
        ("DTSTART;VALUE=DATE:20260501\nSTATUS:CANCELLED", "it is cancelled"),
        (
            "DTSTART;VALUE=DATE:20260501\nRRULE:FREQ=DAILY;COUNT=4\nEXRULE:FREQ=DAILY;COUNT=2",
            "it has exceptions by a rule (EXRULE), which is not read",
        ),
        (
            "DTSTART;TZID=/example.org/Mars/Olympus:20260501T000000\nDTEND:20260502T000000",
            "the time zone \"/example.org/Mars/Olympus\" does not exist",
        ),
    ] {
        let said = left_out(lines);
        assert!(said.ends_with(why), "{lines}: {said}");
    }
    assert_eq!(left_out("DTSTART;VALUE=DATE:20200501"), "1 event that is over");
}

#[test]
fn ends_and_exceptions_in_utc_are_days_of_the_sites_zone() {
    // Mondays in Paris, each of which begins on Sunday in UTC.
    let mondays = |rest: &str| -> Vec<Date> {
        let begins = "DTSTART;TZID=Europe/Paris:20260504T000000\nDTEND;TZID=Europe/Paris:20260505T000000";
        days(&format!("{begins}\n{rest}")).into_iter().map(|(from, _)| from).collect()
    };
    let (first, second, third) = (date(2026, 5, 4), date(2026, 5, 11), date(2026, 5, 18));
    assert_eq!(mondays("RRULE:FREQ=WEEKLY;UNTIL=20260517T220000Z"), [first, second, third]);
    assert_eq!(mondays("RRULE:FREQ=WEEKLY;UNTIL=20260517T215959Z"), [first, second]);
    assert_eq!(mondays("RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE:20260510T220000Z"), [first, third]);
    assert_eq!(mondays("RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;VALUE=DATE:20260511,20260518"), [first]);
    // A span from the afternoon on: its first whole day is the next, and so is its exception's.
    let afternoons = "DTSTART:20260504T140000\nDTEND:20260506T140000\nRRULE:FREQ=WEEKLY;COUNT=2";
    let excepted = format!("{afternoons}\nEXDATE:20260511T120000Z");
    assert_eq!(days(&excepted), [(date(2026, 5, 5), date(2026, 5, 5))]);
}

#[test]
fn a_recurrence_that_was_moved_or_cancelled_is_not_where_its_rule_says() {
    let mondays = "UID:1@x\nDTSTART;VALUE=DATE:20260504\nRRULE:FREQ=WEEKLY;COUNT=3";
    let moved = "UID:1@x\nRECURRENCE-ID;VALUE=DATE:20260511\nDTSTART;VALUE=DATE:20260513";
    let cancelled =
        "UID:1@x\nRECURRENCE-ID;VALUE=DATE:20260518\nDTSTART;VALUE=DATE:20260518\nSTATUS:CANCELLED";
    let another = "UID:2@x\nRECURRENCE-ID;VALUE=DATE:20260504\nDTSTART;VALUE=DATE:20260601";
    let text: String = [moved, mondays, cancelled, another]
        .map(|lines| format!("BEGIN:VEVENT\n{lines}\nEND:VEVENT\n"))
        .concat();
    let read = read_days(&file(&text)).unwrap();
    let days: Vec<_> = read.spans.iter().map(|span| (span.from, span.to)).collect();
    assert_eq!(days, [date(2026, 5, 4), date(2026, 5, 13), date(2026, 6, 1)].map(|day| (day, day)));
    // One of a time of day that another program writes in UTC.
    let begins =
        "UID:3@x\nDTSTART;TZID=Europe/Paris:20260504T000000\nDTEND;TZID=Europe/Paris:20260505T000000";
    let text = format!(
        "BEGIN:VEVENT\n{begins}\nRRULE:FREQ=WEEKLY;COUNT=2\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:3@x\nRECURRENCE-ID:20260510T220000Z\nDTSTART:20260601T100000Z\nEND:VEVENT\n"
    );
    let read = read_days(&file(&text)).unwrap();
    assert_eq!(read.spans.iter().map(|span| span.from).collect::<Vec<_>>(), [date(2026, 5, 4)]);
}

#[test]
fn what_recurs_since_long_ago_is_followed_from_today_on() {
    let yearly = |year: i32, rest: &str| {
        let holiday = |month: usize| {
            let rule = format!("DTSTART;VALUE=DATE:{year}{month:02}14\nRRULE:FREQ=YEARLY{rest}");
            format!("BEGIN:VEVENT\nSUMMARY:{month}\n{rule}\nEND:VEVENT\n")
        };
        read_days(&file(&(1..=12).map(holiday).collect::<String>()))
    };
    // From 1800 on, day by day, they would be more steps than are taken.
    let read = yearly(1800, "").unwrap();
    assert_eq!(read.spans.len(), 2 * 12, "two years of twelve days");
    assert_eq!(read.spans[0].from, date(2026, 3, 14));
    assert_eq!(yearly(1800, ";COUNT=300"), Err(CalendarError::TooMuch), "a count is counted from its start");
    let every_thirteen = days("DTSTART;VALUE=DATE:20000314\nRRULE:FREQ=YEARLY;INTERVAL=13");
    assert_eq!(
        every_thirteen,
        [(date(2026, 3, 14), date(2026, 3, 14))],
        "the turns are counted from the start"
    );
}

#[test]
fn lists_that_are_longer_than_a_year_and_spans_beyond_the_limit_are_refused() {
    let longest = |items: usize| {
        let list = vec!["1"; items].join(",");
        read_days(&event(&format!(
            "DTSTART;VALUE=DATE:20260501\nRRULE:FREQ=MONTHLY;COUNT=2;BYMONTHDAY={list}"
        )))
    };
    assert!(longest(400).is_ok());
    assert!(matches!(longest(401), Err(CalendarError::Nothing { .. })));
    let every_other_day = |label: usize| {
        let rule = "DTSTART;VALUE=DATE:20260501\nRRULE:FREQ=DAILY;INTERVAL=2";
        format!("BEGIN:VEVENT\nSUMMARY:{label}\n{rule}\nEND:VEVENT\n")
    };
    let labelled = |events: usize| read_days(&file(&(0..events).map(every_other_day).collect::<String>()));
    assert!(labelled(2).is_ok());
    assert_eq!(labelled(3), Err(CalendarError::TooManySpans));
    let called_the_same = every_other_day(0).repeat(3);
    assert!(read_days(&file(&called_the_same)).is_ok());
}

#[test]
fn recurrences_are_the_days_that_the_standard_says() {
    let days = |lines: &str| -> Vec<String> {
        let read = read_days(&event(lines)).unwrap();
        read.spans.iter().map(|span| span.from.to_string()).collect()
    };
    for (rule, expected) in [
        ("DTSTART;VALUE=DATE:20260501\nRRULE:FREQ=YEARLY;COUNT=2", vec!["2026-05-01", "2027-05-01"]),
        (
            "DTSTART;VALUE=DATE:20260406\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=4",
            vec!["2026-04-06", "2026-04-08", "2026-04-20", "2026-04-22"],
        ),
        (
            "DTSTART;VALUE=DATE:20260428\nRRULE:FREQ=MONTHLY;BYDAY=-1TU;UNTIL=20260701",
            vec!["2026-04-28", "2026-05-26", "2026-06-30"],
        ),
        (
            "DTSTART;VALUE=DATE:20260331\nRRULE:FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3",
            vec!["2026-03-31", "2026-04-30", "2026-05-31"],
        ),
        (
            "DTSTART;VALUE=DATE:20260525\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=4MO;COUNT=2",
            vec!["2026-05-25", "2027-05-24"],
        ),
        (
            "DTSTART;VALUE=DATE:20260504\nRRULE:FREQ=DAILY;INTERVAL=3;COUNT=3\nEXDATE;VALUE=DATE:20260507",
            vec!["2026-05-04", "2026-05-10"],
        ),
        (
            // Only leap years have the day.
            "DTSTART;VALUE=DATE:20240229\nRRULE:FREQ=YEARLY;UNTIL=20280229",
            vec!["2028-02-29"],
        ),
    ] {
        assert_eq!(days(rule), expected, "{rule}");
    }
}

#[test]
fn what_recurs_without_end_is_read_for_two_years_and_said_so() {
    let read = read_days(&event("SUMMARY:Dimanche\nDTSTART;VALUE=DATE:20000102\nRRULE:FREQ=WEEKLY")).unwrap();
    assert!((104..=106).contains(&read.spans.len()), "{}", read.spans.len());
    assert_eq!(
        read.left_out,
        ["\"Dimanche\" (line 5): it recurs without end; its days up to 2028-03-10 were read"]
    );
    // Days that touch are one span.
    let always = read_days(&event("DTSTART;VALUE=DATE:20260101\nRRULE:FREQ=DAILY")).unwrap();
    assert_eq!(always.spans.len(), 1);
    let huge = read_days(&event("DTSTART;VALUE=DATE:20260501\nRRULE:FREQ=YEARLY;COUNT=4000000000")).unwrap();
    assert_eq!(huge.spans.len(), 2);
}

#[test]
fn hostile_files_are_refused_with_a_sentence_each() {
    let one = "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260501\nEND:VEVENT\n";
    let endless =
        "BEGIN:VEVENT\nDTSTART;VALUE=DATE:00010101\nRRULE:FREQ=DAILY;COUNT=4000000000\nEND:VEVENT\n";
    let apart = |day: u32| {
        format!("BEGIN:VEVENT\nSUMMARY:{day}\nDTSTART;VALUE=DATE:202605{:02}\nEND:VEVENT\n", day % 28 + 1)
    };
    for (text, error) in [
        (" ".repeat(LARGEST + 1), CalendarError::TooLarge),
        (String::new(), CalendarError::Unfinished),
        ("<html>".to_owned(), CalendarError::NoCalendar),
        ("BEGIN:VCARD\r\nEND:VCARD\r\n".to_owned(), CalendarError::NoCalendar),
        (file("nonsense\n"), CalendarError::Line(4)),
        (file("END:VEVENT\n"), CalendarError::Nesting(4)),
        (file("BEGIN:VEVENT\nBEGIN:VEVENT\n"), CalendarError::Nesting(5)),
        (file(&"BEGIN:X\n".repeat(100_000 / 8)), CalendarError::Nesting(11)),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\n".to_owned(), CalendarError::Unfinished),
        (file(&one.repeat(2001)), CalendarError::TooManyEvents),
        (file(&(0..1001).map(apart).collect::<String>()), CalendarError::TooManySpans),
        (file(endless), CalendarError::TooMuch),
        (file(""), CalendarError::Nothing { left_out: Vec::new() }),
    ] {
        let start: String = text.chars().take(60).collect();
        assert_eq!(read_days(&text), Err(error), "{start}");
    }
}

#[test]
fn what_alarms_say_within_an_event_is_not_the_events() {
    let lines = "DTSTART;VALUE=DATE:20260501\nBEGIN:VALARM\nSUMMARY:x\nDURATION:PT5M\nEND:VALARM\nSUMMARY:Fête\n du travail";
    let read = read_days(&event(lines)).unwrap();
    assert_eq!(read.spans[0].label, "Fêtedu travail", "a folded line goes on without the space");
}

#[test]
fn days_are_added_to_a_policy_once() {
    let mut policy = Policy::default();
    let spans = read_days(&event("SUMMARY:1er mai\nDTSTART;VALUE=DATE:20260501")).unwrap().spans;
    assert_eq!(add_to(&mut policy, &ImportAs::Closures, &spans), Ok(1));
    assert_eq!(add_to(&mut policy, &ImportAs::Closures, &spans), Ok(0));
    assert_eq!(policy.closures.len(), 1);
    let holidays = |zone: &str| ImportAs::SchoolHolidays { zone: zone.to_owned() };
    assert_eq!(add_to(&mut policy, &holidays("A"), &spans), Ok(1));
    assert_eq!(add_to(&mut policy, &holidays("B"), &spans), Ok(1));
    assert_eq!(add_to(&mut policy, &holidays("B "), &spans), Ok(0));
    assert_eq!(add_to(&mut policy, &holidays("\n"), &spans), Err(CalendarError::Zone));
}

/// What another program's parser finds in a calendar: of each event its identifier, moments and summary.
fn parsed(text: &str) -> Vec<[String; 4]> {
    let component = vobject::parse_component(text).unwrap();
    assert_eq!(component.name, "VCALENDAR");
    assert_eq!(component.get_only("VERSION").unwrap().value_as_string(), "2.0");
    let event = |event: &vobject::Component| {
        assert_eq!(event.name, "VEVENT");
        assert!(event.get_only("DTSTAMP").is_some());
        ["UID", "DTSTART", "DTEND", "SUMMARY"].map(|name| event.get_only(name).unwrap().value_as_string())
    };
    component.subcomponents.iter().map(event).collect()
}

#[test]
fn another_parser_reads_names_with_commas_and_lines_that_were_folded() {
    let now = "2026-03-10T09:00:00Z".parse().unwrap();
    let name =
        "Poste 1; à côté, « près » de l’entrée \\ dans la très grande salle du rez-de-chaussée\nà gauche";
    let mut calendar = Calendar::new(name, now);
    let until = "2026-03-10T10:00:00Z".parse().unwrap();
    calendar.add(&Event { uid: "1@site".to_owned(), from: now, until, summary: name });
    let text = calendar.finish(&paris());
    assert!(text.lines().all(|line| line.len() <= 75), "{text}");
    assert!(text.ends_with("END:VCALENDAR\r\n"));
    let expected = ["1@site", "20260310T090000Z", "20260310T100000Z", name].map(str::to_owned);
    assert_eq!(parsed(&text), [expected]);
}

#[test]
fn another_parser_finds_the_sites_zone_where_there_is_no_event() {
    let empty = |zone: &str, now: &str| {
        let text = Calendar::new("Espace test", now.parse().unwrap());
        let text = text.finish(&TimeZone::get(zone).unwrap());
        let calendar = vobject::parse_component(&text).unwrap();
        let [zone] = &calendar.subcomponents[..] else { panic!("{text}") };
        assert_eq!(zone.name, "VTIMEZONE");
        let of = |one: &vobject::Component| {
            ["DTSTART", "TZOFFSETFROM", "TZOFFSETTO"]
                .map(|name| one.get_only(name).unwrap().value_as_string())
        };
        let spans = zone.subcomponents.iter().map(|one| (one.name.clone(), of(one)));
        (zone.get_only("TZID").unwrap().value_as_string(), spans.collect::<Vec<_>>())
    };
    let span = |name: &str, figures: [&str; 3]| (name.to_owned(), figures.map(str::to_owned));
    let (name, spans) = empty("Europe/Paris", "2026-03-10T09:00:00Z");
    assert_eq!(name, "Europe/Paris");
    // The clocks go forward at 2:00 and back at 3:00, as they show until then.
    let winter = span("STANDARD", ["20251026T030000", "+0200", "+0100"]);
    let summer = span("DAYLIGHT", ["20260329T020000", "+0100", "+0200"]);
    assert_eq!((&spans[0], &spans[1], spans.len()), (&winter, &summer, 5));
    let (_, spans) = empty("UTC", "2026-03-10T09:00:00Z");
    assert_eq!(spans, [span("STANDARD", ["19700101T000000", "+0000", "+0000"])]);
    // Three hours and a half behind.
    let (_, spans) = empty("America/St_Johns", "2026-07-01T00:00:00Z");
    assert_eq!(spans[0], span("DAYLIGHT", ["20260308T020000", "-0330", "-0230"]));
}

/// What a file's days close of a policy.
fn closed(policy: &Policy, text: &str) -> Option<epn_wire::calendar::ClosedDays> {
    let mut after = policy.clone();
    add_to(&mut after, &ImportAs::Closures, &read_days(text).unwrap().spans).unwrap();
    closed_by(policy, &after, TODAY)
}

#[test]
fn the_days_that_a_file_closes_are_counted() {
    let policy = Policy::default();
    // From a Friday to the Tuesday after: Sunday and Monday are closed anyway.
    let long = event("DTSTART;VALUE=DATE:20260501\nDTEND;VALUE=DATE:20260506");
    let told = closed(&policy, &long).unwrap();
    assert_eq!((told.days, told.from, told.until), (3, date(2026, 5, 1), date(2026, 5, 5)));
    assert_eq!((told.in_a_row, told.every, told.is_long()), (5, false, false));
    let monday = event("DTSTART;VALUE=DATE:20260504");
    assert_eq!(closed(&policy, &monday), None, "the room is closed then anyway");
    let summer = event("DTSTART;VALUE=DATE:20260601\nDTEND;VALUE=DATE:20260901");
    let told = closed(&policy, &summer).unwrap();
    // With the Sunday before.
    assert_eq!((told.in_a_row, told.every, told.is_long()), (93, false, true));
}

#[test]
fn a_closure_each_day_without_end_closes_every_day() {
    let always = event("DTSTART;VALUE=DATE:20260301\nRRULE:FREQ=DAILY");
    let told = closed(&Policy::default(), &always).unwrap();
    assert_eq!((told.from, told.until), (TODAY, date(2028, 3, 10)));
    assert!(told.every && told.is_long() && told.days > 500, "{told:?}");
    let fair = epn_rules::policy::SpecialDay {
        date: date(2027, 9, 18),
        opening: vec!["10:00-18:00".parse().unwrap()],
        label: String::new(),
    };
    let with_a_fair = Policy { special_days: vec![fair], ..Policy::default() };
    assert!(!closed(&with_a_fair, &always).unwrap().every, "one day is open all the same");
}

mod properties {
    use super::*;
    use crate::testing::cases;

    fn line() -> impl Strategy<Value = String> {
        let name = prop::sample::select(vec![
            "BEGIN:VEVENT",
            "END:VEVENT",
            "DTSTART",
            "DTEND",
            "DURATION",
            "RRULE",
            "EXDATE",
            "SUMMARY",
            "BEGIN:VALARM",
            "END:VALARM",
            "DTSTART;TZID=Europe/Paris",
            "DTSTART;VALUE=DATE",
            " ",
        ]);
        let value = prop_oneof![
            "[0-9]{8}(T[0-9]{6}Z?)?",
            "2026[01][0-9][0-3][0-9]",
            "FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY);(INTERVAL|COUNT)=[0-9]{1,10}(;BYDAY=-?[0-9]{0,3}(MO|SU))?",
            "P[0-9]{1,6}[DWTHM]",
            any::<String>(),
        ];
        (name, value).prop_map(|(name, value)| format!("{name}:{value}"))
    }

    proptest! {
        #![proptest_config(cases(64))]

        /// Whatever is in a file, reading it ends, and what it says is within what a policy may hold.
        #[test]
        fn any_file_is_read_or_refused(lines in prop::collection::vec(line(), 0..40), whole in any::<bool>()) {
            let lines = lines.join("\n");
            let text = if whole { event(&lines) } else { file(&lines) };
            if let Ok(read) = read_days(&text) {
                prop_assert!(!read.spans.is_empty());
                for span in read.spans {
                    prop_assert!(span.from <= span.to && span.to >= TODAY);
                    prop_assert!(span.label.chars().count() <= 80 && !span.label.chars().any(char::is_control));
                }
            }
        }

        #[test]
        fn any_text_is_read_or_refused(text in any::<String>()) {
            prop_assert!(read_days(&text).is_err());
        }
    }
}
