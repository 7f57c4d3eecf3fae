//! The code of a staff card: 75 random bits in sixteen characters, `ABCD-EFGH-JKMN-PQRS`. It is longer than a ticket's, so
//! that a scanner's text tells which of the two was held before it.

#[cfg(test)]
mod tests;

use std::fmt;
use std::str::FromStr;

use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::checked_code::Shape;

/// Sixteen characters in fours, the last a check character.
const SHAPE: Shape = Shape { data: 15, group: 4 };

/// The bits that fifteen characters carry.
const BITS: u128 = (1 << 75) - 1;

/// A staff card's code. It is a secret: `Debug` prints nothing of it, its memory is wiped, and the hub keeps only a keyed
/// hash of [`Self::bits`].
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct StaffCard(u128);

/// A text is no staff card's code. It says nothing of what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a staff card has {length} characters that fit together", length = SHAPE.length())]
pub struct NoStaffCard;

impl StaffCard {
    /// The code of these random bits; it has room for 75 of them.
    pub fn from_random(bits: [u8; 16]) -> Self {
        Self(u128::from_be_bytes(bits) & BITS)
    }

    /// The random bits, for the keyed hash under which a card is stored.
    pub fn bits(&self) -> Zeroizing<[u8; 16]> {
        Zeroizing::new(self.0.to_be_bytes())
    }

    /// The code as it is printed, `ABCD-EFGH-JKMN-PQRS`.
    pub fn reveal(&self) -> Zeroizing<String> {
        SHAPE.write(self.0)
    }
}

impl FromStr for StaffCard {
    type Err = NoStaffCard;

    /// Reads a code as a scanner or a hand types it, as forgiving as a ticket's.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        SHAPE.read(text).map(Self).map_err(|_| NoStaffCard)
    }
}

impl fmt::Debug for StaffCard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StaffCard(…)")
    }
}
