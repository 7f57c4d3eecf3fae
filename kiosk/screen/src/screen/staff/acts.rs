//! The quick actions, and what is chosen for them.

use epn_rules::units::Minutes;
use epn_ui::{Element, Icon, Space, TextRole, Tone, items};
use epn_wire::console::StaffRole;
use epn_wire::kiosk::Scene;
use epn_wire::staff::{StaffAct, StaffPanel};
use i18n_embed_fl::fl;
use iced::{Alignment, Length};

use super::super::{Body, Context, parts, sizes};
use super::{CLOSE, Message, NUMBER, NUMBER_DIGITS, STAY, has_session, left};

/// The first of the actions, whichever it is.
pub(super) const FIRST: &str = "staff-act-0";

/// How much time is added with one press.
const MORE: [Minutes; 2] = [Minutes(15), Minutes(30)];

/// One action: a drawing, its name, a few words more, and what it does.
type Act = (Icon, String, String, Message);

/// What can be done here now.
pub(super) fn acts<'a>(cx: &Context<'a>, panel: &StaffPanel) -> Body<'a, Message> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let title = parts::title(cx, fl!(own, "staff-title", name = panel.name.clone()));
    // The ids are fixed by place, so that the focus finds the first.
    let ids = [FIRST, "staff-act-1", "staff-act-2", "staff-act-3", "staff-act-4", "staff-act-5"];
    let tiles = ids.into_iter().zip(of_scene(cx, panel)).map(|(id, act)| tile(cx, id, act));
    let tiles = ui.grid(sizes::ACT, tiles).spacing(ui.space(Space::S));
    let close = ui
        .button(CLOSE, fl!(own, "staff-close"), Message::Close)
        .sized(parts::action_size(cx))
        .icon(Icon::Close);
    let content = ui.column(items![title, left(cx, panel), tiles]).spacing(ui.space(Space::M));
    Body::with_actions(content.width(Length::Fill).into(), items![close])
}

fn of_scene(cx: &Context<'_>, panel: &StaffPanel) -> Vec<Act> {
    let (own, words) = (&cx.texts.own, &cx.texts.words);
    let scene = &cx.view.scene;
    let open = matches!(scene, Scene::Locked { .. }).then(|| {
        let more = fl!(own, "staff-open-more", length = words.length(panel.minutes));
        let act = Message::Act(StaffAct::Open { reason: None });
        (Icon::Unlock, fl!(own, "staff-open"), more, act)
    });
    let let_back = matches!(scene, Scene::Paused(_)).then(|| {
        let act = Message::Act(StaffAct::LetBack);
        (Icon::DoorIn, fl!(own, "staff-let-back"), fl!(own, "staff-let-back-more"), act)
    });
    let extend = MORE.into_iter().filter(|_| has_session(scene)).map(|minutes| {
        let name = fl!(own, "staff-extend", length = words.length(minutes));
        let act = Message::Act(StaffAct::Extend { minutes, reason: None });
        (Icon::ClockPlus, name, fl!(own, "staff-extend-more"), act)
    });
    let moved = has_session(scene)
        .then(|| (Icon::Move, fl!(own, "staff-move"), fl!(own, "staff-move-more"), Message::MoveWanted));
    let end = has_session(scene)
        .then(|| (Icon::LogOut, fl!(own, "staff-end"), fl!(own, "staff-end-more"), Message::EndWanted));
    let pin = (Icon::Refresh, fl!(own, "staff-pin-new"), fl!(own, "staff-pin-new-more"), Message::PinWanted);
    let is_empty = matches!(scene, Scene::Locked { .. } | Scene::OutOfService { .. });
    let maintain = (is_empty && panel.role == StaffRole::Technician).then(|| {
        let act = Message::Act(StaffAct::Maintain);
        (Icon::Tool, fl!(own, "staff-maintain"), fl!(own, "staff-maintain-more"), act)
    });
    open.into_iter()
        .chain(maintain)
        .chain(let_back)
        .chain(extend)
        .chain(moved)
        .chain([pin])
        .chain(end)
        .collect()
}

/// A drawing beside its name, so that six of them are in sight at once.
fn tile<'a>(cx: &Context<'a>, id: &'static str, (icon, name, more, message): Act) -> Element<'a, Message> {
    let ui = cx.ui;
    let sign = ui.icon_in(icon, TextRole::Heading, Tone::Primary);
    let words = ui.label(name.clone()).bold();
    let words = if cx.is_large() { items![words] } else { items![words, ui.caption(more.clone()).muted()] };
    let words = ui.column(words).spacing(0).width(Length::Fill);
    let content = ui.row([sign, words.into()]).spacing(ui.space(Space::S)).align_y(Alignment::Center);
    ui.tile(id, name, content.width(Length::Fill), message).detail(more).into()
}

/// The first station, or the way back if there is none.
pub(super) fn first_station(panel: &StaffPanel) -> &'static str {
    if panel.free.is_empty() { CLOSE } else { "staff-station-0" }
}

/// Where the session goes on.
pub(super) fn stations<'a>(cx: &Context<'a>, panel: &StaffPanel) -> Body<'a, Message> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let title: Element<'a, Message> = parts::title(cx, fl!(own, "staff-move-title")).into();
    let head: Element<'a, Message> = parts::centered(cx, [title, left(cx, panel)]);
    if panel.free.is_empty() {
        let none = ui.body(fl!(own, "staff-move-none")).id("no-station").bold().centered();
        let close = ui
            .button(CLOSE, fl!(own, "staff-close"), Message::Close)
            .sized(parts::action_size(cx))
            .icon(Icon::Close);
        return Body::with_actions(parts::centered(cx, items![head, none]), items![close]);
    }
    let stations = panel.free.iter().enumerate().map(|(index, station)| {
        let chosen = Message::StationChosen(station.id);
        ui.button(format!("staff-station-{index}"), station.name.clone(), chosen)
            .icon(Icon::Station)
            .fill()
            .into()
    });
    let stations = ui.grid(sizes::DAY, stations).spacing(ui.space(Space::S));
    Body::new(parts::centered(cx, items![head, stations]))
}

/// Who gets a new PIN.
pub(super) fn number<'a>(
    cx: &Context<'a>,
    panel: &StaffPanel,
    number: &'a str,
    is_wrong: bool,
) -> Body<'a, Message> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let title: Element<'a, Message> = parts::title(cx, fl!(own, "staff-number-title")).into();
    let entry = ui
        .digit_entry(NUMBER, fl!(own, "staff-number"), number, NUMBER_DIGITS, Message::NumberTyped)
        .on_submit(Message::NumberDone)
        .error(is_wrong.then(|| fl!(own, "member-number-wrong")));
    // Below the entry, beside the keys, which are higher. Where text is large, those need the room.
    let left = (!cx.is_large()).then(|| left(cx, panel));
    let below = ui.column([entry.into()].into_iter().chain(left)).spacing(ui.space(Space::L));
    let below = below.align_x(Alignment::Center).width(sizes::ENTRY * ui.comfort.text_scale.factor());
    let both = parts::beside_keypad(cx, below, Message::Digit, Message::Erased);
    let size = parts::action_size(cx);
    let go_on = ui
        .button("continue", fl!(own, "continue"), Message::NumberDone)
        .primary()
        .sized(size)
        .trailing_icon(Icon::ArrowRight)
        .into();
    let here = has_session(&cx.view.scene).then(|| {
        let act = Message::Act(StaffAct::NewPin { number: None });
        ui.button("staff-number-here", fl!(own, "staff-number-here"), act).sized(size).icon(Icon::User).into()
    });
    Body::with_actions(parts::centered(cx, [title, both]), std::iter::once(go_on).chain(here).collect())
}

/// Is the end meant?
pub(super) fn end<'a>(cx: &Context<'a>, panel: &StaffPanel) -> Body<'a, Message> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let sign = (Icon::LogOut, Tone::Danger);
    let hero = parts::hero(cx, sign, fl!(own, "staff-end-title"), Some(fl!(own, "leave-lead")));
    let size = parts::action_size(cx);
    let stay = ui.button(STAY, fl!(own, "staff-end-no"), Message::Stay).primary().sized(size);
    let end = ui
        .button("staff-end-yes", fl!(own, "leave-yes"), Message::Act(StaffAct::End))
        .danger()
        .sized(size)
        .icon(Icon::LogOut);
    Body::with_actions(parts::centered(cx, items![hero, left(cx, panel)]), items![stay, end])
}
