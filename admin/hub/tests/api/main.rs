//! The console's API, over real TLS, with consoles and stations that were really paired.

mod access;
#[path = "../common/mod.rs"]
mod common;
mod desk;
mod document;
mod events;
mod policy;
mod reports;
mod room;
mod support;
