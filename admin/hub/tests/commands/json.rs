//! What commands that make or write something tell programs.

use serde_json::{Value, json};

use super::run::{Done, Place};

fn said(done: Done) -> Value {
    serde_json::from_str(&done.out()).unwrap()
}

#[test]
fn a_new_site_and_a_new_account() {
    let place = Place::empty();
    let init = ["init", "--data", "site", "--site", "Espace test", "--json"];
    let site = json!({ "site": "Espace test", "room": "Salle 1", "staff": "admin" });
    assert_eq!(said(place.run_with(&init, "a long password")), site);
    assert!(place.path("site/hub.lock").exists(), "whoever comes first finds the lock that the founder made");
    let add = ["staff", "add", "zohra", "--role", "mediator", "--data", "site", "--json"];
    let account = json!({ "name": "zohra", "role": "mediator" });
    assert_eq!(said(place.run_with(&add, "a long password")), account);
}

#[test]
fn the_policy_and_which_file_was_written() {
    let place = Place::with_site();
    let policy = said(place.run(&["policy", "export", "--data", "site", "--json"]));
    assert_eq!(policy["timezone"], "Europe/Paris");
    let hours = ["calendar", "export", "--what", "hours", "--data", "site", "--json", "--out"];
    let written = said(place.run(&[&hours[..], &["hours.ics"]].concat()));
    assert_eq!(written, json!({ "file": "hours.ics", "bytes": place.read("hours.ics").len() }));
    for standard in ["-", "/dev/stdout"] {
        let said = place.run(&[&hours[..], &[standard]].concat()).out();
        assert!(said.starts_with("BEGIN:VCALENDAR") && said.ends_with("END:VCALENDAR\r\n"), "{said}");
    }
}

#[test]
fn a_printer_that_is_removed() {
    let place = Place::with_site();
    let add =
        ["printer", "add", "Accueil", "--uri", "ipp://127.0.0.1:1/ipp", "--black", "20", "--data", "site"];
    place.run(&add).out();
    let removed = said(place.run(&["printer", "remove", "Accueil", "--data", "site", "--json"]));
    assert_eq!(removed, json!({ "removed": "Accueil" }));
}
