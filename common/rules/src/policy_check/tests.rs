use rstest::rstest;

use super::*;
use crate::policy::{
    Allowance, Bonus, Closure, LeftAlone, OpenRange, PauseRules, Period, Quota, QuotaSpan, SchoolHoliday,
    Scope, SlotRules, SpecialDay, Tariff, Variant, VariantDays, WeekHours,
};
use crate::units::Cents;

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
    let wrong = with(|policy| policy.timezone = "Etc/Unknown".to_owned());
    assert_eq!(wrong, found("timezone", "The time zone \"Etc/Unknown\" is unknown."));
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
#[case(&[(QuotaSpan::Day, 60), (QuotaSpan::Session, 60), (QuotaSpan::Day, 90)], "quotas[2].per", "There is more than one quota per day for the same.")]
fn quotas_must_let_people_in(#[case] quotas: &[(QuotaSpan, u32)], #[case] field: &str, #[case] what: &str) {
    let quota = |&(per, minutes): &(QuotaSpan, u32)| Quota::of_everybody(per, Minutes(minutes));
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
        policy.quotas = vec![Quota::of_everybody(QuotaSpan::Day, Minutes::ZERO)];
    });
    let fields: Vec<_> = wrong.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(
        fields,
        ["timezone", "opening.monday[0]", "opening.friday[1]", "session.granularity", "quotas[0].minutes"]
    );
}

#[rstest]
#[case::variant_of_no_zone(
    |policy: &mut Policy| policy.variants = vec![variant(VariantDays::SchoolHolidays { zone: "B".to_owned() })],
    "variants[0].days.zone",
    "There are no school holidays for the zone \"B\", so these hours never apply."
)]
#[case::variant_backwards(
    |policy: &mut Policy| policy.variants = vec![variant(VariantDays::Dates { from: day(7), to: day(6) })],
    "variants[0].days.to",
    "The last day, 2026-05-06, is before the first, 2026-05-07."
)]
#[case::variant_overlap(
    |policy: &mut Policy| {
        let mut odd = variant(VariantDays::Dates { from: day(6), to: day(7) });
        odd.opening.friday = ranges(&["09:00-12:00", "11:00-13:00"]);
        policy.variants = vec![odd];
    },
    "variants[0].opening.friday[1]",
    "The opening ranges 09:00-12:00 and 11:00-13:00 overlap."
)]
#[case::holidays_backwards(
    |policy: &mut Policy| policy.school_holidays = vec![holiday("A", 7, 6)],
    "school_holidays[0].to",
    "The last day, 2026-05-06, is before the first, 2026-05-07."
)]
#[case::holidays_of_no_zone(
    |policy: &mut Policy| policy.school_holidays = vec![holiday(" ", 6, 7)],
    "school_holidays[0].zone",
    "A name is empty."
)]
#[case::special_day_backwards(
    |policy: &mut Policy| policy.special_days = vec![special(6, &["12:00-09:00"])],
    "special_days[0].opening[0]",
    "The opening range 12:00-09:00 ends before it starts."
)]
#[case::special_day_twice(
    |policy: &mut Policy| policy.special_days = vec![special(6, &[]), special(6, &["09:00-12:00"])],
    "special_days[1].date",
    "The special day 2026-05-06 is there twice."
)]
#[case::end_before_closing(
    |policy: &mut Policy| policy.session.end_before_closing = Minutes(61),
    "session.end_before_closing",
    "Sessions end 61 minutes before closing, more than the longest session of 60 minutes."
)]
#[case::category_without_a_name(
    |policy: &mut Policy| policy.quotas[0].scope.categories = vec!["member".to_owned(), String::new()],
    "quotas[0].scope.categories[1]",
    "A name is empty."
)]
#[case::bonus_of_nothing(
    |policy: &mut Policy| policy.bonuses = vec![bonus(QuotaSpan::Day, 0)],
    "bonuses[0].minutes",
    "A bonus is 0 minutes."
)]
#[case::bonus_without_quota(
    |policy: &mut Policy| policy.bonuses = vec![bonus(QuotaSpan::Week, 30)],
    "bonuses[0].per",
    "There is no quota per week that this bonus could add to."
)]
#[case::tariff_below_nothing(
    |policy: &mut Policy| {
        policy.tariffs = vec![Tariff {
            cents_per_quarter_hour: Cents(-5),
            free_minutes: Minutes::ZERO,
            scope: Scope { tags: vec!["x".to_owned()], ..Scope::default() },
        }];
    },
    "tariffs[0].cents_per_quarter_hour",
    "A tariff is -5 cents for a quarter of an hour."
)]
#[case::no_step(
    |policy: &mut Policy| policy.slots.granularity = Minutes::ZERO,
    "slots.granularity",
    "Slots every 0 minutes do not begin alike in every hour."
)]
#[case::odd_step(
    |policy: &mut Policy| policy.slots.granularity = Minutes(25),
    "slots.granularity",
    "Slots every 25 minutes do not begin alike in every hour."
)]
#[case::slot_between_steps(
    |policy: &mut Policy| policy.slots.longest = Minutes(50),
    "slots.longest",
    "The longest slot of 50 minutes is not made of steps of 15 minutes."
)]
#[case::slot_of_nothing(
    |policy: &mut Policy| policy.slots.longest = Minutes::ZERO,
    "slots.longest",
    "The longest slot of 0 minutes is not made of steps of 15 minutes."
)]
#[case::too_far(
    |policy: &mut Policy| policy.slots.horizon_days = 401,
    "slots.horizon_days",
    "Slots 401 days ahead are too far."
)]
#[case::none_at_once(
    |policy: &mut Policy| policy.slots.at_once = 0,
    "slots.at_once",
    "Visitors may book, but hold 0 bookings at once."
)]
#[case::released_at_once(
    |policy: &mut Policy| policy.slots.released_after = Minutes::ZERO,
    "slots.released_after",
    "A booking is released 0 minutes after its start."
)]
#[case::no_answer(
    |policy: &mut Policy| policy.queue.answer_within = Minutes::ZERO,
    "queue.answer_within",
    "A call must be answered within 0 minutes."
)]
#[case::no_call(
    |policy: &mut Policy| policy.queue.calls = 0,
    "queue.calls",
    "People in the queue are called 0 times."
)]
#[case::no_pause(
    |policy: &mut Policy| policy.pause.longest = Minutes::ZERO,
    "pause.longest",
    "A session may pause, for 0 minutes."
)]
#[case::left_alone(
    |policy: &mut Policy| policy.left_alone.end_after = Minutes::ZERO,
    "left_alone.end_after",
    "A session left alone ends 0 minutes after it is locked."
)]
#[case::children(
    |policy: &mut Policy| {
        policy.ages.minimum = 10;
        policy.ages.children_under = 10;
    },
    "ages.children_under",
    "Stations for children are for those under 10, and nobody under 10 is let in."
)]
#[case::companions(
    |policy: &mut Policy| policy.companions = 10,
    "companions",
    "10 people beside a visitor are more than 9."
)]
fn what_makes_no_sense_is_told(#[case] change: fn(&mut Policy), #[case] field: &str, #[case] what: &str) {
    assert_eq!(with(change), found(field, what));
}

#[rstest]
#[case(|policy: &mut Policy| policy.slots = SlotRules { allowed: false, at_once: 0, horizon_days: 0, ..SlotRules::default() })]
#[case(|policy: &mut Policy| policy.slots.horizon_days = 400)]
#[case(|policy: &mut Policy| policy.pause = PauseRules { times: 0, longest: Minutes::ZERO })]
#[case(|policy: &mut Policy| policy.left_alone = LeftAlone { ask_after: Minutes::ZERO, end_after: Minutes::ZERO })]
#[case(|policy: &mut Policy| {
    policy.quotas = vec![
        Quota::of_everybody(QuotaSpan::Week, Minutes(60)),
        Quota { pooled: false, ..Quota::of_everybody(QuotaSpan::Week, Minutes(30)) },
    ];
})]
fn what_makes_sense_is_left_alone(#[case] change: fn(&mut Policy)) {
    assert_eq!(with(change), []);
}

fn day(of_may: i8) -> jiff::civil::Date {
    jiff::civil::date(2026, 5, of_may)
}

fn variant(days: VariantDays) -> Variant {
    Variant { days, opening: WeekHours::default() }
}

fn holiday(zone: &str, from: i8, to: i8) -> SchoolHoliday {
    SchoolHoliday { zone: zone.to_owned(), from: day(from), to: day(to), label: String::new() }
}

fn special(of_may: i8, opening: &[&str]) -> SpecialDay {
    SpecialDay { date: day(of_may), opening: ranges(opening), label: String::new() }
}

fn bonus(per: QuotaSpan, minutes: u32) -> Bonus {
    Bonus { per, minutes: Minutes(minutes), label: "why".to_owned(), scope: Scope::default() }
}

#[rstest]
#[case(|policy: &mut Policy| policy.printing.held = Minutes(0), "printing.held", "A print waits 0 minutes for a word.")]
#[case(|policy: &mut Policy| policy.printing.held = Minutes(481), "printing.held", "A print waits 481 minutes for a word.")]
#[case(|policy: &mut Policy| policy.printing.longest_pages = 0, "printing.longest_pages", "The longest print is 0 pages.")]
#[case(|policy: &mut Policy| policy.printing.longest_pages = 2001, "printing.longest_pages", "The longest print is 2001 pages.")]
#[case(|policy: &mut Policy| policy.printing.express_sides = 21, "printing.express_sides", "21 sides at one press are more than 20.")]
#[case(issued(&["Loiret", " "]), "printing.voucher_issuers[1]", "A name is empty.")]
#[case(issued(&["Loiret", "Cher", "Loiret"]), "printing.voucher_issuers[2]", "The issuer \"Loiret\" is there twice.")]
#[case(given(0, &[]), "printing.allowances[0].cents", "An allowance is 0 cents for each period.")]
#[case(given(-5, &[]), "printing.allowances[0].cents", "An allowance is -5 cents for each period.")]
#[case(given(100_001, &[]), "printing.allowances[0].cents", "An allowance is 100001 cents for each period.")]
#[case(given(1, &["interview"]), "printing.allowances[0].scope.tags", "An allowance is for some stations, but a purse belongs to none.")]
fn rules_of_printing(#[case] change: impl FnOnce(&mut Policy), #[case] field: &str, #[case] what: &str) {
    assert_eq!(with(change), found(field, what));
}

#[test]
fn the_ends_of_the_rules_of_printing_are_sound() {
    for (held, pages, sides, cents) in [(1, 1, 0, 1), (480, 2000, 20, 100_000)] {
        let wrong = with(|policy| {
            given(cents, &[])(policy);
            policy.printing.held = Minutes(held);
            policy.printing.longest_pages = pages;
            policy.printing.express_sides = sides;
        });
        assert_eq!(wrong, []);
    }
}

fn issued(issuers: &'static [&'static str]) -> impl FnOnce(&mut Policy) {
    |policy| policy.printing.voucher_issuers = issuers.iter().map(ToString::to_string).collect()
}

fn given(cents: i64, tags: &'static [&'static str]) -> impl FnOnce(&mut Policy) {
    move |policy| {
        let tags = tags.iter().map(ToString::to_string).collect();
        let scope = Scope { categories: Vec::new(), tags };
        policy.printing.allowances = vec![Allowance { cents: Cents(cents), per: Period::Month, scope }];
    }
}

#[rstest]
#[case::grace(Figure::Grace, "session.grace", |policy: &mut Policy, most: u32| policy.session.grace = Minutes(most))]
#[case::tickets(Figure::TicketMinutes, "tickets.minutes", |policy: &mut Policy, most: u32| policy.tickets.minutes = Minutes(most))]
#[case::ticket_days(Figure::TicketDays, "tickets.valid_days", |policy: &mut Policy, most: u32| policy.tickets.valid_days = most.try_into().unwrap())]
#[case::at_once(Figure::BookingsAtOnce, "slots.at_once", |policy: &mut Policy, most: u32| policy.slots.at_once = most.try_into().unwrap())]
#[case::released(Figure::ReleasedAfter, "slots.released_after", |policy: &mut Policy, most: u32| policy.slots.released_after = Minutes(most))]
#[case::answer(Figure::AnswerWithin, "queue.answer_within", |policy: &mut Policy, most: u32| policy.queue.answer_within = Minutes(most))]
#[case::calls(Figure::Calls, "queue.calls", |policy: &mut Policy, most: u32| policy.queue.calls = most.try_into().unwrap())]
#[case::pause(Figure::PauseLength, "pause.longest", |policy: &mut Policy, most: u32| policy.pause.longest = Minutes(most))]
#[case::pauses(Figure::Pauses, "pause.times", |policy: &mut Policy, most: u32| policy.pause.times = most.try_into().unwrap())]
#[case::ask(Figure::AskAfter, "left_alone.ask_after", |policy: &mut Policy, most: u32| policy.left_alone.ask_after = Minutes(most))]
#[case::end(Figure::EndAfter, "left_alone.end_after", |policy: &mut Policy, most: u32| policy.left_alone.end_after = Minutes(most))]
#[case::quota(Figure::QuotaMinutes, "quotas[0].minutes", |policy: &mut Policy, most: u32| policy.quotas[0].minutes = Minutes(most))]
#[case::bonus(Figure::BonusMinutes, "bonuses[0].minutes", |policy: &mut Policy, most: u32| policy.bonuses = vec![bonus(QuotaSpan::Day, most)])]
#[case::price(Figure::TariffPrice, "tariffs[0].cents_per_quarter_hour", |policy: &mut Policy, most: u32| policy.tariffs = vec![tariff(most, 0)])]
#[case::free(Figure::TariffFreeMinutes, "tariffs[0].free_minutes", |policy: &mut Policy, most: u32| policy.tariffs = vec![tariff(50, most)])]
fn a_figure_goes_as_far_as_its_bounds(
    #[case] figure: Figure,
    #[case] field: &str,
    #[case] set: fn(&mut Policy, u32),
) {
    let Bounds { least, most, unit } = figure.bounds();
    let to = |value: i64| {
        let mut policy = Policy::default();
        set(&mut policy, value.try_into().unwrap());
        policy
    };
    assert_eq!(check(&to(most)), []);
    let problems = check(&to(most + 1));
    let [problem] = &problems[..] else { panic!("{problems:?}") };
    assert_eq!(problem.field, field);
    assert_eq!(problem.flaw.as_deref(), Some(&Flaw::TooMuch { figure, value: most + 1 }));
    let said = problem.to_string();
    for part in [figure.path(), &unit.of(most + 1), &format!("from {least} to {}.", unit.of(most))] {
        assert!(said.contains(part), "{said}");
    }
    // The version that a site has already stays in force.
    assert_eq!(check_accepted(&to(most + 1)), []);
}

fn tariff(cents: u32, free: u32) -> Tariff {
    Tariff {
        cents_per_quarter_hour: Cents(cents.into()),
        free_minutes: Minutes(free),
        scope: Scope::default(),
    }
}
