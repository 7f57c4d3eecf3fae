//! Makes account services forget a visitor.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;

use rusqlite::Connection;

use super::{counted, spooled};
use crate::fault::{Doing, Fault};
use crate::prove::{Target, lastlog_entry, lastlog2_rows, named_files};

/// Removes the files that bear its name or uid, and the record of its last log-in.
pub fn clean(target: &Target) -> Result<u32, Fault> {
    let mut count = spooled::remove(named_files(target)?)?;
    if let Some((start, length)) = lastlog_entry(target)? {
        let erasing = || "erasing the last log-in";
        let file = File::options().write(true).open(&target.places.lastlog).doing(erasing)?;
        file.write_all_at(&vec![0; length], start).doing(erasing)?;
        count += 1;
    }
    Ok(count + forget_in_database(target)?)
}

fn forget_in_database(target: &Target) -> Result<u32, Fault> {
    let rows = lastlog2_rows(target)?;
    if rows == 0 {
        return Ok(0);
    }
    let erasing = || "erasing the last log-in from its database";
    let database = Connection::open(&target.places.lastlog2).map_err(io::Error::other).doing(erasing)?;
    for name in target.account_names() {
        database
            .execute("DELETE FROM Lastlog2 WHERE Name = ?1", [name])
            .map_err(io::Error::other)
            .doing(erasing)?;
    }
    Ok(counted(rows))
}
