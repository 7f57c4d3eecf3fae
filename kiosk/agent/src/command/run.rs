//! `epn-agent run`: the daemon.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::CommandResult;
use crate::config::{AgentConfig, DEMONSTRATION, EXAMPLE, USUAL_PATH};
use crate::{daemon, log};

/// Run the station: sessions under the hub's leases, their end, the reset and its proof.
#[derive(Debug, clap::Args)]
#[command(after_help = format!("Example:\n  epn-agent run --config /etc/epn/agent.toml\n\nA configuration:\n\n{EXAMPLE}{DEMONSTRATION}"))]
pub struct Args {
    /// The station's configuration.
    #[arg(long, value_name = "FILE", default_value = USUAL_PATH)]
    config: PathBuf,
}

/// Runs the command.
pub fn run(args: &Args) -> CommandResult {
    log::start();
    let config = AgentConfig::load(&args.config)?;
    daemon::run(&config, announce)?;
    Ok(ExitCode::SUCCESS)
}

/// One line for whoever starts screens.
fn announce(kiosk_socket: &Path) {
    let mut output = std::io::stdout();
    // Nobody may be listening.
    let _ = writeln!(output, "epn-agent: kiosk socket at {}", kiosk_socket.display())
        .and_then(|()| output.flush());
}
