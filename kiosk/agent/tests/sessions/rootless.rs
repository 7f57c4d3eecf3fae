//! An agent without root: sessions in a user namespace, and no claim of a proof.

use std::fs;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use epn_agent::prove::processes;
use epn_wire::report::{ResetReport, StepOutcome};

use crate::install::install;
use crate::support::{AGENT, as_root, complaint, until, until_there, visitor};

/// The program under test where anybody can reach it, run by a uid without rights.
fn agent(folder: &Path, uid: u32, args: &[&str]) -> Command {
    as_root();
    let program = folder.join("epn-agent");
    if !program.exists() {
        install(Path::new(AGENT), &program);
        chown(folder, Some(uid), Some(uid)).unwrap();
    }
    let mut command = Command::new(program);
    command
        .args(args)
        .uid(uid)
        .gid(uid)
        .env_clear()
        .env("XDG_RUNTIME_DIR", folder)
        .env("PATH", "/usr/bin:/bin");
    command.current_dir("/").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// A folder that is the same inside a session and outside.
fn shared(uid: u32) -> tempfile::TempDir {
    let folder = tempfile::tempdir_in("/var/lib").unwrap();
    chown(folder.path(), Some(uid), Some(uid)).unwrap();
    folder
}

fn report(output: &Output) -> ResetReport {
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn prove_says_what_it_cannot_see() {
    let folder = tempfile::tempdir().unwrap();
    let output = agent(folder.path(), 61_090, &["prove", "--uid", "61000", "--json"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(complaint(&output.stderr).contains("without root"));
    let report = report(&output);
    assert!(!report.proved);
    assert_eq!(report.not_applicable().count(), report.steps.len());
}

#[test]
fn its_own_uid_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let output = agent(folder.path(), 61_091, &["prove", "--uid", "61091"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(complaint(&output.stderr).contains("agent's own"));
}

#[test]
fn a_session_runs_and_vanishes_and_is_not_called_proved() {
    let folder = tempfile::tempdir().unwrap();
    let shared = shared(61_092);
    let line = format!(
        "exec > {}/said; id -u; echo $HOME; touch $HOME/letter /tmp/trace-61092; grep NoNewPrivs /proc/self/status; \
         setsid sleep 1000 &",
        shared.path().display()
    );
    let run = ["try", "--json", "--command", &line];
    let output = agent(folder.path(), 61_092, &run).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(complaint(&output.stderr).contains("nothing can be proved"));
    let report = report(&output);
    assert!(!report.proved && report.leftovers.is_empty());
    let proved =
        report.steps.iter().filter(|step| step.outcome == StepOutcome::Proved).map(|step| step.name.as_str());
    assert_eq!(proved.collect::<Vec<_>>(), ["processes", "home"]);
    let said = fs::read_to_string(shared.path().join("said")).unwrap();
    assert!(said.starts_with("61092\n") && said.ends_with("NoNewPrivs:\t1\n"), "{said}");
    assert!(processes::find(visitor(61_092)).unwrap().is_empty());
    assert!(!Path::new("/tmp/trace-61092").exists());
}

#[test]
fn a_killed_agent_takes_its_session_along() {
    let folder = tempfile::tempdir().unwrap();
    let shared = shared(61_093);
    let line = format!("setsid sleep 1000 & touch {}/ready; sleep 1000", shared.path().display());
    let mut run = agent(folder.path(), 61_093, &["try", "--command", &line]).spawn().unwrap();
    until_there(&shared.path().join("ready"));
    run.kill().unwrap();
    run.wait().unwrap();
    until("its processes are gone", || processes::find(visitor(61_093)).unwrap().is_empty());
}
