//! The load generator: simulated stations that speak the real protocol over real TLS.

pub mod cli;
mod logins;
mod measure;
mod station;
mod stations;
