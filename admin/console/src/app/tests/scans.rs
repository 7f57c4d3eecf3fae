//! The scans of which nobody knows whose they are.

use epn_wire::console::ConsoleEvent;
use epn_wire::print_desk::PrintQueue;
use epn_wire::scanning::{ScanDesk, ScanFolderTrouble};
use iced::keyboard::key::Named;
use serde_json::json;

use super::{desk, stream};
use crate::client::{Method, StreamEvent};
use crate::testing::fixtures::{prints, prints_and_scans, scan, session_at};
use crate::testing::{Bench, fixtures};

fn told(bench: &mut Bench, queue: PrintQueue) {
    let event = ConsoleEvent::Prints { queue: Box::new(queue) };
    bench.say(stream(StreamEvent::Said(Box::new(event))));
}

fn scans() -> Bench {
    let mut bench = desk();
    bench.press(Named::F10);
    told(&mut bench, prints_and_scans());
    bench.choose("prints-scans");
    bench
}

fn asked(bench: &Bench, path: &str) -> serde_json::Value {
    let (method, asked, body) = bench.question();
    assert_eq!((method, asked.as_str()), (Method::Post, path));
    body
}

#[test]
fn a_room_without_a_scanner_has_no_such_part() {
    let mut bench = desk();
    bench.press(Named::F10);
    assert!(!bench.has("prints-scans"));
    told(&mut bench, prints_and_scans());
    assert_eq!(bench.item("prints-scans").node.label, "Numérisations (2)");
    assert!(bench.item("tab-prints").node.label.contains("5 à voir"));
    bench.choose("prints-scans");
    told(&mut bench, prints());
    assert!(!bench.has("prints-scans") && bench.has("prints-wanted"), "the queue instead");
}

#[test]
fn a_scan_says_what_it_is_and_why_it_waits_but_no_name() {
    let mut bench = scans();
    for words in [
        "N° 4",
        "PDF · 2 pages · 311 ko",
        "JPEG · 1 page · 3 Mo",
        "Plusieurs personnes allaient numériser",
        "Personne n’avait dit",
        "1 document est en route",
        "2 ne sont ni des PDF",
        "Effacé à",
    ] {
        assert!(bench.said().contains(words), "{words} in {}", bench.said());
    }
}

#[test]
fn whoever_said_so_is_one_press_away() {
    let mut bench = scans();
    let to = |station: u128| format!("scan-to-{}-{}", scan(4), fixtures::station(station));
    assert!(bench.has(&to(1)) && bench.has(&to(2)));
    bench.choose(&to(2));
    let body = asked(&bench, &format!("/scans/{}/assign", scan(4)));
    assert_eq!(body, json!({ "session": session_at("Poste 2") }));
    assert!(bench.item(&to(1)).node.disabled, "once is enough");
    bench.answer(&());
    told(&mut bench, PrintQueue { scans: Some(ScanDesk::default()), ..prints() });
    assert!(bench.said().contains("Aucun document du scanner n’attend."));
}

#[test]
fn anybody_who_sits_somewhere_can_be_chosen() {
    let mut bench = scans();
    bench.choose(&format!("scan-give-{}", scan(5)));
    assert!(bench.item("scan-close").focused);
    bench.press(Named::Escape);
    assert!(!bench.has("scan-close"));
    bench.choose(&format!("scan-give-{}", scan(5)));
    bench.choose(&format!("scan-to-{}-{}", scan(5), fixtures::station(1)));
    let body = asked(&bench, &format!("/scans/{}/assign", scan(5)));
    assert_eq!(body, json!({ "session": session_at("Poste 1") }));
}

#[test]
fn deleting_is_asked_once_more() {
    let mut bench = scans();
    bench.choose(&format!("scan-delete-{}", scan(5)));
    assert!(bench.asked.is_empty());
    assert!(bench.said().contains("Il faudra le numériser de nouveau"));
    bench.choose("scan-delete-yes");
    asked(&bench, &format!("/scans/{}/delete", scan(5)));
}

#[test]
fn a_folder_that_is_away_stands_above_everything_and_is_counted() {
    let mut bench = scans();
    let away = ScanDesk { trouble: Some(ScanFolderTrouble::Missing), ..ScanDesk::default() };
    told(&mut bench, PrintQueue { scans: Some(away), ..prints() });
    bench.choose("prints-queue");
    assert!(bench.said().contains("Son dossier n’est pas là"));
    assert!(bench.item("tab-prints").node.label.contains("4 à voir"));
}
