//! Scans, from the scanner's folder to a station: to whoever said that they were about to scan, once, and nothing is lost
//! without a word.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "what fails here fails the test")]

#[path = "../common/mod.rs"]
mod common;
mod killed;
mod left;
mod room;
mod taken;
