use jiff::civil::date;

use super::*;
use crate::facts::EntryFacts;
use crate::policy::Scope;

fn parts(free: i64, paid: i64) -> Parts {
    Parts { free: Cents(free), paid: Cents(paid) }
}

#[test]
fn the_free_part_is_spent_first_and_comes_back_last() {
    let purse = parts(30, 100);
    for (amount, taken) in [(0, parts(0, 0)), (20, parts(20, 0)), (30, parts(30, 0)), (130, parts(30, 100))] {
        assert_eq!(purse.take(Cents(amount)), Ok(taken), "{amount}");
    }
    assert_eq!(purse.take(Cents(131)), Err(Cents(1)));
    assert_eq!(purse.give_back(Cents(101)), Ok(parts(1, 100)));
    assert_eq!(purse.give_back(Cents(135)), Err(Cents(5)));
    assert_eq!(purse.without(parts(30, 1)), parts(0, 99));
}

#[test]
fn a_period_is_of_the_civil_calendar() {
    let sunday = date(2026, 3, 1);
    let name = |per| AllowancePeriod::of(per, sunday).to_string();
    assert_eq!(
        [Period::Day, Period::Week, Period::Month, Period::Year].map(name),
        ["day-2026-03-01", "week-2026-02-23", "month-2026-03-01", "year-2026-01-01"]
    );
    for per in [Period::Day, Period::Week, Period::Month, Period::Year] {
        let period = AllowancePeriod::of(per, sunday);
        assert_eq!(period.to_string().parse(), Ok(period));
        assert!(!period.is_over(sunday));
        assert_eq!(period.is_over(date(2026, 3, 2)), matches!(per, Period::Day | Period::Week), "{period}");
        assert!(period.is_over(date(2027, 3, 1)));
    }
    for wrong in ["", "month", "month-", "month-2026-13-01", "century-2000-01-01"] {
        assert_eq!(wrong.parse::<AllowancePeriod>(), Err(NoPeriod), "{wrong}");
    }
}

fn monthly(cents: i64) -> Allowance {
    Allowance { cents: Cents(cents), per: Period::Month, scope: Scope::default() }
}

#[test]
fn an_allowance_is_given_once_a_period_and_lapses_with_it() {
    let (march, april) = (date(2026, 3, 31), date(2026, 4, 1));
    let period = |day| AllowancePeriod::of(Period::Month, day);
    let first = Turn::due(None, Some(&monthly(100)), march);
    assert_eq!(first, Turn { lapses: None, gives: Some((period(march), Cents(100))) });
    let held = Some(Given { period: period(march), left: Cents(40) });
    assert_eq!(Turn::due(held, Some(&monthly(100)), march), Turn::default());
    let turned = Turn { lapses: Some((period(march), Cents(40))), gives: Some((period(april), Cents(100))) };
    assert_eq!(Turn::due(held, Some(&monthly(100)), april), turned);
    let spent = Some(Given { period: period(march), left: Cents(0) });
    assert_eq!(Turn::due(spent, Some(&monthly(100)), april).lapses, None);
}

#[test]
fn what_was_given_stays_until_its_period_is_over_where_nothing_is_given_any_more() {
    let held = Some(Given { period: AllowancePeriod::of(Period::Month, date(2026, 3, 5)), left: Cents(40) });
    assert_eq!(Turn::due(held, None, date(2026, 3, 31)), Turn::default());
    assert!(Turn::due(held, None, date(2026, 4, 1)).lapses.is_some());
    assert_eq!(Turn::due(None, None, date(2026, 4, 1)), Turn::default());
}

#[test]
fn an_allowance_of_another_length_takes_the_place_of_the_last() {
    let day = date(2026, 3, 5);
    let held = Some(Given { period: AllowancePeriod::of(Period::Month, day), left: Cents(40) });
    let daily = Allowance { per: Period::Day, ..monthly(10) };
    let turn = Turn::due(held, Some(&daily), day);
    assert_eq!(turn.lapses.map(|(_, cents)| cents), Some(Cents(40)));
    assert_eq!(turn.gives, Some((AllowancePeriod::of(Period::Day, day), Cents(10))));
}

#[test]
fn the_first_allowance_that_fits_counts() {
    let only = |who: &str, cents| Allowance {
        scope: Scope { categories: vec![who.to_owned()], tags: Vec::new() },
        ..monthly(cents)
    };
    let rules = PrintRules {
        allowances: vec![only("job-seeker", 200), only("member", 100)],
        ..PrintRules::default()
    };
    let of = |visitor: &VisitorFacts| rules.allowance_of(visitor).map(|allowance| allowance.cents.0);
    let seeker = VisitorFacts { groups: vec!["job-seeker".to_owned()], ..VisitorFacts::default() };
    assert_eq!((of(&seeker), of(&VisitorFacts::default())), (Some(200), Some(100)));
    assert_eq!(of(&VisitorFacts { entry: EntryFacts::NoAccount, ..VisitorFacts::default() }), None);
}
