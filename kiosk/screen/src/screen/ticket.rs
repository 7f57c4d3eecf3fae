//! The ticket's code, typed by hand, scanned, or pressed on the screen.

use std::fmt;

use epn_rules::ticket_code::{TicketCode, TicketCodeError};
use epn_ui::keys::{CodeEvent, CodeInput, Press};
use epn_ui::{Element, Icon, items};
use epn_wire::secret::Secret;
use epn_wire::station::Entry;
use i18n_embed_fl::fl;

use super::{Body, Context, parts, sizes};

/// The entry, which the focus begins on.
pub const CODE: &str = "code";

/// How many characters a code has, hyphens not counted.
const CHARACTERS: usize = 9;

/// How many of them stand together on a ticket.
const GROUP: usize = 3;

/// The characters of codes, as they stand on the screen's keyboard.
const KEYS: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// What a visitor does here. What keys were pressed is not for logs.
#[derive(Clone)]
pub enum Message {
    Pressed(Press),
    KeyShown(char),
    Erased,
    Continued,
    KeyboardToggled,
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ticket::Message(…)")
    }
}

/// What comes of it.
#[derive(Debug)]
pub enum Action {
    None,
    Focus(&'static str),
    LogIn(Entry),
}

/// What was typed so far.
#[derive(Default)]
pub struct State {
    code: CodeInput,
    mistake: Option<TicketCodeError>,
    keyboard: bool,
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("State").field("keyboard", &self.keyboard).finish_non_exhaustive()
    }
}

impl State {
    /// Whether there are keys on the screen.
    pub fn has_keyboard(&self) -> bool {
        self.keyboard
    }

    /// Takes in what the visitor does.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Pressed(press) => return self.press(&press),
            Message::KeyShown(character) => self.code.push(character),
            Message::Erased => self.code.erase(),
            Message::Continued => return self.log_in(self.code.text().to_owned().into()),
            Message::KeyboardToggled => {
                self.keyboard = !self.keyboard;
                return Action::None;
            }
        }
        self.mistake = None;
        // Who presses keys on the screen may go on with real ones.
        Action::Focus(CODE)
    }

    fn press(&mut self, press: &Press) -> Action {
        match self.code.press(press) {
            CodeEvent::Submitted(code) => self.log_in(code.into()),
            CodeEvent::Ignored | CodeEvent::Changed => {
                self.mistake = None;
                Action::None
            }
        }
    }

    /// A code that cannot be one is not sent: that would cost a try.
    fn log_in(&mut self, code: Secret) -> Action {
        match code.reveal().parse::<TicketCode>() {
            Ok(_) => {
                self.code.clear();
                Action::LogIn(Entry::Ticket { code })
            }
            Err(mistake) => {
                self.keep(&code);
                self.mistake = Some(mistake);
                Action::Focus(CODE)
            }
        }
    }

    /// What was typed stays, to be put right.
    fn keep(&mut self, code: &Secret) {
        self.code.clear();
        for character in code.reveal().chars() {
            self.code.push(character);
        }
    }
}

/// The screen.
pub fn view<'a>(cx: &Context<'a>, state: &'a State) -> Body<'a, Message> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    // Who looks for keys on the screen is already typing.
    let lead = (!state.keyboard).then(|| fl!(own, "ticket-lead"));
    let heading = parts::heading(cx, fl!(own, "ticket-title"), lead);
    let entry = ui
        .code_entry(CODE, fl!(own, "ticket-code"), &state.code, Message::Pressed)
        .grouped(GROUP)
        .error(state.mistake.map(|mistake| said(cx, mistake)));
    let go_on = ui
        .button("continue", fl!(own, "continue"), Message::Continued)
        .primary()
        .sized(parts::action_size(cx))
        .trailing_icon(Icon::ArrowRight);
    let label = if state.keyboard { fl!(own, "keyboard-hide") } else { fl!(own, "keyboard-show") };
    let toggle = ui
        .button("keyboard", label, Message::KeyboardToggled)
        .sized(parts::action_size(cx))
        .icon(Icon::Keyboard);
    let keyboard = state.keyboard.then(|| keyboard(cx));
    let content = [heading, entry.into()].into_iter().chain(keyboard);
    Body::with_actions(parts::centered(cx, content), items![go_on, toggle])
}

fn said(cx: &Context<'_>, mistake: TicketCodeError) -> String {
    let own = &cx.texts.own;
    match mistake {
        TicketCodeError::WrongLength(length) if length > CHARACTERS => fl!(own, "ticket-long"),
        TicketCodeError::WrongLength(_) => fl!(own, "ticket-short"),
        TicketCodeError::UnknownCharacter(_) | TicketCodeError::WrongCheck => fl!(own, "ticket-mistyped"),
    }
}

/// Keys on the screen, for those who have no others.
fn keyboard<'a>(cx: &Context<'a>) -> Element<'a, Message> {
    let ui = cx.ui;
    let keys = KEYS.chars().map(|character| {
        let label = character.to_string();
        ui.button(format!("key-{character}"), label, Message::KeyShown(character)).fill().into()
    });
    let erase = ui
        .button("key-erase", fl!(cx.texts.own, "erase"), Message::Erased)
        .icon_only(Icon::Erase)
        .fill()
        .into();
    ui.grid(sizes::KEY, keys.chain([erase])).spacing(ui.space(epn_ui::Space::S)).into()
}

#[cfg(test)]
mod tests;
