//! One room on this machine, for a day in minutes: the `demo` command.

pub mod cli;
pub mod day;
pub mod hub;
mod people;
pub mod print;
pub mod run;
pub mod screens;
pub mod seat;
mod show;
mod station;
mod summary;
mod time;
mod visit;

#[cfg(test)]
mod tests;
