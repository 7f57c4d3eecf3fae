//! A code that is typed by hand or scanned, told apart by speed.

use std::fmt;

use iced::keyboard::Key;
use iced::keyboard::key::{Code, Named, Physical};
use iced::time::{Duration, Instant};
use zeroize::Zeroizing;

use super::{Press, char_from_physical};

/// No hand types two keys closer together than this for a whole code; scanners send a key every 1 to 20 ms.
const SCAN_GAP: Duration = Duration::from_millis(40);

/// A burst shorter than this is taken for typing.
const SHORTEST_SCAN: usize = 6;

/// What a key did to a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeEvent {
    /// The key is not for a code.
    Ignored,
    Changed,
    /// Enter, after something was typed or scanned.
    Submitted(String),
}

/// A code being entered: upper-case letters, digits and hyphens. Holds what the keys write and what a US keyboard
/// would have written, until Enter shows by the burst's speed which of the two is meant.
///
/// A code may be a secret: its memory is wiped, and `Debug` prints nothing of it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct CodeInput {
    typed: Zeroizing<String>,
    burst: Zeroizing<String>,
    last: Option<Instant>,
}

impl fmt::Debug for CodeInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CodeInput(…)")
    }
}

impl CodeInput {
    /// The longest code that is kept; more keys are ignored.
    pub const MAX: usize = 64;

    /// What to show.
    pub fn text(&self) -> &str {
        &self.typed
    }

    /// Takes what a scanner has typed, if it is what `is_code` wants: the Enter that ends a scan may press what has the focus
    /// before it comes here.
    pub fn take_scanned(&mut self, is_code: impl FnOnce(&str) -> bool) -> Option<Zeroizing<String>> {
        let is_whole = self.burst.len() >= SHORTEST_SCAN && is_code(&self.burst);
        is_whole.then(|| std::mem::take(self).burst)
    }

    /// Empties it.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Adds a character, for a keyboard on the screen.
    pub fn push(&mut self, character: char) {
        if self.typed.len() < Self::MAX
            && let Some(character) = code_character(character)
        {
            self.typed.push(character);
        }
        self.burst.clear();
    }

    /// Takes the last character away.
    pub fn erase(&mut self) {
        self.typed.pop();
        self.burst.clear();
    }

    /// Whether a key is for a code.
    pub fn wants(&self, press: &Press) -> bool {
        self.clone().press(press) != CodeEvent::Ignored
    }

    /// Reads a key.
    pub fn press(&mut self, press: &Press) -> CodeEvent {
        match &press.key {
            Key::Named(Named::Enter) => return self.submit(press.at),
            _ if press.physical == Physical::Code(Code::NumpadEnter) => return self.submit(press.at),
            Key::Named(Named::Backspace) => {
                self.erase();
                return CodeEvent::Changed;
            }
            _ => {}
        }
        if press.modifiers.control() || press.modifiers.alt() || press.modifiers.logo() {
            return CodeEvent::Ignored;
        }
        let scanned = char_from_physical(press.physical);
        let typed = Self::typed_character(press);
        if scanned.is_none() && typed.is_none() {
            return CodeEvent::Ignored;
        }
        self.follow_burst(press.at, scanned);
        if let Some(character) = typed.filter(|_| self.typed.len() < Self::MAX) {
            self.typed.push(character);
        }
        CodeEvent::Changed
    }

    /// What a hand meant: the digit of a digit key (with or without Shift), else what the key writes.
    fn typed_character(press: &Press) -> Option<char> {
        if let Some(digit) = press.digit() {
            return Some(char::from(b'0' + digit));
        }
        let mut characters = press.text.as_deref().unwrap_or_default().chars();
        characters.next().and_then(code_character)
    }

    fn follow_burst(&mut self, at: Instant, scanned: Option<char>) {
        let is_fast = self.last.is_some_and(|last| at.saturating_duration_since(last) <= SCAN_GAP);
        if !is_fast {
            self.burst.clear();
        }
        self.last = Some(at);
        if let Some(character) = scanned.filter(|_| self.burst.len() < Self::MAX) {
            self.burst.push(character);
        }
    }

    fn submit(&mut self, at: Instant) -> CodeEvent {
        let is_fast = self.last.is_some_and(|last| at.saturating_duration_since(last) <= SCAN_GAP);
        let Self { typed, burst, .. } = std::mem::take(self);
        let mut code = if is_fast && burst.len() >= SHORTEST_SCAN { burst } else { typed };
        let code = std::mem::take(&mut *code);
        if code.is_empty() { CodeEvent::Ignored } else { CodeEvent::Submitted(code) }
    }
}

/// The character as codes write it, if it can be part of one.
fn code_character(character: char) -> Option<char> {
    (character.is_ascii_alphanumeric() || character == '-').then(|| character.to_ascii_uppercase())
}
