//! What a print costs: a price for each side in the order in which sides come out, so that a printer that stops is paid for what it
//! printed.

use serde::{Deserialize, Serialize};

use crate::units::Cents;

/// The tag of a station at whose lock screen documents are printed from a USB key, without a session.
pub const FROM_KEYS: &str = "usb-printing";

/// Whether a station with these tags prints from USB keys while nobody has it.
pub fn prints_from_keys(tags: &[String]) -> bool {
    tags.iter().any(|tag| tag == FROM_KEYS)
}

/// The prices of one printer, for each printed side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrintTariff {
    /// A black side up to A4.
    pub black: Cents,
    /// A colour side up to A4; `None` if the printer has no colour: such sides then cost and come out as black.
    #[serde(default)]
    pub colour: Option<Cents>,
    /// A black side up to A3; `None` if the printer takes no A3.
    #[serde(default)]
    pub a3_black: Option<Cents>,
    /// A colour side up to A3.
    #[serde(default)]
    pub a3_colour: Option<Cents>,
    /// How much less the second face of a sheet costs; never below nothing.
    #[serde(default)]
    pub second_face_less: Cents,
    /// Whether the printer turns sheets.
    #[serde(default)]
    pub duplex: bool,
}

/// One page of a document, as counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    pub colour: bool,
    /// Larger than A4, up to A3.
    pub large: bool,
}

/// How a document is to come out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finish {
    pub copies: u32,
    pub duplex: bool,
    /// All pages of a copy before the next copy.
    pub collated: bool,
    pub black_only: bool,
}

/// What a print costs at most, side by side in the order in which they come out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    sides: Vec<Cents>,
}

impl Quote {
    /// The price of `pages` printed like that; `None` if this printer cannot print them (A3).
    pub fn of(tariff: &PrintTariff, pages: &[Page], finish: Finish) -> Option<Self> {
        let duplex = finish.duplex && tariff.duplex;
        let faces = pages.iter().enumerate().map(|(index, page)| {
            let face = tariff.side(*page, finish.black_only)?;
            let second = duplex && index % 2 == 1;
            Some(if second { Cents((face.0 - tariff.second_face_less.0.max(0)).max(0)) } else { face })
        });
        let one: Vec<Cents> = faces.collect::<Option<_>>()?;
        let copies = usize::try_from(finish.copies).unwrap_or(usize::MAX);
        let sides = if finish.collated || duplex {
            one.iter().copied().cycle().take(one.len().saturating_mul(copies)).collect()
        } else {
            one.iter().flat_map(|side| std::iter::repeat_n(*side, copies)).collect()
        };
        Some(Self { sides })
    }

    /// A quote that a mediator made: so many sides for so much, spread evenly, the first sides bearing the odd cents.
    pub fn fixed(sides: u32, total: Cents) -> Self {
        let count = i64::from(sides);
        let total = total.0.max(0);
        let share = |index: i64| total / count + i64::from(index < total % count);
        Self { sides: (0..count).map(|index| Cents(share(index))).collect() }
    }

    /// The same again for whoever paid for the first so many sides already: those cost nothing.
    #[must_use]
    pub fn again(mut self, paid: u32) -> Self {
        let paid = usize::try_from(paid).unwrap_or(usize::MAX);
        self.sides.iter_mut().take(paid).for_each(|side| *side = Cents(0));
        self
    }

    /// How many sides come out.
    pub fn sides(&self) -> u32 {
        u32::try_from(self.sides.len()).unwrap_or(u32::MAX)
    }

    /// What all of them cost.
    pub fn total(&self) -> Cents {
        self.first(self.sides())
    }

    /// What the first so many sides cost: all of them if the printer says more, since it may pad.
    pub fn first(&self, sides: u32) -> Cents {
        let sides = usize::try_from(sides).unwrap_or(usize::MAX);
        Cents(self.sides.iter().take(sides).map(|side| side.0).sum())
    }
}

impl PrintTariff {
    fn side(&self, page: Page, black_only: bool) -> Option<Cents> {
        let colour = page.colour && !black_only;
        match (page.large, colour) {
            (false, false) => Some(self.black),
            (false, true) => Some(self.colour.unwrap_or(self.black)),
            (true, false) => self.a3_black,
            (true, true) => self.a3_black.map(|black| self.a3_colour.unwrap_or(black)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLACK: Page = Page { colour: false, large: false };
    const COLOUR: Page = Page { colour: true, large: false };
    const A3: Page = Page { colour: false, large: true };

    fn tariff() -> PrintTariff {
        PrintTariff {
            black: Cents(10),
            colour: Some(Cents(50)),
            second_face_less: Cents(4),
            duplex: true,
            ..PrintTariff::default()
        }
    }

    fn finish(copies: u32) -> Finish {
        Finish { copies, duplex: false, collated: true, black_only: false }
    }

    #[test]
    fn a_jam_is_paid_for_the_sides_that_came_out_in_their_order() {
        let pages = [BLACK, COLOUR, BLACK];
        let collated = Quote::of(&tariff(), &pages, finish(2)).unwrap();
        assert_eq!(collated.total(), Cents(140));
        assert_eq!(collated.first(4), Cents(80), "a whole copy and the first page of the next");
        let stacked = Quote::of(&tariff(), &pages, Finish { collated: false, ..finish(2) }).unwrap();
        assert_eq!(stacked.first(3), Cents(70), "twice the first page, once the second");
        assert_eq!(stacked.total(), Cents(140));
    }

    #[test]
    fn never_more_than_the_quote() {
        let quote = Quote::of(&tariff(), &[BLACK; 5], finish(1)).unwrap();
        assert_eq!((quote.first(6), quote.sides()), (Cents(50), 5));
        assert_eq!(quote.first(0), Cents(0));
    }

    #[test]
    fn the_second_face_of_a_sheet_costs_less_in_each_copy() {
        let duplex = Finish { duplex: true, ..finish(2) };
        let quote = Quote::of(&tariff(), &[BLACK; 3], duplex).unwrap();
        assert_eq!(quote.total(), Cents(2 * (10 + 6 + 10)));
        let simplex_only = PrintTariff { duplex: false, ..tariff() };
        assert_eq!(Quote::of(&simplex_only, &[BLACK; 3], duplex).unwrap().total(), Cents(60));
    }

    #[test]
    fn only_a_station_that_is_tagged_so_prints_from_keys() {
        let tags = |tags: &[&str]| tags.iter().map(|tag| (*tag).to_owned()).collect::<Vec<_>>();
        assert!(prints_from_keys(&tags(&["children", "usb-printing"])));
        for other in [&[][..], &["usb"], &["usb-printing-2"], &["colour-printing"]] {
            assert!(!prints_from_keys(&tags(other)), "{other:?}");
        }
    }

    #[test]
    fn what_a_printer_cannot_print_has_no_price_there() {
        assert_eq!(Quote::of(&tariff(), &[BLACK, A3], finish(1)), None);
        let black_only = PrintTariff { colour: None, ..tariff() };
        assert_eq!(Quote::of(&black_only, &[COLOUR], finish(1)).unwrap().total(), Cents(10));
        let grey = Finish { black_only: true, ..finish(1) };
        assert_eq!(Quote::of(&tariff(), &[COLOUR], grey).unwrap().total(), Cents(10));
    }

    #[test]
    fn what_came_out_is_not_paid_again() {
        let quote = Quote::of(&tariff(), &[BLACK, COLOUR, BLACK], finish(1)).unwrap();
        let again = quote.clone().again(2);
        assert_eq!((again.first(2), again.total(), again.sides()), (Cents(0), Cents(10), 3));
        assert_eq!(quote.first(2).0 + again.total().0, quote.total().0);
        assert_eq!(quote.again(9).total(), Cents(0));
    }

    #[test]
    fn a_price_by_hand_is_spread_to_the_cent() {
        let quote = Quote::fixed(3, Cents(100));
        assert_eq!((quote.first(1), quote.first(2), quote.total()), (Cents(34), Cents(67), Cents(100)));
        assert_eq!(Quote::fixed(0, Cents(100)).total(), Cents(0));
    }
}
