//! `epn-agent session-init`: this program's own inner part; see [`crate::session::init`].

use std::path::PathBuf;
use std::process::ExitCode;

use super::CommandResult;
use crate::session::init;

/// Carries out an order: the one on standard input.
#[derive(Debug, clap::Args)]
#[command(after_help = "Not for people: the agent starts it, and gives it an order as JSON.")]
pub struct Args {
    /// Where the order is, if standard input is something else.
    #[arg(long, value_name = "FILE")]
    order: Option<PathBuf>,
}

/// Runs the command. What goes wrong is told to the agent that started it, on standard output.
pub fn run(args: &Args) -> CommandResult {
    Ok(ExitCode::from(u8::try_from(init::run(args.order.as_deref())).unwrap_or(255)))
}
