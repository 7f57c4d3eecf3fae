//! A session as a plain log-in makes it, with none of the protection: to see that the proof is not blind.

use std::fs;
use std::os::fd::AsFd;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, PidfdFlags, Signal, kill_process_group, pidfd_open};

use super::helper::send;
use super::init::{Become, Identity, Order};
use super::{Program, SessionTree, Settings, init, pipe};
use crate::fault::{Doing, Fault};
use crate::visitor::VisitorUid;

/// Runs the command as the visitor for at most `limit`, then logs out: the command's own process group is told, and
/// whatever it started elsewhere stays, as do its files. Returns the exit code if it ended by itself.
pub fn run_plain(
    settings: &Settings,
    visitor: VisitorUid,
    command: &Program,
    limit: Duration,
) -> Result<Option<i32>, Fault> {
    let tree = SessionTree::of(&settings.runtime_dir, visitor.as_raw());
    fs::create_dir_all(&settings.runtime_dir)
        .and_then(|()| fs::create_dir(tree.root()))
        .and_then(|()| tree.furnish(visitor.as_raw()))
        .doing(|| "making a plain home")?;
    let mut env = init::environment(&tree);
    env.extend(command.env.clone());
    let order = Order::Become(Become {
        identity: Identity::PlainLogin(visitor.as_raw()),
        program: command.program.clone(),
        args: command.args.clone(),
        env,
        tree: tree.root().to_owned(),
        keep_output: false,
    });
    let mut child = settings.helper.command().stdout(Stdio::null()).spawn().doing(|| "logging in")?;
    send(&mut child.stdin.take(), &order)?;
    let by_itself = wait(&child, limit)?;
    log_out(&mut child, by_itself)
}

fn wait(child: &Child, limit: Duration) -> Result<bool, Fault> {
    let exit = pidfd_open(pid(child)?, PidfdFlags::empty()).doing(|| "holding the log-in")?;
    pipe::readable(exit.as_fd(), Instant::now() + limit).doing(|| "waiting for the log-in")
}

/// The group that a terminal would hang up on; a shell that ignores it is killed, its children are not.
fn log_out(child: &mut Child, by_itself: bool) -> Result<Option<i32>, Fault> {
    if !by_itself {
        // Nobody left to tell is fine.
        let _ = kill_process_group(pid(child)?, Signal::HUP);
        if !wait(child, Duration::from_secs(1))? {
            child.kill().doing(|| "logging out")?;
        }
    }
    let status = child.wait().doing(|| "logging out")?;
    Ok(status.code().filter(|_| by_itself))
}

fn pid(child: &Child) -> Result<Pid, Fault> {
    let pid = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    pid.ok_or_else(|| Fault::new("holding the log-in", "its pid is none"))
}
