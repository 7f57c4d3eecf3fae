//! An amount of money as somebody writes it.

use epn_rules::units::Cents;

use crate::words::{Phrases, parse_price, say};

/// Why what is written is no amount that can change hands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It is no amount, or none at all.
    Unread,
    TooMuch {
        most: Cents,
    },
}

impl Wrong {
    pub fn words(self, phrases: &Phrases) -> String {
        match self {
            Self::Unread => say!(phrases, "amount-wrong"),
            Self::TooMuch { most } => say!(phrases, "amount-most", amount = phrases.price(most)),
        }
    }
}

/// Reads an amount, from a cent to the most that can change hands at once.
pub fn read(text: &str, most: Cents) -> Result<Cents, Wrong> {
    let amount = parse_price(text).filter(|amount| amount.0 > 0).ok_or(Wrong::Unread)?;
    if amount > most { Err(Wrong::TooMuch { most }) } else { Ok(amount) }
}
