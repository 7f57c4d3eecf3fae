//! The watch of the input on a session's own screen, with a real X server.

use std::fs;
use std::os::fd::OwnedFd;
use std::time::{Duration, Instant};

use epn_agent::prove::processes;
use epn_agent::reset::{self, ResetPlan};
use epn_agent::session::{Activity, Backend, Program, Session, SessionSpec, follow};
use rustix::process::{Signal, kill_process};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use crate::support::{home, settings, spec, start, target, until, until_there, visitor};

const PATIENCE: Duration = Duration::from_secs(30);

pub fn virtual_screen() -> Program {
    Program {
        program: "Xvfb".into(),
        args: ["-screen", "0", "640x480x24", "-nolisten", "tcp"].map(str::to_owned).to_vec(),
        ..Program::default()
    }
}

/// A session with a screen in which a key is pressed whenever the file `press` appears in its home.
fn watched(backend: &Backend, uid: u32) -> (Session, UnboundedReceiver<Activity>) {
    let line = "touch $HOME/ready; while :; do \
                if [ -e $HOME/press ]; then rm $HOME/press; xdotool key a; fi; sleep 0.05; done";
    let spec = SessionSpec { display: Some(virtual_screen()), ..spec(uid, line) };
    let mut session = backend.start(&spec).unwrap();
    let reports: OwnedFd = session.take_reports().unwrap();
    let (tell, told) = unbounded_channel();
    tokio::spawn(follow(reports, move |activity| {
        // A test that has seen enough listens no more.
        let _ = tell.send(activity);
    }));
    until_there(&home(uid).join("ready"));
    (session, told)
}

async fn next(told: &mut UnboundedReceiver<Activity>) -> Activity {
    tokio::time::timeout(PATIENCE, told.recv()).await.unwrap().unwrap()
}

fn press(uid: u32) {
    fs::write(home(uid).join("press"), "").unwrap();
}

#[tokio::test]
async fn quiet_and_input_are_told_as_they_come_also_after_it_stood_still() {
    let uid = 61_044;
    let backend = Backend::direct(settings()).unwrap();
    let (session, mut told) = watched(&backend, uid);
    for _ in 0..2 {
        assert!(matches!(next(&mut told).await, Activity::Quiet { for_ms: 1_000.. }));
        press(uid);
        assert_eq!(next(&mut told).await, Activity::Input);
    }
    assert!(matches!(next(&mut told).await, Activity::Quiet { .. }));
    session.freeze().unwrap();
    press(uid);
    session.thaw().unwrap();
    assert_eq!(next(&mut told).await, Activity::Input, "it goes on where it stood still");
    session.end().unwrap();
    assert!(reset::run(&ResetPlan::new(target(uid)), Instant::now()).proved);
}

#[tokio::test]
async fn a_watch_that_is_killed_knows_nothing_any_more_and_the_session_goes_on() {
    let uid = 61_046;
    let backend = Backend::direct(settings()).unwrap();
    let (session, mut told) = watched(&backend, uid);
    assert!(matches!(next(&mut told).await, Activity::Quiet { .. }));
    let watch = processes::find(visitor(uid)).unwrap().into_iter().find(|pid| {
        let command = fs::read(format!("/proc/{}/cmdline", pid.as_raw_pid())).unwrap_or_default();
        String::from_utf8_lossy(&command).contains("session-init")
    });
    kill_process(watch.expect("the watch runs as the visitor"), Signal::KILL).unwrap();
    assert_eq!(next(&mut told).await, Activity::Unknown);
    press(uid);
    until("the session goes on", || !home(uid).join("press").exists());
    session.end().unwrap();
    assert!(reset::run(&ResetPlan::new(target(uid)), Instant::now()).proved);
}

#[test]
fn a_session_without_a_screen_is_not_watched() {
    let uid = 61_047;
    let backend = Backend::direct(settings()).unwrap();
    let mut session = start(&backend, uid, "sleep 1000");
    assert!(session.take_reports().is_none());
    drop(session);
    assert!(reset::run(&ResetPlan::new(target(uid)), Instant::now()).proved);
}
