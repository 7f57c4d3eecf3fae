//! Removes a visitor's files wherever others than root can write.

use crate::fault::{Doing, Fault};
use crate::prove::{Target, files};

use super::erase;

/// Removes them, folders with all that is in them.
pub fn clean(target: &Target) -> Result<u32, Fault> {
    let mut count = 0;
    files::sweep(target, |owned| {
        let erased = erase::tree(owned.parent, owned.name);
        count += erased.doing(|| format!("removing files from {}", owned.folder.display()))?;
        Ok(())
    })?;
    Ok(count)
}
