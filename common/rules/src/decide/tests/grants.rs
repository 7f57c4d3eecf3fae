use super::*;

#[test]
fn an_hour_in_the_morning() {
    let (until, because) = granted(decide(&village(), &facts("03-10 09:30")));
    assert_eq!(until, paris("03-10 10:30"));
    assert_eq!(because, [length(60), day_limit(0, 120), closing("03-10 12:00")]);
}

#[test]
fn equal_limits_are_named_in_a_fixed_order() {
    let facts = with("03-10 11:00", |facts| {
        facts.visitor.entry = ticket(60, 60, "03-11 00:00");
        facts.visitor.used_today = Minutes(60);
        facts.station.holds = vec![hold("03-10 12:00", "03-10 13:00")];
    });
    let (until, because) = granted(decide(&village(), &facts));
    assert_eq!(until, paris("03-10 12:00"));
    let held = Limit::HeldFrom { at: until };
    let carried = Limit::Ticket { left: Minutes(60) };
    assert_eq!(because, [closing("03-10 12:00"), held, carried, day_limit(60, 120), length(60)]);
}

#[rstest]
#[case::closing("11:40", |_: &mut Facts| {}, "12:00")]
#[case::day_quota("10:00", |facts: &mut Facts| facts.visitor.used_today = Minutes(90), "10:30")]
#[case::session_moved_here("10:00", |facts: &mut Facts| facts.visitor.used_session = Minutes(40), "10:20")]
#[case::ticket("10:00", |facts: &mut Facts| facts.visitor.entry = ticket(60, 25, "03-11 00:00"), "10:25")]
#[case::ticket_that_expires_meanwhile("10:00", |facts: &mut Facts| facts.visitor.entry = ticket(60, 25, "03-10 10:01"), "10:25")]
#[case::hold("10:00", |facts: &mut Facts| facts.station.holds = vec![hold("03-10 11:00", "03-10 12:00"), hold("03-10 10:35", "03-10 11:00")], "10:35")]
#[case::hold_over("10:00", |facts: &mut Facts| facts.station.holds = vec![hold("03-10 09:30", "03-10 10:00")], "11:00")]
#[case::busy_no_more("10:00", |facts: &mut Facts| facts.station.busy = Some(Busy { until: Some(paris("03-10 10:00")) }), "11:00")]
#[case::people_wait("10:00", |facts: &mut Facts| facts.waiting = 3, "11:00")]
fn until_the_first_limit(#[case] at: &str, #[case] change: fn(&mut Facts), #[case] until: &str) {
    let decision = decide(&village(), &with(&format!("03-10 {at}"), change));
    assert_eq!(granted(decision).0, paris(&format!("03-10 {until}")));
}

#[test]
fn exactly_the_shortest_is_enough() {
    assert_eq!(granted(decide(&village(), &facts("03-10 11:55"))).0, paris("03-10 12:00"));
}

#[test]
fn a_mediator_passes_over_quotas_but_not_closing() {
    let facts = with("03-10 10:00", |facts| {
        facts.visitor.entry = EntryFacts::Staff { minutes: Minutes(90) };
        facts.visitor.used_today = Minutes(120);
        facts.visitor.age = Some(8);
    });
    let (until, because) = granted(decide(&village(), &facts));
    assert_eq!(until, paris("03-10 11:30"));
    assert_eq!(because, [Limit::Staff { minutes: Minutes(90) }, closing("03-10 12:00")]);
    let late = Facts { at: paris("03-10 11:00"), ..facts };
    assert_eq!(granted(decide(&village(), &late)).0, paris("03-10 12:00"));
}

#[test]
fn a_mediator_may_choose_less_than_the_shortest() {
    let facts = with("03-10 11:58", |facts| facts.visitor.entry = EntryFacts::Staff { minutes: Minutes(2) });
    assert_eq!(granted(decide(&village(), &facts)).0, paris("03-10 12:00"));
}

#[test]
fn a_room_that_never_closes_has_no_closing() {
    let rules = rules(|policy| daily(policy, &["00:00-24:00"]));
    assert_eq!(
        granted(decide(&rules, &facts("03-10 23:30"))).1,
        [length(60), limit_on("03-11", "day", 0, 120)]
    );
}
