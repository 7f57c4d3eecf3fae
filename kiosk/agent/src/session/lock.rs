//! One uid, one session: two would share what the reset of one erases.

use std::fs::File;

use rustix::fs::{FlockOperation, flock};

use super::{SessionError, Settings};
use crate::fault::Doing;
use crate::passable;
use crate::visitor::VisitorUid;

/// The right to start a session of a uid, and to erase it, until dropped. It ends with the process too.
#[derive(Debug)]
pub struct UidLock {
    _file: File,
}

impl UidLock {
    /// Takes it, or says that somebody else has it.
    pub fn take(settings: &Settings, visitor: VisitorUid) -> Result<Self, SessionError> {
        passable::make(&settings.runtime_dir).doing(|| "creating the sessions' folder")?;
        let path = settings.runtime_dir.join(format!("{visitor}.lock"));
        let file = File::create(path).doing(|| "locking the visitor's uid")?;
        flock(&file, FlockOperation::NonBlockingLockExclusive).map_err(|_| SessionError::Busy(visitor))?;
        Ok(Self { _file: file })
    }
}
