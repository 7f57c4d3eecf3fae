use super::*;

/// A session that started an hour ago and ends now.
fn ending(at: &str, change: impl FnOnce(&mut Facts)) -> Facts {
    with(at, |facts| {
        facts.visitor.used_session = Minutes(60);
        facts.visitor.used_today = Minutes(60);
        change(facts);
    })
}

#[rstest]
#[case::nobody_waits("10:00", |_: &mut Facts| {}, "10:15", &[])]
#[case::closing("11:50", |_: &mut Facts| {}, "12:00", &[closing("03-10 12:00")])]
#[case::quota("10:00", |facts: &mut Facts| facts.visitor.used_today = Minutes(110), "10:10", &[day_limit(110, 120)])]
#[case::hold("10:00", |facts: &mut Facts| facts.station.holds = vec![hold("03-10 10:15", "03-10 11:00")], "10:15", &[Limit::HeldFrom { at: paris("03-10 10:15") }])]
#[case::ticket("10:00", |facts: &mut Facts| facts.visitor.entry = ticket(65, 5, "03-10 09:59"), "10:05", &[Limit::Ticket { left: Minutes(5) }])]
#[case::its_own_station("10:00", |facts: &mut Facts| facts.station.busy = Some(Busy { until: None }), "10:15", &[])]
fn go_on_by_one_piece(
    #[case] at: &str,
    #[case] change: fn(&mut Facts),
    #[case] until: &str,
    #[case] because: &[Limit],
) {
    let decision = extend(&village(), &ending(&format!("03-10 {at}"), change));
    assert_eq!(granted(decision), (paris(&format!("03-10 {until}")), because.to_vec()));
}

#[test]
fn not_while_somebody_waits() {
    let facts = ending("03-10 10:00", |facts| facts.waiting = 2);
    let (because, next) = refused(extend(&village(), &facts));
    assert_eq!((because, next), (vec![Refusal::SomebodyWaits { waiting: 2 }], None));
}

#[test]
fn past_the_longest_only_where_the_policy_says_so() {
    let strict = rules(|policy| policy.session.extend_while_nobody_waits = false);
    let (because, next) = refused(extend(&strict, &ending("03-10 10:00", |_| {})));
    let (used, allowed) = (Minutes(60), Minutes(60));
    let spent = Refusal::QuotaSpent { per: QuotaSpan::Session, used, allowed, day: None };
    assert_eq!((because, next), (vec![spent], Some(paris("03-10 10:00"))), "a new session may begin");
    let shorter = ending("03-10 10:00", |facts| facts.visitor.used_session = Minutes(50));
    assert_eq!(granted(extend(&strict, &shorter)), (paris("03-10 10:10"), vec![length(60)]));
}

#[test]
fn not_past_what_is_spent() {
    let facts = ending("03-10 12:00", |facts| {
        facts.visitor.used_today = Minutes(120);
        facts.station.holds = vec![hold("03-10 12:00", "03-10 12:30")];
    });
    let (because, next) = refused(extend(&village(), &facts));
    assert_eq!(
        because,
        [
            Refusal::StationHeld { from: paris("03-10 12:00"), until: paris("03-10 12:30") },
            Refusal::Closed { opens: Some(paris("03-10 14:00")) },
            day_spent(120, 120),
        ]
    );
    assert_eq!(next, Some(paris("03-11 09:30")));
}

#[test]
fn a_session_quota_binds_even_while_nobody_waits() {
    let rules = rules(|policy| quota(policy, QuotaSpan::Session, 70));
    let (until, because) = granted(extend(&rules, &ending("03-10 10:00", |_| {})));
    let (used, allowed) = (Minutes(60), Minutes(70));
    let limit = Limit::Quota { per: QuotaSpan::Session, used, allowed, day: None };
    assert_eq!((until, because), (paris("03-10 10:10"), vec![limit]));
}

#[test]
fn a_mediator_extends_past_quotas_and_queues_but_not_past_closing() {
    let facts = |at: &str| {
        ending(at, |facts| {
            facts.visitor.used_today = Minutes(120);
            facts.waiting = 2;
        })
    };
    let by = |at: &str| extend_by_staff(&village(), &facts(at), Minutes(30));
    assert_eq!(granted(by("03-10 10:00")).0, paris("03-10 10:30"));
    assert_eq!(granted(by("03-10 11:50")).0, paris("03-10 12:00"));
    let (because, _) = refused(by("03-10 12:00"));
    assert_eq!(because, [Refusal::Closed { opens: Some(paris("03-10 14:00")) }]);
}
