//! Processes of a uid, anywhere on the machine.

use std::fs;
use std::io;

use epn_wire::report::Leftover;
use rustix::process::Pid;

use super::{Target, left, log_in};
use crate::fault::{Doing, Fault};
use crate::session::cgroup::Cgroup;
use crate::visitor::VisitorUid;

/// None of the uid's, and none in the session's cgroup under whatever uid.
pub fn prove(target: &Target) -> Result<Vec<Leftover>, Fault> {
    let of_uid = find(target.visitor)?.len();
    let mut found = left("process", format!("uid {}", target.visitor), of_uid);
    if of_uid == 0 && target.cgroup.as_ref().map(Cgroup::is_populated).transpose()? == Some(true) {
        found.extend(left("process", "the session's cgroup", 1));
    }
    found.extend(log_in::prove(target)?);
    Ok(found)
}

/// The visitor's living processes.
pub fn find(visitor: VisitorUid) -> Result<Vec<Pid>, Fault> {
    of_uid(visitor.as_raw())
}

/// Whether a process lives and is the visitor's.
pub fn is_of(pid: Pid, visitor: VisitorUid) -> Result<bool, Fault> {
    is_of_uid(pid, visitor.as_raw())
}

/// Every living process in which the uid is the real, effective, saved or file system uid.
pub fn of_uid(uid: u32) -> Result<Vec<Pid>, Fault> {
    let mut found = Vec::new();
    for entry in fs::read_dir("/proc").doing(|| "listing processes")? {
        let name = entry.doing(|| "listing processes")?.file_name();
        let pid = name.to_str().and_then(|name| name.parse().ok()).and_then(Pid::from_raw);
        if let Some(pid) = pid
            && is_of_uid(pid, uid)?
        {
            found.push(pid);
        }
    }
    Ok(found)
}

fn is_of_uid(pid: Pid, uid: u32) -> Result<bool, Fault> {
    let about = format!("/proc/{}", pid.as_raw_pid());
    let Some(status) = read(&format!("{about}/status"))? else { return Ok(false) };
    if !status.has(uid) {
        return Ok(false);
    }
    if !status.is_dead() {
        return Ok(true);
    }
    // The first thread may have ended while others go on: then the process only looks like a zombie.
    let Ok(threads) = fs::read_dir(format!("{about}/task")) else { return Ok(false) };
    for thread in threads.filter_map(Result::ok) {
        if let Some(status) = read(&thread.path().join("status").display().to_string())?
            && !status.is_dead()
        {
            return Ok(true);
        }
    }
    Ok(false)
}

struct Status(String);

impl Status {
    fn has(&self, uid: u32) -> bool {
        self.field("Uid:").split_whitespace().any(|id| id.parse() == Ok(uid))
    }

    fn is_dead(&self) -> bool {
        matches!(self.field("State:").trim_start().chars().next(), Some('Z' | 'X'))
    }

    fn field(&self, name: &str) -> &str {
        self.0.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default()
    }
}

/// The status of a process, if it is still there.
fn read(path: &str) -> Result<Option<Status>, Fault> {
    match fs::read(path) {
        Ok(text) => Ok(Some(Status(String::from_utf8_lossy(&text).into_owned()))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        // ESRCH: it ended between opening and reading.
        Err(error) if error.raw_os_error() == Some(rustix::io::Errno::SRCH.raw_os_error()) => Ok(None),
        Err(error) => Err(error).doing(|| "looking at a process"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_of_the_four_uids_counts() {
        let status = Status("Name:\tx\nState:\tS (sleeping)\nUid:\t0\t0\t61000\t0\n".into());
        assert!(status.has(61_000));
        assert!(!status.has(6100));
        assert!(!status.is_dead());
        assert!(Status("State:\tZ (zombie)\n".into()).is_dead());
    }
}
