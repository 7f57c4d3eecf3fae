//! A ticket's code: 40 random bits in nine characters that can be read aloud, `ABC-DEF-GHJ`.

#[cfg(test)]
mod tests;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::checked_code::{Flaw, Shape};

/// Nine characters in threes, the last a check character.
const SHAPE: Shape = Shape { data: 8, group: 3 };

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
    #[error("a ticket code has {length} characters, not {0}", length = SHAPE.length())]
    WrongLength(usize),
    /// The check character does not fit the others: something was mistyped.
    #[error("the characters of this ticket code do not fit together")]
    WrongCheck,
}

impl From<Flaw> for TicketCodeError {
    fn from(flaw: Flaw) -> Self {
        match flaw {
            Flaw::UnknownCharacter(character) => Self::UnknownCharacter(character),
            Flaw::WrongLength(length) => Self::WrongLength(length),
            Flaw::WrongCheck => Self::WrongCheck,
        }
    }
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
        SHAPE.write(self.0.iter().fold(0, |bits, &byte| bits << 8 | u128::from(byte)))
    }
}

impl FromStr for TicketCode {
    type Err = TicketCodeError;

    /// Reads a code as people type it: in capitals or not, with or without spaces and hyphens, `O` for zero, `I` or
    /// `L` for one.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let all = SHAPE.read(text)?;
        let mut bits = [0; 5];
        for (bit, byte) in bits.iter_mut().rev().zip(all.to_le_bytes()) {
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
