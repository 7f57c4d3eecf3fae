//! The hub as a printer: what it takes, what it refuses, what is left of it when something breaks.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here fails the test"
)]

#[path = "../common/mod.rs"]
mod common;
mod killed;
mod queue;
mod refused;
mod support;
mod taken;
