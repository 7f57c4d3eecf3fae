//! The presses that bring a print out on one of several printers.

use epn_ui::{Element, Icon};
use epn_wire::money::Means;
use epn_wire::print_desk::{DeskOffer, PayPrint, PrintRow, ReleasePrint};

use super::{Message, Order};
use crate::ctx::Ctx;
use crate::words::say;

/// Releases a print on that printer at its own price, from what the visitor's purse holds.
pub fn release<'a>(
    ctx: &Ctx<'a>,
    row: &PrintRow,
    offer: &DeskOffer,
    blocked: Option<&String>,
) -> Element<'a, Message> {
    let words = say!(ctx.phrases, "print-release-on", printer = offer.name.clone());
    let spoken = say!(ctx.phrases, "print-action", number = row.number.to_string(), action = words.clone());
    let how = ReleasePrint { printer: Some(offer.printer), ..ReleasePrint::default() };
    let id = format!("print-release-{}-{}", row.id, offer.printer);
    ctx.ui
        .button(id, words, Message::Ordered(row.id, Order::Release(how)))
        .icon(Icon::Printer)
        .spoken(spoken)
        .disabled_if(blocked.cloned())
        .into()
}

/// Takes money for a print and releases it there; says how much.
pub fn pay<'a>(
    ctx: &Ctx<'a>,
    row: &PrintRow,
    offer: &DeskOffer,
    means: Means,
    blocked: Option<&String>,
) -> Element<'a, Message> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let amount = offer.to_pay.unwrap_or_default();
    let is_only = row.offers.len() == 1;
    let words = match (offer.to_pay, is_only) {
        (Some(due), _) if due.0 == 0 => say!(phrases, "print-release-on", printer = offer.name.clone()),
        (_, true) => say!(phrases, "print-pay", amount = phrases.price(amount)),
        (_, false) => {
            say!(phrases, "print-pay-on", amount = phrases.price(amount), printer = offer.name.clone())
        }
    };
    let spoken = say!(phrases, "print-action", number = row.number.to_string(), action = words.clone());
    let no_price = offer.to_pay.is_none().then(|| say!(phrases, "check-other"));
    let order = Order::Pay(PayPrint { printer: offer.printer, means, amount });
    let how = match means {
        Means::Cash => "cash",
        Means::Card => "card",
        Means::Cheque => "cheque",
        Means::Voucher => "voucher",
    };
    let id = format!("print-pay-{how}-{}-{}", row.id, offer.printer);
    ui.button(id, words, Message::Ordered(row.id, order))
        .icon(Icon::Coin)
        .spoken(spoken)
        .disabled_if(blocked.cloned().or(no_price))
        .into()
}
