//! The hub: it owns the site's data, decides for it, and serves its stations and consoles. Also the command line.

pub mod api;
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
pub mod keys;
pub mod live;
mod name;
pub mod notices;
pub mod pairing;
pub mod peers;
pub mod policies;
pub mod seed;
pub mod server;
pub mod store;
pub mod stream;
mod sys;
pub mod throttle;
pub mod tls;
