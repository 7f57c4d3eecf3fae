//! What stands around a screen: site, clock, names, who is signed in; and the look before anybody is.

use epn_ui::{Element, Icon, Space, TextRole, items};
use epn_wire::console::RoomView;
use epn_words::Lang;
use iced::widget::container;
use iced::{Length, Padding};

use super::{Desk, Message, desk};
use crate::ctx::Ctx;
use crate::stack::stack;
use crate::words::say;

/// A screen before anybody is signed in: the look can be set, nothing else stands around.
pub fn plain<'a>(ctx: &Ctx<'a>, screen: Element<'a, Message>) -> Element<'a, Message> {
    let ui = ctx.ui;
    let product =
        ui.row(items![ui.icon(Icon::Building, TextRole::Heading), ui.heading(say!(ctx.phrases, "product"))]);
    let head = ui.row(items![product, ui.push_apart(), look(ctx)]).width(Length::Fill);
    ui.centered_frame(head, screen, ui.gap(Space::Xs))
}

fn look<'a>(ctx: &Ctx<'a>) -> Element<'a, Message> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let language = ui
        .button("language", other_language(ctx).own_name(), Message::LanguagePressed)
        .quiet()
        .icon(Icon::Language);
    let size = ui
        .button("text-size", say!(phrases, "text-size"), Message::TextSizePressed)
        .quiet()
        .icon(Icon::TextSize);
    let contrast = ui
        .button("contrast", say!(phrases, "contrast"), Message::ContrastPressed)
        .quiet()
        .icon(Icon::Contrast);
    ui.row(items![language, size, contrast]).spacing(ui.space(Space::Xs)).into()
}

fn other_language(ctx: &Ctx<'_>) -> Lang {
    match ctx.phrases.lang() {
        Lang::French => Lang::English,
        Lang::English => Lang::French,
    }
}

/// The look, as icons for the narrow rail.
pub fn comfort<'a>(ctx: &Ctx<'a>) -> Element<'a, Message> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let language = ui
        .button("language", other_language(ctx).own_name(), Message::LanguagePressed)
        .quiet()
        .icon_only(Icon::Language);
    let size = ui
        .button("text-size", say!(phrases, "text-size"), Message::TextSizePressed)
        .quiet()
        .icon_only(Icon::TextSize);
    let contrast = ui
        .button("contrast", say!(phrases, "contrast"), Message::ContrastPressed)
        .quiet()
        .icon_only(Icon::Contrast);
    ui.column(items![language, size, contrast]).spacing(0.0).into()
}

/// Site, room, hours; the site's clock; names; who is signed in.
pub fn top<'a>(ctx: &Ctx<'a>, desk: &'a Desk) -> Element<'a, Message> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let place = match desk.room() {
        Some(room) => ui.column(items![
            ui.heading(say!(phrases, "place", site = room.site.clone(), room = room.room.clone())),
            ui.caption(day(ctx, room)).id("day")
        ]),
        None => ui.column(items![ui.heading(desk.site().to_owned())]),
    };
    let clock = desk.room().map(|room| {
        let words = phrases.shared.clock(room.now, ctx.reader);
        Element::from(ui.title(words).id("clock"))
    });
    let (icon, words) = if ctx.names {
        (Icon::EyeOff, say!(phrases, "names-hide"))
    } else {
        (Icon::Eye, say!(phrases, "names-show"))
    };
    let names = ui
        .button(
            "names",
            say!(phrases, "with-key", words = words, key = "F8"),
            Message::Desk(desk::Message::NamesPressed),
        )
        .icon(icon);
    let who = ui.label(desk.name().to_owned()).muted();
    let leave = ui
        .button("sign-out", say!(phrases, "sign-out"), Message::Desk(desk::Message::SignOutPressed))
        .quiet()
        .icon_only(Icon::LogOut);
    let right = clock.into_iter().chain(items![names, who, leave]);
    let left = items![place.spacing(0.0).width(Length::Fill)];
    ui.row(left.into_iter().chain(right)).width(Length::Fill).into()
}

/// Today in a line: hours, sessions, passages.
fn day(ctx: &Ctx<'_>, room: &RoomView) -> String {
    let phrases = ctx.phrases;
    let hours = say!(phrases, "hours-today", hours = phrases.shared.hours(&room.today));
    let sessions = say!(phrases, "count-sessions", count = room.day.sessions);
    let passages = say!(phrases, "count-passages", count = room.day.passages);
    [hours, sessions, passages].join(" · ")
}

/// The rail, the bar, what the person is told, and the screen.
pub fn frame<'a>(
    ctx: &Ctx<'a>,
    rail: Element<'a, Message>,
    top: Element<'a, Message>,
    notices: Vec<Element<'a, Message>>,
    screen: Element<'a, Message>,
) -> Element<'a, Message> {
    let ui = ctx.ui;
    let inner = Padding::from([ui.space(Space::S), ui.space(Space::M)]);
    let notices = (!notices.is_empty())
        .then(|| ui.column(notices).spacing(ui.space(Space::S)).width(Length::Fill).into());
    let above = stack(ui, Space::S, [Some(top), notices]);
    let content = ui.column(items![above, screen]).spacing(0.0).height(Length::Fill).width(Length::Fill);
    let content = container(content).padding(inner).width(Length::Fill).height(Length::Fill);
    let frame = ui.row(items![rail, content]).spacing(0.0).height(Length::Fill);
    ui.root(frame)
}
