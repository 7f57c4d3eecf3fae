//! `cargo verify`: everything that a contribution must pass.
//!
//! [`parts`] lists the parts, [`run`](mod@run) runs those asked for, [`report`] says how they ended.
//! Libraries are compiled twice at most, once to run and once to lint: every part takes its
//! programs and tests from the same build ([`build`]).

mod architecture;
mod build;
mod cli;
mod command;
mod demo;
mod deps;
mod fuzz;
mod machine;
pub mod packages;
mod parts;
mod report;
mod run;
mod suites;

pub use cli::main;

#[cfg(test)]
mod tests;
