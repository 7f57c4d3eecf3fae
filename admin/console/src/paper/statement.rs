//! An account on paper (A4, as many pages as it takes): what the purse holds, and each thing that changed it.

use epn_wire::money::Account;
use epn_words::Reader;
use jiff::Timestamp;

use super::pages::{Column, Pages};
use crate::intent::WriteError;
use crate::words::{Phrases, say};

/// Everything that an account says, in the reader's language.
#[derive(Clone, Debug)]
pub struct StatementSheet {
    site: String,
    title: String,
    holder: String,
    at: String,
    purse: Vec<(String, String)>,
    columns: Vec<Column>,
    /// The newest first.
    lines: Vec<Vec<String>>,
    no_lines: String,
}

impl StatementSheet {
    /// The sheet of an account as it stands at a moment; `holder` as the desk calls them.
    pub fn new(
        phrases: &Phrases,
        reader: &Reader,
        site: &str,
        holder: &str,
        account: &Account,
        at: Timestamp,
    ) -> Self {
        let reserved =
            format!("{} {}", say!(phrases, "purse-reserved"), say!(phrases, "purse-reserved-more"));
        let purse = [
            (say!(phrases, "purse-paid"), account.purse.paid),
            (say!(phrases, "purse-free"), account.purse.free),
            (reserved, account.purse.reserved),
        ];
        let column = |title: String, share: f32, figures: bool| Column { title, share, figures };
        let lines = account.lines.iter().map(|line| {
            vec![
                phrases.capital(phrases.paper_moment(line.at, reader)),
                phrases.account_entry(&line.what),
                phrases.change(line.amount),
            ]
        });
        Self {
            site: site.to_owned(),
            title: say!(phrases, "paper-statement-title"),
            holder: holder.to_owned(),
            at: say!(phrases, "paper-statement-at", moment = phrases.paper_moment(at, reader)),
            purse: purse.map(|(name, amount)| (name, phrases.price(amount))).to_vec(),
            columns: vec![
                column(say!(phrases, "column-when"), 4.0, false),
                column(say!(phrases, "column-what"), 7.0, false),
                column(say!(phrases, "column-amount"), 2.0, true),
            ],
            lines: lines.collect(),
            no_lines: say!(phrases, "account-empty"),
        }
    }

    /// The PDF.
    ///
    /// # Errors
    /// A font cannot be read.
    pub fn pdf(&self) -> Result<Vec<u8>, WriteError> {
        let mut pages = Pages::new(&self.title)?;
        pages.title(&self.site, &self.title);
        pages.heading(&self.holder);
        pages.paragraph(&self.at);
        pages.space(4.0);
        pages.figures(&self.purse);
        pages.space(4.0);
        if self.lines.is_empty() {
            pages.paragraph(&self.no_lines);
        }
        pages.table(&self.columns, self.lines.iter().cloned());
        Ok(pages.into_pdf(&self.title))
    }
}
