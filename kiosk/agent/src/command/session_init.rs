//! `epn-agent session-init`: this program's own inner part; see [`crate::session::init`].

use std::process::ExitCode;

use super::CommandResult;
use crate::session::init;

/// Carries out the order on standard input.
#[derive(Debug, clap::Args)]
#[command(after_help = "Not for people: the agent starts it, and gives it an order as JSON.")]
pub struct Args {}

/// Runs the command. What goes wrong is told to the agent that started it, on standard output.
pub fn run() -> CommandResult {
    Ok(ExitCode::from(u8::try_from(init::run()).unwrap_or(255)))
}
