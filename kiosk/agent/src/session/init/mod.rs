//! The part of this program that runs inside a session: it reads one order on its standard input and carries it out.
//!
//! Its standard output is the way back to the agent: a line `pid N` once pid 1 of the session exists, a line
//! `failed WHY` if something does not work, and the end of the file as soon as the visitor's command runs. Its standard
//! error stays open for the watch of the session's input alone, whose reports ([`super::Activity`]) go there.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use rustix::fs::Mode;
use rustix::process::{Signal, set_parent_process_death_signal, umask};
use serde::{Deserialize, Serialize};

use super::Program;
use crate::fault::{Doing, Fault};

mod become_;
mod desk;
mod display;
mod enter;
mod forbid;
mod keep;
mod keys;
mod mounts;
mod settle;
mod watch;

pub use desk::Desk;
pub use keep::Keep;
pub use keys::KeyringAnswer;
pub(super) use settle::environment;
pub use watch::Watch;

/// What to do.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum Order {
    /// Outside: join the cgroup, make the namespaces, start the next part.
    Enter(Entry),
    /// Pid 1 inside: mount, start the command, reap.
    Settle(Entry),
    /// Become the visitor's command.
    Become(Become),
    /// First process of a session that systemd made: start the screen, the command and what goes with it.
    Desk(Desk),
    /// Tell whether there is input on the session's screen.
    Watch(Watch),
    /// Start a program of the visitor's, and again whenever it ends.
    Keep(Keep),
    /// Erase the keyrings of a uid, as that uid, or look into them.
    Keyring { uid: u32, clear: bool },
}

/// A session to set up, as its inner parts need to know it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// The agent, whose death ends everything.
    pub agent: u32,
    /// How the agent stands.
    pub rights: Rights,
    /// The visitor's uid, as everybody outside sees it.
    pub uid: u32,
    /// The session's folder.
    pub tree: PathBuf,
    /// Folders to show empty.
    pub hidden: Vec<PathBuf>,
    /// Paths to show although their folder is private.
    pub kept: Vec<PathBuf>,
    /// The screen to start first.
    pub display: Option<Program>,
    /// What to run.
    pub command: Program,
    /// What goes with it, and is started again whenever it ends.
    pub bar: Option<Program>,
}

/// What the agent may do, and what follows from it for the session.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rights {
    /// Root: a cgroup, a uid of its own; the home is mounted already, where the whole machine sees it.
    Root { cgroup: PathBuf },
    /// Anybody: a user namespace; the home is mounted inside and gone with it.
    Rootless { golden: Option<PathBuf>, limit_mb: u64 },
}

/// A program to turn into.
#[derive(Debug, Serialize, Deserialize)]
pub struct Become {
    /// How to give up one's rights.
    pub identity: Identity,
    /// The program.
    pub program: PathBuf,
    /// Its arguments.
    pub args: Vec<String>,
    /// All its variables.
    pub env: BTreeMap<String, String>,
    /// The session's folder: the program starts in the home there.
    pub tree: PathBuf,
    /// Leaves standard output as it is, instead of opening `/dev/null`.
    pub keep_output: bool,
}

/// Who the program runs as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Identity {
    /// The visitor, without the means to gain any right, and dying with its parent.
    Visitor(u32),
    /// The same as a plain log-in would do it: the uid changes, and has an account, so that cron and the like serve it.
    PlainLogin(u32),
    /// Whoever it is already, which is the visitor.
    Itself,
    /// In a user namespace, the agent's own uid without rights over the namespaces around.
    Mapped(u32),
}

/// What the first process of a session in a unit says once the command runs.
pub const READY: &str = "ready";

/// Carries out the order in a file, or else on standard input, and returns the exit code.
pub fn run(order: Option<&Path>) -> i32 {
    // The agent closes what it makes to everybody else; a session is made for somebody else.
    umask(Mode::from_bits_retain(0o022));
    // Before anything else: from here on this process cannot outlive the thread that started it.
    let guarded =
        set_parent_process_death_signal(Some(Signal::KILL)).doing(|| "binding the session to the agent");
    let done = guarded.and_then(|()| read_order(order)).and_then(|order| match order {
        Order::Enter(entry) => enter::run(entry),
        Order::Settle(entry) => settle::run(&entry),
        Order::Become(order) => become_::run(&order),
        Order::Desk(order) => desk::run(&order),
        Order::Watch(order) => watch::run(&order),
        Order::Keep(order) => keep::run(&order),
        Order::Keyring { uid, clear } => keys::run(uid, clear),
    });
    done.unwrap_or_else(|fault| {
        report(&format!("failed {fault}"));
        1
    })
}

fn read_order(file: Option<&Path>) -> Result<Order, Fault> {
    let mut text = Vec::new();
    match file {
        Some(file) => std::fs::File::open(file).and_then(|mut file| file.read_to_end(&mut text)),
        None => std::io::stdin().read_to_end(&mut text),
    }
    .doing(|| "reading the order")?;
    serde_json::from_slice(&text).doing(|| "reading the order")
}

/// Tells the agent one line. Nobody is left to tell if that fails.
fn report(line: &str) {
    let mut output = std::io::stdout();
    let _ = writeln!(output, "{}", line.replace('\n', " ")).and_then(|()| output.flush());
}

/// Points standard output away from the agent, which takes it as a sign that this part is done with setting up; and
/// standard error, which is for the watch.
fn fall_silent() -> Result<(), Fault> {
    let null =
        std::fs::File::options().read(true).write(true).open("/dev/null").doing(|| "opening /dev/null")?;
    rustix::stdio::dup2_stdout(&null)
        .and_then(|()| rustix::stdio::dup2_stderr(&null))
        .doing(|| "closing the way back to the agent")
}
