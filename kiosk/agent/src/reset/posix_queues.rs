//! Removes POSIX message queues.

use rustix::fs::{AtFlags, unlinkat};

use super::counted;
use crate::fault::{Doing, Fault};
use crate::prove::Target;
use crate::prove::posix_queues::{find, open};

/// Removes the visitor's.
pub fn clean(target: &Target) -> Result<u32, Fault> {
    let queues = open()?;
    let own = find(&queues, target)?;
    for name in &own {
        unlinkat(&queues, name, AtFlags::empty()).doing(|| "removing a message queue")?;
    }
    Ok(counted(own.len()))
}
