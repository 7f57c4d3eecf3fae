//! A print that waits for its visitor's word: what it is, what it costs, what is left afterwards, and one large button.

use epn_rules::id::PrintJobId;
use epn_rules::units::Cents;
use epn_ui::{Element, Icon, Space, TextRole, Tone, items};
use epn_wire::money::PurseShown;
use epn_wire::printing::{PrintAsk, PrintOffer, PrintShown, PrintingShown};
use i18n_embed_fl::fl;
use iced::{Alignment, Length};

use super::{
    Body, CONFIRM, Context, Message, PAY, amounts, answer, cancel, cannot_decide, leave, page, parts, sizes,
    spendable, stage,
};

/// The screen.
pub(super) fn view<'a>(
    cx: &Context<'a>,
    shown: &PrintingShown,
    print: &PrintShown,
    (offer, pays): (Option<&PrintOffer>, bool),
) -> Body<'a, Message> {
    let own = &cx.texts.own;
    // What it costs, and where that is paid, comes before what was counted.
    let heading = heading(cx, print, !(pays && cx.is_large()));
    let answer = answer(cx, shown, Some(print.id));
    let Some(offer) = offer else {
        let nowhere = cx.ui.body(fl!(own, "print-nowhere")).id("nowhere").bold().centered();
        let actions = vec![leave(cx, true), cancel(cx, shown, print.id)];
        return Body::with_actions(page(cx, answer, items![heading, nowhere]), actions);
    };
    // What the answer says need not be said twice.
    let advice = answer.is_none().then(|| advice(cx, shown, print, offer)).flatten();
    let cost = cost(cx, shown.printing.purse, offer, pays);
    let printers = printers(cx, print, offer);
    // Who came with a USB key may have credit elsewhere.
    let main = if pays { pay(cx, shown, print.id) } else { confirm(cx, shown, print, offer) };
    let decide = vec![main, cancel(cx, shown, print.id)];
    if !cx.is_large() {
        let items = [heading, printers, cost].into_iter().chain(advice);
        let actions = decide.into_iter().chain([leave(cx, false)]);
        return Body::with_actions(page(cx, answer, items), actions.collect());
    }
    // What matters most is in sight without scrolling, and *Retour* is the way out.
    let (before, after) = if offer.after.is_none() { (advice, None) } else { (None, advice) };
    let items = [heading].into_iter().chain(before).chain([cost]).chain(after).chain([printers]);
    Body::with_actions(page(cx, answer, items), decide)
}

/// Which print it is, that it waits, and what was counted.
fn heading<'a>(cx: &Context<'a>, print: &PrintShown, with_measure: bool) -> Element<'a, Message> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let title = fl!(own, "print-held-title", number = print.number.to_string());
    let size = parts::title_size(cx);
    let title = ui.title(title).id("title").sized(size);
    let title = parts::side_by_side(cx, items![ui.icon_in(Icon::Printer, size, Tone::Primary), title]);
    let measure = print
        .measure
        .as_ref()
        .filter(|_| with_measure)
        .map(|measure| ui.body(cx.texts.words.measure(measure)).id("measure").muted().centered().into());
    let lines = [title].into_iter().chain(measure);
    ui.column(lines).spacing(ui.space(Space::Xs)).align_x(Alignment::Center).width(Length::Fill).into()
}

/// *Imprimer (0,30 €)*.
fn confirm<'a>(
    cx: &Context<'a>,
    shown: &PrintingShown,
    print: &PrintShown,
    offer: &PrintOffer,
) -> Element<'a, Message> {
    let (own, words) = (&cx.texts.own, &cx.texts.words);
    let label = if offer.price.0 == 0 {
        fl!(own, "print-confirm-free")
    } else {
        fl!(own, "print-confirm", price = words.money(offer.price))
    };
    let poor = offer
        .after
        .is_none()
        .then(|| fl!(own, "print-not-enough", missing = words.money(missing(shown.printing.purse, offer))));
    let ask = PrintAsk::Confirm { job: print.id, printer: offer.printer, price: offer.price };
    cx.ui
        .button(CONFIRM, label, Message::Decided(ask))
        .primary()
        .sized(parts::action_size(cx))
        .icon(Icon::Printer)
        .disabled_if(poor.or_else(|| cannot_decide(cx, shown)))
        .into()
}

/// *J’ai un ticket ou un numéro*.
fn pay<'a>(cx: &Context<'a>, shown: &PrintingShown, job: PrintJobId) -> Element<'a, Message> {
    let button = cx.ui.button(PAY, fl!(cx.texts.own, "usb-pay"), Message::PayWanted(job));
    let button = button.primary().icon(Icon::Ticket).sized(parts::action_size(cx));
    button.disabled_if(cannot_decide(cx, shown)).into()
}

/// What the purse lacks.
fn missing(purse: PurseShown, offer: &PrintOffer) -> Cents {
    Cents(offer.price.0.saturating_sub(spendable(purse).0).max(0))
}

/// The price, the purse now, and what it holds afterwards or lacks.
fn cost<'a>(cx: &Context<'a>, purse: PurseShown, offer: &PrintOffer, pays: bool) -> Element<'a, Message> {
    let own = &cx.texts.own;
    let last = match offer.after {
        Some(after) => ("after", fl!(own, "print-after"), spendable(after), Tone::Neutral),
        None => ("missing", fl!(own, "print-missing"), missing(purse, offer), Tone::Danger),
    };
    // Where text is large, the price is on the button alone.
    let price =
        (!cx.is_large() || pays).then(|| ("price", fl!(own, "print-price"), offer.price, Tone::Primary));
    let before = ("before", fl!(own, "print-before"), spendable(purse), Tone::Neutral);
    amounts(cx, price.into_iter().chain([before, last]))
}

/// What to do, or what comes after the press.
fn advice<'a>(
    cx: &Context<'a>,
    shown: &PrintingShown,
    print: &PrintShown,
    offer: &PrintOffer,
) -> Option<Element<'a, Message>> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let line = |icon, tone, words: String| {
        let sign = ui.icon_in(icon, TextRole::Body, tone);
        let line = parts::sentence(cx, sign, ui.body(words).id("advice"));
        Some(parts::side_by_side(cx, [line]))
    };
    let Some(after) = offer.after else {
        let number = print.number.to_string();
        let pay = ui.body(fl!(own, "print-pay", number = number)).id("advice").bold().fill();
        let sign = ui.icon_in(Icon::Coin, TextRole::Heading, Tone::Warning);
        let card = ui.tinted_card(Tone::Warning, parts::sentence(cx, sign, pay)).width(Length::Fill);
        return Some(parts::narrow(cx, card.padding(ui.space(Space::M))));
    };
    if let Some(trouble) = offer.trouble {
        return line(Icon::Alert, Tone::Warning, stage::troubled(cx, trouble));
    }
    let is_free = offer.price.0 > 0 && after.paid == shown.printing.purse.paid;
    match (offer.express, offer.released_by_staff, is_free) {
        (true, _, _) => line(Icon::Bolt, Tone::Success, fl!(own, "print-express")),
        (false, true, _) => line(Icon::User, Tone::Primary, fl!(own, "print-released-by-staff")),
        (false, false, true) => line(Icon::Heart, Tone::Success, fl!(own, "print-covered")),
        (false, false, false) => None,
    }
}

/// Where it comes out and when; a choice, if there is one.
fn printers<'a>(cx: &Context<'a>, print: &PrintShown, chosen: &PrintOffer) -> Element<'a, Message> {
    let ui = cx.ui;
    if print.offers.len() <= 1 {
        let words = format!("{} · {}", chosen.name, wait(cx, chosen));
        return ui.body(words).id("printer").centered().into();
    }
    let tiles = print.offers.iter().enumerate().map(|(index, offer)| {
        let (price, wait) = (cx.texts.words.money(offer.price), wait(cx, offer));
        let content = if cx.is_large() {
            let name = ui.label(offer.name.clone()).bold().fill();
            ui.row(items![name, ui.label(price.clone()).bold()]).width(Length::Fill).into()
        } else {
            let name = ui.label(offer.name.clone()).bold().fill();
            let head = ui.row(items![name, ui.label(price.clone()).bold()]).width(Length::Fill);
            let content = ui.column(items![head, ui.label(wait.clone()).fill()]).spacing(0);
            Element::from(content.align_x(Alignment::Start).width(Length::Fill))
        };
        let label = format!("{}, {price}", offer.name);
        ui.tile(format!("printer-{index}"), label, content, Message::PrinterChosen(offer.printer))
            .detail(wait)
            .selected(offer.printer == chosen.printer)
            .into()
    });
    ui.grid(sizes::PRINTER, tiles).spacing(ui.space(Space::S)).into()
}

/// About how long it takes; nothing is promised of a printer that cannot print.
fn wait(cx: &Context<'_>, offer: &PrintOffer) -> String {
    let (own, words) = (&cx.texts.own, &cx.texts.words);
    match (offer.trouble, offer.wait) {
        (Some(trouble), _) => words.printer_trouble(trouble),
        (None, None) => fl!(own, "print-not-now"),
        (None, Some(wait)) if wait.0 == 0 => fl!(own, "print-at-once"),
        (None, Some(wait)) => fl!(own, "print-wait", wait = words.length(wait)),
    }
}
