use rstest::rstest;

use super::*;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

/// A calendar in Paris with the same ranges every day.
fn daily(ranges: &[&str]) -> Calendar {
    Calendar::new(&policy("Europe/Paris", ranges)).unwrap()
}

fn policy(timezone: &str, ranges: &[&str]) -> Policy {
    let day: Vec<OpenRange> = ranges.iter().map(|range| range.parse().unwrap()).collect();
    let opening = WeekHours {
        monday: day.clone(),
        tuesday: day.clone(),
        wednesday: day.clone(),
        thursday: day.clone(),
        friday: day.clone(),
        saturday: day.clone(),
        sunday: day,
    };
    Policy { timezone: timezone.to_owned(), opening, ..Policy::default() }
}

fn shown(calendar: &Calendar, from: &str, count: usize) -> Vec<String> {
    let show = |instant: Timestamp| calendar.zone().to_datetime(instant).strftime("%d %H:%M").to_string();
    let span = |span: Span| format!("{} to {}", show(span.from), span.until.map_or("ever".to_owned(), show));
    calendar.spans_from(at(from)).take(count).map(span).collect()
}

/// Minutes open on a civil day.
fn open_minutes(calendar: &Calendar, day: &str) -> i64 {
    let ranges = calendar.instants_on(date(day));
    ranges.iter().map(|(from, until)| until.duration_since(*from).as_mins()).sum()
}

#[rstest]
// An ordinary day.
#[case("2026-03-10", "02:00-04:00", 120)]
// Spring: 02:00 to 03:00 does not exist.
#[case("2026-03-29", "02:00-04:00", 60)]
#[case("2026-03-29", "01:00-02:00", 60)]
#[case("2026-03-29", "02:00-03:00", 0)]
#[case("2026-03-29", "01:00-02:30", 60)]
#[case("2026-03-29", "02:30-03:15", 15)]
#[case("2026-03-29", "02:15-02:45", 0)]
#[case("2026-03-29", "00:00-24:00", 23 * 60)]
// Autumn: 02:00 to 03:00 exists twice; a boundary is its first time.
#[case("2026-10-25", "02:00-04:00", 180)]
#[case("2026-10-25", "01:00-02:00", 60)]
#[case("2026-10-25", "02:00-03:00", 120)]
#[case("2026-10-25", "01:00-02:30", 90)]
#[case("2026-10-25", "02:30-03:00", 90)]
#[case("2026-10-25", "00:00-24:00", 25 * 60)]
fn changes_of_the_clocks(#[case] day: &str, #[case] range: &str, #[case] minutes: i64) {
    assert_eq!(open_minutes(&daily(&[range]), day), minutes);
}

#[test]
fn a_day_may_begin_after_midnight() {
    let cairo = Calendar::new(&policy("Africa/Cairo", &["00:00-02:00"])).unwrap();
    assert_eq!(open_minutes(&cairo, "2026-04-24"), 60, "the clocks go from 00:00 to 01:00");
    assert_eq!(cairo.start_of(date("2026-04-24")), at("2026-04-23T22:00:00Z"));
}

#[test]
fn touching_ranges_are_one_opening() {
    let calendar = daily(&["09:00-12:00", "12:00-18:00"]);
    assert_eq!(shown(&calendar, "2026-03-10T00:00:00Z", 2), ["10 09:00 to 10 18:00", "11 09:00 to 11 18:00"]);
}

#[test]
fn an_opening_goes_over_midnight() {
    let calendar = daily(&["00:00-02:00", "22:00-24:00"]);
    assert_eq!(shown(&calendar, "2026-03-10T12:00:00Z", 2), ["10 22:00 to 11 02:00", "11 22:00 to 12 02:00"]);
    let span = calendar.open_range_at(at("2026-03-11T00:30:00Z")).unwrap();
    assert_eq!(span, Span { from: at("2026-03-10T21:00:00Z"), until: Some(at("2026-03-11T01:00:00Z")) });
}

#[test]
fn an_opening_over_midnight_in_spring_ends_at_the_skip() {
    let calendar = daily(&["00:00-02:30", "22:00-24:00"]);
    let span = calendar.open_range_at(at("2026-03-28T23:00:00Z")).unwrap();
    assert_eq!(span, Span { from: at("2026-03-28T21:00:00Z"), until: Some(at("2026-03-29T01:00:00Z")) });
}

#[test]
fn a_closure_ends_an_opening_at_midnight() {
    let mut policy = policy("Europe/Paris", &["00:00-02:00", "22:00-24:00"]);
    let label = "Inventaire".to_owned();
    policy.closures =
        vec![Closure { from: date("2026-03-11"), to: date("2026-03-12"), label: label.clone() }];
    let calendar = Calendar::new(&policy).unwrap();
    assert_eq!(shown(&calendar, "2026-03-10T12:00:00Z", 2), ["10 22:00 to 11 00:00", "13 00:00 to 13 02:00"]);
    let closed = DayHours { ranges: Vec::new(), closure: Some(label) };
    assert_eq!(calendar.day_hours(date("2026-03-11")), closed);
    assert_eq!(calendar.day_hours(date("2026-03-12")), closed);
    assert_eq!(calendar.day_hours(date("2026-03-13")).ranges.len(), 2);
}

#[test]
fn a_room_that_never_closes_has_no_end() {
    let calendar = daily(&["00:00-24:00"]);
    let now = at("2026-03-10T12:00:00Z");
    assert_eq!(
        calendar.spans_from(now).collect::<Vec<_>>(),
        [Span { from: at("2026-03-09T23:00:00Z"), until: None }]
    );
    let span = calendar.open_range_at(now).unwrap();
    assert_eq!(span.until, None);
    assert!(span.from < at("2025-03-11T00:00:00Z"));
    assert_eq!(calendar.next_opening(now), None);
}

#[test]
fn a_room_that_never_opens_has_no_next_opening() {
    let calendar = daily(&[]);
    let now = at("2026-03-10T12:00:00Z");
    assert_eq!(calendar.open_range_at(now), None);
    assert_eq!(calendar.next_opening(now), None);
    assert_eq!(calendar.day_hours(date("2026-03-10")), DayHours::default());
}

#[rstest]
#[case("2026-03-10T07:00:00Z", "2026-03-10T08:30:00Z")]
#[case("2026-03-10T08:29:59Z", "2026-03-10T08:30:00Z")]
// Open now: the one after.
#[case("2026-03-10T08:30:00Z", "2026-03-10T13:00:00Z")]
#[case("2026-03-10T11:00:00Z", "2026-03-10T13:00:00Z")]
// Saturday evening: over Sunday and Monday.
#[case("2026-03-14T17:00:00Z", "2026-03-17T08:30:00Z")]
// Over the change of the clocks.
#[case("2026-03-28T17:00:00Z", "2026-03-31T07:30:00Z")]
fn the_next_opening_of_the_village_room(#[case] now: &str, #[case] opens: &str) {
    let calendar = Calendar::new(&Policy::default()).unwrap();
    assert_eq!(calendar.next_opening(at(now)), Some(at(opens)));
}

#[test]
fn a_yearly_opening_is_found_within_a_year() {
    let closure = Closure { from: date("2026-03-11"), to: date("2027-03-08"), label: String::new() };
    let policy = Policy { closures: vec![closure], ..Policy::default() };
    let calendar = Calendar::new(&policy).unwrap();
    assert_eq!(calendar.next_opening(at("2026-03-10T18:00:00Z")), Some(at("2027-03-09T08:30:00Z")));
}

#[test]
fn the_hours_of_a_day_are_told_in_order() {
    let calendar = daily(&["14:00-24:00", "09:30-12:00"]);
    let time = |text: &str| text.parse::<Time>().unwrap();
    assert_eq!(
        calendar.day_hours(date("2026-03-10")).ranges,
        [(time("09:30"), Some(time("12:00"))), (time("14:00"), None)]
    );
}

#[test]
fn an_unknown_time_zone_is_told() {
    let error = Calendar::new(&policy("Europe/Atlantis", &[])).unwrap_err();
    assert_eq!(error.to_string(), "the time zone \"Europe/Atlantis\" is unknown");
}

#[rstest]
#[case(Timestamp::MIN)]
#[case(Timestamp::MAX)]
fn the_ends_of_time_are_no_trouble(#[case] instant: Timestamp) {
    for ranges in [&["00:00-24:00"][..], &["09:00-12:00"], &[]] {
        let calendar = daily(ranges);
        let _ = (
            calendar.open_range_at(instant),
            calendar.next_opening(instant),
            calendar.next_midnight(instant),
        );
    }
}
