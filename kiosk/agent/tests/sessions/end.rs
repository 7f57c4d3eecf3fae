//! How sessions end: by themselves, killed, frozen, with the agent, with hundreds of processes.

use std::fs;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use epn_agent::prove::processes;
use epn_agent::reset::{self, ResetPlan};
use epn_agent::session::{Backend, Program, SessionError};
use epn_wire::report::ResetReport;

use crate::support::{home, settings, spec, start, target, try_command, until, until_there, visitor};

const LONG: Duration = Duration::from_secs(30);

#[test]
fn a_command_that_ends_ends_the_session_with_its_daemons() {
    let uid = 61_070;
    let backend = Backend::direct(settings()).unwrap();
    let session = start(&backend, uid, "setsid sleep 1000 & exit 7");
    assert!(session.wait(LONG).unwrap());
    assert!(processes::find(visitor(uid)).unwrap().is_empty());
    assert_eq!(session.end().unwrap(), Some(7));
    assert!(reset::run(&ResetPlan::new(target(uid)), Instant::now()).proved);
}

#[tokio::test]
async fn the_end_can_be_awaited() {
    let uid = 61_071;
    let backend = Backend::direct(settings()).unwrap();
    let session = start(&backend, uid, "sleep 1000");
    session.kill().unwrap();
    tokio::time::timeout(LONG, session.ended()).await.unwrap().unwrap();
    tokio::time::timeout(LONG, session.ended()).await.unwrap().unwrap();
    drop(session);
    assert!(reset::run(&ResetPlan::new(target(uid)), Instant::now()).proved);
}

#[test]
fn a_frozen_session_stands_still_and_can_be_killed() {
    let uid = 61_072;
    let backend = Backend::direct(settings()).unwrap();
    let session = start(&backend, uid, "while :; do echo x >> $HOME/count; sleep 0.01; done");
    let count = home(uid).join("count");
    let length = || fs::metadata(&count).map_or(0, |about| about.len());
    until("it counts", || length() > 2);
    session.freeze().unwrap();
    let events = session.cgroup().unwrap().path().join("cgroup.events");
    assert!(fs::read_to_string(&events).unwrap().contains("frozen 1"), "it is frozen when that returns");
    let still = length();
    session.thaw().unwrap();
    until("it counts on", || length() > still);
    session.freeze().unwrap();
    assert_eq!(session.end().unwrap(), None);
    assert!(reset::run(&ResetPlan::new(target(uid)), Instant::now()).proved);
}

#[test]
fn whoever_comes_after_a_session_that_died_standing_still_is_not_frozen() {
    let uid = 61_048;
    let backend = Backend::direct(settings()).unwrap();
    let session = start(&backend, uid, "sleep 1000");
    session.freeze().unwrap();
    drop(session);
    let next = start(&backend, uid, "exit 3");
    assert!(next.wait(LONG).unwrap());
    assert_eq!(next.end().unwrap(), Some(3));
    assert!(reset::run(&ResetPlan::new(target(uid)), Instant::now()).proved);
}

#[test]
fn one_uid_one_session() {
    let uid = 61_073;
    let backend = Backend::direct(settings()).unwrap();
    let session = start(&backend, uid, "sleep 1000");
    assert!(matches!(backend.start(&spec(uid, "true")), Err(SessionError::Busy(_))));
    drop(session);
    let again = start(&backend, uid, "true");
    drop(again);
    assert!(reset::run(&ResetPlan::new(target(uid)), Instant::now()).proved);
}

#[test]
fn a_command_that_is_not_there_is_told_and_nothing_stays() {
    let uid = 61_074;
    let backend = Backend::direct(settings()).unwrap();
    let mut spec = spec(uid, "");
    spec.command = Program { program: "/proc/nowhere/desktop".into(), ..Program::default() };
    let error = backend.start(&spec).unwrap_err().to_string();
    assert!(error.contains("/proc/nowhere/desktop cannot be started"), "{error}");
    // The mount point itself may stay: it is empty, and the reset removes it.
    assert!(!home(uid).exists());
    assert!(processes::find(visitor(uid)).unwrap().is_empty());
    assert!(reset::run(&ResetPlan::new(target(uid)), Instant::now()).proved);
}

#[test]
fn a_killed_agent_takes_its_session_along() {
    let uid = 61_075;
    visitor(uid);
    let line = "setsid sleep 1000 & touch $HOME/ready; sleep 1000";
    let mut agent = try_command(uid, line).stdout(Stdio::null()).spawn().unwrap();
    until_there(&home(uid).join("ready"));
    assert!(!processes::find(visitor(uid)).unwrap().is_empty());
    agent.kill().unwrap();
    agent.wait().unwrap();
    until("its processes are gone", || processes::find(visitor(uid)).unwrap().is_empty());
    // The home is still mounted; the next agent erases it.
    let report = reset::run(&ResetPlan::new(target(uid)), Instant::now());
    assert!(report.proved, "{report:?}");
    assert!(!home(uid).exists());
}

#[test]
fn a_session_outlives_the_thread_that_asked_for_it() {
    let uid = 61_076;
    let backend = Backend::direct(settings()).unwrap();
    let line = "while [ ! -e $HOME/go ]; do sleep 0.01; done; exit 5";
    let spec = spec(uid, line);
    let session = thread::scope(|scope| scope.spawn(|| backend.start(&spec).unwrap()).join().unwrap());
    fs::write(home(uid).join("go"), "").unwrap();
    assert!(session.wait(LONG).unwrap());
    assert_eq!(session.end().unwrap(), Some(5), "it was not killed with the thread");
    assert!(reset::run(&ResetPlan::new(target(uid)), Instant::now()).proved);
}

#[test]
fn hundreds_of_processes_and_thousands_of_files_are_proved_gone() {
    let uid = 61_077;
    visitor(uid);
    let line = "for n in $(seq 200); do sleep 1000 & done; for n in $(seq 2000); do echo $n > $HOME/$n; done; \
                touch $HOME/ready; wait";
    let run = try_command(uid, line).spawn().unwrap();
    until_there(&home(uid).join("ready"));
    assert!(processes::find(visitor(uid)).unwrap().len() >= 200);
    // SIGTERM ends the session early, as somebody at the keyboard would.
    let pid = rustix::process::Pid::from_raw(i32::try_from(run.id()).unwrap()).unwrap();
    rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
    let output = run.wait_with_output().unwrap();
    let report: ResetReport = serde_json::from_slice(&output.stdout).unwrap();
    assert!(report.proved, "{report:?}");
    println!("200 processes, 2,000 files: {} ms", report.ms);
}
