//! A session as a plain log-in makes it, with none of the protection: to see that the proof is not blind.

use std::fs;
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, PidfdFlags, Signal, kill_process_group, pidfd_open};

use super::helper::send;
use super::init::{Become, Identity, Order};
use super::{Program, SessionTree, Settings, init, pipe};
use crate::fault::{Doing, Fault};
use crate::sys;
use crate::visitor::VisitorUid;

/// How long a shell may take to hear that its terminal hung up.
const HANG_UP: Duration = Duration::from_secs(1);

/// Somebody logged in without protection.
#[derive(Debug)]
pub struct PlainLogin {
    child: Child,
    pid: Pid,
    exit: OwnedFd,
}

impl PlainLogin {
    /// Logs in and runs the command. The caller holds the [`super::UidLock`], and has erased what was
    /// in the session's folder.
    pub fn start(settings: &Settings, visitor: VisitorUid, command: &Program) -> Result<Self, Fault> {
        let uid = visitor.as_raw();
        let tree = SessionTree::of(&settings.runtime_dir, uid);
        fs::create_dir(tree.root()).and_then(|()| tree.furnish(uid)).doing(|| "making a plain home")?;
        let mut env = init::environment(uid, &tree);
        env.extend(command.env.clone());
        let order = Order::Become(Become {
            identity: Identity::PlainLogin(uid),
            program: command.program.clone(),
            args: command.args.clone(),
            env,
            tree: tree.root().to_owned(),
            keep_output: false,
        });
        let mut child = settings.helper.command().stdout(Stdio::null()).spawn().doing(|| "logging in")?;
        send(&mut child.stdin.take(), &order)?;
        let pid = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
        let pid = pid.ok_or_else(|| Fault::new("holding the log-in", "its pid is none"))?;
        let exit = pidfd_open(pid, PidfdFlags::empty()).doing(|| "holding the log-in")?;
        Ok(Self { child, pid, exit })
    }

    /// Waits until the command has ended.
    pub async fn ended(&self) -> io::Result<()> {
        sys::watch(self.exit.try_clone()?)?.readable().await.map(drop)
    }

    /// The same with a limit, for where there is no runtime. Tells whether it has ended.
    pub fn wait(&self, limit: Duration) -> io::Result<bool> {
        pipe::readable(self.exit.as_fd(), Instant::now() + limit)
    }

    /// Logs out as a terminal that hangs up: the command's own process group is told, and whatever it started
    /// elsewhere stays, as do its files.
    pub fn log_out(mut self) -> Result<(), Fault> {
        let leaving = || "logging out";
        if !self.wait(Duration::ZERO).doing(leaving)? {
            // Nobody left to tell is fine.
            let _ = kill_process_group(self.pid, Signal::HUP);
            if !self.wait(HANG_UP).doing(leaving)? {
                self.child.kill().doing(leaving)?;
            }
        }
        self.child.wait().map(drop).doing(leaving)
    }
}
