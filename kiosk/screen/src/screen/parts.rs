//! What several screens are made of.

use epn_rules::units::Minutes;
use epn_ui::{Banner, Button, Element, Icon, Space, Text, TextRole, Tone, items};
use epn_wire::kiosk::{Front, Scene};
use i18n_embed_fl::fl;
use iced::widget::container;
use iced::{Alignment, Length, alignment};
use jiff::civil::DateTime;
use jiff::{Span, Timestamp};

use super::{Context, session, sizes};

/// The screen's name. Where all text is large it is large enough by less.
pub fn title(cx: &Context<'_>, words: String) -> Text {
    cx.ui.title(words).id("title").sized(title_size(cx)).centered()
}

/// How large a screen's name is.
pub fn title_size(cx: &Context<'_>) -> TextRole {
    if cx.is_large() { TextRole::Heading } else { TextRole::Title }
}

/// One number or word that is the screen's whole point.
pub fn display(cx: &Context<'_>, words: String) -> Text {
    let size = if cx.is_large() { TextRole::Title } else { TextRole::Display };
    cx.ui.display(words).sized(size).centered()
}

/// How large the words on a screen's buttons are.
pub fn action_size(cx: &Context<'_>) -> TextRole {
    if cx.is_large() { TextRole::Label } else { TextRole::Heading }
}

/// A drawing, the screen's name, and a sentence, in the middle.
pub fn hero<'a, Message: 'a>(
    cx: &Context<'a>,
    icon: (Icon, Tone),
    words: String,
    lead: Option<String>,
) -> Element<'a, Message> {
    let ui = cx.ui;
    let size = if cx.is_large() { TextRole::Heading } else { TextRole::Display };
    let sign = ui.icon_in(icon.0, size, icon.1);
    let lead = lead.map(|lead| ui.body(lead).id("lead").centered().into());
    let words = [sign, title(cx, words).into()].into_iter().chain(lead);
    ui.column(words).spacing(ui.space(Space::S)).align_x(Alignment::Center).width(Length::Fill).into()
}

/// The screen's name with a sentence below, where there is more to see than that.
pub fn heading<'a, Message: 'a>(
    cx: &Context<'a>,
    words: String,
    lead: Option<String>,
) -> Element<'a, Message> {
    let ui = cx.ui;
    let title = title(cx, words).into();
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

/// Things side by side in the middle, or below each other where there is no room.
pub fn side_by_side<'a, Message: 'a>(
    cx: &Context<'a>,
    items: impl IntoIterator<Item = Element<'a, Message>>,
) -> Element<'a, Message> {
    let gap = cx.ui.space(if cx.is_large() { Space::S } else { Space::M });
    let items = cx.ui.row(items).spacing(gap).wrap().vertical_spacing(gap).align_x(Alignment::Center);
    container(items).center_x(Length::Fill).into()
}

/// The entry of a code and the keys to press it with, or the keys below where there is no room.
pub fn beside_keypad<'a, Message: Clone + 'a>(
    cx: &Context<'a>,
    entry: impl Into<Element<'a, Message>>,
    on_digit: impl Fn(u8) -> Message,
    on_erase: Message,
) -> Element<'a, Message> {
    let ui = cx.ui;
    let keypad = ui.keypad(fl!(cx.texts.own, "erase"), on_digit, on_erase);
    ui.row([entry.into(), keypad])
        .spacing(ui.space(Space::Xl))
        .align_y(Alignment::Start)
        .wrap()
        .vertical_spacing(ui.space(Space::L))
        .align_x(Alignment::Center)
        .into()
}

/// Content that is clearer when it is not as wide as the screen.
pub fn narrow<'a, Message: 'a>(
    cx: &Context<'a>,
    content: impl Into<Element<'a, Message>>,
) -> Element<'a, Message> {
    let width = sizes::NARROW * cx.ui.comfort.text_scale.factor();
    container(container(content).max_width(width)).center_x(Length::Fill).into()
}

/// A sentence with a drawing before it.
pub fn sentence<'a, Message: 'a>(
    cx: &Context<'a>,
    sign: Element<'a, Message>,
    words: Text,
) -> Element<'a, Message> {
    let ui = cx.ui;
    ui.row([sign, words.into()]).spacing(ui.space(Space::S)).into()
}

/// A banner with what can be done about it: beside its words, or below where those need the whole width.
pub fn banner<'a, Message: Clone + 'a>(
    cx: &Context<'a>,
    banner: Banner<'a, Message>,
    button: Button<Message>,
) -> Vec<Element<'a, Message>> {
    if cx.is_large() {
        vec![banner.into(), side_by_side(cx, [button.into()])]
    } else {
        vec![banner.action(button).into()]
    }
}

/// How to keep one's work, in three short lines with a drawing each.
pub fn save_tips<'a, Message: 'a>(cx: &Context<'a>) -> Element<'a, Message> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let tips = [
        (Icon::Usb, "save-usb", fl!(own, "save-usb")),
        (Icon::Printer, "save-print", fl!(own, "save-print")),
        (Icon::Mail, "save-mail", fl!(own, "save-mail")),
    ];
    let tips = tips.map(|(icon, id, words)| {
        let sign = ui.icon_in(icon, TextRole::Heading, Tone::Primary);
        let tip = sentence(cx, sign, ui.label(words).id(id).fill());
        container(tip).align_y(alignment::Vertical::Center).into()
    });
    let title = ui.label(fl!(own, "save-title")).id("save-title").bold();
    let content =
        ui.column(items![title, ui.grid(sizes::TIP, tips)]).spacing(ui.space(Space::S)).width(Length::Fill);
    ui.card(content).width(Length::Fill).padding(ui.space(Space::M)).into()
}

/// How long it is until a moment, rounded up; none while no clock can be trusted.
pub fn minutes_until(cx: &Context<'_>, moment: Timestamp) -> Option<Minutes> {
    let left = cx.view.now?.duration_until(cx.reader.civil(moment));
    Some(Minutes::from_seconds_ceil(left.as_secs()))
}

/// The time of day so much later.
pub fn later(from: DateTime, length: Minutes) -> Option<DateTime> {
    from.checked_add(Span::new().try_minutes(length.0).ok()?).ok()
}

/// Where what was begun leads back to.
pub fn home(cx: &Context<'_>) -> String {
    match cx.view.scene {
        Scene::Active(_) | Scene::Grace { .. } => fl!(cx.texts.own, "home-session"),
        Scene::Locked { .. } if cx.view.usb.is_some() => fl!(cx.texts.own, "usb-back"),
        _ => fl!(cx.texts.own, "home"),
    }
}

/// The button that leads from something beside the session to the work, or to the session's screen.
pub fn way_out<Message>(
    cx: &Context<'_>,
    to_work: Message,
    to_session: Message,
    is_main: bool,
) -> Button<Message> {
    let own = &cx.texts.own;
    let is_short = cx.is_large() || !is_main;
    let id = way_out_id(cx.view.front);
    let button = if cx.view.front == Front::Kiosk {
        let full = fl!(own, "back-to-work");
        let label = if is_short { fl!(own, "back-to-work-short") } else { full.clone() };
        cx.ui.button(id, label, to_work).spoken(full)
    } else {
        let full = home(cx);
        // Back to a USB key is short enough.
        let is_short = is_short && cx.view.usb.is_none();
        let label = if is_short { fl!(own, "home-session-short") } else { full.clone() };
        cx.ui.button(id, label, to_session).spoken(full)
    };
    button.icon(Icon::ArrowLeft).sized(action_size(cx))
}

/// Its id.
pub fn way_out_id(front: Front) -> &'static str {
    if front == Front::Kiosk { session::BACK } else { "home" }
}

/// A large tile: a drawing, what it is, and a few words more.
pub fn way<'a, Message: Clone + 'a>(
    cx: &Context<'a>,
    id: &'static str,
    icon: Icon,
    (name, more): (String, String),
    message: Message,
) -> Element<'a, Message> {
    let ui = cx.ui;
    let content = if cx.is_large() {
        let sign = ui.icon_in(icon, TextRole::Heading, Tone::Primary);
        sentence(cx, sign, ui.heading(name.clone()).sized(TextRole::Body).fill())
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
