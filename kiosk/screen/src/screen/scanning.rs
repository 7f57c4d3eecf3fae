//! *Je vais numériser*: what to do in three steps, whether the station waits for the scanner, and what came.

use epn_ui::{Element, Icon, Space, TextRole, Tone};
use epn_wire::kiosk::Front;
use epn_wire::scanning::{FOLDER, ScanTrouble, ScanningShown};
use i18n_embed_fl::fl;
use iced::Length;

use super::{Body, Context, parts};

/// The widgets that the focus can begin on.
const AGAIN: &str = "scan-again";
const STOP: &str = "scan-stop";
const UNDERSTOOD: &str = "scan-understood";

/// What a visitor does here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// *Je vais numériser*, once more.
    Wanted,
    /// There is nothing more to scan.
    Stopped,
    /// What went wrong was read.
    Understood,
    /// *Revenir à mon travail*, on its own terminal.
    WorkWanted,
    /// To the session's screen.
    SessionWanted,
}

/// What went wrong is read first; then the way on.
pub fn main_action(shown: &ScanningShown, front: Front) -> &'static str {
    if shown.trouble.is_some() {
        UNDERSTOOD
    } else if shown.wanted_until.is_none() && !shown.asking {
        AGAIN
    } else {
        parts::way_out_id(front)
    }
}

/// The screen.
pub fn view<'a>(cx: &Context<'a>, shown: &ScanningShown) -> Body<'a, Message> {
    let heading = parts::heading(cx, fl!(cx.texts.own, "scan-title"), None);
    let trouble = shown.trouble.map(|trouble| self::trouble(cx, trouble));
    // What was read is not what to do: where there is no room for both, the trouble comes first.
    let steps = (trouble.is_none() || !cx.is_large()).then(|| steps(cx));
    let content = [heading]
        .into_iter()
        .chain(trouble.into_iter().flatten())
        .chain(steps)
        .chain([standing(cx, shown)])
        .chain(arrived(cx, shown));
    let waits = shown.wanted_until.is_some() || shown.asking;
    let actions = if waits { vec![leave(cx, true), stop(cx)] } else { vec![again(cx), leave(cx, false)] };
    let content = cx.ui.column(content).spacing(cx.ui.space(Space::M)).width(Length::Fill);
    Body::with_actions(content.into(), actions)
}

/// How many scans are in the folder, in words; none while there are none.
pub fn arrived_words(cx: &Context<'_>, shown: &ScanningShown) -> Option<String> {
    (shown.arrived > 0).then(|| fl!(cx.texts.own, "scan-arrived", count = shown.arrived, folder = FOLDER))
}

/// What to do, a drawing and a short sentence each.
fn steps<'a>(cx: &Context<'a>) -> Element<'a, Message> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let steps = [
        (Icon::Walk, "scan-step-1", fl!(own, "scan-go")),
        (Icon::Charter, "scan-step-2", fl!(own, "scan-do")),
        (Icon::Download, "scan-step-3", fl!(own, "scan-come-back", folder = FOLDER)),
    ];
    let steps = steps.map(|(icon, id, words)| {
        let sign = ui.icon_in(icon, TextRole::Heading, Tone::Primary);
        parts::sentence(cx, sign, ui.body(words).id(id).fill())
    });
    let steps = ui.column(steps).spacing(ui.space(Space::S)).width(Length::Fill);
    parts::narrow(cx, ui.card(steps).padding(ui.space(Space::M)).width(Length::Fill))
}

/// Whether the station waits for the scanner, and until when.
fn standing<'a>(cx: &Context<'a>, shown: &ScanningShown) -> Element<'a, Message> {
    let (own, words) = (&cx.texts.own, &cx.texts.words);
    let sentence = match shown.wanted_until {
        _ if shown.arriving => fl!(own, "scan-arriving"),
        Some(until) => fl!(own, "scan-waits", time = words.clock(until, cx.reader)),
        None if shown.asking => fl!(own, "away-title"),
        None => fl!(own, "scan-waits-no-more"),
    };
    cx.ui.status(sentence).id("scan-standing").bold().centered().into()
}

fn arrived<'a>(cx: &Context<'a>, shown: &ScanningShown) -> Option<Element<'a, Message>> {
    let words = arrived_words(cx, shown)?;
    let banner = cx.ui.banner("scan-arrived", Tone::Success, words).icon(Icon::Check);
    Some(parts::narrow(cx, banner))
}

/// What went wrong, with the button that puts it away.
fn trouble<'a>(cx: &Context<'a>, trouble: ScanTrouble) -> Vec<Element<'a, Message>> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let (icon, words, more) = match trouble {
        ScanTrouble::NoHub => (Icon::WifiOff, fl!(own, "no-hub-title"), fl!(own, "scan-no-hub-more")),
        ScanTrouble::NoScanner => {
            (Icon::PlugOff, fl!(own, "scan-no-scanner"), fl!(own, "scan-no-scanner-more"))
        }
        ScanTrouble::NoRoom => (Icon::Disk, fl!(own, "scan-no-room"), fl!(own, "scan-with-staff")),
        ScanTrouble::NotWritten => (Icon::Alert, fl!(own, "scan-not-written"), fl!(own, "scan-with-staff")),
    };
    let banner = ui.banner("scan-trouble", Tone::Warning, words).icon(icon).more(more);
    let understood = ui.button(UNDERSTOOD, fl!(own, "understood"), Message::Understood);
    parts::banner(cx, banner, understood)
}

/// *Je vais numériser*, once more.
fn again<'a>(cx: &Context<'a>) -> Element<'a, Message> {
    let own = &cx.texts.own;
    let away = (!cx.view.hub).then(|| fl!(own, "no-hub-title"));
    let button = cx.ui.button(AGAIN, fl!(own, "scan-wanted"), Message::Wanted).primary();
    button.icon(Icon::Charter).sized(parts::action_size(cx)).disabled_if(away).into()
}

fn stop<'a>(cx: &Context<'a>) -> Element<'a, Message> {
    let button = cx.ui.button(STOP, fl!(cx.texts.own, "scan-stop"), Message::Stopped);
    button.icon(Icon::Close).sized(parts::action_size(cx)).into()
}

/// The way back to the work, or to the session's screen.
fn leave<'a>(cx: &Context<'a>, is_main: bool) -> Element<'a, Message> {
    let out = parts::way_out(cx, Message::WorkWanted, Message::SessionWanted, is_main);
    if is_main { out.primary().into() } else { out.into() }
}
