//! `epn-agent usb-reader`: the child that looks at a USB key; see [`crate::usb`].

use std::path::PathBuf;
use std::process::ExitCode;

use super::CommandResult;
use crate::usb::reader;

/// List and read the documents on a USB key.
#[derive(Debug, clap::Args)]
#[command(after_help = "Not for people: the agent starts it, with a socket as standard input.")]
pub struct Args {
    /// The devices on which the key's file systems lie.
    #[arg(required = true, value_name = "DEVICE")]
    devices: Vec<PathBuf>,
}

/// Runs the command.
pub fn run(args: &Args) -> CommandResult {
    reader::run(&args.devices)?;
    Ok(ExitCode::SUCCESS)
}
