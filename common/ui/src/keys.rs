//! Keys by where they are and by what they write.
//!
//! Digits are read by physical key: on a French keyboard the top row writes digits only with Shift, and a visitor
//! typing a PIN must not care. Scanners type as a keyboard with the US layout whatever the station's layout is, so a
//! scanned code is read by physical key too; a code typed by hand is read by what the keys write.

mod code;

pub use code::{CodeEvent, CodeInput};

#[cfg(test)]
mod tests;

use iced::Subscription;
use iced::keyboard::key::{Code, Physical};
use iced::keyboard::{self, Key, Modifiers};
use iced::time::Instant;

/// A key going down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Press {
    /// What the key is under the person's layout.
    pub key: Key,
    /// What it writes, if anything.
    pub text: Option<String>,
    /// Where it is.
    pub physical: Physical,
    pub modifiers: Modifiers,
    /// Whether it is held down.
    pub is_repeat: bool,
    /// When it arrived.
    pub at: Instant,
}

impl Press {
    /// The press in a keyboard event, if it is one.
    pub fn from_event(event: &keyboard::Event) -> Option<Self> {
        let keyboard::Event::KeyPressed { key, text, physical_key, modifiers, repeat, .. } = event else {
            return None;
        };
        Some(Self {
            key: key.clone(),
            text: text.as_ref().map(ToString::to_string),
            physical: *physical_key,
            modifiers: *modifiers,
            is_repeat: *repeat,
            at: Instant::now(),
        })
    }

    /// The digit on this key, wherever the layout puts digits.
    pub fn digit(&self) -> Option<u8> {
        if self.modifiers.control() || self.modifiers.alt() || self.modifiers.logo() {
            return None;
        }
        digit_from_physical(self.physical).or_else(|| match &self.key {
            // A layout or an input tool that tells no position still tells what it writes.
            Key::Character(text) if self.physical_is_unknown() => single_digit(text),
            _ => None,
        })
    }

    fn physical_is_unknown(&self) -> bool {
        matches!(self.physical, Physical::Unidentified(_))
    }
}

/// Every key that goes down, whatever has the focus: for a card that is scanned on a screen without an entry. Feed it to
/// a [`CodeInput`].
pub fn presses() -> Subscription<Press> {
    iced::event::listen_with(|event, _status, _window| match event {
        iced::Event::Keyboard(event) => Press::from_event(&event),
        _ => None,
    })
}

fn single_digit(text: &str) -> Option<u8> {
    match text.as_bytes() {
        [digit @ b'0'..=b'9'] => Some(digit - b'0'),
        _ => None,
    }
}

/// The digit of a key of the top row or the number pad, with or without Shift, whatever the layout.
pub const fn digit_from_physical(key: Physical) -> Option<u8> {
    let Physical::Code(code) = key else { return None };
    match code {
        Code::Digit0 | Code::Numpad0 => Some(0),
        Code::Digit1 | Code::Numpad1 => Some(1),
        Code::Digit2 | Code::Numpad2 => Some(2),
        Code::Digit3 | Code::Numpad3 => Some(3),
        Code::Digit4 | Code::Numpad4 => Some(4),
        Code::Digit5 | Code::Numpad5 => Some(5),
        Code::Digit6 | Code::Numpad6 => Some(6),
        Code::Digit7 | Code::Numpad7 => Some(7),
        Code::Digit8 | Code::Numpad8 => Some(8),
        Code::Digit9 | Code::Numpad9 => Some(9),
        _ => None,
    }
}

/// The character that a key writes on a US keyboard, as scanners type: letters (in upper case), digits, `-`, `.`, `/`.
pub fn char_from_physical(key: Physical) -> Option<char> {
    let Physical::Code(code) = key else { return None };
    match code {
        Code::Minus | Code::NumpadSubtract => return Some('-'),
        Code::Period | Code::NumpadDecimal => return Some('.'),
        Code::Slash | Code::NumpadDivide => return Some('/'),
        _ => {}
    }
    if let Some(digit) = digit_from_physical(key) {
        return Some(char::from(b'0' + digit));
    }
    // iced knows the US letter of each letter key; a character of no Latin layout makes it say so.
    Key::Character("\u{416}".into())
        .to_latin(key)
        .filter(char::is_ascii_alphabetic)
        .map(|letter| letter.to_ascii_uppercase())
}
