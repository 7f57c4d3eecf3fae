//! The real program, serving a site.

#![allow(dead_code, reason = "each test file uses a part of it")]

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};

use jiff::Timestamp;

/// A hub that serves; dropping it kills it, as a crash would.
pub struct Serving {
    child: Child,
    /// Where it listens.
    pub address: String,
}

impl Serving {
    /// Starts it by the machine's clock.
    pub fn start(data: &Path) -> Self {
        Self::run(data, &[])
    }

    /// Starts it by a clock that shows this moment now.
    pub fn start_at(data: &Path, moment: &str) -> Self {
        let anchor = Timestamp::now().as_millisecond().to_string();
        Self::run(data, &["--clock-scale", "1", "--clock-start", moment, "--clock-anchor", &anchor])
    }

    fn run(data: &Path, more: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_epn-hub"))
            .args(["serve", "--listen", "127.0.0.1:0"])
            .args(more)
            .arg("--data")
            .arg(data)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("epn-hub: listening on https://").unwrap().to_owned();
        Self { child, address }
    }

    /// It is to answer nobody any more, as a machine that is about to fail.
    pub fn stands_still(&self) {
        let stopped = Command::new("kill").args(["-STOP", &self.child.id().to_string()]).status().unwrap();
        assert!(stopped.success());
    }

    /// Whether it does: each of its threads stops when it next runs.
    pub fn is_still(&self) -> bool {
        let is_stopped = |thread: std::fs::DirEntry| {
            let state = std::fs::read_to_string(thread.path().join("stat")).unwrap_or_default();
            state.rsplit_once(") ").is_none_or(|(_, state)| state.starts_with('T'))
        };
        std::fs::read_dir(format!("/proc/{}/task", self.child.id())).unwrap().flatten().all(is_stopped)
    }

    /// Asks it to end, and waits until it did.
    pub fn terminate(mut self) -> ExitStatus {
        let killed = Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        assert!(killed.success());
        self.child.wait().unwrap()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
