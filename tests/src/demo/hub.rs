//! The hub of the demo: started, stopped and killed as the day has it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};
use epn_wire::clock::Scaling;

use crate::support::{Held, Process, built, run_to_end};

/// Machine time within which a hub starts or stops.
const PROMPT: Duration = Duration::from_secs(30);
/// The member of staff who runs the room.
pub const STAFF: &str = "claire";

/// One hub with its folder and its address, running or not.
#[derive(Debug)]
pub struct Hub {
    program: PathBuf,
    data: PathBuf,
    log: PathBuf,
    scaling: Scaling,
    listen: String,
    process: Option<Process>,
}

impl Hub {
    /// Makes a new site in `dir`, with its policy, and starts its hub.
    ///
    /// # Errors
    /// The site cannot be made, or the hub does not start.
    pub async fn found(
        dir: &Path,
        logs: &Path,
        site: &super::day::Site,
        policy: &Path,
        password: &str,
        scaling: Scaling,
    ) -> Result<Self> {
        let mut hub = Self {
            program: built("epn-hub")?,
            data: dir.join("hub"),
            log: logs.join("hub.log"),
            scaling,
            listen: "127.0.0.1:0".to_owned(),
            process: None,
        };
        hub.command(
            &["init", "--site", &site.name, "--room", &site.room, "--staff", STAFF],
            password.as_bytes(),
        )?;
        let policy = policy.to_str().context("the policy's path is no text")?;
        hub.start().await?;
        hub.command(&["policy", "import", policy], b"")?;
        Ok(hub)
    }

    /// Runs `epn-hub ARGS --data DIR` with `input`, and gives its standard output.
    ///
    /// # Errors
    /// It fails; the error quotes what it said.
    pub fn command(&self, args: &[&str], input: &[u8]) -> Result<String> {
        let mut command = Command::new(&self.program);
        command.args(args).arg("--data").arg(&self.data);
        let done = run_to_end(&mut command, input)?.ok()?;
        Ok(done.stdout)
    }

    /// Starts it, at the address it had before if it ran before.
    ///
    /// # Errors
    /// It does not say that it is ready.
    pub async fn start(&mut self) -> Result<()> {
        let mut command = Command::new(&self.program);
        command.arg("serve").arg("--data").arg(&self.data).args(["--listen", &self.listen]);
        command.args(["--clock-start", &self.scaling.start.to_string()]);
        command.args(["--clock-scale", &self.scaling.scale.to_string()]);
        command.args(["--clock-anchor", &self.scaling.anchor_ms.to_string()]);
        let mut process = Process::spawn("epn-hub", &mut command, &self.log)?;
        let address = process.line("epn-hub: listening on https://", PROMPT).await?;
        address.trim().clone_into(&mut self.listen);
        self.process = Some(process);
        Ok(())
    }

    /// Stops it as a technician would.
    ///
    /// # Errors
    /// It does not stop.
    pub async fn stop(&mut self) -> Result<()> {
        if let Some(process) = self.process.take() {
            process.stop(PROMPT).await?;
        }
        Ok(())
    }

    /// Kills it, as a crash would.
    ///
    /// # Errors
    /// The system refuses.
    pub fn kill(&mut self) -> Result<()> {
        if let Some(process) = self.process.take() {
            process.kill()?;
        }
        Ok(())
    }

    /// Holds it still for as long as the result lives: it is there, and does not answer.
    ///
    /// # Errors
    /// It is not running, or the system refuses.
    pub fn freeze(&self) -> Result<Held> {
        self.process.as_ref().context("the hub is not running")?.hold()
    }

    /// `ADDRESS:PORT`.
    pub fn address(&self) -> &str {
        &self.listen
    }

    /// Its process, if it runs.
    pub fn pid(&self) -> Option<u32> {
        self.process.as_ref().map(Process::pid)
    }

    /// Its folder.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// A fresh pairing code.
    ///
    /// # Errors
    /// The hub gives none.
    pub fn pairing_code(&self) -> Result<String> {
        let said = self.command(&["pair-code"], b"")?;
        let code = said.split_whitespace().find(|word| word.len() == 19 && word.matches('-').count() == 3);
        Ok(code.with_context(|| format!("no pairing code in: {said}"))?.to_owned())
    }
}
