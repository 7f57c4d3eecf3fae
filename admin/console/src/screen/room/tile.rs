//! One tile a station: its state, who is there, how long still, and the one thing to do about it.

use epn_rules::session::Phase;
use epn_rules::units::Minutes;
use epn_ui::{Badge, Element, Icon, Space, TextRole, Tone, items};
use epn_wire::calendar::BookingRow;
use epn_wire::console::{RoomView, StationTile, TileSession};
use epn_wire::station::OutOfService;
use iced::Length;
use iced::widget::container;

use super::top::{needs_icon, needs_tone, needs_words};
use super::{Message, Order};
use crate::ctx::Ctx;
use crate::live::{Need, is_free, is_used, left, need_of, share_left};
use crate::words::say;

/// How high the pressed part is, in lines of body text: tiles side by side stay level whatever they show.
const LINES: f32 = 11.4;
/// The width of a person's picture, in logical pixels.
const PICTURE: f32 = 44.0;
/// What one click adds.
pub const MORE: Minutes = Minutes(15);

/// How a station stands: the large words where nobody sits, the badge where somebody does.
struct Standing {
    tone: Tone,
    icon: Icon,
    words: String,
}

fn standing(ctx: &Ctx<'_>, tile: &StationTile) -> Standing {
    let phrases = ctx.phrases;
    let phase = || phrases.shared.phase(tile.phase);
    let (tone, icon, words) = match tile.phase {
        _ if !tile.online => (Tone::Danger, Icon::PlugOff, say!(phrases, "state-away")),
        Phase::Locked => match &tile.called {
            Some(called) => {
                let alias = phrases.shared.alias(called);
                (Tone::Accent, Icon::Walk, say!(phrases, "tile-called", alias = alias))
            }
            None => (Tone::Success, Icon::Check, phase()),
        },
        Phase::Authenticating | Phase::Starting => (Tone::Primary, Icon::Refresh, phase()),
        Phase::Active => (Tone::Primary, Icon::User, phase()),
        Phase::Paused => (Tone::Neutral, Icon::Pause, phase()),
        Phase::Grace => (Tone::Warning, Icon::Hourglass, phase()),
        Phase::Ending | Phase::Resetting | Phase::Proving => (Tone::Accent, Icon::Refresh, phase()),
        Phase::OutOfService => {
            let is_staff = matches!(tile.out_of_service, Some(OutOfService::Staff { .. }));
            (if is_staff { Tone::Neutral } else { Tone::Danger }, Icon::Tool, phase())
        }
    };
    Standing { tone, icon, words }
}

/// The badge in the corner: what is under way, how old the picture is, what is urgent, or that somebody sits there.
fn badge(ctx: &Ctx<'_>, tile: &StationTile, need: Option<&Need>, under_way: Option<&Order>) -> Option<Badge> {
    let ui = ctx.ui;
    if let Some(order) = under_way {
        return Some(ui.badge(Tone::Accent, order.under_way(ctx.phrases)));
    }
    if let Some(away) = ctx.away {
        return Some(ui.badge(Tone::Neutral, ctx.phrases.age(away)).icon(Icon::History));
    }
    match need {
        Some(need @ Need::Help) => {
            let words = ctx.phrases.capital(needs_words(need, ctx.phrases));
            Some(ui.badge(needs_tone(need), words).icon(needs_icon(need)))
        }
        _ if tile.session.is_some() => {
            let Standing { tone, words, .. } = standing(ctx, tile);
            Some(ui.badge(tone, words))
        }
        _ => None,
    }
}

/// The tile and the one thing to do about it.
pub fn view<'a>(
    ctx: &Ctx<'a>,
    room: &'a RoomView,
    tile: &'a StationTile,
    is_selected: bool,
    prints: u32,
    under_way: Option<&Order>,
) -> Element<'a, Message> {
    let ui = ctx.ui;
    let need = need_of(tile, room.now).filter(|_| !ctx.is_away());
    let tone = need.as_ref().map_or(Tone::Neutral, needs_tone);
    let badge = badge(ctx, tile, need.as_ref(), under_way).map(Element::from);
    let head = [ui.heading(tile.name.clone()).into(), ui.push_apart()].into_iter().chain(badge);
    let head = ui.row(head).spacing(ui.space(Space::Xs)).width(Length::Fill);
    let foot = container(foot(ctx, tile, prints, need.as_ref())).align_bottom(Length::Fill);
    let content = ui
        .column(items![head, middle(ctx, room, tile), foot])
        .spacing(ui.space(Space::S))
        .width(Length::Fill);
    let label = label(ctx, room, tile, need.as_ref(), under_way);
    let label = if prints > 0 { [label, prints_words(ctx, prints)].join(", ") } else { label };
    let pressed = ui
        .tile(super::tile_id(tile.id), label, content, Message::StationPressed(tile.id))
        .tone(tone)
        .selected(is_selected)
        .disabled_if(ctx.away.map(|away| ctx.phrases.hub_away(away)))
        .height(ui.text_size(TextRole::Body) * LINES);
    let action = quick(ctx, tile, need.as_ref(), under_way);
    ui.column(std::iter::once(pressed.into()).chain(action)).spacing(ui.space(Space::Xs)).into()
}

/// All that the tile shows, in words.
fn label(
    ctx: &Ctx<'_>,
    room: &RoomView,
    tile: &StationTile,
    need: Option<&Need>,
    under_way: Option<&Order>,
) -> String {
    let phrases = ctx.phrases;
    let under_way = under_way.map(|order| order.under_way(phrases));
    let old = ctx.away.map(|away| phrases.ago(away));
    let person = tile.session.as_ref().map(|session| phrases.shared.alias(&session.alias));
    let time = tile.session.as_ref().map(|session| time_words(ctx, session, room));
    let need = need.map(|need| needs_words(need, phrases));
    let extra = tile.session.as_ref().and_then(|session| extra_words(ctx, session));
    let booking = tile.next_booking.as_ref().map(|booking| booking_words(ctx, booking));
    let state = Some(standing(ctx, tile).words);
    let parts = [Some(tile.name.clone()), under_way, old, state, person, extra, time, booking, need];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn time_words(ctx: &Ctx<'_>, session: &TileSession, room: &RoomView) -> String {
    if session.extends_by_itself {
        say!(ctx.phrases, "nobody-waits")
    } else {
        ctx.phrases.short_length(left(session, room.now))
    }
}

/// Who sits with the visitor and what it costs so far, if there is anything to say.
fn extra_words(ctx: &Ctx<'_>, session: &TileSession) -> Option<String> {
    let with = (session.companions > 0)
        .then(|| say!(ctx.phrases, "tile-companions", count = session.companions.to_string()));
    let price = session.price.map(|price| ctx.phrases.price(price));
    let parts: Vec<_> = with.into_iter().chain(price).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// The next booking: when, and for whom.
pub fn booking_words(ctx: &Ctx<'_>, booking: &BookingRow) -> String {
    let time = ctx.phrases.shared.clock(booking.from, ctx.reader);
    let who =
        booking.alias.as_ref().map_or_else(|| booking.label.clone(), |alias| ctx.phrases.shared.alias(alias));
    say!(ctx.phrases, "tile-booking", time = time, who = who)
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
    let who = extra_words(ctx, session).map_or(who.clone(), |extra| format!("{who} · {extra}"));
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
    let Standing { tone, icon, words } = standing(ctx, tile);
    let state = ui
        .row(items![ui.icon_in(icon, TextRole::Heading, tone), ui.heading(words).tone(tone)])
        .spacing(ui.space(Space::S));
    let more = match &tile.out_of_service {
        Some(reason) => Some(ctx.phrases.shared.out_of_service(reason)),
        None if !tile.online => Some(say!(ctx.phrases, "state-away-more")),
        None if tile.tags.is_empty() => None,
        None => Some(tile.tags.iter().map(|tag| ctx.phrases.tag(tag)).collect::<Vec<_>>().join(" · ")),
    };
    let more = more.map(|more| ui.caption(more).fill().into());
    ui.column(std::iter::once(state.into()).chain(more))
        .spacing(ui.space(Space::Xs))
        .width(Length::Fill)
        .into()
}

/// How many prints from here need somebody.
pub fn prints_words(ctx: &Ctx<'_>, prints: u32) -> String {
    say!(ctx.phrases, "tile-prints", count = prints)
}

/// The last line: prints that need somebody; the next booking; where nobody sits a warning if there is one, else the last reset.
fn foot<'a>(ctx: &Ctx<'a>, tile: &'a StationTile, prints: u32, need: Option<&Need>) -> Element<'a, Message> {
    let ui = ctx.ui;
    let line = |icon: Icon, tone: Tone, words: String| {
        ui.row(items![ui.icon_in(icon, TextRole::Caption, tone), ui.caption(words)])
            .spacing(ui.space(Space::Xs))
            .into()
    };
    match (need, &tile.last_reset) {
        _ if prints > 0 => line(Icon::Printer, Tone::Warning, prints_words(ctx, prints)),
        _ if tile.next_booking.is_some() && tile.out_of_service.is_none() => {
            let words = tile.next_booking.as_ref().map(|booking| booking_words(ctx, booking));
            line(Icon::Calendar, Tone::Primary, words.unwrap_or_default())
        }
        _ if tile.session.is_some() || tile.out_of_service.is_some() => ui.gap(Space::Xs),
        (Some(need @ Need::Health(_)), _) => {
            line(needs_icon(need), needs_tone(need), needs_words(need, ctx.phrases))
        }
        (_, Some(reset)) if is_free(tile) => {
            let (icon, tone) = if reset.leftovers > 0 {
                (Icon::Alert, Tone::Danger)
            } else {
                (Icon::Success, Tone::Success)
            };
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
    } else if is_used(tile) {
        (say!(phrases, "extend", minutes = MORE.0.to_string()), Icon::ClockPlus, Order::Extend(MORE))
    } else if tile.out_of_service.is_some() {
        (say!(phrases, "put-back-short"), Icon::Tool, Order::PutBack)
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
