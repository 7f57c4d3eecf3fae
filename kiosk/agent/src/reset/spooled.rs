//! Removes files from folders in which each belongs to somebody: crontabs, jobs of `at`, core dumps.

use std::fs;
use std::io;
use std::path::PathBuf;

use super::counted;
use crate::fault::{Doing, Fault};
use crate::prove::{Target, at_jobs, core_dumps, crontab_owners};

/// Removes the visitor's crontabs. Cron looks at the folder each minute, and forgets them then.
pub fn clean_crontabs(target: &Target) -> Result<u32, Fault> {
    remove(crontab_owners(target)?)
}

/// Removes the visitor's jobs.
pub fn clean_at_jobs(target: &Target) -> Result<u32, Fault> {
    remove(at_jobs::find(target)?)
}

/// Removes the visitor's core dumps.
pub fn clean_core_dumps(target: &Target) -> Result<u32, Fault> {
    remove(core_dumps::find(target)?)
}

/// Removes files, by folder. One that is gone already is fine.
pub fn remove(found: Vec<(PathBuf, Vec<PathBuf>)>) -> Result<u32, Fault> {
    let mut count = 0;
    for (folder, files) in found {
        for file in files {
            match fs::remove_file(file) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                other => other.doing(|| format!("removing a file from {}", folder.display()))?,
            }
            count += 1;
        }
    }
    Ok(counted(count))
}
