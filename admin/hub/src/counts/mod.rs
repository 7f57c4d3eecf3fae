//! Counts of use, made from usage events only: days, stations, categories and age bands, and no name.

mod days;
pub mod event;
mod suppress;
mod table;
mod write;

#[cfg(test)]
mod tests;

pub use days::{Days, DaysError, Per};
pub use suppress::LEAST_SHOWN;
pub use table::{Cell, Key, Table};
pub use write::{sheet, sheet_suppressed};
