//! PWG raster (PWG 5102.4) and Apple's raster: what CUPS and phones make of a document. Pages are counted by reading them through,
//! line by line: memory grows with a line's width alone.

mod header;
mod lines;
#[cfg(test)]
mod properties;

use std::io::BufRead;

use epn_rules::print::Page;

use super::child::{Ends, Say};
use super::frame::{Ending, Frame};
use super::paper::Paper;
use super::{Limits, ToCheck};
use header::Header;

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Pwg,
    Urf,
}

/// Why a raster cannot be read on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wrong {
    /// It breaks off, or contradicts itself.
    Damaged,
    /// Its pixels are of a kind that is not known here.
    Unsupported,
}

impl From<std::io::Error> for Wrong {
    fn from(_: std::io::Error) -> Self {
        Self::Damaged
    }
}

/// Counts a raster.
pub fn count(mut document: impl BufRead, kind: Kind, limits: Limits, say: Say<'_>) -> Ends {
    let Ok(mut announced) = header::begin(&mut document, kind) else { return Ok(Ending::Unreadable) };
    let mut pages = 0;
    loop {
        let header = match header::next(&mut document, kind) {
            Ok(Some(header)) => header,
            Ok(None) => break,
            Err(wrong) => return Ok(wrong.ending()),
        };
        if pages == 0 {
            announced = announced.or(header.announced);
            if let Some(pages) = announced {
                say(Frame::Estimate { pages })?;
            }
        }
        let expected = announced.unwrap_or(0).max(pages + 1);
        if expected > limits.most() {
            return Ok(Ending::TooManyPages { pages: expected });
        }
        if announced.is_some_and(|announced| announced < expected) {
            return Ok(Ending::ToCheck { why: ToCheck::CountersDisagree });
        }
        let paper = header.size().paper();
        if paper == Paper::Beyond && !limits.any_size {
            return Ok(Ending::TooLarge);
        }
        match page(&mut document, header) {
            Ok(colour) => say(Frame::page(Page { colour, large: paper != Paper::Normal }))?,
            Err(wrong) => return Ok(wrong.ending()),
        }
        pages += 1;
    }
    Ok(match announced {
        _ if pages == 0 => Ending::ToCheck { why: ToCheck::NoPages },
        Some(announced) if announced != pages => Ending::ToCheck { why: ToCheck::CountersDisagree },
        _ => Ending::Counted,
    })
}

/// Reads a page's lines; whether it has colour.
fn page(document: &mut impl BufRead, header: Header) -> Result<bool, Wrong> {
    let mut cells = header.cells();
    let mut left = header.height;
    while left > 0 {
        let times = lines::repeated(document)?.min(left);
        lines::line(document, &header, &mut cells)?;
        cells.end_line(times);
        left -= times;
    }
    Ok(cells.finish())
}

impl Wrong {
    fn ending(self) -> Ending {
        let why = match self {
            Self::Damaged => ToCheck::Damaged,
            Self::Unsupported => ToCheck::Unsupported,
        };
        Ending::ToCheck { why }
    }
}
