//! Commands that `verify` starts: their output streams, and they end by their limit.

use std::path::Path;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};
use tokio::sync::mpsc;
use tokio::time::timeout;

/// How long the last lines of an ended command may take to come through its pipe.
const LAST_LINES: Duration = Duration::from_secs(5);

/// What one run of test executables counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tests {
    pub passed: u64,
    pub failed: u64,
    pub ignored: u64,
}

impl Tests {
    /// Reads the closing line of a Rust test executable, if this is one.
    fn from_line(line: &str) -> Option<Self> {
        let (_, counts) = line.trim().strip_prefix("test result: ")?.split_once(". ")?;
        let mut tests = Self::default();
        for count in counts.split("; ") {
            let (number, of) = count.split_once(' ')?;
            match of {
                "passed" => tests.passed = number.parse().ok()?,
                "failed" => tests.failed = number.parse().ok()?,
                "ignored" => tests.ignored = number.parse().ok()?,
                _ => {}
            }
        }
        Some(tests)
    }
}

impl std::ops::AddAssign for Tests {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.ignored += other.ignored;
    }
}

/// Runs a command, its output going where ours goes.
///
/// # Errors
/// It cannot be started, does not end with 0, or not within `limit`.
pub async fn stream(mut command: Command, limit: Duration) -> Result<()> {
    let child = quiet_input(&mut command).spawn().with_context(|| starting(&command))?;
    let status = end(child, limit).await?;
    if status.success() { Ok(()) } else { bail!("{} ended with {status}", name(&command)) }
}

/// Runs a command and returns its standard output; its standard error goes where ours goes.
///
/// # Errors
/// It cannot be started, or does not end within `limit`.
pub async fn capture(mut command: Command, limit: Duration) -> Result<(ExitStatus, Vec<u8>)> {
    quiet_input(&mut command).stdout(Stdio::piped());
    let child = command.spawn().with_context(|| starting(&command))?;
    let output = timeout(limit, child.wait_with_output()).await.with_context(|| too_long(limit))??;
    Ok((output.status, output.stdout))
}

/// Runs a test executable, passing its output on and counting its tests.
///
/// The end of the process is what counts, not the end of its output: a process that a test left
/// behind may hold the pipe open for ever.
///
/// # Errors
/// It cannot be started, does not end within `limit`, or ends badly without a failed test
/// to show for it.
pub async fn run_tests(mut command: Command, limit: Duration) -> Result<Tests> {
    quiet_input(&mut command).stdout(Stdio::piped());
    let mut child = command.spawn().with_context(|| starting(&command))?;
    let stdout = child.stdout.take().context("the pipe was asked for")?;
    let (sender, mut counts) = mpsc::unbounded_channel();
    let printing = tokio::spawn(async move {
        let mut lines = BufReader::new(stdout).lines();
        while let Ok(Some(line)) = lines.next_line().await {
            println!("{line}");
            if let Some(tests) = Tests::from_line(&line) {
                let _ = sender.send(tests);
            }
        }
    });
    let status = end(child, limit).await?;
    // A test executable prints one closing line, the last thing that it does.
    let tests = timeout(LAST_LINES, counts.recv()).await.ok().flatten().unwrap_or_default();
    printing.abort();
    if !status.success() && tests.failed == 0 {
        bail!("{} ended with {status} in the middle of its tests", name(&command));
    }
    Ok(tests)
}

async fn end(mut child: Child, limit: Duration) -> Result<ExitStatus> {
    if let Ok(status) = timeout(limit, child.wait()).await {
        return Ok(status?);
    }
    child.kill().await?;
    bail!("{}", too_long(limit))
}

fn quiet_input(command: &mut Command) -> &mut Command {
    command.stdin(Stdio::null()).kill_on_drop(true)
}

/// The program and its first argument, as in "cargo clippy".
fn name(command: &Command) -> String {
    let command = command.as_std();
    let program = Path::new(command.get_program()).file_name().unwrap_or_default();
    let first = command.get_args().next().unwrap_or_default();
    format!("{} {}", program.display(), first.display()).trim_end().to_owned()
}

fn starting(command: &Command) -> String {
    format!("starting {}", name(command))
}

fn too_long(limit: Duration) -> String {
    format!("it had not ended after {} minutes, and was ended", limit.as_secs() / 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn a_closing_line_is_counted_and_no_other() {
        let line = "test result: FAILED. 12 passed; 1 failed; 2 ignored; 0 measured; 3 filtered out; finished in 0.01s";
        assert_eq!(Tests::from_line(line), Some(Tests { passed: 12, failed: 1, ignored: 2 }));
        assert_eq!(Tests::from_line("test tests::it_works ... ok"), None);
    }

    #[tokio::test]
    async fn a_child_left_behind_with_the_pipe_does_not_hold_up_the_run() {
        let dir = tempfile::tempdir().unwrap();
        let pid = dir.path().join("pid");
        let script = format!(
            "tail -f /dev/null & echo $! >{}
             echo 'test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out'",
            pid.display()
        );
        let tests = run_tests(shell(&script), Duration::from_mins(1)).await.unwrap();
        let kill = shell(&format!("kill $(cat {})", pid.display())).status().await.unwrap();
        assert!(kill.success(), "the child had ended before");
        assert_eq!(tests, Tests { passed: 3, failed: 0, ignored: 0 });
    }

    #[tokio::test]
    async fn a_crash_is_no_success() {
        let error = run_tests(shell("kill -SEGV $$"), Duration::from_mins(1)).await.unwrap_err();
        assert!(error.to_string().contains("in the middle of its tests"), "{error}");
    }

    #[tokio::test]
    async fn a_command_that_does_not_end_is_ended() {
        let error = stream(shell("exec tail -f /dev/null"), Duration::from_millis(1)).await.unwrap_err();
        assert!(error.to_string().contains("was ended"), "{error}");
    }
}
