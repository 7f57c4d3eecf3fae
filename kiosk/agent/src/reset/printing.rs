//! Cancels print jobs and removes their documents.

use std::path::Path;
use std::process::{Command, Stdio};

use super::{counted, spooled};
use crate::fault::{Doing, Fault};
use crate::prove::{Target, print_jobs};

/// Where a running CUPS listens.
const SOCKET: &str = "/run/cups/cups.sock";

/// A running CUPS is told, so that it forgets the job; then whatever files are left are removed.
pub fn clean(target: &Target) -> Result<u32, Fault> {
    let jobs = print_jobs(target)?;
    if !jobs.is_empty() && Path::new(SOCKET).exists() {
        let mut cancel = Command::new("cancel");
        cancel.arg("-x").args(jobs.iter().map(|job| job.number.trim_start_matches('0')));
        // A job that CUPS does not know is removed below all the same.
        cancel
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .doing(|| "cancelling jobs")?;
    }
    let count = jobs.len();
    spooled::remove(jobs.into_iter().map(|job| (target.places.cups_spool.clone(), job.files)).collect())?;
    Ok(counted(count))
}
