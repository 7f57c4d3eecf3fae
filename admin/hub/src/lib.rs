//! The hub: it owns the site's data, decides for it, and serves its stations and consoles. Also the command line.

#![deny(clippy::print_stdout, reason = "whoever stops reading is no failure: `say_line!`")]

pub mod api;
pub mod bookings;
mod cell;
pub mod charter;
pub mod cli;
pub mod command;
pub mod config;
pub mod control;
pub mod counts;
pub mod desk;
pub mod folder;
pub mod founding;
pub mod grant;
pub mod hashing;
pub mod hub;
pub mod ical;
pub mod keys;
pub mod live;
pub mod money;
mod name;
pub mod notices;
pub mod pairing;
pub mod passes;
pub mod peers;
mod planning;
pub mod policies;
pub mod printing;
pub mod queue;
pub mod scans;
pub mod seed;
pub mod server;
pub mod sheet;
pub mod store;
pub mod stream;
mod sys;
#[cfg(test)]
mod testing;
pub mod throttle;
pub mod tls;
