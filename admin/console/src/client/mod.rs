//! The console's side of the hub's API: typed questions, typed failures, and the stream of events.
//!
//! A screen makes an [`Ask`] (pure data, with what to do with its answer); only the program's top hands it to a
//! [`Client`]. So screens are driven in tests without any network, and nothing that is drawn ever waits.

pub mod api;
mod ask;
mod events;
mod failure;
mod http;

pub use ask::{Ask, Method, Question, Request};
pub use events::{StreamEvent, follow};
pub use failure::Failure;
pub use http::{Client, HubAddress};

#[cfg(test)]
pub(crate) mod fake_hub;
#[cfg(test)]
mod tests;
