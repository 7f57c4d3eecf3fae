//! The outer part: enters the cgroup and the namespaces, and waits for what happens inside.

use std::fs;
use std::process::Stdio;

use rustix::process::{Pid, Signal, getgid, getppid, getuid, set_parent_process_death_signal};

use super::{Entry, Order, Rights, fall_silent, report};
use crate::fault::{Doing, Fault};
use crate::session::helper::{Helper, send};
use crate::sys::{self, Namespaces};

pub fn run(entry: Entry) -> Result<i32, Fault> {
    if getppid().map(Pid::as_raw_pid) != i32::try_from(entry.agent).ok() {
        return Err(Fault::new("starting the session", "the agent is gone"));
    }
    sys::keyring::join_new_session_keyring().doing(|| "leaving the agent's keyring")?;
    separate(&entry.rights)?;
    // A change of user namespace may have cleared it.
    set_parent_process_death_signal(Some(Signal::KILL)).doing(|| "binding the session to the agent")?;
    let mut command = Helper::default().command();
    let mut inner = command
        .stdout(Stdio::inherit())
        .stderr(Stdio::inherit())
        .spawn()
        .doing(|| "starting the session's first process")?;
    report(&format!("pid {}", inner.id()));
    send(&mut inner.stdin.take(), &Order::Settle(entry))?;
    fall_silent()?;
    let status = inner.wait().doing(|| "waiting for the session")?;
    Ok(status.code().unwrap_or(128))
}

fn separate(rights: &Rights) -> Result<(), Fault> {
    match rights {
        Rights::Root { cgroup } => {
            fs::write(cgroup.join("cgroup.procs"), "0").doing(|| "entering the session's cgroup")?;
            sys::enter_namespaces(Namespaces::Plain).doing(|| "making the session's namespaces")
        }
        Rights::Rootless { .. } => {
            let (uid, gid) = (getuid().as_raw(), getgid().as_raw());
            sys::enter_namespaces(Namespaces::WithUsers)
                .doing(|| "making the session's namespaces (this system may forbid user namespaces)")?;
            map_user(0, uid, 0, gid)
        }
    }
}

/// Makes `inner` ids inside the new user namespace stand for `outer` ids around it.
pub fn map_user(inner_uid: u32, outer_uid: u32, inner_gid: u32, outer_gid: u32) -> Result<(), Fault> {
    fs::write("/proc/self/setgroups", "deny")
        .and_then(|()| fs::write("/proc/self/uid_map", format!("{inner_uid} {outer_uid} 1")))
        .and_then(|()| fs::write("/proc/self/gid_map", format!("{inner_gid} {outer_gid} 1")))
        .doing(|| "mapping the session's user")
}
