//! Sizes of pages.

/// A length in points: 1/72 inch.
pub const POINTS_PER_INCH: f64 = 72.0;
/// A4 and A3 as ISO 216 has them, in points.
const A4: Size = Size { width: 595.28, height: 841.89 };
const A3: Size = Size { width: 841.89, height: 1190.55 };
/// How much larger a page may be and still go on that paper: US Letter goes on A4, a ledger on A3, and pages of programs that
/// round.
const TOLERANCE: f64 = 1.05;

/// The size of a page, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    pub width: f64,
    pub height: f64,
}

/// The smallest paper that a page goes on, whichever way it is turned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// Up to A4.
    Normal,
    /// Up to A3.
    Large,
    /// Larger than A3, or of no size at all.
    Beyond,
}

impl Size {
    pub fn paper(self) -> Paper {
        if self.fits(A4) {
            Paper::Normal
        } else if self.fits(A3) {
            Paper::Large
        } else {
            Paper::Beyond
        }
    }

    /// Also false for what is not a number.
    fn fits(self, paper: Self) -> bool {
        let (short, long) = (self.width.min(self.height), self.width.max(self.height));
        let is_there = self.width > 0.0 && self.height > 0.0;
        is_there && short <= paper.width * TOLERANCE && long <= paper.height * TOLERANCE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paper(width: f64, height: f64) -> Paper {
        Size { width, height }.paper()
    }

    #[test]
    fn a_page_goes_on_the_smallest_paper_whichever_way_it_is_turned() {
        assert_eq!(paper(595.0, 842.0), Paper::Normal);
        assert_eq!(paper(842.0, 595.0), Paper::Normal);
        assert_eq!(paper(612.0, 792.0), Paper::Normal, "US Letter");
        assert_eq!(paper(842.0, 1191.0), Paper::Large);
        assert_eq!(paper(1224.0, 792.0), Paper::Large, "a ledger");
        assert_eq!(paper(612.0, 1008.0), Paper::Large, "US Legal does not go on A4");
        assert_eq!(paper(1191.0, 1684.0), Paper::Beyond);
        assert_eq!(paper(100.0, 2000.0), Paper::Beyond, "a till's roll");
    }

    #[test]
    fn what_has_no_size_goes_on_no_paper() {
        for (width, height) in [(0.0, 842.0), (-1.0, 842.0), (f64::NAN, 842.0), (595.0, f64::INFINITY)] {
            assert_eq!(paper(width, height), Paper::Beyond, "{width} × {height}");
        }
    }
}
