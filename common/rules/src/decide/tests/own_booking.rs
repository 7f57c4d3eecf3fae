use super::*;

/// Somebody whose minutes of the day are all booked, from 10:00 to 11:30.
fn booked(at: &str) -> Facts {
    with(at, |facts| {
        facts.visitor.used_today = Minutes(120);
        facts.visitor.booking = Some(hold("03-10 10:00", "03-10 11:30"));
    })
}

#[test]
fn it_sets_the_end() {
    let (until, because) = granted(decide(&village(), &booked("03-10 10:10")));
    assert_eq!(until, paris("03-10 11:30"));
    assert_eq!(because, [Limit::Booking { until }, closing("03-10 12:00")]);
}

#[test]
fn it_may_be_nearly_over() {
    assert_eq!(granted(decide(&village(), &booked("03-10 11:28"))).0, paris("03-10 11:30"));
}

#[test]
fn before_it_begins_and_once_it_is_over_the_quotas_count() {
    let (because, next) = refused(decide(&village(), &booked("03-10 09:45")));
    assert_eq!((because, next), (vec![day_spent(120, 120)], Some(paris("03-10 10:00"))));
    let (because, next) = refused(decide(&village(), &booked("03-10 11:30")));
    assert_eq!((because, next), (vec![day_spent(120, 120)], Some(paris("03-11 09:30"))));
}

#[test]
fn closing_holds_and_tickets_bind_all_the_same() {
    let until = |change: fn(&mut Facts)| {
        let mut facts = booked("03-10 10:10");
        change(&mut facts);
        granted(decide(&village(), &facts)).0
    };
    assert_eq!(
        until(|facts| facts.visitor.booking = Some(hold("03-10 10:00", "03-10 12:30"))),
        paris("03-10 12:00")
    );
    assert_eq!(
        until(|facts| facts.station.holds = vec![hold("03-10 11:00", "03-10 12:00")]),
        paris("03-10 11:00")
    );
    assert_eq!(until(|facts| facts.visitor.entry = ticket(60, 20, "03-11 00:00")), paris("03-10 10:30"));
}

#[test]
fn a_session_goes_on_to_its_end_whoever_waits() {
    let mut facts = booked("03-10 10:15");
    facts.waiting = 3;
    facts.visitor.used_session = Minutes(60);
    let (until, because) = granted(extend(&village(), &facts));
    assert_eq!((until, because), (paris("03-10 11:30"), vec![Limit::Booking { until }]));
    facts.at = paris("03-10 11:30");
    assert_eq!(
        refused(extend(&village(), &facts)).0,
        [Refusal::SomebodyWaits { waiting: 3 }, day_spent(120, 120)]
    );
}

#[test]
fn a_station_is_kept_for_who_was_called() {
    let called = with("03-10 10:00", |facts| facts.station.called = Some(paris("03-10 10:03")));
    let (because, next) = refused(decide(&village(), &called));
    let until = paris("03-10 10:03");
    assert_eq!((because, next), (vec![Refusal::StationCalled { until }], Some(until)));
    let later = Facts { at: until, ..called };
    assert_eq!(granted(decide(&village(), &later)).0, paris("03-10 11:03"));
}

#[test]
fn sessions_end_before_closing() {
    let rules = rules(|policy| policy.session.end_before_closing = Minutes(10));
    let (until, because) = granted(decide(&rules, &facts("03-10 11:30")));
    assert_eq!((until, &because[0]), (paris("03-10 11:50"), &closing("03-10 11:50")));
    let soon = Refusal::ClosesSoon { at: paris("03-10 12:00"), shortest: Minutes(5) };
    for at in ["03-10 11:46", "03-10 11:55"] {
        let (because, next) = refused(decide(&rules, &facts(at)));
        assert_eq!((because, next), (vec![soon.clone()], Some(paris("03-10 14:00"))));
    }
    let (because, _) = refused(extend(&rules, &facts("03-10 11:50")));
    assert_eq!(because, [Refusal::ClosesSoon { at: paris("03-10 12:00"), shortest: Minutes(1) }]);
    assert_eq!(granted(extend_by_staff(&rules, &facts("03-10 11:45"), Minutes(30))).0, paris("03-10 11:50"));
}

#[rstest]
#[case::too_young(5, true, &[], Some(Refusal::TooYoung { minimum: 6 }))]
#[case::old_enough(6, true, &[], None)]
#[case::a_child_at_a_childrens_station(13, true, &["children"], None)]
#[case::too_old_for_it(14, true, &["children"], Some(Refusal::ForChildren { under: 14 }))]
fn ages_and_stations(
    #[case] age: u8,
    #[case] accompanied: bool,
    #[case] tags: &[&str],
    #[case] because: Option<Refusal>,
) {
    let rules = rules(|policy| {
        policy.ages.minimum = 6;
        policy.ages.children_under = 14;
    });
    let mut facts = with("03-10 10:00", |facts| {
        facts.visitor.age = Some(age);
        facts.visitor.accompanied = accompanied;
        facts.visitor.authorised = true;
        facts.station.tags = tags.iter().map(|&tag| tag.to_owned()).collect();
    });
    match (decide(&rules, &facts), because) {
        (Decision::Granted { .. }, None) => {}
        (Decision::Refused { because, next: None }, Some(reason)) => assert_eq!(because, [reason]),
        other => panic!("{other:?}"),
    }
    facts.visitor.entry = EntryFacts::Staff { minutes: Minutes(30) };
    assert!(decide(&rules, &facts).is_granted(), "the mediator is there to judge");
}
