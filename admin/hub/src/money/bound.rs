//! What is believed of amounts and words that come from outside.

use epn_rules::units::Cents;
use epn_wire::lease::NoRandomness;
use epn_wire::money::MOST_PAID;
use rand::TryRngCore as _;

use super::MoneyError;
use crate::name;
use crate::store::ledger::Reason;

/// The most that a drawer is believed to hold: a hundred thousand euros.
const MOST_COUNTED: Cents = Cents(10_000_000);
/// The most that a print is believed to cost: a million euros. Whoever lacks the money for less is told so.
const MOST_PRICE: Cents = Cents(100_000_000);
/// The longest reason and the longest note, in characters.
const LONGEST: usize = 500;
/// The longest serial of a voucher, in letters and digits.
const LONGEST_SERIAL: usize = 64;

/// An amount that is paid in or given back.
pub(super) fn amount(cents: Cents) -> Result<Cents, MoneyError> {
    if (Cents(1)..=MOST_PAID).contains(&cents) {
        return Ok(cents);
    }
    Err(MoneyError::BadRequest(format!("an amount is from 1 to {} cents", MOST_PAID.0)))
}

/// What a print may cost: also nothing.
pub(super) fn price(cents: Cents) -> Result<Cents, MoneyError> {
    if (Cents(0)..=MOST_PRICE).contains(&cents) {
        return Ok(cents);
    }
    Err(MoneyError::BadRequest(format!("a print costs from 0 to {} cents", MOST_PRICE.0)))
}

/// What was counted in a drawer.
pub(super) fn counted(cents: Cents) -> Result<Cents, MoneyError> {
    if (Cents(0)..=MOST_COUNTED).contains(&cents) {
        return Ok(cents);
    }
    Err(MoneyError::BadRequest(format!("a drawer holds from 0 to {} cents", MOST_COUNTED.0)))
}

/// Why a mediator did it: some words.
pub(super) fn reason(words: &str) -> Result<Reason, MoneyError> {
    let text = note(words)?;
    if text.is_empty() {
        return Err(MoneyError::BadRequest("say why: the reason is empty".to_owned()));
    }
    let mut salt = [0; 16];
    rand::rngs::OsRng.try_fill_bytes(&mut salt).map_err(|_| NoRandomness)?;
    Ok(Reason { salt, text })
}

/// Words that may be left out.
pub(super) fn note(words: &str) -> Result<String, MoneyError> {
    let text = words.trim();
    if !name::are_fit(text, LONGEST) {
        return Err(MoneyError::BadRequest(format!(
            "a text has at most {LONGEST} characters that can be read"
        )));
    }
    Ok(text.to_owned())
}

/// The serial of a voucher as it is compared: its letters and digits, in capitals. People type it with and without spaces. Signs
/// that only look like those of a voucher (other scripts' digits and letters) would let it be taken twice.
pub(super) fn serial(typed: &str) -> Result<String, MoneyError> {
    let parts = [' ', '-', '.', '/'];
    let serial: String =
        typed.chars().filter(|sign| !parts.contains(sign)).flat_map(char::to_uppercase).collect();
    let count = serial.chars().count();
    if (1..=LONGEST_SERIAL).contains(&count) && serial.chars().all(|sign| sign.is_ascii_alphanumeric()) {
        return Ok(serial);
    }
    Err(MoneyError::BadRequest(format!("a voucher's serial has 1 to {LONGEST_SERIAL} letters and digits")))
}
