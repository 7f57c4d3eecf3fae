//! How a print is to come out, as the station asked when it handed it in. It goes on to the printer as it is.

use epn_rules::print::{Finish, Page};
use serde::{Deserialize, Serialize};

/// The most copies that are asked at once.
pub const MOST_COPIES: u32 = 99;

/// An enumeration whose variants have the keywords of IPP, in the database too.
macro_rules! keywords {
    ($($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $keyword:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $keyword)] $variant,)*
        }

        impl $name {
            /// All of them; the first is meant where nothing is asked.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// IPP's word for it.
            pub fn keyword(self) -> &'static str {
                match self {
                    $(Self::$variant => $keyword,)*
                }
            }

            /// What IPP's word means.
            pub fn from_keyword(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.keyword() == text)
            }
        }
    )*};
}

keywords! {
    /// `sides` (RFC 8011, 5.2.8).
    Sides {
        OneSided = "one-sided",
        LongEdge = "two-sided-long-edge",
        ShortEdge = "two-sided-short-edge",
    }
    /// `print-color-mode` (PWG 5100.13, 5.2.4).
    ColourMode {
        Auto = "auto",
        Colour = "color",
        Monochrome = "monochrome",
    }
    /// `media` (PWG 5101.1).
    Media {
        A4 = "iso_a4_210x297mm",
        A3 = "iso_a3_297x420mm",
        A5 = "iso_a5_148x210mm",
        Letter = "na_letter_8.5x11in",
        Legal = "na_legal_8.5x14in",
    }
    /// `print-scaling` (PWG 5100.16, 4.3).
    Scaling {
        Auto = "auto",
        AutoFit = "auto-fit",
        Fill = "fill",
        Fit = "fit",
        AsIs = "none",
    }
    /// `print-quality` (RFC 8011, 5.2.13), which IPP numbers.
    Quality {
        Normal = "normal",
        Draft = "draft",
        High = "high",
    }
    /// `orientation-requested` (RFC 8011, 5.2.10), which IPP numbers.
    Orientation {
        Portrait = "portrait",
        Landscape = "landscape",
        ReverseLandscape = "reverse-landscape",
        ReversePortrait = "reverse-portrait",
    }
}

impl Media {
    /// Width and height, in hundredths of a millimetre.
    pub fn size(self) -> (i32, i32) {
        match self {
            Self::A4 => (21_000, 29_700),
            Self::A3 => (29_700, 42_000),
            Self::A5 => (14_800, 21_000),
            Self::Letter => (21_590, 27_940),
            Self::Legal => (21_590, 35_560),
        }
    }

    /// Whether it is larger than A4, as pages are counted: US Legal does not go on A4 either.
    pub fn is_large(self) -> bool {
        matches!(self, Self::A3 | Self::Legal)
    }

    /// The sheet of this size; clients round, so that half a millimetre is forgiven.
    pub fn from_size(width: i32, height: i32) -> Option<Self> {
        let close = |a: i32, b: i32| a.abs_diff(b) <= 50;
        Self::ALL.iter().copied().find(|media| {
            let (own_width, own_height) = media.size();
            close(own_width, width) && close(own_height, height)
        })
    }
}

impl Quality {
    /// IPP's number.
    pub fn number(self) -> i32 {
        match self {
            Self::Draft => 3,
            Self::Normal => 4,
            Self::High => 5,
        }
    }

    /// What IPP's number means.
    pub fn from_number(number: i32) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.number() == number)
    }
}

impl Orientation {
    /// IPP's number.
    pub fn number(self) -> i32 {
        match self {
            Self::Portrait => 3,
            Self::Landscape => 4,
            Self::ReverseLandscape => 5,
            Self::ReversePortrait => 6,
        }
    }

    /// What IPP's number means.
    pub fn from_number(number: i32) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.number() == number)
    }
}

/// Pages from one to another, both printed; the first page is 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PageRange {
    pub first: u32,
    pub last: u32,
}

/// How a print is to come out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    /// 1 to [`MOST_COPIES`].
    pub copies: u32,
    pub sides: Sides,
    pub colour: ColourMode,
    /// All pages of a copy before the next copy.
    pub collated: bool,
    /// As large as the pages are, without it.
    #[serde(default)]
    pub media: Option<Media>,
    pub quality: Quality,
    /// As the document says, without it.
    pub orientation: Option<Orientation>,
    pub scaling: Scaling,
    /// In ascending order, none over another; all pages if empty.
    #[serde(default)]
    pub page_ranges: Vec<PageRange>,
}

impl Default for Ticket {
    fn default() -> Self {
        Self {
            copies: 1,
            sides: Sides::OneSided,
            colour: ColourMode::Auto,
            collated: true,
            media: None,
            quality: Quality::Normal,
            orientation: None,
            scaling: Scaling::Auto,
            page_ranges: Vec::new(),
        }
    }
}

impl Ticket {
    /// What of it decides the price.
    pub fn finish(&self) -> Finish {
        Finish {
            copies: self.copies,
            duplex: self.sides != Sides::OneSided,
            collated: self.collated,
            black_only: self.colour == ColourMode::Monochrome,
        }
    }

    /// The pages of a document that are printed, each on the paper that was asked for: that is what is paid.
    pub fn selected(&self, pages: &[Page]) -> Vec<Page> {
        let on_paper = |page: &Page| Page { large: self.media.map_or(page.large, Media::is_large), ..*page };
        (1..).zip(pages).filter(|(number, _)| self.selects(*number)).map(|(_, page)| on_paper(page)).collect()
    }

    /// The same with the paper that these pages are paid for, where none was asked for; pages of several sizes leave it to the
    /// printer.
    #[must_use]
    pub fn on_paper_of(mut self, pages: &[Page]) -> Self {
        let (large, small) = (pages.iter().any(|page| page.large), pages.iter().any(|page| !page.large));
        self.media = self.media.or(match (large, small) {
            (true, false) => Some(Media::A3),
            (false, true) => Some(Media::A4),
            _ => None,
        });
        self
    }

    /// How many of so many pages are printed.
    pub fn how_many_of(&self, pages: u32) -> u32 {
        if self.page_ranges.is_empty() {
            return pages;
        }
        let selected = (1..=pages).filter(|number| self.selects(*number)).count();
        u32::try_from(selected).unwrap_or(u32::MAX)
    }

    /// Whether a page of this number, from 1 on, is printed.
    fn selects(&self, number: u32) -> bool {
        let within = |range: &PageRange| (range.first..=range.last).contains(&number);
        self.page_ranges.is_empty() || self.page_ranges.iter().any(within)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_survives_the_database() {
        let ticket = Ticket {
            sides: Sides::LongEdge,
            media: Some(Media::A3),
            page_ranges: vec![PageRange { first: 2, last: 3 }],
            ..Ticket::default()
        };
        let json = serde_json::to_string(&ticket).unwrap();
        assert!(json.contains("two-sided-long-edge") && json.contains("iso_a3_297x420mm"), "{json}");
        assert_eq!(serde_json::from_str::<Ticket>(&json).unwrap(), ticket);
    }

    #[test]
    fn only_the_pages_asked_for_are_printed() {
        let page = |colour| Page { colour, large: false };
        let pages = [page(false), page(true), page(false), page(true)];
        let range = |first, last| PageRange { first, last };
        let select = |page_ranges| Ticket { page_ranges, ..Ticket::default() }.selected(&pages);
        assert_eq!(select(vec![]), pages);
        assert_eq!(select(vec![range(2, 2), range(4, 9)]), [page(true), page(true)]);
        assert!(select(vec![range(5, 9)]).is_empty());
    }

    #[test]
    fn the_paper_that_is_asked_for_is_what_is_paid_and_what_comes_out() {
        let (small, large) = (Page { colour: true, large: false }, Page { colour: true, large: true });
        let ticket = |media| Ticket { media, ..Ticket::default() };
        assert_eq!(ticket(Some(Media::A3)).selected(&[small]), [large], "A3 at the price of A4");
        assert_eq!(ticket(Some(Media::Legal)).selected(&[small]), [large]);
        assert_eq!(ticket(Some(Media::A4)).selected(&[large]), [small], "A4 at the price of A3");
        assert_eq!(ticket(None).selected(&[small, large]), [small, large]);
        let sheet = |media, pages: &[Page]| ticket(media).on_paper_of(pages).media;
        assert_eq!(sheet(None, &[large, large]), Some(Media::A3), "paid as A3, it comes out as A3");
        assert_eq!(sheet(None, &[small]), Some(Media::A4));
        assert_eq!(sheet(None, &[small, large]), None);
        assert_eq!(sheet(None, &[]), None, "nobody could count it");
        assert_eq!(sheet(Some(Media::A5), &[large]), Some(Media::A5));
    }

    #[test]
    fn a_ticket_of_an_earlier_hub_is_read() {
        let json = serde_json::to_string(&Ticket::default()).unwrap();
        let before = json.replace("\"media\":null", "\"media\":\"iso_a4_210x297mm\"");
        assert_ne!(json, before);
        assert_eq!(serde_json::from_str::<Ticket>(&before).unwrap().media, Some(Media::A4));
    }

    #[test]
    fn sheets_are_known_by_their_size() {
        for media in Media::ALL {
            let (width, height) = media.size();
            assert_eq!(Media::from_size(width, height), Some(*media));
        }
        assert_eq!(Media::from_size(21_010, 29_690), Some(Media::A4));
        assert_eq!(Media::from_size(10_000, 15_000), None);
    }
}
