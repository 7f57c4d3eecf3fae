//! The poster of the room (A4): how to print from one's own phone, and from a key. In French and in English, whatever the console
//! speaks: it is for those who come.

use epn_rules::print::prints_from_keys;
use epn_wire::console::RoomView;
use epn_wire::print_desk::PrintQueue;
use epn_words::Lang;
use fast_qr::{ECL, QRBuilder};

use super::fonts::Face;
use super::sheet::Sheet;
use crate::intent::WriteError;
use crate::words::{Phrases, say};

/// A4 upright, in millimetres.
const WIDTH: f32 = 210.0;
const HEIGHT: f32 = 297.0;
/// The QR code's width: read by a phone from two metres away.
const QR: f32 = 66.0;

/// What a room offers to those who bring their documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PosterSheet {
    site: String,
    /// The page for phones, as it is typed.
    page: Option<String>,
    /// Whether a station prints from keys.
    keys: bool,
}

impl PosterSheet {
    /// The poster of a room; none where there is nothing to tell.
    pub fn of(room: &RoomView, queue: &PrintQueue) -> Option<Self> {
        let page = queue.phone.as_ref().and_then(|phone| phone.address.clone());
        let keys = room.stations.iter().any(|station| prints_from_keys(&station.tags));
        (page.is_some() || keys).then(|| Self { site: room.site.clone(), page, keys })
    }

    /// The PDF.
    ///
    /// # Errors
    /// A language cannot be loaded, a font or the address cannot be drawn.
    pub fn pdf(&self) -> Result<Vec<u8>, WriteError> {
        let [french, english] = [phrases(Lang::French)?, phrases(Lang::English)?];
        let both = [&french, &english];
        let mut poster =
            Poster { sheet: Sheet::new(&say!(french, "poster-title"), WIDTH, HEIGHT)?, top: 10.0 };
        poster.line(Face::Bold, 18.0, &self.site);
        poster.title(46.0, both.map(|in_| say!(in_, "poster-title")));
        if let Some(page) = &self.page {
            poster.heading(both.map(|in_| say!(in_, "poster-phone")));
            poster.step(both.map(|in_| say!(in_, "poster-phone-network")));
            poster.step(both.map(|in_| say!(in_, "poster-phone-open")));
            poster.address(page)?;
            poster.step(both.map(|in_| say!(in_, "poster-phone-send")));
            poster.step(both.map(|in_| say!(in_, "poster-phone-code")));
        }
        if self.keys {
            poster.heading(both.map(|in_| say!(in_, "poster-key")));
            poster.step(both.map(|in_| say!(in_, "poster-key-how")));
        }
        poster.rule();
        poster.step(both.map(|in_| say!(in_, "poster-price")));
        Ok(poster.sheet.into_pdf())
    }
}

fn phrases(lang: Lang) -> Result<Phrases, WriteError> {
    Phrases::new(lang).map_err(|error| WriteError::Document(error.to_string()))
}

/// The page, filled from the top: each sentence in French, and below it, smaller, in English.
struct Poster {
    sheet: Sheet,
    /// How far it is filled.
    top: f32,
}

impl Poster {
    /// A line of so many points, with the room that it takes.
    fn line(&mut self, face: Face, size: f32, text: &str) {
        self.top += size * 0.45;
        self.sheet.centered(face, size, self.top, text);
    }

    fn title(&mut self, size: f32, [french, english]: [String; 2]) {
        self.top += 3.0;
        self.line(Face::Bold, size, &french);
        self.line(Face::Regular, size / 2.0, &english);
    }

    fn heading(&mut self, words: [String; 2]) {
        self.rule();
        self.title(28.0, words);
    }

    fn step(&mut self, [french, english]: [String; 2]) {
        self.top += 2.5;
        self.line(Face::Bold, 17.0, &french);
        self.line(Face::Regular, 13.0, &english);
    }

    fn rule(&mut self) {
        self.top += 4.0;
        self.sheet.fill(20.0, self.top, WIDTH - 40.0, 0.6, 0.5);
    }

    /// To be read by a phone, and to be typed.
    fn address(&mut self, page: &str) -> Result<(), WriteError> {
        let code = QRBuilder::new(page)
            .ecl(ECL::M)
            .build()
            .map_err(|error| WriteError::Document(error.to_string()))?;
        self.top += 5.0;
        self.sheet.qr(&code, self.top, QR);
        self.top += QR + 4.0;
        self.sheet.fill(20.0, self.top, WIDTH - 40.0, 16.0, 0.93);
        self.sheet.centered(Face::Bold, 30.0, self.top + 11.5, page);
        self.top += 16.0;
        Ok(())
    }
}
