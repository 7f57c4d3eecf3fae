use rstest::rstest;

use super::*;

fn ranges(texts: &[&str]) -> Vec<OpenRange> {
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

fn with(change: impl FnOnce(&mut Policy)) -> Vec<(String, String)> {
    let mut policy = Policy::default();
    change(&mut policy);
    check(&policy).into_iter().map(|problem| (problem.field, problem.what)).collect()
}

fn found(field: &str, what: &str) -> Vec<(String, String)> {
    vec![(field.to_owned(), what.to_owned())]
}

#[test]
fn the_village_room_is_sound() {
    assert_eq!(check(&Policy::default()), []);
}

#[rstest]
#[case(&["09:00-12:00", "12:00-18:00"], "")]
#[case(&["14:00-18:00", "09:00-12:00"], "")]
#[case(&["00:00-24:00"], "")]
#[case(&["12:00-09:00"], "The opening range 12:00-09:00 ends before it starts.")]
#[case(&["09:00-09:00"], "The opening range 09:00-09:00 ends before it starts.")]
#[case(&["22:00-00:00"], "The opening range 22:00-00:00 ends before it starts.")]
#[case(&["09:00-12:00", "11:59-18:00"], "The opening ranges 09:00-12:00 and 11:59-18:00 overlap.")]
#[case(&["14:00-18:00", "09:00-14:01"], "The opening ranges 14:00-18:00 and 09:00-14:01 overlap.")]
#[case(&["09:00-24:00", "10:00-11:00"], "The opening ranges 09:00-24:00 and 10:00-11:00 overlap.")]
#[case(&["09:00-12:00", "09:00-12:00"], "The opening ranges 09:00-12:00 and 09:00-12:00 overlap.")]
fn ranges_of_a_day(#[case] day: &[&str], #[case] what: &str) {
    let wrong = with(|policy| policy.opening.thursday = ranges(day));
    let said: Vec<_> = wrong.iter().map(|(_, what)| what.as_str()).collect();
    assert_eq!(said, Some(what).filter(|what| !what.is_empty()).into_iter().collect::<Vec<_>>());
    assert!(wrong.iter().all(|(field, _)| *field == format!("opening.thursday[{}]", day.len() - 1)));
}

#[test]
fn a_time_zone_must_exist() {
    let wrong = with(|policy| policy.timezone = "Europe/Pari".to_owned());
    assert_eq!(wrong, found("timezone", "The time zone \"Europe/Pari\" is unknown."));
}

#[test]
fn a_closure_must_not_end_before_it_starts() {
    let wrong = with(|policy| {
        let day = |text: &str| text.parse().unwrap();
        let label = String::new;
        policy.closures = vec![
            Closure { from: day("2026-05-01"), to: day("2026-05-01"), label: label() },
            Closure { from: day("2026-05-08"), to: day("2026-05-07"), label: label() },
        ];
    });
    assert_eq!(
        wrong,
        found("closures[1].to", "The closure's last day, 2026-05-07, is before its first, 2026-05-08.")
    );
}

#[rstest]
#[case((0, 15, 5), "session.longest", "The longest session is 0 minutes.")]
#[case((1441, 15, 5), "session.longest", "The longest session is 1441 minutes, more than a day.")]
#[case((60, 0, 5), "session.granularity", "Extensions are 0 minutes long.")]
#[case((60, 61, 5), "session.granularity", "Extensions of 61 minutes are longer than the longest session of 60 minutes.")]
#[case((60, 15, 0), "session.shortest", "The shortest session is 0 minutes.")]
#[case((60, 15, 61), "session.shortest", "The shortest session of 61 minutes is longer than the longest of 60 minutes.")]
fn lengths_of_a_session(#[case] lengths: (u32, u32, u32), #[case] field: &str, #[case] what: &str) {
    let wrong = with(|policy| {
        let (longest, granularity, shortest) = lengths;
        policy.session.longest = Minutes(longest);
        policy.session.granularity = Minutes(granularity);
        policy.session.shortest = Minutes(shortest);
        policy.tickets.minutes = Minutes(90);
    });
    assert_eq!(wrong, found(field, what));
}

#[rstest]
#[case(&[(QuotaSpan::Day, 0)], "quotas[0].minutes", "The quota per day is 0 minutes, so nobody may enter.")]
#[case(&[(QuotaSpan::Session, 4)], "quotas[0].minutes", "The quota per session of 4 minutes is less than the shortest session of 5 minutes.")]
#[case(&[(QuotaSpan::Day, 60), (QuotaSpan::Session, 60), (QuotaSpan::Day, 90)], "quotas[2].per", "There is more than one quota per day.")]
fn quotas_must_let_people_in(#[case] quotas: &[(QuotaSpan, u32)], #[case] field: &str, #[case] what: &str) {
    let quota = |&(per, minutes): &(QuotaSpan, u32)| Quota { per, minutes: Minutes(minutes) };
    assert_eq!(with(|policy| policy.quotas = quotas.iter().map(quota).collect()), found(field, what));
}

#[test]
fn ages_are_those_of_people() {
    assert_eq!(with(|policy| policy.ages.accompanied_under = 120), []);
    let wrong = with(|policy| policy.ages.consent_under = 121);
    assert_eq!(wrong, found("ages.consent_under", "The age 121 is above 120."));
}

#[rstest]
#[case(0, 1, "tickets.minutes", "New tickets carry 0 minutes.")]
#[case(4, 1, "tickets.minutes", "New tickets carry 4 minutes, less than the shortest session of 5 minutes.")]
#[case(60, 0, "tickets.valid_days", "New tickets are valid for 0 days.")]
fn tickets_must_be_of_use(#[case] minutes: u32, #[case] days: u16, #[case] field: &str, #[case] what: &str) {
    let rules = TicketRules { minutes: Minutes(minutes), valid_days: days };
    assert_eq!(with(|policy| policy.tickets = rules), found(field, what));
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let wrong = with(|policy| {
        policy.timezone = String::new();
        policy.opening.monday = ranges(&["12:00-09:00"]);
        policy.opening.friday = ranges(&["09:00-12:00", "10:00-13:00"]);
        policy.session.granularity = Minutes::ZERO;
        policy.quotas = vec![Quota { per: QuotaSpan::Day, minutes: Minutes::ZERO }];
    });
    let fields: Vec<_> = wrong.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(
        fields,
        ["timezone", "opening.monday[0]", "opening.friday[1]", "session.granularity", "quotas[0].minutes"]
    );
}
