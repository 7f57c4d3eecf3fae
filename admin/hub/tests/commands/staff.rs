//! `epn-hub staff card`.

use epn_rules::long_code::StaffCard;
use epn_rules::pin::Pin;
use serde_json::{Value, json};

use crate::run::Place;

#[test]
fn a_card_is_issued_printed_once_and_revoked() {
    let place = Place::with_site();
    let printed = place.run(&["staff", "card", "admin", "--data", "site"]).out();
    let lines: Vec<_> = printed.lines().collect();
    assert!(lines.len() == 2 && lines[0].parse::<StaffCard>().is_ok() && Pin::chosen(lines[1]).is_ok());
    let again = place.run(&["staff", "card", "ADMIN", "--json", "--data", "site"]).out();
    let again: Value = serde_json::from_str(&again).unwrap();
    assert!(again["card"].as_str().unwrap() != lines[0] && again["pin"].as_str().unwrap().len() == 6);
    assert_eq!(place.run(&["staff", "card", "admin", "--revoke", "--data", "site"]).out(), "");
    let none = place.run(&["staff", "card", "admin", "--revoke", "--data", "site"]);
    assert!(none.failed(1).contains("there is no such card"), "{none:?}");
    let nobody = place.run(&["staff", "card", "nobody", "--data", "site"]);
    assert!(nobody.failed(1).contains("there is no account named \"nobody\""), "{nobody:?}");
    let revoked = place.run(&["staff", "card", "admin", "--json", "--data", "site"]).out();
    assert!(revoked.contains("card"));
    let json_of = |out: String| serde_json::from_str::<Value>(&out).unwrap();
    let gone = place.run(&["staff", "card", "admin", "--revoke", "--json", "--data", "site"]).out();
    assert_eq!(json_of(gone), json!({ "revoked": true }));
}
