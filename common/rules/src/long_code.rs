//! Codes that are no ticket's: on a staff card, to recover a station that has no hub, and for a document that waits to be
//! fetched.
//!
//! They are as readable as a ticket's code, and each kind has a length of its own, so that what was scanned or typed tells
//! which it is.

#[cfg(test)]
mod tests;

use std::fmt;
use std::str::FromStr;

use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::checked_code::Shape;

/// A staff card's code: 75 random bits in sixteen characters, `ABCD-EFGH-JKMN-PQRS`.
pub type StaffCard = LongCode<15>;

/// The code of a document that was sent from a phone: 35 random bits in eight characters, `ABCD-EFGH`. It lives an hour at most,
/// is good once, and each guess at it meets a growing delay.
pub type DocumentCode = LongCode<7>;

/// A station's recovery code: 95 random bits in twenty characters, `ABCD-EFGH-JKMN-PQRS-TVWX`.
pub type RecoveryCode = LongCode<19>;

/// A code of `DATA` characters and one that checks them, in fours. It is a secret: `Debug` prints nothing of it, its memory
/// is wiped, and what is stored of it is a hash.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct LongCode<const DATA: usize>(u128);

/// A text is no code of that length. It says nothing of what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the characters of this code do not fit together")]
pub struct NoLongCode;

impl<const DATA: usize> LongCode<DATA> {
    const SHAPE: Shape = Shape { data: DATA, group: 4 };

    /// How many characters it has, hyphens not counted.
    pub const CHARACTERS: usize = Self::SHAPE.length();

    /// How many characters stand between two hyphens.
    pub const GROUP: usize = Self::SHAPE.group;

    /// The bits that the characters carry.
    const BITS: u128 = (1 << (5 * DATA)) - 1;

    /// The code of these random bits; it has room for five a character.
    pub fn from_random(bits: [u8; 16]) -> Self {
        Self(u128::from_be_bytes(bits) & Self::BITS)
    }

    /// The random bits, for the hash under which a code is stored.
    pub fn bits(&self) -> Zeroizing<[u8; 16]> {
        Zeroizing::new(self.0.to_be_bytes())
    }

    /// The code as it is printed.
    pub fn reveal(&self) -> Zeroizing<String> {
        Self::SHAPE.write(self.0)
    }
}

impl<const DATA: usize> FromStr for LongCode<DATA> {
    type Err = NoLongCode;

    /// Reads a code as a scanner or a hand types it, as forgiving as a ticket's.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::SHAPE.read(text).map(Self).map_err(|_| NoLongCode)
    }
}

impl<const DATA: usize> fmt::Debug for LongCode<DATA> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LongCode(…)")
    }
}
