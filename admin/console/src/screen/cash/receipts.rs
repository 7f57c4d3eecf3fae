//! Receipts in a list.

use epn_rules::units::Cents;
use epn_ui::{Button, Element, Icon, TableColumn, items};
use epn_wire::money::{ReceiptKind, ReceiptShown};

use crate::ctx::Ctx;
use crate::words::say;

/// What a receipt changed: taken is more, given back is less.
pub fn change(receipt: &ReceiptShown) -> Cents {
    match receipt.kind {
        ReceiptKind::TopUp => receipt.amount,
        ReceiptKind::Refund => Cents(-receipt.amount.0),
    }
}

/// The headings; a column for what can be done about each stands at the end.
pub fn columns(ctx: &Ctx<'_>) -> [TableColumn; 5] {
    let phrases = ctx.phrases;
    [
        TableColumn::new(say!(phrases, "column-receipt")),
        TableColumn::new(say!(phrases, "column-when")).share(4),
        TableColumn::new(say!(phrases, "column-means")).share(3),
        TableColumn::new(say!(phrases, "column-amount")).share(4).number(),
        TableColumn::new("").share(4),
    ]
}

/// Puts a receipt on paper.
pub fn save<M>(ctx: &Ctx<'_>, receipt: &ReceiptShown, pressed: M) -> Button<M> {
    let words = say!(ctx.phrases, "receipt-save");
    let spoken = say!(ctx.phrases, "receipt-save-spoken", number = receipt.number.to_string());
    ctx.ui
        .button(format!("receipt-save-{}", receipt.number), words, pressed)
        .quiet()
        .icon(Icon::Download)
        .spoken(spoken)
}

/// One receipt, and what can be done about it.
pub fn cells<'a, M: 'a>(
    ctx: &Ctx<'a>,
    receipt: &ReceiptShown,
    actions: Element<'a, M>,
) -> Vec<Element<'a, M>> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    items![
        ui.body(receipt.number.to_string()).bold(),
        ui.body(phrases.when(receipt.at, ctx.reader)),
        ui.body(phrases.capital(phrases.shared.means(receipt.means))),
        ui.body(phrases.change(change(receipt))),
        actions,
    ]
}
