//! What is said above any screen: the mediator's message, that help comes, that the hub is away.

use epn_ui::{Element, Icon, Tone};
use i18n_embed_fl::fl;

use super::Context;
use crate::app::Message;
use crate::flow::Screen;

/// Every notice that there is now.
pub fn all<'a>(cx: &Context<'a>, screen: &Screen<'_>) -> Option<Element<'a, Message>> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let message = cx.view.message.as_ref().map(|text| {
        let understood = ui.button("understood-message", fl!(own, "understood"), Message::Dismiss);
        ui.banner("message", Tone::Accent, fl!(own, "message-title"))
            .icon(Icon::Message)
            .more(text.clone())
            .action(understood)
    });
    let help = cx
        .view
        .help
        .then(|| ui.banner("help-called", Tone::Success, fl!(own, "help-called")).icon(Icon::Help));
    let hub = (!cx.view.hub).then(|| hub_away(cx, screen)).flatten();
    let banners: Vec<_> = [message, help, hub].into_iter().flatten().collect();
    (!banners.is_empty()).then(|| ui.notices(banners))
}

/// Only where it changes what a visitor can do.
fn hub_away<'a>(cx: &Context<'a>, screen: &Screen<'_>) -> Option<epn_ui::Banner<'a, Message>> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let banner = |sentence| ui.banner("hub-away", Tone::Warning, sentence).icon(Icon::WifiOff);
    match screen {
        Screen::Lock | Screen::Charter | Screen::Entry => Some(banner(fl!(own, "hub-away"))),
        Screen::Session { .. } => Some(banner(fl!(own, "hub-away-session"))),
        _ => None,
    }
}
