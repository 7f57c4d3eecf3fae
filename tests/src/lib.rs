//! The suite's end-to-end checks, and the commands built from them.
//!
//! [`verify`] is everything that a contribution must pass; [`support`] is what the checks share.

pub mod bench;
pub mod demo;
pub mod desk;
pub mod load;
pub mod packages;
pub mod prints;
pub mod support;
pub mod verify;
pub mod vm;
