//! At the size of letters that a screen is laid out for, nobody has to scroll.

use super::every_screen;
use crate::tests::stage::Stage;
use crate::tests::views::{session, warned};

/// More than a rounding, in logical pixels.
const SCROLLS: f32 = 0.5;
/// What may be longer than the window, by how its name begins: lists, what is told above something else, and all that can
/// be said of a closed room at once.
const LONGER: [&str; 6] = ["room", "print", "usb-", "scan-", "leaving-credit", "lock-closed"];

#[test]
fn letters_of_normal_size_leave_nothing_out_of_sight() {
    for lang in ["fr", "en"] {
        let options = ["--lang", lang];
        let mut told = session(warned(5));
        told.message = Some("L’atelier commence à 15 h 30 dans la salle du fond.".to_owned());
        let told = ("session-warning-message", Stage::with_options(&options, told));
        let hidden: Vec<_> = every_screen(&options)
            .into_iter()
            .chain([told])
            .filter(|(name, _)| !LONGER.iter().any(|longer| name.starts_with(longer)))
            .map(|(name, mut stage)| (name, stage.out_of_sight()))
            .filter(|(_, height)| *height > SCROLLS)
            .collect();
        assert!(hidden.is_empty(), "{lang}: {hidden:?}");
    }
}
