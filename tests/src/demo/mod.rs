//! One room on this machine, for a day in minutes: the `demo` command.

pub mod cli;
pub mod day;
pub mod hub;
mod people;
mod print;
pub mod run;
mod screens;
mod seat;
mod show;
mod station;
mod summary;
mod time;
mod visit;

#[cfg(test)]
mod tests;
