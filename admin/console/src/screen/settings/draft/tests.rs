use epn_rules::policy_check::Flaw;
use jiff::civil::date;

use super::*;

fn draft() -> Draft {
    Draft::of(&Policy::default())
}

#[test]
fn a_form_that_nobody_touched_says_the_same_rules() {
    let mut policy = Policy::default();
    policy.quotas.push(Quota::of_everybody(QuotaSpan::Session, Minutes(90)));
    policy.quotas.reverse();
    policy.closures.push(Closure { from: date(2026, 8, 1), to: date(2026, 8, 15), label: "Été".into() });
    assert_eq!(Draft::of(&policy).policy(), Ok(policy));
}

#[test]
fn hours_are_read_as_people_write_them() {
    let mut draft = draft();
    draft.write(Field::Day(Weekday::Monday), "9h30 – 12h ; 14 h - 18:15".to_owned());
    let policy = draft.policy().unwrap();
    let written: Vec<_> = policy.opening.monday.iter().map(ToString::to_string).collect();
    assert_eq!(written, ["09:30-12:00", "14:00-18:15"]);
}

#[test]
fn an_empty_day_is_closed_and_an_empty_quota_is_none() {
    let mut draft = draft();
    draft.write(Field::Day(Weekday::Tuesday), "  ".to_owned());
    draft.write(Field::QuotaDay, String::new());
    let policy = draft.policy().unwrap();
    assert!(policy.opening.tuesday.is_empty() && policy.quotas.is_empty());
}

#[test]
fn what_cannot_be_read_is_said_at_its_field() {
    let mut draft = draft();
    draft.write(Field::Day(Weekday::Friday), "9:00-12:00, matin".to_owned());
    draft.write(Field::Longest, "une heure".to_owned());
    let wrong = draft.policy().unwrap_err();
    assert_eq!(wrong.len(), 2);
    assert!(wrong.contains(&(Some(Field::Day(Weekday::Friday)), Wrong::Hours("matin".to_owned()))));
    assert!(wrong.contains(&(Some(Field::Longest), Wrong::Number)));
}

#[test]
fn what_means_nothing_sensible_is_said_at_its_field() {
    let mut draft = draft();
    draft.write(Field::Day(Weekday::Wednesday), "12:00-9:00".to_owned());
    draft.write(Field::QuotaDay, "0".to_owned());
    let wrong = draft.policy().unwrap_err();
    let at = |field: Field| wrong.iter().find(|(at, _)| *at == Some(field)).map(|(_, wrong)| wrong);
    assert!(matches!(
        at(Field::Day(Weekday::Wednesday)),
        Some(Wrong::Flaw(Flaw::RangeEndsBeforeStart { .. }))
    ));
    assert!(matches!(at(Field::QuotaDay), Some(Wrong::Flaw(Flaw::QuotaZero { .. }))));
}

#[test]
fn overlapping_hours_are_found() {
    let mut draft = draft();
    draft.write(Field::Day(Weekday::Thursday), "9-12, 11-15".to_owned());
    let wrong = draft.policy().unwrap_err();
    assert!(matches!(
        wrong.as_slice(),
        [(Some(Field::Day(Weekday::Thursday)), Wrong::Flaw(Flaw::RangesOverlap { .. }))]
    ));
}

#[test]
fn a_closure_of_one_day_is_written_once() {
    let written =
        |from: &str, to: &str| NewClosure { from: from.into(), to: to.into(), label: " Été ".into() };
    let closure = written("01/08/2026", "").parse().unwrap();
    assert_eq!(
        (closure.from, closure.to, closure.label.as_str()),
        (date(2026, 8, 1), date(2026, 8, 1), "Été")
    );
    assert_eq!(written("02/08/2026", "01/08/2026").parse(), None);
    assert_eq!(written("", "").parse(), None);
}
