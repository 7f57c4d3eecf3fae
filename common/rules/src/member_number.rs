//! A member's number: six digits, the last of which checks the others.

#[cfg(test)]
mod tests;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Digits of a number, the check digit included.
const LENGTH: usize = 6;

/// The first number without its check digit: none begins with a zero, which people leave out.
const FIRST: u32 = 10_000;

/// How many numbers there are.
pub const MEMBER_NUMBERS: u32 = 90_000;

/// The quasigroup of order 10 of H. M. Damm's thesis (2004): its check digit finds every single wrong digit and every
/// exchange of neighbours.
const DAMM: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

/// A member's number. Not a secret: the PIN is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MemberNumber(u32);

/// Why a text is no member's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MemberNumberError {
    /// A character that is no digit.
    #[error("a member's number has only digits, not \"{0}\"")]
    NotADigit(char),
    /// Too few or too many digits.
    #[error("a member's number has {LENGTH} digits, not {0}")]
    WrongLength(usize),
    /// The digits do not fit together: something was mistyped.
    #[error("the digits of this member's number do not fit together")]
    WrongCheck,
}

impl MemberNumber {
    /// The number of the `serial`th member of the site, counted from 0; `None` from [`MEMBER_NUMBERS`] on.
    pub fn of_serial(serial: u32) -> Option<Self> {
        (serial < MEMBER_NUMBERS).then(|| {
            let body = FIRST + serial;
            let check =
                [10_000, 1_000, 100, 10, 1].iter().fold(0, |check, unit| damm(check, body / unit % 10));
            Self(body * 10 + u32::from(check))
        })
    }

    /// Which member of the site this is, counted from 0.
    pub fn serial(self) -> u32 {
        self.0 / 10 - FIRST
    }
}

fn damm(check: u8, digit: u32) -> u8 {
    let row = DAMM.get(usize::from(check));
    row.and_then(|row| row.get(usize::try_from(digit).ok()?)).copied().unwrap_or_default()
}

impl FromStr for MemberNumber {
    type Err = MemberNumberError;

    /// Reads a number as people type it, with or without spaces.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let typed = text.chars().filter(|digit| !digit.is_whitespace());
        let read = |digit: char| digit.to_digit(10).ok_or(MemberNumberError::NotADigit(digit));
        let digits = typed.map(read).collect::<Result<Vec<_>, _>>()?;
        if digits.len() != LENGTH {
            return Err(MemberNumberError::WrongLength(digits.len()));
        }
        let number = digits.iter().fold(0, |number, digit| number * 10 + digit);
        let check = digits.iter().fold(0, |check, &digit| damm(check, digit));
        if check == 0 && number >= FIRST * 10 { Ok(Self(number)) } else { Err(MemberNumberError::WrongCheck) }
    }
}

impl fmt::Display for MemberNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl TryFrom<String> for MemberNumber {
    type Error = MemberNumberError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<MemberNumber> for String {
    fn from(number: MemberNumber) -> Self {
        number.to_string()
    }
}
