//! The four presses of a booking: day, time, length, and yes.

use epn_rules::units::Minutes;
use epn_ui::{Element, Icon, Space, TextRole, Tone, items};
use epn_wire::planning::{DayOffered, PlaceAsked, PlaceOffered, Start};
use i18n_embed_fl::fl;
use iced::{Alignment, Length};
use jiff::civil::{Date, DateTime};

use super::super::{Body, Context, parts, sizes};
use super::{CONFIRM, Message, mine, none};
use crate::flow::{Booking, Day};

/// For which day? And for which place, if there are several.
pub(super) fn days<'a>(cx: &Context<'a>, booking: &Booking, page: usize) -> Body<'a, Message> {
    if let Some(refused) = &booking.overview().refused {
        return none::at_all(cx, booking, refused);
    }
    let (ui, own) = (cx.ui, &cx.texts.own);
    let heading = parts::heading(cx, fl!(own, "book-day-title"), None);
    let days = booking.days(page).iter().enumerate().map(|(index, day)| day_tile(cx, index, day));
    let days = ui.grid(sizes::DAY, days).spacing(ui.space(Space::S)).into();
    let places = (!booking.overview().places.is_empty()).then(|| places(cx, booking));
    let content = [heading].into_iter().chain(places).chain([days]);
    let others = (booking.pages() > 1).then(|| {
        ui.button("other-days", fl!(own, "book-other-days"), Message::OtherDays).icon(Icon::Refresh).into()
    });
    let mine = mine::button(cx, booking.overview()).into();
    // With the days, not below them: where text is enlarged, these need the room.
    let more = parts::side_by_side(cx, others.into_iter().chain([mine]));
    Body::new(parts::centered(cx, content.chain([more])))
}

/// The weekday and the date; of a closed day, that it is.
fn day_tile<'a>(cx: &Context<'a>, index: usize, day: &DayOffered) -> Element<'a, Message> {
    let (ui, own, words) = (cx.ui, &cx.texts.own, &cx.texts.words);
    let closed = (!day.open).then(|| fl!(own, "book-day-closed"));
    let below = closed.clone().unwrap_or_else(|| words.day_of_year(day.date));
    let name = ui.label(near(cx, day.date)).bold().centered();
    let content = ui
        .column(items![name, ui.label(below).centered()])
        .spacing(0)
        .align_x(Alignment::Center)
        .width(Length::Fill);
    ui.tile(format!("day-{index}"), words.date(day.date), content, Message::DayChosen(day.date))
        .disabled_if(closed)
        .into()
}

/// *Aujourd'hui*, *Demain*, or the day of the week.
fn near(cx: &Context<'_>, date: Date) -> String {
    let own = &cx.texts.own;
    let days = cx.view.now.and_then(|now| now.date().until(date).ok()).map(|span| span.get_days());
    match days {
        Some(0) => fl!(own, "day-today"),
        Some(1) => fl!(own, "day-tomorrow"),
        _ => cx.texts.words.weekday(date.weekday()),
    }
}

/// What can be booked: this station first.
fn places<'a>(cx: &Context<'a>, booking: &Booking) -> Element<'a, Message> {
    let here = fl!(cx.texts.own, "place-here");
    let others = booking.overview().places.iter().map(|place| place_name(cx, place));
    let choices = std::iter::once(here).chain(others).enumerate().map(|(index, name)| {
        let is_chosen = index == booking.place();
        cx.ui.choice(format!("place-{index}"), name, is_chosen, Message::PlaceChosen(index)).into()
    });
    parts::side_by_side(cx, choices)
}

/// A tag that this program knows has a name; any other names itself.
fn place_name(cx: &Context<'_>, place: &PlaceOffered) -> String {
    let own = &cx.texts.own;
    match &place.place {
        PlaceAsked::Tag { tag } if own.has(&format!("place-{tag}")) => own.get(&format!("place-{tag}")),
        _ => place.name.clone(),
    }
}

/// The place that is being booked.
fn chosen_place(cx: &Context<'_>, booking: &Booking) -> String {
    match booking.other_place() {
        Some(place) => place_name(cx, place),
        None => cx.view.site.station.clone(),
    }
}

/// At what time?
pub(super) fn times<'a>(cx: &Context<'a>, booking: &Booking, day: &Day) -> Body<'a, Message> {
    let (ui, own, words) = (cx.ui, &cx.texts.own, &cx.texts.words);
    let lead = fl!(own, "book-for", date = words.date(day.date), place = chosen_place(cx, booking));
    let heading = parts::heading(cx, fl!(own, "book-time-title"), Some(lead));
    if day.starts.is_empty() {
        return none::of_day(cx, booking, day, heading);
    }
    let times = day.starts.iter().enumerate().map(|(index, start)| {
        ui.button(format!("time-{index}"), words.time(start.from.time()), Message::TimeChosen(*start))
            .fill()
            .into()
    });
    let times = ui.grid(sizes::TIME, times).spacing(ui.space(Space::S));
    Body::new(parts::centered(cx, items![heading, times]))
}

/// For how long? And why not for longer.
pub(super) fn lengths<'a>(cx: &Context<'a>, booking: &Booking, day: &Day, start: Start) -> Body<'a, Message> {
    let (ui, own, words) = (cx.ui, &cx.texts.own, &cx.texts.words);
    let date = words.date(start.from.date());
    let lead = fl!(own, "book-at", date = date, time = words.time(start.from.time()));
    let heading = parts::heading(cx, fl!(own, "book-length-title"), Some(lead));
    let lengths = booking.lengths(day, start).into_iter().enumerate().map(|(index, length)| {
        let name = words.length(length);
        let until = fl!(own, "book-until", time = until(cx, start.from, length));
        let content = ui
            .column(items![ui.heading(name.clone()).centered(), ui.body(until.clone()).muted().centered()])
            .spacing(0)
            .align_x(Alignment::Center)
            .width(Length::Fill);
        ui.tile(format!("length-{index}"), name, content, Message::LengthChosen(length)).detail(until).into()
    });
    let lengths = ui.grid(sizes::BOOKED_LENGTH, lengths).spacing(ui.space(Space::S));
    let why = start.limit.map(|limit| {
        let why = words.at_most(start.longest, limit, cx.reader);
        parts::narrow(cx, ui.body(why).id("why-not-longer").muted().centered())
    });
    Body::new(parts::centered(cx, [heading, parts::narrow(cx, lengths)].into_iter().chain(why)))
}

fn until(cx: &Context<'_>, from: DateTime, length: Minutes) -> String {
    let until = parts::later(from, length).unwrap_or(from);
    cx.texts.words.time(until.time())
}

/// Is that what is meant?
pub(super) fn confirm<'a>(
    cx: &Context<'a>,
    booking: &Booking,
    start: Start,
    length: Minutes,
) -> Body<'a, Message> {
    let (ui, own, words) = (cx.ui, &cx.texts.own, &cx.texts.words);
    let span = fl!(own, "span", from = words.time(start.from.time()), until = until(cx, start.from, length));
    let lines = [
        (Icon::Calendar, "slot-date", words.date(start.from.date())),
        (Icon::Clock, "slot-time", fl!(own, "book-span", span = span, length = words.length(length))),
        (Icon::Station, "slot-place", chosen_place(cx, booking)),
    ];
    let lines = lines.map(|(icon, id, words)| {
        let sign = ui.icon_in(icon, TextRole::Heading, Tone::Primary);
        parts::sentence(cx, sign, ui.heading(words).id(id).sized(parts::action_size(cx)).fill())
    });
    let card = ui.card(ui.column(lines).spacing(ui.space(Space::M)).width(Length::Fill)).width(Length::Fill);
    let heading = parts::heading(cx, fl!(own, "book-confirm-title"), None);
    let confirm = ui
        .button(CONFIRM, fl!(own, "book-confirm"), Message::Confirmed)
        .primary()
        .sized(parts::action_size(cx))
        .icon(Icon::Check);
    Body::with_actions(parts::centered(cx, [heading, parts::narrow(cx, card)]), items![confirm])
}
