//! Words that must not be in the repository, and where exceptions are.

use super::Source;

/// A word that must not be written, and why. The words are cut in two here, so that this file is
/// no fault itself.
struct Forbidden {
    word: &'static str,
    why: &'static str,
    applies: fn(&Source) -> bool,
}

const UNFINISHED: &str = "what is not done is an issue, not a remark";
const WAIT: &str = "wait for the event itself, with a deadline (tests: `support::wait_for`)";
const REGISTRY: &str = "packages are named, their registries are not: mirrors differ";
const IN_STORE: &str = "SQL lives in admin/hub/src/store";
const PURE: &str = "the rules are pure: time, chance and files are passed to them";

const FORBIDDEN: [Forbidden; 19] = [
    Forbidden { word: concat!("TO", "DO"), why: UNFINISHED, applies: is_ours },
    Forbidden { word: concat!("FIX", "ME"), why: UNFINISHED, applies: is_ours },
    Forbidden { word: concat!("crates", ".io"), why: REGISTRY, applies: is_ours },
    Forbidden { word: concat!("deb.", "debian.org"), why: REGISTRY, applies: is_ours },
    Forbidden { word: concat!("registry.", "npmjs"), why: REGISTRY, applies: is_ours },
    Forbidden { word: concat!("pypi", ".org"), why: REGISTRY, applies: is_ours },
    Forbidden { word: concat!("#[ig", "nore"), why: "a test runs or goes", applies: Source::is_rust },
    Forbidden {
        word: concat!("#[all", "ow("),
        why: "`#[expect(…, reason = …)]` says why, and goes when it is not needed",
        applies: Source::is_rust,
    },
    Forbidden { word: concat!("thread::", "sleep"), why: WAIT, applies: holds_a_thread },
    Forbidden { word: concat!("time::", "sleep("), why: WAIT, applies: waits_in_a_test },
    Forbidden { word: concat!("(\"SEL", "ECT "), why: IN_STORE, applies: is_hub_outside_its_store },
    Forbidden { word: concat!("(\"INS", "ERT "), why: IN_STORE, applies: is_hub_outside_its_store },
    Forbidden { word: concat!("(\"UPD", "ATE "), why: IN_STORE, applies: is_hub_outside_its_store },
    Forbidden { word: concat!("(\"DEL", "ETE "), why: IN_STORE, applies: is_hub_outside_its_store },
    Forbidden { word: concat!("SystemTime::", "now"), why: PURE, applies: is_rules },
    Forbidden { word: concat!("Timestamp::", "now"), why: PURE, applies: is_rules },
    Forbidden { word: concat!("Zoned::", "now"), why: PURE, applies: is_rules },
    Forbidden { word: concat!("std::", "fs"), why: PURE, applies: is_rules },
    Forbidden { word: concat!("std::", "net"), why: PURE, applies: is_rules },
];

/// The lock file is cargo's.
fn is_ours(source: &Source) -> bool {
    source.path != "Cargo.lock"
}

/// The agent looks again, in one place, at what nothing announces.
fn holds_a_thread(source: &Source) -> bool {
    source.is_rust() && source.path != "kiosk/agent/src/pause.rs"
}

/// The one helper that waits may; the demo and the load generator keep a timetable.
fn waits_in_a_test(source: &Source) -> bool {
    let keeps_a_timetable = ["tests/src/support/wait.rs", "tests/src/demo/", "tests/src/load/"];
    source.is_rust()
        && source.is_test()
        && !keeps_a_timetable.iter().any(|path| source.path.starts_with(path))
}

fn is_hub_outside_its_store(source: &Source) -> bool {
    source.is_rust()
        && source.path.starts_with("admin/hub/src/")
        && !source.path.starts_with("admin/hub/src/store")
        && !source.is_test()
}

fn is_rules(source: &Source) -> bool {
    source.path.starts_with("common/rules/src/") && !source.is_test()
}

/// Every forbidden word of a file, with its line.
pub fn faults(source: &Source) -> Vec<String> {
    let applying: Vec<_> = FORBIDDEN.iter().filter(|forbidden| (forbidden.applies)(source)).collect();
    let mut faults = Vec::new();
    for (number, line) in source.text.lines().enumerate() {
        for forbidden in &applying {
            if holds(line, forbidden.word) {
                let Forbidden { word, why, .. } = forbidden;
                faults.push(format!("{}:{}: {word:?}: {why}", source.path, number + 1));
            }
        }
    }
    faults
}

/// Whether the line holds the word, not as the beginning or end of a longer one.
fn holds(line: &str, word: &str) -> bool {
    let is_letter = |character: Option<char>| character.is_some_and(|c| c.is_alphanumeric() || c == '_');
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        let after = line.get(at + word.len()..).and_then(|text| text.chars().next());
        let (first, last) = (word.chars().next(), word.chars().next_back());
        let goes_on_before = is_letter(first) && is_letter(before);
        let goes_on_after = is_letter(last) && is_letter(after);
        !goes_on_before && !goes_on_after
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> Source {
        Source { path: path.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn a_word_is_found_with_its_place_and_reason() {
        let text = format!("fine\n// {} later\n", concat!("TO", "DO"));
        let found = faults(&file("admin/hub/src/api.rs", &text));
        assert_eq!(found.len(), 1);
        assert!(
            found[0].starts_with("admin/hub/src/api.rs:2:") && found[0].ends_with(UNFINISHED),
            "{found:?}"
        );
    }

    #[test]
    fn part_of_a_longer_word_is_no_fault() {
        assert!(faults(&file("README.md", concat!("AUTO", "DOC"))).is_empty());
        assert!(faults(&file("Cargo.lock", concat!("crates", ".io"))).is_empty());
    }

    #[test]
    fn a_blind_pause_is_a_fault_in_tests_only() {
        let pause = concat!("tokio::time::", "sleep(x).await;");
        assert!(faults(&file("kiosk/agent/src/run.rs", pause)).is_empty());
        assert!(faults(&file("tests/src/support/wait.rs", pause)).is_empty());
        assert_eq!(faults(&file("kiosk/agent/tests/session.rs", pause)).len(), 1);
    }

    #[test]
    fn sql_stays_in_the_store_and_the_rules_stay_pure() {
        let sql = concat!("query(\"SEL", "ECT 1\")");
        assert_eq!(faults(&file("admin/hub/src/api/room.rs", sql)).len(), 1);
        assert!(faults(&file("admin/hub/src/store/room.rs", sql)).is_empty());
        let clock = concat!("let now = Timestamp::", "now();");
        assert_eq!(faults(&file("common/rules/src/decide.rs", clock)).len(), 1);
        assert!(faults(&file("admin/hub/src/serve.rs", clock)).is_empty());
    }
}
