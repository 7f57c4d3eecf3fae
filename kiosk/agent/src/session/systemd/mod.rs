//! Sessions on a real PC: a transient unit of systemd on a virtual terminal of its own, with a log-in by PAM and logind.
//!
//! ```text
//! agent ── systemd-run ── epn-session.service: session-init, the visitor's first process (see `init::desk`)
//!                             ├─ Xorg, on the session's terminal
//!                             ├─ the watch of its input, the strip with the time left
//!                             └─ the visitor's command
//! ```
//!
//! PAM moves all of it into the slice of the visitor's account, which is what is frozen and killed; the unit only names it,
//! and dies with the agent's.

use std::sync::Arc;
use std::time::Duration;

use super::cgroup::Cgroup;
use super::golden::Digest;
use super::init::{Desk, Order};
use super::running::{PATIENCE, Session};
use super::{
    SessionError, SessionSpec, SessionTree, Settings, Terminal, TerminalNumbers, Terminals, UidLock,
};
use crate::daemon::clock::boot_ms;
use crate::fault::{Doing, Fault};
use crate::tool;
use crate::visitor::VisitorUid;

mod compositor;
mod console;
mod deadline;
mod line;
mod manager;
mod unit;
mod voice;

pub use console::TechnicianConsole;
pub(super) use unit::{Unit, last_code};
pub(super) use voice::Voice;

use deadline::Deadline;
use line::Line;

/// How long systemd may take to take an order.
const ORDERED_WITHIN: Duration = Duration::from_secs(30);

/// How long the log-in, the screen and the command may take on an old PC.
const START: Duration = Duration::from_mins(1);

/// How long a desktop may take to leave the screen before it is killed.
const LETS_GO: Duration = Duration::from_millis(250);

/// See [`super::Backend::systemd`].
#[derive(Debug)]
pub struct Systemd {
    settings: Settings,
    terminals: Arc<Terminals>,
}

impl Systemd {
    pub(super) fn new(settings: Settings, numbers: TerminalNumbers) -> Result<Self, Fault> {
        Ok(Self { settings, terminals: Arc::new(Terminals::open(numbers)?) })
    }

    /// The terminals.
    pub(super) fn terminals(&self) -> &Arc<Terminals> {
        &self.terminals
    }

    pub(super) fn start(&self, spec: &SessionSpec) -> Result<Session, SessionError> {
        let lock = UidLock::take(&self.settings, spec.visitor)?;
        let visitor = spec.visitor;
        let tree = SessionTree::of(&self.settings.runtime_dir, visitor.as_raw());
        // What a session that was cut short left, if nobody has reset it yet.
        unit::kill(visitor)?;
        unit::forget();
        tree.unmount()?;
        let started = self.furnish_and_enter(spec, &tree);
        if started.is_err() {
            unit::kill(visitor)?;
            tree.unmount()?;
        }
        let (unit, voice, golden) = started?;
        Ok(Session::of_unit(unit, voice, golden, lock))
    }

    fn furnish_and_enter(
        &self,
        spec: &SessionSpec,
        tree: &SessionTree,
    ) -> Result<(Unit, Voice, Option<Digest>), SessionError> {
        let uid = spec.visitor.as_raw();
        let account = spec.visitor.account_name().ok_or_else(|| {
            SessionError::SetUp(format!("the visitor's uid {uid} has no account on this machine"))
        })?;
        manager::restrict(uid)?;
        tree.mount(uid, self.settings.home_limit_mb)?;
        let golden = tree.fill(self.settings.golden.as_deref(), uid)?;
        let voice = Voice::open(&self.settings.runtime_dir, spec.visitor)?;
        voice.order(&Order::Desk(self.desk(spec, tree)))?;
        if spec.display.is_none() {
            compositor::allow(&self.settings.runtime_dir)?;
        }
        // Before the screen's program starts: on a terminal that is not shown it is given no screen, and ends.
        self.terminals.show(Terminal::Session)?;
        let unit = self.enter(spec, &account, tree, &voice)?;
        Ok((unit, voice, golden))
    }

    fn desk(&self, spec: &SessionSpec, tree: &SessionTree) -> Desk {
        let mut display = spec.display.clone();
        if let Some(server) = &mut display {
            let terminal = self.terminals.numbers().session;
            server.args.extend([format!("vt{terminal}"), "-keeptty".to_owned()]);
        }
        // The strip is a window of X; without one, what it says is on the kiosk's terminal alone.
        let bar = spec.bar.clone().filter(|_| display.is_some());
        Desk { tree: tree.root().to_owned(), display, command: spec.command.clone(), bar }
    }

    fn enter(
        &self,
        spec: &SessionSpec,
        account: &str,
        tree: &SessionTree,
        voice: &Voice,
    ) -> Result<Unit, SessionError> {
        let line = Line {
            account,
            terminal: self.terminals.numbers().session,
            home: &tree.home(),
            voice: voice.path(),
            order: voice.order_path(),
            helper: &self.settings.helper.installed().doing(|| "finding the agent's own program")?,
            wayland: spec.display.is_none(),
            bound_to: &unit::own_service(),
        };
        let ordered = tool::run_within(ORDERED_WITHIN, "systemd-run", &line.words());
        if !ordered.doing(|| "running systemd-run")? {
            unit::stop();
            return Err(SessionError::SetUp("systemd-run did not start it".to_owned()));
        }
        let unit = Unit::hold(spec.visitor)?;
        voice.listen(unit.first(), START)?;
        Ok(unit)
    }

    /// Shows a terminal.
    pub(super) fn show(&self, terminal: Terminal) -> Result<(), Fault> {
        self.terminals.show(terminal)
    }

    /// See [`super::Backend::open_console`].
    pub(super) fn open_console(&self, time: Duration) -> Result<TechnicianConsole, Fault> {
        let terminal = self.terminals.numbers().technician;
        let console = TechnicianConsole::open(terminal, time, unit::own_service().as_deref())?;
        if let Err(fault) = self.terminals.show(Terminal::Technician) {
            console.close()?;
            return Err(fault);
        }
        Ok(console)
    }

    /// See [`super::Backend::guard`].
    pub(super) fn guard(visitor: VisitorUid, over_ms: u64) -> Result<(), Fault> {
        let Some(agent) = unit::own_service() else {
            // Run by hand: nobody starts it again.
            return Ok(());
        };
        let left = Duration::from_millis(over_ms.saturating_sub(boot_ms()));
        Deadline { visitor, agent: &agent, left }.arm()
    }

    /// See [`super::Backend::hide`].
    pub(super) fn hide(&self) -> Result<(), Fault> {
        self.terminals.show_within(Terminal::Kiosk, LETS_GO)
    }

    /// See [`super::Backend::clear`].
    pub(super) fn clear(&self, visitor: VisitorUid) -> Result<(), Fault> {
        let killed = unit::kill(visitor);
        // Also where it was hidden: a request is lost while whoever draws there dies, and who did not let go is dead only now.
        let shown = self.terminals.show(Terminal::Kiosk);
        unit::forget();
        deadline::disarm();
        compositor::forbid(&self.settings.runtime_dir);
        Voice::remove(&self.settings.runtime_dir, visitor);
        killed.and(shown)
    }
}

/// The groups that hold what a visitor's session runs: its account's slice, and its unit's.
fn groups(visitor: VisitorUid) -> Result<[Cgroup; 2], Fault> {
    Ok([Cgroup::of_slice(visitor)?, Cgroup::of_service(unit::NAME)?])
}
