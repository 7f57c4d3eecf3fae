use super::*;
use crate::facts::Busy;
use crate::policy::Policy;
use crate::units::Minutes;

/// A moment in Paris on 10 March 2026, a Tuesday.
fn at(time: &str) -> Timestamp {
    let local: jiff::civil::DateTime = format!("2026-03-10T{time}").parse().unwrap();
    local.in_tz("Europe/Paris").unwrap().timestamp()
}

fn village() -> Rules {
    Rules::new(Policy::default()).unwrap()
}

fn busy(until: &str) -> StationFacts {
    StationFacts { busy: Some(Busy { until: Some(at(until)) }), ..StationFacts::default() }
}

fn held(from: &str, until: &str) -> StationFacts {
    StationFacts { holds: vec![Hold { from: at(from), until: at(until) }], ..StationFacts::default() }
}

#[test]
fn the_next_is_called_when_the_first_session_ends() {
    let stations = [busy("10:42"), busy("10:31"), busy("10:20")];
    let about = |place| estimate(&village(), at("10:00"), &stations, place);
    assert_eq!(about(1), Some(at("10:20")));
    assert_eq!(about(2), Some(at("10:35")), "rounded up");
    assert_eq!(about(3), Some(at("10:45")));
    assert_eq!(about(4), Some(at("11:20")), "after an hour of the first");
    assert_eq!(about(7), None, "12:20 is after closing");
    assert_eq!(about(0), None);
}

#[test]
fn a_hold_that_comes_too_soon_is_waited_for() {
    let stations = [held("10:03", "11:00")];
    assert_eq!(estimate(&village(), at("10:00"), &stations, 1), Some(at("11:00")));
    let stations = [held("10:30", "11:00")];
    assert_eq!(estimate(&village(), at("10:00"), &stations, 1), Some(at("10:00")));
    assert_eq!(
        estimate(&village(), at("10:00"), &stations, 2),
        Some(at("11:00")),
        "the first leaves at 10:30"
    );
}

#[test]
fn who_was_called_has_the_station() {
    let called = StationFacts { called: Some(at("10:03")), ..StationFacts::default() };
    assert_eq!(estimate(&village(), at("10:00"), &[called], 1), Some(at("11:00")));
}

#[test]
fn what_cannot_be_known_is_not_promised() {
    let broken = StationFacts { in_service: false, ..StationFacts::default() };
    let endless = StationFacts { busy: Some(Busy { until: None }), ..StationFacts::default() };
    assert_eq!(estimate(&village(), at("10:00"), &[broken, endless], 1), None);
    assert_eq!(estimate(&village(), at("10:00"), &[], 1), None);
    assert_eq!(estimate(&village(), at("08:00"), &[busy("08:10")], 1), None, "closed");
    assert_eq!(estimate(&village(), at("11:00"), &[busy("11:56")], 1), None, "closes first");
    let tidy = Policy {
        session: crate::policy::SessionRules { end_before_closing: Minutes(10), ..Policy::default().session },
        ..Policy::default()
    };
    assert_eq!(estimate(&Rules::new(tidy).unwrap(), at("11:00"), &[busy("11:50")], 1), None);
}

#[test]
fn a_missed_call_passes_to_the_next() {
    let [a, b, c] = [1_u128, 2, 3].map(|id| QueueId(ulid::Ulid(id)));
    assert_eq!(after_missed_call(&[a, b, c], a, 1, 2), [b, a, c]);
    assert_eq!(after_missed_call(&[a, b, c], b, 1, 2), [a, c, b]);
    assert_eq!(after_missed_call(&[a, b, c], c, 1, 2), [a, b, c], "nobody is behind");
    assert_eq!(after_missed_call(&[a, b, c], a, 2, 2), [b, c]);
    assert_eq!(after_missed_call(&[b, c], a, 1, 2), [b, c]);
}
