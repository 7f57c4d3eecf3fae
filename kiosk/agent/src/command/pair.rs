//! `epn-agent pair`: makes this machine a station of a site.

use std::io::{BufRead, IsTerminal, stdin};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use epn_wire::pairing::{PairingCode, PeerKind};
use epn_wire::peer::{self, Identity};
use epn_wire::say_line;
use serde_json::json;
use zeroize::Zeroizing;

use super::{CommandResult, WrongUse};
use crate::config::{AgentConfig, USUAL_PATH, identity_dir};
use crate::recovery::Recovery;

/// Pair this machine with a hub, as a station. The code is read on standard input.
///
/// Prints the station's recovery code, this once: typed at the lock screen (the small badge below, on the left) while no
/// session runs, it opens a console of the machine for 15 minutes, though no hub answers. Write it down and lock it away;
/// `epn-agent recovery` makes another.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  \
    echo K7QF-2M0X-9TRB-HD4W | epn-agent pair --hub 192.168.1.10:7443 --name 'Poste 3' --tag accessible -")]
pub struct Args {
    /// The hub's address.
    #[arg(long, value_name = "HOST:PORT", value_parser = with_port)]
    hub: String,
    /// The station's configuration, which names its state folder.
    #[arg(long, value_name = "FILE", default_value = USUAL_PATH)]
    config: PathBuf,
    /// The state folder itself, instead of a configuration.
    #[arg(long, value_name = "DIR", conflicts_with = "config")]
    state: Option<PathBuf>,
    /// The station's name in the room.
    #[arg(long, default_value = "Poste")]
    name: String,
    /// A tag such as `accessible`; may be repeated.
    #[arg(long = "tag", value_name = "TAG")]
    tags: Vec<String>,
    /// Says that the code comes on standard input.
    #[arg(value_name = "-", value_parser = ["-"], required = true)]
    from: String,
    /// Print JSON, for programs.
    #[arg(long)]
    json: bool,
}

/// An address that names its port: without one it would look as if the hub did not answer.
fn with_port(address: &str) -> Result<String, String> {
    match address.rsplit_once(':') {
        Some((host, port)) if !host.is_empty() && port.parse::<u16>().is_ok() => Ok(address.to_owned()),
        _ => Err("write the hub's port as well, such as 192.168.1.10:7443".to_owned()),
    }
}

/// Runs the command.
pub fn run(args: &Args) -> CommandResult {
    let state_dir = match &args.state {
        Some(state) => state.clone(),
        None => AgentConfig::load(&args.config)?.state_dir,
    };
    let identity_dir = identity_dir(&state_dir);
    let code = read_code()?;
    Identity::can_be_kept(&identity_dir)?;
    let kind = PeerKind::Station { name: args.name.clone(), tags: args.tags.clone() };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let identity = runtime.block_on(peer::pair(&args.hub, &code, kind))?;
    identity.save(&identity_dir)?;
    let (code, recovery) = Recovery::make()?;
    recovery.save(&state_dir)?;
    if args.json {
        let (site, code) = (&identity.site_name, code.reveal());
        say_line!("{}", json!({ "site": site, "name": args.name, "recovery_code": code.as_str() }))?;
    } else {
        say_line!("Paired with {}: this machine is {:?}.", identity.site_name, args.name)?;
        say_line!("Recovery code, shown this once: {}", *code.reveal())?;
    }
    Ok(ExitCode::SUCCESS)
}

fn read_code() -> anyhow::Result<PairingCode> {
    let input = stdin();
    if input.is_terminal() {
        eprintln!("Type the pairing code that the hub shows, then Enter:");
    }
    let mut line = Zeroizing::new(String::new());
    input.lock().read_line(&mut line).context("the pairing code cannot be read")?;
    line.trim().parse().map_err(|error| WrongUse(format!("{error}")).into())
}
