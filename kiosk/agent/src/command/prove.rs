//! `epn-agent prove`.

use super::{CommandResult, WrongUse};

/// Looks for what is left of a visitor's uid now.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  epn-agent prove --uid 61000")]
pub struct Args {
    /// The visitor's uid.
    #[arg(long)]
    uid: u32,
    /// Print the report as JSON.
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(args: &Args) -> CommandResult {
    let Args { uid, json } = args;
    Err(WrongUse(format!("uid {uid} (json: {json}) cannot be looked at yet")).into())
}
