use super::*;

/// A village room without quotas but these.
fn with_quotas(quotas: Vec<Quota>) -> Rules {
    rules(|policy| policy.quotas = quotas)
}

fn over(per: &str, minutes: u32) -> Quota {
    Quota::of_everybody(per.parse().unwrap(), Minutes(minutes))
}

fn on_tag(quota: Quota, tag: &str) -> Quota {
    let scope = Scope { tags: vec![tag.to_owned()], ..quota.scope };
    Quota { scope, ..quota }
}

fn of_category(quota: Quota, category: &str) -> Quota {
    let scope = Scope { categories: vec![category.to_owned()], ..quota.scope };
    Quota { scope, ..quota }
}

fn used(day: &str, station: &str, tags: &[&str], minutes: u32) -> DayUse {
    DayUse {
        date: format!("2026-{day}").parse().unwrap(),
        station: station.to_owned(),
        tags: tags.iter().map(|&tag| tag.to_owned()).collect(),
        minutes: Minutes(minutes),
    }
}

/// A member on 10 March 2026, a Tuesday, who used 25 minutes today and 120 on other days.
fn regular(uses: &[DayUse]) -> Facts {
    with("03-10 10:00", |facts| {
        facts.station.name = "Poste 1".to_owned();
        facts.visitor.used_today = Minutes(25);
        facts.visitor.uses = uses.to_vec();
    })
}

#[rstest]
// Monday is not open; the week begins on it.
#[case::a_week("week", "03-09", "03-17 09:30")]
#[case::sunday_before_is_another_week("week", "03-08", "")]
#[case::a_booking_later_in_the_week("week", "03-14", "03-17 09:30")]
#[case::a_month("month", "03-01", "04-01 09:30")]
#[case::the_month_before("month", "02-28", "")]
#[case::three_days("3-days", "03-08", "03-11 09:30")]
#[case::four_days_ago("3-days", "03-07", "")]
#[case::tomorrow_is_in_no_window_that_ends_today("3-days", "03-11", "")]
#[case::a_single_day("1-days", "03-09", "")]
fn use_adds_up_over(#[case] per: &str, #[case] day: &str, #[case] next: &str) {
    let rules = with_quotas(vec![over(per, 145)]);
    let decision = decide(&rules, &regular(&[used(day, "Poste 2", &[], 120)]));
    if next.is_empty() {
        assert_eq!(granted(decision).0, paris("03-10 11:00"));
    } else {
        assert_eq!(refused(decision), (vec![spent_on("03-10", per, 145, 145)], Some(paris(next))));
    }
}

#[test]
fn what_is_booked_today_is_left_room_for() {
    let rules = with_quotas(vec![over("day", 60)]);
    let (until, because) = granted(decide(&rules, &regular(&[used("03-10", "Poste 2", &[], 15)])));
    assert_eq!((until, &because[0]), (paris("03-10 10:20"), &day_limit(40, 60)));
}

#[test]
fn a_week_goes_on_over_midnight_and_begins_anew_on_monday() {
    let always = |quota| {
        rules(|policy| {
            daily(policy, &["00:00-24:00"]);
            policy.quotas = vec![quota];
        })
    };
    let night = |at: &str| with(at, |facts| facts.visitor.uses = vec![used("03-09", "Poste 2", &[], 100)]);
    let rules = always(over("week", 130));
    assert_eq!(granted(decide(&rules, &night("03-10 23:50"))).0, paris("03-11 00:20"));
    assert_eq!(granted(decide(&rules, &night("03-15 23:50"))).0, paris("03-16 00:50"));
    // Six minutes before the week is over, the next week is in reach.
    let tired = with("03-15 20:00", |facts| facts.visitor.uses = vec![used("03-09", "Poste 2", &[], 127)]);
    let (because, next) = refused(decide(&rules, &tired));
    assert_eq!((because, next), (vec![spent_on("03-15", "week", 127, 130)], Some(paris("03-15 23:57"))));
}

#[test]
fn a_rolling_window_lets_go_of_its_first_day() {
    let rules = with_quotas(vec![over("7-days", 120)]);
    let facts = with("03-10 10:00", |facts| {
        facts.visitor.uses = vec![used("03-06", "Poste 2", &[], 60), used("03-05", "Poste 2", &[], 60)];
    });
    let (because, next) = refused(decide(&rules, &facts));
    assert_eq!((because, next), (vec![spent_on("03-10", "7-days", 120, 120)], Some(paris("03-12 09:30"))));
}

#[test]
fn a_quota_may_be_of_a_category_or_a_group() {
    let rules =
        with_quotas(vec![of_category(over("day", 30), "no-account"), of_category(over("day", 90), "club")]);
    let until = |change: fn(&mut Facts)| granted(decide(&rules, &with("03-10 10:00", change))).0;
    assert_eq!(until(|facts| facts.visitor.entry = EntryFacts::NoAccount), paris("03-10 10:30"));
    assert_eq!(until(|facts| facts.visitor.used_today = Minutes(500)), paris("03-10 11:00"), "no quota");
    let club = with("03-10 10:00", |facts| {
        facts.visitor.groups = vec!["club".to_owned()];
        facts.visitor.used_today = Minutes(70);
    });
    assert_eq!(granted(decide(&rules, &club)).0, paris("03-10 10:20"));
}

#[test]
fn a_quota_of_a_tag_counts_the_stations_with_it() {
    let rules = with_quotas(vec![on_tag(over("day", 60), "interview")]);
    let uses = [used("03-10", "Cabine", &["interview"], 45), used("03-10", "Poste 2", &[], 300)];
    let mut facts = regular(&uses);
    assert_eq!(granted(decide(&rules, &facts)).0, paris("03-10 11:00"), "not on this station");
    facts.station.tags = vec!["interview".to_owned(), "accessible".to_owned()];
    let (until, because) = granted(decide(&rules, &facts));
    assert_eq!((until, &because[0]), (paris("03-10 10:15"), &day_limit(45, 60)));
}

#[test]
fn a_quota_that_is_not_pooled_counts_each_station_by_itself() {
    let quota = Quota { pooled: false, ..on_tag(over("week", 60), "interview") };
    let uses = [used("03-10", "Cabine", &["interview"], 45), used("03-10", "Poste 1", &["interview"], 20)];
    let mut facts = regular(&uses);
    facts.station.tags = vec!["interview".to_owned()];
    let (until, because) = granted(decide(&with_quotas(vec![quota]), &facts));
    let limit = limit_on("03-10", "week", 20, 60);
    assert_eq!((until, &because[0]), (paris("03-10 10:40"), &limit));
}

#[test]
fn a_bonus_adds_to_the_quotas_over_its_span_and_is_named() {
    let bonus = Bonus {
        per: QuotaSpan::Day,
        minutes: Minutes(30),
        label: "recherche d’emploi".to_owned(),
        scope: Scope { categories: vec!["job-seeker".to_owned()], tags: Vec::new() },
    };
    let rules = rules(|policy| {
        policy.quotas = vec![over("day", 60), over("week", 300)];
        policy.bonuses = vec![bonus.clone()];
    });
    let mut facts = with("03-10 10:00", |facts| facts.visitor.used_today = Minutes(60));
    let (because, next) = refused(decide(&rules, &facts));
    assert_eq!((because, next), (vec![day_spent(60, 60)], Some(paris("03-11 09:30"))));
    facts.visitor.groups = vec!["job-seeker".to_owned()];
    let named = Limit::Bonus { label: bonus.label, per: QuotaSpan::Day, minutes: Minutes(30) };
    let week = limit_on("03-10", "week", 60, 300);
    let (until, because) = granted(decide(&rules, &facts));
    assert_eq!(until, paris("03-10 10:30"));
    assert_eq!(because, [day_limit(60, 90), named, length(60), closing("03-10 12:00"), week]);
    facts.visitor.used_today = Minutes(90);
    assert_eq!(refused(decide(&rules, &facts)).0, [day_spent(90, 90)]);
}

#[test]
fn what_a_mediator_opens_is_counted_by_no_quota() {
    let mut facts = regular(&[used("03-09", "Poste 2", &[], 500)]);
    facts.visitor.entry = EntryFacts::Staff { minutes: Minutes(30) };
    assert_eq!(granted(decide(&with_quotas(vec![over("week", 60)]), &facts)).0, paris("03-10 10:30"));
}
