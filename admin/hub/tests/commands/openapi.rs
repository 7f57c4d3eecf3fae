//! `epn-hub openapi`.

use std::process::Command;

use serde_json::Value;

use crate::run::Place;

#[test]
fn the_document_is_printed() {
    let printed: Value = serde_json::from_str(&Place::empty().run(&["openapi"]).out()).unwrap();
    let built: Value = serde_json::from_str(&epn_hub::api::document().to_json().unwrap()).unwrap();
    assert_eq!(printed, built);
    assert!(printed["openapi"].as_str().unwrap().starts_with("3.1"), "{}", printed["openapi"]);
    let line = Place::empty().run(&["openapi", "--json"]).out();
    assert_eq!((line.lines().count(), serde_json::from_str::<Value>(&line).unwrap()), (1, built));
}

/// As `epn-hub openapi | head -1`: longer than what fits in a pipe, and nobody reads it.
#[test]
fn whoever_stops_reading_is_no_failure() {
    for arguments in [["openapi"].as_slice(), &["openapi", "--json"], &["--help"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = Command::new(env!("CARGO_BIN_EXE_epn-hub"));
        let done = command.args(arguments).stdout(writer).output().unwrap();
        assert_eq!((done.status.code(), String::from_utf8(done.stderr).unwrap().as_str()), (Some(0), ""));
    }
}
