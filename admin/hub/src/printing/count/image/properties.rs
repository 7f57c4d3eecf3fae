//! Pictures with other bytes in them, cut off, or grown: counting ends, and says one page or none.

use proptest::prelude::*;
use proptest::sample::Index;

use super::*;
use crate::testing::cases;

#[path = "../../../../tests/counting/fixtures/picture.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod picture;

/// A JPEG of four squares, one of them with colour.
fn whole_jpeg() -> Vec<u8> {
    picture::jpeg(&[&[[60, 128, 128], [200, 128, 128]], &[[128, 90, 170], [10, 128, 128]]])
}

/// A PNG of so many kinds of pixels.
fn png_of(colour: ColorType, side: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, side, side);
    encoder.set_color(colour);
    encoder.set_depth(png::BitDepth::Eight);
    let length = usize::try_from(side * side).unwrap() * colour.samples();
    let pixels: Vec<u8> = (0..length).map(|at| u8::try_from(at % 251).unwrap()).collect();
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
    bytes
}

/// What becomes of a document on its way: other bytes in it, its end missing, a part of it said twice.
#[derive(Clone, Debug)]
struct Harm {
    bytes: Vec<(Index, u8)>,
    cut: Option<Index>,
    again: Option<(Index, Index)>,
}

fn harm() -> impl Strategy<Value = Harm> {
    let bytes = prop::collection::vec((any::<Index>(), any::<u8>()), 0..8);
    (bytes, any::<Option<Index>>(), any::<Option<(Index, Index)>>()).prop_map(|(bytes, cut, again)| Harm {
        bytes,
        cut,
        again,
    })
}

impl Harm {
    fn done_to(&self, document: &[u8]) -> Vec<u8> {
        let mut harmed = document.to_vec();
        for (at, byte) in &self.bytes {
            let at = at.index(harmed.len());
            harmed[at] = *byte;
        }
        if let Some((one, other)) = self.again {
            let (one, other) = (one.index(harmed.len()), other.index(harmed.len()));
            let part = harmed[one.min(other)..one.max(other)].to_vec();
            harmed.splice(one..one, part);
        }
        if let Some(cut) = self.cut {
            harmed.truncate(cut.index(harmed.len()));
        }
        harmed
    }
}

/// What is said of a document: its pages, and how it ends. A page is counted once it was announced, and only a page that was.
fn said(count: fn(&[u8], Say<'_>) -> Ends, document: &[u8]) -> (u32, Ending) {
    let (mut announced, mut pages) = (0, 0);
    let ending = count(document, &mut |frame| {
        match frame {
            Frame::Estimate { pages } => announced += pages,
            Frame::Page { .. } => pages += 1,
            Frame::End { .. } => panic!("the end is not said by the reader"),
        }
        Ok(())
    });
    assert!(pages <= announced && announced <= 1, "{pages} of {announced}");
    (pages, ending.unwrap())
}

#[test]
fn what_is_whole_is_one_page() {
    assert_eq!(said(count_jpeg, &whole_jpeg()), (1, Ending::Counted));
    for colour in [ColorType::Grayscale, ColorType::GrayscaleAlpha, ColorType::Rgb, ColorType::Rgba] {
        assert_eq!(said(count_png, &png_of(colour, 9)), (1, Ending::Counted), "{colour:?}");
    }
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn a_harmed_jpeg_is_one_page_or_none(harm in harm()) {
        let (pages, ending) = said(count_jpeg, &harm.done_to(&whole_jpeg()));
        prop_assert_eq!(pages == 1, ending == Ending::Counted);
    }

    #[test]
    fn a_harmed_png_is_one_page_or_none(harm in harm(), grey in any::<bool>(), side in 1..24_u32) {
        let whole = png_of(if grey { ColorType::GrayscaleAlpha } else { ColorType::Rgb }, side);
        let (pages, ending) = said(count_png, &harm.done_to(&whole));
        prop_assert_eq!(pages == 1, ending == Ending::Counted);
    }

    #[test]
    fn noise_is_no_picture(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        for count in [count_jpeg, count_png] {
            let (pages, ending) = said(count, &bytes);
            prop_assert!(pages == 0 && ending != Ending::Counted);
        }
    }
}
