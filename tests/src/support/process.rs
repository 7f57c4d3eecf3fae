//! Processes that a check starts: logged to a file, waited for with a deadline, ended with it.

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process};

use super::wait_for;

/// How much of a log an error quotes, in bytes.
const QUOTED_TAIL: usize = 2_000;

/// A process that is held still until this is dropped.
#[derive(Debug)]
pub struct Held(Pid);

impl Drop for Held {
    fn drop(&mut self) {
        // Gone already if it was killed meanwhile; there is nobody to set free then.
        if let Err(error) = kill_process(self.0, Signal::CONT) {
            tracing::debug!(%error, "the process is not there to go on");
        }
    }
}

/// A running process; dropping it kills it (by its own pid) and reaps it.
#[derive(Debug)]
pub struct Process {
    name: String,
    child: Child,
    log: PathBuf,
    log_start: u64,
}

impl Process {
    /// Starts `command` with nothing on its standard input and both outputs appended to `log`.
    ///
    /// A file rather than a pipe: what the process leaves behind may hold it open without
    /// holding up the check.
    ///
    /// # Errors
    /// The log cannot be written, or the program cannot be started.
    pub fn spawn(name: &str, command: &mut Command, log: &Path) -> Result<Self> {
        let out = append(log)?;
        Self::spawn_with_output(name, command, out, log)
    }

    /// As [`Process::spawn`], with standard output going to a file of its own.
    pub(super) fn spawn_with_output(
        name: &str,
        command: &mut Command,
        out: File,
        log: &Path,
    ) -> Result<Self> {
        let errors = append(log)?;
        let log_start = errors.metadata().with_context(|| format!("reading {}", log.display()))?.len();
        let child = command
            .stdin(Stdio::null())
            .stdout(out)
            .stderr(errors)
            .spawn()
            .with_context(|| format!("starting {name} ({})", command.get_program().display()))?;
        Ok(Self { name: name.to_owned(), child, log: log.to_owned(), log_start })
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    pub fn log(&self) -> &Path {
        &self.log
    }

    fn process_id(&self) -> Result<Pid> {
        i32::try_from(self.pid()).ok().and_then(Pid::from_raw).context("a pid is a positive number")
    }

    /// Holds it still (SIGSTOP) for as long as the result lives.
    ///
    /// # Errors
    /// The system refuses the signal.
    pub fn hold(&self) -> Result<Held> {
        let pid = self.process_id()?;
        kill_process(pid, Signal::STOP).with_context(|| format!("holding {} still", self.name))?;
        Ok(Held(pid))
    }

    /// What this process has written so far (not what an earlier one left in the same log).
    ///
    /// # Errors
    /// The log cannot be read.
    pub fn output(&self) -> Result<String> {
        let mut file = File::open(&self.log).with_context(|| format!("reading {}", self.log.display()))?;
        file.seek(SeekFrom::Start(self.log_start))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Waits for a whole line that starts with `prefix`, and returns the rest of it.
    ///
    /// # Errors
    /// The process ends first, or `within` passes; both quote the end of its log.
    pub async fn line(&mut self, prefix: &str, within: Duration) -> Result<String> {
        let what = format!("a line {prefix:?} from {}", self.name);
        let found = wait_for(&what, within, async || {
            let ended = self.child.try_wait()?;
            let output = self.output()?;
            if let Some(rest) = whole_line(&output, prefix) {
                return Ok(Some(rest.to_owned()));
            }
            match ended {
                Some(status) => bail!("{} ended ({status}) before the line {prefix:?}", self.name),
                None => Ok(None),
            }
        })
        .await;
        found.with_context(|| self.quoted_log())
    }

    /// Whether it is still running.
    ///
    /// # Errors
    /// The system will not say.
    pub fn is_running(&mut self) -> Result<bool> {
        Ok(self.child.try_wait()?.is_none())
    }

    /// Waits until it ends by itself.
    ///
    /// # Errors
    /// `within` passes.
    pub async fn ended(&mut self, within: Duration) -> Result<ExitStatus> {
        let what = format!("the end of {}", self.name);
        wait_for(&what, within, async || Ok(self.child.try_wait()?)).await.with_context(|| self.quoted_log())
    }

    /// Asks it to end (SIGTERM) and waits for that.
    ///
    /// # Errors
    /// It has not ended after `within`; it is then killed.
    pub async fn stop(mut self, within: Duration) -> Result<ExitStatus> {
        if let Some(status) = self.child.try_wait()? {
            return Ok(status);
        }
        kill_process(self.process_id()?, Signal::TERM).with_context(|| format!("stopping {}", self.name))?;
        self.ended(within).await
    }

    /// Ends it as a crash would (SIGKILL), leaving it no moment to tidy up.
    ///
    /// # Errors
    /// The system refuses the signal.
    pub fn kill(mut self) -> Result<ExitStatus> {
        self.child.kill().with_context(|| format!("killing {}", self.name))?;
        self.child.wait().with_context(|| format!("waiting for {}", self.name))
    }

    fn quoted_log(&self) -> String {
        let output = self.output().unwrap_or_default();
        let mut start = output.len().saturating_sub(QUOTED_TAIL);
        while !output.is_char_boundary(start) {
            start += 1;
        }
        let tail = output.get(start..).unwrap_or_default();
        format!("{} wrote at last (whole log: {}):\n{tail}", self.name, self.log.display())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Both fail only when it has ended and been reaped already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A command that has ended, with what it said.
#[derive(Debug)]
pub struct Finished {
    pub status: ExitStatus,
    pub stdout: String,
    pub stderr: String,
}

impl Finished {
    /// Itself, if it ended with 0.
    ///
    /// # Errors
    /// Any other end, quoting its standard error.
    pub fn ok(self) -> Result<Self> {
        if self.status.success() { Ok(self) } else { bail!("{}: {}", self.status, self.stderr.trim()) }
    }
}

/// Runs `command` to its end with `input` on its standard input.
///
/// # Errors
/// It cannot be started.
pub fn run_to_end(command: &mut Command, input: &[u8]) -> Result<Finished> {
    let program = command.get_program().display().to_string();
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("starting {program}"))?;
    let stdin = child.stdin.take();
    let output = thread::scope(|scope| {
        scope.spawn(move || {
            if let Some(mut stdin) = stdin {
                // A program that does not read its input closes it: that is its right.
                let _ = stdin.write_all(input);
            }
        });
        child.wait_with_output()
    })
    .with_context(|| format!("waiting for {program}"))?;
    Ok(Finished {
        status: output.status,
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    })
}

fn append(path: &Path) -> Result<File> {
    OpenOptions::new()
        .create(true)
        .append(true)
        .open(path)
        .with_context(|| format!("writing {}", path.display()))
}

/// The rest of the first finished line that starts with `prefix`: a line still being written
/// could be cut anywhere.
fn whole_line<'a>(output: &'a str, prefix: &str) -> Option<&'a str> {
    let finished = &output.get(..=output.rfind('\n')?)?;
    finished.lines().find_map(|line| line.strip_prefix(prefix))
}
