//! The audit of the lockdown: one table of items, each read from the live system.
//!
//! It reads what is in force (`/proc`, logind and systemd over D-Bus, the boot menu as it was written), not what files ask for:
//! a file that outranks ours, or that nobody loaded, shows.

mod accounts;
mod boot;
mod item;
mod kernel;
mod places;
mod root;
mod services;
mod shipped;
mod terminals;

use std::path::PathBuf;

use epn_wire::audit::Audit;

pub use item::{Finding, How, Item};
pub use root::Root;
pub use shipped::Shipped;

use crate::config::{AgentConfig, BackendKind, ConfigError, USUAL_PATH};
use crate::session::{SessionTree, Settings, TerminalNumbers};
use crate::visitor::UidRange;

/// The account that visitors' sessions run under.
pub const VISITOR: &str = "visitor";
/// The accounts of the lock screen and of the part that sees the network.
pub const KIOSK: &str = "epn-kiosk";
pub const LINK: &str = "epn-link";

/// The station that is looked at.
#[derive(Debug)]
pub struct Station {
    pub root: Root,
    /// Why the configuration cannot be used, if it cannot; what follows is what it usually says then.
    pub misconfigured: Option<ConfigError>,
    /// Whether sessions have a terminal of their own, as the lockdown takes for granted.
    pub own_terminal: bool,
    /// Which terminals are the station's.
    pub terminals: TerminalNumbers,
    /// The visitor's uid.
    pub uid: u32,
    /// The folder of a session.
    pub session: SessionTree,
    pub state_dir: PathBuf,
    pub golden: Option<PathBuf>,
    /// The hub's address, if the configuration names one.
    pub hub: Option<String>,
}

impl Station {
    /// The station with the configuration that the package puts into `/etc`.
    pub fn new(root: Root) -> Self {
        let config = AgentConfig::load(&root.at(USUAL_PATH));
        match config {
            Ok(config) => Self::of(root, config),
            Err(error) => Self::usual(root, error),
        }
    }

    fn of(root: Root, config: AgentConfig) -> Self {
        let uid = config.visitor.uid;
        Self {
            root,
            misconfigured: None,
            own_terminal: config.visitor.backend == BackendKind::Systemd,
            terminals: config.visitor.terminals,
            uid,
            session: SessionTree::of(&config.visitor.runtime_dir, uid),
            state_dir: config.state_dir,
            golden: config.visitor.home_golden,
            hub: config.hub,
        }
    }

    fn usual(root: Root, error: ConfigError) -> Self {
        let uid = UidRange::default().first();
        Self {
            root,
            misconfigured: Some(error),
            own_terminal: true,
            terminals: TerminalNumbers::default(),
            uid,
            session: SessionTree::of(&Settings::default().runtime_dir, uid),
            state_dir: PathBuf::from("/var/lib/epn-agent"),
            golden: Some(PathBuf::from("/var/lib/epn-golden/profile")),
            hub: None,
        }
    }
}

/// Every item, in the order in which they are told.
pub fn items() -> impl Iterator<Item = &'static Item> {
    terminals::ITEMS
        .iter()
        .chain(&kernel::ITEMS)
        .chain(&accounts::ITEMS)
        .chain(&services::ITEMS)
        .chain(&places::ITEMS)
        .chain(&boot::ITEMS)
        .chain(&shipped::ITEMS)
}

/// Looks at everything now. Takes about a second, most of it waiting for systemd and D-Bus.
pub fn audit(station: &Station) -> Audit {
    Audit::of(items().map(|item| item.look(station)).collect())
}

#[cfg(test)]
pub(crate) mod tests;
