//! The whole room's day.

use epn_ui::{Space, items};
use i18n_embed_fl::fl;
use iced::Length;

use super::{Body, Context, frame, parts, timeline};

/// The one thing to do here.
pub const MAIN: &str = frame::BACK;

/// The screen.
pub fn view<'a, Message: 'a>(cx: &Context<'a>) -> Body<'a, Message> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let title = parts::title(cx, fl!(own, "room-title"));
    let rows = match timeline::Rest::of(cx.view) {
        Some(rest) => timeline::rows(cx, &rest, usize::MAX),
        None => items![ui.body(fl!(own, "room-over")).id("lead").centered()],
    };
    let rows = ui.column(rows).spacing(ui.space(Space::S)).width(Length::Fill);
    Body::new(parts::centered(cx, items![title, rows]))
}
