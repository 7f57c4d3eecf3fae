//! All prints of the session, the newest first.

use epn_rules::units::Cents;
use epn_ui::{Element, Icon, Space, TextRole, Tone, items};
use epn_wire::printing::{PrintShown, PrintStage, PrintingShown};
use i18n_embed_fl::fl;
use iced::Length;
use iced::widget::Id;

use super::{Body, Context, Message, answer, leave, page, parts, phone, spendable, stage};

pub(super) fn tile_id(print: &PrintShown) -> Id {
    Id::from(format!("print-{}", print.number))
}

/// The screen.
pub(super) fn view<'a>(cx: &Context<'a>, shown: &PrintingShown) -> Body<'a, Message> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let prints = &shown.printing.prints;
    let heading = parts::heading(cx, fl!(own, "prints-title"), None);
    let list = if prints.is_empty() {
        let none = ui.body(fl!(own, "prints-none")).id("none").centered();
        let how = ui.body(fl!(own, "prints-how")).id("how").muted().centered();
        ui.column(items![none, how]).spacing(ui.space(Space::S)).width(Length::Fill).into()
    } else {
        let tiles = prints.iter().map(|print| tile(cx, print));
        ui.column(tiles).spacing(ui.space(Space::S)).width(Length::Fill).into()
    };
    let answer = answer(cx, shown, None);
    let actions = [leave(cx, true)].into_iter().chain(phone::button(cx, shown)).chain([purse(cx, shown)]);
    Body::with_actions(page(cx, answer, [heading, list]), actions.collect())
}

/// *Mon crédit*, and how much it is.
fn purse<'a>(cx: &Context<'a>, shown: &PrintingShown) -> Element<'a, Message> {
    let amount = cx.texts.words.money(spendable(shown.printing.purse));
    let label = fl!(cx.texts.own, "purse-open", amount = amount);
    let button = cx.ui.button("purse", label, Message::PurseWanted);
    button.icon(Icon::Coin).sized(parts::action_size(cx)).into()
}

/// One print: how it stands, and what it costs or did cost.
fn tile<'a>(cx: &Context<'a>, print: &PrintShown) -> Element<'a, Message> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let told = stage::told(cx, print);
    let name = fl!(own, "print-name", number = print.number.to_string());
    let price = price(print).map(|price| cx.texts.words.money(price));
    let is_held = print.stage == PrintStage::Held;
    let size = if cx.is_large() { TextRole::Body } else { TextRole::Heading };
    let sign = ui.icon_in(told.sign.0, size, told.sign.1);
    let state = ui.body(told.title.clone()).fill();
    let state = if is_held { state.bold() } else { state };
    let words = ui.column(items![ui.label(name.clone()).fill(), state]).spacing(0).width(Length::Fill);
    let amount = price.clone().map(|price| ui.heading(price).sized(size).into());
    let content = ui.row(items![sign, words].into_iter().chain(amount)).width(Length::Fill);
    let label = [Some(name), Some(told.title), price].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let tone = if is_held { Tone::Accent } else { Tone::Neutral };
    ui.tile(tile_id(print), label, content, Message::PrintChosen(print.id)).tone(tone).into()
}

/// What was debited, or the least that it costs.
fn price(print: &PrintShown) -> Option<Cents> {
    print.charged.or_else(|| print.offers.iter().map(|offer| offer.price).min())
}
