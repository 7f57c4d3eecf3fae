//! What surrounds every screen: where one is, help, and language and comfort always in sight.

use epn_ui::{Comfort, Element, Icon, Space, TextScale, Ui, items};
use epn_words::Lang;
use i18n_embed_fl::fl;
use iced::widget::{container, space};
use iced::{Alignment, Length};

use super::{Body, Context, notices, parts};
use crate::app::Message;
use crate::flow::{Place, Screen};
use crate::preferences::Change;

/// The widgets that are always there.
pub const BACK: &str = "back";
pub const HELP: &str = "help";
pub const STAFF: &str = "staff";
pub const TEXT_SIZE: &str = "text-size";
pub const CONTRAST: &str = "contrast";

/// The button that leads to a language.
pub fn language(lang: Lang) -> &'static str {
    match lang {
        Lang::French => "lang-fr",
        Lang::English => "lang-en",
    }
}

/// The whole window. A new place starts at its top, with nothing left of the one before.
pub fn around<'a>(cx: &Context<'a>, screen: &Screen<'_>, body: Body<'a, Message>) -> Element<'a, Message> {
    let ui = cx.ui;
    let actions = (!body.actions.is_empty()).then(|| parts::side_by_side(cx, body.actions));
    // A list, or what is told above it, may be longer than the screen.
    let scrolls = cx.is_enlarged() || matches!(screen, Screen::Printing { .. } | Screen::Usb { .. });
    let (inside, below) = if scrolls { (None, actions) } else { (actions, None) };
    let gap = ui.space(if is_crowded(cx, screen) { Space::M } else { Space::L });
    let content = ui.column([body.content].into_iter().chain(inside)).spacing(gap);
    let content = ui
        .column(notices::all(cx, screen).into_iter().chain([content.width(Length::Fill).into()]))
        .spacing(ui.space(Space::L))
        .width(Length::Fill);
    let below = ui
        .column(below.into_iter().chain([footer(cx, screen)]))
        .spacing(ui.space(Space::S))
        .width(Length::Fill);
    at(ui, screen.place(), ui.centered_frame(header(cx, screen), content, below))
}

/// Whether there is more to see than usual.
fn is_crowded(cx: &Context<'_>, screen: &Screen<'_>) -> bool {
    let warns = matches!(screen, Screen::Session { active, .. } if active.warning.is_some());
    let has_keys = matches!(screen, Screen::Ticket { state, .. } if state.has_keyboard());
    warns || has_keys || notices::are_any(cx.view)
}

/// The window while there is no agent, and so nothing to say but that.
pub fn bare(ui: Ui, content: Element<'_, Message>) -> Element<'_, Message> {
    at(ui, Place::Away, ui.centered_frame(space(), content, space()))
}

fn at(ui: Ui, place: Place, frame: Element<'_, Message>) -> Element<'_, Message> {
    ui.place(format!("{place:?}"), frame)
}

/// What stands around the content grows less than the content, which needs the room.
fn chrome(ui: Ui) -> Ui {
    let text_scale = ui.comfort.text_scale.min(TextScale::Large);
    ui.with_comfort(Comfort { text_scale, ..ui.comfort })
}

fn header<'a>(cx: &Context<'a>, screen: &Screen<'_>) -> Element<'a, Message> {
    let ui = chrome(cx.ui);
    // The lock screen shows both large.
    let is_lock = matches!(screen, Screen::Lock);
    let clock = cx.view.now.filter(|_| !is_lock).map(|now| {
        let time = cx.texts.words.time(now.time());
        ui.label(time).id("clock").bold().into()
    });
    let left = ui.column(whereabouts(cx, ui, !is_lock && !cx.is_enlarged()));
    let left = left.spacing(0).width(Length::Fill).into();
    ui.row([left].into_iter().chain(clock).chain([help(cx, ui)])).width(Length::Fill).into()
}

/// The site, the room and the station, as far as they have names.
fn whereabouts<'a>(cx: &Context<'a>, ui: Ui, with_site: bool) -> Vec<Element<'a, Message>> {
    let site = &cx.view.site;
    let name =
        (with_site && !site.site.is_empty()).then(|| ui.label(site.site.clone()).id("site").bold().into());
    let place = match (site.room.is_empty(), site.station.is_empty()) {
        (true, true) => None,
        (false, true) => Some(site.room.clone()),
        (true, false) => Some(site.station.clone()),
        (false, false) => {
            Some(fl!(cx.texts.own, "place", room = site.room.clone(), station = site.station.clone()))
        }
    };
    let place = place.map(|place| ui.label(place).id("place").muted().into());
    name.into_iter().chain(place).collect()
}

/// Calls the mediator, or takes the call back.
fn help<'a>(cx: &Context<'a>, ui: Ui) -> Element<'a, Message> {
    let own = &cx.texts.own;
    if cx.view.help {
        ui.button(HELP, fl!(own, "help-take-back"), Message::Help { asked: false }).icon(Icon::Close).into()
    } else {
        ui.button(HELP, fl!(own, "help-call"), Message::Help { asked: true }).icon(Icon::Help).into()
    }
}

fn footer<'a>(cx: &Context<'a>, screen: &Screen<'_>) -> Element<'a, Message> {
    let ui = chrome(cx.ui);
    let own = &cx.texts.own;
    let back = screen
        .has_back()
        .then(|| ui.button(BACK, fl!(own, "back"), Message::Back).icon(Icon::ArrowLeft).into());
    // Discreet: a drawing alone, where visitors look for nothing.
    let staff = screen.shows_staff().then(|| {
        let button = ui.button(STAFF, fl!(own, "staff-wanted"), Message::StaffWanted);
        button.quiet().icon_only(Icon::Badge).into()
    });
    let left = container(ui.row(back.into_iter().chain(staff))).width(Length::Fill);
    let languages = Lang::ALL.into_iter().filter(|lang| *lang != cx.texts.lang()).map(|lang| {
        ui.button(language(lang), lang.own_name(), Message::Prefer(Change::Lang(lang)))
            .quiet()
            .icon(Icon::Language)
            .into()
    });
    let size = ui
        .button(TEXT_SIZE, fl!(own, "text-size"), Message::Prefer(Change::NextTextSize))
        .quiet()
        .icon(Icon::TextSize)
        .spoken(size_spoken(cx));
    let is_high = cx.ui.comfort.contrast == epn_ui::Contrast::High;
    let contrast = ui.toggle(CONTRAST, fl!(own, "contrast"), is_high, Message::Prefer(Change::OtherContrast));
    let right = ui
        .row(languages.chain(items![size, contrast]))
        .spacing(ui.space(Space::Xs))
        .align_y(Alignment::Center);
    ui.row(items![left, right]).width(Length::Fill).into()
}

fn size_spoken(cx: &Context<'_>) -> String {
    let size = match cx.ui.comfort.text_scale {
        TextScale::Normal => "normal",
        TextScale::Large => "large",
        TextScale::Larger => "larger",
        TextScale::Largest => "largest",
    };
    fl!(cx.texts.own, "text-size-spoken", size = size)
}
