//! `epn-agent recovery`: another recovery code.

use std::path::PathBuf;
use std::process::ExitCode;

use epn_wire::say_line;

use super::CommandResult;
use crate::config::{AgentConfig, USUAL_PATH};
use crate::recovery::Recovery;

/// Make another recovery code for this station, and print it, this once. The one before opens nothing any more.
///
/// Typed at the lock screen (the small badge below, on the left) while no session runs, it opens a console of the machine for
/// 15 minutes, though no hub answers: a root shell on a terminal of its own, noted for the hub at its start and its end. Then the
/// station is reset, and proved clean, before it is locked again. The agent reads the new code when it is started the
/// next time: `systemctl restart epn-agent`. Sessions need a terminal of their own for it (`backend = "systemd"`).
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  epn-agent recovery")]
pub struct Args {
    /// The station's configuration, which names its state folder.
    #[arg(long, value_name = "FILE", default_value = USUAL_PATH)]
    config: PathBuf,
    /// The state folder itself, instead of a configuration.
    #[arg(long, value_name = "DIR", conflicts_with = "config")]
    state: Option<PathBuf>,
    /// Print JSON, for programs.
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(args: &Args) -> CommandResult {
    let state_dir = match &args.state {
        Some(state) => state.clone(),
        None => AgentConfig::load(&args.config)?.state_dir,
    };
    let (code, recovery) = Recovery::make()?;
    recovery.save(&state_dir)?;
    if args.json {
        say_line!("{}", serde_json::json!({ "code": code.reveal().as_str() }))?;
    } else {
        say_line!("{}", *code.reveal())?;
    }
    Ok(ExitCode::SUCCESS)
}
