//! What is shown while everything else is looked at.

use std::fmt::Debug;

use epn_wire::report::Leftover;

use super::{Target, left};
use crate::fault::Fault;
use crate::session::{Console, Terminal, Terminals};

/// The terminals of a station on which the lock screen and the session have one each.
pub trait Screen: Debug + Send + Sync {
    /// Whether the kernel says that the lock screen's terminal is the one that is shown.
    fn shows_lock(&self) -> Result<bool, Fault>;

    /// Shows it, and locks switching. Fails if the kernel then shows another.
    fn show_lock(&self) -> Result<(), Fault>;
}

impl<C: Console + Debug + Send + Sync> Screen for Terminals<C> {
    fn shows_lock(&self) -> Result<bool, Fault> {
        self.is_shown(Terminal::Kiosk)
    }

    fn show_lock(&self) -> Result<(), Fault> {
        self.show(Terminal::Kiosk)
    }
}

/// The lock screen's terminal is shown.
pub fn prove(target: &Target) -> Result<Vec<Leftover>, Fault> {
    match &target.screen {
        Some(screen) => Ok(left("screen", "the visitor's terminal", usize::from(!screen.shows_lock()?))),
        None => Ok(Vec::new()),
    }
}
