//! Codes that can be read aloud and find their own typing errors: what tickets and staff cards have in common.
//!
//! The characters are those of Crockford's base 32: no `I`, `L`, `O`, `U`. All but the last carry five bits each, the
//! last checks them: taking each character as an element of the field of 32 elements, the code is a polynomial with the
//! root 2, as in a Reed–Solomon code. Up to 31 positions have as many different weights, so **every** single wrong
//! character is found, and every exchange of two characters, neighbours or not.

use zeroize::Zeroizing;

pub(crate) const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How the codes of one kind look.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    /// Characters that carry bits: at most 25, so that they fit in 128.
    pub data: usize,
    /// Characters between two hyphens.
    pub group: usize,
}

/// Why a text is no code of that shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// A character that no code has.
    UnknownCharacter(char),
    /// Too few or too many characters; spaces and hyphens do not count.
    WrongLength(usize),
    /// The check character does not fit the others.
    WrongCheck,
}

impl Shape {
    /// Characters of a code, the check character included.
    pub const fn length(self) -> usize {
        self.data + 1
    }

    /// The code of these bits as it is printed; bits for which there is no character are left out.
    pub fn write(self, bits: u128) -> Zeroizing<String> {
        let values: Zeroizing<Vec<u8>> = Zeroizing::new(
            (0..self.data).rev().map(|at| u8::try_from(bits >> (5 * at) & 31).unwrap_or_default()).collect(),
        );
        let check = double(remainder(&values));
        let symbols = values.iter().copied().chain([check]).filter_map(symbol);
        let mut text = Zeroizing::new(String::with_capacity(2 * self.length()));
        for (index, symbol) in symbols.enumerate() {
            if index > 0 && index % self.group == 0 {
                text.push('-');
            }
            text.push(symbol);
        }
        text
    }

    /// The bits of a code as people type it: in capitals or not, with or without spaces and hyphens, `O` for zero, `I`
    /// or `L` for one.
    pub fn read(self, text: &str) -> Result<u128, Flaw> {
        let typed =
            text.chars().filter(|letter| !letter.is_whitespace() && !matches!(letter, '-' | '–' | '_'));
        let values = typed.map(value).collect::<Result<Vec<_>, _>>().map(Zeroizing::new)?;
        if values.len() != self.length() {
            return Err(Flaw::WrongLength(values.len()));
        }
        if remainder(&values) != 0 {
            return Err(Flaw::WrongCheck);
        }
        Ok(values.iter().take(self.data).fold(0, |bits, &value| bits << 5 | u128::from(value)))
    }
}

fn symbol(value: u8) -> Option<char> {
    ALPHABET.get(usize::from(value)).copied().map(char::from)
}

fn value(typed: char) -> Result<u8, Flaw> {
    let meant = match typed.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let found = ALPHABET.iter().position(|&symbol| char::from(symbol) == meant);
    found.and_then(|index| u8::try_from(index).ok()).ok_or(Flaw::UnknownCharacter(typed))
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
