//! The site's policy as TOML, so that people can read it, edit it and share it.

mod read;
mod reader;
mod render;
#[cfg(test)]
mod tests;
mod value;

pub use render::render;

use toml::de::DeTable;

use crate::policy::Policy;
use crate::policy_check;
use crate::problem::Problem;
use reader::Reader;

/// A whole policy file with every part in it and a comment beside each value.
pub const EXAMPLE: &str = include_str!("policy_file/example.toml");

/// Reads a policy and checks it.
///
/// # Errors
/// Everything that is wrong with it, in the order of the lines: what is no TOML, what is not written as it should be,
/// what is missing or unknown, and what means nothing sensible (see [`policy_check::check`]).
pub fn parse(text: &str) -> Result<Policy, Vec<Problem>> {
    let (document, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader::new(text);
    for error in &errors {
        reader.not_toml(error.message(), error.span());
    }
    let policy = read::policy(&mut reader, document.get_ref());
    for found in policy_check::flaws(&policy) {
        reader.flaw(found);
    }
    reader.finish().map(|()| policy)
}
