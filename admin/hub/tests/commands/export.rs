//! `epn-hub export counts`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use csv::StringRecord;
use serde_json::Value;

use crate::run::{Done, Place};

/// One site with a year of use, for all tests of this file: they only read it.
static SITE: LazyLock<Place> = LazyLock::new(|| {
    let place = Place::with_site();
    let arguments = ["seed", "--data", "site", "--years", "1", "--stations", "3", "--until", "2025-12-31"];
    place.run(&[&arguments[..], &["--seed", "5"]].concat()).out();
    place
});

fn export(more: &[&str]) -> Done {
    SITE.run(&[&["export", "counts", "--data", "site", "--out", "-"][..], more].concat())
}

fn rows(file: &str) -> Vec<StringRecord> {
    csv::Reader::from_reader(file.as_bytes()).records().map(Result::unwrap).collect()
}

/// Sessions, minutes, passages, refusals, added up.
fn totals(rows: &[StringRecord]) -> [u64; 4] {
    [4, 5, 6, 7].map(|column| rows.iter().map(|row| row[column].parse::<u64>().unwrap()).sum())
}

#[test]
fn every_span_adds_up_to_the_same_totals() {
    let days = rows(&export(&[]).out());
    let expected = totals(&days);
    assert!(expected.iter().all(|total| *total > 0), "{expected:?}");
    for per in ["week", "month", "year"] {
        let file = export(&["--per", per]).out();
        assert!(file.starts_with(per), "{per}");
        assert_eq!(totals(&rows(&file)), expected, "{per}");
    }
    let halves =
        [["--to", "2025-06-30"], ["--from", "2025-07-01"]].map(|half| totals(&rows(&export(&half).out())));
    let [first, second] = halves;
    assert_eq!(std::array::from_fn(|index| first[index] + second[index]), expected);
}

#[test]
fn programs_read_the_same_figures() {
    let expected = totals(&rows(&export(&["--per", "month"]).out()));
    let rows: Vec<Value> =
        serde_json::from_str(&export(&["--per", "month", "--format", "json"]).out()).unwrap();
    let sum = |column: &str| rows.iter().map(|row| row[column].as_u64().unwrap()).sum::<u64>();
    assert_eq!(["sessions", "minutes", "passages", "refusals"].map(sum), expected);
    assert!(rows.iter().all(|row| row["month"].as_str().unwrap().starts_with("2025-")));
    let hidden = export(&["--suppress", "5", "--format", "json"]).out();
    assert!(hidden.contains("\"sessions\":\"*\""));
}

#[test]
fn no_name_is_in_it() {
    let file = export(&[]).out();
    let heads = "day,station,category,age,sessions,minutes,passages,refusals\n";
    assert!(file.starts_with(heads));
    for row in rows(&file) {
        assert!(row[1].is_empty() || row[1].starts_with("Poste "), "{row:?}");
    }
}

#[test]
fn a_public_file_shows_no_small_count_and_the_true_totals() {
    let expected = totals(&rows(&export(&[]).out()));
    let file = rows(&export(&["--per", "month", "--suppress", "5"]).out());
    for row in &file {
        for column in [4, 6, 7] {
            let count = &row[column];
            assert!(count == "*" || count == "0" || count.parse::<u64>().unwrap() >= 5, "{row:?}");
        }
        assert_eq!(&row[4] == "*", &row[5] == "*", "{row:?}");
    }
    let last = file.last().unwrap();
    assert_eq!(last.iter().take(4).collect::<Vec<_>>(), ["total"; 4]);
    assert_eq!([4, 5, 6, 7].map(|column| last[column].parse::<u64>().unwrap()), expected);

    // Under no total does a single hidden count stand alone.
    let mut hidden: BTreeMap<(String, String), usize> = BTreeMap::new();
    for row in file.iter().filter(|row| &row[2] != "total") {
        *hidden.entry((row[0].to_owned(), row[1].to_owned())).or_default() += usize::from(&row[4] == "*");
    }
    for row in file.iter().filter(|row| &row[1] != "total" && &row[2] == "total" && &row[4] != "*") {
        assert_ne!(hidden[&(row[0].to_owned(), row[1].to_owned())], 1, "{row:?}");
    }
}

#[test]
fn days_that_make_no_sense_are_wrong_use() {
    let reversed = export(&["--from", "2025-12-31", "--to", "2025-01-01"]);
    assert_eq!(reversed.failed(2), "the last day, 2025-01-01, is before the first, 2025-12-31: swap them");
    for more in [["--from", "2025-02-30"], ["--from", "soon"], ["--format", "pdf"], ["--suppress", "1"]] {
        assert_eq!(export(&more).code, 2, "{more:?}");
    }
}

#[test]
fn days_on_which_nothing_happened_are_told_and_no_file_is_written() {
    let place = Place::with_site();
    let never = place.run(&["export", "counts", "--data", "site", "--out", "counts.csv"]);
    assert_eq!(never.failed(1), "nothing has happened at this site yet: there is nothing to count");
    assert_eq!(place.names(), ["site"]);
    let before = export(&["--from", "1999-01-01", "--to", "1999-12-31"]);
    assert_eq!(
        before.failed(1),
        "nothing happened from 1999-01-01 to 1999-12-31: choose other days; no file was written"
    );
}

#[test]
fn a_file_is_replaced_whole_or_not_at_all() {
    let place = Place::empty();
    let site = SITE.path("site");
    let data = site.to_str().unwrap();
    place.write("counts.csv", "old");
    place.run(&["export", "counts", "--data", data, "--out", "counts.csv"]).out();
    assert!(place.read("counts.csv").starts_with("day,station"));
    assert_eq!(place.names(), ["counts.csv"], "nothing is left beside it");

    let nowhere = place.run(&["export", "counts", "--data", data, "--out", "no/such/folder/counts.csv"]);
    assert!(nowhere.failed(1).starts_with("no/such/folder/counts.csv cannot be written"), "{nowhere:?}");
    std::fs::create_dir(place.path("folder")).unwrap();
    let folder = place.run(&["export", "counts", "--data", data, "--out", "folder"]);
    assert!(folder.failed(1).starts_with("folder cannot be written"), "{folder:?}");
    assert_eq!(place.names(), ["counts.csv", "folder"]);
}

#[test]
fn a_folder_without_a_site_is_told_so() {
    let place = Place::empty();
    let done = place.run(&["export", "counts", "--data", "site", "--out", "counts.csv"]);
    assert_eq!(done.failed(1), "there is no site in site: create one with `epn-hub init`");
}
