//! The lock screen: where one is, what time it is, until when the station is free, and one button.

use epn_ui::{Element, Icon, Space, TextRole, Tone, items};
use i18n_embed_fl::fl;
use iced::{Alignment, Length};

use super::{Context, parts};

/// The one thing to do here.
pub const START: &str = "start";

/// What a visitor does here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// *Commencer*.
    Started,
}

/// The screen.
pub fn view<'a>(cx: &Context<'a>) -> Element<'a, Message> {
    let ui = cx.ui;
    let site = ui.title(cx.view.site.site.clone()).id("title").centered().into();
    let clock = clock(cx);
    let start = ui
        .button(START, fl!(cx.texts.own, "start"), Message::Started)
        .primary()
        .sized(TextRole::Title)
        .trailing_icon(Icon::ArrowRight)
        .into();
    let items = std::iter::once(site).chain(clock).chain([free(cx), start, hours(cx)]).chain(last_reset(cx));
    ui.column(items).spacing(ui.space(Space::M)).align_x(Alignment::Center).width(Length::Fill).into()
}

/// The time, large, and the day.
fn clock<'a>(cx: &Context<'a>) -> Option<Element<'a, Message>> {
    let (ui, words) = (cx.ui, &cx.texts.words);
    let now = cx.view.now?;
    let time = ui.display(words.time(now.time())).id("clock").centered();
    let date = ui.body(words.date(now.date())).id("date").muted().centered();
    Some(ui.column(items![time, date]).spacing(0).width(Length::Fill).into())
}

/// Whether the station is free, and until when; or when the room opens.
fn free<'a>(cx: &Context<'a>) -> Element<'a, Message> {
    let (ui, own, words) = (cx.ui, &cx.texts.own, &cx.texts.words);
    let site = &cx.view.site;
    let (icon, tone, sentence) = match (site.opens, site.free_until) {
        (Some(_), _) => (Icon::Clock, Tone::Warning, fl!(own, "closed-now")),
        (None, Some(until)) => {
            let time = words.clock(until, cx.reader);
            (Icon::Success, Tone::Success, fl!(own, "free-until", time = time))
        }
        (None, None) => (Icon::Success, Tone::Success, fl!(own, "free")),
    };
    let sentence = ui.heading(sentence).id("free").tone(tone);
    let sign = ui.icon_in(icon, TextRole::Heading, tone);
    parts::actions(cx, [ui.row(items![sign, sentence]).spacing(ui.space(Space::S)).into()])
}

/// The day's opening hours, when the room opens next, and who waits.
fn hours<'a>(cx: &Context<'a>) -> Element<'a, Message> {
    let (ui, own, words) = (cx.ui, &cx.texts.own, &cx.texts.words);
    let site = &cx.view.site;
    let today = fl!(own, "today", hours = words.hours(&site.today));
    let today = ui.body(today).id("today").centered().into();
    let opens = site.opens.map(|opens| {
        let sentence = fl!(own, "opens", moment = words.moment(opens, cx.reader));
        ui.body(sentence).id("opens").bold().centered().into()
    });
    let waiting = (site.waiting > 0).then(|| {
        let sentence = fl!(own, "waiting", count = site.waiting);
        ui.body(sentence).id("waiting").centered().into()
    });
    ui.column(std::iter::once(today).chain(opens).chain(waiting))
        .spacing(ui.space(Space::Xs))
        .width(Length::Fill)
        .into()
}

/// What became of the last visitor's traces.
fn last_reset<'a>(cx: &Context<'a>) -> Option<Element<'a, Message>> {
    let ui = cx.ui;
    let reset = cx.view.last_reset.as_ref()?;
    let sentence = ui.caption(cx.texts.words.last_reset(reset)).id("last-reset");
    let sign = if reset.leftovers > 0 {
        ui.icon_in(Icon::Alert, TextRole::Caption, Tone::Danger)
    } else {
        ui.icon_in(Icon::Erase, TextRole::Caption, Tone::Success)
    };
    Some(ui.row(items![sign, sentence]).spacing(ui.space(Space::Xs)).into())
}
