//! The unit of a running session.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::Path;
use std::time::{Duration, Instant};

use rustix::process::{Pid, PidfdFlags, pidfd_open};

use super::{PATIENCE, groups};
use crate::fault::{Doing, Fault};
use crate::session::SessionError;
use crate::session::media;
use crate::tool;
use crate::visitor::VisitorUid;

/// Its name.
pub const NAME: &str = "epn-session.service";

/// How long systemd may take to notice that a process has ended.
const NOTICES_WITHIN: Duration = Duration::from_secs(1);

/// `CLD_EXITED` of signal.h: the first process ended by itself, and `ExecMainStatus` is its code.
const EXITED: i32 = 1;

/// A session's unit, held by its first process.
#[derive(Debug)]
pub struct Unit {
    visitor: VisitorUid,
    first: OwnedFd,
}

impl Unit {
    /// Takes hold of the unit that was just started.
    pub fn hold(visitor: VisitorUid) -> Result<Self, SessionError> {
        let about = show(&["MainPID"])?;
        let pid = value(&about, "MainPID").and_then(|pid| pid.parse().ok()).and_then(Pid::from_raw);
        let pid = pid.ok_or_else(|| SessionError::SetUp("it ended as soon as it had started".into()))?;
        let first = pidfd_open(pid, PidfdFlags::empty()).doing(|| "holding the session's first process")?;
        Ok(Self { visitor, first })
    }

    /// Its first process, which ends when the session does.
    pub fn first(&self) -> BorrowedFd<'_> {
        self.first.as_fd()
    }

    /// Stops every process of the visitor's.
    pub fn freeze(&self) -> Result<(), Fault> {
        groups(self.visitor)?
            .iter()
            .filter(|group| group.exists())
            .try_for_each(|group| group.freeze(PATIENCE))
    }

    /// Lets them run on.
    pub fn thaw(&self) -> Result<(), Fault> {
        groups(self.visitor)?.iter().filter(|group| group.exists()).try_for_each(|group| group.thaw(PATIENCE))
    }

    /// Whether one of them uses sound or a camera.
    pub fn uses_media(&self) -> Result<bool, Fault> {
        let mut processes = Vec::new();
        for group in groups(self.visitor)?.iter().filter(|group| group.exists()) {
            processes.extend(group.processes()?);
        }
        Ok(media::use_any(&processes, &media::MEDIA))
    }

    /// Kills all of them, and waits until none is left.
    pub fn kill(&self) -> Result<(), Fault> {
        kill(self.visitor)
    }
}

/// With which code the first process of the last unit ended, as a shell counts it. None if systemd does not say in time.
pub fn last_code() -> Result<Option<i32>, Fault> {
    let deadline = Instant::now() + NOTICES_WITHIN;
    loop {
        let about = show(&["LoadState", "ExecMainCode", "ExecMainStatus"])?;
        if let Some(code) = code(&about) {
            return Ok(Some(code));
        }
        if Instant::now() >= deadline {
            return Ok(None);
        }
        crate::pause::pause(Duration::from_millis(10));
    }
}

/// Kills whatever the visitor's account and the session's unit run, and waits until that is gone.
pub fn kill(visitor: VisitorUid) -> Result<(), Fault> {
    groups(visitor)?.iter().try_for_each(|group| group.kill(PATIENCE))
}

/// Makes systemd forget a unit that has ended, so that one of that name can be started again.
pub fn forget() {
    if is_known(NAME) {
        stop();
    }
}

/// The same for one that systemd may still be about to start.
pub fn stop() {
    for order in ["stop", "reset-failed"] {
        // There is none any more: that is what is wanted.
        if let Err(error) = tool::run("systemctl", &["--no-ask-password", order, NAME]) {
            tracing::warn!(%error, "systemctl cannot be run");
        }
    }
}

/// Whether systemd has a transient unit of this name, running, ended or failed.
pub fn is_known(name: &str) -> bool {
    Path::new("/run/systemd/transient").join(name).exists()
}

/// The service that this agent runs as, if it is one.
pub fn own_service() -> Option<String> {
    service_of(&std::fs::read_to_string("/proc/self/cgroup").ok()?)
}

fn service_of(groups: &str) -> Option<String> {
    let path = groups.lines().find_map(|line| line.strip_prefix("0::"))?;
    let name = path.split('/').find(|part| part.ends_with(".service"))?;
    path.starts_with("/system.slice/").then(|| name.to_owned())
}

fn show(properties: &[&str]) -> Result<String, Fault> {
    let list = properties.join(",");
    tool::answer(Path::new("systemctl"), &["show", NAME, "--property", &list]).doing(|| "asking systemd")
}

fn value<'a>(about: &'a str, property: &str) -> Option<&'a str> {
    about.lines().find_map(|line| line.strip_prefix(property)?.strip_prefix('='))
}

/// The code in what systemd says; none while it takes the process to run. A unit that ended well is forgotten at once.
fn code(about: &str) -> Option<i32> {
    if value(about, "LoadState") == Some("not-found") {
        return Some(0);
    }
    let number = |property| value(about, property).and_then(|text| text.parse::<i32>().ok());
    match number("ExecMainCode")? {
        0 => None,
        EXITED => number("ExecMainStatus"),
        _ => number("ExecMainStatus").map(|signal| 128 + signal),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn systemd_says_how_it_ended() {
        for (about, ended) in [
            ("LoadState=loaded\nExecMainCode=0\nExecMainStatus=0\n", None),
            ("LoadState=loaded\nExecMainCode=1\nExecMainStatus=3\n", Some(3)),
            ("LoadState=loaded\nExecMainCode=2\nExecMainStatus=9\n", Some(137)),
            ("LoadState=not-found\nExecMainCode=0\nExecMainStatus=0\n", Some(0)),
            ("", None),
        ] {
            assert_eq!(code(about), ended, "{about}");
        }
    }

    #[test]
    fn a_service_of_the_machine_is_known_by_its_group() {
        for (groups, service) in [
            ("0::/system.slice/epn-agent.service\n", Some("epn-agent.service")),
            ("1:name=x:/\n0::/system.slice/epn-agent.service/sub\n", Some("epn-agent.service")),
            ("0::/user.slice/user-0.slice/session-3.scope\n", None),
            ("0::/user.slice/user-0.slice/user@0.service/app.slice/x.service\n", None),
            ("", None),
        ] {
            assert_eq!(service_of(groups).as_deref(), service, "{groups}");
        }
    }
}
