//! The console's API, over real TLS, with consoles and stations that were really paired.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here fails the test"
)]

mod access;
mod beside;
mod bookings;
mod calendar;
mod cards;
#[path = "../common/mod.rs"]
mod common;
mod desk;
mod document;
mod events;
mod money;
mod policy;
mod queue;
mod reports;
mod room;
mod support;
mod versions;
