//! Printing from a USB key without a session: the documents on it, one press for each, and what is said when that cannot be.

use epn_ui::{Element, Icon, Space, TextRole, Tone, items};
use epn_wire::usb::{LARGEST, UsbFile, UsbFiles, UsbFormat, UsbKey, UsbRefusal, UsbShown, UsbTrouble};
use i18n_embed_fl::fl;
use iced::Length;
use iced::widget::Id;

use super::{Body, Context, parts};

/// The widgets that the focus can begin on.
const OVER: &str = "usb-over";
const STOP: &str = "usb-stop";
const PRINTS: &str = "usb-prints";
const UNDERSTOOD: &str = "usb-understood";

const KILO: u64 = 1024;

/// What a visitor does here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// The document at this place of the list.
    Chosen(u32),
    /// *Ne pas l’envoyer*.
    Stopped,
    /// What went wrong was read.
    Understood,
    /// *Mes impressions*.
    PrintsWanted,
    /// *Terminer*.
    Over,
}

fn tile_id(place: usize) -> Id {
    Id::from(format!("usb-file-{place}"))
}

/// What went wrong is read first; then the first document that can be chosen.
pub fn main_action(shown: &UsbShown, prints: usize) -> Id {
    if shown.trouble.is_some() {
        return UNDERSTOOD.into();
    }
    if shown.sending.is_some() {
        return STOP.into();
    }
    let first = match &shown.key {
        UsbKey::Files(files) => files.files.iter().position(|file| !file.is_too_big()),
        UsbKey::Looking | UsbKey::Unreadable | UsbKey::Gone => None,
    };
    match first {
        Some(place) => tile_id(place),
        None if prints > 0 => PRINTS.into(),
        None => OVER.into(),
    }
}

/// The screen; so many prints of this visit can be looked at.
pub fn view<'a>(cx: &Context<'a>, shown: &UsbShown, prints: usize) -> Body<'a, Message> {
    let ui = cx.ui;
    let content = match (shown.sending, &shown.key) {
        (Some(percent), _) => sending(cx, percent),
        (None, UsbKey::Files(files)) if !files.files.is_empty() => list(cx, files),
        (None, key) => nothing(cx, key, prints),
    };
    let trouble = shown.trouble.map(|trouble| self::trouble(cx, trouble)).into_iter().flatten();
    let content = ui.column(trouble.chain(content)).spacing(ui.space(Space::S)).width(Length::Fill);
    let stop = shown.sending.map(|_| stop(cx));
    let actions = stop.into_iter().chain((prints > 0).then(|| own(cx, prints))).chain([over(cx)]);
    Body::with_actions(content.into(), actions.collect())
}

/// What can be printed, the newest first.
fn list<'a>(cx: &Context<'a>, files: &UsbFiles) -> Vec<Element<'a, Message>> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let heading = parts::heading(cx, fl!(own, "usb-title"), None);
    let tiles = (0_u32..).zip(&files.files).map(|(place, file)| tile(cx, place, file));
    let tiles = ui.column(tiles).spacing(ui.space(Space::S)).width(Length::Fill).into();
    let more = files.more.then(|| ui.body(fl!(own, "usb-more")).id("usb-more").muted().centered().into());
    [heading, tiles].into_iter().chain(more).collect()
}

/// One document: what it is called, where it lies, how big it is.
fn tile<'a>(cx: &Context<'a>, place: u32, file: &UsbFile) -> Element<'a, Message> {
    let ui = cx.ui;
    let size = if cx.is_large() { TextRole::Body } else { TextRole::Heading };
    let icon = match file.format {
        UsbFormat::Pdf => Icon::Charter,
        UsbFormat::Jpeg | UsbFormat::Png => Icon::Eye,
    };
    let too_big = file.is_too_big().then(|| fl!(cx.texts.own, "usb-too-big", most = bytes(cx, LARGEST)));
    let about = [file.folder.clone(), Some(bytes(cx, file.bytes)), too_big.clone()].into_iter().flatten();
    let about = about.collect::<Vec<_>>().join(" · ");
    let name = ui.body(file.name.clone()).bold().fill();
    let words =
        ui.column(items![name, ui.label(about.clone()).muted().fill()]).spacing(0).width(Length::Fill);
    let content = ui.row(items![ui.icon_in(icon, size, Tone::Primary), words]).width(Length::Fill);
    let away = || (!cx.view.hub).then(|| fl!(cx.texts.own, "no-hub-title"));
    let cannot = too_big.or_else(away);
    let id = tile_id(usize::try_from(place).unwrap_or(usize::MAX));
    let tile = ui.tile(id, file.name.clone(), content, Message::Chosen(place));
    tile.detail(about).disabled_if(cannot).into()
}

/// How big something is, to the next whole number.
fn bytes(cx: &Context<'_>, bytes: u64) -> String {
    let own = &cx.texts.own;
    match bytes.div_ceil(KILO) {
        kilo if kilo < KILO => fl!(own, "usb-kilo", size = kilo),
        kilo => fl!(own, "usb-mega", size = kilo.div_ceil(KILO)),
    }
}

/// A document is on its way.
fn sending<'a>(cx: &Context<'a>, percent: u8) -> Vec<Element<'a, Message>> {
    let own = &cx.texts.own;
    let sign = (Icon::Usb, Tone::Primary);
    let hero = parts::hero(cx, sign, fl!(own, "usb-sending"), Some(fl!(own, "usb-sending-lead")));
    let label = fl!(own, "usb-sent", percent = u32::from(percent));
    vec![hero, parts::narrow(cx, cx.ui.time_bar("usb-sent", label, f32::from(percent) / 100.0))]
}

/// There is nothing to choose from, and why.
fn nothing<'a>(cx: &Context<'a>, key: &UsbKey, prints: usize) -> Vec<Element<'a, Message>> {
    let own = &cx.texts.own;
    let (sign, title, lead) = match key {
        UsbKey::Looking => {
            ((Icon::Usb, Tone::Primary), fl!(own, "usb-looking"), fl!(own, "usb-looking-lead"))
        }
        UsbKey::Files(_) => {
            ((Icon::Search, Tone::Warning), fl!(own, "usb-nothing"), fl!(own, "usb-nothing-lead"))
        }
        UsbKey::Unreadable => {
            ((Icon::Alert, Tone::Warning), fl!(own, "usb-unreadable"), fl!(own, "usb-unreadable-lead"))
        }
        UsbKey::Gone if prints > 0 => {
            ((Icon::Usb, Tone::Primary), fl!(own, "usb-gone"), fl!(own, "usb-gone-prints"))
        }
        UsbKey::Gone => ((Icon::Usb, Tone::Primary), fl!(own, "usb-gone"), fl!(own, "usb-gone-lead")),
    };
    vec![parts::hero(cx, sign, title, Some(lead))]
}

/// What went wrong, with the button that puts it away.
fn trouble<'a>(cx: &Context<'a>, trouble: UsbTrouble) -> Vec<Element<'a, Message>> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let (icon, words, more) = match trouble {
        UsbTrouble::NoHub => (Icon::WifiOff, fl!(own, "no-hub-title"), fl!(own, "usb-not-sent")),
        UsbTrouble::NotRead => (Icon::PlugOff, fl!(own, "usb-not-read"), fl!(own, "usb-not-read-more")),
        UsbTrouble::Refused { why: UsbRefusal::OtherKind } => {
            (Icon::Refused, fl!(own, "usb-other-kind"), fl!(own, "usb-formats"))
        }
        UsbTrouble::Refused { why: UsbRefusal::TooBig } => {
            let words = fl!(own, "usb-too-big", most = bytes(cx, LARGEST));
            (Icon::Refused, words, fl!(own, "usb-ask"))
        }
        UsbTrouble::Refused { why: UsbRefusal::TooMany } => {
            (Icon::Hourglass, fl!(own, "print-too-many"), fl!(own, "usb-ask"))
        }
        UsbTrouble::Refused { why: UsbRefusal::Full | UsbRefusal::Broken | UsbRefusal::NotHere } => {
            (Icon::Alert, fl!(own, "usb-not-taken"), fl!(own, "usb-not-sent"))
        }
    };
    let banner = ui.banner("usb-trouble", Tone::Warning, words).icon(icon).more(more);
    parts::banner(cx, banner, ui.button(UNDERSTOOD, fl!(own, "understood"), Message::Understood))
}

fn stop<'a>(cx: &Context<'a>) -> Element<'a, Message> {
    let button = cx.ui.button(STOP, fl!(cx.texts.own, "usb-stop"), Message::Stopped);
    button.icon(Icon::Close).sized(parts::action_size(cx)).into()
}

/// *Mes impressions (2)*.
fn own<'a>(cx: &Context<'a>, prints: usize) -> Element<'a, Message> {
    let label = fl!(cx.texts.own, "usb-prints", count = u32::try_from(prints).unwrap_or(u32::MAX));
    let button = cx.ui.button(PRINTS, label, Message::PrintsWanted);
    button.icon(Icon::Printer).sized(parts::action_size(cx)).into()
}

fn over<'a>(cx: &Context<'a>) -> Element<'a, Message> {
    let button = cx.ui.button(OVER, fl!(cx.texts.own, "usb-over"), Message::Over);
    button.icon(Icon::LogOut).sized(parts::action_size(cx)).into()
}
