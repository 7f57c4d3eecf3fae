//! A real print service, set up as the station's package sets it up, in front of the queue.

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result};

use super::PrintRoom;
use crate::support::{Process, run_to_end, wait_for, wait_until, workspace_root};

/// Machine time within which it starts, stops, or has handed over what it was given.
const PROMPT: Duration = Duration::from_secs(90);

/// A private print service; it ends when this is dropped.
#[derive(Debug)]
pub struct Service {
    folder: PathBuf,
    process: Process,
}

impl Service {
    /// Starts one on what is in `folder`, where an earlier one may have left jobs.
    ///
    /// # Errors
    /// It does not start.
    pub async fn start(folder: &Path) -> Result<Self> {
        for name in ["root", "spool", "cache", "state", "temp", "log"] {
            std::fs::create_dir_all(folder.join(name))?;
        }
        // Filters run as another user; the folder around this one is the check's own.
        for path in [Some(folder), folder.parent()].into_iter().flatten() {
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755))?;
        }
        let shipped = |name: &str| {
            let path = workspace_root().join("assets/hardening/etc/cups").join(name);
            std::fs::read_to_string(&path).with_context(|| path.display().to_string())
        };
        let socket = folder.join("cups.sock");
        let _ = std::fs::remove_file(&socket);
        let settings = shipped("cupsd.conf")?.replace("/run/cups/cups.sock", &socket.display().to_string());
        std::fs::write(folder.join("cupsd.conf"), settings)?;
        let at = |name: &str| folder.join(name).display().to_string();
        let files = shipped("cups-files.conf")?.replace("/var/log/cups", &at("log"));
        let own = [
            ("ServerRoot", "root"),
            ("RequestRoot", "spool"),
            ("CacheDir", "cache"),
            ("StateDir", "state"),
            ("TempDir", "temp"),
        ];
        let own: Vec<String> =
            own.iter().map(|(setting, name)| format!("{setting} {}\n", at(name))).collect();
        std::fs::write(folder.join("cups-files.conf"), files + &own.concat())?;
        // As a unit of systemd: whatever it started goes with it.
        let mut command = Command::new("unshare");
        command
            .args(["--pid", "--fork", "--kill-child", "/usr/sbin/cupsd"])
            .arg("-f")
            .arg("-c")
            .arg(folder.join("cupsd.conf"))
            .arg("-s")
            .arg(folder.join("cups-files.conf"));
        let process = Process::spawn("cupsd", &mut command, &folder.join("cupsd.log"))?;
        wait_until("the print service listens", PROMPT, || socket.exists()).await?;
        Ok(Self { folder: folder.to_owned(), process })
    }

    /// Starts a fresh one that prints to the room's queue.
    ///
    /// # Errors
    /// It does not start, or the queue is not there.
    pub async fn of(room: &PrintRoom, folder: &Path) -> Result<Self> {
        let service = Self::start(folder).await?;
        service
            .client("/usr/sbin/lpadmin", &["-p", "impression", "-E", "-v", &room.uri, "-m", "everywhere"])?;
        service.client("/usr/sbin/lpadmin", &["-d", "impression"])?;
        Ok(service)
    }

    /// Runs a client of it.
    ///
    /// # Errors
    /// The client fails.
    pub fn client(&self, program: &str, args: &[&str]) -> Result<String> {
        let mut command = Command::new(program);
        command.env("CUPS_SERVER", self.folder.join("cups.sock")).args(args);
        Ok(run_to_end(&mut command, b"")?.ok().with_context(|| program.to_owned())?.stdout)
    }

    /// How many jobs and documents of jobs it has.
    ///
    /// # Errors
    /// Its folder cannot be read.
    pub fn jobs(&self) -> Result<usize> {
        let names = std::fs::read_dir(self.folder.join("spool"))?.map(|entry| Ok(entry?.file_name()));
        let names: Vec<_> = names.collect::<Result<_>>()?;
        Ok(names.iter().filter_map(|name| name.to_str()).filter(|name| name.starts_with(['c', 'd'])).count())
    }

    /// Waits until it has neither a job nor a document.
    ///
    /// # Errors
    /// It keeps one.
    pub async fn has_nothing(&self) -> Result<()> {
        wait_for("nothing of the print stays", PROMPT, async || Ok((self.jobs()? == 0).then_some(()))).await
    }

    /// Kills it, with all that it started, and starts another on what it left.
    ///
    /// # Errors
    /// It does not start again.
    pub async fn killed_and_started(self) -> Result<Self> {
        let folder = self.folder;
        self.process.kill()?;
        Self::start(&folder).await
    }

    /// Ends it.
    ///
    /// # Errors
    /// The system refuses.
    pub fn end(self) -> Result<()> {
        self.process.kill().map(drop)
    }
}
