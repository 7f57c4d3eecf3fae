//! The station's privileged part: sessions, their end, the reset and its proof.

#![deny(clippy::print_stdout, reason = "whoever stops reading is no failure: `say_line!`")]

pub mod bar_socket;
pub mod check;
pub mod cli;
pub mod command;
pub mod config;
pub mod daemon;
pub mod doctor;
pub mod fault;
pub mod golden;
pub mod health;
mod imprint;
pub mod internet;
pub mod journal;
pub mod kiosk_socket;
pub mod link;
pub mod local_socket;
pub mod log;
pub mod passable;
pub mod prove;
pub mod recovery;
pub mod reset;
pub mod session;
pub mod swap;
pub mod usb;
pub mod visitor;

mod pause;
mod sys;
mod tool;
