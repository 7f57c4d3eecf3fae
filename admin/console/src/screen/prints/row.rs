//! One print in the queue: what it is, how it stands, and what can be done about it.

use epn_ui::{Button, Element, Icon, Space, TextRole, items};
use epn_wire::money::Means;
use epn_wire::print_desk::{PrintRow, ReleasePrint};
use epn_wire::printing::{PrintStage, PrinterTrouble};
use iced::Length;

use super::form::Form;
use super::{Message, Order, offer};
use crate::ctx::Ctx;
use crate::words::say;

/// The width of a person's picture, in logical pixels.
const PICTURE: f32 = 32.0;

/// The print, and what is being written about it if that is the case.
pub fn view<'a>(
    ctx: &Ctx<'a>,
    row: &'a PrintRow,
    form: Option<&'a Form>,
    under_way: bool,
) -> Element<'a, Message> {
    let ui = ctx.ui;
    let blocked = ctx.blocked(under_way.then(|| say!(ctx.phrases, "under-way")));
    let below = match form.filter(|form| form.fits(row)) {
        Some(form) => Some(form.view(ctx, row, blocked)),
        None => actions(ctx, row, blocked.as_ref()),
    };
    ui.column(std::iter::once(line(ctx, row)).chain(below))
        .spacing(ui.space(Space::Xs))
        .width(Length::Fill)
        .into()
}

fn line<'a>(ctx: &Ctx<'a>, row: &'a PrintRow) -> Element<'a, Message> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let alias = phrases.shared.alias(&row.alias);
    let number = ui.heading(say!(phrases, "print-number", number = row.number.to_string()));
    let picture = ui.picture(&row.alias.picture, alias.clone(), PICTURE);
    let from = [row.station.clone(), phrases.shared.clock(row.at, ctx.reader)].join(" · ");
    let who = ui.column(items![ui.body(alias).bold(), ui.caption(from)]).spacing(0.0);
    let who = ui.row(items![number, picture, who]).spacing(ui.space(Space::S));
    let what = ui.column(what(ctx, row)).spacing(0.0);
    let (icon, tone, words) = phrases.print_stage(&row.stage);
    let state = ui
        .row(items![ui.icon_in(icon, TextRole::Body, tone), ui.body(words).tone(tone).bold().fill()])
        .spacing(ui.space(Space::Xs));
    ui.row(items![
        who.width(Length::FillPortion(4)),
        what.width(Length::FillPortion(5)),
        state.width(Length::FillPortion(4))
    ])
    .width(Length::Fill)
    .into()
}

/// Pages, printer, price; why somebody has to look at it.
fn what<'a>(ctx: &Ctx<'a>, row: &'a PrintRow) -> Vec<Element<'a, Message>> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let measure = row.measure.as_ref().map(|measure| phrases.shared.measure(measure));
    let measure = measure.unwrap_or_else(|| say!(phrases, "measure-unknown"));
    let quote = row.price.or_else(|| row.offers.iter().find_map(|offer| offer.price));
    let price = match (row.charged, quote) {
        (Some(charged), Some(quote)) if charged != quote => Some(say!(
            phrases,
            "print-charged",
            charged = phrases.price(charged),
            quote = phrases.price(quote)
        )),
        (Some(price), _) | (None, Some(price)) => Some(phrases.price(price)),
        (None, None) => None,
    };
    let given_back = (row.given_back.0 > 0)
        .then(|| say!(phrases, "print-given-back", amount = phrases.price(row.given_back)));
    let facts =
        price.into_iter().chain(given_back).chain(row.printer.clone()).collect::<Vec<_>>().join(" · ");
    let facts = (!facts.is_empty()).then(|| ui.caption(facts).into());
    let why = row.to_check.as_deref().map(|why| ui.caption(phrases.to_check(why)).fill().into());
    std::iter::once(ui.body(measure).fill().into()).chain(facts).chain(why).collect()
}

/// Everything that can be done about it now, a press each.
fn actions<'a>(ctx: &Ctx<'a>, row: &'a PrintRow, blocked: Option<&String>) -> Option<Element<'a, Message>> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let button = |name: &str, words: String, icon: Icon, message: Message| -> Button<Message> {
        let number = row.number.to_string();
        let spoken = say!(phrases, "print-action", number = number, action = words.clone());
        ui.button(format!("print-{name}-{}", row.id), words, message)
            .icon(icon)
            .spoken(spoken)
            .disabled_if(blocked.cloned())
    };
    let order = |order: Order| Message::Ordered(row.id, order);
    let open = |form: Form| Message::FormOpened(row.id, form);
    let refuse = || {
        let form = Form::Refusing(String::new());
        button("refuse", say!(phrases, "print-refuse-open"), Icon::Refused, open(form)).quiet().into()
    };
    let buttons: Vec<Element<'a, Message>> = match &row.stage {
        PrintStage::AwaitsStaff => {
            let release = order(Order::Release(ReleasePrint::default()));
            items![
                button("release", say!(phrases, "print-release"), Icon::Printer, release),
                button("price", say!(phrases, "print-other-price"), Icon::Coin, open(Form::price(row))),
                refuse(),
            ]
        }
        PrintStage::ToCheck => {
            let price = open(Form::price(row));
            let price = button("price", say!(phrases, "print-make-price"), Icon::Coin, price).into();
            // Its pages may be known and only more than is printed unasked.
            let priced = row.offers.iter().filter(|offer| offer.price.is_some());
            let release = priced.map(|offer| offer::release(ctx, row, offer, blocked));
            release.chain([price, refuse()]).collect()
        }
        PrintStage::Held => {
            let pay = row.offers.iter();
            let pay = pay.map(|offer| offer::pay(ctx, row, offer, Means::Cash, blocked));
            let other = (!row.offers.is_empty()).then(|| {
                let form = open(Form::Paying(Means::Card));
                button("pay-other", say!(phrases, "print-pay-other"), Icon::Coin, form).quiet().into()
            });
            let price = (!row.offers.is_empty()).then(|| {
                let form = open(Form::price(row));
                button("price", say!(phrases, "print-other-price"), Icon::Coin, form).quiet().into()
            });
            pay.chain(other).chain(price).chain([refuse()]).collect()
        }
        PrintStage::Waiting { .. } => vec![refuse()],
        // A printer that does not answer says no more what came out.
        PrintStage::Unclear | PrintStage::Printing { trouble: Some(PrinterTrouble::Offline), .. } => {
            let form = open(Form::Deciding(String::new()));
            items![button("decide", say!(phrases, "print-decide"), Icon::Check, form)]
        }
        PrintStage::Done { .. } | PrintStage::Stopped { .. } => {
            let again = row.reprintable.then(|| {
                let again = order(Order::Reprint);
                button("reprint", say!(phrases, "print-again"), Icon::Refresh, again).quiet().into()
            });
            let refund = Form::refund(row, phrases).map(|form| {
                button("refund", say!(phrases, "print-refund"), Icon::Coin, open(form)).quiet().into()
            });
            again.into_iter().chain(refund).collect()
        }
        PrintStage::Arriving { .. }
        | PrintStage::Printing { .. }
        | PrintStage::Refused { .. }
        | PrintStage::Expired
        | PrintStage::Cancelled
        | PrintStage::Incomplete => Vec::new(),
    };
    (!buttons.is_empty()).then(|| ui.row(buttons).spacing(ui.space(Space::S)).wrap().into())
}
