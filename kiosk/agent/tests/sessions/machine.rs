//! What a visitor can leave with the machine's own services. Each proof without its cleaner: it must not be blind.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Instant;

use epn_agent::fault::Fault;
use epn_agent::golden::Machine;
use epn_agent::prove::{Screen, Step, Systemd, Target};
use epn_agent::reset::{self, ResetPlan};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::blind::fails_without;
use crate::support::{kinds, target, until};

/// A machine of its own for a test, with what it was set to kept at the start.
struct Own {
    dir: TempDir,
    target: Target,
}

impl Own {
    /// With these folders and files below it.
    fn with(uid: u32, files: &[(&str, &str)]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        for (file, text) in files {
            write(&dir.path().join(file), text);
        }
        let mut target = target(uid);
        let places = &mut target.places;
        places.machine = dir.path().join("machine.json");
        places.connections = dir.path().join("connections");
        places.passing_connections = dir.path().join("passing");
        places.pairings = dir.path().join("bluetooth");
        places.preferences = vec![dir.path().join("keyboard"), dir.path().join("locale")];
        places.lights = dir.path().join("lights");
        places.usb = dir.path().join("usb");
        places.media = vec![dir.path().join("media")];
        places.sound_cards = dir.path().join("cards");
        places.alsactl = dir.path().join("alsactl");
        Machine::look(places).unwrap().keep(&places.machine).unwrap();
        Self { dir, target }
    }

    fn path(&self, file: &str) -> PathBuf {
        self.dir.path().join(file)
    }

    fn text(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap()
    }
}

fn write(file: &Path, text: &str) {
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

fn script(file: &Path, text: &str) {
    write(file, &format!("#!/bin/sh\n{text}"));
    fs::set_permissions(file, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_connection_without_its_cleaner() {
    let own = Own::with(61_030, &[("connections/room.nmconnection", "[connection]\nuuid=1\n")]);
    write(&own.path("connections/home.nmconnection"), "[connection]\nuuid=2\n[wifi-security]\npsk=secret\n");
    write(&own.path("passing/guest.nmconnection"), "[connection]\nuuid=3\n");
    write(&own.path("passing/lo.nmconnection"), "[connection]\nuuid=4\n[.nmmeta]\nnm-generated=true\n");
    fails_without(&own.target, Step::Connections, "connection");
    assert!(!own.path("connections/home.nmconnection").exists());
    assert!(!own.path("passing/guest.nmconnection").exists());
    assert!(own.path("passing/lo.nmconnection").exists(), "what NetworkManager makes by itself stays");
    assert!(own.path("connections/room.nmconnection").exists());
}

#[test]
fn a_connection_that_was_changed_or_removed_comes_back() {
    let own = Own::with(61_043, &[("connections/a", "uuid=1\n"), ("connections/b", "uuid=2\n")]);
    fs::set_permissions(own.path("connections/b"), fs::Permissions::from_mode(0o600)).unwrap();
    Machine::look(&own.target.places).unwrap().keep(&own.target.places.machine).unwrap();
    write(&own.path("connections/a"), "uuid=1\nproxy=evil\n");
    fs::remove_file(own.path("connections/b")).unwrap();
    fails_without(&own.target, Step::Connections, "connection");
    assert_eq!(own.text("connections/a"), "uuid=1\n");
    assert_eq!(own.text("connections/b"), "uuid=2\n");
    let mode = fs::metadata(own.path("connections/b")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "NetworkManager ignores a connection that others can read");
}

#[test]
fn a_pairing_without_its_cleaner() {
    let (adapter, kept, new) = ("bluetooth/00:1A:7D:DA:71:13", "AA:AA:AA:AA:AA:01", "BB:BB:BB:BB:BB:02");
    let own = Own::with(61_031, &[(&format!("{adapter}/{kept}/info"), "[LinkKey]\n")]);
    write(&own.path(&format!("{adapter}/{new}/info")), "[LinkKey]\n");
    write(&own.path(&format!("{adapter}/cache/{new}")), "Name=Marie's phone\n");
    fails_without(&own.target, Step::Connections, "pairing");
    assert!(!own.path(&format!("{adapter}/{new}")).exists());
    assert!(!own.path(&format!("{adapter}/cache/{new}")).exists());
    assert!(own.path(&format!("{adapter}/{kept}/info")).exists());
}

#[test]
fn a_layout_and_a_language_without_their_cleaner() {
    let own = Own::with(61_032, &[("keyboard", "XKBLAYOUT=fr\n")]);
    write(&own.path("keyboard"), "XKBLAYOUT=us\n");
    write(&own.path("locale"), "LANG=tlh\n");
    fails_without(&own.target, Step::Preferences, "preference");
    assert_eq!(own.text("keyboard"), "XKBLAYOUT=fr\n");
    assert!(!own.path("locale").exists(), "it was not there");
}

#[test]
fn a_brightness_without_its_cleaner() {
    let own = Own::with(61_033, &[("lights/panel/brightness", "800\n")]);
    write(&own.path("lights/panel/brightness"), "1\n");
    fails_without(&own.target, Step::Preferences, "brightness");
    assert_eq!(own.text("lights/panel/brightness"), "800");
}

#[test]
fn a_volume_without_its_cleaner() {
    let state = |volume: u32| {
        format!(
            "state.PCH {{\n control.1 {{\n value {volume}\n comment {{\n access 'read write'\n }}\n }}\n}}\n"
        )
    };
    let dir = tempfile::tempdir().unwrap();
    let card = dir.path().join("card");
    write(&card, &state(40));
    let program = format!("case $3 in store) cat {0};; restore) cat > {0};; esac", card.display());
    let mut own = Own::with(61_034, &[("cards", " 0 [PCH            ]: HDA-Intel - HDA Intel PCH\n")]);
    script(&own.path("alsactl"), &program);
    Machine::look(&own.target.places).unwrap().keep(&own.target.places.machine).unwrap();
    write(&card, &state(0));
    fails_without(&own.target, Step::Preferences, "volume");
    assert_eq!(fs::read_to_string(&card).unwrap(), state(40));
    // Without a card there is nothing to set.
    own.target.places.sound_cards = own.path("nowhere");
    write(&card, &state(0));
    assert!(!own.target.places.has_sound());
}

#[test]
fn usb_storage_without_its_cleaner() {
    let reader =
        [("usb/1-1:1.0/bInterfaceClass", "08\n"), ("usb/1-1/serial", "built-in\n"), ("usb/1-1/remove", "")];
    let own = Own::with(61_035, &reader);
    write(&own.path("usb/1-2:1.0/bInterfaceClass"), "08\n");
    write(&own.path("usb/1-2/serial"), "a-stick\n");
    write(&own.path("usb/1-2/remove"), "");
    write(&own.path("usb/1-3:1.0/bInterfaceClass"), "03\n");
    // As the kernel does when it is told to.
    let (device, interface) = (own.path("usb/1-2"), own.path("usb/1-2:1.0"));
    let kernel = thread::spawn(move || {
        until("it is switched off", || {
            fs::read_to_string(device.join("remove")).is_ok_and(|told| told == "1")
        });
        fs::remove_dir_all(interface).unwrap();
        fs::remove_dir_all(device).unwrap();
    });
    fails_without(&own.target, Step::Mounts, "usb-storage");
    kernel.join().unwrap();
    assert_eq!(own.text("usb/1-1/remove"), "", "the machine's own stays");
}

#[test]
fn a_mount_point_named_like_a_stick_without_its_cleaner() {
    let own = Own::with(61_036, &[]);
    fs::create_dir_all(own.path("media/visitor61036/MARIE'S STICK")).unwrap();
    fs::create_dir_all(own.path("media/technician/BACKUP")).unwrap();
    fails_without(&own.target, Step::Mounts, "mount-point");
    assert!(own.path("media/technician/BACKUP").exists());
}

/// A log-in that systemd forgets at this order.
fn log_in(uid: u32, order: &str) -> Own {
    let mut own = Own::with(uid, &[(&format!("users/{uid}"), "NAME=visitor\n")]);
    let (users, calls, program) = (own.path("users"), own.path("calls"), own.path("systemd"));
    let calls = calls.display();
    script(&program, &format!("echo $* >> {calls}; [ $1 != {order} ] || rm -f {}/{uid}", users.display()));
    own.target.places.log_ins = users;
    own.target.places.systemd = Some(Systemd { loginctl: program.clone(), systemctl: program });
    own
}

#[test]
fn a_log_in_without_its_cleaner() {
    let own = log_in(61_037, "terminate-user");
    let without = ResetPlan::new(own.target.clone()).without(Step::Processes);
    assert_eq!(kinds(&reset::run(&without, Instant::now())), ["log-in"]);
    let report = reset::run(&ResetPlan::new(own.target.clone()), Instant::now());
    assert!(report.proved, "{report:?}");
    assert_eq!(own.text("calls"), "terminate-user 61037\nreset-failed user@61037.service\n");
}

#[test]
fn a_log_in_that_logind_does_not_end_is_ended_by_its_units() {
    let own = log_in(61_045, "stop");
    let report = reset::run(&ResetPlan::new(own.target.clone()), Instant::now());
    assert!(report.proved, "{report:?}");
    assert!(
        own.text("calls").contains("stop user-61045.slice user@61045.service user-runtime-dir@61045.service")
    );
}

#[test]
fn an_account_that_lingers_without_its_cleaner() {
    let mut own = Own::with(61_038, &[("linger/visitor61038", ""), ("linger/technician", "")]);
    own.target.places.linger = own.path("linger");
    fails_without(&own.target, Step::Processes, "linger");
    assert!(own.path("linger/technician").exists());
}

#[test]
fn a_process_in_the_accounts_slice_without_its_cleaner() {
    let own = Own::with(61_039, &[]);
    let slice = own.target.user_slice.clone().unwrap();
    fs::create_dir_all(slice.path().join("user@61039.service")).unwrap();
    // Under whatever uid it runs.
    let mut process = Command::new("sleep").arg("1000").spawn().unwrap();
    fs::write(slice.path().join("user@61039.service/cgroup.procs"), process.id().to_string()).unwrap();
    let report = reset::run(&ResetPlan::new(own.target.clone()).without(Step::Processes), Instant::now());
    assert_eq!(kinds(&report), ["process"], "{report:?}");
    let report = reset::run(&ResetPlan::new(own.target.clone()), Instant::now());
    assert!(report.proved, "{report:?}");
    process.wait().unwrap();
    slice.remove().unwrap();
}

#[test]
fn a_log_in_in_the_database_without_its_cleaner() {
    let mut own = Own::with(61_040, &[]);
    own.target.places.lastlog2 = own.path("lastlog2.db");
    let database = Connection::open(own.path("lastlog2.db")).unwrap();
    database
        .execute_batch(
            "CREATE TABLE Lastlog2(Name TEXT PRIMARY KEY, Time INTEGER, TTY TEXT, RemoteHost TEXT, Service TEXT);
             INSERT INTO Lastlog2 VALUES('visitor61040', 1, 'tty8', '', 'login'), ('technician', 2, 'tty9', '', 'login');",
        )
        .unwrap();
    fails_without(&own.target, Step::Accounts, "last-log-in");
    let left: i64 = database.query_row("SELECT count(*) FROM Lastlog2", [], |row| row.get(0)).unwrap();
    assert_eq!(left, 1, "another's record stays");
}

/// Terminals of which the visitor's is shown.
#[derive(Debug)]
struct Terminals(AtomicBool);

impl Screen for Terminals {
    fn shows_lock(&self) -> Result<bool, Fault> {
        Ok(self.0.load(Ordering::Relaxed))
    }

    fn show_lock(&self) -> Result<(), Fault> {
        self.0.store(true, Ordering::Relaxed);
        Ok(())
    }
}

#[test]
fn a_desktop_that_is_still_shown_without_its_cleaner() {
    let mut own = Own::with(61_041, &[]);
    own.target.screen = Some(Arc::new(Terminals(AtomicBool::new(false))));
    fails_without(&own.target, Step::Screen, "screen");
}

#[test]
fn without_anything_kept_nobody_elses_settings_are_touched() {
    let own = Own::with(61_042, &[("connections/room", "uuid=1\n"), ("keyboard", "XKBLAYOUT=fr\n")]);
    fs::remove_file(&own.target.places.machine).unwrap();
    write(&own.path("connections/home"), "uuid=2\n");
    let report = reset::run(&ResetPlan::new(own.target.clone()), Instant::now());
    assert!(report.proved, "{report:?}");
    let passed_over: Vec<&str> = report.not_applicable().collect();
    assert!(passed_over.contains(&"connections") && passed_over.contains(&"preferences"), "{passed_over:?}");
    assert!(own.path("connections/home").exists());
}
