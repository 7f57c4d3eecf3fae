//! One's own prints and money: what was printed and how it stands, what a print costs and one press to have it, and what
//! was paid.

mod held;
mod list;
pub mod phone;
mod print;
mod purse;
mod stage;

use epn_rules::id::{PrintJobId, PrinterId};
use epn_rules::units::Cents;
use epn_ui::{Element, Icon, Space, TextRole, Tone, items};
use epn_wire::kiosk::{Front, Scene};
use epn_wire::money::PurseShown;
use epn_wire::printing::{PrintAnswer, PrintAsk, PrintShown, PrintStage, PrintingShown};
use i18n_embed_fl::fl;
use iced::widget::Id;
use iced::{Alignment, Length};

use super::{Body, Context, code, parts, sizes};
use crate::flow::printing::Screen;

/// The widgets that the focus can begin on.
const CONFIRM: &str = "print-confirm";
const CANCEL: &str = "print-cancel";
const PAY: &str = "print-pay-with";
const UNDERSTOOD: &str = "print-understood";

/// What a visitor does here.
#[derive(Clone, Debug)]
pub enum Message {
    PrintChosen(PrintJobId),
    PrinterChosen(PrinterId),
    /// *Imprimer* or *Ne pas imprimer*.
    Decided(PrintAsk),
    /// *J’ai un ticket ou un numéro*.
    PayWanted(PrintJobId),
    /// What became of it was read.
    Understood,
    PurseWanted,
    /// *J'ai un code (téléphone)*.
    PhoneWanted,
    /// The code of a document is typed.
    Code(code::Message),
    /// Another page of the receipts.
    PageWanted(usize),
    /// *Revenir à mon travail*, on its own terminal.
    WorkWanted,
    /// To the session's screen.
    SessionWanted,
}

/// What the visitor has to read of what became of a decision, if it is about that print, or about any.
pub fn to_read(
    shown: &PrintingShown,
    about: Option<PrintJobId>,
) -> Option<(Option<PrintJobId>, &PrintAnswer)> {
    let asked = shown.asked.as_ref()?;
    let job = asked.ask.job();
    let answer = asked.answer.as_ref()?;
    (!is_done(answer) && about.is_none_or(|about| job == Some(about))).then_some((job, answer))
}

/// Whether it was done as wished: how the print stands says so.
pub fn is_done(answer: &PrintAnswer) -> bool {
    matches!(
        answer,
        PrintAnswer::Confirmed
            | PrintAnswer::Cancelled
            | PrintAnswer::Fetched { .. }
            | PrintAnswer::Recognised
    )
}

/// What was said is read first; then a print that waits; then the newest.
pub fn first_action(shown: &PrintingShown, front: Front) -> Id {
    let prints = &shown.printing.prints;
    let held = prints.iter().find(|print| print.stage == PrintStage::Held);
    match held.or_else(|| prints.first()) {
        _ if to_read(shown, None).is_some() => UNDERSTOOD.into(),
        Some(print) => list::tile_id(print),
        None => parts::way_out_id(front).into(),
    }
}

/// What was said is read first; then the decision, where there is one to take.
pub fn print_action(shown: &PrintingShown, print: &PrintShown, pays: bool, front: Front) -> &'static str {
    if to_read(shown, Some(print.id)).is_some() {
        UNDERSTOOD
    } else if print.stage == PrintStage::Held && !print.offers.is_empty() {
        if pays { PAY } else { CONFIRM }
    } else {
        parts::way_out_id(front)
    }
}

/// The screen.
pub fn view<'a>(cx: &Context<'a>, screen: &Screen<'a>) -> Body<'a, Message> {
    match screen {
        Screen::Prints(shown) => list::view(cx, shown),
        Screen::Print { shown, print, offer, pays } if print.stage == PrintStage::Held => {
            held::view(cx, shown, print, (*offer, *pays))
        }
        Screen::Print { shown, print, .. } => print::view(cx, shown, print),
        Screen::Purse { shown, page } => purse::view(cx, shown, *page),
        Screen::Phone { shown, state } => phone::view(cx, shown, state),
    }
}

/// Things below each other, after what is more urgent than any of them.
fn page<'a>(
    cx: &Context<'a>,
    answer: Option<Element<'a, Message>>,
    items: impl IntoIterator<Item = Element<'a, Message>>,
) -> Element<'a, Message> {
    let content = closing(cx).into_iter().chain(answer).chain(items);
    cx.ui.column(content).spacing(cx.ui.space(Space::S)).align_x(Alignment::Center).width(Length::Fill).into()
}

/// While prints are looked at, the grace goes on.
fn closing<'a>(cx: &Context<'a>) -> Option<Element<'a, Message>> {
    let Scene::Grace { seconds_left, .. } = &cx.view.scene else { return None };
    let own = &cx.texts.own;
    let left = cx.texts.words.wait(*seconds_left);
    let banner = cx.ui.banner("grace", Tone::Warning, fl!(own, "grace-title"));
    Some(banner.icon(Icon::Hourglass).more(fl!(own, "grace-lead", left = left)).into())
}

/// What became of the last decision, with the button that puts it away.
fn answer<'a>(
    cx: &Context<'a>,
    shown: &PrintingShown,
    about: Option<PrintJobId>,
) -> Option<Element<'a, Message>> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let (job, answer) = to_read(shown, about)?;
    let number = shown.printing.prints.iter().find(|print| Some(print.id) == job).map(|print| print.number);
    let number = number.map_or_else(String::new, |number| number.to_string());
    let banner = match answer {
        PrintAnswer::Confirmed
        | PrintAnswer::Cancelled
        | PrintAnswer::Fetched { .. }
        | PrintAnswer::Recognised => return None,
        PrintAnswer::NotRecognised { wait_seconds } => {
            let wait = cx.texts.words.wait(*wait_seconds);
            ui.banner("print-answer", Tone::Warning, fl!(own, "usb-not-recognised")).more(fl!(
                own,
                "phone-throttled-more",
                wait = wait
            ))
        }
        PrintAnswer::UnknownCode { wait_seconds } => {
            let wait = cx.texts.words.wait(*wait_seconds);
            ui.banner("print-answer", Tone::Warning, fl!(own, "phone-unknown")).more(fl!(
                own,
                "phone-unknown-more",
                wait = wait
            ))
        }
        PrintAnswer::Throttled { wait_seconds } => {
            let wait = cx.texts.words.wait(*wait_seconds);
            ui.banner("print-answer", Tone::Warning, fl!(own, "phone-throttled"))
                .icon(Icon::Hourglass)
                .more(fl!(own, "phone-throttled-more", wait = wait))
        }
        PrintAnswer::TooMany => ui
            .banner("print-answer", Tone::Warning, fl!(own, "print-too-many"))
            .more(fl!(own, "print-too-many-more")),
        PrintAnswer::NotEnough { missing } => {
            let missing = cx.texts.words.money(*missing);
            ui.banner("print-answer", Tone::Warning, fl!(own, "print-not-enough", missing = missing))
                .icon(Icon::Coin)
                .more(fl!(own, "print-pay", number = number))
        }
        PrintAnswer::PriceChanged => ui
            .banner("print-answer", Tone::Warning, fl!(own, "print-price-changed"))
            .icon(Icon::Coin)
            .more(fl!(own, "print-price-changed-more")),
        PrintAnswer::Gone => {
            ui.banner("print-answer", Tone::Accent, fl!(own, "print-gone")).more(fl!(own, "print-gone-more"))
        }
        PrintAnswer::NoHub => ui
            .banner("print-answer", Tone::Warning, fl!(own, "no-hub-title"))
            .icon(Icon::WifiOff)
            .more(fl!(own, "print-no-hub-more")),
    };
    let understood = ui.button(UNDERSTOOD, fl!(own, "understood"), Message::Understood);
    let parts = parts::banner(cx, banner, understood);
    Some(ui.column(parts).spacing(ui.space(Space::S)).width(Length::Fill).into())
}

/// The way back to the work, or to the session's screen.
fn leave<'a>(cx: &Context<'a>, is_main: bool) -> Element<'a, Message> {
    let button = parts::way_out(cx, Message::WorkWanted, Message::SessionWanted, is_main);
    if is_main { button.primary().into() } else { button.into() }
}

/// Why nothing can be decided now, if nothing can.
fn cannot_decide(cx: &Context<'_>, shown: &PrintingShown) -> Option<String> {
    let own = &cx.texts.own;
    let is_asking = shown.asked.as_ref().is_some_and(|asked| asked.answer.is_none());
    if is_asking { Some(fl!(own, "away-title")) } else { (!cx.view.hub).then(|| fl!(own, "no-hub-title")) }
}

/// *Ne pas imprimer*.
fn cancel<'a>(cx: &Context<'a>, shown: &PrintingShown, job: PrintJobId) -> Element<'a, Message> {
    let own = &cx.texts.own;
    let full = fl!(own, "print-cancel");
    let label = if cx.is_large() { fl!(own, "print-cancel-short") } else { full.clone() };
    let button = cx.ui.button(CANCEL, label, Message::Decided(PrintAsk::Cancel { job })).spoken(full);
    let button = button.icon(Icon::Close).sized(parts::action_size(cx));
    button.disabled_if(cannot_decide(cx, shown)).into()
}

/// What can be spent.
fn spendable(purse: PurseShown) -> Cents {
    Cents(purse.paid.0.saturating_add(purse.free.0))
}

/// Amounts side by side, each under what it is; or line by line where there is no room.
fn amounts<'a>(
    cx: &Context<'a>,
    amounts: impl IntoIterator<Item = (&'static str, String, Cents, Tone)>,
) -> Element<'a, Message> {
    let ui = cx.ui;
    let cells = amounts.into_iter().map(|(id, name, amount, tone)| {
        let amount = cx.texts.words.money(amount);
        let name = ui.label(name).id(format!("{id}-name"));
        let amount = ui.heading(amount).id(id).tone(tone);
        if cx.is_large() {
            let amount = amount.sized(TextRole::Body);
            ui.row(items![name.fill(), amount]).width(Length::Fill).into()
        } else {
            let cell = ui.column(items![name.centered(), amount.centered()]).spacing(0);
            cell.align_x(Alignment::Center).width(Length::Fill).into()
        }
    });
    let content: Element<'a, Message> = if cx.is_large() {
        ui.column(cells).spacing(ui.space(Space::Xs)).width(Length::Fill).into()
    } else {
        ui.grid(sizes::AMOUNT, cells).into()
    };
    parts::narrow(cx, ui.card(content).padding(ui.space(Space::M)).width(Length::Fill))
}
