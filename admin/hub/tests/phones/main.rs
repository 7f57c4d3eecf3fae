//! Documents from phones: the real program takes them, and whoever types a code in a session has the document.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here fails the test"
)]

mod browser;
#[path = "../common/mod.rs"]
mod common;
mod guessed;
mod kept;
#[path = "../counting/fixtures/picture.rs"]
#[expect(dead_code, reason = "the tests of counting use the rest")]
mod picture;
mod refused;
mod support;
mod taken;
