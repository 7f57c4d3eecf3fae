//! The small program that goes with a session: whoever ends it sees it again.

use std::fs;
use std::time::Instant;

use epn_agent::prove::processes;
use epn_agent::reset::{self, ResetPlan};
use epn_agent::session::{Backend, Program, SessionSpec};
use rustix::process::{Pid, Signal, kill_process};

use crate::support::{home, settings, spec, target, until, visitor};

/// The pids that the program wrote, one each time it was started.
fn started(uid: u32) -> Vec<String> {
    let text = fs::read_to_string(home(uid).join("bar")).unwrap_or_default();
    text.lines().map(str::to_owned).collect()
}

/// The program, as the host knows it.
fn bar(uid: u32) -> Option<Pid> {
    let is_bar = |pid: &Pid| {
        let command = fs::read(format!("/proc/{}/cmdline", pid.as_raw_pid())).unwrap_or_default();
        command == b"sleep\x004242\x00"
    };
    processes::find(visitor(uid)).unwrap().into_iter().find(is_bar)
}

#[test]
fn it_comes_back_when_it_is_killed_runs_as_the_visitor_and_goes_with_the_session() {
    let uid = 61_097;
    let backend = Backend::direct(settings()).unwrap();
    let bar_program = Program::shell("id -u >> $HOME/bar; exec sleep 4242");
    let session = backend.start(&SessionSpec { bar: Some(bar_program), ..spec(uid, "sleep 1000") }).unwrap();
    for times in 1..=2 {
        until("it runs", || bar(uid).is_some() && started(uid).len() == times);
        kill_process(bar(uid).unwrap(), Signal::KILL).unwrap();
    }
    until("it is back", || started(uid).len() == 3);
    assert_eq!(started(uid), [uid.to_string().as_str(); 3]);
    session.end().unwrap();
    assert!(reset::run(&ResetPlan::new(target(uid)), Instant::now()).proved);
}
