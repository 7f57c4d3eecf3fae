//! `epn-hub openapi`.

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
