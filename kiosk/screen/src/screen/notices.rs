//! What is said above any screen: the mediator's message, that help comes, that the hub is away.

use epn_ui::{Element, Icon, Space, Tone};
use epn_wire::kiosk::KioskView;
use i18n_embed_fl::fl;
use iced::Length;

use super::{Context, parts};
use crate::app::Message;
use crate::flow::Screen;

/// Whether anything is said beside the screen itself.
pub fn are_any(view: &KioskView) -> bool {
    view.message.is_some() || view.help || !view.hub
}

/// Every notice that there is now.
pub fn all<'a>(cx: &Context<'a>, screen: &Screen<'_>) -> Option<Element<'a, Message>> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let message = cx.view.message.as_ref().map(|text| {
        let understood = ui.button("understood-message", fl!(own, "understood"), Message::Dismiss);
        let banner = ui.banner("message", Tone::Accent, fl!(own, "message-title"));
        parts::banner(cx, banner.icon(Icon::Message).more(text.clone()), understood)
    });
    let help = cx
        .view
        .help
        .then(|| ui.banner("help-called", Tone::Success, fl!(own, "help-called")).icon(Icon::Help).into());
    let hub = (!cx.view.hub).then(|| hub_away(cx, screen)).flatten();
    let notices: Vec<_> = message.into_iter().flatten().chain(help).chain(hub).collect();
    let notices = (!notices.is_empty()).then(|| ui.column(notices).spacing(ui.space(Space::S)))?;
    Some(notices.width(Length::Fill).into())
}

/// Only where it changes what a visitor can do.
fn hub_away<'a>(cx: &Context<'a>, screen: &Screen<'_>) -> Option<Element<'a, Message>> {
    let own = &cx.texts.own;
    let sentence = match screen {
        Screen::Lock | Screen::Charter | Screen::Entry(_) | Screen::Usb { .. } => fl!(own, "hub-away"),
        Screen::Session { .. }
        | Screen::LastMinute(_)
        | Screen::Printing { .. }
        | Screen::Scanning { .. } => fl!(own, "hub-away-session"),
        _ => return None,
    };
    Some(cx.ui.banner("hub-away", Tone::Warning, sentence).icon(Icon::WifiOff).into())
}
