//! The lock screen: where one is, what time it is, until when the station is free, and one button.

use epn_ui::{Element, Icon, Space, TextRole, Tone, items};
use i18n_embed_fl::fl;
use iced::widget::container;
use iced::{Alignment, Length};

use super::{Body, Context, notices, parts};

/// The one thing to do here.
pub const START: &str = "start";

/// What a visitor does here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// *Commencer*.
    Started,
}

/// The screen.
pub fn view<'a>(cx: &Context<'a>) -> Body<'a, Message> {
    let ui = cx.ui;
    let site = &cx.view.site.site;
    let site = if site.is_empty() { fl!(cx.texts.own, "welcome") } else { site.clone() };
    let site = parts::title(cx, site).into();
    let start_size = if cx.is_large() { TextRole::Heading } else { TextRole::Title };
    let start = ui
        .button(START, fl!(cx.texts.own, "start"), Message::Started)
        .primary()
        .sized(start_size)
        .trailing_icon(Icon::ArrowRight)
        .into();
    let where_and_when = ui
        .column(std::iter::once(site).chain(clock(cx)))
        .spacing(ui.space(Space::S))
        .width(Length::Fill)
        .into();
    let more = ui
        .column(hours(cx).into_iter().chain(waiting(cx)).chain(last_reset(cx)))
        .spacing(ui.space(Space::S))
        .align_x(Alignment::Center)
        .width(Length::Fill)
        .into();
    let gap = ui.space(if notices::are_any(cx.view) { Space::M } else { Space::L });
    // Where text is enlarged, the one button stays in sight below.
    let (inside, below) = if cx.is_enlarged() { (None, vec![start]) } else { (Some(start), vec![]) };
    let items = [Some(where_and_when), free(cx), inside, Some(more)];
    let content = ui.column(items.into_iter().flatten()).spacing(gap).align_x(Alignment::Center);
    Body::with_actions(content.width(Length::Fill).into(), below)
}

/// The time, large, and the day.
fn clock<'a>(cx: &Context<'a>) -> Option<Element<'a, Message>> {
    let (ui, words) = (cx.ui, &cx.texts.words);
    let now = cx.view.now?;
    let time = parts::display(cx, words.time(now.time())).id("clock");
    let date = ui.body(words.date(now.date())).id("date").muted().centered();
    Some(ui.column(items![time, date]).spacing(0).width(Length::Fill).into())
}

/// Whether the station is free, and until when; or when the room opens. Without the hub nobody knows.
fn free<'a>(cx: &Context<'a>) -> Option<Element<'a, Message>> {
    if !cx.view.hub {
        return None;
    }
    let (ui, own, words) = (cx.ui, &cx.texts.own, &cx.texts.words);
    let site = &cx.view.site;
    let (icon, tone, sentence) = match (site.opens, site.free_until) {
        (Some(opens), _) => {
            let moment = words.moment(opens, cx.reader);
            (Icon::Clock, Tone::Warning, fl!(own, "opens", moment = moment))
        }
        (None, Some(until)) => {
            let time = words.clock(until, cx.reader);
            (Icon::Success, Tone::Success, fl!(own, "free-until", time = time))
        }
        (None, None) => (Icon::Success, Tone::Success, fl!(own, "free")),
    };
    let size = if cx.is_large() { TextRole::Body } else { TextRole::Heading };
    let sign = ui.icon_in(icon, size, tone);
    let sentence = ui.heading(sentence).id("free").sized(size).tone(tone);
    Some(container(parts::sentence(cx, sign, sentence)).center_x(Length::Fill).into())
}

/// The day's opening hours; none before the hub was ever heard.
fn hours<'a>(cx: &Context<'a>) -> Option<Element<'a, Message>> {
    if cx.view.site.site.is_empty() {
        return None;
    }
    let today = cx.texts.words.hours(&cx.view.site.today);
    Some(cx.ui.body(fl!(cx.texts.own, "today", hours = today)).id("today").centered().into())
}

/// Who waits, if anybody does.
fn waiting<'a>(cx: &Context<'a>) -> Option<Element<'a, Message>> {
    let waiting = cx.view.site.waiting;
    let sentence = || cx.ui.body(fl!(cx.texts.own, "waiting", count = waiting)).id("waiting").centered();
    (waiting > 0).then(|| sentence().into())
}

/// What became of the last visitor's traces.
fn last_reset<'a>(cx: &Context<'a>) -> Option<Element<'a, Message>> {
    let ui = cx.ui;
    let reset = cx.view.last_reset.as_ref()?;
    let (icon, tone) = match (reset.leftovers, reset.proved) {
        (0, true) => (Icon::Check, Tone::Success),
        (0, false) => (Icon::Info, Tone::Neutral),
        _ => (Icon::Alert, Tone::Danger),
    };
    let sign = ui.icon_in(icon, TextRole::Caption, tone);
    let sentence = ui.caption(cx.texts.words.last_reset(reset)).id("last-reset");
    Some(container(parts::sentence(cx, sign, sentence)).center_x(Length::Fill).into())
}
