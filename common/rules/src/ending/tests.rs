use rstest::rstest;

use super::*;

fn ahead(seconds_left: i64) -> Ahead {
    Ahead { seconds_left, goes_on: false }
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[rstest]
#[case(3600, 60)]
#[case(601, 11)]
#[case(600, 10)]
#[case(1, 1)]
#[case(0, 0)]
#[case(-30, 0)]
fn minutes_are_rounded_up(#[case] seconds: i64, #[case] shown: u32) {
    assert_eq!(time_shown(ahead(seconds)), TimeShown::Left(Minutes(shown)));
}

#[test]
fn a_session_that_goes_on_shows_no_end() {
    assert_eq!(time_shown(Ahead { seconds_left: 30, goes_on: true }), TimeShown::NobodyWaits);
}

#[test]
fn each_warning_is_given_once() {
    let mut warnings = Warnings::default();
    let given: Vec<_> =
        (0..=900).rev().filter_map(|left| warnings.due(ahead(left)).map(|warning| (left, warning))).collect();
    assert_eq!(given, [(600, Warning::Ten), (300, Warning::Five), (60, Warning::One)]);
}

#[test]
fn a_short_session_gets_only_the_warning_that_fits() {
    let mut warnings = Warnings::default();
    assert_eq!(warnings.due(ahead(240)), Some(Warning::Five));
    assert_eq!(warnings.due(ahead(239)), None);
}

#[test]
fn an_end_that_is_none_is_not_warned_of() {
    let mut warnings = Warnings::default();
    assert_eq!(warnings.due(Ahead { seconds_left: 30, goes_on: true }), None);
    assert_eq!(warnings.due(ahead(30)), Some(Warning::One), "somebody came to wait");
}

#[test]
fn an_end_that_moves_away_is_warned_of_again() {
    let mut warnings = Warnings::default();
    assert_eq!(warnings.due(ahead(60)), Some(Warning::One));
    assert_eq!(warnings.due(ahead(960)), None);
    assert_eq!(warnings.due(ahead(600)), Some(Warning::Ten));
}

#[test]
fn nothing_is_warned_of_once_it_is_over() {
    let mut warnings = Warnings::default();
    assert_eq!(warnings.due(ahead(60)), Some(Warning::One));
    assert_eq!(warnings.due(ahead(0)), None);
    assert_eq!(warnings.due(ahead(-60)), None);
}

#[test]
fn grace_ends_where_a_hold_begins() {
    let end = at("2026-03-10T10:00:00Z");
    let hold = |from: &str, until: &str| Hold { from: at(from), until: at(until) };
    let cases = [
        (vec![], "2026-03-10T10:05:00Z"),
        (vec![hold("2026-03-10T10:02:00Z", "2026-03-10T11:00:00Z")], "2026-03-10T10:02:00Z"),
        (vec![hold("2026-03-10T10:00:00Z", "2026-03-10T11:00:00Z")], "2026-03-10T10:00:00Z"),
        (vec![hold("2026-03-10T09:00:00Z", "2026-03-10T10:00:00Z")], "2026-03-10T10:05:00Z"),
        (vec![hold("2026-03-10T10:30:00Z", "2026-03-10T11:00:00Z")], "2026-03-10T10:05:00Z"),
    ];
    for (holds, until) in cases {
        assert_eq!(grace_until(end, Minutes(5), &holds), at(until), "{holds:?}");
    }
}

#[test]
fn closing_is_the_cause_where_it_set_the_end() {
    let until = at("2026-03-10T17:00:00Z");
    let closing = |at| Limit::Closing { at };
    let length = Limit::SessionLength { longest: Minutes(60) };
    assert_eq!(cause_of(until, &[closing(until), length.clone()]), EndCause::Closing);
    assert_eq!(cause_of(until, &[length, closing(at("2026-03-10T18:00:00Z"))]), EndCause::TimeUp);
    assert_eq!(cause_of(until, &[]), EndCause::TimeUp);
}
