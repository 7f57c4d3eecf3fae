//! A staff card, as large as a bank card: site, name, code as a drawing and in letters. Its PIN is on no paper.

use epn_wire::secret::Secret;
use epn_wire::staff::CardIssued;
use fast_qr::{ECL, QRBuilder};

use super::fonts::Face;
use super::sheet::Sheet;
use crate::intent::WriteError;
use crate::words::{Phrases, say};

/// ISO/IEC 7810 ID-1, in millimetres.
const WIDTH: f32 = 85.6;
const HEIGHT: f32 = 54.0;
/// The QR code's width: read at arm's length by any scanner.
const QR: f32 = 24.0;

/// Everything that a card says.
#[derive(Clone, Debug)]
pub struct CardSheet {
    title: String,
    site: String,
    name: String,
    code: Secret,
}

impl CardSheet {
    /// The sheet of a card that was just issued.
    pub fn new(phrases: &Phrases, card: &CardIssued) -> Self {
        Self {
            title: say!(phrases, "card-title"),
            site: card.site.clone(),
            name: card.name.clone(),
            code: card.card.clone(),
        }
    }

    /// The PDF.
    ///
    /// # Errors
    /// A font or the code cannot be drawn.
    pub fn pdf(&self) -> Result<Vec<u8>, WriteError> {
        let mut sheet = Sheet::new(&self.title, WIDTH, HEIGHT)?;
        sheet.centered(Face::Regular, 8.5, 6.5, &self.site);
        sheet.centered(Face::Bold, 13.0, 12.5, &self.name);
        sheet.centered(Face::Regular, 8.5, 17.0, &self.title);
        let qr = QRBuilder::new(self.code.reveal())
            .ecl(ECL::Q)
            .build()
            .map_err(|error| WriteError::Document(error.to_string()))?;
        sheet.qr(&qr, 19.5, QR);
        sheet.centered(Face::Bold, 12.0, 49.5, self.code.reveal());
        Ok(sheet.into_pdf())
    }
}
