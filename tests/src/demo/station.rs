//! One station of the demo: its agent, started, killed and switched off as the day has it.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::Duration;

use anyhow::{Context, Result};
use epn_wire::clock::Scaling;
use serde::Serialize;
use ulid::Ulid;

use super::day;
use super::hub::Hub;
use crate::support::{Held, Process, built, run_to_end};

/// Machine time within which an agent stops.
const PROMPT: Duration = Duration::from_secs(30);
/// The first of the demo's visitors' uids: one for each station.
const FIRST_UID: u32 = 61_001;
/// How many stations there were: those of two rooms on one machine share no visitor.
static INSTALLED: AtomicU16 = AtomicU16::new(0);

/// An agent with its folder, running or not.
#[derive(Debug)]
pub struct Station {
    program: PathBuf,
    hub: String,
    clock: Scaling,
    desktop: Desktop,
    config: PathBuf,
    state: PathBuf,
    socket: PathBuf,
    bar_socket: PathBuf,
    print_port: u16,
    visitor: u32,
    runtime: PathBuf,
    boot: PathBuf,
    log: PathBuf,
    process: Option<Process>,
}

/// The agent's configuration file.
#[derive(Serialize)]
struct Config<'c> {
    hub: &'c str,
    state_dir: &'c Path,
    kiosk_socket: &'c Path,
    bar_socket: &'c Path,
    boot_id_file: &'c Path,
    visitor: Visitor<'c>,
    printing: Printing,
    clock: Scaling,
}

#[derive(Serialize)]
struct Printing {
    port: u16,
}

#[derive(Serialize)]
struct Visitor<'c> {
    uid: u32,
    command: &'c Path,
    args: &'c [String],
    runtime_dir: &'c Path,
    home_size_mb: u64,
    display: &'c toml::Table,
}

/// What a visitor's session is on this machine.
#[derive(Clone, Debug)]
pub struct Desktop {
    /// The program.
    pub command: PathBuf,
    pub args: Vec<String>,
    /// The agent's `[visitor.display]`.
    pub display: toml::Table,
}

impl Station {
    /// Configures and pairs a station in `folder`, and starts its agent.
    ///
    /// # Errors
    /// It cannot be paired or started.
    pub fn install(
        folder: &Path,
        logs: &Path,
        setup: &day::Station,
        desktop: &Desktop,
        hub: &Hub,
        clock: Scaling,
    ) -> Result<Self> {
        let number = INSTALLED.fetch_add(1, Ordering::Relaxed);
        let folder = folder.join(format!("station-{number}"));
        fs::create_dir_all(&folder).with_context(|| format!("making the folder {}", folder.display()))?;
        let mut station = Self {
            program: built("epn-agent")?,
            hub: hub.address().to_owned(),
            clock,
            desktop: desktop.clone(),
            config: folder.join("agent.toml"),
            state: folder.join("state"),
            socket: folder.join("kiosk.sock"),
            bar_socket: folder.join("bar.sock"),
            print_port: free_port()?,
            visitor: FIRST_UID + u32::from(number),
            runtime: folder.join("visitor"),
            boot: folder.join("boot-id"),
            log: logs.join(format!("agent-{number}.log")),
            process: None,
        };
        station.another_boot()?;
        station.configure()?;
        station.pair(setup, hub)?;
        station.start()?;
        Ok(station)
    }

    fn configure(&self) -> Result<()> {
        let config = Config {
            hub: &self.hub,
            state_dir: &self.state,
            kiosk_socket: &self.socket,
            bar_socket: &self.bar_socket,
            boot_id_file: &self.boot,
            visitor: Visitor {
                uid: self.visitor,
                command: &self.desktop.command,
                args: &self.desktop.args,
                runtime_dir: &self.runtime,
                home_size_mb: 64,
                display: &self.desktop.display,
            },
            printing: Printing { port: self.print_port },
            clock: self.clock,
        };
        Ok(fs::write(&self.config, toml::to_string(&config)?)?)
    }

    /// Has the agent start another program in sessions from its next start on; gives the one that it was.
    ///
    /// # Errors
    /// The configuration cannot be written.
    pub fn start_in_sessions(&mut self, command: PathBuf) -> Result<PathBuf> {
        let before = std::mem::replace(&mut self.desktop.command, command);
        self.configure()?;
        Ok(before)
    }

    fn pair(&self, setup: &day::Station, hub: &Hub) -> Result<()> {
        let code = hub.pairing_code()?;
        let mut command = Command::new(&self.program);
        command
            .args(["pair", "--hub", hub.address(), "--name", &setup.name])
            .arg("--config")
            .arg(&self.config);
        for tag in &setup.tags {
            command.args(["--tag", tag]);
        }
        run_to_end(command.arg("-"), code.as_bytes())?.ok()?;
        Ok(())
    }

    /// Starts the agent.
    ///
    /// # Errors
    /// It cannot be started.
    pub fn start(&mut self) -> Result<()> {
        let mut command = Command::new(&self.program);
        command.arg("run").arg("--config").arg(&self.config);
        self.process = Some(Process::spawn("epn-agent", &mut command, &self.log)?);
        Ok(())
    }

    /// Starts the agent, unless it runs.
    ///
    /// # Errors
    /// It cannot be started.
    pub fn start_if_dead(&mut self) -> Result<()> {
        if self.process.is_none() { self.start() } else { Ok(()) }
    }

    /// Kills the agent, as a crash would.
    ///
    /// # Errors
    /// The system refuses.
    pub fn kill(&mut self) -> Result<()> {
        if let Some(process) = self.process.take() {
            process.kill()?;
        }
        Ok(())
    }

    /// Switches the station off: the agent is killed, and its next start is one of another boot.
    ///
    /// # Errors
    /// The system refuses.
    pub fn power_off(&mut self) -> Result<()> {
        self.kill()?;
        self.another_boot()
    }

    /// Holds the agent still for as long as the result lives.
    ///
    /// # Errors
    /// It is not running, or the system refuses.
    pub fn freeze(&self) -> Result<Held> {
        self.process.as_ref().context("the agent is not running")?.hold()
    }

    /// Stops the agent as the system would when it shuts down.
    ///
    /// # Errors
    /// It does not stop.
    pub async fn stop(mut self) -> Result<()> {
        if let Some(process) = self.process.take() {
            process.stop(PROMPT).await?;
        }
        Ok(())
    }

    /// Where a kiosk connects.
    pub fn socket(&self) -> &Path {
        &self.socket
    }

    /// Where the strip of a session connects.
    pub fn bar_socket(&self) -> &Path {
        &self.bar_socket
    }

    /// Whose programs those of its sessions are.
    pub fn visitor(&self) -> u32 {
        self.visitor
    }

    /// Where its programs print.
    pub fn print_port(&self) -> u16 {
        self.print_port
    }

    /// The folder of the agent's journal.
    pub fn journal(&self) -> PathBuf {
        self.state.clone()
    }

    fn another_boot(&self) -> Result<()> {
        Ok(fs::write(&self.boot, format!("{}\n", Ulid::new()))?)
    }
}

/// A port of the loopback that nobody listens on. The agent is told which, since its print queue has to know before it starts.
fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}
