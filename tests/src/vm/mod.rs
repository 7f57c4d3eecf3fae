//! A station on a machine that boots: Debian with our package in QEMU, its real terminals, screen and keyboard.
//!
//! [`image`] makes the disk, [`machine`] switches it on, [`site`] is the hub on this side, [`room`] brings them together,
//! and [`cases`] are what is tried. [`watch`] looks at the screen all the time, [`guest`] asks inside.

mod agent;
mod cases;
pub mod cli;
mod figures;
mod guest;
mod image;
mod inside;
mod key;
mod keys;
mod machine;
mod people;
mod qmp;
mod room;
mod run;
mod screen;
mod site;
mod watch;

pub use cases::Case;
pub use run::{Outcome, run};
