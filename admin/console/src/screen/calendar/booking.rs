//! Beside the calendar: one booking, and what can be done with it.

use epn_ui::{Element, Icon, Space, TextRole, items};
use epn_wire::calendar::{BookingRow, BookingState};
use iced::Length;

use super::Message;
use super::plan::{booking_kind, booking_who, booking_words};
use crate::ctx::Ctx;
use crate::words::say;

/// What is asked before anything is given up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Asked {
    #[default]
    Nothing,
    /// Really cancel it?
    Cancel,
}

pub fn view<'a>(
    ctx: &Ctx<'a>,
    booking: &'a BookingRow,
    asked: Asked,
    under_way: bool,
) -> Element<'a, Message> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let words = booking_who(ctx, booking);
    let picture = booking.alias.as_ref().map(|alias| {
        let word = phrases.shared.alias(alias);
        ui.picture(&alias.picture, word, 48.0)
    });
    let who = ui.row(picture.into_iter().chain(items![ui.heading(words).fill()])).width(Length::Fill);
    let hidden = (booking.visitor_name.is_some() && !ctx.names)
        .then(|| Element::from(ui.caption(say!(phrases, "name-hidden"))));
    let (icon, tone) = booking_kind(booking.state);
    let state = ui.badge(tone, booking_words(ctx, booking.state)).icon(icon);
    let span = say!(
        phrases,
        "from-until",
        from = phrases.shared.clock(booking.from, ctx.reader),
        until = phrases.shared.clock(booking.until, ctx.reader)
    );
    let day = phrases.capital(phrases.shared.date(ctx.reader.civil(booking.from).date()));
    let series = booking.series.is_some().then(|| {
        let icon = ui.icon(Icon::Refresh, TextRole::Caption);
        Element::from(
            ui.row(items![icon, ui.caption(say!(phrases, "booking-series"))]).spacing(ui.space(Space::Xs)),
        )
    });
    let facts = items![ui.body(booking.name.clone()).bold(), ui.body(day), ui.body(span)];
    let facts = ui.column(facts.into_iter().chain(series)).spacing(0.0);
    let actions = match asked {
        Asked::Nothing => actions(ctx, booking, under_way),
        Asked::Cancel => cancelling(ctx, booking, under_way),
    };
    let parts = std::iter::once(who.into()).chain(hidden).chain(items![state, facts, ui.hairline(), actions]);
    ui.column(parts).spacing(ui.space(Space::S)).width(Length::Fill).into()
}

fn actions<'a>(ctx: &Ctx<'a>, booking: &BookingRow, under_way: bool) -> Element<'a, Message> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let is_over = (booking.state != BookingState::Held).then(|| say!(phrases, "booking-not-held"));
    let reason = ctx.blocked(under_way.then(|| say!(phrases, "under-way")).or(is_over));
    let elsewhere = ui
        .button("booking-elsewhere", say!(phrases, "booking-move"), Message::MovePressed)
        .icon(Icon::Move)
        .fill()
        .disabled_if(reason.clone());
    let cancel = ui
        .button("booking-give-up", say!(phrases, "booking-give-up"), Message::CancelPressed)
        .danger()
        .icon(Icon::Delete)
        .fill()
        .disabled_if(reason.map(|_| String::new()));
    ui.column(items![elsewhere, cancel]).spacing(ui.space(Space::S)).width(Length::Fill).into()
}

fn cancelling<'a>(ctx: &Ctx<'a>, booking: &BookingRow, under_way: bool) -> Element<'a, Message> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let under_way = ctx.blocked(under_way.then(|| say!(phrases, "under-way")));
    let yes = |id: &'static str, words: String, and_later: bool| {
        ui.button(id, words, Message::CancelConfirmed { and_later })
            .danger()
            .icon(Icon::Delete)
            .fill()
            .disabled_if(under_way.clone())
            .into()
    };
    let one = yes("booking-cancel-one", say!(phrases, "booking-cancel-one"), false);
    let later = booking
        .series
        .as_ref()
        .map(|_| yes("booking-cancel-later", say!(phrases, "booking-cancel-later"), true));
    let no = ui.button("booking-keep", say!(phrases, "booking-keep"), Message::CancelDropped).quiet().fill();
    let question = ui.announce(say!(phrases, "booking-cancel-question")).bold();
    let parts = [question.into(), one].into_iter().chain(later).chain([no.into()]);
    ui.column(parts).spacing(ui.space(Space::S)).width(Length::Fill).into()
}
