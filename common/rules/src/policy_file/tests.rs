use rstest::rstest;

use super::*;
use crate::policy::{Closure, Quota, QuotaSpan};
use crate::policy_check::Flaw;
use crate::units::Minutes;

/// The problems of the example after one replacement, each as `line: what`.
fn broken(from: &str, to: &str) -> Vec<String> {
    assert!(EXAMPLE.contains(from), "{from}");
    problems(&EXAMPLE.replacen(from, to, 1))
}

fn problems(text: &str) -> Vec<String> {
    let said = |problem: Problem| {
        let line = problem.line.map_or("-".to_owned(), |line| line.to_string());
        format!("{line}: {}", problem.what)
    };
    parse(text).err().into_iter().flatten().map(said).collect()
}

/// The line of the example on which a text first stands.
fn line_of(text: &str) -> usize {
    EXAMPLE.lines().position(|line| line.contains(text)).unwrap() + 1
}

#[test]
fn the_example_is_what_render_writes() {
    let policy = parse(EXAMPLE).unwrap();
    assert_eq!(render(&policy), EXAMPLE);
}

#[test]
fn serde_reads_what_parse_reads() {
    assert_eq!(toml::from_str::<Policy>(EXAMPLE).unwrap(), parse(EXAMPLE).unwrap());
}

#[test]
fn the_village_room_reads_back() {
    assert_eq!(parse(&render(&Policy::default())), Ok(Policy::default()));
}

#[test]
fn labels_may_have_any_character() {
    let label = "Fermé \"pour travaux\"\\ \n\t'''\"\"\" 休み ✂\u{7f}".to_owned();
    let day = "2026-05-01".parse().unwrap();
    let policy = Policy { closures: vec![Closure { from: day, to: day, label }], ..Policy::default() };
    assert_eq!(parse(&render(&policy)), Ok(policy));
}

#[test]
fn most_parts_may_be_left_out() {
    let text = "timezone = \"UTC\"\n[opening]\n[session]\nlongest = 60\ngranularity = 15\n\
                extend_while_nobody_waits = false\ngrace = 0\n";
    let policy = parse(text).unwrap();
    assert_eq!(policy, toml::from_str(text).unwrap());
    assert_eq!((policy.session.shortest, policy.quotas.len()), (Minutes(5), 0));
}

#[test]
fn days_may_be_written_as_toml_dates() {
    let policy = parse(&EXAMPLE.replace("from = \"2026-08-03\"", "from = 2026-08-03")).unwrap();
    assert_eq!(policy, parse(EXAMPLE).unwrap());
}

#[rstest]
#[case("longest = 60", "longest = 60 minutes", "longest =", "This is not well-formed TOML")]
#[case(
    "timezone = \"Europe/Paris\"",
    "timezone = \"Europe/Paris",
    "timezone",
    "This is not well-formed TOML"
)]
#[case("Europe/Paris", "Europe/Lutetia", "timezone", "The time zone \"Europe/Lutetia\" is unknown.")]
#[case("longest = 60", "longest = \"60\"", "longest =", "\"60\" is not a whole number of minutes.")]
#[case("longest = 60", "longest = 7.5", "longest =", "7.5 is not a whole number of minutes.")]
#[case("longest = 60", "longest = -60", "longest =", "-60 is not a whole number of minutes.")]
#[case("longest = 60", "longest = 0", "longest =", "The longest session is 0 minutes.")]
#[case("longest = 60", "longset = 60", "[session]", "\"longest\" is missing from \"session\".")]
#[case("granularity = 15", "granularity = 90", "granularity", "Extensions of 90 minutes")]
#[case("allowed = true", "allowed = \"yes\"", "allowed", "\"yes\" is neither true nor false.")]
#[case(
    "thursday = [\"14:00-20:00\"]",
    "thursday = [\"20:00-14:00\"]",
    "thursday",
    "The opening range 20:00-14:00 ends before"
)]
#[case(
    "thursday = [\"14:00-20:00\"]",
    "thursday = [\"14:00-20:00\", \"19:00-21:00\"]",
    "thursday",
    "The opening ranges 14:00-20:00 and 19:00-21:00 overlap."
)]
#[case(
    "thursday = [\"14:00-20:00\"]",
    "thursday = [\"14h-20h\"]",
    "thursday",
    "\"14h\" is not a time of day."
)]
#[case(
    "thursday = [\"14:00-20:00\"]",
    "thursday = [\"14:00-24:30\"]",
    "thursday",
    "\"24:30\" is not a time of day."
)]
#[case(
    "thursday = [\"14:00-20:00\"]",
    "thursday = [\"24:00-20:00\"]",
    "thursday",
    "A range cannot start at 24:00"
)]
#[case(
    "thursday = [\"14:00-20:00\"]",
    "thursday = [\"all day\"]",
    "thursday",
    "\"all day\" is not an opening range."
)]
#[case(
    "thursday = [\"14:00-20:00\"]",
    "thursday = \"14:00-20:00\"",
    "thursday",
    "\"14:00-20:00\" is not a list."
)]
#[case("accompanied_under = 12", "accompanied_under = 130", "accompanied_under", "The age 130 is above 120.")]
#[case(
    "accompanied_under = 12",
    "accompanied_under = 1000",
    "accompanied_under",
    "1000 is not an age in years."
)]
#[case("valid_days = 1", "valid_days = 0", "valid_days", "New tickets are valid for 0 days.")]
#[case(
    "minutes = 120",
    "minutes = 0",
    "minutes = 120",
    "The quota per day is 0 minutes, so nobody may enter."
)]
#[case(
    "per = \"day\"",
    "per = \"session\"",
    "per = \"day\"",
    "There is more than one quota per session for the same."
)]
#[case(
    "per = \"day\"",
    "per = \"year\"",
    "per = \"day\"",
    "\"year\" is not a span that a quota can be over."
)]
#[case(
    "to = \"2026-08-15\"",
    "to = \"2026-07-15\"",
    "to = \"2026-08-15\"",
    "The closure's last day, 2026-07-15, is before"
)]
#[case(
    "to = \"2026-08-15\"",
    "to = \"2026-08-32\"",
    "to = \"2026-08-15\"",
    "\"2026-08-32\" is not a day of the calendar."
)]
#[case("[ages]", "[session]", "[ages]", "This is not well-formed TOML: duplicate key")]
#[case("release = \"mediator\"", "release = \"me\"", "release =", "\"me\" releases no prints.")]
#[case("held = 90", "held = 900", "held =", "A print waits 900 minutes for a word.")]
#[case("express_sides = 5", "express_sides = -5", "express_sides", "-5 is not a number of pages.")]
#[case("cents = 300", "cents = 0", "cents = 300", "An allowance is 0 cents for each period.")]
#[case("cents = 300", "cents = 3.50", "cents = 300", "3.50 is not a whole number of cents.")]
#[case(
    "per = \"month\"",
    "per = \"quarter\"",
    "per = \"month\"",
    "\"quarter\" is no period of the calendar."
)]
#[case(
    "\"Pass numérique\"]",
    "\"Département du Loiret\"]",
    "voucher_issuers",
    "The issuer \"Département du Loiret\" is there twice."
)]
#[case("grace = 5", "grace = 5000", "grace = 5", "The value of session.grace, 5000 minutes, is too large.")]
#[case("calls = 2", "calls = 200", "calls = 2", "The value of queue.calls, 200, is too large.")]
#[case(
    "cents_per_quarter_hour = 50",
    "cents_per_quarter_hour = 5000000",
    "cents_per_quarter_hour = 50",
    "The value of tariffs.cents_per_quarter_hour, 5000000 cents, is too large."
)]
fn a_problem_has_its_line(#[case] from: &str, #[case] to: &str, #[case] at: &str, #[case] what: &str) {
    let said = broken(from, to);
    let expected = format!("{}: {what}", line_of(at));
    assert!(said.iter().any(|problem| problem.starts_with(&expected)), "{expected}\nnot in {said:#?}");
}

#[test]
fn an_unknown_key_is_told_with_the_known_ones() {
    let problems = parse(&EXAMPLE.replace("[ages]", "[ages]\nvotes_from = 18")).unwrap_err();
    assert_eq!(problems.len(), 1);
    assert_eq!(
        problems[0].to_string(),
        format!(
            "line {}: \"votes_from\" is unknown here. Use one of minimum, accompanied_under, \
             authorisation_under, consent_under, children_under, or remove it.",
            line_of("[ages]") + 1
        )
    );
}

#[test]
fn every_problem_is_told_in_the_order_of_the_lines() {
    let text = "timezone = \"Europe/Pari\"\n\
                [opening]\n\
                tuesday = [\n\
                  \"09:00-12:00\",\n\
                  \"11:00-18:00\",\n\
                  \"19:00\",\n\
                ]\n\
                friday = [\"18:00-09:00\"]\n\
                [session]\n\
                longest = 60\n\
                granularity = 0\n\
                extend_while_nobody_waits = 1\n\
                [[quotas]]\n\
                per = \"day\"\n\
                minutes = 0\n\
                [[quotas]]\n\
                per = \"day\"\n\
                minutes = 60\n\
                [holidays]\n";
    let expected = [
        "1: The time zone \"Europe/Pari\" is unknown.",
        "5: The opening ranges 09:00-12:00 and 11:00-18:00 overlap.",
        "6: \"19:00\" is not an opening range.",
        "8: The opening range 18:00-09:00 ends before it starts.",
        "9: \"grace\" is missing from \"session\".",
        "11: Extensions are 0 minutes long.",
        "12: 1 is neither true nor false.",
        "15: The quota per day is 0 minutes, so nobody may enter.",
        "17: There is more than one quota per day for the same.",
        "19: \"holidays\" is unknown here.",
    ];
    assert_eq!(problems(text), expected);
}

#[test]
fn a_file_without_anything_lacks_three_things() {
    let missing = ["timezone", "opening", "session"].map(|key| format!("-: \"{key}\" is missing."));
    assert_eq!(problems(""), missing);
}

#[test]
fn what_stands_in_for_a_wrong_value_is_not_blamed() {
    // Without a readable longest session, nothing is said of pieces that are longer than the default.
    let text = EXAMPLE.replacen("longest = 60", "longest = \"4 h\"", 1).replacen(
        "granularity = 15",
        "granularity = 120",
        1,
    );
    assert_eq!(
        problems(&text),
        [format!("{}: \"4 h\" is not a whole number of minutes.", line_of("longest ="))]
    );
}

#[test]
fn a_flaw_of_a_value_left_out_is_told_at_what_it_contradicts() {
    let text = EXAMPLE
        .replace("shortest = 5\n", "")
        .replace("longest = 60", "longest = 3")
        .replace("granularity = 15", "granularity = 1");
    let problems = parse(&text).unwrap_err();
    assert_eq!(problems[0].line, Some(line_of("longest =")));
    let flaw = Flaw::ShortestOverLongest { shortest: Minutes(5), longest: Minutes(3) };
    assert_eq!(problems[0].flaw.as_deref(), Some(&flaw));
}

#[test]
fn no_toml_is_told_once_a_line() {
    let said = problems("this is not a policy\n");
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].starts_with("1: This is not well-formed TOML"), "{said:?}");
}

#[test]
fn quotas_keep_their_order() {
    let quota = |per, minutes| Quota::of_everybody(per, Minutes(minutes));
    let quotas = vec![quota(QuotaSpan::Day, 90), quota(QuotaSpan::Session, 45)];
    let policy = Policy { quotas, ..Policy::default() };
    assert_eq!(parse(&render(&policy)), Ok(policy));
}

#[test]
fn what_is_told_stays_on_one_line() {
    for (from, to) in
        [("Europe/Paris", "Europe/\\nParis"), ("15", "\"1\\n5\""), ("09:30-12:30", "09:30\\n12:30")]
    {
        let said = broken(from, to);
        assert!(!said.is_empty() && said.iter().all(|problem| !problem.contains('\n')), "{said:?}");
    }
    let said = broken("[ages]", "[ages]\n\"a\\nb\" = 1");
    assert_eq!(said, [format!("{}: \"a\\nb\" is unknown here.", line_of("[ages]") + 1)]);
}
#[rstest]
#[case(
    "days = { on = \"school-holidays\"",
    "days = { on = \"weekends\"",
    "days = { on = \"school-holidays\"",
    "\"weekends\" says no days."
)]
#[case(
    "days = { on = \"school-holidays\", zone = \"A\" }",
    "days = { on = \"school-holidays\", zone = \"B\" }",
    "days = { on = \"school",
    "There are no school holidays for the zone \"B\", so"
)]
#[case(
    "days = { on = \"school-holidays\", zone = \"A\" }",
    "days = { on = \"school-holidays\" }",
    "days = { on = \"school",
    "\"zone\" is missing from \"variants[0].days\"."
)]
#[case(
    "from = \"2026-06-15\"",
    "from = \"2026-07-15\"",
    "2026-06-15",
    "The last day, 2026-06-30, is before the first"
)]
#[case(
    "date = \"2026-09-22\"",
    "date = \"2026-09-19\"",
    "2026-09-22",
    "The special day 2026-09-19 is there twice."
)]
#[case("opening = []\n", "", "2026-09-22", "\"opening\" is missing from \"special_days[1]\".")]
#[case("opening = []", "opening = [\"9-10\"]", "opening = []", "\"9\" is not a time of day.")]
#[case("tags = [\"interview\"]", "tags = [\" \"]", "\"interview\"", "A name is empty.")]
#[case(
    "tags = [\"interview\"]",
    "tags = \"interview\"",
    "tags = [\"interview\"]",
    "\"interview\" is not a list."
)]
#[case("categories = [\"job", "category = [\"job", "job-seeker", "\"category\" is unknown here.")]
#[case("per = \"7-days\"", "per = \"0-days\"", "per = \"7-days\"", "\"0-days\" is not a span")]
#[case(
    "per = \"7-days\"",
    "per = \"400-days\"",
    "per = \"7-days\"",
    "A quota over 400 days is over more than 366."
)]
#[case(
    "cents_per_quarter_hour = 50",
    "cents_per_quarter_hour = 0",
    "cents_per",
    "A tariff is 0 cents for a quarter of an hour."
)]
#[case(
    "cents_per_quarter_hour = 50",
    "cents_per_quarter_hour = 0.5",
    "cents_per",
    "0.5 is not a whole number of cents."
)]
#[case("horizon_days = 14", "horizon_days = 401", "horizon_days", "Slots 401 days ahead are too far.")]
#[case("at_once = 2", "at_once = 300", "at_once", "300 is not a small whole number.")]
#[case(
    "answer_within = 3",
    "answer_within = 0",
    "answer_within",
    "A call must be answered within 0 minutes."
)]
#[case("companions = 3", "companions = 10", "companions", "10 people beside a visitor are more than 9.")]
#[case("pooled = false\nscope", "pooled = 0\nscope", "per = \"7-days\"", "0 is neither true nor false.")]
fn a_problem_of_the_newer_parts_has_its_line(
    #[case] from: &str,
    #[case] to: &str,
    #[case] at: &str,
    #[case] what: &str,
) {
    let said = broken(from, to);
    let starts: Vec<_> = said.iter().filter(|problem| problem.contains(what)).collect();
    assert_eq!(starts.len(), 1, "{what}\nnot once in {said:#?}");
    let line: usize = starts[0].split_once(':').unwrap().0.parse().unwrap();
    assert!(line.abs_diff(line_of(at)) <= 2, "{} is not about {}", starts[0], line_of(at));
}

#[test]
fn a_file_and_a_stored_policy_of_before_bookings_are_read() {
    let text = include_str!("tests/before_bookings.toml");
    let policy = parse(text).unwrap();
    assert_eq!(policy, toml::from_str(text).unwrap());
    let stored: Policy = serde_json::from_str(include_str!("tests/before_bookings.json")).unwrap();
    assert_eq!(stored, policy);
    assert_eq!((policy.slots, policy.companions), (crate::policy::SlotRules::default(), 3));
    assert_eq!(parse(&render(&policy)), Ok(policy));
}

#[rstest]
#[case::village(include_str!("../../../../assets/policies/village.toml"))]
#[case::media_library(include_str!("../../../../assets/policies/media-library.toml"))]
#[case::cargo_bike(include_str!("../../../../assets/policies/cargo-bike.toml"))]
fn the_policies_that_are_shipped_are_sound_and_read_back(#[case] text: &str) {
    let policy = parse(text).unwrap();
    assert_eq!(policy_check::check(&policy), []);
    assert_eq!(toml::from_str::<Policy>(text).unwrap(), policy);
    assert_eq!(parse(&render(&policy)), Ok(policy));
}
