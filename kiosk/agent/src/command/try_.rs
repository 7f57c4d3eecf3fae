//! `epn-agent try`.

use super::{CommandResult, WrongUse};

/// Runs one visitor session without a hub, ends, erases and proves it.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  epn-agent try --command true")]
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
