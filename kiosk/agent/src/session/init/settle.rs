//! Pid 1 inside: makes the visitor's view of the machine, starts the command, reaps what others leave.

use std::collections::BTreeMap;
use std::io::stderr;
use std::os::fd::{AsFd, OwnedFd};
use std::process::{Child, Stdio};

use rustix::process::{Pid, WaitOptions, WaitStatus, wait};

use super::{Become, Entry, Identity, Keep, Order, Rights, Watch, display, fall_silent, mounts};
use crate::fault::{Doing, Fault};
use crate::session::Program;
use crate::session::helper::{Helper, send};
use crate::session::tree::SessionTree;
use crate::visitor::session_account;

pub fn run(entry: &Entry) -> Result<i32, Fault> {
    let tree = SessionTree::at(entry.tree.clone());
    mounts::prepare(entry, &tree)?;
    let identity = match entry.rights {
        Rights::Root { .. } => Identity::Visitor(entry.uid),
        Rights::Rootless { .. } => Identity::Mapped(entry.uid),
    };
    let mut settled = Settled { identity, env: environment(entry.uid, &tree), tree };
    if let Some(screen) = &entry.display {
        let number = display::start(&settled, screen)?;
        settled.env.insert("DISPLAY".to_owned(), number);
        settled.watch(stderr().as_fd().try_clone_to_owned().doing(|| "starting the watch")?)?;
    }
    let command = settled.start(&entry.command, Output::Silent)?;
    if let Some(bar) = &entry.bar {
        settled.keep(bar)?;
    }
    fall_silent()?;
    reap_until_end_of(command.id())
}

/// Where every session finds programs.
pub const PATH: &str = "/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games";

/// A session in which programs can be started.
pub struct Settled {
    pub identity: Identity,
    pub env: BTreeMap<String, String>,
    pub tree: SessionTree,
}

/// Where a program's standard output goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    /// Nowhere. (Until the program itself runs, it is the way back to the agent.)
    Silent,
    /// To the caller.
    Piped,
}

impl Settled {
    /// Starts a program as the visitor.
    pub fn start(&self, program: &Program, output: Output) -> Result<Child, Fault> {
        let mut env = self.env.clone();
        env.extend(program.env.clone());
        let order = Order::Become(Become {
            identity: self.identity,
            program: program.program.clone(),
            args: program.args.clone(),
            env,
            tree: self.tree.root().to_owned(),
            keep_output: output == Output::Piped,
        });
        let way = if output == Output::Piped { Stdio::piped() } else { Stdio::inherit() };
        let mut child =
            Helper::default().command().stdout(way).spawn().doing(|| "starting the visitor's process")?;
        send(&mut child.stdin.take(), &order)?;
        Ok(child)
    }

    /// Starts what starts a program again whenever it ends.
    pub fn keep(&self, program: &Program) -> Result<(), Fault> {
        let order = Order::Keep(Keep {
            identity: self.identity,
            env: self.env.clone(),
            tree: self.tree.root().to_owned(),
            program: program.clone(),
        });
        let mut child = Helper::default().command().spawn().doing(|| "starting the strip's keeper")?;
        send(&mut child.stdin.take(), &order)
    }

    /// Starts the watch of the input on the session's screen.
    pub fn watch(&self, reports: OwnedFd) -> Result<(), Fault> {
        let display = self.env.get("DISPLAY").cloned().unwrap_or_default();
        let order =
            Order::Watch(Watch { identity: self.identity, tree: self.tree.root().to_owned(), display });
        let authority = self.env.get_key_value("XAUTHORITY");
        let mut child = Helper::default()
            .command()
            .envs(authority)
            .stdout(Stdio::from(reports))
            .spawn()
            .doing(|| "starting the watch")?;
        send(&mut child.stdin.take(), &order)
    }
}

/// The variables of every program in a session; nothing comes from the agent's own.
pub fn environment(uid: u32, tree: &SessionTree) -> BTreeMap<String, String> {
    let name = session_account(uid);
    let home = tree.home().display().to_string();
    let runtime = tree.runtime().display().to_string();
    [
        ("HOME", home.as_str()),
        ("LANG", "C.UTF-8"),
        ("LOGNAME", name.as_str()),
        ("PATH", PATH),
        ("SHELL", "/bin/sh"),
        ("USER", name.as_str()),
        ("XDG_RUNTIME_DIR", runtime.as_str()),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .collect()
}

/// Pid 1 inherits every orphan. When the command ends, pid 1 ends, and the kernel kills all others.
fn reap_until_end_of(command: u32) -> Result<i32, Fault> {
    loop {
        match wait(WaitOptions::empty()) {
            Ok(Some((pid, status))) if is(pid, command) => return Ok(code(status)),
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error).doing(|| "waiting for the visitor's processes"),
        }
    }
}

fn is(pid: Pid, id: u32) -> bool {
    u32::try_from(pid.as_raw_pid()) == Ok(id)
}

/// The exit code as a shell counts it.
fn code(status: WaitStatus) -> i32 {
    status.exit_status().or(status.terminating_signal().map(|signal| 128 + signal)).unwrap_or(128)
}
