//! All disks are looked at once a day, for what takes too long at the end of a session: by `epn-agent prove --whole`, a process
//! of its own and the least important of all, which refuses while somebody sits there.

use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, bail};
use epn_wire::report::ResetReport;
use tokio::process::Command;
use tokio::sync::mpsc;
use tokio::time::sleep;

/// When it is looked for the first time, since the agent's start: when an old PC is done with booting.
const FIRST: Duration = Duration::from_mins(20);
/// When it is looked again after nothing was found.
const NEXT: Duration = Duration::from_hours(24);
/// When it is looked again after something was found, which a technician may have removed, or after nothing could be looked at.
const AGAIN: Duration = Duration::from_mins(10);

/// Looks for what is left of `uid`, day after day. `soon` if something was found before the agent was started.
pub async fn look_once_a_day(uid: u32, soon: bool, looks: mpsc::Sender<ResetReport>) {
    let mut wait = if soon { AGAIN } else { FIRST };
    loop {
        sleep(wait).await;
        wait = AGAIN;
        match report_of(look(uid)).await {
            Ok(report) => {
                if report.proved {
                    wait = NEXT;
                }
                tracing::info!(proved = report.proved, ms = report.ms, "all disks were looked at");
                if looks.send(report).await.is_err() {
                    return;
                }
            }
            Err(error) => tracing::info!("not all disks were looked at: {error:#}"),
        }
    }
}

fn look(uid: u32) -> Command {
    let mut command = Command::new("/proc/self/exe");
    command.arg0("epn-agent").args(["prove", "--whole", "--json", "--uid", &uid.to_string()]);
    // Only the agent itself speaks for its service.
    command.env_remove("NOTIFY_SOCKET").current_dir("/");
    command
}

/// What a look found.
async fn report_of(mut look: Command) -> anyhow::Result<ResetReport> {
    let look = look.stdin(Stdio::null()).kill_on_drop(true);
    let said = look.output().await.context("the look cannot be started")?;
    // Its code says whether anything was found, which is in the report too.
    if said.stdout.is_empty() {
        bail!("{}", String::from_utf8_lossy(&said.stderr).trim());
    }
    serde_json::from_slice(&said.stdout).context("what it found cannot be read")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is made of a program's words.
    async fn looked(script: &str) -> Result<ResetReport, String> {
        let mut shell = Command::new("sh");
        shell.args(["-c", script]);
        report_of(shell).await.map_err(|error| format!("{error:#}"))
    }

    #[tokio::test]
    async fn a_report_counts_whatever_the_code_and_without_one_the_reason_is_known() {
        let dirty = r#"echo '{"proved":false,"leftovers":[{"kind":"file","place":"/srv","count":2}],"steps":[],"ms":9}'; exit 1"#;
        let report = looked(dirty).await.unwrap();
        assert!(!report.proved && report.leftovers.iter().map(|left| left.count).eq([2]), "{report:?}");
        assert_eq!(looked("echo 'a session is open' >&2; exit 2").await.unwrap_err(), "a session is open");
        assert!(looked("echo proved").await.unwrap_err().starts_with("what it found cannot be read"));
    }
}
