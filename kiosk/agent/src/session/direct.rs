//! Sessions made with nothing but the kernel: fork, cgroup, namespaces.

use std::fs;
use std::os::fd::{AsFd, OwnedFd};
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use rustix::io::Errno;
use rustix::process::{Pid, PidfdFlags, geteuid, pidfd_open};

use super::cgroup::Cgroup;
use super::golden::Digest;
use super::helper::send;
use super::init::{Entry, Order, Rights};
use super::running::{Handle, PATIENCE, Session};
use super::{Launcher, SessionError, SessionSpec, SessionTree, Settings, UidLock, pipe};
use crate::fault::{Doing, Fault};

/// How long a session may take to start, a screen of its own included.
const START: Duration = Duration::from_secs(20);

/// See [`super::Backend::direct`].
#[derive(Debug)]
pub struct Direct {
    settings: Settings,
    launcher: Launcher,
    root: bool,
}

impl Direct {
    pub(super) fn new(settings: Settings) -> Result<Self, Fault> {
        Ok(Self { settings, launcher: Launcher::new()?, root: geteuid().is_root() })
    }

    pub(super) fn is_root(&self) -> bool {
        self.root
    }

    pub(super) fn start(&self, spec: &SessionSpec) -> Result<Session, SessionError> {
        let lock = UidLock::take(&self.settings, spec.visitor)?;
        if self.root { self.start_as_root(spec, lock) } else { self.start_rootless(spec, lock) }
    }

    fn start_as_root(&self, spec: &SessionSpec, lock: UidLock) -> Result<Session, SessionError> {
        let uid = spec.visitor.as_raw();
        let tree = SessionTree::of(&self.settings.runtime_dir, uid);
        let cgroup = Cgroup::of(spec.visitor)?;
        // What a session that was cut short left, if nobody has reset it yet.
        cgroup.kill(PATIENCE)?;
        tree.unmount()?;
        cgroup.create()?;
        let started = self.furnish_and_enter(spec, &tree, &cgroup);
        if started.is_err() {
            cgroup.kill(PATIENCE)?;
            tree.unmount()?;
        }
        let (entered, golden) = started?;
        Ok(Session::new(entered.child, Handle::Cgroup(cgroup), golden, lock)?)
    }

    fn furnish_and_enter(
        &self,
        spec: &SessionSpec,
        tree: &SessionTree,
        cgroup: &Cgroup,
    ) -> Result<(Entered, Option<Digest>), SessionError> {
        let uid = spec.visitor.as_raw();
        tree.mount(uid, self.settings.home_limit_mb)?;
        let golden = tree.fill(self.settings.golden.as_deref(), uid)?;
        let rights = Rights::Root { cgroup: cgroup.path().to_owned() };
        Ok((self.enter(spec, uid, tree, rights)?, golden))
    }

    fn start_rootless(&self, spec: &SessionSpec, lock: UidLock) -> Result<Session, SessionError> {
        let tree = SessionTree::of(&self.settings.runtime_dir, spec.visitor.as_raw());
        fs::create_dir_all(tree.root()).doing(|| "creating the session's folder")?;
        let limit_mb = self.settings.home_limit_mb;
        let rights = Rights::Rootless { golden: self.settings.golden.clone(), limit_mb };
        let entered = self.enter(spec, geteuid().as_raw(), &tree, rights)?;
        Ok(Session::new(entered.child, Handle::FirstProcess(entered.first), None, lock)?)
    }

    /// Without root the session runs under the uid of a person or a service, whose own files are none of a visitor's.
    fn hidden(&self) -> Vec<PathBuf> {
        let own = std::env::home_dir().filter(|home| !self.root && home.parent().is_some());
        self.settings.hidden.iter().cloned().chain(own).collect()
    }

    /// Starts the outer part and listens until the command runs.
    fn enter(
        &self,
        spec: &SessionSpec,
        uid: u32,
        tree: &SessionTree,
        rights: Rights,
    ) -> Result<Entered, SessionError> {
        let order = Order::Enter(Entry {
            agent: std::process::id(),
            rights,
            uid,
            tree: tree.root().to_owned(),
            hidden: self.hidden(),
            kept: self.settings.kept.clone(),
            display: spec.display.clone(),
            bar: spec.bar.clone(),
            command: spec.command.clone(),
        });
        let mut command = self.settings.helper.command();
        command.stdout(Stdio::piped());
        if spec.display.is_some() {
            command.stderr(Stdio::piped());
        }
        let mut child = self.launcher.spawn(command)?;
        let heard = send(&mut child.stdin.take(), &order)
            .map_err(SessionError::from)
            .and_then(|()| listen(&mut child));
        match heard {
            Ok(first) => Ok(Entered { child, first }),
            Err(error) => {
                // It may have ended by itself already.
                let _ = child.kill().and_then(|()| child.wait());
                Err(error)
            }
        }
    }
}

/// A session whose command runs.
struct Entered {
    child: Child,
    /// Pid 1 inside, held so that its number cannot be reused meanwhile; nothing if it has ended already.
    first: Option<OwnedFd>,
}

/// Reads what the inner parts say until they fall silent; see [`super::init`].
fn listen(child: &mut Child) -> Result<Option<OwnedFd>, SessionError> {
    let voice = child.stdout.take().ok_or_else(|| Fault::new("starting a session", "no pipe"))?;
    let said = match pipe::read_all(voice.as_fd(), Instant::now() + START) {
        Err(error) if error.kind() == std::io::ErrorKind::TimedOut => {
            return Err(SessionError::Slow(START.as_secs()));
        }
        other => other.doing(|| "starting a session")?,
    };
    if let Some(why) = said.lines().find_map(|line| line.strip_prefix("failed ")) {
        return Err(SessionError::SetUp(why.to_owned()));
    }
    let pid = said.lines().find_map(|line| line.strip_prefix("pid ")?.parse().ok()).and_then(Pid::from_raw);
    let pid = pid.ok_or_else(|| SessionError::SetUp("it ended before it said anything".into()))?;
    match pidfd_open(pid, PidfdFlags::empty()) {
        Ok(first) => Ok(Some(first)),
        Err(Errno::SRCH) => Ok(None),
        Err(error) => Ok(Err(error).doing(|| "holding the session's first process")?),
    }
}
