//! The reset of a session with many processes and files.

use std::process::Command;

use anyhow::{Context, Result, ensure};
use epn_wire::report::ResetReport;

use crate::support::{built, run_to_end};

/// Resets of which the median counts.
const RESETS: usize = 9;
/// 2,000 files in the home, 200 processes that go on.
const BUSY: &str = "i=0; while [ $i -lt 2000 ]; do echo x > \"$HOME/$i\"; i=$((i+1)); done; \
                    i=0; while [ $i -lt 200 ]; do sleep 1000 & i=$((i+1)); done; touch \"$HOME/ready\"; sleep 1000";

/// Measures and prints the reset's line.
pub(super) fn measure() -> Result<()> {
    let mut all = Vec::new();
    for _ in 0..RESETS {
        let mut command = Command::new(built("epn-agent")?);
        command.args(["try", "--command", BUSY, "--seconds", "3", "--json"]);
        let report: ResetReport = serde_json::from_str(&run_to_end(&mut command, b"")?.ok()?.stdout)?;
        ensure!(report.proved, "a reset was not proved");
        all.push(report.ms);
    }
    all.sort_unstable();
    let (median, slowest) = (all.get(RESETS / 2).context("no reset")?, all.last().context("no reset")?);
    println!(
        "| reset of 200 processes and 2,000 files, proved | {median} ms at the median, {slowest} ms at most |"
    );
    Ok(())
}
