//! Commands that write, while the hub serves or while it does not: one writer, always.
//!
//! A running hub listens on a socket in its data folder and carries requests out; where none runs, the command takes
//! the folder itself and carries the same request out by the same code.

mod client;
mod explain;
mod printers;
mod request;
mod server;

pub use client::{CommandError, send};
pub use request::{Answer, ControlRequest, carry_out};
pub use server::{ServeError, listen, serve};
