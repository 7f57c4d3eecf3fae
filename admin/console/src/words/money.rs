//! Prices, as people write them.

use epn_rules::units::Cents;

use super::{Phrases, say};

impl Phrases {
    /// `1,50 €`
    pub fn price(&self, price: Cents) -> String {
        say!(self, "price", amount = self.amount(price))
    }

    /// `+1,50 €` or `−0,30 €`: what an account gained or lost.
    pub fn change(&self, amount: Cents) -> String {
        let sign = if amount.0 < 0 { '−' } else { '+' };
        format!("{sign}{}", self.price(Cents(amount.0.abs())))
    }

    /// The same without its sign, as it stands in a field.
    pub fn amount(&self, price: Cents) -> String {
        self.shared.amount(price)
    }
}

/// A price as it stands in a field of the rules, in every language.
pub fn price_written(Cents(cents): Cents) -> String {
    format!("{},{:02}", cents / 100, (cents % 100).abs())
}

/// Reads `1,50`, `1.5`, `2` or `2 €`, in cents; nothing with more than two decimals.
pub fn parse_price(text: &str) -> Option<Cents> {
    let text = text.trim().trim_end_matches('€').trim();
    let (whole, part) = text.split_once([',', '.']).unwrap_or((text, ""));
    let are_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !are_digits(whole) || !are_digits(part) || part.len() > 2 {
        return None;
    }
    let cents: i64 = format!("{part:0<2}").parse().ok()?;
    whole.parse::<i64>().ok()?.checked_mul(100)?.checked_add(cents).map(Cents)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_read_as_people_write_them() {
        for (text, cents) in [("1,50", 150), ("1.5", 150), ("2 €", 200), ("0,05", 5), ("12", 1200)] {
            assert_eq!(parse_price(text), Some(Cents(cents)), "{text}");
        }
        for text in ["", ",5", "1,505", "un", "-1", "99999999999999999999"] {
            assert_eq!(parse_price(text), None, "{text}");
        }
    }
}
