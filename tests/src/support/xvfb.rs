//! A display in memory.

use std::fs::{self, File};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::{Process, wait_for};

const START: Duration = Duration::from_secs(30);

/// An X server without a screen, stopped when dropped.
#[derive(Debug)]
pub struct Xvfb {
    display: String,
    _server: Process,
}

impl Xvfb {
    /// Starts one of the given size; its log and its number are written to `dir`.
    ///
    /// The server picks a free number and says which on its standard output, so two that start
    /// together never fight for one. Any local user may connect: visitors' programs run under
    /// their own.
    ///
    /// # Errors
    /// Xvfb is not installed or does not start.
    pub async fn start(width: u16, height: u16, dir: &Path) -> Result<Self> {
        let number = tempfile::Builder::new()
            .prefix("xvfb-")
            .suffix(".display")
            .tempfile_in(dir)
            .with_context(|| format!("writing to {}", dir.display()))?;
        let out: File = number.reopen()?;
        let mut command = Command::new("Xvfb");
        command
            .args(["-displayfd", "1", "-nolisten", "tcp", "-noreset", "-ac", "-screen", "0"])
            .arg(format!("{width}x{height}x24"));
        let mut server = Process::spawn_with_output("Xvfb", &mut command, out, &dir.join("xvfb.log"))?;
        let display = wait_for("a display", START, async || {
            let said = fs::read_to_string(number.path())?;
            match said.strip_suffix('\n') {
                Some(number) => Ok(Some(format!(":{number}"))),
                None if server.is_running()? => Ok(None),
                None => bail!("Xvfb ended at once: {}", server.output()?.trim()),
            }
        })
        .await?;
        Ok(Self { display, _server: server })
    }

    /// Its name, as the variable `DISPLAY` wants it: `:7`.
    pub fn display(&self) -> &str {
        &self.display
    }
}
