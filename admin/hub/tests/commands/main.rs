//! The commands that need no server, as they are typed.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "what fails here fails the test")]

mod calendar;
mod cash;
mod damaged;
mod explain;
mod export;
mod json;
mod openapi;
mod policy;
mod run;
mod seed;
mod staff;
