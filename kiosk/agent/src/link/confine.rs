//! What the link part gives up before it looks at the network.

use rustix::process::{DumpableBehavior, Resource, Rlimit, Signal};
use rustix::process::{set_dumpable_behavior, set_parent_process_death_signal, setrlimit};

use super::tunnel::MOST_CONNECTIONS;
use crate::fault::{Doing, Fault};

/// The descriptors that it needs, with some to spare: two for each connection for printing.
const DESCRIPTORS: u64 = 64 + 2 * MOST_CONNECTIONS as u64;

/// Dies with the root part, gains no rights, leaves no core, opens few files.
pub fn confine() -> Result<(), Fault> {
    let doing = || "confining the link part";
    set_parent_process_death_signal(Some(Signal::KILL)).doing(doing)?;
    rustix::thread::set_no_new_privs(true).doing(doing)?;
    set_dumpable_behavior(DumpableBehavior::NotDumpable).doing(doing)?;
    for (resource, most) in [(Resource::Core, 0), (Resource::Nofile, DESCRIPTORS)] {
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) }).doing(doing)?;
    }
    Ok(())
}
