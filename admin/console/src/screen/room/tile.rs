//! One tile a station: its state, who is there, how long still, and the one thing to do about it.

use epn_rules::session::Phase;
use epn_rules::units::Minutes;
use epn_ui::{Element, Icon, Space, TextRole, Tone, items};
use epn_wire::console::{RoomView, StationTile, TileSession};
use epn_wire::station::OutOfService;
use iced::Length;
use iced::widget::container;

use super::top::{needs_icon, needs_tone, needs_words};
use super::{Message, Order};
use crate::ctx::Ctx;
use crate::live::{Need, is_free, left, need_of, share_left};
use crate::words::say;

/// How high the pressed part is, in lines of body text: tiles side by side stay level whatever they show.
const LINES: f32 = 9.4;
/// The width of a person's picture, in logical pixels.
const PICTURE: f32 = 44.0;
/// What one click adds.
pub const MORE: Minutes = Minutes(15);

/// What a station is doing, for its badge.
fn state(ctx: &Ctx<'_>, tile: &StationTile) -> (Tone, Icon, String) {
    let phrases = ctx.phrases;
    match tile.phase {
        _ if ctx.is_away() => (Tone::Neutral, Icon::WifiOff, phrases.ago(ctx.away.unwrap_or_default())),
        _ if !tile.online => (Tone::Danger, Icon::PlugOff, say!(phrases, "state-away")),
        Phase::Locked => (Tone::Success, Icon::Check, phrases.shared.phase(tile.phase)),
        Phase::Authenticating | Phase::Starting => {
            (Tone::Primary, Icon::Refresh, phrases.shared.phase(tile.phase))
        }
        Phase::Active => (Tone::Primary, Icon::User, phrases.shared.phase(tile.phase)),
        Phase::Grace => (Tone::Warning, Icon::Hourglass, phrases.shared.phase(tile.phase)),
        Phase::Ending | Phase::Resetting | Phase::Proving => {
            (Tone::Accent, Icon::Refresh, phrases.shared.phase(tile.phase))
        }
        Phase::OutOfService => {
            let is_staff = matches!(tile.out_of_service, Some(OutOfService::Staff { .. }));
            let tone = if is_staff { Tone::Neutral } else { Tone::Danger };
            (tone, Icon::Tool, phrases.shared.phase(tile.phase))
        }
    }
}

/// The tile and the one thing to do about it.
pub fn view<'a>(
    ctx: &Ctx<'a>,
    room: &'a RoomView,
    tile: &'a StationTile,
    is_selected: bool,
    under_way: Option<&Order>,
) -> Element<'a, Message> {
    let ui = ctx.ui;
    let need = need_of(tile, room.now).filter(|_| !ctx.is_away());
    let tone = need.as_ref().map_or(Tone::Neutral, needs_tone);
    let (badge_tone, badge_icon, word) = match under_way {
        Some(order) => (Tone::Accent, Icon::Refresh, order.under_way(ctx.phrases)),
        None => state(ctx, tile),
    };
    let head = items![
        ui.heading(tile.name.clone()),
        ui.push_apart(),
        ui.badge(badge_tone, word.clone()).icon(badge_icon)
    ];
    let head = ui.row(head).spacing(ui.space(Space::Xs)).width(Length::Fill);
    let foot = foot(ctx, tile, need.as_ref());
    let content = ui
        .column(items![head, middle(ctx, room, tile), container(foot).align_bottom(Length::Fill)])
        .spacing(ui.space(Space::S))
        .width(Length::Fill);
    let label = label(ctx, room, tile, &word, need.as_ref());
    let pressed = ui
        .tile(format!("station-{}", tile.id), label, content, Message::StationPressed(tile.id))
        .tone(tone)
        .selected(is_selected)
        .height(ui.text_size(TextRole::Body) * LINES);
    let action = quick(ctx, tile, need.as_ref(), under_way);
    ui.column(std::iter::once(pressed.into()).chain(action)).spacing(ui.space(Space::Xs)).into()
}

/// All that the tile shows, in words.
fn label(ctx: &Ctx<'_>, room: &RoomView, tile: &StationTile, state: &str, need: Option<&Need>) -> String {
    let phrases = ctx.phrases;
    let person = tile.session.as_ref().map(|session| phrases.shared.alias(&session.alias));
    let time = tile.session.as_ref().map(|session| time_words(ctx, session, room));
    let need = need.map(|need| needs_words(need, phrases));
    let parts = [Some(tile.name.clone()), Some(state.to_owned()), person, time, need];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn time_words(ctx: &Ctx<'_>, session: &TileSession, room: &RoomView) -> String {
    if session.extends_by_itself {
        say!(ctx.phrases, "nobody-waits")
    } else {
        ctx.phrases.short_length(left(session, room.now))
    }
}

fn middle<'a>(ctx: &Ctx<'a>, room: &'a RoomView, tile: &'a StationTile) -> Element<'a, Message> {
    match &tile.session {
        Some(session) => person(ctx, room, tile, session),
        None => nobody(ctx, tile),
    }
}

fn person<'a>(
    ctx: &Ctx<'a>,
    room: &'a RoomView,
    tile: &'a StationTile,
    session: &'a TileSession,
) -> Element<'a, Message> {
    let ui = ctx.ui;
    let alias = ctx.phrases.shared.alias(&session.alias);
    let who = match (&session.name, ctx.names) {
        (Some(name), true) => name.clone(),
        _ => ctx.phrases.shared.category(session.category),
    };
    let words = ui.column(items![ui.body(alias.clone()).bold(), ui.caption(who)]).spacing(0.0);
    let picture = ui.picture(&session.alias.picture, alias, PICTURE);
    let until = say!(ctx.phrases, "until", time = ctx.phrases.shared.clock(session.ends, ctx.reader));
    let is_near = tile.phase == Phase::Grace || !session.extends_by_itself && left(session, room.now).0 <= 5;
    let tone = if is_near { Tone::Warning } else { Tone::Primary };
    let time = time_words(ctx, session, room);
    let (time, until) = if session.extends_by_itself {
        (ui.body(time.clone()).bold(), None)
    } else {
        let size = ui.heading(ctx.phrases.short_length(left(session, room.now))).sized(TextRole::Title);
        (if is_near { size.tone(Tone::Warning) } else { size }, Some(ui.caption(until).into()))
    };
    let time = ui
        .row([time.into(), ui.push_apart()].into_iter().chain(until))
        .spacing(ui.space(Space::Xs))
        .width(Length::Fill);
    let bar = ui.time_bar(
        format!("left-{}", tile.id),
        time_words(ctx, session, room),
        share_left(session, room.now),
    );
    let person = ui.row([picture, words.into()]).spacing(ui.space(Space::S));
    ui.column(items![person, time, bar.thin().tone(tone)])
        .spacing(ui.space(Space::S))
        .width(Length::Fill)
        .into()
}

fn nobody<'a>(ctx: &Ctx<'a>, tile: &'a StationTile) -> Element<'a, Message> {
    let ui = ctx.ui;
    let why = match &tile.out_of_service {
        Some(reason) => ctx.phrases.shared.out_of_service(reason),
        None if !tile.online => say!(ctx.phrases, "state-away-more"),
        None if !tile.tags.is_empty() => {
            tile.tags.iter().map(|tag| ctx.phrases.tag(tag)).collect::<Vec<_>>().join(" · ")
        }
        None => return ui.gap(Space::Xs),
    };
    ui.caption(why).fill().into()
}

/// The last line: a warning if there is one, else the last reset.
fn foot<'a>(ctx: &Ctx<'a>, tile: &'a StationTile, need: Option<&Need>) -> Element<'a, Message> {
    let ui = ctx.ui;
    let line = |icon: Icon, tone: Tone, words: String| {
        ui.row(items![ui.icon_in(icon, TextRole::Caption, tone), ui.caption(words)])
            .spacing(ui.space(Space::Xs))
            .into()
    };
    if let Some(need @ (Need::Help | Need::Fault(_) | Need::Health(_))) = need {
        return line(needs_icon(need), needs_tone(need), needs_words(need, ctx.phrases));
    }
    match (&tile.last_reset, &tile.session) {
        (Some(reset), None) => {
            let tone = if reset.leftovers > 0 { Tone::Danger } else { Tone::Success };
            let icon = if reset.leftovers > 0 { Icon::Alert } else { Icon::Success };
            let words = match reset.at {
                Some(at) => {
                    say!(ctx.phrases, "reset-short", time = ctx.phrases.shared.clock(at, ctx.reader))
                }
                None => say!(ctx.phrases, "reset-short-no-time"),
            };
            line(icon, tone, words)
        }
        _ => ui.gap(Space::Xs),
    }
}

/// The one thing that is most likely to be done about it.
fn quick<'a>(
    ctx: &Ctx<'a>,
    tile: &StationTile,
    need: Option<&Need>,
    under_way: Option<&Order>,
) -> Option<Element<'a, Message>> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let (words, icon, order) = if need == Some(&Need::Help) {
        (say!(phrases, "help-answered"), Icon::Check, Order::HelpAnswered)
    } else if is_free(tile) {
        (say!(phrases, "open"), Icon::Unlock, Order::Open(None))
    } else if matches!(tile.phase, Phase::Active | Phase::Grace) {
        (say!(phrases, "extend", minutes = MORE.0.to_string()), Icon::ClockPlus, Order::Extend(MORE))
    } else if tile.out_of_service.is_some() {
        (say!(phrases, "put-back"), Icon::Tool, Order::PutBack)
    } else {
        return None;
    };
    let spoken = say!(phrases, "for-station", action = words.clone(), station = tile.name.clone());
    let reason = ctx.blocked(under_way.map(|_| String::new()));
    let blocked = reason.or_else(|| (!tile.online).then(String::new)).map(|_| String::new());
    Some(
        ui.button(format!("quick-{}", tile.id), words, Message::Ordered(tile.id, order))
            .icon(icon)
            .spoken(spoken)
            .fill()
            .disabled_if(blocked)
            .into(),
    )
}
