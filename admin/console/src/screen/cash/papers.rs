//! Receipts, closes and statements on paper.

use std::path::PathBuf;

use epn_wire::money::{Account, DayClosed, ReceiptShown};
use jiff::Timestamp;

use super::whose::Whose;
use crate::ctx::Ctx;
use crate::intent::{Content, Intent, Write, WriteError};
use crate::paper::{self, CloseSheet, ReceiptSheet, StatementSheet};
use crate::words::say;

/// What became of a document.
pub type Saved = Result<PathBuf, WriteError>;

/// What stands on every document of the desk.
#[derive(Clone, Copy, Debug)]
pub struct Letterhead<'a> {
    pub site: &'a str,
    /// The site's time, as last told.
    pub now: Option<Timestamp>,
}

/// A receipt; it names the member whose purse it is, or leads back to a purse without a name.
pub fn receipt<M: 'static>(
    ctx: &Ctx<'_>,
    head: Letterhead<'_>,
    receipt: &ReceiptShown,
    whose: Option<&Whose>,
    saved: fn(Saved) -> M,
) -> Intent<M> {
    let holder = match whose {
        Some(Whose::Member(row)) => Some(row.name.clone().unwrap_or_else(|| row.number.clone())),
        _ => None,
    };
    let sheet = ReceiptSheet::new(ctx.phrases, ctx.reader, head.site, receipt, holder.as_deref());
    let name = say!(ctx.phrases, "receipt-file", number = receipt.number.to_string());
    write(&name, Box::new(move || sheet.pdf()), saved)
}

/// The close of a day.
pub fn close<M: 'static>(
    ctx: &Ctx<'_>,
    head: Letterhead<'_>,
    closed: &DayClosed,
    saved: fn(Saved) -> M,
) -> Intent<M> {
    let sheet = CloseSheet::new(ctx.phrases, ctx.reader, head.site, closed);
    let name = say!(ctx.phrases, "close-file", number = closed.number.to_string());
    write(&name, Box::new(move || sheet.pdf()), saved)
}

/// Somebody's account as it stands; nothing before the site's time is known.
pub fn statement<M: 'static>(
    ctx: &Ctx<'_>,
    head: Letterhead<'_>,
    whose: &Whose,
    account: &Account,
    saved: fn(Saved) -> M,
) -> Intent<M> {
    let Some(now) = head.now else { return Intent::None };
    let holder = whose.words(ctx);
    let sheet = StatementSheet::new(ctx.phrases, ctx.reader, head.site, &holder, account, now);
    let name = say!(ctx.phrases, "statement-file", whose = holder);
    write(&name, Box::new(move || sheet.pdf()), saved)
}

fn write<M: 'static>(name: &str, content: Content, saved: fn(Saved) -> M) -> Intent<M> {
    Intent::Write(Write { name: paper::file_name(name, "pdf"), content, then: Box::new(saved) })
}
