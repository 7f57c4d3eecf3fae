//! Kills every process of the visitor.

use std::os::fd::{AsFd, OwnedFd};
use std::time::{Duration, Instant};

use rustix::io::Errno;
use rustix::process::{Pid, PidfdFlags, Signal, pidfd_open, pidfd_send_signal};

use super::{counted, log_in};
use crate::fault::{Doing, Fault};
use crate::prove::{Target, processes};
use crate::session::pipe;
use crate::visitor::VisitorUid;

/// How long it may take altogether.
const PATIENCE: Duration = Duration::from_secs(5);

/// The session's cgroup and its account's slice first, in one stroke each; then what is anywhere else, as often as there is
/// something; then systemd is made to notice.
pub fn clean(target: &Target) -> Result<u32, Fault> {
    let deadline = Instant::now() + PATIENCE;
    let mut running = processes::find(target.visitor)?;
    let count = counted(running.len()) + log_in::kill(target)?;
    if let Some(cgroup) = &target.cgroup {
        cgroup.kill(PATIENCE)?;
        cgroup.remove()?;
    }
    running = processes::find(target.visitor)?;
    while !running.is_empty() && Instant::now() < deadline {
        let killed = running.iter().filter_map(|pid| kill(*pid, target.visitor).transpose());
        for process in killed.collect::<Result<Vec<_>, _>>()? {
            pipe::readable(process.as_fd(), deadline).doing(|| "waiting for a process to end")?;
        }
        running = processes::find(target.visitor)?;
    }
    log_in::forget(target)?;
    Ok(count)
}

/// Kills a process if it is still the visitor's: between looking and killing, its number may have passed to another.
fn kill(pid: Pid, visitor: VisitorUid) -> Result<Option<OwnedFd>, Fault> {
    let process = match pidfd_open(pid, PidfdFlags::empty()) {
        Err(Errno::SRCH) => return Ok(None),
        other => other.doing(|| "holding a process")?,
    };
    if !processes::is_of(pid, visitor)? {
        return Ok(None);
    }
    match pidfd_send_signal(&process, Signal::KILL) {
        Err(Errno::SRCH) => Ok(None),
        other => other.doing(|| "killing a process").map(|()| Some(process)),
    }
}
