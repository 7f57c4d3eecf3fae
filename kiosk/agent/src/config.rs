//! What the agent needs to know of its machine: a TOML file. What the *site* decides comes from the hub.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

#[cfg(feature = "scaled-clock")]
use epn_wire::clock::Scaling;
use epn_wire::clock::SiteClock;
use rustix::process::geteuid;
use serde::Deserialize;

use crate::internet::Internet;
use crate::session::{
    Backend, Program, SessionError, SessionSpec, Settings, TerminalNumbers, private_folder,
};
use crate::visitor::{Refusal, UidRange};

mod display;

pub use display::Display;

/// A complete file, as `epn-agent run --help` shows it.
pub const EXAMPLE: &str = include_str!("config/example.toml");

/// What a demonstration adds to it; packages know no such thing.
pub const DEMONSTRATION: &str =
    if cfg!(feature = "scaled-clock") { include_str!("config/clock.toml") } else { "" };

/// Where the package puts it.
pub const USUAL_PATH: &str = "/etc/epn/agent.toml";

/// The longest path of a Unix socket.
const LONGEST_SOCKET: usize = 107;

/// The agent's configuration.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgentConfig {
    /// The hub's address, `host:port`; without it, the one that the station was paired with.
    pub hub: Option<String>,
    /// Journal and identity.
    pub state_dir: PathBuf,
    /// Where the kiosk screen connects.
    pub kiosk_socket: PathBuf,
    /// Who besides root and the agent's own uid may talk there.
    pub kiosk_uid: Option<u32>,
    /// Where the strip with the time left, in the visitor's session, connects. Without this line there is none.
    pub bar_socket: Option<PathBuf>,
    /// Who the part that sees the network runs as, if the agent is root.
    pub link_uid: Option<u32>,
    /// Whether the station is only used again after a reset that was proved in full. Default: yes as root, no without,
    /// since without root nothing can be proved.
    pub require_proof: Option<bool>,
    pub visitor: Visitor,
    /// What the browsers start with, and who answers children's questions for names; without it, both are left alone.
    pub internet: Option<Internet>,
    /// The way of the print queue to the hub; without it, the station does not print.
    pub printing: Option<Printing>,
    /// A site clock that runs faster, for a demonstration; packages know no such thing.
    #[cfg(feature = "scaled-clock")]
    pub clock: Option<Scaling>,
    /// Tells one start of the machine from the next; other than the kernel's own only in tests.
    #[serde(default = "kernel_boot_id")]
    pub boot_id_file: PathBuf,
    /// Kills the agent right after this step was journalled (`resetting`, or `resetting#2` for the second time), so that
    /// tests see what the next start makes of it. Only in builds for development.
    #[cfg(debug_assertions)]
    pub crash_after_step: Option<String>,
}

/// How sessions are made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BackendKind {
    /// With nothing but the kernel, on a screen that the kiosk shares.
    #[default]
    Direct,
    /// As a unit of systemd, on a virtual terminal of its own.
    Systemd,
}

/// The way of the station's print queue to the hub.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Printing {
    /// Where CUPS finds the hub's printer on this machine: `ipp://127.0.0.1:PORT/ipp/print`.
    pub port: u16,
}

/// The visitor's session.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Visitor {
    /// How it is made.
    #[serde(default)]
    pub backend: BackendKind,
    /// Whose processes and files they are; nobody else may use this uid.
    pub uid: u32,
    /// Which uids are visitors' at all.
    #[serde(default)]
    pub uid_range: UidRange,
    /// The desktop: a path, or a name to be found in the session's `PATH`.
    pub command: PathBuf,
    #[serde(default)]
    pub args: Vec<String>,
    #[serde(default)]
    pub env: BTreeMap<String, String>,
    /// The program of the strip with the time left, `epn-kiosk`: it is started in the session, and again when it ends.
    pub bar: Option<PathBuf>,
    /// The profile that each home starts as a copy of.
    pub home_golden: Option<PathBuf>,
    /// How much a visitor may write, in MiB.
    #[serde(default = "home_size_mb")]
    pub home_size_mb: u64,
    /// Where sessions' homes are mounted.
    #[serde(default = "runtime_dir")]
    pub runtime_dir: PathBuf,
    /// A screen to start for the session. Default: with systemd an X server on its terminal, else none.
    pub display: Option<Display>,
    /// The virtual terminals, with systemd.
    #[serde(default)]
    pub terminals: TerminalNumbers,
}

impl Visitor {
    /// The screen to start for the session.
    pub fn display(&self) -> Display {
        self.display.clone().unwrap_or(match self.backend {
            BackendKind::Direct => Display::None,
            BackendKind::Systemd => Display::xorg(),
        })
    }
}

fn kernel_boot_id() -> PathBuf {
    PathBuf::from("/proc/sys/kernel/random/boot_id")
}

fn home_size_mb() -> u64 {
    Settings::default().home_limit_mb
}

fn runtime_dir() -> PathBuf {
    Settings::default().runtime_dir
}

/// Why a configuration cannot be used: one sentence.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("{} cannot be read ({cause}): name the station's configuration with --config", .path.display())]
    Unreadable { path: PathBuf, cause: std::io::Error },
    #[error("{}, line {line}: {what}", .path.display())]
    Broken { path: PathBuf, line: usize, what: String },
    #[error("{}: {what}", .path.display())]
    Wrong { path: PathBuf, what: String },
    #[error("{}: {refusal}", .path.display())]
    Visitor { path: PathBuf, refusal: Refusal },
}

impl ConfigError {
    /// Whether what the file says is wrong, rather than that it cannot be read.
    pub fn is_wrong_use(&self) -> bool {
        !matches!(self, Self::Unreadable { .. })
    }
}

impl AgentConfig {
    /// Reads and checks a file.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        let text = fs::read_to_string(path)
            .map_err(|cause| ConfigError::Unreadable { path: path.to_owned(), cause })?;
        Self::parse(&text, path)
    }

    fn parse(text: &str, path: &Path) -> Result<Self, ConfigError> {
        let config: Self = toml::from_str(text).map_err(|error| {
            let start = error.span().map_or(0, |span| span.start);
            let line = text.bytes().take(start).filter(|byte| *byte == b'\n').count() + 1;
            let what = error.message().replace('\n', " ");
            ConfigError::Broken { path: path.to_owned(), line, what }
        })?;
        config.check().map_err(|what| ConfigError::Wrong { path: path.to_owned(), what })?;
        config
            .visitor
            .uid_range
            .visitor(config.visitor.uid)
            .map_err(|refusal| ConfigError::Visitor { path: path.to_owned(), refusal })?;
        Ok(config)
    }

    fn check(&self) -> Result<(), String> {
        let absolute = [
            ("state_dir", Some(&self.state_dir)),
            ("kiosk_socket", Some(&self.kiosk_socket)),
            ("bar_socket", self.bar_socket.as_ref()),
            ("visitor.runtime_dir", Some(&self.visitor.runtime_dir)),
            ("visitor.home_golden", self.visitor.home_golden.as_ref()),
        ];
        for (name, path) in absolute {
            if path.is_some_and(|path| !path.is_absolute()) {
                return Err(format!("{name} must be a path that starts with /"));
            }
        }
        let seen_by_visitor = [
            ("visitor.runtime_dir", Some(&self.visitor.runtime_dir)),
            ("visitor.command", Some(&self.visitor.command)),
            ("visitor.bar", self.visitor.bar.as_ref()),
        ];
        for (name, path) in seen_by_visitor {
            if let Some(folder) = path.and_then(|path| private_folder(path)) {
                return Err(format!(
                    "{name} must not lie in {folder}: every session sees a {folder} of its own there"
                ));
            }
        }
        for (name, socket) in
            [("kiosk_socket", Some(&self.kiosk_socket)), ("bar_socket", self.bar_socket.as_ref())]
        {
            if socket.is_some_and(|socket| socket.as_os_str().len() > LONGEST_SOCKET) {
                return Err(format!("{name} is longer than a socket's path may be ({LONGEST_SOCKET} bytes)"));
            }
        }
        if self.visitor.bar.is_some() && self.bar_socket.is_none() {
            return Err("visitor.bar needs a bar_socket to connect to".to_owned());
        }
        if self.visitor.home_size_mb == 0 {
            return Err("visitor.home_size_mb must be at least 1".to_owned());
        }
        #[cfg(feature = "scaled-clock")]
        if self.clock.is_some_and(|clock| clock.scale == 0) {
            return Err("clock.scale must be at least 1".to_owned());
        }
        for (name, uid) in [("kiosk_uid", self.kiosk_uid), ("link_uid", self.link_uid)] {
            if uid.is_some_and(|uid| self.visitor.uid_range.visitor(uid).is_ok()) {
                return Err(format!(
                    "{name} must be none of the visitors' uids ({})",
                    self.visitor.uid_range
                ));
            }
        }
        self.internet.as_ref().map_or(Ok(()), Internet::check)?;
        self.visitor.terminals.check()?;
        self.visitor.display().check(self.visitor.backend)
    }

    /// Where the station's key and certificate are.
    pub fn identity_dir(&self) -> PathBuf {
        identity_dir(&self.state_dir)
    }

    /// Whether only a proved reset makes the station free.
    pub fn requires_proof(&self) -> bool {
        self.require_proof.unwrap_or_else(|| geteuid().is_root())
    }

    /// The site's clock.
    #[cfg(feature = "scaled-clock")]
    pub fn site_clock(&self) -> SiteClock {
        self.clock.map_or_else(SiteClock::real, SiteClock::scaled)
    }

    /// The site's clock.
    #[cfg(not(feature = "scaled-clock"))]
    pub fn site_clock(&self) -> SiteClock {
        SiteClock::real()
    }

    /// What all sessions have in common.
    pub fn session_settings(&self) -> Settings {
        Settings {
            runtime_dir: self.visitor.runtime_dir.clone(),
            golden: self.visitor.home_golden.clone(),
            home_limit_mb: self.visitor.home_size_mb,
            hidden: vec![self.state_dir.clone()],
            kept: self.visitor.display().kept().into_iter().chain(self.bar_socket.clone()).collect(),
            ..Settings::default()
        }
    }

    /// What makes them.
    pub fn backend(&self) -> Result<Backend, SessionError> {
        let settings = self.session_settings();
        match self.visitor.backend {
            BackendKind::Direct => Backend::direct(settings),
            BackendKind::Systemd => Backend::systemd(settings, self.visitor.terminals),
        }
    }

    /// The visitor's session.
    pub fn session_spec(&self) -> Result<SessionSpec, Refusal> {
        let visitor = &self.visitor;
        Ok(SessionSpec {
            visitor: visitor.uid_range.visitor(visitor.uid)?,
            command: Program {
                program: visitor.command.clone(),
                args: visitor.args.clone(),
                env: visitor.env.clone(),
            },
            display: visitor.display().program(),
            bar: self.bar(),
        })
    }

    /// The strip with the time left, if sessions have one.
    fn bar(&self) -> Option<Program> {
        let (program, socket) = (self.visitor.bar.clone()?, self.bar_socket.as_ref()?);
        let args = vec!["--bar".to_owned(), "--socket".to_owned(), socket.display().to_string()];
        Some(Program { program, args, env: self.visitor.env.clone() })
    }
}

/// Where a station with this state folder keeps its key and certificate.
pub fn identity_dir(state_dir: &Path) -> PathBuf {
    state_dir.join("identity")
}

#[cfg(test)]
mod tests;
