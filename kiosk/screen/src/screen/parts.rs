//! What several screens are made of.

use epn_ui::{Element, Icon, Space, TextRole, Tone, items};
use i18n_embed_fl::fl;
use iced::widget::{container, row};
use iced::{Alignment, Length};

use super::{Context, sizes};

/// A drawing, the screen's name, and a sentence, in the middle.
pub fn hero<'a, Message: 'a>(
    cx: &Context<'a>,
    icon: (Icon, Tone),
    title: String,
    lead: Option<String>,
) -> Element<'a, Message> {
    let ui = cx.ui;
    let title = ui.title(title).id("title").centered().into();
    let lead = lead.map(|lead| ui.body(lead).id("lead").centered().into());
    let sign = ui.icon_in(icon.0, TextRole::Display, icon.1);
    centered(cx, [sign, title].into_iter().chain(lead))
}

/// The screen's name with a sentence below, where there is more to see than that.
pub fn heading<'a, Message: 'a>(
    cx: &Context<'a>,
    title: String,
    lead: Option<String>,
) -> Element<'a, Message> {
    let ui = cx.ui;
    let title = ui.title(title).id("title").centered().into();
    let lead = lead.map(|lead| ui.body(lead).id("lead").muted().centered().into());
    ui.column(std::iter::once(title).chain(lead)).spacing(ui.space(Space::S)).width(Length::Fill).into()
}

/// Things below each other, in the middle.
pub fn centered<'a, Message: 'a>(
    cx: &Context<'a>,
    items: impl IntoIterator<Item = Element<'a, Message>>,
) -> Element<'a, Message> {
    cx.ui.column(items).align_x(Alignment::Center).width(Length::Fill).into()
}

/// What can be done, side by side, or below each other where there is no room.
pub fn actions<'a, Message: 'a>(
    cx: &Context<'a>,
    buttons: impl IntoIterator<Item = Element<'a, Message>>,
) -> Element<'a, Message> {
    let gap = cx.ui.space(Space::M);
    let buttons = cx.ui.row(buttons).wrap().vertical_spacing(gap).align_x(Alignment::Center);
    container(buttons).center_x(Length::Fill).into()
}

/// Content that is clearer when it is not as wide as the screen.
pub fn narrow<'a, Message: 'a>(
    cx: &Context<'a>,
    content: impl Into<Element<'a, Message>>,
) -> Element<'a, Message> {
    let width = sizes::NARROW * cx.ui.comfort.text_scale.factor();
    container(container(content).max_width(width)).center_x(Length::Fill).into()
}

/// How to keep one's work, in three short lines with a drawing each.
pub fn save_tips<'a, Message: 'a>(cx: &Context<'a>) -> Element<'a, Message> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let tips = [
        (Icon::Usb, fl!(own, "save-usb")),
        (Icon::Printer, fl!(own, "save-print")),
        (Icon::Mail, fl!(own, "save-mail")),
    ];
    let tips = tips.map(|(icon, words)| {
        let sign = ui.icon_in(icon, TextRole::Heading, Tone::Primary);
        row![sign, ui.label(words).fill()].spacing(ui.space(Space::S)).align_y(Alignment::Center).into()
    });
    let title = ui.label(fl!(own, "save-title")).id("save-title").bold();
    let content =
        ui.column(items![title, ui.grid(sizes::TIP, tips)]).spacing(ui.space(Space::S)).width(Length::Fill);
    ui.card(content).width(Length::Fill).padding(ui.space(Space::M)).into()
}
