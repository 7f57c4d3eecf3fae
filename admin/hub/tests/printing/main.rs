//! Prints, from a station to a printer that fails in every way: what came out is debited, once, and nothing is lost without a word.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "what fails here fails the test")]

#[path = "../common/mod.rs"]
mod common;
mod fake;
mod faults;
mod key;
mod killed;
mod kills;
mod real;
mod site;
mod tampered;
mod told;
#[path = "../counting/fixtures/written.rs"]
#[expect(dead_code, reason = "another test uses the rest")]
mod written;
