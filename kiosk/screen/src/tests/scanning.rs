//! *Je vais numériser*, by keyboard alone.

use epn_wire::kiosk::{Front, KioskIntent, KioskView};
use epn_wire::scanning::{ScanTrouble, ScanningShown};
use epn_words::Lang;

use super::stage::Stage;
use super::views::{active, at, beside, session};

/// Somebody at work in a room with a scanner.
pub fn scanning(shown: ScanningShown) -> KioskView {
    KioskView { scanning: Some(shown), ..session(active(42)) }
}

/// The station waits for the scanner until ten past.
pub fn waits() -> ScanningShown {
    ScanningShown { wanted_until: Some(at(10, 10)), ..ScanningShown::default() }
}

fn none() -> ScanningShown {
    ScanningShown::default()
}

/// The screen, just opened.
fn opened(lang: Lang, shown: ScanningShown) -> Stage {
    let mut stage = Stage::new(lang, scanning(none()));
    stage.choose("scan");
    assert_eq!(stage.told(), [KioskIntent::Scan { wanted: true }], "one press says it");
    stage.sees(scanning(shown));
    assert_eq!(stage.app.title(), "epn-kiosk: scan");
    stage
}

#[test]
fn without_a_scanner_nothing_is_offered() {
    let mut stage = Stage::new(Lang::French, session(active(42)));
    assert!(!stage.has("scan"));
    stage.sees(scanning(none()));
    assert!(stage.has("scan"));
}

#[test]
fn one_press_says_what_to_do_and_until_when_the_station_waits() {
    for (lang, waits_words, folder) in [
        (Lang::French, "Ce poste attend le scanner jusqu’à 10 h 10.", "dans le dossier Numérisations"),
        (Lang::English, "This computer waits for the scanner until 10:10", "in the folder Numérisations"),
    ] {
        let mut stage = opened(lang, ScanningShown { asking: true, ..none() });
        stage.sees(scanning(waits()));
        assert!(stage.label("scan-standing").starts_with(waits_words), "{}", stage.label("scan-standing"));
        assert!(stage.said().contains(folder), "{}", stage.said());
        assert!(stage.has_focus("home"));
        stage.choose("scan-stop");
        assert_eq!(stage.told(), [KioskIntent::Scan { wanted: false }]);
        stage.sees(scanning(none()));
        assert!(stage.has_focus("scan-again"));
        stage.enter();
        assert_eq!(stage.told(), [KioskIntent::Scan { wanted: true }]);
        stage.choose("home");
        assert!(stage.has("more-time"));
    }
}

#[test]
fn what_came_is_told_here_and_on_the_sessions_screen() {
    let mut stage = opened(Lang::French, ScanningShown { arriving: true, ..waits() });
    assert_eq!(stage.label("scan-standing"), "Votre document arrive…");
    stage.sees(scanning(ScanningShown { arrived: 1, ..waits() }));
    let one = "1 document numérisé est dans le dossier Numérisations.";
    assert_eq!(stage.label("scan-arrived"), one);
    stage.choose("home");
    assert_eq!(stage.label("scans"), one);
    stage.sees(scanning(ScanningShown { arrived: 3, ..none() }));
    assert_eq!(stage.label("scans"), "3 documents numérisés sont dans le dossier Numérisations.");
}

#[test]
fn what_went_wrong_is_explained_until_it_was_read() {
    for (trouble, words) in [
        (ScanTrouble::NoHub, "coupée du serveur"),
        (ScanTrouble::NoScanner, "Le scanner ne peut pas être utilisé"),
        (ScanTrouble::NoRoom, "plus de place"),
        (ScanTrouble::NotWritten, "n’a pas pu être enregistré"),
    ] {
        let mut stage = opened(Lang::French, ScanningShown { trouble: Some(trouble), ..none() });
        assert!(stage.label("scan-trouble").contains(words), "{}", stage.label("scan-trouble"));
        assert!(stage.has_focus("scan-understood"));
        stage.enter();
        assert_eq!(stage.told(), [KioskIntent::ScanRead]);
        stage.sees(scanning(none()));
        assert!(stage.has_focus("scan-again"));
    }
}

#[test]
fn beside_the_work_the_way_leads_back_to_it_and_nothing_stays_open() {
    let mut stage = Stage::new(Lang::French, beside(scanning(none())));
    stage.choose("scan");
    stage.told();
    stage.sees(beside(scanning(waits())));
    assert!(stage.has_focus("back-to-work"));
    stage.enter();
    assert_eq!(stage.told(), [KioskIntent::BackToSession]);
    stage.sees(KioskView { front: Front::Session, ..scanning(waits()) });
    stage.sees(beside(scanning(waits())));
    assert!(!stage.has("scan-standing"), "the menu opens with the session");
    // The hub has no scanner any more.
    stage.choose("scan");
    stage.sees(beside(session(active(42))));
    assert!(!stage.has("scan-standing") && !stage.has("scan"));
}

#[test]
fn without_the_hub_there_is_nothing_to_press() {
    let mut stage = Stage::new(Lang::French, KioskView { hub: false, ..scanning(none()) });
    stage.choose("scan");
    assert_eq!(stage.told(), []);
    assert_eq!(stage.app.title(), "epn-kiosk: session");
}
