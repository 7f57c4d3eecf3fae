use epn_rules::policy::Policy;
use jiff::civil::date;
use ulid::Ulid;

use super::*;

/// A version made at a moment, from a day on or at once, with this many minutes as its longest session.
fn version(number: u32, made: &str, from: Option<Date>) -> policy::Version {
    let mut policy = Policy::default();
    policy.session.longest = epn_rules::units::Minutes(60 + 15 * number);
    policy::Version {
        id: PolicyId(Ulid::new()),
        number,
        since: made.parse().unwrap(),
        applies_from: from,
        policy,
    }
}

fn timeline(versions: Vec<policy::Version>) -> Timeline {
    Timeline::new(versions).unwrap()
}

fn number_at(timeline: &Timeline, at: &str) -> u32 {
    timeline.at(at.parse().unwrap()).number
}

#[test]
fn each_moment_has_the_version_of_its_day() {
    let all = timeline(vec![
        version(1, "2026-01-01T09:00Z", None),
        version(2, "2026-03-01T09:00Z", Some(date(2026, 6, 1))),
        version(3, "2026-04-01T09:00Z", None),
        version(4, "2026-04-02T09:00Z", Some(date(2026, 6, 1))),
    ]);
    for (at, number) in [
        ("2025-01-01T00:00Z", 1),
        ("2026-04-01T08:59:59Z", 1),
        ("2026-04-01T09:00Z", 3),
        // Midnight in Paris.
        ("2026-05-31T21:59:59Z", 3),
        ("2026-05-31T22:00Z", 4),
        ("2030-01-01T00:00Z", 4),
    ] {
        assert_eq!(number_at(&all, at), number, "{at}");
    }
    let on = |day| all.on(day).number;
    assert_eq!([on(date(2026, 3, 31)), on(date(2026, 4, 1)), on(date(2026, 6, 1))], [1, 3, 4]);
    let coming: Vec<_> =
        all.coming("2026-04-03T00:00Z".parse().unwrap()).map(|version| version.number).collect();
    assert_eq!(coming, [2, 4]);
    assert_eq!(
        all.next_change("2026-04-03T00:00Z".parse().unwrap()),
        Some("2026-05-31T22:00Z".parse().unwrap())
    );
    assert_eq!(all.highest_number(), 4);
}

#[test]
fn where_a_clock_was_set_back_the_newest_version_applies_all_the_same() {
    let all = timeline(vec![
        version(1, "2026-11-22T09:00Z", None),
        version(2, "2026-12-22T09:00Z", None),
        version(3, "2026-03-10T09:00Z", None),
    ]);
    assert_eq!(number_at(&all, "2026-03-10T08:00Z"), 1);
    for at in ["2026-03-10T09:00Z", "2026-11-30T09:00Z", "2027-01-01T09:00Z"] {
        assert_eq!(number_at(&all, at), 3, "{at}");
    }
}

#[test]
fn a_version_with_a_figure_that_would_be_too_large_today_stays_in_force() {
    let mut generous = version(2, "2026-02-01T09:00Z", None);
    generous.policy.session.grace = epn_rules::units::Minutes(600);
    let all = timeline(vec![version(1, "2026-01-01T09:00Z", None), generous]);
    assert_eq!(number_at(&all, "2026-03-01T00:00Z"), 2);
}

#[test]
fn a_version_that_cannot_be_used_is_passed_over_and_none_at_all_is_told() {
    let mut broken = version(2, "2026-02-01T09:00Z", None);
    broken.policy.timezone = "Europe/Pari".to_owned();
    let all = timeline(vec![version(1, "2026-01-01T09:00Z", None), broken.clone()]);
    assert_eq!((number_at(&all, "2026-03-01T00:00Z"), all.highest_number()), (1, 2));
    assert!(matches!(Timeline::new(vec![broken]), Err(StoreError::Value(_))));
    assert!(matches!(Timeline::new(Vec::new()), Err(StoreError::Corrupt { .. })));
}
