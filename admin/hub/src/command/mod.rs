//! One module a command: its arguments, and what it does.

pub mod calendar;
pub mod check;
pub mod count_document;
pub mod explain;
pub mod export;
pub mod init;
pub mod openapi;
pub mod pair_code;
pub mod policy;
pub mod printer;
pub mod seed;
pub mod serve;
pub mod staff;
mod text;
mod told;
mod wrong_use;

use std::io::Read as _;

use anyhow::{Context as _, bail};
use epn_wire::secret::Secret;
use zeroize::Zeroizing;

pub use told::told;
pub use wrong_use::WrongUse;

/// The longest password, with the line's end, in bytes.
const LONGEST_PASSWORD: u64 = 1024;

/// A password from standard input, without the line's end.
fn password() -> anyhow::Result<Secret> {
    let mut text = Zeroizing::new(String::new());
    std::io::stdin()
        .take(LONGEST_PASSWORD + 1)
        .read_to_string(&mut text)
        .context("the password on standard input cannot be read: give it as text in UTF-8")?;
    if text.len() as u64 > LONGEST_PASSWORD {
        bail!("the password on standard input is longer than {LONGEST_PASSWORD} bytes: give a shorter one");
    }
    let password = text.trim_end_matches(['\r', '\n']);
    if password.chars().count() < 8 {
        bail!("the password on standard input is shorter than 8 characters: give a longer one");
    }
    Ok(Secret::from(password.to_owned()))
}
