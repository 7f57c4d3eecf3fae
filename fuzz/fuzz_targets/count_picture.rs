//! JPEG and PNG: whatever the bytes, counting ends.
#![no_main]

use epn_hub::printing::count::image::{count_jpeg, count_png};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|document: &[u8]| {
    let _ = count_jpeg(document, &mut |_| Ok(()));
    let _ = count_png(document, &mut |_| Ok(()));
});
