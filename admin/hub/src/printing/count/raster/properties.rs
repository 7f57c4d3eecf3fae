//! Rasters that are written here, with the colour of each page worked out from its pixels.

use proptest::prelude::*;

use super::*;
use crate::testing::cases;

const LIMITS: Limits = Limits { most_pages: 4, any_size: false };
/// At this grain a cell is two pixels wide and high.
const DOTS: u32 = 72;

/// A small page: lines of pixels, each line so many times.
#[derive(Clone, Debug)]
struct Sheet {
    lines: Vec<(Vec<[u8; 3]>, u8)>,
}

impl Sheet {
    fn width(&self) -> u32 {
        u32::try_from(self.lines[0].0.len()).unwrap()
    }

    fn rows(&self) -> Vec<&Vec<[u8; 3]>> {
        self.lines.iter().flat_map(|(line, more)| std::iter::repeat_n(line, usize::from(*more) + 1)).collect()
    }

    /// The rule, worked out the simple way.
    fn is_coloured(&self) -> bool {
        let rows = self.rows();
        rows.chunks(2).any(|rows| {
            (0..rows[0].len()).step_by(2).any(|x| {
                let cell: Vec<[u8; 3]> =
                    rows.iter().flat_map(|row| row.iter().skip(x).take(2)).copied().collect();
                let mean = |c: usize| {
                    cell.iter().map(|pixel| u32::from(pixel[c])).sum::<u32>()
                        / u32::try_from(cell.len()).unwrap()
                };
                let means = [mean(0), mean(1), mean(2)];
                means.iter().max().unwrap() - means.iter().min().unwrap() > 12
            })
        })
    }

    fn write(&self, kind: Kind, out: &mut Vec<u8>) {
        let (width, height) = (self.width(), u32::try_from(self.rows().len()).unwrap());
        let mut header = vec![0_u8; if kind == Kind::Pwg { 1796 } else { 32 }];
        let mut set = |at: usize, number: u32| header[at..at + 4].copy_from_slice(&number.to_be_bytes());
        match kind {
            Kind::Pwg => {
                let places = [(276, DOTS), (280, DOTS), (372, width), (376, height)];
                let layout = [(384, 8), (388, 24), (392, width * 3), (400, 19)];
                for (at, number) in places.into_iter().chain(layout) {
                    set(at, number);
                }
            }
            Kind::Urf => {
                for (at, number) in [(12, width), (16, height), (20, DOTS)] {
                    set(at, number);
                }
                header[..2].copy_from_slice(&[24, 1]);
            }
        }
        out.extend(header);
        for (line, more) in &self.lines {
            out.push(*more);
            pack(line, out);
        }
    }
}

/// Packs a line: pixels that are alike as a run, others as they are, white at the end as the end.
fn pack(line: &[[u8; 3]], out: &mut Vec<u8>) {
    let mut rest = line;
    while let Some(first) = rest.first() {
        let alike = rest.iter().take(128).take_while(|pixel| *pixel == first).count();
        if alike == rest.len() && *first == [255; 3] {
            out.push(128);
            return;
        }
        let apart = rest.windows(2).take(127).take_while(|pair| pair[0] != pair[1]).count();
        if alike == 1 && apart >= 2 {
            out.push(u8::try_from(257 - apart).unwrap());
            out.extend(rest[..apart].iter().flatten());
            rest = &rest[apart..];
        } else {
            out.push(u8::try_from(alike - 1).unwrap());
            out.extend(first);
            rest = &rest[alike..];
        }
    }
}

fn sheet() -> impl Strategy<Value = Sheet> {
    let pixel = prop_oneof![
        4 => Just([255_u8; 3]),
        2 => any::<u8>().prop_map(|grey| [grey; 3]),
        1 => (240..=255_u8).prop_map(|blue| [255, 255, blue]),
        1 => any::<[u8; 3]>(),
    ];
    (1..40_usize).prop_flat_map(move |width| {
        let line = (prop::collection::vec(pixel.clone(), width), 0..4_u8);
        prop::collection::vec(line, 1..6).prop_map(|lines| Sheet { lines })
    })
}

fn kind() -> impl Strategy<Value = Kind> {
    prop_oneof![Just(Kind::Pwg), Just(Kind::Urf)]
}

fn document(sheets: &[Sheet], kind: Kind, announced: u32) -> Vec<u8> {
    let mut bytes = match kind {
        Kind::Pwg => b"RaS2".to_vec(),
        Kind::Urf => b"UNIRAST\0".iter().copied().chain(announced.to_be_bytes()).collect(),
    };
    for sheet in sheets {
        sheet.write(kind, &mut bytes);
    }
    if kind == Kind::Pwg && !sheets.is_empty() {
        bytes[4 + 452..4 + 456].copy_from_slice(&announced.to_be_bytes());
    }
    bytes
}

fn counted(bytes: &[u8], kind: Kind) -> (Ending, Vec<bool>) {
    let mut colours = Vec::new();
    let ending = count(bytes, kind, LIMITS, &mut |frame| {
        if let Frame::Page { colour, .. } = frame {
            colours.push(colour);
        }
        Ok(())
    });
    (ending.unwrap(), colours)
}

fn number(pages: &[Sheet]) -> u32 {
    u32::try_from(pages.len()).unwrap()
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn a_raster_has_the_pages_and_colours_that_were_written(
        sheets in prop::collection::vec(sheet(), 1..4), kind in kind(), says in any::<bool>()
    ) {
        let announced = if says { number(&sheets) } else { 0 };
        let colours: Vec<bool> = sheets.iter().map(Sheet::is_coloured).collect();
        prop_assert_eq!(counted(&document(&sheets, kind, announced), kind), (Ending::Counted, colours));
    }

    #[test]
    fn a_raster_that_lies_about_its_pages_is_looked_at(
        sheets in prop::collection::vec(sheet(), 1..4), kind in kind(), announced in 1..5_u32
    ) {
        let (ending, _) = counted(&document(&sheets, kind, announced), kind);
        if announced == number(&sheets) {
            prop_assert_eq!(ending, Ending::Counted);
        } else {
            prop_assert_eq!(ending, Ending::ToCheck { why: ToCheck::CountersDisagree });
        }
    }

    #[test]
    fn a_raster_that_is_cut_off_is_never_counted(
        sheets in prop::collection::vec(sheet(), 1..3), kind in kind(), cut in any::<prop::sample::Index>()
    ) {
        let bytes = document(&sheets, kind, number(&sheets));
        let (ending, _) = counted(&bytes[..cut.index(bytes.len())], kind);
        prop_assert_ne!(ending, Ending::Counted);
    }

    #[test]
    fn noise_ends_somehow(mut bytes in prop::collection::vec(any::<u8>(), 0..4000), kind in kind()) {
        counted(&bytes, kind);
        // Also behind a beginning that is right.
        let begin: &[u8] = if kind == Kind::Pwg { b"RaS2" } else { b"UNIRAST\0\0\0\0\0" };
        bytes.splice(..0, begin.iter().copied());
        counted(&bytes, kind);
    }
}

#[test]
fn more_pages_than_allowed_are_not_read() {
    let sheets = vec![Sheet { lines: vec![(vec![[255; 3]; 4], 0)] }; 5];
    for kind in [Kind::Pwg, Kind::Urf] {
        let too_many = Ending::TooManyPages { pages: 5 };
        assert_eq!(counted(&document(&sheets, kind, 5), kind), (too_many, vec![]));
        assert_eq!(counted(&document(&sheets, kind, 0), kind), (too_many, vec![false; 4]));
    }
}
