//! A member's number and PIN, digits by physical key or on the screen.

use std::fmt;

use epn_rules::member_number::{MemberNumber, MemberNumberError};
use epn_rules::pin::{PIN_LENGTH, Pin};
use epn_ui::{Icon, Space, items};
use epn_wire::secret::Secret;
use epn_wire::station::Entry;
use i18n_embed_fl::fl;

use super::{Body, Context, parts};
use crate::flow::Purpose;

/// The two entries; the focus begins on the first.
pub const NUMBER: &str = "number";
pub const PIN: &str = "pin";

/// How many digits a member's number has.
const NUMBER_DIGITS: usize = 6;

/// What a visitor does here. What was typed is not for logs.
#[derive(Clone)]
pub enum Message {
    NumberTyped(String),
    PinTyped(Secret),
    /// Enter in the number's entry.
    NumberDone,
    /// A digit pressed on the screen.
    Digit(u8),
    Erased,
    Continued,
    ForgotCode,
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("member::Message(…)")
    }
}

/// What comes of it.
#[derive(Debug)]
pub enum Action {
    None,
    Focus(&'static str),
    ForgotCode,
    LogIn(Entry),
}

/// What was typed so far, and which of the two entries the screen's keys write into.
pub struct State {
    number: String,
    pin: Secret,
    writes_pin: bool,
    mistake: Option<Mistake>,
}

/// What cannot be right, whoever it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mistake {
    NumberShort,
    NumberWrong,
    PinShort,
}

impl Default for State {
    fn default() -> Self {
        Self { number: String::new(), pin: no_pin(), writes_pin: false, mistake: None }
    }
}

fn no_pin() -> Secret {
    Secret::from(String::new())
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("State").field("mistake", &self.mistake).finish_non_exhaustive()
    }
}

impl State {
    /// Takes in what the visitor does.
    pub fn update(&mut self, message: Message) -> Action {
        self.mistake = None;
        match message {
            Message::NumberTyped(number) => self.number_typed(number),
            Message::PinTyped(pin) => self.pin_typed(pin),
            Message::NumberDone => self.number_done(),
            Message::Digit(digit) => self.digit(digit),
            Message::Erased => self.erase(),
            Message::Continued => self.log_in(),
            Message::ForgotCode => Action::ForgotCode,
        }
    }

    fn number_typed(&mut self, number: String) -> Action {
        self.writes_pin = false;
        self.number = number;
        // Nothing is left to type there.
        if self.number.len() == NUMBER_DIGITS { self.number_done() } else { Action::None }
    }

    fn pin_typed(&mut self, pin: Secret) -> Action {
        self.writes_pin = true;
        self.pin = pin;
        Action::None
    }

    fn number_done(&mut self) -> Action {
        match self.number.parse::<MemberNumber>() {
            Ok(_) => {
                self.writes_pin = true;
                Action::Focus(PIN)
            }
            Err(MemberNumberError::WrongLength(_)) => self.wrong(Mistake::NumberShort, NUMBER),
            Err(_) => self.wrong(Mistake::NumberWrong, NUMBER),
        }
    }

    fn wrong(&mut self, mistake: Mistake, entry: &'static str) -> Action {
        self.mistake = Some(mistake);
        Action::Focus(entry)
    }

    /// A key on the screen. The entry that it writes into has the focus, so that real keys can go on.
    fn digit(&mut self, digit: u8) -> Action {
        let digit = char::from(b'0' + digit % 10);
        if self.writes_pin {
            let mut pin = String::from(self.pin.clone());
            if pin.len() < *PIN_LENGTH.end() {
                pin.push(digit);
            }
            self.pin = pin.into();
            return Action::Focus(PIN);
        }
        let mut number = std::mem::take(&mut self.number);
        if number.len() < NUMBER_DIGITS {
            number.push(digit);
        }
        match self.number_typed(number) {
            Action::None => Action::Focus(NUMBER),
            action => action,
        }
    }

    /// Takes back the last digit; from an empty PIN, the number's.
    fn erase(&mut self) -> Action {
        if self.writes_pin && !self.pin.reveal().is_empty() {
            let mut pin = String::from(self.pin.clone());
            pin.pop();
            self.pin = pin.into();
            return Action::Focus(PIN);
        }
        self.writes_pin = false;
        self.number.pop();
        Action::Focus(NUMBER)
    }

    /// A number or PIN that cannot be one is not sent: that would cost a try.
    fn log_in(&mut self) -> Action {
        if let Action::Focus(NUMBER) = self.number_done() {
            return Action::Focus(NUMBER);
        }
        if Pin::typed(self.pin.reveal()).is_err() {
            return self.wrong(Mistake::PinShort, PIN);
        }
        let Self { number, pin, .. } = std::mem::take(self);
        Action::LogIn(Entry::Member { number, pin })
    }
}

/// The screen.
pub fn view<'a>(cx: &Context<'a>, state: &'a State, purpose: Purpose) -> Body<'a, Message> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let (number_wrong, pin_wrong) = mistakes(cx, state.mistake);
    let number = ui
        .digit_entry(NUMBER, fl!(own, "member-number"), &state.number, NUMBER_DIGITS, Message::NumberTyped)
        .on_submit(Message::NumberDone)
        .error(number_wrong);
    let pin = ui
        .digit_entry(PIN, fl!(own, "member-pin"), state.pin.reveal(), *PIN_LENGTH.end(), |pin| {
            Message::PinTyped(pin.into())
        })
        .at_first(*PIN_LENGTH.start())
        .secret()
        .on_submit(Message::Continued)
        .error(pin_wrong);
    let go_on = ui
        .button("continue", fl!(own, "continue"), Message::Continued)
        .primary()
        .sized(parts::action_size(cx))
        .trailing_icon(Icon::ArrowRight);
    // Elsewhere there is no other way in: the mediator, always at hand, is the way out.
    let forgot = (purpose == Purpose::LogIn).then(|| {
        ui.button("forgot", fl!(own, "entry-forgot"), Message::ForgotCode).quiet().icon(Icon::Question).into()
    });
    let entries = ui.column(items![number, pin]).spacing(ui.space(Space::M));
    let heading = parts::heading(cx, fl!(own, "member-title"), None);
    let both = parts::beside_keypad(cx, entries, Message::Digit, Message::Erased);
    let actions = [go_on.into()].into_iter().chain(forgot).collect();
    Body::with_actions(parts::centered(cx, items![heading, both]), actions)
}

/// What is wrong with each entry, in words.
fn mistakes(cx: &Context<'_>, mistake: Option<Mistake>) -> (Option<String>, Option<String>) {
    let own = &cx.texts.own;
    match mistake {
        None => (None, None),
        Some(Mistake::NumberShort) => (Some(fl!(own, "member-number-short")), None),
        Some(Mistake::NumberWrong) => (Some(fl!(own, "member-number-wrong")), None),
        Some(Mistake::PinShort) => (None, Some(fl!(own, "member-pin-short"))),
    }
}

#[cfg(test)]
mod tests;
