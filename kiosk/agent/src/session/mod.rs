//! A visitor's session: real processes under a uid of their own, in a world of their own, that all end together.
//!
//! ```text
//! agent ── permanent thread ── session-init (enters cgroup and namespaces)
//!                                  └─ session-init, pid 1 inside (mounts, reaps)
//!                                        ├─ session-init, the watch of the input on a screen of the session's own
//!                                        └─ the visitor's command (own uid, no new privileges, no keyrings)
//! ```
//!
//! A [`Backend`] starts a [`Session`] from a [`SessionSpec`]; [`Session::ended`] tells when its command is over;
//! [`Session::end`] kills what is left; then [`crate::reset`] erases and proves. Without root the session lives in a
//! user namespace, and its reset is never called proved.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::fault::Fault;
use crate::prove::Screen;
use crate::visitor::VisitorUid;

pub mod cgroup;
pub mod golden;
pub mod helper;
pub mod init;

pub(crate) mod pipe;

mod activity;
mod direct;
mod launch;
mod lock;
mod media;
mod overlay;
mod plain;
mod room;
mod running;
mod scans;
mod systemd;
mod terminals;
mod tree;

pub use activity::{Activity, follow};
pub use direct::Direct;
pub use helper::Helper;
pub use launch::Launcher;
pub use lock::UidLock;
pub use media::{MEDIA, use_any};
pub use plain::PlainLogin;
pub use room::{limit_mb, memory_mb};
pub(crate) use running::PATIENCE;
pub use running::Session;
pub use scans::ArrivingScan;
pub use systemd::{Systemd, TechnicianConsole};
pub use terminals::{Console, MachineConsole, Terminal, TerminalNumbers, Terminals};
pub use tree::{SessionTree, private_folder};

/// What every session of this station has in common.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where sessions' homes are mounted, a folder for each uid: `/run/epn-visitor` on a real station.
    pub runtime_dir: PathBuf,
    /// The profile that each home starts as a copy of; a home starts empty where there is none.
    pub golden: Option<PathBuf>,
    /// How much a visitor may write, home and temporary files together, in MiB; less where there is little memory, see
    /// [`limit_mb`].
    pub home_limit_mb: u64,
    /// Folders that a visitor sees empty: the agent's state, above all.
    pub hidden: Vec<PathBuf>,
    /// Paths below `/tmp` and the like that a visitor still sees, such as a nested screen's socket.
    pub kept: Vec<PathBuf>,
    /// This program, to start itself again inside a session.
    pub helper: Helper,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            runtime_dir: PathBuf::from("/run/epn-visitor"),
            golden: None,
            home_limit_mb: 2048,
            hidden: Vec::new(),
            kept: Vec::new(),
            helper: Helper::default(),
        }
    }
}

/// One session to start.
#[derive(Clone, Debug)]
pub struct SessionSpec {
    /// Whose session. Without root the session runs under the agent's own uid instead.
    pub visitor: VisitorUid,
    /// What runs.
    pub command: Program,
    /// A screen to start first, as the visitor, if the command needs one of its own.
    pub display: Option<Program>,
    /// A small program that goes with the command, and is started again whenever it ends. Nothing depends on it.
    pub bar: Option<Program>,
}

/// A program with its arguments and what it finds in its environment besides the session's own variables
/// (`HOME`, `USER`, `PATH`, `XDG_RUNTIME_DIR` …). A display is started with `-displayfd 1` added, and the number it
/// chooses becomes the command's `DISPLAY`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    /// A path, or a name to be found in the session's `PATH`.
    pub program: PathBuf,
    /// Its arguments. No secret belongs here: anybody can read them.
    #[serde(default)]
    pub args: Vec<String>,
    /// Further variables.
    #[serde(default)]
    pub env: BTreeMap<String, String>,
}

impl Program {
    /// A line for the shell.
    pub fn shell(line: impl Into<String>) -> Self {
        Self { program: "/bin/sh".into(), args: vec!["-c".into(), line.into()], env: BTreeMap::new() }
    }
}

/// How sessions are made here.
#[derive(Debug)]
pub enum Backend {
    /// Fork, cgroup and namespaces; or a user namespace without root.
    Direct(Direct),
    /// A transient unit on a virtual terminal of its own, with a log-in by PAM and logind.
    Systemd(Systemd),
}

impl Backend {
    /// The backend that needs nothing but the kernel.
    pub fn direct(settings: Settings) -> Result<Self, SessionError> {
        Ok(Self::Direct(Direct::new(settings)?))
    }

    /// The backend of a real PC: with systemd, logind, virtual terminals, and an account for the visitor. Needs root.
    pub fn systemd(settings: Settings, terminals: TerminalNumbers) -> Result<Self, SessionError> {
        Ok(Self::Systemd(Systemd::new(settings, terminals)?))
    }

    /// Starts a session, and comes back when its command runs or could not be started. Blocks for as long as the
    /// golden profile takes to copy: call it where blocking is allowed. The session dies when the backend is
    /// dropped, as it does when the agent dies.
    pub fn start(&self, spec: &SessionSpec) -> Result<Session, SessionError> {
        match self {
            Self::Direct(direct) => direct.start(spec),
            Self::Systemd(systemd) => systemd.start(spec),
        }
    }

    /// Where sessions have a terminal of their own: shows one. An error means that it could not be shown in time.
    pub fn show(&self, terminal: Terminal) -> Result<(), Fault> {
        match self {
            // Kiosk and session share whatever screen there is.
            Self::Direct(_) => Ok(()),
            Self::Systemd(systemd) => systemd.show(terminal),
        }
    }

    /// Opens a console of the machine for a technician, on its own terminal, for so long at most. Call it within a runtime.
    pub fn open_console(&self, time: Duration) -> Result<TechnicianConsole, Fault> {
        match self {
            Self::Direct(_) => {
                Err(Fault::new("opening a technician's console", "sessions have no terminal here"))
            }
            Self::Systemd(systemd) => systemd.open_console(time),
        }
    }

    /// Has the session of a visitor ended at this moment of the boot-time clock, in milliseconds, whatever becomes of the
    /// agent until then.
    pub fn guard(&self, visitor: VisitorUid, over_ms: u64) -> Result<(), Fault> {
        match self {
            // Without systemd nobody else could end it; it dies with the agent.
            Self::Direct(_) => Ok(()),
            Self::Systemd(_) => Systemd::guard(visitor, over_ms),
        }
    }

    /// Shows the kiosk before a session is killed, so that nobody sees it die. An error says that whoever draws it does not let
    /// go: then it is killed in sight, and [`Self::clear`] shows the kiosk.
    pub fn hide(&self) -> Result<(), Fault> {
        match self {
            Self::Direct(_) => Ok(()),
            Self::Systemd(systemd) => systemd.hide(),
        }
    }

    /// After a session's end, or at the start of an agent that does not know how the one before ended: kills whatever is
    /// left of it, and shows the kiosk. What the visitor left behind is for the reset.
    pub fn clear(&self, visitor: VisitorUid) -> Result<(), Fault> {
        match self {
            Self::Direct(_) => Ok(()),
            Self::Systemd(systemd) => systemd.clear(visitor),
        }
    }

    /// The terminals, where kiosk and session have one each.
    pub fn terminals(&self) -> Option<&Arc<Terminals>> {
        match self {
            Self::Direct(_) => None,
            Self::Systemd(systemd) => Some(systemd.terminals()),
        }
    }

    /// The same, as a reset needs to know them.
    pub fn screen(&self) -> Option<Arc<dyn Screen>> {
        self.terminals().map(|terminals| Arc::clone(terminals) as Arc<dyn Screen>)
    }

    /// Whether resets after these sessions can be proved: only root sees everything that a uid can leave.
    pub fn can_prove(&self) -> bool {
        match self {
            Self::Direct(direct) => direct.is_root(),
            Self::Systemd(_) => true,
        }
    }
}

/// Why a session did not start, or cannot be steered.
#[derive(Debug, thiserror::Error)]
pub enum SessionError {
    /// The operating system refused something.
    #[error(transparent)]
    System(#[from] Fault),
    /// The part inside the session could not go on.
    #[error("the session could not be set up: {0}")]
    SetUp(String),
    /// It neither started nor failed in time.
    #[error("the session did not start within {0} seconds")]
    Slow(u64),
    /// One uid, one session.
    #[error("a session of visitor {0} is running already: end it first, or use another uid of the range")]
    Busy(VisitorUid),
}
