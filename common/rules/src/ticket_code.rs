//! A ticket's code: 40 random bits in nine characters that can be read aloud, `ABC-DEF-GHJ`.
//!
//! The characters are those of Crockford's base 32: no `I`, `L`, `O`, `U`. Eight carry five bits each, the last checks
//! them: taking each character as an element of the field of 32 elements, the code is a polynomial with the root 2, as
//! in a Reed–Solomon code. Nine positions have nine different weights, so **every** single wrong character is found, and
//! every exchange of two characters, neighbours or not.

#[cfg(test)]
mod tests;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Characters that carry bits.
const DATA: usize = 8;

/// Characters of a code, the check character included.
const LENGTH: usize = DATA + 1;

/// Characters between two hyphens.
const GROUP: usize = 3;

/// A ticket's code. It is a secret: `Debug` prints nothing of it, its memory is wiped, and the hub keeps only a keyed
/// hash of [`Self::bits`].
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TicketCode([u8; 5]);

/// Why a text is no ticket code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TicketCodeError {
    /// A character that no code has.
    #[error("a ticket code has no character \"{0}\"")]
    UnknownCharacter(char),
    /// Too few or too many characters; spaces and hyphens do not count.
    #[error("a ticket code has {LENGTH} characters, not {0}")]
    WrongLength(usize),
    /// The check character does not fit the others: something was mistyped.
    #[error("the characters of this ticket code do not fit together")]
    WrongCheck,
}

impl TicketCode {
    /// The code of these random bits.
    pub fn from_random(bits: [u8; 5]) -> Self {
        Self(bits)
    }

    /// The random bits, for the keyed hash under which a ticket is stored.
    pub fn bits(&self) -> &[u8; 5] {
        &self.0
    }

    /// The code as it is printed, `ABC-DEF-GHJ`.
    pub fn reveal(&self) -> Zeroizing<String> {
        let values = self.values();
        let symbols = values.into_iter().chain([check_of(values)]).filter_map(symbol);
        let mut text = Zeroizing::new(String::with_capacity(LENGTH + LENGTH / GROUP));
        for (index, symbol) in symbols.enumerate() {
            if index > 0 && index % GROUP == 0 {
                text.push('-');
            }
            text.push(symbol);
        }
        text
    }

    /// Five bits at a time, the highest first.
    fn values(&self) -> [u8; DATA] {
        let all = self.0.iter().fold(0u64, |bits, &byte| bits << 8 | u64::from(byte));
        let mut values = [0; DATA];
        for (value, shift) in values.iter_mut().zip((0..DATA).rev()) {
            *value = u8::try_from(all >> (5 * shift) & 31).unwrap_or_default();
        }
        values
    }
}

impl FromStr for TicketCode {
    type Err = TicketCodeError;

    /// Reads a code as people type it: in capitals or not, with or without spaces and hyphens, `O` for zero, `I` or
    /// `L` for one.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let typed =
            text.chars().filter(|letter| !letter.is_whitespace() && !matches!(letter, '-' | '–' | '_'));
        let values = typed.map(value).collect::<Result<Vec<_>, _>>().map(Zeroizing::new)?;
        if values.len() != LENGTH {
            return Err(TicketCodeError::WrongLength(values.len()));
        }
        if remainder(&values) != 0 {
            return Err(TicketCodeError::WrongCheck);
        }
        let all = values.iter().take(DATA).fold(0u64, |bits, &value| bits << 5 | u64::from(value));
        let mut bits = [0; 5];
        for (bit, byte) in bits.iter_mut().zip(all.to_be_bytes().into_iter().skip(3)) {
            *bit = byte;
        }
        Ok(Self(bits))
    }
}

impl TryFrom<String> for TicketCode {
    type Error = TicketCodeError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Zeroizing::new(text).parse()
    }
}

impl From<TicketCode> for String {
    fn from(code: TicketCode) -> Self {
        code.reveal().as_str().to_owned()
    }
}

impl fmt::Debug for TicketCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TicketCode(…)")
    }
}

fn symbol(value: u8) -> Option<char> {
    ALPHABET.get(usize::from(value)).copied().map(char::from)
}

fn value(typed: char) -> Result<u8, TicketCodeError> {
    let meant = match typed.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let found = ALPHABET.iter().position(|&symbol| char::from(symbol) == meant);
    found.and_then(|index| u8::try_from(index).ok()).ok_or(TicketCodeError::UnknownCharacter(typed))
}

/// The character that makes the whole a multiple of the root's polynomial.
fn check_of(values: [u8; DATA]) -> u8 {
    double(remainder(&values))
}

/// The value of the polynomial at 2, by Horner's rule; addition in the field is exclusive or.
fn remainder(values: &[u8]) -> u8 {
    values.iter().fold(0, |sum, value| double(sum) ^ value)
}

/// Twice an element of the field of 32 elements with the modulus x⁵ + x² + 1.
fn double(element: u8) -> u8 {
    let shifted = element << 1;
    if element & 0b1_0000 == 0 { shifted } else { shifted ^ 0b10_0101 }
}
