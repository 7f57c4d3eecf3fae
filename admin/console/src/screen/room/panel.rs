//! Beside the tiles, never in front of them: everything that can be done with one station.

use epn_rules::policy_check::MOST_COMPANIONS;
use epn_rules::units::Minutes;
use epn_ui::{Element, Icon, Space, Step, TextRole, Tone, items};
use epn_wire::console::{RoomView, StationTile, TileSession};
use iced::Length;

use super::refused::{self, Refused};
use super::tags::{self, Tagging};
use super::{Message, Order, tile};
use crate::ctx::Ctx;
use crate::live::{is_free, is_used, left, warnings};
use crate::screen::cash::Whose;
use crate::words::say;

/// In logical pixels, before the person's text scale.
const WIDTH: f32 = 306.0;
/// Lengths that are offered beside the policy's own.
const LENGTHS: [Minutes; 3] = [Minutes(15), Minutes(30), Minutes(60)];
/// The longest message, in characters (`epn_wire::console::Message`).
const LONGEST_MESSAGE: usize = 280;

/// What the panel asks at the moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Panel {
    #[default]
    Overview,
    /// Really end it?
    Ending,
    /// The message so far.
    Writing(String),
    /// Where to?
    Moving,
    /// Why is it taken out?
    TakingOut(String),
    /// What is it fit for?
    Tagging(Tagging),
    /// The rules refuse. Nevertheless?
    Refused(Refused),
}

impl Panel {
    /// The field to write in first.
    pub fn first_field(&self) -> Option<&'static str> {
        match self {
            Self::Writing(_) => Some("message-text"),
            Self::TakingOut(_) => Some("service-note"),
            Self::Ending => Some("end-no"),
            Self::Tagging(_) => Some("tag-interview"),
            Self::Refused(_) => Some("order-reason"),
            Self::Overview | Self::Moving => None,
        }
    }
}

pub fn view<'a>(
    ctx: &Ctx<'a>,
    room: &'a RoomView,
    station: &'a StationTile,
    panel: &'a Panel,
    prints: u32,
    under_way: Option<&Order>,
) -> Element<'a, Message> {
    let ui = ctx.ui;
    let blocked = ctx.blocked(under_way.map(|order| order.under_way(ctx.phrases)));
    let asked = match panel {
        Panel::Overview => actions(ctx, station, blocked.as_ref()),
        Panel::Ending => ending(ctx, station, blocked),
        Panel::Writing(text) => writing(ctx, station, text, blocked),
        Panel::Moving => moving(ctx, room, station, blocked.as_ref()),
        Panel::TakingOut(note) => taking_out(ctx, station, note, blocked),
        Panel::Refused(refused) => refused::view(ctx, station, refused, blocked),
        Panel::Tagging(tagging) => tags::view(ctx, station, tagging, blocked),
    };
    let doing = under_way
        .map(|order| Element::from(ui.badge(Tone::Accent, order.under_way(ctx.phrases)).icon(Icon::Refresh)));
    let who = station.session.as_ref().map(|session| who(ctx, room, station, session));
    let parts = doing.into_iter().chain(who).chain([facts(ctx, station, prints), ui.hairline(), asked]);
    frame(ctx, station.name.clone(), ui.column(parts).width(Length::Fill).into())
}

/// The panel around whatever stands beside the tiles.
pub fn frame<'a>(ctx: &Ctx<'a>, title: String, content: Element<'a, Message>) -> Element<'a, Message> {
    let ui = ctx.ui;
    let close = ui
        .button("panel-close", say!(ctx.phrases, "close"), Message::PanelClosed)
        .quiet()
        .icon_only(Icon::Close);
    let head = ui.row(items![ui.title(title).fill(), close]).width(Length::Fill);
    let content = ui.column(items![head, content]).width(Length::Fill);
    let width = WIDTH * ui.comfort.text_scale.factor();
    ui.scroll(ui.card(content).width(width)).spacing(0).into()
}

fn who<'a>(
    ctx: &Ctx<'a>,
    room: &RoomView,
    station: &StationTile,
    session: &'a TileSession,
) -> Element<'a, Message> {
    let ui = ctx.ui;
    let alias = ctx.phrases.shared.alias(&session.alias);
    let picture = ui.picture(&session.alias.picture, alias.clone(), 56.0);
    let category = ctx.phrases.shared.category(session.category);
    let name = match (&session.name, ctx.names) {
        (Some(name), true) => Some(ui.body(name.clone()).into()),
        (Some(_), false) => Some(ui.caption(say!(ctx.phrases, "name-hidden")).into()),
        (None, _) => None,
    };
    let words = std::iter::once(ui.heading(alias).into()).chain(name).chain([ui.caption(category).into()]);
    let words = ui.column(words).spacing(0.0);
    let span = say!(
        ctx.phrases,
        "from-until",
        from = ctx.phrases.shared.clock(session.started, ctx.reader),
        until = ctx.phrases.shared.clock(session.ends, ctx.reader)
    );
    let time = if session.extends_by_itself {
        say!(ctx.phrases, "nobody-waits-more")
    } else {
        say!(ctx.phrases, "time-left", left = ctx.phrases.shared.length(left(session, room.now)))
    };
    let price = session.price.map(|price| {
        let words = say!(ctx.phrases, "price-so-far", price = ctx.phrases.price(price));
        Element::from(ui.badge(Tone::Neutral, words).icon(Icon::Coin))
    });
    let person = ui.row(items![picture, words.width(Length::Fill), account(ctx, station, session)]);
    let lines = items![person, ui.body(time).bold(), ui.caption(span)];
    ui.column(lines.into_iter().chain(price)).spacing(ui.space(Space::S)).into()
}

/// State, tags, health and the last reset, a line each.
fn facts<'a>(ctx: &Ctx<'a>, station: &'a StationTile, prints: u32) -> Element<'a, Message> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let line = |icon: Icon, tone: Tone, words: String| -> Element<'a, Message> {
        ui.row(items![ui.icon_in(icon, TextRole::Caption, tone), ui.caption(words).fill()])
            .spacing(ui.space(Space::S))
            .into()
    };
    let mut lines = Vec::new();
    if !station.online {
        lines.push(line(Icon::PlugOff, Tone::Danger, say!(phrases, "state-away-more")));
    }
    if let Some(reason) = &station.out_of_service {
        lines.push(line(Icon::Tool, Tone::Danger, phrases.shared.out_of_service(reason)));
    }
    if station.session.is_none() && station.out_of_service.is_none() && station.online {
        lines.push(line(Icon::Station, Tone::Primary, phrases.shared.phase(station.phase)));
    }
    if prints > 0 {
        lines.push(line(Icon::Printer, Tone::Warning, tile::prints_words(ctx, prints)));
    }
    if let Some(called) = &station.called {
        let words = say!(phrases, "tile-called", alias = phrases.shared.alias(called));
        lines.push(line(Icon::Walk, Tone::Accent, words));
    }
    if let Some(booking) = &station.next_booking {
        lines.push(line(Icon::Calendar, Tone::Primary, tile::booking_words(ctx, booking)));
    }
    if let Some(reset) = &station.last_reset {
        let tone = if reset.leftovers > 0 { Tone::Danger } else { Tone::Success };
        lines.push(line(Icon::History, tone, phrases.last_reset(reset, ctx.reader)));
    }
    if let Some(health) = &station.health {
        let found = warnings(health);
        for warning in &found {
            lines.push(line(Icon::Alert, Tone::Warning, phrases.health_warning(*warning)));
        }
        lines.push(line(Icon::Health, Tone::Neutral, phrases.health(health)));
    }
    if let Some(audit) = &station.lockdown {
        let told = phrases.lockdown(audit);
        lines.extend(told.into_iter().map(|(icon, tone, words)| line(icon, tone, words)));
    }
    if !station.tags.is_empty() {
        let tags = station.tags.iter().map(|tag| phrases.tag(tag)).collect::<Vec<_>>().join(" · ");
        lines.push(line(Icon::Flag, Tone::Neutral, tags));
    }
    ui.column(lines).spacing(ui.space(Space::Xs)).width(Length::Fill).into()
}

fn actions<'a>(ctx: &Ctx<'a>, station: &'a StationTile, blocked: Option<&String>) -> Element<'a, Message> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let id = station.id;
    let order = |name: &str, words: String, icon: Icon, order: Order| {
        ui.button(name.to_owned(), words, Message::Ordered(id, order))
            .icon(icon)
            .fill()
            .disabled_if(blocked.cloned())
    };
    let turn = |name: &str, words: String, icon: Icon, panel: Panel| {
        ui.button(name.to_owned(), words, Message::PanelTurned(panel))
            .icon(icon)
            .fill()
            .disabled_if(blocked.cloned())
    };
    let mut parts: Vec<Element<'a, Message>> = Vec::new();
    if station.help {
        parts.push(
            order("help-answered", say!(phrases, "help-answered"), Icon::Check, Order::HelpAnswered)
                .primary()
                .into(),
        );
    }
    if is_free(station) {
        let default = order("open-default", say!(phrases, "open-default"), Icon::Unlock, Order::Open(None));
        parts.push(default.primary().into());
        let lengths = LENGTHS.map(|minutes| {
            let words = phrases.short_length(minutes);
            let spoken = say!(phrases, "open-for", length = phrases.shared.length(minutes));
            ui.button(format!("open-{}", minutes.0), words, Message::Ordered(id, Order::Open(Some(minutes))))
                .spoken(spoken)
                .sized(TextRole::Caption)
                .fill()
                .disabled_if(blocked.map(|_| String::new()))
                .into()
        });
        parts.push(ui.row(lengths).spacing(ui.space(Space::S)).width(Length::Fill).into());
    }
    if let Some(session) = station.session.as_ref().filter(|_| is_used(station)) {
        let more = [tile::MORE, Minutes(30)].map(|minutes| {
            let words = say!(phrases, "extend", minutes = minutes.0.to_string());
            ui.button(format!("extend-{}", minutes.0), words, Message::Ordered(id, Order::Extend(minutes)))
                .icon(Icon::ClockPlus)
                .fill()
                .disabled_if(blocked.map(|_| String::new()))
                .into()
        });
        parts.push(ui.row(more).spacing(ui.space(Space::S)).width(Length::Fill).into());
        parts.push(companions(ctx, station, session, blocked));
        let message = Panel::Writing(String::new());
        parts.push(turn("message", say!(phrases, "message"), Icon::Message, message).into());
        parts.push(turn("move", say!(phrases, "move"), Icon::Move, Panel::Moving).into());
        parts.push(turn("end", say!(phrases, "end"), Icon::Power, Panel::Ending).danger().into());
    }
    let service = if station.out_of_service.is_some() {
        order("put-back", say!(phrases, "put-back"), Icon::Tool, Order::PutBack)
    } else {
        turn("take-out", say!(phrases, "take-out"), Icon::Tool, Panel::TakingOut(String::new())).quiet()
    };
    parts.push(service.into());
    let tags = Panel::Tagging(Tagging::of(station));
    parts.push(turn("tags", say!(phrases, "tags"), Icon::Flag, tags).quiet().into());
    ui.column(parts).spacing(ui.space(Space::S)).width(Length::Fill).into()
}

/// To the money of whoever sits there.
fn account<'a>(ctx: &Ctx<'a>, station: &StationTile, session: &TileSession) -> Element<'a, Message> {
    let whose =
        Whose::Sitting { station: station.name.clone(), alias: session.alias.clone(), session: session.id };
    ctx.ui
        .button("account", say!(ctx.phrases, "account-open"), Message::AccountPressed(whose))
        .quiet()
        .icon_only(Icon::Coin)
        .disabled_if(ctx.blocked(None))
        .into()
}

/// How many sit with the visitor, one more or one less.
fn companions<'a>(
    ctx: &Ctx<'a>,
    station: &StationTile,
    session: &TileSession,
    blocked: Option<&String>,
) -> Element<'a, Message> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let count = session.companions;
    let step = |label: String, to: u8, is_end: bool| Step {
        label,
        on_press: Message::Ordered(station.id, Order::Companions(to)),
        end: (is_end || blocked.is_some()).then(String::new),
    };
    let less = step(say!(phrases, "companions-fewer"), count.saturating_sub(1), count == 0);
    let more = step(say!(phrases, "companions-more"), count.saturating_add(1), count >= MOST_COMPANIONS);
    let label = ui.caption(say!(phrases, "companions"));
    let stepper = ui.stepper("companions", count.to_string(), less, more);
    ui.column(items![label, stepper]).spacing(0.0).into()
}

pub fn back<'a>(ctx: &Ctx<'a>, id: &'static str) -> Element<'a, Message> {
    ctx.ui
        .button(id, say!(ctx.phrases, "cancel"), Message::PanelTurned(Panel::Overview))
        .quiet()
        .fill()
        .into()
}

fn ending<'a>(ctx: &Ctx<'a>, station: &StationTile, blocked: Option<String>) -> Element<'a, Message> {
    let ui = ctx.ui;
    let yes = ui
        .button("end-yes", say!(ctx.phrases, "end-yes"), Message::Ordered(station.id, Order::End))
        .danger()
        .icon(Icon::Power)
        .fill()
        .disabled_if(blocked);
    let question = ui.announce(say!(ctx.phrases, "end-question")).bold();
    let more = ui.caption(say!(ctx.phrases, "end-more"));
    ui.column(items![question, more, yes, back(ctx, "end-no")])
        .spacing(ui.space(Space::S))
        .width(Length::Fill)
        .into()
}

fn writing<'a>(
    ctx: &Ctx<'a>,
    station: &StationTile,
    text: &'a str,
    blocked: Option<String>,
) -> Element<'a, Message> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let id = station.id;
    let send = Message::Ordered(id, Order::Say(text.trim().to_owned()));
    let is_long = text.chars().count() > LONGEST_MESSAGE;
    let too_long = is_long.then(|| say!(phrases, "message-too-long", most = LONGEST_MESSAGE.to_string()));
    let is_empty = text.trim().is_empty().then(|| say!(phrases, "message-empty"));
    let field = ui
        .field("message-text", say!(phrases, "message-label"), text, |text| {
            Message::PanelTurned(Panel::Writing(text))
        })
        .hint(say!(phrases, "message-hint"))
        .error(too_long.clone());
    let wrong = too_long.or(is_empty).or(blocked);
    let field = if wrong.is_none() { field.on_submit(send.clone()) } else { field };
    let ready = [say!(phrases, "message-ready-soon"), say!(phrases, "message-ready-desk")];
    let ready = ready.into_iter().enumerate().map(|(index, sentence)| {
        let turned = Message::PanelTurned(Panel::Writing(sentence.clone()));
        ui.button(format!("message-ready-{index}"), sentence, turned).quiet().into()
    });
    let ready = ui.column(ready).spacing(0.0);
    let send = ui
        .button("message-send", say!(phrases, "message-send"), send)
        .primary()
        .icon(Icon::Message)
        .fill()
        .disabled_if(wrong);
    ui.column(items![field, ready, send, back(ctx, "message-cancel")])
        .spacing(ui.space(Space::S))
        .width(Length::Fill)
        .into()
}

fn moving<'a>(
    ctx: &Ctx<'a>,
    room: &'a RoomView,
    station: &'a StationTile,
    blocked: Option<&String>,
) -> Element<'a, Message> {
    let ui = ctx.ui;
    let free = room.stations.iter().filter(|other| other.id != station.id && is_free(other));
    let choices: Vec<Element<'a, Message>> = free
        .map(|to| {
            let order = Order::MoveTo(to.id);
            ui.button(format!("move-to-{}", to.id), to.name.clone(), Message::Ordered(station.id, order))
                .icon(Icon::ArrowRight)
                .fill()
                .disabled_if(blocked.cloned())
                .into()
        })
        .collect();
    let title = if choices.is_empty() {
        ui.body(say!(ctx.phrases, "move-none"))
    } else {
        ui.body(say!(ctx.phrases, "move-where")).bold()
    };
    let parts = std::iter::once(title.into()).chain(choices).chain([back(ctx, "move-cancel")]);
    ui.column(parts).spacing(ui.space(Space::S)).width(Length::Fill).into()
}

fn taking_out<'a>(
    ctx: &Ctx<'a>,
    station: &StationTile,
    note: &'a str,
    blocked: Option<String>,
) -> Element<'a, Message> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let order = Message::Ordered(station.id, Order::TakeOut { note: note.trim().to_owned() });
    let field = ui
        .field("service-note", say!(phrases, "service-note"), note, |note| {
            Message::PanelTurned(Panel::TakingOut(note))
        })
        .hint(say!(phrases, "service-hint"));
    let field = if blocked.is_none() { field.on_submit(order.clone()) } else { field };
    let go = ui
        .button("service-yes", say!(phrases, "take-out-yes"), order)
        .danger()
        .icon(Icon::Tool)
        .fill()
        .disabled_if(blocked);
    ui.column(items![field, go, back(ctx, "service-cancel")])
        .spacing(ui.space(Space::S))
        .width(Length::Fill)
        .into()
}
