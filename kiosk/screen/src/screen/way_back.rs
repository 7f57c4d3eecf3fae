//! The digits that a visitor was told before a pause: typed by key or on the screen.

use std::fmt;

use epn_rules::pin::Pin;
use epn_ui::{Icon, items};
use epn_wire::secret::Secret;
use i18n_embed_fl::fl;

use super::{Body, Context, parts};

/// The entry that the focus begins on.
pub const CODE: &str = "way-back";

/// How many digits there are.
const DIGITS: usize = 4;

/// What a visitor does here. What was typed is not for logs.
#[derive(Clone)]
pub enum Message {
    Typed(Secret),
    /// A digit pressed on the screen.
    Digit(u8),
    Erased,
    Continued,
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("way_back::Message(…)")
    }
}

/// What comes of it.
#[derive(Debug)]
pub enum Action {
    None,
    Focus(&'static str),
    Resume(Secret),
}

/// What was typed so far.
#[derive(Debug)]
pub struct State {
    code: Secret,
    is_short: bool,
}

impl Default for State {
    fn default() -> Self {
        Self { code: String::new().into(), is_short: false }
    }
}

impl State {
    /// Takes in what the visitor does.
    pub fn update(&mut self, message: Message) -> Action {
        self.is_short = false;
        match message {
            Message::Typed(code) => {
                self.code = code;
                Action::None
            }
            Message::Digit(digit) => self.change(|code| {
                if code.len() < DIGITS {
                    code.push(char::from(b'0' + digit % 10));
                }
            }),
            Message::Erased => self.change(|code| {
                code.pop();
            }),
            Message::Continued => self.resume(),
        }
    }

    /// A key on the screen. The entry has the focus, so that real keys can go on.
    fn change(&mut self, change: impl FnOnce(&mut String)) -> Action {
        let mut code = String::from(self.code.clone());
        change(&mut code);
        self.code = code.into();
        Action::Focus(CODE)
    }

    /// What cannot be the code is not sent: that would cost a try.
    fn resume(&mut self) -> Action {
        if Pin::typed(self.code.reveal()).is_err() {
            self.is_short = true;
            return Action::Focus(CODE);
        }
        Action::Resume(std::mem::take(self).code)
    }
}

/// The screen.
pub fn view<'a>(cx: &Context<'a>, state: &'a State) -> Body<'a, Message> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let lead = (!cx.is_large()).then(|| fl!(own, "resume-code-lead"));
    let heading = parts::heading(cx, fl!(own, "resume-code-title"), lead);
    let entry = ui
        .digit_entry(CODE, fl!(own, "resume-code"), state.code.reveal(), DIGITS, |code| {
            Message::Typed(code.into())
        })
        .secret()
        .on_submit(Message::Continued)
        .error(state.is_short.then(|| fl!(own, "resume-code-short")));
    let both = parts::beside_keypad(cx, entry, Message::Digit, Message::Erased);
    let go_on = ui
        .button("continue", fl!(own, "continue"), Message::Continued)
        .primary()
        .sized(parts::action_size(cx))
        .trailing_icon(Icon::ArrowRight);
    Body::with_actions(parts::centered(cx, items![heading, both]), items![go_on])
}
