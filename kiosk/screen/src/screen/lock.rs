//! The lock screen: where one is, what time it is, until when the station is free, one button, and the rest of the day.

use epn_ui::{Button, Element, Icon, Space, TextRole, Tone, items};
use epn_wire::kiosk::KioskView;
use i18n_embed_fl::fl;
use iced::widget::container;
use iced::{Alignment, Length};
use jiff::Timestamp;
use jiff::civil::DateTime;

use super::{Body, Context, called, notices, parts, timeline};

/// The one thing to do here.
pub const START: &str = "start";

/// How many stations' days are shown beside the button: as many as fit.
const ROWS: usize = 4;

/// What a visitor does here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// *Commencer*.
    Started,
    /// *Réserver*.
    BookWanted,
    /// *Attendre mon tour*.
    QueueWanted,
    /// *Toute la salle*.
    RoomWanted,
}

/// The screen.
pub fn view<'a>(cx: &Context<'a>) -> Body<'a, Message> {
    // Where text is enlarged, the one button stays in sight below.
    let (inside, below) =
        if cx.is_enlarged() { (None, items![start(cx)]) } else { (Some(start(cx).into()), vec![]) };
    let content = match (called::here(cx.view), day(cx)) {
        (Some((queued, called)), _) => {
            let card = called::card(cx, queued, called);
            one_below_another(cx, [Some(card), inside, others(cx), Some(more(cx))])
        }
        (None, Some(day)) if !cx.is_enlarged() => beside_the_day(cx, inside, day),
        (None, day) => {
            let size = if notices::are_any(cx.view) { TextRole::Heading } else { parts::title_size(cx) };
            let (site, clock) = (Some(site(cx, size)), clock(cx));
            one_below_another(cx, [site, clock, free(cx), inside, others(cx), day, Some(more(cx))])
        }
    };
    Body::with_actions(content, below)
}

/// What the screen is laid out by: when it changes, the one button stands elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    calls_here: bool,
    has_day: bool,
}

/// How it is laid out for a view.
pub fn layout(view: &KioskView) -> Layout {
    Layout { calls_here: called::here(view).is_some(), has_day: has_day(view) }
}

/// Whether there is a day to show.
fn has_day(view: &KioskView) -> bool {
    view.hub && !view.site.timeline.is_empty() && timeline::Rest::of(view).is_some()
}

fn one_below_another<'a>(
    cx: &Context<'a>,
    items: impl IntoIterator<Item = Option<Element<'a, Message>>>,
) -> Element<'a, Message> {
    let is_crowded = notices::are_any(cx.view) || cx.view.site.waiting > 0;
    let gap = cx.ui.space(if is_crowded { Space::S } else { Space::M });
    let items = cx.ui.column(items.into_iter().flatten());
    items.spacing(gap).align_x(Alignment::Center).width(Length::Fill).into()
}

/// What one does here on one side, the room's day on the other.
fn beside_the_day<'a>(
    cx: &Context<'a>,
    start: Option<Element<'a, Message>>,
    day: Element<'a, Message>,
) -> Element<'a, Message> {
    let ui = cx.ui;
    let left = one_below_another(cx, [clock(cx), free(cx), start, others(cx), waiting(cx)]);
    let right = ui.column([hours(cx), Some(day)].into_iter().flatten());
    let right = right.spacing(ui.space(Space::S)).width(Length::Fill);
    // The wider side has room for two buttons beside each other.
    let left = container(left).width(Length::FillPortion(8)).into();
    let right = container(right).width(Length::FillPortion(7)).into();
    let sides = ui.row([left, right]).spacing(ui.space(Space::L)).width(Length::Fill).into();
    one_below_another(cx, [Some(site(cx, TextRole::Heading)), Some(sides), last_reset(cx)])
}

fn start(cx: &Context<'_>) -> Button<Message> {
    let size = if cx.is_large() { TextRole::Heading } else { TextRole::Title };
    cx.ui
        .button(START, fl!(cx.texts.own, "start"), Message::Started)
        .primary()
        .sized(size)
        .trailing_icon(Icon::ArrowRight)
}

/// Booking, and waiting where that makes sense: smaller than the one button.
fn others<'a>(cx: &Context<'a>) -> Option<Element<'a, Message>> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let site = &cx.view.site;
    let away = || (!cx.view.hub).then(|| fl!(own, "no-hub-title"));
    let book = site.may_book.then(|| {
        ui.button("book", fl!(own, "book"), Message::BookWanted)
            .icon(Icon::Calendar)
            .disabled_if(away())
            .into()
    });
    let queue = (site.may_queue && is_worth_waiting(cx)).then(|| {
        ui.button("queue", fl!(own, "queue"), Message::QueueWanted)
            .icon(Icon::Users)
            .disabled_if(away())
            .into()
    });
    let buttons: Vec<_> = book.into_iter().chain(queue).collect();
    (!buttons.is_empty()).then(|| parts::side_by_side(cx, buttons))
}

/// Somebody waits already, or no station is free now.
fn is_worth_waiting(cx: &Context<'_>) -> bool {
    let site = &cx.view.site;
    let all_taken = || !site.timeline.is_empty() && timeline::free_stations(cx.view, cx.reader).is_empty();
    site.opens.is_none() && (site.waiting > 0 || all_taken())
}

/// Where one is.
fn site<'a>(cx: &Context<'a>, size: TextRole) -> Element<'a, Message> {
    let site = &cx.view.site.site;
    let site = if site.is_empty() { fl!(cx.texts.own, "welcome") } else { site.clone() };
    parts::title(cx, site).sized(size).into()
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
        // Until a moment that is past, or within the minute that the clock shows: it is booked now.
        (None, Some(until)) if cx.view.now.is_some_and(|now| is_over_within_a_minute(cx, until, now)) => {
            (Icon::Clock, Tone::Warning, fl!(own, "booked-now"))
        }
        (None, Some(until)) => {
            let time = words.clock(until, cx.reader);
            (Icon::Success, Tone::Success, fl!(own, "free-until", time = time))
        }
        (None, None) => (Icon::Success, Tone::Success, fl!(own, "free")),
    };
    let sign = ui.icon_in(icon, TextRole::Body, tone);
    let sentence = ui.heading(sentence).id("free").sized(TextRole::Body).tone(tone);
    Some(container(parts::sentence(cx, sign, sentence)).center_x(Length::Fill).into())
}

fn is_over_within_a_minute(cx: &Context<'_>, until: Timestamp, now: DateTime) -> bool {
    let until = cx.reader.civil(until);
    until <= now || (until.date(), until.hour(), until.minute()) == (now.date(), now.hour(), now.minute())
}

/// The rest of today, this station first, then as much of the room as fits.
fn day<'a>(cx: &Context<'a>) -> Option<Element<'a, Message>> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let rest = timeline::Rest::of(cx.view).filter(|_| has_day(cx.view))?;
    let all = cx.view.site.timeline.len();
    let most = if cx.is_enlarged() { 1 } else { ROWS };
    let rows = timeline::rows(cx, &rest, most);
    let room = (all > most).then(|| {
        ui.button("room", fl!(own, "room-all"), Message::RoomWanted).quiet().icon(Icon::List).into()
    });
    let rows = ui.column(rows.into_iter().chain(room)).spacing(ui.space(Space::S)).width(Length::Fill);
    Some(ui.card(rows).padding(ui.space(Space::M)).width(Length::Fill).into())
}

/// The opening hours, who waits, and what became of the last visitor's traces.
fn more<'a>(cx: &Context<'a>) -> Element<'a, Message> {
    one_below_another(cx, [waiting(cx), hours(cx), last_reset(cx)])
}

/// The day's opening hours; none before the hub was ever heard.
fn hours<'a>(cx: &Context<'a>) -> Option<Element<'a, Message>> {
    if cx.view.site.site.is_empty() {
        return None;
    }
    let today = cx.texts.words.hours(&cx.view.site.today);
    Some(cx.ui.body(fl!(cx.texts.own, "today", hours = today)).id("today").centered().into())
}

/// Who waits, if anybody does. Without the hub nobody knows.
fn waiting<'a>(cx: &Context<'a>) -> Option<Element<'a, Message>> {
    let waiting = cx.view.site.waiting;
    let sentence = || cx.ui.body(fl!(cx.texts.own, "waiting", count = waiting)).id("waiting").centered();
    (waiting > 0 && cx.view.hub).then(|| sentence().into())
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
