//! Above the tiles: who needs me first, and what concerns the whole room.

use epn_ui::{Element, Icon, Space, TextRole, Tone, items};
use epn_wire::console::{RoomView, StationTile};
use epn_wire::passage::PassagePurpose;
use iced::Length;

use super::Message;
use crate::ctx::Ctx;
use crate::live::{Need, is_for_anybody, needs as needs_in};
use crate::words::{Phrases, say};

/// The sign of a need.
pub fn needs_icon(need: &Need) -> Icon {
    match need {
        Need::Help => Icon::Help,
        Need::Fault(_) => Icon::Tool,
        Need::Away => Icon::PlugOff,
        Need::WrongTries { .. } => Icon::Lock,
        Need::Ending { .. } => Icon::Hourglass,
        Need::Health(_) => Icon::Health,
    }
}

/// How loud a need is.
pub fn needs_tone(need: &Need) -> Tone {
    match need {
        Need::Help | Need::Fault(_) | Need::Away => Tone::Danger,
        Need::WrongTries { .. } | Need::Ending { .. } | Need::Health(_) => Tone::Warning,
    }
}

/// A need in a few words.
pub fn needs_words(need: &Need, phrases: &Phrases) -> String {
    match need {
        Need::Help => say!(phrases, "need-help"),
        Need::Fault(_) => say!(phrases, "need-fault"),
        Need::Away => say!(phrases, "need-away"),
        &Need::WrongTries { times } => say!(phrases, "need-wrong-tries", times = times),
        Need::Ending { left } if left.0 == 0 => say!(phrases, "need-over"),
        Need::Ending { left } => say!(phrases, "need-ending", left = phrases.short_length(*left)),
        Need::Health(warning) => phrases.health_in_short(*warning),
    }
}

/// The row of stations that need a look.
pub fn needs<'a>(ctx: &Ctx<'a>, room: &'a RoomView) -> Element<'a, Message> {
    let ui = ctx.ui;
    if ctx.is_away() {
        let time = ctx.phrases.shared.clock(room.now, ctx.reader);
        return ui.status(say!(ctx.phrases, "needs-unknown", time = time)).id("needs-unknown").muted().into();
    }
    let found = needs_in(room);
    if found.is_empty() {
        let calm = ui.icon_in(Icon::Success, TextRole::Body, Tone::Success);
        let words = ui.status(say!(ctx.phrases, "needs-none")).id("needs-none").muted();
        return ui.row([calm, words.into()]).spacing(ui.space(Space::S)).into();
    }
    let chips = found.into_iter().map(|(tile, need)| chip(ctx, tile, &need));
    ui.row(chips).spacing(ui.space(Space::S)).wrap().into()
}

fn chip<'a>(ctx: &Ctx<'a>, tile: &StationTile, need: &Need) -> Element<'a, Message> {
    let ui = ctx.ui;
    let words = say!(ctx.phrases, "need", station = tile.name.clone(), need = needs_words(need, ctx.phrases));
    let tone = needs_tone(need);
    let content = ui
        .row(items![
            ui.icon_in(needs_icon(need), TextRole::Body, tone),
            ui.label(words.clone()).sized(TextRole::Caption).bold(),
        ])
        .spacing(ui.space(Space::S));
    ui.tile(format!("need-{}", tile.id), words, content, Message::StationPressed(tile.id))
        .tone(tone)
        .width(Length::Shrink)
        .into()
}

/// What concerns the whole room: everybody in, a passage, the day so far.
pub fn desk<'a>(ctx: &Ctx<'a>, room: &'a RoomView, opens_all: bool) -> Element<'a, Message> {
    let ui = ctx.ui;
    let free = room.stations.iter().filter(|tile| is_for_anybody(tile)).count();
    let nothing_free = (free == 0).then(|| say!(ctx.phrases, "open-all-none"));
    let under_way = opens_all.then(|| say!(ctx.phrases, "doing-open"));
    let free = u32::try_from(free).unwrap_or(u32::MAX);
    let open_all = ui
        .button("open-all", say!(ctx.phrases, "open-all", count = free), Message::OpenAllPressed)
        .icon(Icon::Unlock)
        .disabled_if(ctx.blocked(under_way.or(nothing_free)));
    let passage = |id: &str, icon: Icon, words: String, spoken: String, purpose: PassagePurpose| {
        ui.button(id.to_owned(), words, Message::PassagePressed(purpose))
            .icon(icon)
            .spoken(spoken)
            .disabled_if(ctx.blocked(None))
    };
    let phrases = ctx.phrases;
    let passages = items![
        ui.label(say!(phrases, "passage")).muted(),
        passage(
            "passage-question",
            Icon::Question,
            say!(phrases, "passage-question"),
            say!(phrases, "passage-question-spoken"),
            PassagePurpose::Question
        ),
        passage(
            "passage-wifi",
            Icon::Wifi,
            say!(phrases, "passage-wifi"),
            say!(phrases, "passage-wifi-spoken"),
            PassagePurpose::Wifi
        ),
        passage(
            "passage-own-device",
            Icon::Usb,
            say!(phrases, "passage-own-device"),
            say!(phrases, "passage-own-device-spoken"),
            PassagePurpose::OwnDevice
        ),
    ];
    let passages = ui.row(passages).spacing(ui.space(Space::S));
    let waiting = if room.waiting > 0 {
        say!(phrases, "count-waiting", count = room.waiting)
    } else {
        say!(phrases, "queue")
    };
    let queue =
        ui.button("queue", waiting, Message::QueuePressed).icon(Icon::Users).disabled_if(ctx.blocked(None));
    ui.row(items![open_all, queue, passages]).wrap().into()
}
