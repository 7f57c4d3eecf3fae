//! What the tests share.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use epn_agent::prove::Target;
use epn_agent::session::{Backend, Helper, Program, Session, SessionSpec, Settings};
use epn_agent::visitor::{UidRange, VisitorUid};
use epn_wire::report::ResetReport;
use rustix::event::{Timespec, poll};

use crate::uids;

/// The program under test.
pub const AGENT: &str = env!("CARGO_BIN_EXE_epn-agent");

/// No wait in these tests is longer.
const PATIENCE: Duration = Duration::from_mins(2);

/// These tests are about what only root can do: elsewhere they fail rather than pass without having looked.
pub fn as_root() {
    assert!(
        rustix::process::geteuid().is_root(),
        "run these tests as root: they start sessions under other uids"
    );
}

pub fn visitor(uid: u32) -> VisitorUid {
    as_root();
    uids::take(uid);
    UidRange::default().visitor(uid).unwrap()
}

pub fn settings() -> Settings {
    Settings { helper: Helper::at(AGENT), ..Settings::default() }
}

pub fn target(uid: u32) -> Target {
    Target::new(visitor(uid), &settings(), None)
}

/// A session that runs a line of shell.
pub fn start(backend: &Backend, uid: u32, line: &str) -> Session {
    backend.start(&spec(uid, line)).unwrap()
}

pub fn spec(uid: u32, line: &str) -> SessionSpec {
    SessionSpec { visitor: visitor(uid), command: Program::shell(line), display: None, bar: None }
}

/// The home of a uid's session, as the host sees it.
pub fn home(uid: u32) -> PathBuf {
    target(uid).tree.home()
}

/// The program under test with a session's command.
pub fn try_command(uid: u32, line: &str) -> Command {
    let mut command = Command::new(AGENT);
    command.args(["try", "--json", "--uid", &uid.to_string(), "--command", line]);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Waits until something is so.
pub fn until(what: &str, mut so: impl FnMut() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    let pause = Timespec { tv_sec: 0, tv_nsec: 5_000_000 };
    while !so() {
        assert!(Instant::now() < deadline, "waited in vain: {what}");
        poll(&mut [], Some(&pause)).unwrap();
    }
}

/// Waits for a file that a session writes.
pub fn until_there(file: &Path) {
    until(&format!("{} appears", file.display()), || file.exists());
}

/// The kinds of things that a report says are left.
pub fn kinds(report: &ResetReport) -> Vec<&str> {
    let mut kinds: Vec<&str> = report.leftovers.iter().map(|left| left.kind.as_str()).collect();
    kinds.dedup();
    kinds
}

/// The one line that a command wrote to standard error.
pub fn complaint(stderr: &[u8]) -> String {
    let text = String::from_utf8(stderr.to_vec()).unwrap();
    assert_eq!(text.lines().count(), 1, "one line: {text}");
    text.trim().to_owned()
}
