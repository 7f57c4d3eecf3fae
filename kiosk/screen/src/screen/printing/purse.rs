//! *Mon crédit*: what the purse holds, and the receipts of what was paid.

use std::slice;

use epn_ui::{Element, Page, PagerWords, Space, Tone, items};
use epn_wire::money::{PurseShown, ReceiptKind, ReceiptShown};
use epn_wire::printing::PrintingShown;
use i18n_embed_fl::fl;
use iced::Length;

use super::{Body, Context, Message, amounts, leave, page, parts};

/// The screen.
pub(super) fn view<'a>(cx: &Context<'a>, shown: &PrintingShown, index: usize) -> Body<'a, Message> {
    let own = &cx.texts.own;
    let lead = (!cx.is_large()).then(|| fl!(own, "purse-lead"));
    let heading = parts::heading(cx, fl!(own, "purse-title"), lead);
    let (purse, receipts) = (shown.printing.purse, shown.printing.receipts.as_slice());
    let (turned, content) = if cx.is_large() && !receipts.is_empty() {
        // There is room for one thing at a time: what the purse holds, then each receipt.
        let turned = Page::new(index, 1, receipts.len() + 1);
        let receipt = turned.index().checked_sub(1).and_then(|before| receipts.get(before));
        let one = receipt.map_or_else(|| held(cx, purse), |receipt| list(cx, slice::from_ref(receipt)));
        (turned, vec![one])
    } else {
        let turned = Page::new(index, if cx.is_enlarged() { 1 } else { 3 }, receipts.len());
        (turned, vec![held(cx, purse), list(cx, turned.of(receipts))])
    };
    // Always in sight, however long the list.
    let pager = (turned.count() > 1).then(|| pager(cx, turned));
    let actions = [leave(cx, true)].into_iter().chain(pager).collect();
    Body::with_actions(page(cx, None, [heading].into_iter().chain(content)), actions)
}

/// What the purse holds.
fn held<'a>(cx: &Context<'a>, purse: PurseShown) -> Element<'a, Message> {
    let own = &cx.texts.own;
    amounts(
        cx,
        [
            ("paid", fl!(own, "purse-paid"), purse.paid, Tone::Primary),
            ("free", fl!(own, "purse-free"), purse.free, Tone::Neutral),
            ("reserved", fl!(own, "purse-reserved"), purse.reserved, Tone::Neutral),
        ],
    )
}

/// Receipts below each other.
fn list<'a>(cx: &Context<'a>, receipts: &[ReceiptShown]) -> Element<'a, Message> {
    let ui = cx.ui;
    if receipts.is_empty() {
        return ui.body(fl!(cx.texts.own, "receipts-none")).id("none").muted().centered().into();
    }
    let rows = ui.list(receipts.iter().map(|receipt| row(cx, receipt)));
    ui.card(rows).padding(ui.space(Space::M)).width(Length::Fill).into()
}

/// Its number and day, with what was paid, and how much.
fn row<'a>(cx: &Context<'a>, receipt: &ReceiptShown) -> Element<'a, Message> {
    let (ui, own, words) = (cx.ui, &cx.texts.own, &cx.texts.words);
    let number = receipt.number;
    let name = fl!(own, "receipt-name", number = number.to_string());
    let at = cx.reader.civil(receipt.at);
    let when = format!("{}, {}", words.day_of_year(at.date()), words.time(at.time()));
    let what =
        fl!(own, "receipt-what", kind = words.receipt_kind(receipt.kind), means = words.means(receipt.means));
    let sign = match receipt.kind {
        ReceiptKind::TopUp => "+",
        ReceiptKind::Refund => "−",
    };
    let amount = format!("{sign} {}", words.money(receipt.amount));
    let amount = ui.body(amount).id(format!("receipt-{number}-amount")).bold();
    let name = ui.body(name).id(format!("receipt-{number}")).bold();
    let when = ui.label(when).id(format!("receipt-{number}-when")).fill();
    let what = ui.label(what).id(format!("receipt-{number}-what")).muted().fill();
    if cx.is_enlarged() {
        let head = ui.row(items![name.fill(), amount]).width(Length::Fill);
        return ui.column(items![head, when, what]).spacing(0).width(Length::Fill).into();
    }
    ui.row(items![name, when, what, amount]).width(Length::Fill).into()
}

fn pager<'a>(cx: &Context<'a>, page: Page) -> Element<'a, Message> {
    let own = &cx.texts.own;
    let (index, count) = ((page.index() + 1).to_string(), page.count().to_string());
    let words = PagerWords {
        previous: fl!(own, "receipts-newer"),
        next: fl!(own, "receipts-older"),
        position: fl!(own, "receipts-page", page = index, pages = count),
        no_further: fl!(own, "receipts-no-further"),
    };
    cx.ui.pager(page, words, Message::PageWanted)
}
