//! `epn-agent run`: the daemon.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::json;

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
    /// Print JSON, for programs: a line once screens can connect, and one if the agent cannot run.
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(args: &Args) -> CommandResult {
    log::start();
    let ran = serve(args);
    if let Err(error) = &ran
        && args.json
    {
        tell(&json!({ "error": format!("{error:#}") }).to_string());
    }
    ran.map(|()| ExitCode::SUCCESS)
}

fn serve(args: &Args) -> anyhow::Result<()> {
    let config = AgentConfig::load(&args.config)?;
    daemon::run(&config, |socket| announce(socket, args.json))
}

/// One line for whoever starts screens.
fn announce(kiosk_socket: &Path, json: bool) {
    let socket = kiosk_socket.display().to_string();
    tell(&if json {
        json!({ "kiosk_socket": socket }).to_string()
    } else {
        format!("epn-agent: kiosk socket at {socket}")
    });
}

fn tell(line: &str) {
    let mut output = std::io::stdout();
    // Nobody may be listening.
    let _ = writeln!(output, "{line}").and_then(|()| output.flush());
}
