//! One module a command.

use std::process::ExitCode;

pub mod check;
pub mod doctor;
pub mod golden;
pub mod link;
mod outcome;
pub mod pair;
pub mod prove;
pub mod recovery;
pub mod run;
pub mod session_init;
pub mod try_;
pub mod usb_reader;

/// What a command ends with: its exit code, or an error that becomes one line on standard error and exit 1
/// (exit 2 if it is [`WrongUse`]).
pub type CommandResult = anyhow::Result<ExitCode>;

/// The command was asked for something that makes no sense; the sentence says what and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct WrongUse(pub String);
