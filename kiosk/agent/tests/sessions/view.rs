//! What a visitor sees, and what a visitor cannot do.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, Instant};

use epn_agent::prove::{Target, processes};
use epn_agent::reset::{self, ResetPlan};
use epn_agent::session::{Backend, Settings, golden};

use rustix::process::Pid;

use crate::support::{home, settings, spec, start, target, until, visitor};
use crate::watch::virtual_screen;

const LONG: Duration = Duration::from_secs(30);

/// Runs a line to its end, and returns what it wrote to `$HOME/said`.
fn said(settings: Settings, uid: u32, line: &str) -> String {
    let backend = Backend::direct(settings).unwrap();
    let session = start(&backend, uid, &format!("exec > $HOME/said 2>&1\n{line}"));
    assert!(session.wait(LONG).unwrap());
    let said = fs::read_to_string(home(uid).join("said")).unwrap();
    session.end().unwrap();
    let report = reset::run(&ResetPlan::new(target(uid)), Instant::now());
    assert!(report.proved, "{report:?}");
    said
}

#[test]
fn a_visitor_is_nobody_else_and_gains_nothing() {
    let said = said(
        settings(),
        61_080,
        "id -u; id -un; id -G; grep -E '^(NoNewPrivs|CapEff|CapPrm)' /proc/self/status; ulimit -c",
    );
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(
        lines,
        [
            "61080",
            "visitor61080",
            "61080",
            "CapPrm:\t0000000000000000",
            "CapEff:\t0000000000000000",
            "NoNewPrivs:\t1",
            "0"
        ]
    );
}

#[test]
fn the_environment_holds_nothing_of_the_agents() {
    let said = said(settings(), 61_081, "env | sort | cut -d= -f1; echo; echo $HOME; pwd");
    let (names, places) = said.split_once("\n\n").unwrap();
    let names: Vec<&str> = names.lines().collect();
    assert_eq!(names, ["HOME", "LANG", "LOGNAME", "PATH", "PWD", "SHELL", "USER", "XDG_RUNTIME_DIR"]);
    let own = home(61_081).display().to_string();
    assert_eq!(places.lines().collect::<Vec<_>>(), [own.as_str(), own.as_str()]);
}

#[test]
fn processes_and_temporary_files_of_others_are_out_of_sight() {
    let marker = format!("/tmp/epn-outside-{}", std::process::id());
    fs::write(&marker, "").unwrap();
    let said = said(
        settings(),
        61_082,
        "ls -A /tmp /var/tmp /dev/shm; ls -d /proc/[0-9]* | wc -l; touch /tmp/a /dev/shm/b",
    );
    fs::remove_file(marker).unwrap();
    assert!(!said.contains("epn-outside"), "{said}");
    let processes: u32 = said.lines().last().unwrap().parse().unwrap();
    assert!(processes < 8, "{said}");
}

#[test]
fn the_agents_folders_are_hidden_and_what_is_kept_is_seen() {
    let outside = tempfile::tempdir().unwrap();
    fs::set_permissions(outside.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let state = std::path::PathBuf::from(format!("/var/lib/epn-test-state-{}", std::process::id()));
    fs::create_dir(&state).unwrap();
    fs::write(state.join("key"), "secret").unwrap();
    let kept = outside.path().join("socket");
    fs::write(&kept, "seen").unwrap();
    let mut settings = settings();
    settings.hidden = vec![state.clone()];
    settings.kept = vec![kept.clone()];
    let line = format!("ls -A {0}; touch {0}/x || echo closed; cat {1}", state.display(), kept.display());
    let said = said(settings, 61_083, &line);
    fs::remove_dir_all(state).unwrap();
    assert!(!said.contains("key"), "{said}");
    assert!(said.contains("closed") && said.ends_with("seen"), "{said}");
}

#[test]
fn a_home_starts_as_the_golden_profile_and_belongs_to_the_visitor() {
    let uid = 61_084;
    let profile = tempfile::tempdir().unwrap();
    fs::create_dir_all(profile.path().join(".config/app")).unwrap();
    fs::write(profile.path().join(".config/app/rc"), "golden").unwrap();
    let settings = Settings { golden: Some(profile.path().to_owned()), ..settings() };
    let backend = Backend::direct(settings.clone()).unwrap();
    let line = "cp .config/app/rc said && echo changed > .config/app/rc";
    let session = backend.start(&spec(uid, line)).unwrap();
    assert!(session.wait(LONG).unwrap());
    assert_eq!(fs::read_to_string(home(uid).join("said")).unwrap(), "golden");
    assert_eq!(fs::read_to_string(home(uid).join(".config/app/rc")).unwrap(), "changed\n");
    let digest = session.golden().cloned();
    assert_eq!(digest, Some(golden::digest(profile.path()).unwrap()));
    session.end().unwrap();
    let target = Target::new(visitor(uid), &settings, digest);
    let report = reset::run(&ResetPlan::new(target), Instant::now());
    assert!(report.proved, "{report:?}");
    assert!(!report.not_applicable().any(|name| name == "golden-profile"));
}

#[test]
fn a_home_is_limited() {
    let settings = Settings { home_limit_mb: 4, ..settings() };
    let said = said(settings, 61_085, "head -c 9000000 /dev/zero > /tmp/big || { rm /tmp/big; echo full; }");
    assert!(said.contains("full"), "{said}");
}

/// The names of a uid's running programs.
fn running(uid: u32) -> Vec<String> {
    let name = |pid: &Pid| fs::read_to_string(format!("/proc/{}/comm", pid.as_raw_pid())).unwrap_or_default();
    processes::find(visitor(uid)).unwrap().iter().map(name).map(|name| name.trim().to_owned()).collect()
}

#[test]
fn a_whole_desktop_runs_and_vanishes() {
    let uid = 61_087;
    let mut spec = spec(uid, "exec dbus-run-session -- startxfce4");
    spec.display = Some(virtual_screen());
    let backend = Backend::direct(settings()).unwrap();
    let session = backend.start(&spec).unwrap();
    let desktop = ["xfce4-session", "xfwm4", "xfce4-panel"];
    until("the desktop stands", || {
        let running = running(uid);
        desktop.iter().all(|program| running.iter().any(|name| name == program))
    });
    assert!(home(uid).join(".config").exists());
    session.end().unwrap();
    let report = reset::run(&ResetPlan::new(target(uid)), Instant::now());
    assert!(report.proved, "{report:?}");
}

#[test]
fn a_screen_of_its_own_is_started_first() {
    let uid = 61_086;
    let mut spec = spec(
        uid,
        "echo $DISPLAY > $HOME/said; test -S /tmp/.X11-unix/X${DISPLAY#:} && echo there >> $HOME/said",
    );
    spec.display = Some(virtual_screen());
    let backend = Backend::direct(settings()).unwrap();
    let session = backend.start(&spec).unwrap();
    assert!(session.wait(LONG).unwrap());
    let said = fs::read_to_string(home(uid).join("said")).unwrap();
    assert!(said.starts_with(':') && said.contains("there"), "{said}");
    session.end().unwrap();
    assert!(reset::run(&ResetPlan::new(target(uid)), Instant::now()).proved);
}
