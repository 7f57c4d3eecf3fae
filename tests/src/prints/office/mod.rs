//! A printer that is none of ours: CUPS's `ippeveprinter` (package cups-ipp-utils), with an engine that fails as it is told.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result};

use crate::support::{Process, wait_until, workspace_root};

const START: &str = include_str!("start.sh");
const ENGINE: &str = "tests/src/prints/office/engine.sh";

/// Machine time within which it is there.
const PROMPT: Duration = Duration::from_mins(1);

/// What goes wrong, after two sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    None,
    Jam,
    Abort,
    /// Until another document is expected.
    Empty,
    /// For good.
    Hang,
}

impl Fault {
    fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Jam => "jam",
            Self::Abort => "abort",
            Self::Empty => "empty",
            Self::Hang => "hang",
        }
    }
}

/// It is switched on; it ends when this is dropped.
#[derive(Debug)]
pub struct OfficePrinter {
    folder: PathBuf,
    port: u16,
    process: Option<Process>,
}

impl OfficePrinter {
    /// Starts one that keeps what is its own in `folder`.
    ///
    /// # Errors
    /// It does not start.
    pub async fn start(folder: &Path) -> Result<Self> {
        std::fs::create_dir_all(folder.join("spool"))?;
        std::os::unix::fs::symlink(workspace_root().join(ENGINE), folder.join("engine.sh"))?;
        let free = std::net::TcpListener::bind("127.0.0.1:0")?;
        let port = free.local_addr()?.port();
        drop(free);
        let mut printer = Self { folder: folder.to_owned(), port, process: None };
        printer.expect(1, Fault::None)?;
        printer.plug_in().await?;
        Ok(printer)
    }

    /// Where it is reached: `ipp://…`.
    pub fn uri(&self) -> String {
        format!("ipp://127.0.0.1:{}/ipp/print", self.port)
    }

    /// The next documents have so many pages, and this happens to them; what waits for paper gets it.
    ///
    /// # Errors
    /// Its folder cannot be written.
    pub fn expect(&self, pages: u32, fault: Fault) -> Result<()> {
        self.write("pages", &pages.to_string())?;
        self.write("fault", fault.word())
    }

    /// Whole, whenever it is read.
    fn write(&self, name: &str, text: &str) -> Result<()> {
        let next = self.folder.join("next");
        std::fs::write(&next, format!("{text}\n"))?;
        Ok(std::fs::rename(next, self.folder.join(name))?)
    }

    /// How many sides have come out since it was bought.
    ///
    /// # Errors
    /// Its folder cannot be read.
    pub fn tray(&self) -> Result<u32> {
        match std::fs::read(self.folder.join("tray")) {
            Ok(sides) => Ok(u32::try_from(sides.len())?),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(0),
            Err(error) => Err(error).context("the printer's tray"),
        }
    }

    /// Pulls its plug.
    ///
    /// # Errors
    /// The system refuses.
    pub fn unplug(&mut self) -> Result<()> {
        // The first process of the namespace is its child, and goes with it.
        self.process.take().map_or(Ok(()), |process| process.kill().map(drop))
    }

    /// Switches it on, with nothing to do.
    ///
    /// # Errors
    /// It does not start.
    pub async fn plug_in(&mut self) -> Result<()> {
        let mut command = Command::new("unshare");
        command
            .args(["--mount", "--pid", "--fork", "--kill-child", "sh", "-c", START])
            .env("PORT", self.port.to_string())
            .current_dir(&self.folder);
        let log = self.folder.join("log");
        self.process = Some(Process::spawn("ippeveprinter", &mut command, &log)?);
        let what = format!("ippeveprinter, which writes to {}", log.display());
        let answers = || std::net::TcpStream::connect(("127.0.0.1", self.port)).is_ok();
        wait_until(&what, PROMPT, answers).await
    }
}
