//! A technician's console: a root shell on a virtual terminal of its own, as a transient unit that systemd ends by itself
//! after its time, whatever becomes of the agent.

use std::process::Stdio;
use std::time::{Duration, Instant};

use tokio::process::{Child, Command};

use super::PATIENCE;
use crate::fault::{Doing, Fault};
use crate::session::cgroup::Cgroup;

/// Its name.
const NAME: &str = "epn-console.service";

/// How much later than the agent systemd ends it.
const MARGIN: Duration = Duration::from_secs(30);

/// How long it may take until the shell runs.
const START: Duration = Duration::from_secs(5);

/// An open console. It ends with its shell, with the agent's service, and in any case after its time.
#[derive(Debug)]
pub struct TechnicianConsole {
    /// `systemd-run`, which waits for the unit's end.
    waiting: Child,
}

impl TechnicianConsole {
    /// Starts a shell on this terminal for so long; `bound_to` is the service without which there is none.
    pub(super) fn open(terminal: u16, time: Duration, bound_to: Option<&str>) -> Result<Self, Fault> {
        let doing = || "running systemd-run";
        let waiting = Command::new("systemd-run")
            .args(words(terminal, time, bound_to))
            .current_dir("/")
            .env("LC_ALL", "C.UTF-8")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .doing(doing)?;
        let mut console = Self { waiting };
        console.await_start()?;
        Ok(console)
    }

    /// Waits until the unit has a process, or has ended before.
    fn await_start(&mut self) -> Result<(), Fault> {
        let group = Cgroup::of_service(NAME)?;
        let deadline = Instant::now() + START;
        while Instant::now() < deadline {
            if group.exists() && !group.processes()?.is_empty() {
                return Ok(());
            }
            if self.waiting.try_wait().doing(|| "waiting for systemd-run")?.is_some() {
                break;
            }
            crate::pause::pause(Duration::from_millis(10));
        }
        Err(Fault::new("starting a technician's console", "systemd did not start it"))
    }

    /// Waits until its shell has ended.
    pub async fn closed(&mut self) {
        if let Err(error) = self.waiting.wait().await {
            tracing::error!(%error, "a technician's console cannot be watched: it ends with its time");
            std::future::pending::<()>().await;
        }
    }

    /// Kills whatever runs in it, and waits until that is gone.
    pub fn close(self) -> Result<(), Fault> {
        let group = Cgroup::of_service(NAME)?;
        if group.exists() { group.kill(PATIENCE) } else { Ok(()) }
    }
}

fn words(terminal: u16, time: Duration, bound_to: Option<&str>) -> Vec<String> {
    let mut words: Vec<String> =
        ["--quiet", "--no-ask-password", "--collect", "--wait", "--service-type=exec"]
            .map(str::to_owned)
            .into();
    words.push(format!("--unit={NAME}"));
    words.push("--description=Console of a technician".to_owned());
    let mut properties = vec![
        format!("TTYPath=/dev/tty{terminal}"),
        "TTYReset=yes".to_owned(),
        "TTYVHangup=yes".to_owned(),
        "TTYVTDisallocate=yes".to_owned(),
        "StandardInput=tty-force".to_owned(),
        "StandardOutput=tty".to_owned(),
        "StandardError=tty".to_owned(),
        format!("Conflicts=getty@tty{terminal}.service"),
        "WorkingDirectory=/root".to_owned(),
        format!("RuntimeMaxSec={}", (time + MARGIN).as_secs()),
        "KillSignal=SIGKILL".to_owned(),
    ];
    if let Some(agent) = bound_to {
        properties.extend([format!("BindsTo={agent}"), format!("After={agent}")]);
    }
    for property in properties {
        words.extend(["--property".to_owned(), property]);
    }
    for variable in ["HOME=/root", "USER=root", "LOGNAME=root", "TERM=linux", "LANG=C.UTF-8"] {
        words.push(format!("--setenv={variable}"));
    }
    words.extend(["--", "/bin/bash", "--login"].map(str::to_owned));
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_on_its_own_terminal_for_a_limited_time_and_dies_with_the_agent() {
        let words = words(9, Duration::from_mins(15), Some("epn-agent.service"));
        for wanted in [
            "--unit=epn-console.service",
            "--wait",
            "TTYPath=/dev/tty9",
            "RuntimeMaxSec=930",
            "BindsTo=epn-agent.service",
            "KillSignal=SIGKILL",
        ] {
            assert!(words.iter().any(|word| word == wanted), "{wanted}: {words:?}");
        }
        assert!(words.ends_with(&["--", "/bin/bash", "--login"].map(str::to_owned)), "{words:?}");
    }
}
