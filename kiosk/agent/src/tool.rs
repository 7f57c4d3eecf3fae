//! The machine's own programs, asked with a limit: one that waits for a service that is not there must not hold up a
//! reset.

use std::ffi::OsStr;
use std::io::{self, Write};
use std::os::fd::AsFd;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, PidfdFlags, pidfd_open};

use crate::session::pipe;

/// How long a program may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// Runs a program to its end, and tells whether it did what it was asked for.
pub fn run(program: impl AsRef<OsStr>, args: &[&str]) -> io::Result<bool> {
    run_with(program, args, "")
}

/// The same for one that may take longer.
pub fn run_within(patience: Duration, program: impl AsRef<OsStr>, args: &[String]) -> io::Result<bool> {
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    await_end(&mut command(program, &args).stdin(Stdio::null()).spawn()?, patience)
}

/// The same with something on its standard input: small enough for a pipe, or read as it comes.
pub fn run_with(program: impl AsRef<OsStr>, args: &[&str], input: &str) -> io::Result<bool> {
    let mut child = command(program, args).stdin(Stdio::piped()).spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        // One that does not listen has ended, or says so by its code.
        let _ = stdin.write_all(input.as_bytes());
    }
    await_end(&mut child, PATIENCE)
}

/// What a program says.
pub fn answer(program: &Path, args: &[&str]) -> io::Result<String> {
    let mut child = command(program, args).stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
    let stdout = child.stdout.take().ok_or_else(|| io::Error::other("no pipe"))?;
    let said = pipe::read_all(stdout.as_fd(), Instant::now() + PATIENCE);
    let ended = await_end(&mut child, PATIENCE)?;
    if ended { said } else { Err(io::Error::other(format!("{} failed", program.display()))) }
}

fn command(program: impl AsRef<OsStr>, args: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(args).current_dir("/").stdout(Stdio::null()).stderr(Stdio::null());
    // In words that do not depend on where the agent was started.
    command.env("LC_ALL", "C.UTF-8");
    // Only the agent itself speaks for its service.
    command.env_remove("NOTIFY_SOCKET");
    command
}

/// Waits for a child's end, for so long; then it is killed. Tells whether it did what it was asked for.
pub fn await_end(child: &mut Child, patience: Duration) -> io::Result<bool> {
    let pid = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    let pid = pid.ok_or_else(|| io::Error::other("its pid is none"))?;
    let exit = pidfd_open(pid, PidfdFlags::empty())?;
    if !pipe::readable(exit.as_fd(), Instant::now() + patience)? {
        child.kill()?;
    }
    Ok(child.wait()?.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_program_says_and_whether_it_did_it() {
        assert_eq!(answer(Path::new("echo"), &["there"]).unwrap(), "there\n");
        assert!(run("true", &[]).unwrap() && !run("false", &[]).unwrap());
        assert!(run_with("grep", &["-q", "there"], "is it there?").unwrap());
        assert!(run("/proc/nowhere/tool", &[]).is_err());
    }
}
