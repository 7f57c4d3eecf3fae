//! Scans, in every state.

use epn_wire::kiosk::KioskView;
use epn_wire::scanning::{ScanTrouble, ScanningShown};

use crate::tests::scanning::{scanning, waits};
use crate::tests::stage::Stage;
use crate::tests::views::beside;
use crate::tests::views::printing::with_prints;

/// Every screen of scans.
pub fn screens(options: &[&str]) -> Vec<(&'static str, Stage)> {
    let none = ScanningShown::default;
    let opened = |place: fn(KioskView) -> KioskView, shown: ScanningShown| {
        let mut stage = Stage::with_options(options, place(scanning(none())));
        stage.choose("scan");
        stage.sees(place(scanning(shown)));
        stage
    };
    let here = |shown: ScanningShown| opened(|view| view, shown);
    let troubled = |trouble| here(ScanningShown { trouble: Some(trouble), ..none() });
    let arrived = ScanningShown { arrived: 2, ..waits() };
    let full = with_prints(scanning(arrived.clone()), &[]);
    vec![
        ("scan", here(waits())),
        ("scan-menu", opened(beside, waits())),
        ("scan-asking", here(ScanningShown { asking: true, ..none() })),
        ("scan-arriving", here(ScanningShown { arriving: true, ..waits() })),
        ("scan-arrived", here(arrived)),
        ("scan-over", here(none())),
        ("scan-no-hub", troubled(ScanTrouble::NoHub)),
        ("scan-no-scanner", troubled(ScanTrouble::NoScanner)),
        ("scan-no-room", troubled(ScanTrouble::NoRoom)),
        ("scan-not-written", troubled(ScanTrouble::NotWritten)),
        ("session-scans", Stage::with_options(options, full.clone())),
        ("menu-scans", Stage::with_options(options, beside(full))),
    ]
}
