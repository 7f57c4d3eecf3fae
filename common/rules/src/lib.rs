//! Pure decisions of a public digital space: no I/O, no clock, no randomness, no async.

pub mod decision;
pub mod facts;
pub mod id;
pub mod people;
pub mod policy;
pub mod session;
pub mod units;
