//! What a counting process says: whatever it is, a count has at least one page, and no more than are allowed.
#![no_main]

use epn_hub::printing::count::Limits;
use epn_hub::printing::count::follow::{Heard, Talk};
use epn_hub::printing::count::frame::{Ending, Frame};
use libfuzzer_sys::fuzz_target;

const MOST: u32 = 3;

fuzz_target!(|said: &[u8]| {
    let mut talk = Talk::new(Limits { most_pages: MOST, any_size: false });
    let mut pages = 0;
    for line in said.split(|byte| *byte == b'\n') {
        let Ok(frame) = Frame::read(line) else { return };
        pages += u32::from(matches!(frame, Frame::Page { .. }));
        match talk.hear(frame) {
            Ok(Heard::Progress(_)) => {}
            Ok(Heard::End(Ending::Counted)) => {
                assert!((1..=MOST).contains(&pages));
                return;
            }
            Ok(Heard::End(_)) | Err(_) => return,
        }
    }
});
