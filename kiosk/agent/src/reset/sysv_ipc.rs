//! Removes System V objects.

use super::counted;
use crate::fault::{Doing, Fault};
use crate::prove::Target;
use crate::prove::sysv_ipc::{Kind, find};
use crate::sys::ipc;

/// Removes the visitor's.
pub fn clean(target: &Target) -> Result<u32, Fault> {
    let mut count = 0;
    for kind in Kind::ALL {
        let remove = match kind {
            Kind::Memory => ipc::remove_shm,
            Kind::Semaphores => ipc::remove_sem,
            Kind::Messages => ipc::remove_msg,
        };
        for id in find(kind, target)? {
            remove(id).doing(|| "removing a System V object")?;
            count += 1;
        }
    }
    Ok(counted(count))
}
