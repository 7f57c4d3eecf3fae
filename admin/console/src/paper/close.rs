//! The close of a day on paper (A4): what came in and went out by each means, and what was counted.

use epn_rules::units::Cents;
use epn_wire::money::DayClosed;
use epn_words::Reader;

use super::pages::{Column, Pages};
use crate::intent::WriteError;
use crate::words::{Phrases, say};

/// Everything that the close of a day says, in the reader's language.
#[derive(Clone, Debug)]
pub struct CloseSheet {
    site: String,
    title: String,
    by: String,
    receipts: String,
    means: Vec<Column>,
    totals: Vec<Vec<String>>,
    figures: Vec<(String, String)>,
    note: String,
    signed: String,
}

impl CloseSheet {
    /// The sheet of a day that was closed.
    pub fn new(phrases: &Phrases, reader: &Reader, site: &str, closed: &DayClosed) -> Self {
        let at = phrases.paper_moment(closed.at, reader);
        let receipts = match (closed.first_receipt, closed.last_receipt) {
            (Some(first), Some(last)) => {
                say!(phrases, "paper-close-receipts", first = first.to_string(), last = last.to_string())
            }
            _ => say!(phrases, "paper-close-no-receipts"),
        };
        let figure = |title: String| Column { title, share: 2.0, figures: true };
        let means = vec![
            Column { title: say!(phrases, "column-means"), share: 3.0, figures: false },
            figure(say!(phrases, "column-taken")),
            figure(say!(phrases, "column-given-back")),
            figure(say!(phrases, "column-stays")),
        ];
        let row = |name: String, taken: Cents, back: Cents| {
            vec![name, phrases.price(taken), phrases.price(back), phrases.price(Cents(taken.0 - back.0))]
        };
        let each = closed.totals.iter().map(|total| {
            row(phrases.capital(phrases.shared.means(total.means)), total.taken, total.given_back)
        });
        let sum = |amounts: &mut dyn Iterator<Item = Cents>| Cents(amounts.map(|amount| amount.0).sum());
        let all = row(
            say!(phrases, "paper-close-all"),
            sum(&mut closed.totals.iter().map(|total| total.taken)),
            sum(&mut closed.totals.iter().map(|total| total.given_back)),
        );
        let figures = vec![
            (say!(phrases, "paper-close-revenue"), phrases.price(closed.revenue)),
            (
                say!(phrases, "paper-close-expected"),
                phrases.price(Cents(closed.counted.0 - closed.difference.0)),
            ),
            (say!(phrases, "close-counted"), phrases.price(closed.counted)),
            (say!(phrases, "paper-close-difference"), phrases.price(closed.difference)),
        ];
        Self {
            site: site.to_owned(),
            title: say!(phrases, "paper-close-title", number = closed.number.to_string()),
            by: say!(phrases, "paper-close-by", moment = at, staff = closed.staff.clone()),
            receipts,
            means,
            totals: each.chain([all]).collect(),
            figures,
            note: closed.note.clone(),
            signed: say!(phrases, "paper-close-signed"),
        }
    }

    /// The PDF.
    ///
    /// # Errors
    /// A font cannot be read.
    pub fn pdf(&self) -> Result<Vec<u8>, WriteError> {
        let mut pages = Pages::new(&self.title)?;
        pages.title(&self.site, &self.title);
        pages.paragraph(&self.by);
        pages.paragraph(&self.receipts);
        pages.space(6.0);
        pages.table(&self.means, self.totals.iter().cloned());
        pages.space(6.0);
        pages.figures(&self.figures);
        if !self.note.trim().is_empty() {
            pages.space(6.0);
            pages.paragraph(&self.note);
        }
        pages.space(14.0);
        pages.paragraph(&self.signed);
        Ok(pages.into_pdf(&self.title))
    }
}
