use rstest::rstest;

use super::*;
use crate::facts::{EntryFacts, Hold};
use crate::units::Minutes;

#[test]
fn the_example_has_every_part() {
    let facts = parse(EXAMPLE).unwrap();
    assert_eq!(facts.at, "2026-03-10T09:00:00Z".parse().unwrap());
    assert_eq!(
        facts.visitor.entry,
        EntryFacts::Ticket {
            carried: Minutes(60),
            left: Minutes(35),
            expires: "2026-03-10T23:00:00Z".parse().unwrap()
        }
    );
    let hold = Hold {
        from: "2026-03-10T10:00:00Z".parse().unwrap(),
        until: "2026-03-10T11:00:00Z".parse().unwrap(),
    };
    assert_eq!(facts.station.holds, [hold]);
    let again: Facts = serde_json::from_value(serde_json::to_value(&facts).unwrap()).unwrap();
    assert_eq!(again, facts);
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let (shown, whole): (Value, _) =
        (serde_json::from_str(EXAMPLE).unwrap(), serde_json::to_value(&facts).unwrap());
    for part in ["/visitor", "/station", ""] {
        assert_eq!(keys(shown.pointer(part).unwrap()), keys(whole.pointer(part).unwrap()));
    }
}

#[rstest]
#[case("2026-03-10T10:00:00+01:00")]
#[case("2026-03-10T09:00:00Z")]
#[case("2026-03-10T10:00:00+01:00[Europe/Paris]")]
fn a_moment_may_be_written_in_several_ways(#[case] at: &str) {
    let facts = parse(&format!("{{\"at\": \"{at}\"}}")).unwrap();
    assert_eq!(facts, Facts::at("2026-03-10T09:00:00Z".parse().unwrap()));
}

#[rstest]
#[case("{}", None, "The moment \"at\" is missing.")]
#[case(
    "{\n\"at\": \"2026-03-10 10:00\"}",
    Some(2),
    "The moment \"at\" is \"2026-03-10 10:00\", which is no date and time with an offset."
)]
#[case("{\n \"at\": 5}", Some(2), "The moment \"at\" is 5, which is no date and time with an offset.")]
fn what_is_wrong_with_the_moment_is_said(
    #[case] text: &str,
    #[case] line: Option<usize>,
    #[case] what: &str,
) {
    let problem = parse(text).unwrap_err();
    assert_eq!((problem.line, problem.what.as_str()), (line, what));
    assert!(problem.fix.contains("\"at\": \"2026-03-10T10:00:00+01:00\""));
}

#[rstest]
#[case("", 1, "well-formed JSON")]
#[case("{\n\"at\": \"2026-03-10T09:00:00Z\"\n\"waiting\": 1}", 3, "well-formed JSON")]
#[case("{\"at\": \"2026-03-10T09:00:00Z\",\n\"weather\": 1}", 2, "unknown field `weather`")]
#[case("{\"at\": \"2026-03-10T09:00:00Z\",\n\n\"waiting\": -1}", 3, "invalid value")]
fn the_line_of_a_problem_is_told(#[case] text: &str, #[case] line: usize, #[case] words: &str) {
    let problem = parse(text).unwrap_err();
    assert_eq!(problem.line, Some(line), "{problem}");
    assert!(problem.what.contains(words), "{problem}");
}
