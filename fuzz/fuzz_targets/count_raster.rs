//! PWG raster and Apple's raster: whatever the bytes, counting ends, and says no more pages than are allowed.
#![no_main]

use epn_hub::printing::count::Limits;
use epn_hub::printing::count::frame::{Ending, Frame};
use epn_hub::printing::count::raster::{Kind, count};
use libfuzzer_sys::fuzz_target;

const MOST: u32 = 8;

fuzz_target!(|document: &[u8]| {
    for kind in [Kind::Pwg, Kind::Urf] {
        for any_size in [false, true] {
            let mut pages = 0;
            let limits = Limits { most_pages: MOST, any_size };
            let ending = count(document, kind, limits, &mut |frame| {
                pages += u32::from(matches!(frame, Frame::Page { .. }));
                Ok(())
            });
            assert!(pages <= MOST);
            assert!(!matches!(ending, Ok(Ending::Counted)) || pages > 0);
        }
    }
});
