//! What a process costs, as the kernel counts it.

use std::fs;
use std::time::Duration;

use anyhow::{Context, Result};

/// A process that is looked at from outside.
#[derive(Clone, Copy, Debug)]
pub struct Watched {
    pid: u32,
}

impl Watched {
    pub fn new(pid: u32) -> Self {
        Self { pid }
    }

    /// Processor time used so far, in user and kernel mode; counted in ticks of a hundredth of a second.
    ///
    /// # Errors
    /// The process is gone.
    pub fn cpu(self) -> Result<Duration> {
        Ok(Duration::from_millis(self.ticks()? * 10))
    }

    /// The same in ticks.
    ///
    /// # Errors
    /// The process is gone.
    pub fn ticks(self) -> Result<u64> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.pid)).context("the process is gone")?;
        // The program's name, in brackets, may hold spaces; after it come state, …, utime (14th) and stime (15th).
        let (_, after) = stat.rsplit_once(')').context("a stat file of another shape")?;
        let fields: Vec<&str> = after.split_whitespace().collect();
        let field = |n: usize| -> Result<u64> {
            Ok(fields.get(n).context("a stat file that is too short")?.parse()?)
        };
        Ok(field(11)? + field(12)?)
    }

    /// Resident memory, in MiB, rounded up.
    ///
    /// # Errors
    /// The process is gone.
    pub fn resident_mib(self) -> Result<u64> {
        let status =
            fs::read_to_string(format!("/proc/{}/status", self.pid)).context("the process is gone")?;
        let line =
            status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no resident memory")?;
        let kib: u64 = line.trim().trim_end_matches(" kB").parse()?;
        Ok(kib.div_ceil(1024))
    }
}
