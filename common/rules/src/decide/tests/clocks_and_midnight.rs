use super::*;

fn night(ranges: &[&str], change: impl FnOnce(&mut Policy)) -> Rules {
    rules(|policy| {
        daily(policy, ranges);
        change(policy);
    })
}

#[rstest]
// Elapsed minutes count, whatever the wall clock shows.
#[case::spring("03-29 01:30", "2026-03-29T01:30:00Z")]
#[case::autumn("10-25 01:30", "2026-10-25T00:30:00Z")]
fn an_hour_over_the_change_of_the_clocks(#[case] at: &str, #[case] until: &str) {
    let rules = night(&["00:00-24:00"], |_| {});
    assert_eq!(granted(decide(&rules, &facts(at))).0, until.parse().unwrap());
}

#[test]
fn a_day_quota_of_a_whole_day_fits_the_day_of_25_hours() {
    let rules = night(&["00:00-24:00"], |policy| quota(policy, QuotaSpan::Day, 1440));
    let used = |at: &str, used| with(at, |facts| facts.visitor.used_today = Minutes(used));
    let (until, because) = granted(decide(&rules, &used("10-25 23:00", 1390)));
    assert_eq!(
        (until, because),
        (paris("10-25 23:50"), vec![limit_on("10-25", "day", 1390, 1440), length(60)])
    );
    let (because, next) = refused(decide(&rules, &used("10-25 22:00", 1440)));
    assert_eq!((because, next), (vec![spent_on("10-25", "day", 1440, 1440)], Some(paris("10-26 00:00"))));
}

#[test]
fn minutes_after_midnight_count_for_the_next_day() {
    let rules = night(&["00:00-02:00", "20:00-24:00"], |policy| {
        quota(policy, QuotaSpan::Day, 45);
        policy.session.longest = Minutes(180);
    });
    let until =
        |at: &str, used| granted(decide(&rules, &with(at, |facts| facts.visitor.used_today = Minutes(used))));
    // Fifteen minutes are left and midnight comes first: 45 more after it.
    let (end, because) = until("03-10 23:50", 30);
    assert_eq!((end, &because[0]), (paris("03-11 00:45"), &limit_on("03-11", "day", 0, 45)));
    // They reach midnight exactly.
    assert_eq!(until("03-10 23:45", 30).0, paris("03-11 00:45"));
    // They do not.
    let (end, because) = until("03-10 23:44", 30);
    assert_eq!((end, &because[0]), (paris("03-10 23:59"), &day_limit(30, 45)));
}

#[rstest]
#[case::nothing_left(45, "03-11 00:00")]
#[case::three_minutes_left_reach_over_midnight(42, "03-10 23:57")]
fn a_spent_day_comes_back_at_midnight(#[case] used: u32, #[case] next: &str) {
    let rules = night(&["00:00-02:00", "20:00-24:00"], |policy| quota(policy, QuotaSpan::Day, 45));
    let facts = with("03-10 21:00", |facts| facts.visitor.used_today = Minutes(used));
    let (because, then) = refused(decide(&rules, &facts));
    assert_eq!((because, then), (vec![day_spent(used, 45)], Some(paris(next))));
    let then = Facts { at: then.unwrap(), ..facts };
    assert!(decide(&rules, &then).is_granted() || used == 45);
}

#[test]
fn the_spring_night_opens_at_the_skip() {
    let rules = night(&["02:15-04:00"], |_| {});
    let (because, next) = refused(decide(&rules, &facts("03-29 01:00")));
    let opens: Timestamp = "2026-03-29T01:00:00Z".parse().unwrap();
    assert_eq!((because, next), (vec![Refusal::Closed { opens: Some(opens) }], Some(opens)));
}

#[test]
fn the_autumn_night_closes_the_first_time() {
    let rules = night(&["01:00-02:30"], |_| {});
    let second = "2026-10-25T01:00:00Z".parse().unwrap();
    let (because, _) = refused(decide(&rules, &Facts::at(second)));
    assert_eq!(because, [Refusal::Closed { opens: Some(paris("10-26 01:00")) }]);
}

#[test]
fn the_leap_day_is_a_day() {
    let rules = night(&["10:00-12:00"], |_| {});
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    let facts = Facts::at(at("2028-02-28T18:00:00Z"));
    assert_eq!(refused(decide(&rules, &facts)).1, Some(at("2028-02-29T09:00:00Z")));
}

#[test]
fn seconds_count() {
    let at = paris("03-10 11:55").checked_add(jiff::SignedDuration::from_secs(1)).unwrap();
    let (because, _) = refused(decide(&village(), &Facts::at(at)));
    assert_eq!(because, [Refusal::ClosesSoon { at: paris("03-10 12:00"), shortest: Minutes(5) }]);
}
