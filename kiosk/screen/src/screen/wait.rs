//! Moments in which there is nothing to do but wait. Nothing moves: a moving picture costs more than it tells.

use epn_rules::people::Alias;
use epn_ui::{Element, Icon, TextRole, Tone, Ui, items};
use i18n_embed_fl::fl;

use super::{Body, Context, parts, sizes};
use crate::texts::Texts;

/// There is no agent, and so no view.
pub fn away<'a, Message: 'a>(ui: Ui, texts: &Texts) -> Element<'a, Message> {
    let title = ui.title(fl!(texts.own, "away-title")).id("title").centered();
    let lead = ui.body(fl!(texts.own, "away-lead")).id("lead").muted().centered();
    let sign = ui.icon_in(Icon::Hourglass, TextRole::Display, Tone::Primary);
    ui.column(items![sign, title, lead]).align_x(iced::Alignment::Center).width(iced::Length::Fill).into()
}

/// The hub is asked.
pub fn deciding<'a, Message: 'a>(cx: &Context<'a>) -> Body<'a, Message> {
    let own = &cx.texts.own;
    let sign = (Icon::Hourglass, Tone::Primary);
    Body::new(parts::hero(cx, sign, fl!(own, "deciding-title"), Some(fl!(own, "deciding-lead"))))
}

/// The session is being started.
pub fn starting<'a, Message: 'a>(cx: &Context<'a>, alias: &Alias) -> Body<'a, Message> {
    let (ui, own, words) = (cx.ui, &cx.texts.own, &cx.texts.words);
    let size = if cx.is_large() { sizes::SMALL_PICTURE } else { sizes::OWN_PICTURE };
    let picture = ui.picture(&alias.picture, words.picture(&alias.picture), size);
    let title = parts::title(cx, fl!(own, "starting-title", alias = words.alias(alias)));
    let lead = ui.body(fl!(own, "starting-lead")).id("lead").muted().centered();
    let keep = ui.body(fl!(own, "starting-keep")).id("keep").bold().centered();
    Body::new(parts::centered(cx, items![picture, title, lead, keep]))
}

/// The session is being erased.
pub fn ending<'a, Message: 'a>(cx: &Context<'a>) -> Body<'a, Message> {
    let own = &cx.texts.own;
    let sign = (Icon::DoorOut, Tone::Success);
    Body::new(parts::hero(cx, sign, fl!(own, "ending-title"), Some(fl!(own, "ending-lead"))))
}
