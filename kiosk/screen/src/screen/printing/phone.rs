//! A document that was sent from a phone: where that is done, and its code.

use epn_ui::{Element, Icon, QrData, Space, items};
use epn_wire::printing::{PhonePage, PrintAsk, PrintingShown};
use i18n_embed_fl::fl;
use iced::{Alignment, Length};

use super::{Body, Context, Message, UNDERSTOOD, answer, cannot_decide, leave, page, parts, sizes, to_read};
use crate::screen::code::{self, CODE};

/// What was typed so far, and the page's address as a drawing for cameras.
#[derive(Debug)]
pub struct State {
    code: code::State,
    qr: Option<QrData>,
}

/// What comes of what a visitor does here.
#[derive(Debug)]
pub enum Action {
    None,
    Focus(&'static str),
    Ask(PrintAsk),
}

impl State {
    /// Nothing was typed yet.
    pub fn new(page: &PhonePage) -> Self {
        let qr = page.address.as_ref().and_then(|address| QrData::new(address).ok());
        Self { code: code::State::new(code::Kind::Document), qr }
    }

    /// Takes in what the visitor does.
    pub fn update(&mut self, message: code::Message) -> Action {
        match self.code.update(message) {
            code::Action::None => Action::None,
            code::Action::Focus(id) => Action::Focus(id),
            code::Action::Entered(code) => Action::Ask(PrintAsk::Fetch { code }),
        }
    }
}

/// What was said is read first.
pub fn first_action(shown: &PrintingShown) -> &'static str {
    if to_read(shown, None).is_some() { UNDERSTOOD } else { CODE }
}

/// The screen.
pub(super) fn view<'a>(cx: &Context<'a>, shown: &PrintingShown, state: &'a State) -> Body<'a, Message> {
    let told = answer(cx, shown, None);
    // Who types on the screen, or has something else to read, knows where to send it.
    let how = (!state.code.has_keyboard() && told.is_none()).then(|| how(cx, shown, state));
    let title = parts::heading(cx, fl!(cx.texts.own, "phone-title"), None);
    // Where text is large the entry comes first, to be in sight.
    let (before, after) = if cx.is_large() { (None, how) } else { (how, None) };
    let above = cx.ui.column([title].into_iter().chain(before)).width(Length::Fill).into();
    let Body { content, mut actions } =
        code::view(cx, &state.code, above, cannot_decide(cx, shown)).map(Message::Code);
    actions.push(leave(cx, false));
    let content = [content].into_iter().chain(after.map(|after| after.map(Message::Code)));
    Body::with_actions(page(cx, told, content), actions)
}

/// Where documents are sent, and what to do then.
fn how<'a>(cx: &Context<'a>, shown: &PrintingShown, state: &'a State) -> Element<'a, code::Message> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let address = shown.printing.phone.as_ref().and_then(|page| page.address.as_ref());
    let Some(address) = address else {
        return ui.body(fl!(own, "phone-lead")).id("lead").muted().centered().into();
    };
    let open = ui.body(fl!(own, "phone-open")).id("open").fill();
    let where_to = ui.heading(address.clone()).id("address").fill();
    let then = ui.body(fl!(own, "phone-then")).id("then").muted().fill();
    let words = ui.column(items![open, where_to, then]).spacing(ui.space(Space::S)).width(Length::Fill);
    let qr = state.qr.as_ref().filter(|_| !cx.is_large());
    let drawn = qr.map(|qr| ui.qr("phone-qr", fl!(own, "phone-qr"), qr, sizes::PHONE_QR));
    let content = ui.row(drawn.into_iter().chain([words.into()])).align_y(Alignment::Center);
    // As wide as can be, and close around it, so that the entry below is in sight.
    ui.card(content.width(Length::Fill)).padding(ui.space(Space::M)).width(Length::Fill).into()
}

/// *J'ai un code (téléphone)*, where the hub takes documents from phones.
pub(super) fn button<'a>(cx: &Context<'a>, shown: &PrintingShown) -> Option<Element<'a, Message>> {
    shown.printing.phone.as_ref()?;
    let full = fl!(cx.texts.own, "phone-wanted");
    let label = if cx.is_large() { fl!(cx.texts.own, "phone-wanted-short") } else { full.clone() };
    let button = cx.ui.button("phone", label, Message::PhoneWanted).spoken(full);
    Some(button.icon(Icon::QrCode).sized(parts::action_size(cx)).into())
}
