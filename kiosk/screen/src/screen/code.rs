//! A code, typed by hand, scanned, or pressed on the screen: a ticket's, or that of a document.

use std::cmp::Ordering;
use std::fmt;

use epn_rules::long_code::DocumentCode;
use epn_rules::ticket_code::TicketCode;
use epn_ui::keys::{CodeEvent, CodeInput, Press};
use epn_ui::{Element, Icon, items};
use epn_wire::secret::Secret;
use i18n_embed_fl::fl;

use super::{Body, Context, parts, sizes};

/// The entry, which the focus begins on.
pub const CODE: &str = "code";

/// The characters of codes, as they stand on the screen's keyboard.
const KEYS: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Which code it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Ticket,
    Document,
}

impl Kind {
    /// How many characters it has, hyphens not counted.
    fn characters(self) -> usize {
        match self {
            Self::Ticket => 9,
            Self::Document => DocumentCode::CHARACTERS,
        }
    }

    /// How many of them stand together where it is written.
    fn group(self) -> usize {
        match self {
            Self::Ticket => 3,
            Self::Document => DocumentCode::GROUP,
        }
    }

    fn is_code(self, text: &str) -> bool {
        match self {
            Self::Ticket => text.parse::<TicketCode>().is_ok(),
            Self::Document => text.parse::<DocumentCode>().is_ok(),
        }
    }

    /// What keeps a text from being such a code.
    fn mistake(self, text: &str) -> Option<Mistake> {
        if self.is_code(text) {
            return None;
        }
        let typed = text.chars().filter(char::is_ascii_alphanumeric).count();
        Some(match typed.cmp(&self.characters()) {
            Ordering::Less => Mistake::Short,
            Ordering::Greater => Mistake::Long,
            Ordering::Equal => Mistake::Mistyped,
        })
    }
}

/// Why what was typed is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mistake {
    Short,
    Long,
    /// As many characters as a code has, but they do not fit together.
    Mistyped,
}

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
        f.write_str("code::Message(…)")
    }
}

/// What comes of it.
#[derive(Debug)]
pub enum Action {
    None,
    Focus(&'static str),
    /// What can be a code.
    Entered(Secret),
}

/// What was typed so far.
pub struct State {
    kind: Kind,
    code: CodeInput,
    mistake: Option<Mistake>,
    keyboard: bool,
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("State").field("keyboard", &self.keyboard).finish_non_exhaustive()
    }
}

impl State {
    /// Nothing was typed yet.
    pub fn new(kind: Kind) -> Self {
        Self { kind, code: CodeInput::default(), mistake: None, keyboard: false }
    }

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
            Message::Continued => return self.enter(self.code.text().to_owned().into()),
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
            CodeEvent::Submitted(code) => self.enter(code.into()),
            CodeEvent::Ignored | CodeEvent::Changed => {
                self.mistake = None;
                Action::None
            }
        }
    }

    /// A code that cannot be one is not sent: that would cost a try.
    fn enter(&mut self, code: Secret) -> Action {
        self.mistake = self.kind.mistake(code.reveal());
        if self.mistake.is_some() {
            self.keep(&code);
            return Action::Focus(CODE);
        }
        self.code.clear();
        Action::Entered(code)
    }

    /// What was typed stays, to be put right.
    fn keep(&mut self, code: &Secret) {
        self.code.clear();
        for character in code.reveal().chars() {
            self.code.push(character);
        }
    }
}

/// The screen below its name; `cannot` says why nothing can be sent now.
pub fn view<'a>(
    cx: &Context<'a>,
    state: &'a State,
    heading: Element<'a, Message>,
    cannot: Option<String>,
) -> Body<'a, Message> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let label = match state.kind {
        Kind::Ticket => fl!(own, "ticket-code"),
        Kind::Document => fl!(own, "phone-code"),
    };
    let entry = ui
        .code_entry(CODE, label, &state.code, Message::Pressed)
        .grouped(state.kind.group())
        .error(state.mistake.map(|mistake| said(cx, state.kind, mistake)));
    let go_on = ui
        .button("continue", fl!(own, "continue"), Message::Continued)
        .primary()
        .sized(parts::action_size(cx))
        .trailing_icon(Icon::ArrowRight)
        .disabled_if(cannot);
    let label = if state.keyboard { fl!(own, "keyboard-hide") } else { fl!(own, "keyboard-show") };
    let toggle = ui
        .button("keyboard", label, Message::KeyboardToggled)
        .sized(parts::action_size(cx))
        .icon(Icon::Keyboard);
    let keyboard = state.keyboard.then(|| keyboard(cx));
    let content = [heading, entry.into()].into_iter().chain(keyboard);
    Body::with_actions(parts::centered(cx, content), items![go_on, toggle])
}

fn said(cx: &Context<'_>, kind: Kind, mistake: Mistake) -> String {
    let own = &cx.texts.own;
    let characters = kind.characters().to_string();
    match (mistake, kind) {
        (Mistake::Long, _) => fl!(own, "code-long", characters = characters),
        (Mistake::Short, _) => fl!(own, "code-short", characters = characters),
        (Mistake::Mistyped, Kind::Ticket) => fl!(own, "ticket-mistyped"),
        (Mistake::Mistyped, Kind::Document) => fl!(own, "phone-mistyped"),
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
