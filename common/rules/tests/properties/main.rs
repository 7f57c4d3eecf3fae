//! Properties of the rules, on random policies and facts, judged by an oracle that is not the same code.
//!
//! `EPN_CASES` sets how many cases each property is tried on.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "what fails here fails the test"
)]

mod arbitrary;
mod oracle;
mod scans;
mod slots;
mod walk;

use std::collections::BTreeMap;

use arbitrary::{any_policy, booking_case, case};
use epn_rules::booking::{self, BookingFacts};
use epn_rules::decide::{decide, extend, extend_by_staff};
use epn_rules::decision::{Decision, Limit, Refusal};
use epn_rules::facts::{DayUse, Facts, StationFacts, VisitorFacts};
use epn_rules::rules::Rules;
use epn_rules::units::Minutes;
use epn_rules::{facts_file, policy_file};
use jiff::Timestamp;
use jiff::civil::DateTime;
use oracle::{Oracle, Rule};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use slots::Desk;
use walk::Walk;

fn config() -> ProptestConfig {
    let cases =
        std::env::var("EPN_CASES").ok().map_or(2_000, |cases| cases.parse().expect("EPN_CASES is a number"));
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 200, ..ProptestConfig::default() }
}

/// What lies beyond the walk of the oracle is not known to it.
fn within(walk: &Walk, instant: Option<Timestamp>) -> Option<Timestamp> {
    instant.filter(|&instant| instant < walk.instant(walk.len()))
}

/// A refusal, with the openings that the oracle cannot know left out.
fn known(walk: &Walk, refusal: Refusal) -> Refusal {
    match refusal {
        Refusal::Closed { opens } => Refusal::Closed { opens: within(walk, opens) },
        Refusal::SlotClosed { opens } => Refusal::SlotClosed { opens: within(walk, opens) },
        Refusal::Closure { label, opens } => Refusal::Closure { label, opens: within(walk, opens) },
        other => other,
    }
}

fn is_known(walk: &Walk, limit: &Limit) -> bool {
    match limit {
        Limit::Closing { at } | Limit::HeldFrom { at } => *at < walk.instant(walk.len()),
        _ => true,
    }
}

/// A place that nobody has.
fn without_holds(place: &StationFacts) -> StationFacts {
    StationFacts { busy: None, holds: Vec::new(), called: None, ..place.clone() }
}

fn is_of_the_place(refusal: &Refusal) -> bool {
    matches!(refusal, Refusal::SlotTaken { .. })
}

fn is_of_the_visitor(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::TooManyBookings { .. }
            | Refusal::SlotOverlapsOwn { .. }
            | Refusal::QuotaSpent { .. }
            | Refusal::TicketExpired { .. }
            | Refusal::TooYoung { .. }
            | Refusal::MustBeAccompanied { .. }
            | Refusal::AuthorisationMissing { .. }
            | Refusal::ForChildren { .. }
    )
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn decisions_are_those_of_the_oracle((setting, policy, facts) in case()) {
        let walk = Walk::around(setting.zone, setting.anchor);
        let rules = Rules::new(policy.clone()).expect("random policies are sound");
        let oracle = Oracle::new(&walk, &policy, &facts);
        let start = walk.index(facts.at);
        match decide(&rules, &facts) {
            Decision::Granted { until, because } => {
                let ends = oracle.rules().into_iter().filter_map(|rule| oracle.end(rule, start));
                prop_assert_eq!(until, walk.instant(ends.min().expect("a session ends")));
                let because: Vec<_> = because.into_iter().filter(|limit| is_known(&walk, limit)).collect();
                prop_assert_eq!(because, oracle.limits(start));
                prop_assert_eq!(oracle.refusals(start), []);
                prop_assert!(oracle.grants(start));
            }
            Decision::Refused { because, next } => {
                let because: Vec<_> = because.into_iter().map(|refusal| known(&walk, refusal)).collect();
                prop_assert_eq!(because, oracle.refusals(start));
                let expected = oracle.first_granted(start).map(|minute| walk.instant(minute));
                // A session that would outlast the walk cannot be judged.
                let last = walk.instant(walk.len() - oracle.margin());
                prop_assert_eq!(next.filter(|&next| next <= last), expected);
                prop_assert!(!oracle.grants(start));
            }
        }
    }

    #[test]
    fn extensions_are_those_of_the_oracle((setting, policy, facts) in case()) {
        let walk = Walk::around(setting.zone, setting.anchor);
        let rules = Rules::new(policy.clone()).expect("random policies are sound");
        let oracle = Oracle::new(&walk, &policy, &facts);
        let start = walk.index(facts.at);
        let strict = !policy.session.extend_while_nobody_waits;
        let apply: Vec<_> = oracle.rules().into_iter().filter(|&rule| strict || rule != Rule::Length).collect();
        let own = oracle.own_booking(start);
        let piece = own.map_or(policy.session.granularity.0 as usize, |end| end - start);
        let end = oracle.end_by(&apply, start, piece);
        let waits = facts.waiting > 0 && own.is_none();
        let allowed = facts.station.in_service && !waits && end > start;
        match extend(&rules, &facts) {
            Decision::Granted { until, .. } => {
                prop_assert!(allowed);
                prop_assert_eq!(until, walk.instant(end));
            }
            Decision::Refused { because, .. } => {
                prop_assert!(!allowed, "{because:?}");
                prop_assert!(!because.is_empty());
            }
        }
    }

    #[test]
    fn a_mediators_extension_ends_at_closing_or_a_hold((setting, policy, facts) in case(), minutes in 0..300u32) {
        let walk = Walk::around(setting.zone, setting.anchor);
        let rules = Rules::new(policy.clone()).expect("random policies are sound");
        let oracle = Oracle::new(&walk, &policy, &facts);
        let start = walk.index(facts.at);
        let end = oracle.end_by(&[Rule::Closing, Rule::Hold], start, minutes.max(1) as usize);
        match extend_by_staff(&rules, &facts, Minutes(minutes)) {
            Decision::Granted { until, .. } => prop_assert_eq!(until, walk.instant(end)),
            Decision::Refused { .. } => prop_assert!(end == start || !facts.station.in_service),
        }
    }

    #[test]
    fn openings_are_those_of_the_wall_clock((setting, policy, facts) in case()) {
        let walk = Walk::around(setting.zone, setting.anchor);
        let rules = Rules::new(policy.clone()).expect("random policies are sound");
        let start = walk.index(facts.at);
        let calendar = rules.calendar();
        let opens = walk.opens_after(&policy, start).map(|minute| walk.instant(minute));
        prop_assert_eq!(within(&walk, calendar.next_opening(facts.at)), opens);
        let span = calendar.open_range_at(facts.at);
        prop_assert_eq!(span.is_some(), walk.is_open(&policy, start));
        let Some(span) = span else { return Ok(()) };
        let began = (0..start).rev().find(|&minute| !walk.is_open(&policy, minute)).map(|minute| walk.instant(minute + 1));
        let ends = (start..walk.len()).find(|&minute| !walk.is_open(&policy, minute)).map(|minute| walk.instant(minute));
        prop_assert_eq!(Some(span.from).filter(|&from| from > walk.instant(0)), began);
        prop_assert_eq!(within(&walk, span.until), ends);
    }

    #[test]
    fn what_is_promised_next_is_then_granted((_, policy, facts) in case()) {
        let rules = Rules::new(policy).expect("random policies are sound");
        if let Decision::Refused { next: Some(next), .. } = decide(&rules, &facts) {
            let calendar = rules.calendar();
            let mut then = Facts { at: next, ..facts.clone() };
            let day = calendar.date_of(facts.at);
            if calendar.date_of(next) != day {
                let minutes = std::mem::take(&mut then.visitor.used_today);
                then.visitor.uses.push(DayUse { date: day, station: String::new(), tags: Vec::new(), minutes });
            }
            prop_assert!(decide(&rules, &then).is_granted());
        }
    }

    #[test]
    fn bookings_are_those_of_the_oracle((setting, policy, asked) in booking_case()) {
        let walk = Walk::around(setting.zone, setting.anchor);
        let rules = Rules::new(policy.clone()).expect("random policies are sound");
        let desk = Desk::new(&walk, &policy, &asked);
        let expected = desk.refusals(asked.from, asked.minutes.0);
        match booking::book(&rules, &asked) {
            Decision::Granted { until, .. } => {
                prop_assert_eq!(expected, []);
                let start = walk.when(asked.from).expect("it was granted");
                prop_assert_eq!(until, walk.instant(start + asked.minutes.0 as usize));
            }
            Decision::Refused { because, next } => {
                let because: Vec<_> = because.into_iter().map(|refusal| known(&walk, refusal)).collect();
                prop_assert_eq!(because, expected);
                let now = walk.index(asked.at);
                let first = desk.grid(now).find(|&(_, from)| {
                    from >= asked.from && desk.grants(from, asked.minutes.0)
                });
                let last = walk.instant(walk.len() - 24 * 60);
                prop_assert_eq!(next.filter(|&next| next < last), first.map(|(minute, _)| walk.instant(minute)));
            }
        }
    }

    #[test]
    fn starts_are_those_from_which_a_booking_is_granted((setting, policy, asked) in booking_case()) {
        let walk = Walk::around(setting.zone, setting.anchor);
        let rules = Rules::new(policy.clone()).expect("random policies are sound");
        let date = asked.from.date();
        let slots = policy.slots;
        let most = if asked.by_staff { 24 * 60 } else { slots.longest.0 };
        let desk = Desk::new(&walk, &policy, &asked);
        // A shorter slot is granted wherever a longer one is.
        let longest = |from| {
            let lengths = (1..=most / slots.granularity.0).map(|step| step * slots.granularity.0);
            lengths.take_while(|&minutes| desk.grants(from, minutes)).last()
        };
        // The desk may book long slots: its starts are looked at once an hour.
        let looked_at = |from: DateTime| !asked.by_staff || from.minute() == 0;
        let first = walk.day_began(date).unwrap_or(walk.len()).max(walk.index(asked.at));
        let expected: Vec<_> = desk
            .grid(first)
            .take_while(|(_, from)| from.date() == date)
            .filter(|&(_, from)| looked_at(from))
            .filter_map(|(_, from)| Some((from, Minutes(longest(from)?))))
            .collect();
        let mut starts = booking::starts(&rules, &asked, date);
        starts.retain(|&(from, _)| looked_at(from));
        prop_assert_eq!(&starts, &expected);
        // Whoever reads how long a slot can be reads which rule says so.
        for &(from, longest) in starts.iter().filter(|_| !asked.by_staff) {
            prop_assert!(booking::limit(&rules, &asked, from, longest).is_some(), "{} {:?}", from, longest);
        }
    }

    #[test]
    fn the_reason_for_a_day_without_starts_is_the_true_one((_, policy, asked) in booking_case()) {
        let rules = Rules::new(policy).expect("random policies are sound");
        let date = asked.from.date();
        let has_none = |asked: &BookingFacts| booking::starts(&rules, asked, date).is_empty();
        if !asked.by_staff && has_none(&asked) {
            let decision = booking::none_on(&rules, std::slice::from_ref(&asked), date);
            let Decision::Refused { because, next } = decision else { panic!("{decision:?}") };
            prop_assert!(!because.is_empty());
            // What would have a start without it is named.
            let mut free = asked.clone();
            free.place = without_holds(&asked.place);
            prop_assert!(has_none(&free) || because.iter().any(is_of_the_place), "{:?}", because);
            let nobody = VisitorFacts::default();
            let somebody_else = BookingFacts { visitor: nobody, own: Vec::new(), ..asked.clone() };
            prop_assert!(has_none(&somebody_else) || because.iter().any(is_of_the_visitor), "{:?}", because);
            // The next moment is one.
            if let Some(next) = next {
                let from = rules.calendar().zone().to_datetime(next);
                let minutes = rules.policy().slots.granularity;
                prop_assert!(from.date() >= date && next >= asked.at);
                let shortest = BookingFacts { from, minutes, ..asked };
                prop_assert!(booking::book(&rules, &shortest).is_granted());
            }
        }
    }

    #[test]
    fn a_policy_file_reads_back(policy in any_policy()) {
        let file = policy_file::render(&policy);
        prop_assert_eq!(policy_file::parse(&file), Ok(policy));
    }

    #[test]
    fn a_damaged_file_is_told_by_its_lines(
        at in any::<prop::sample::Index>(),
        cut in 0..20usize,
        insert in "[\\PC\n\"=\\[\\]]{0,6}",
    ) {
        for example in [policy_file::EXAMPLE, facts_file::EXAMPLE] {
            let characters: Vec<char> = example.chars().collect();
            let at = at.index(characters.len());
            let before = characters[..at].iter().copied();
            let after = characters.iter().skip(at + cut).copied();
            let text: String = before.chain(insert.chars()).chain(after).collect();
            let lines = text.split('\n').count();
            let mut problems = policy_file::parse(&text).err().unwrap_or_default();
            problems.extend(facts_file::parse(&text).err());
            for problem in problems {
                prop_assert!(problem.line.is_none_or(|line| (1..=lines).contains(&line)), "{problem:?}");
                prop_assert!(!problem.what.is_empty() && !problem.what.contains('\n') && !problem.fix.is_empty());
            }
        }
    }
}

/// The names of the rules in a decision, the limits that did not set the end left out.
fn rules_in(decision: &Decision) -> Vec<String> {
    let name = |rule: serde_json::Value| rule["rule"].as_str().unwrap().to_owned();
    match decision {
        Decision::Granted { because, .. } => {
            because.iter().take(1).map(|limit| name(serde_json::to_value(limit).unwrap())).collect()
        }
        Decision::Refused { because, .. } => {
            because.iter().map(|refusal| name(serde_json::to_value(refusal).unwrap())).collect()
        }
    }
}

#[test]
fn random_cases_come_to_every_rule() {
    let mut runner = TestRunner::deterministic();
    let mut met: BTreeMap<String, usize> = BTreeMap::new();
    let mut note = |name: String| *met.entry(name).or_default() += 1;
    for _ in 0..2_000 {
        let (_, policy, facts) = case().new_tree(&mut runner).unwrap().current();
        let rules = Rules::new(policy).unwrap();
        let decision = decide(&rules, &facts);
        rules_in(&decision).into_iter().for_each(&mut note);
        note(if decision.is_granted() { "granted" } else { "refused" }.to_owned());
        if let Decision::Refused { next: Some(_), .. } = decision {
            note("refused-with-next".to_owned());
        }
        let (_, policy, asked) = booking_case().new_tree(&mut runner).unwrap().current();
        let booked = booking::book(&Rules::new(policy).unwrap(), &asked);
        rules_in(&booked).into_iter().for_each(&mut note);
        note(if booked.is_granted() { "booked" } else { "not-booked" }.to_owned());
        if let Decision::Refused { next: Some(_), .. } = booked {
            note("not-booked-with-next".to_owned());
        }
        let extended = extend(&rules, &facts);
        note(if extended.is_granted() { "extended" } else { "not-extended" }.to_owned());
    }
    let expected = [
        ("granted", 200),
        ("refused", 200),
        ("refused-with-next", 200),
        ("extended", 100),
        ("not-extended", 100),
        ("session-length", 10),
        ("closing", 10),
        ("quota", 10),
        ("ticket", 10),
        ("held-from", 10),
        ("staff", 5),
        ("closed", 10),
        ("closes-soon", 10),
        ("closure", 10),
        ("quota-spent", 10),
        ("ticket-spent", 10),
        ("ticket-expired", 10),
        ("station-busy", 10),
        ("station-held", 10),
        ("out-of-service", 10),
        ("already-in", 10),
        ("no-account-not-allowed", 10),
        ("must-be-accompanied", 10),
        ("authorisation-missing", 10),
        ("station-called", 10),
        ("too-young", 10),
        ("for-children", 10),
        ("booking", 10),
        ("booked", 50),
        ("not-booked-with-next", 100),
        ("booking-not-allowed", 10),
        ("slot-past", 10),
        ("slot-too-far", 10),
        ("slot-empty", 10),
        ("slot-too-long", 10),
        ("slot-off-grid", 10),
        ("slot-skipped", 10),
        ("slot-closed", 10),
        ("slot-taken", 10),
        ("slot-overlaps-own", 10),
        ("too-many-bookings", 10),
    ];
    let rare: Vec<_> = expected
        .iter()
        .filter(|&&(name, least)| met.get(name).copied().unwrap_or_default() < least)
        .collect();
    assert!(rare.is_empty(), "too rare: {rare:?} in {met:#?}");
}
