//! A session that runs, and its end.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::process::Child;
use std::time::{Duration, Instant};

use rustix::process::{Pid, PidfdFlags, Signal, pidfd_open, pidfd_send_signal};

use super::cgroup::Cgroup;
use super::golden::Digest;
use super::lock::UidLock;
use super::systemd::{Unit, Voice, last_code};
use super::{media, pipe};
use crate::fault::{Doing, Fault};
use crate::sys;

/// How long killed processes may take to vanish. (Measured: 200 of them take 9–15 ms.)
pub const PATIENCE: Duration = Duration::from_secs(5);

/// What a session is made of.
#[derive(Debug)]
enum Body {
    /// A child of the agent, and what ends everything below it.
    Child { child: Child, exit: OwnedFd, handle: Handle },
    /// A unit of systemd.
    Unit(Unit),
}

/// What ends a session whole.
#[derive(Debug)]
pub(super) enum Handle {
    /// As root: the cgroup that holds all its processes.
    Cgroup(Cgroup),
    /// Without root: pid 1 of its namespace, without which nothing in it lives. Nothing if it ended at once.
    FirstProcess(Option<OwnedFd>),
}

/// A session that was started. It is killed when this is dropped; end it with [`Session::end`] to know how it went.
#[derive(Debug)]
pub struct Session {
    body: Body,
    golden: Option<Digest>,
    /// Where the watch inside reports whether there is input, if there is one.
    reports: Option<OwnedFd>,
    _lock: UidLock,
}

impl Session {
    pub(super) fn new(
        mut child: Child,
        handle: Handle,
        golden: Option<Digest>,
        lock: UidLock,
    ) -> Result<Self, Fault> {
        let pid = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
        let pid = pid.ok_or_else(|| Fault::new("holding the session", "its pid is none"))?;
        let exit = pidfd_open(pid, PidfdFlags::empty()).doing(|| "holding the session")?;
        let reports = child.stderr.take().map(OwnedFd::from);
        Ok(Self { body: Body::Child { child, exit, handle }, golden, reports, _lock: lock })
    }

    pub(super) fn of_unit(unit: Unit, voice: Voice, golden: Option<Digest>, lock: UidLock) -> Self {
        Self { body: Body::Unit(unit), golden, reports: Some(voice.into_reports()), _lock: lock }
    }

    /// The cgroup, if there is one that the agent made.
    pub fn cgroup(&self) -> Option<&Cgroup> {
        match &self.body {
            Body::Child { handle: Handle::Cgroup(cgroup), .. } => Some(cgroup),
            Body::Child { handle: Handle::FirstProcess(_), .. } | Body::Unit(_) => None,
        }
    }

    /// The first process, as the agent knows it: readable once it has ended.
    fn exit(&self) -> BorrowedFd<'_> {
        match &self.body {
            Body::Child { exit, .. } => exit.as_fd(),
            Body::Unit(unit) => unit.first(),
        }
    }

    /// The digest of the golden profile as it was copied; keep it with the session, for the reset.
    pub fn golden(&self) -> Option<&Digest> {
        self.golden.as_ref()
    }

    /// Where it is reported whether there is input, for [`super::follow`]: once, and only from a session with a screen of
    /// its own.
    pub fn take_reports(&mut self) -> Option<OwnedFd> {
        self.reports.take()
    }

    /// Waits until the command has ended, by itself or killed. May be awaited again and again, by several tasks.
    pub async fn ended(&self) -> io::Result<()> {
        sys::watch(self.exit().try_clone_to_owned()?)?.readable().await.map(drop)
    }

    /// The same with a limit, for where there is no runtime. Tells whether it has ended.
    pub fn wait(&self, limit: Duration) -> io::Result<bool> {
        pipe::readable(self.exit(), Instant::now() + limit)
    }

    /// Stops every process until [`Session::thaw`], and returns once all of them stand still, or will as soon as they come
    /// back from the kernel. Needs root.
    pub fn freeze(&self) -> Result<(), Fault> {
        match &self.body {
            Body::Child { .. } => self.steerable()?.freeze(PATIENCE),
            Body::Unit(unit) => unit.freeze(),
        }
    }

    /// Lets every process run on.
    pub fn thaw(&self) -> Result<(), Fault> {
        match &self.body {
            Body::Child { .. } => self.steerable()?.thaw(PATIENCE),
            Body::Unit(unit) => unit.thaw(),
        }
    }

    fn steerable(&self) -> Result<&Cgroup, Fault> {
        self.cgroup().ok_or_else(|| Fault::new("pausing the session", "without root there is no cgroup"))
    }

    /// Whether a process of it uses sound or a camera right now. Needs root.
    pub fn uses_media(&self) -> Result<bool, Fault> {
        match &self.body {
            Body::Child { .. } => Ok(media::use_any(&self.steerable()?.processes()?, &media::MEDIA)),
            Body::Unit(unit) => unit.uses_media(),
        }
    }

    /// Kills every process of it, and waits until none is left. Frozen ones too.
    pub fn kill(&self) -> Result<(), Fault> {
        match &self.body {
            Body::Child { handle: Handle::Cgroup(cgroup), .. } => cgroup.kill(PATIENCE),
            Body::Child { handle: Handle::FirstProcess(first), .. } => {
                first.as_ref().map_or(Ok(()), kill_and_wait)
            }
            Body::Unit(unit) => unit.kill(),
        }
    }

    /// Kills what still runs, and tells the command's exit code as a shell counts it, if it ended by itself. The reset
    /// comes next.
    pub fn end(mut self) -> Result<Option<i32>, Fault> {
        let by_itself = self.wait(Duration::ZERO).doing(|| "looking at the session")?;
        self.kill()?;
        let code = match &mut self.body {
            Body::Child { child, .. } => child.wait().doing(|| "ending the session")?.code(),
            Body::Unit(_) if by_itself => last_code()?,
            Body::Unit(_) => None,
        };
        Ok(code.filter(|_| by_itself))
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let killed = self.kill().and_then(|()| match &mut self.body {
            Body::Child { child, .. } => child.wait().map(drop).doing(|| "ending the session"),
            Body::Unit(_) => Ok(()),
        });
        if let Err(fault) = killed {
            tracing::error!(%fault, "a session could not be killed");
        }
    }
}

fn kill_and_wait(process: &OwnedFd) -> Result<(), Fault> {
    match pidfd_send_signal(process, Signal::KILL) {
        Ok(()) | Err(rustix::io::Errno::SRCH) => {}
        Err(error) => return Err(error).doing(|| "killing the session"),
    }
    if pipe::readable(process.as_fd(), Instant::now() + PATIENCE).doing(|| "killing the session")? {
        Ok(())
    } else {
        Err(Fault::new("killing the session", "its first process is still there"))
    }
}
