//! One's own bookings, and giving one up.

use epn_ui::{Button, Element, Icon, Space, Tone, items};
use epn_wire::planning::{BookingShown, Overview};
use i18n_embed_fl::fl;
use iced::Length;

use super::super::{Body, Context, parts};
use super::{BOOK, KEEP, MINE, Message};

/// The list.
pub(super) fn view<'a>(cx: &Context<'a>, overview: &Overview) -> Body<'a, Message> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let heading = parts::heading(cx, fl!(own, "mine-title"), None);
    let list = if overview.bookings.is_empty() {
        ui.body(fl!(own, "mine-none")).id("none").centered().into()
    } else {
        let rows = overview.bookings.iter().enumerate().map(|(index, shown)| row(cx, index, shown));
        ui.column(rows).spacing(ui.space(Space::S)).width(Length::Fill).into()
    };
    let content = parts::centered(cx, [heading, list]);
    if overview.refused.is_some() {
        // One more would be refused.
        return Body::new(content);
    }
    let book = ui
        .button(BOOK, fl!(own, "mine-book"), Message::BookWanted)
        .primary()
        .sized(parts::action_size(cx))
        .icon(Icon::Plus);
    Body::with_actions(content, items![book])
}

/// The way to one's own bookings.
pub(super) fn button(cx: &Context<'_>, overview: &Overview) -> Button<Message> {
    let name = fl!(cx.texts.own, "mine-count", count = overview.bookings.len());
    cx.ui.button(MINE, name, Message::MineWanted).icon(Icon::List)
}

fn row<'a>(cx: &Context<'a>, index: usize, shown: &BookingShown) -> Element<'a, Message> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let (when, place) = (when(cx, shown), shown.place.clone());
    let spoken = fl!(own, "mine-cancel-spoken", when = when.clone());
    let date = ui.body(when).id(format!("booking-{index}")).bold().fill();
    let place = ui.body(place).id(format!("booking-{index}-place")).muted().fill();
    let words = ui.column(items![date, place]).spacing(0).width(Length::Fill).into();
    let cancel = ui
        .button(format!("cancel-{index}"), fl!(own, "mine-cancel"), Message::CancelWanted(shown.id))
        .spoken(spoken)
        .icon(Icon::Close)
        .into();
    let content: Element<'a, Message> = if cx.is_large() {
        ui.column([words, cancel]).width(Length::Fill).into()
    } else {
        ui.row([words, cancel]).width(Length::Fill).into()
    };
    ui.card(content).padding(ui.space(Space::M)).width(Length::Fill).into()
}

/// `mardi 10 mars, de 14 h à 15 h`
pub(super) fn when(cx: &Context<'_>, shown: &BookingShown) -> String {
    let (own, words) = (&cx.texts.own, &cx.texts.words);
    let date = words.date(cx.reader.civil(shown.from).date());
    let (from, until) = (words.clock(shown.from, cx.reader), words.clock(shown.until, cx.reader));
    fl!(own, "booking-when", date = date, span = fl!(own, "span", from = from, until = until))
}

/// Is it meant?
pub(super) fn cancel<'a>(cx: &Context<'a>, shown: &BookingShown) -> Body<'a, Message> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let size = parts::action_size(cx);
    let hero =
        parts::hero(cx, (Icon::Calendar, Tone::Danger), fl!(own, "cancel-title"), Some(when(cx, shown)));
    let place = ui.body(shown.place.clone()).id("slot-place").bold().centered();
    let keep = ui.button(KEEP, fl!(own, "cancel-no"), Message::BookingKept).primary().sized(size);
    let cancel = ui
        .button("cancel-confirmed", fl!(own, "cancel-yes"), Message::CancelConfirmed)
        .danger()
        .sized(size)
        .icon(Icon::Close);
    Body::with_actions(parts::centered(cx, items![hero, place]), items![keep, cancel])
}
