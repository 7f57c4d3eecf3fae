//! The load generator: simulated stations that speak the real protocol over real TLS.

pub mod cli;
pub mod logins;
pub mod measure;
pub mod prints;
pub mod station;
pub mod stations;
