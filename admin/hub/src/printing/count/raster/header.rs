//! The headers of rasters: numbers at fixed places, the most significant byte first.

use std::io::BufRead;

use super::{Kind, Wrong};
use crate::printing::count::cells::{Cells, DPI};
use crate::printing::count::paper::{POINTS_PER_INCH, Size};

/// How long a page's header is: PWG 5102.4, 4.3; Apple's.
const PWG_PAGE: usize = 1796;
const URF_PAGE: usize = 32;
/// The most pixels across or down, and the finest grain, in dots per inch.
const MOST_ACROSS: u32 = 200_000;
const FINEST: u32 = 4800;

/// What a page's header says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// In pixels; at least 1.
    pub width: u32,
    pub height: u32,
    /// Dots per inch; at least 1.
    across: u32,
    down: u32,
    pub inks: Inks,
    /// How many pages the whole document has, if the header says so.
    pub announced: Option<u32>,
}

/// How a page's pixels lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inks {
    /// Black alone, so many bits a pixel.
    Grey { bits: u32 },
    /// Red, green and blue light, so many bytes each.
    Rgb { bytes: usize },
    /// Cyan, magenta, yellow and black ink, so many bytes each.
    Cmyk { bytes: usize },
}

/// Reads how the document begins; how many pages it announces.
pub fn begin(document: &mut impl BufRead, kind: Kind) -> Result<Option<u32>, Wrong> {
    match kind {
        Kind::Pwg => {
            let sync: [u8; 4] = read(document)?;
            if sync == *b"RaS2" { Ok(None) } else { Err(Wrong::Damaged) }
        }
        Kind::Urf => {
            let begin: [u8; 12] = read(document)?;
            if !begin.starts_with(b"UNIRAST\0") {
                return Err(Wrong::Damaged);
            }
            Ok(announced(number(&begin, 8)))
        }
    }
}

/// The next page's header, unless the document is over.
pub fn next(document: &mut impl BufRead, kind: Kind) -> Result<Option<Header>, Wrong> {
    if document.fill_buf()?.is_empty() {
        return Ok(None);
    }
    let header = match kind {
        Kind::Pwg => pwg(&read::<PWG_PAGE>(document)?)?,
        Kind::Urf => urf(read(document)?)?,
    };
    Ok(Some(header))
}

fn read<const N: usize>(document: &mut impl BufRead) -> Result<[u8; N], Wrong> {
    let mut bytes = [0; N];
    document.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn number(bytes: &[u8], at: usize) -> u32 {
    let four = bytes.get(at..at + 4).and_then(|four| four.try_into().ok());
    u32::from_be_bytes(four.unwrap_or_default())
}

/// No page at all stands for a number that was not known yet when the document began.
fn announced(pages: u32) -> Option<u32> {
    (pages > 0).then_some(pages)
}

/// PWG 5102.4, table 1.
fn pwg(bytes: &[u8; PWG_PAGE]) -> Result<Header, Wrong> {
    let (bits_per_colour, bits) = (number(bytes, 384), number(bytes, 388));
    let inks = match (number(bytes, 400), bits_per_colour, bits) {
        // Luminance, black, luminance of sRGB.
        (0 | 3 | 18, colour, pixel) if colour == pixel => Inks::grey(pixel)?,
        // RGB of the device, of sRGB, of Adobe.
        (1 | 19 | 20, 8, 24) => Inks::Rgb { bytes: 1 },
        (1 | 19 | 20, 16, 48) => Inks::Rgb { bytes: 2 },
        (6, 8, 32) => Inks::Cmyk { bytes: 1 },
        (6, 16, 64) => Inks::Cmyk { bytes: 2 },
        _ => return Err(Wrong::Unsupported),
    };
    if number(bytes, 396) != 0 {
        // Not pixel by pixel, but colour by colour.
        return Err(Wrong::Unsupported);
    }
    let header = Header {
        width: number(bytes, 372),
        height: number(bytes, 376),
        across: number(bytes, 276),
        down: number(bytes, 280),
        inks,
        announced: announced(number(bytes, 452)),
    };
    let says = usize::try_from(number(bytes, 392)).map_err(|_| Wrong::Damaged)?;
    let header = header.checked()?;
    if header.bytes_per_line() == says { Ok(header) } else { Err(Wrong::Damaged) }
}

fn urf(bytes: [u8; URF_PAGE]) -> Result<Header, Wrong> {
    let [bits, colours, ..] = bytes;
    let inks = match (colours, bits) {
        (0 | 4, bits) => Inks::grey(bits.into())?,
        (1 | 3 | 5, 24) => Inks::Rgb { bytes: 1 },
        (1 | 3 | 5, 48) => Inks::Rgb { bytes: 2 },
        (6, 32) => Inks::Cmyk { bytes: 1 },
        (6, 64) => Inks::Cmyk { bytes: 2 },
        _ => return Err(Wrong::Unsupported),
    };
    let dots = number(&bytes, 20);
    let (width, height) = (number(&bytes, 12), number(&bytes, 16));
    Header { width, height, across: dots, down: dots, inks, announced: None }.checked()
}

impl Inks {
    fn grey(bits: u32) -> Result<Self, Wrong> {
        if matches!(bits, 1 | 8 | 16) { Ok(Self::Grey { bits }) } else { Err(Wrong::Unsupported) }
    }

    /// How many bytes come together: those of a pixel, or of eight of one bit each.
    pub fn unit(self) -> usize {
        match self {
            Self::Grey { bits: 16 } => 2,
            Self::Grey { .. } => 1,
            Self::Rgb { bytes } => 3 * bytes,
            Self::Cmyk { bytes } => 4 * bytes,
        }
    }

    /// The light that a unit gives back on paper.
    pub fn light(self, unit: &[u8]) -> [u8; 3] {
        // Of two bytes the first is the most significant.
        let of = |colour: usize, bytes: usize| unit.get(colour * bytes).copied().unwrap_or_default();
        match self {
            Self::Grey { .. } => [255; 3],
            Self::Rgb { bytes } => [of(0, bytes), of(1, bytes), of(2, bytes)],
            Self::Cmyk { bytes } => {
                let black = of(3, bytes);
                [0, 1, 2].map(|colour| 255 - of(colour, bytes).saturating_add(black))
            }
        }
    }
}

impl Header {
    fn checked(self) -> Result<Self, Wrong> {
        let within = |number: u32, most: u32| (1..=most).contains(&number);
        let sides = within(self.width, MOST_ACROSS) && within(self.height, MOST_ACROSS);
        if sides && within(self.across, FINEST) && within(self.down, FINEST) {
            Ok(self)
        } else {
            Err(Wrong::Damaged)
        }
    }

    /// How many units make a line.
    pub fn units_per_line(&self) -> u32 {
        match self.inks {
            Inks::Grey { bits: 1 } => self.width.div_ceil(8),
            _ => self.width,
        }
    }

    fn bytes_per_line(&self) -> usize {
        usize::try_from(self.units_per_line()).unwrap_or(usize::MAX).saturating_mul(self.inks.unit())
    }

    /// The size of the page.
    pub fn size(&self) -> Size {
        let points = |pixels: u32, dots: u32| f64::from(pixels) * POINTS_PER_INCH / f64::from(dots);
        Size { width: points(self.width, self.across), height: points(self.height, self.down) }
    }

    /// Cells in which the page is looked at.
    pub fn cells(&self) -> Cells {
        Cells::new(self.across / DPI, self.down / DPI)
    }
}
