//! The command line.

use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, bail};
use clap::{Args, Parser, Subcommand};
use epn_ui::{Comfort, Contrast, TextScale, Ui, WindowSize};
use epn_wire::pairing::{NoCode, PairingCode};
use epn_words::Lang;
use zeroize::Zeroizing;

use crate::app::{AllPhrases, App};
use crate::client::{Client, HubAddress};
use crate::{folder, membership, window};

const EXAMPLE: &str = "Examples:
  epn-admin --state ~/.local/share/epn-admin
  echo K7QF-2M0X-9TRB-HD4W | epn-admin pair --hub 192.168.1.10:7443 --state ~/.local/share/epn-admin --name Accueil -

A console that was not paired yet asks for the hub's address and a pairing code in its window (on the hub: epn-hub pair-code).
Keys: F1 room, F2 ticket, F3 visitors, F4 sessions, F5 rules, F6 counts, F8 names, Tab and arrows between controls.";

const PAIR_EXAMPLE: &str = "Example:
  epn-hub pair-code --data /var/lib/epn | epn-admin pair --hub 192.168.1.10:7443 --state /home/ana/.epn --name Accueil -";

/// How the console is started.
#[derive(Clone, Debug, Parser)]
#[command(name = "epn-admin", args_conflicts_with_subcommands = true, subcommand_negates_reqs = true, version, about = "The mediator's screen of a public digital space", after_help = EXAMPLE)]
pub struct Options {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    screen: Screen,
}

#[derive(Clone, Debug, Subcommand)]
enum Command {
    /// Pair this machine with a hub; the code is read from standard input
    #[command(after_help = PAIR_EXAMPLE)]
    Pair {
        /// Where the hub listens
        #[arg(long, value_name = "ADDR:PORT")]
        hub: HubAddress,
        /// Where this console keeps its key and certificate
        #[arg(long, value_name = "DIR")]
        state: PathBuf,
        /// What this machine is called
        #[arg(long)]
        name: String,
        /// "-": the code comes on standard input, never as an argument
        #[arg(value_name = "-", value_parser = ["-"])]
        code: String,
    },
}

#[derive(Clone, Debug, Args)]
struct Screen {
    /// Where this console keeps its key and certificate
    #[arg(long, value_name = "DIR", required = true)]
    state: Option<PathBuf>,
    /// Where the hub listens, if it moved since they were paired
    #[arg(long, value_name = "ADDR:PORT")]
    hub: Option<HubAddress>,
    /// The language to start in: fr, en
    #[arg(long, value_name = "LANG", default_value = "fr")]
    lang: Lang,
    /// How large text is, from 1.0 to 2.0 (taken up to the next of 1, 1.25, 1.5 and 2)
    #[arg(long, value_name = "FACTOR", default_value = "1.0")]
    scale: TextScale,
    /// How strongly text stands out: normal, high
    #[arg(long, value_name = "CONTRAST", default_value = "normal")]
    contrast: Contrast,
    /// A window of this size at the top left of the screen, instead of as large as it gets
    #[arg(long, value_name = "WIDTHxHEIGHT")]
    windowed: Option<WindowSize>,
    /// Where tickets and counts are written; the person's folder for documents if left out
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// What came on standard input is no pairing code: nothing was done, and the exit code is 2.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{0}")]
pub struct WrongUse(String);

/// Pairs, or shows the console until its window is closed.
///
/// # Errors
/// One sentence for whoever started it; [`WrongUse`] if that was wrong.
pub fn run(options: Options) -> anyhow::Result<()> {
    match options.command {
        Some(Command::Pair { hub, state, name, code: _ }) => pair(hub, state, name),
        None => show(&options.screen),
    }
}

fn pair(hub: HubAddress, state: PathBuf, name: String) -> anyhow::Result<()> {
    let mut typed = Zeroizing::new(String::new());
    io::stdin().read_to_string(&mut typed).context("the pairing code cannot be read from standard input")?;
    let code: PairingCode = typed.trim().parse().map_err(|error: NoCode| WrongUse(error.to_string()))?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("the program cannot start its network part")?;
    let identity = runtime.block_on(membership::join(hub, code, name, state))?;
    println!("epn-admin: paired with “{}”", identity.site_name);
    Ok(())
}

fn show(screen: &Screen) -> anyhow::Result<()> {
    let Some(state) = screen.state.clone() else { bail!("--state says where this console keeps its key") };
    let all = AllPhrases::load()?;
    let ui = Ui::console().with_comfort(Comfort { text_scale: screen.scale, contrast: screen.contrast });
    let make = start(screen, &state, ui, &all)?;
    let out = screen.out.clone().unwrap_or_else(|| documents(&state));
    window::run(make, screen.windowed, state, out)
}

/// The program as it starts: paired or not.
fn start(
    screen: &Screen,
    state: &Path,
    ui: Ui,
    all: &AllPhrases,
) -> anyhow::Result<impl Fn() -> App + 'static> {
    let lang = screen.lang;
    let client = match membership::load(state)? {
        Some(identity) => {
            let hub = match &screen.hub {
                Some(hub) => hub.clone(),
                None => identity.hub.parse().context("the hub's address that was kept cannot be read")?,
            };
            Some(Client::new(hub, Arc::new(identity))?)
        }
        None => None,
    };
    let (all, hub) = (all.clone(), screen.hub.clone());
    Ok(move || match &client {
        Some(client) => App::paired(ui, all.clone(), lang, client.clone()),
        None => App::unpaired(ui, all.clone(), lang, hub.as_ref(), machine_name()),
    })
}

/// What this machine calls itself, as a first proposal.
fn machine_name() -> String {
    std::fs::read_to_string("/etc/hostname").map(|name| name.trim().to_owned()).unwrap_or_default()
}

/// The person's folder for documents, else the console's own.
fn documents(state: &Path) -> PathBuf {
    let home = std::env::var_os("HOME").map(PathBuf::from);
    let config = std::env::var_os("XDG_CONFIG_HOME").map(PathBuf::from);
    let found = home.and_then(|home| {
        let config = config.unwrap_or_else(|| home.join(".config"));
        folder::documents(&home, &config)
    });
    found.unwrap_or_else(|| state.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(arguments: &[&str]) -> Result<Options, clap::Error> {
        Options::try_parse_from(std::iter::once(&"epn-admin").chain(arguments))
    }

    #[test]
    fn the_console_needs_only_its_folder() {
        let options = parse(&["--state", "/srv/epn"]).unwrap();
        assert_eq!(options.screen.lang, Lang::French);
        assert!(options.command.is_none());
        assert!(parse(&[]).is_err());
    }

    #[test]
    fn pairing_takes_no_code_on_the_command_line() {
        let pair = |code: &str| {
            parse(&["pair", "--hub", "hub.local:7443", "--state", "/srv/epn", "--name", "Accueil", code])
        };
        assert!(matches!(pair("-").unwrap().command, Some(Command::Pair { .. })));
        assert!(pair("K7QF-2M0X-9TRB-HD4W").is_err());
    }

    #[test]
    fn an_address_has_a_port() {
        assert!(parse(&["--state", "x", "--hub", "192.168.1.10"]).is_err());
        let options = parse(&["--state", "x", "--hub", "https://[::1]:7443/"]).unwrap();
        assert_eq!(options.screen.hub.map(|hub| hub.to_string()).as_deref(), Some("[::1]:7443"));
    }
}
