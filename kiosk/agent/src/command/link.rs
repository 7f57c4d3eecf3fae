//! `epn-agent link`: the part that sees the network.

use std::path::PathBuf;
use std::process::ExitCode;

use super::CommandResult;
use crate::{link, log};

/// Pass messages between the agent and the hub. Started by `epn-agent run`, with a socket as standard input.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  epn-agent link --identity /var/lib/epn-agent/identity")]
pub struct Args {
    /// The folder of the station's key and certificate.
    #[arg(long, value_name = "DIR")]
    identity: PathBuf,
    /// The hub's address, if it is not the one from the pairing.
    #[arg(long, value_name = "HOST:PORT")]
    hub: Option<String>,
    /// The port of this machine on which its print queue reaches the hub's printer.
    #[arg(long, value_name = "PORT")]
    printing: Option<u16>,
}

/// Runs the command.
pub fn run(args: &Args) -> CommandResult {
    log::start();
    link::child::run(&args.identity, args.hub.as_deref(), args.printing)?;
    Ok(ExitCode::SUCCESS)
}
