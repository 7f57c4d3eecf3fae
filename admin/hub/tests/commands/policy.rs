//! `epn-hub policy`.

use epn_rules::policy_file::EXAMPLE;
use serde_json::Value;

use crate::run::Place;

/// What is wrong with the example once `from` reads `to`, as printed, and the line it is told at.
fn complaint(from: &str, to: &str) -> String {
    assert!(EXAMPLE.contains(from), "{from}");
    let place = Place::empty();
    place.write("policy.toml", &EXAMPLE.replacen(from, to, 1));
    let done = place.run(&["policy", "check", "policy.toml"]);
    assert_eq!(done.failed(1), "policy.toml has a problem: correct it and try again");
    done.out
}

fn line_of(text: &str) -> usize {
    EXAMPLE.lines().position(|line| line.contains(text)).unwrap() + 1
}

#[test]
fn a_range_that_ends_before_it_starts() {
    let line = line_of("thursday");
    assert_eq!(
        complaint("\"14:00-20:00\"", "\"20:00-14:00\""),
        format!(
            "policy.toml:{line}: The opening range 20:00-14:00 ends before it starts. Put the later time last; to stay \
             open past midnight, write \"20:00-24:00\" and begin the next day at \"00:00\".\n"
        )
    );
}

#[test]
fn ranges_that_overlap() {
    let line = line_of("thursday");
    assert_eq!(
        complaint("\"14:00-20:00\"", "\"14:00-18:00\", \"17:00-20:00\""),
        format!(
            "policy.toml:{line}: The opening ranges 14:00-18:00 and 17:00-20:00 overlap. Join them into one, or end the \
             first where the second starts.\n"
        )
    );
}

#[test]
fn a_quota_of_zero() {
    let line = line_of("minutes = 120");
    assert_eq!(
        complaint("minutes = 120", "minutes = 0"),
        format!(
            "policy.toml:{line}: The quota per day is 0 minutes, so nobody may enter. Write how many minutes are \
             allowed, or remove this quota.\n"
        )
    );
}

#[test]
fn a_figure_that_is_too_large() {
    let line = line_of("answer_within");
    assert_eq!(
        complaint("answer_within = 3", "answer_within = 3000"),
        format!(
            "policy.toml:{line}: The value of queue.answer_within, 3000 minutes, is too large. Write from 1 to 60 \
             minutes.\n"
        )
    );
}

#[test]
fn an_unknown_time_zone() {
    let line = line_of("timezone");
    assert_eq!(
        complaint("Europe/Paris", "Europe/Pari"),
        format!(
            "policy.toml:{line}: The time zone \"Europe/Pari\" is unknown. Write a name of the IANA database, such as \
             \"Europe/Paris\".\n"
        )
    );
}

#[test]
fn a_file_that_is_no_policy_and_one_that_is_none_at_all() {
    let place = Place::empty();
    place.write("photo.toml", "this is not a policy");
    let done = place.run(&["policy", "check", "photo.toml"]);
    assert!(done.out.starts_with("photo.toml:1: This is not well-formed TOML"), "{done:?}");
    assert_eq!(done.code, 1);
    let missing = place.run(&["policy", "check", "nothing.toml"]);
    assert!(missing.failed(1).starts_with("nothing.toml cannot be read"), "{missing:?}");
}

#[test]
fn programs_get_every_problem_with_its_line() {
    let place = Place::empty();
    let broken = EXAMPLE.replace("Europe/Paris", "Europe/Pari").replace("minutes = 120", "minutes = 0");
    let done = place.run_with(&["policy", "check", "-", "--json"], &broken);
    assert_eq!(done.failed(1), "standard input has 2 problems: correct it and try again");
    let said: Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!(said["ok"], false);
    assert_eq!(said["problems"][0]["line"], line_of("timezone"));
    assert_eq!(said["problems"][1]["field"], "quotas[1].minutes");

    let fine = place.run_with(&["policy", "check", "-", "--json"], EXAMPLE).out();
    assert_eq!(
        serde_json::from_str::<Value>(&fine).unwrap(),
        serde_json::json!({ "ok": true, "problems": [] })
    );
}

#[test]
fn what_is_exported_is_imported_as_the_next_version() {
    let place = Place::with_site();
    assert_eq!(place.run(&["policy", "export", "policy.toml", "--data", "site"]).out(), "");
    let exported = place.read("policy.toml");
    assert_eq!(place.run(&["policy", "check", "policy.toml"]).out(), "ok\n");

    place.write("policy.toml", &exported.replace("minutes = 120", "minutes = 100"));
    let imported = place.run(&["policy", "import", "policy.toml", "--data", "site"]).out();
    assert_eq!(imported, "policy version 2 is in force\n");
    let again = place.run(&["policy", "export", "--data", "site"]).out();
    assert_eq!(again, place.read("policy.toml"));
    let json = place.run(&["policy", "import", "policy.toml", "--data", "site", "--json"]).out();
    assert_eq!(json, "{\"number\":3}\n");
}

#[test]
fn a_broken_policy_is_not_imported() {
    let place = Place::with_site();
    place.write("policy.toml", &EXAMPLE.replace("longest = 60", "longest = 0"));
    let done = place.run(&["policy", "import", "policy.toml", "--data", "site"]);
    assert_eq!(done.code, 1);
    assert!(done.err.contains("The longest session is 0 minutes."), "{done:?}");
    let good = place.run(&["policy", "import", "-", "--data", "site"]);
    assert_eq!(good.code, 1, "nothing is no policy");
    place.write("policy.toml", EXAMPLE);
    let imported = place.run(&["policy", "import", "policy.toml", "--data", "site"]).out();
    assert_eq!(imported, "policy version 2 is in force\n");
}

#[test]
fn the_help_shows_a_whole_file() {
    let place = Place::empty();
    for arguments in [&["policy", "--help"][..], &["policy", "check", "--help"]] {
        let help = place.run(arguments).out();
        for line in EXAMPLE.lines().filter(|line| !line.is_empty() && line.len() < 90) {
            assert!(help.contains(line), "{line}");
        }
    }
}

#[test]
fn a_folder_without_a_site_is_told_so() {
    let place = Place::empty();
    let done = place.run(&["policy", "export", "--data", "site"]);
    assert_eq!(done.failed(1), "there is no site in site: create one with `epn-hub init`");
}
