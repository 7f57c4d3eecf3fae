//! What account services keep about a user: `AccountsService`, sudo, the user's own journal, the last log-in.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::FileExt;
use std::path::PathBuf;

use epn_wire::report::Leftover;
use rusqlite::{Connection, OpenFlags};

use super::{Target, left, left_in, spool};
use crate::fault::{Doing, Fault};

/// The size of `struct lastlog` with glibc on 64-bit Linux: a time, a line of 32 bytes, a host of 256.
const LASTLOG_ENTRY: usize = 292;

/// Nothing is kept.
pub fn prove(target: &Target) -> Result<Vec<Leftover>, Fault> {
    let mut found =
        left_in("account", named_files(target)?.into_iter().map(|(folder, files)| (folder, files.len())));
    if lastlog_entry(target)?.is_some() {
        found.extend(left("last-log-in", target.places.lastlog.display().to_string(), 1));
    }
    found.extend(left("last-log-in", target.places.lastlog2.display().to_string(), lastlog2_rows(target)?));
    Ok(found)
}

/// The files that bear the visitor's name or uid, by folder.
pub fn named_files(target: &Target) -> Result<Vec<(PathBuf, Vec<PathBuf>)>, Fault> {
    let uid = target.visitor.as_raw();
    let mut names = target.account_names();
    names.push(uid.to_string());
    let mut found =
        spool::in_folders(uid, &target.places.by_account, |name| names.iter().any(|own| own == name))?;
    let (archived, current) = (format!("user-{uid}@"), format!("user-{uid}.journal"));
    let is_journal = |name: &str| name == current || name.starts_with(&archived);
    found.extend(spool::in_folders(uid, &journal_folders(target)?, is_journal)?);
    Ok(found)
}

/// A folder for each machine id.
fn journal_folders(target: &Target) -> Result<Vec<PathBuf>, Fault> {
    let mut folders = Vec::new();
    for journals in &target.places.journals {
        match fs::read_dir(journals) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error).doing(|| "listing journals"),
            Ok(entries) => folders.extend(entries.filter_map(Result::ok).map(|entry| entry.path())),
        }
    }
    folders.retain(|folder| folder.is_dir());
    Ok(folders)
}

/// Where the entry of the uid's last log-in begins, if one is recorded, and how long it is.
pub fn lastlog_entry(target: &Target) -> Result<Option<(u64, usize)>, Fault> {
    let reading = || "reading the last log-ins";
    let file = match File::open(&target.places.lastlog) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        other => other.doing(reading)?,
    };
    let mut entry = [0_u8; LASTLOG_ENTRY];
    let start = u64::from(target.visitor.as_raw()) * LASTLOG_ENTRY as u64;
    let length = file.read_at(&mut entry, start).doing(reading)?;
    let recorded = entry.iter().any(|byte| *byte != 0);
    Ok(recorded.then_some((start, length)))
}

/// How many last log-ins the database records under the visitor's names.
pub fn lastlog2_rows(target: &Target) -> Result<usize, Fault> {
    if !target.places.lastlog2.exists() {
        return Ok(0);
    }
    let reading = || "reading the database of last log-ins";
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
    let database = Connection::open_with_flags(&target.places.lastlog2, flags).map_err(io::Error::other);
    let database = database.doing(reading)?;
    let mut count = 0;
    for name in target.account_names() {
        let rows = "SELECT count(*) FROM Lastlog2 WHERE Name = ?1";
        let found: i64 =
            database.query_row(rows, [name], |row| row.get(0)).map_err(io::Error::other).doing(reading)?;
        count += usize::try_from(found).unwrap_or(0);
    }
    Ok(count)
}
