//! How to enter: ticket, number and code, or without an account.

use epn_ui::{Icon, Kind, Space};
use i18n_embed_fl::fl;
use iced::Length;

use super::{Body, Context, parts, sizes};
use crate::flow::{Goal, Purpose};

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
pub fn view<'a>(cx: &Context<'a>, purpose: Purpose) -> Body<'a, Message> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let ticket = parts::way(
        cx,
        TICKET,
        Icon::Ticket,
        (fl!(own, "entry-ticket"), fl!(own, "entry-ticket-more")),
        Message::ByTicket,
    );
    let member = parts::way(
        cx,
        "enter-member",
        Icon::Badge,
        (fl!(own, "entry-member"), fl!(own, "entry-member-more")),
        Message::ByNumber,
    );
    // A booking is somebody's: who has no account cannot come back to it.
    let may_be_nobody =
        cx.view.site.no_account && !matches!(purpose, Purpose::Plan(Goal::Book) | Purpose::Pay);
    let without = may_be_nobody.then(|| {
        parts::way(
            cx,
            "enter-no-account",
            Icon::Walk,
            (fl!(own, "entry-no-account"), fl!(own, "entry-no-account-more")),
            Message::WithoutAccount,
        )
    });
    let ways = ui.grid(sizes::WAY, [ticket, member].into_iter().chain(without));
    let ways = if may_be_nobody { ways.into() } else { parts::narrow(cx, ways) };
    let forgot = (purpose == Purpose::LogIn).then(|| {
        ui.button("forgot", fl!(own, "entry-forgot"), Message::ForgotCode)
            .kind(Kind::Quiet)
            .icon(Icon::Question)
            .into()
    });
    let (title, lead) = match purpose {
        Purpose::LogIn | Purpose::Resume => (fl!(own, "entry-title"), None),
        Purpose::Pay => (fl!(own, "entry-pay-title"), Some(fl!(own, "entry-pay-lead"))),
        Purpose::Plan(Goal::Book) => (fl!(own, "entry-book-title"), Some(fl!(own, "entry-book-lead"))),
        Purpose::Plan(Goal::Queue) => (fl!(own, "entry-queue-title"), Some(fl!(own, "entry-queue-lead"))),
    };
    let title = parts::heading(cx, title, lead);
    let content = ui.column([title, ways]).spacing(ui.space(if cx.is_large() { Space::M } else { Space::L }));
    Body::with_actions(content.width(Length::Fill).into(), forgot.into_iter().collect())
}
