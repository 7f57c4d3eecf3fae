//! What the mediator sees: a copy of the hub's room, and what is done about it. It decides nothing and keeps no data but
//! its own pairing; everything that takes time is an effect, so that nothing that is drawn ever waits.

mod app;
mod cli;
mod client;
mod ctx;
mod dates;
mod folder;
mod intent;
mod live;
mod membership;
mod notice;
mod paper;
mod screen;
mod stack;
mod window;
mod words;

pub use cli::{Options, WrongUse, run};

#[cfg(test)]
mod testing;
