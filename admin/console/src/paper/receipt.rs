//! A receipt on paper (A6). Without a holder's name it leads back to the credit: its number, and the same as a drawing.

use epn_wire::money::{ReceiptKind, ReceiptShown};
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

/// Everything that a receipt says, in the reader's language.
#[derive(Clone, Debug)]
pub struct ReceiptSheet {
    site: String,
    title: String,
    what: String,
    amount: String,
    means: String,
    at: String,
    whose: Whose,
    how: String,
}

#[derive(Clone, Debug)]
enum Whose {
    Named(String),
    /// A purse without a name, by its number.
    Purse(String),
}

impl ReceiptSheet {
    /// The sheet of a receipt; `holder` is the name of the member whose purse it is.
    pub fn new(
        phrases: &Phrases,
        reader: &Reader,
        site: &str,
        receipt: &ReceiptShown,
        holder: Option<&str>,
    ) -> Self {
        let what = match receipt.kind {
            ReceiptKind::TopUp => say!(phrases, "paper-receipt-top-up"),
            ReceiptKind::Refund => say!(phrases, "paper-receipt-refund"),
        };
        let (whose, how) = match holder {
            Some(name) => (
                Whose::Named(say!(phrases, "paper-receipt-holder", name = name)),
                say!(phrases, "paper-receipt-keep"),
            ),
            None => (Whose::Purse(receipt.purse.to_string()), say!(phrases, "paper-receipt-keep-purse")),
        };
        Self {
            site: site.to_owned(),
            title: say!(phrases, "paper-receipt-title", number = receipt.number.to_string()),
            what,
            amount: phrases.price(receipt.amount),
            means: phrases.capital(phrases.shared.means(receipt.means)),
            at: phrases.capital(phrases.paper_moment(receipt.at, reader)),
            whose,
            how,
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
        sheet.centered(Face::Regular, 12.0, 32.0, &self.what);
        sheet.fill(8.0, 36.0, WIDTH - 16.0, 17.0, 0.93);
        sheet.centered(Face::Bold, 30.0, 48.0, &self.amount);
        sheet.centered(Face::Regular, 12.0, 60.0, &self.means);
        sheet.centered(Face::Regular, 10.5, 66.0, &self.at);
        match &self.whose {
            Whose::Named(name) => sheet.centered(Face::Bold, 16.0, 86.0, name),
            Whose::Purse(number) => {
                let code = QRBuilder::new(number.as_str())
                    .ecl(ECL::Q)
                    .build()
                    .map_err(|error| WriteError::Document(error.to_string()))?;
                sheet.qr(&code, 73.0, QR);
                sheet.centered(Face::Bold, 11.0, 119.0, &in_groups(number));
            }
        }
        sheet.centered(Face::Regular, 8.5, 139.0, &self.how);
        Ok(sheet.into_pdf())
    }
}

/// A long number as people read it aloud.
fn in_groups(number: &str) -> String {
    let letters: Vec<char> = number.chars().collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}
