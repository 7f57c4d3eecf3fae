//! A member of staff: the card, its code, and the quick actions for half a minute.

mod acts;
mod entering;
mod told;

use std::fmt;

use epn_rules::id::StationId;
use epn_ui::keys::Press;
use epn_ui::{Element, Space};
use epn_wire::kiosk::Scene;
use epn_wire::secret::Secret;
use epn_wire::staff::{OPEN_SECONDS, QuickReason, StaffAct, StaffPanel};
use i18n_embed_fl::fl;
use iced::Length;
use iced::widget::Id;

use super::{Body, Context, parts, wait};
use crate::flow::staff::Screen;

/// The entries, which the focus begins on.
pub const CARD: &str = "staff-card";
pub const PIN: &str = "staff-pin";
pub const NUMBER: &str = "staff-number";

/// How many digits a member's number has.
pub const NUMBER_DIGITS: usize = 6;

const RETRY: &str = "retry";
const CLOSE: &str = "staff-close";
const READ: &str = "staff-read";
const STAY: &str = "stay";

/// What a member of staff does here. What is typed is not for logs.
#[derive(Clone)]
pub enum Message {
    /// A key into the card's entry.
    Pressed(Press),
    CardDone,
    PinTyped(Secret),
    PinDone,
    /// A digit pressed on the screen.
    Digit(u8),
    Erased,
    /// Another try with a card.
    Retry,
    Act(StaffAct),
    MoveWanted,
    StationChosen(StationId),
    EndWanted,
    /// It is not to end.
    Stay,
    PinWanted,
    NumberTyped(String),
    NumberDone,
    /// Although the rules refuse.
    Insist(QuickReason),
    /// What became of an action was read.
    Read,
    Close,
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("staff::Message(…)")
    }
}

/// The widget that the focus begins on.
pub fn main_action(screen: &Screen<'_>) -> Option<Id> {
    let id = match screen {
        Screen::Card { .. } => CARD,
        Screen::Pin { .. } => PIN,
        Screen::Asking => return None,
        Screen::NotOpened(_) => RETRY,
        // Whatever comes first in the scene: one of these is always there, and the focus goes to no other.
        Screen::Acts(_) => acts::FIRST,
        Screen::Stations(panel) => acts::first_station(panel),
        Screen::Number { .. } => NUMBER,
        Screen::End(_) => STAY,
        Screen::Told { acted, .. } => return told::main_action(acted),
    };
    Some(id.into())
}

/// The screen.
pub fn view<'a>(cx: &Context<'a>, screen: Screen<'a>) -> Body<'a, Message> {
    match screen {
        Screen::Card { code, is_wrong } => entering::card(cx, code, is_wrong),
        Screen::Pin { pin, is_short } => entering::pin(cx, pin, is_short),
        Screen::Asking => wait::deciding(cx),
        Screen::NotOpened(why) => entering::not_opened(cx, why),
        Screen::Acts(panel) => acts::acts(cx, panel),
        Screen::Stations(panel) => acts::stations(cx, panel),
        Screen::Number { panel, number, is_wrong } => acts::number(cx, panel, number, is_wrong),
        Screen::End(panel) => acts::end(cx, panel),
        Screen::Told { panel, acted } => told::view(cx, panel, acted),
    }
}

/// Whether a session is on the station.
fn has_session(scene: &Scene) -> bool {
    matches!(scene, Scene::Active(_) | Scene::StillThere { .. } | Scene::Paused(_) | Scene::Grace { .. })
}

/// How long this is still open, in words and, where there is room, as a bar. It changes each second, so that it is read,
/// not spoken.
fn left<'a>(cx: &Context<'a>, panel: &StaffPanel) -> Element<'a, Message> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let left = fl!(own, "staff-left", count = panel.seconds_left);
    let share = f32::from(u16::try_from(panel.seconds_left).unwrap_or(u16::MAX))
        / f32::from(u16::try_from(OPEN_SECONDS).unwrap_or(u16::MAX));
    let bar = (!cx.is_enlarged()).then(|| parts::narrow(cx, ui.time_bar("staff-bar", left.clone(), share)));
    let words = ui.body(left).id("staff-left").centered().into();
    ui.column(std::iter::once(words).chain(bar)).spacing(ui.space(Space::Xs)).width(Length::Fill).into()
}
