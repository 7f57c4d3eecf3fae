//! A ticket on paper (A6): site, picture and word, code in letters and as a drawing, minutes, and until when.

use epn_ui::picture_glyph;
use epn_wire::console::TicketIssued;
use epn_wire::secret::Secret;
use epn_words::Reader;
use fast_qr::{ECL, QRBuilder};

use super::fonts::Face;
use super::sheet::Sheet;
use crate::intent::WriteError;
use crate::words::{Phrases, say};

/// A6 upright, in millimetres.
const WIDTH: f32 = 105.0;
const HEIGHT: f32 = 148.0;
/// The QR code's width: read at arm's length by any scanner.
const QR: f32 = 38.0;

/// Everything that a ticket says, in the reader's language.
#[derive(Clone, Debug)]
pub struct TicketSheet {
    pub alias: String,
    site: String,
    title: String,
    picture: String,
    code: Secret,
    minutes: String,
    expires: String,
    how: String,
    nothing_kept: String,
}

impl TicketSheet {
    /// The sheet of a ticket that was just issued.
    pub fn new(phrases: &Phrases, reader: &Reader, ticket: &TicketIssued) -> Self {
        Self {
            alias: phrases.shared.alias(&ticket.alias),
            site: ticket.site.clone(),
            title: say!(phrases, "paper-title"),
            picture: picture_glyph(&ticket.alias.picture).map(String::from).unwrap_or_default(),
            code: ticket.code.clone(),
            minutes: say!(phrases, "ticket-for", length = phrases.shared.length(ticket.minutes)),
            expires: phrases.valid_until(ticket.expires, reader),
            how: say!(phrases, "paper-how"),
            nothing_kept: say!(phrases, "paper-nothing-kept"),
        }
    }

    /// The PDF.
    ///
    /// # Errors
    /// A font or the code cannot be drawn.
    pub fn pdf(&self) -> Result<Vec<u8>, WriteError> {
        let mut sheet = Sheet::new(&self.title, WIDTH, HEIGHT)?;
        sheet.centered(Face::Bold, 15.0, 13.0, &self.site);
        sheet.centered(Face::Regular, 11.0, 19.0, &self.title);
        sheet.fill(8.0, 23.0, WIDTH - 16.0, 0.4, 0.6);
        sheet.centered(Face::Pictures, 62.0, 46.0, &self.picture);
        sheet.centered(Face::Bold, 24.0, 57.0, &self.alias);
        sheet.fill(8.0, 62.0, WIDTH - 16.0, 15.0, 0.93);
        sheet.centered(Face::Bold, 30.0, 73.0, self.code.reveal());
        let qr = QRBuilder::new(self.code.reveal())
            .ecl(ECL::Q)
            .build()
            .map_err(|error| WriteError::Document(error.to_string()))?;
        sheet.qr(&qr, 81.0, QR);
        sheet.centered(Face::Bold, 14.0, 128.0, &self.minutes);
        sheet.centered(Face::Regular, 10.5, 133.5, &self.expires);
        sheet.centered(Face::Regular, 8.5, 139.0, &self.how);
        sheet.centered(Face::Regular, 8.5, 143.0, &self.nothing_kept);
        Ok(sheet.into_pdf())
    }
}
