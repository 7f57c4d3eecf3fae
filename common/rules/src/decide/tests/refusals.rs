use super::*;

#[rstest]
#[case::before_opening("03-10 08:00", Refusal::Closed { opens: Some(paris("03-10 09:30")) }, "03-10 09:30")]
#[case::at_noon("03-10 12:00", Refusal::Closed { opens: Some(paris("03-10 14:00")) }, "03-10 14:00")]
#[case::closes_soon("03-10 11:56", Refusal::ClosesSoon { at: paris("03-10 12:00"), shortest: Minutes(5) }, "03-10 14:00")]
#[case::saturday_evening("03-14 18:00", Refusal::Closed { opens: Some(paris("03-17 09:30")) }, "03-17 09:30")]
#[case::over_the_change_to_summer("03-28 18:00", Refusal::Closed { opens: Some(paris("03-31 09:30")) }, "03-31 09:30")]
#[case::over_the_change_to_winter("10-24 18:00", Refusal::Closed { opens: Some(paris("10-27 09:30")) }, "10-27 09:30")]
fn by_the_hours(#[case] at: &str, #[case] because: Refusal, #[case] next: &str) {
    let (reasons, then) = refused(decide(&village(), &facts(at)));
    assert_eq!((reasons, then), (vec![because], Some(paris(next))));
}

#[test]
fn a_closure_is_told_with_its_label() {
    let label = "Fermeture annuelle".to_owned();
    let rules = rules(|policy| {
        let day = |text: &str| text.parse().unwrap();
        policy.closures =
            vec![Closure { from: day("2026-08-04"), to: day("2026-08-22"), label: label.clone() }];
    });
    let (because, next) = refused(decide(&rules, &facts("08-05 10:00")));
    let opens = Some(paris("08-25 09:30"));
    assert_eq!((because, next), (vec![Refusal::Closure { label, opens }], opens));
}

#[test]
fn a_spent_day_comes_back_at_the_next_opening() {
    let facts = with("03-10 10:00", |facts| facts.visitor.used_today = Minutes(120));
    let (because, next) = refused(decide(&village(), &facts));
    assert_eq!((because, next), (vec![day_spent(120, 120)], Some(paris("03-11 09:30"))));
}

#[test]
fn everything_that_refuses_is_told() {
    let rules = rules(|policy| {
        quota(policy, QuotaSpan::Session, 30);
        policy.no_account.allowed = false;
    });
    let facts = with("03-10 12:30", |facts| {
        facts.visitor.entry = EntryFacts::NoAccount;
        facts.visitor.age = Some(10);
        facts.visitor.used_today = Minutes(118);
        facts.visitor.used_session = Minutes(58);
        facts.visitor.session_elsewhere = Some("Poste 2".to_owned());
        facts.station.in_service = false;
        facts.station.busy = Some(Busy { until: None });
        facts.station.holds = vec![hold("03-10 12:34", "03-10 13:00"), hold("03-10 12:35", "03-10 13:00")];
    });
    let (because, next) = refused(decide(&rules, &facts));
    let per_session = |allowed| Refusal::QuotaSpent {
        per: QuotaSpan::Session,
        used: Minutes(58),
        allowed: Minutes(allowed),
        day: None,
    };
    assert_eq!(
        because,
        [
            Refusal::OutOfService,
            Refusal::NoAccountNotAllowed,
            Refusal::MustBeAccompanied { under: 12 },
            Refusal::AlreadyIn { station: "Poste 2".to_owned() },
            Refusal::Closed { opens: Some(paris("03-10 14:00")) },
            Refusal::StationBusy { until: None },
            Refusal::StationHeld { from: paris("03-10 12:34"), until: paris("03-10 13:00") },
            per_session(30),
            per_session(60),
            day_spent(118, 120),
        ]
    );
    assert_eq!(next, None);
}

#[rstest]
#[case::child_alone(EntryFacts::NoAccount, 11, false, true, Some(Refusal::MustBeAccompanied { under: 12 }))]
#[case::child_with_guardian(EntryFacts::NoAccount, 11, true, false, None)]
#[case::old_enough(EntryFacts::NoAccount, 12, false, false, None)]
#[case::member_without_authorisation(EntryFacts::Member, 17, false, false, Some(Refusal::AuthorisationMissing { under: 18 }))]
#[case::authorisation_is_needed_even_with_a_guardian(EntryFacts::Member, 11, true, false, Some(Refusal::AuthorisationMissing { under: 18 }))]
#[case::member_with_authorisation(EntryFacts::Member, 17, false, true, None)]
#[case::grown_up(EntryFacts::Member, 18, false, false, None)]
#[case::ticket(ticket(60, 60, "03-11 00:00"), 17, false, false, None)]
fn by_age(
    #[case] entry: EntryFacts,
    #[case] age: u8,
    #[case] accompanied: bool,
    #[case] authorised: bool,
    #[case] because: Option<Refusal>,
) {
    let facts = with("03-10 10:00", |facts| {
        facts.visitor.entry = entry;
        facts.visitor.age = Some(age);
        facts.visitor.accompanied = accompanied;
        facts.visitor.authorised = authorised;
    });
    match (decide(&village(), &facts), because) {
        (Decision::Granted { .. }, None) => {}
        (Decision::Refused { because, next: None }, Some(reason)) => assert_eq!(because, [reason]),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_ticket_is_spent_or_expired() {
    let with_ticket = |entry| with("03-10 10:00", |facts| facts.visitor.entry = entry);
    let spent = decide(&village(), &with_ticket(ticket(60, 4, "03-11 00:00")));
    assert_eq!(refused(spent), (vec![Refusal::TicketSpent { carried: Minutes(60) }], None));
    let since = paris("03-10 10:00");
    let expired = decide(&village(), &with_ticket(ticket(60, 60, "03-10 10:00")));
    assert_eq!(refused(expired), (vec![Refusal::TicketExpired { since }], None));
}

#[test]
fn a_ticket_that_expires_before_the_next_opening_has_no_next() {
    let facts = with("03-10 18:30", |facts| facts.visitor.entry = ticket(60, 60, "03-11 00:00"));
    assert_eq!(refused(decide(&village(), &facts)).1, None);
}

#[rstest]
#[case::its_end("11:20", &[], "11:20")]
#[case::its_end_then_a_hold("10:30", &[("10:34", "11:00")], "11:00")]
#[case::its_end_then_holds_in_a_row("10:30", &[("10:30", "11:00"), ("11:04", "11:30")], "11:30")]
#[case::its_end_then_time_enough("10:30", &[("10:35", "11:00")], "10:30")]
#[case::its_end_at_noon("11:58", &[], "14:00")]
#[case::its_end_before_a_hold_over_noon("10:30", &[("10:31", "14:20")], "14:20")]
fn a_busy_station_is_free_after(#[case] until: &str, #[case] holds: &[(&str, &str)], #[case] next: &str) {
    let day = |time: &str| format!("03-10 {time}");
    let facts = with("03-10 10:00", |facts| {
        facts.station.busy = Some(Busy { until: Some(paris(&day(until))) });
        facts.station.holds = holds.iter().map(|(from, until)| hold(&day(from), &day(until))).collect();
    });
    let (because, then) = refused(decide(&village(), &facts));
    assert_eq!(because, [Refusal::StationBusy { until: Some(paris(&day(until))) }]);
    assert_eq!(then, Some(paris(&day(next))));
}

#[test]
fn nothing_within_a_year_is_no_next() {
    let never = rules(|policy| daily(policy, &[]));
    assert_eq!(refused(decide(&never, &facts("03-10 10:00"))), (vec![Refusal::Closed { opens: None }], None));
    let too_short = rules(|policy| daily(policy, &["09:00-09:04"]));
    let (because, next) = refused(decide(&too_short, &facts("03-10 10:00")));
    assert_eq!((because, next), (vec![Refusal::Closed { opens: Some(paris("03-11 09:00")) }], None));
}
