//! A member's PIN: four to eight digits that are not the first ones anybody would try.

#[cfg(test)]
mod tests;

use std::fmt;
use std::ops::RangeInclusive;

use zeroize::{Zeroize, ZeroizeOnDrop};

/// How many digits a PIN has.
pub const PIN_LENGTH: RangeInclusive<usize> = 4..=8;

/// A PIN. It is a secret: `Debug` prints nothing of it, and its memory is wiped.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Pin(String);

/// Why a text cannot be a PIN. It says nothing of what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PinError {
    /// A character that is no digit.
    #[error("a PIN has only digits")]
    NotDigits,
    /// Too few or too many digits.
    #[error("a PIN has {least} to {most} digits, not {0}", least = PIN_LENGTH.start(), most = PIN_LENGTH.end())]
    WrongLength(usize),
    /// One of the first that anybody would try: a digit repeated (0000), a row (1234, 8765), a pair repeated (1212).
    #[error("this PIN is too easy to guess")]
    TooEasy,
}

impl Pin {
    /// A PIN as it is typed to log in.
    ///
    /// # Errors
    /// It cannot be anybody's PIN.
    pub fn typed(text: &str) -> Result<Self, PinError> {
        let text = text.trim();
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(PinError::NotDigits);
        }
        if !PIN_LENGTH.contains(&text.len()) {
            return Err(PinError::WrongLength(text.len()));
        }
        Ok(Self(text.to_owned()))
    }

    /// A PIN that somebody chooses.
    ///
    /// # Errors
    /// It cannot be a PIN, or is too easy to guess.
    pub fn chosen(text: &str) -> Result<Self, PinError> {
        Self::typed(text).and_then(|pin| if pin.is_easy() { Err(PinError::TooEasy) } else { Ok(pin) })
    }

    /// A PIN of four digits made of random bits; `None` if they happen to give one that is too easy, then other bits
    /// are to be tried.
    pub fn from_random(bits: u32) -> Option<Self> {
        Self::chosen(&format!("{:04}", bits % 10_000)).ok()
    }

    /// A PIN of six digits, as members of staff have; `None` as in [`Self::from_random`].
    pub fn long_from_random(bits: u32) -> Option<Self> {
        Self::chosen(&format!("{:06}", bits % 1_000_000)).ok()
    }

    /// The digits: for hashing, and for the one paper on which they are told.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    fn is_easy(&self) -> bool {
        let digits = self.0.as_bytes();
        // The step from each digit to the next, on a dial where 0 follows 9: a row has one step throughout.
        let mut steps = digits.iter().zip(digits.iter().skip(1)).map(|(one, next)| (10 + next - one) % 10);
        let first = steps.next();
        let is_row = matches!(first, Some(0 | 1 | 9)) && steps.all(|step| Some(step) == first);
        let is_pair = digits.iter().zip(digits.iter().skip(2)).all(|(one, next)| one == next);
        is_row || is_pair
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin(…)")
    }
}
