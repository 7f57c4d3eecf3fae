//! How to enter: ticket, number and code, or without an account.

use epn_ui::{Element, Icon, Kind, Space, TextRole, Tone, items};
use i18n_embed_fl::fl;
use iced::{Alignment, Length};

use super::{Body, Context, parts, sizes};

/// The main action here.
pub const TICKET: &str = "enter-ticket";

/// What a visitor does here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    ByTicket,
    ByNumber,
    WithoutAccount,
    ForgotCode,
}

/// The screen.
pub fn view<'a>(cx: &Context<'a>) -> Body<'a, Message> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let ticket = way(
        cx,
        TICKET,
        Icon::Ticket,
        (fl!(own, "entry-ticket"), fl!(own, "entry-ticket-more")),
        Message::ByTicket,
    );
    let member = way(
        cx,
        "enter-member",
        Icon::Badge,
        (fl!(own, "entry-member"), fl!(own, "entry-member-more")),
        Message::ByNumber,
    );
    let without = cx.view.site.no_account.then(|| {
        way(
            cx,
            "enter-no-account",
            Icon::Walk,
            (fl!(own, "entry-no-account"), fl!(own, "entry-no-account-more")),
            Message::WithoutAccount,
        )
    });
    let ways = ui.grid(sizes::WAY, [ticket, member].into_iter().chain(without)).into();
    let forgot = ui
        .button("forgot", fl!(own, "entry-forgot"), Message::ForgotCode)
        .kind(Kind::Quiet)
        .icon(Icon::Question);
    let title = parts::heading(cx, fl!(own, "entry-title"), None);
    let content = ui.column([title, ways]).spacing(ui.space(if cx.is_large() { Space::M } else { Space::L }));
    Body::with_actions(content.width(Length::Fill).into(), items![forgot])
}

/// A large tile: a drawing, what one has, and what to do with it.
fn way<'a>(
    cx: &Context<'a>,
    id: &'static str,
    icon: Icon,
    (name, more): (String, String),
    message: Message,
) -> Element<'a, Message> {
    let ui = cx.ui;
    let content = if cx.is_large() {
        let sign = ui.icon_in(icon, TextRole::Heading, Tone::Primary);
        parts::sentence(cx, sign, ui.heading(name.clone()).sized(TextRole::Body).fill())
    } else {
        let sign = ui.icon_in(icon, TextRole::Display, Tone::Primary);
        let name = ui.heading(name.clone()).centered();
        let more = ui.body(more.clone()).muted().centered();
        ui.column(items![sign, name, more])
            .spacing(ui.space(Space::S))
            .align_x(Alignment::Center)
            .width(Length::Fill)
            .into()
    };
    ui.tile(id, name, content, message).detail(more).into()
}
