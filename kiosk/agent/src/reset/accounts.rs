//! Makes account services forget a visitor.

use std::fs::File;
use std::os::unix::fs::FileExt;

use super::spooled;
use crate::fault::{Doing, Fault};
use crate::prove::{Target, lastlog_entry, named_files};

/// Removes the files that bear its name or uid, and the record of its last log-in.
pub fn clean(target: &Target) -> Result<u32, Fault> {
    let mut count = spooled::remove(named_files(target)?)?;
    if let Some((start, length)) = lastlog_entry(target)? {
        let erasing = || "erasing the last log-in";
        let file = File::options().write(true).open(&target.places.lastlog).doing(erasing)?;
        file.write_all_at(&vec![0; length], start).doing(erasing)?;
        count += 1;
    }
    Ok(count)
}
