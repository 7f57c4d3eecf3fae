//! The program itself: what it says when something is wrong, and that one hub at a time has a site.

#![cfg(test)]

#[path = "common/program.rs"]
mod program;

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use rusqlite::Connection;
use serde_json::Value;
use tempfile::TempDir;

use program::Serving;

fn hub(arguments: &[&str], data: &Path, input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_epn-hub"))
        .args(arguments)
        .arg("--data")
        .arg(data)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that wants no input may have ended already.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn says(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let text = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(text.lines().count(), 1, "one line: {text}");
    text
}

fn site() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("site");
    let made = hub(&["init", "--site", "Espace test"], &data, "correct horse\n");
    assert!(made.status.success(), "{made:?}");
    (folder, data)
}

#[test]
fn a_new_site_holds_together_and_is_not_founded_twice() {
    let (folder, data) = site();
    assert!(hub(&["check"], &data, "").status.success());
    let again = hub(&["init", "--site", "Autre"], &data, "correct horse\n");
    assert!(says(&again).contains("already"));
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "nothing is left beside");
}

#[test]
fn programs_are_told_where_it_listens_and_why_it_does_not() {
    let (_folder, data) = site();
    let mut serving = Command::new(env!("CARGO_BIN_EXE_epn-hub"))
        .args(["serve", "--listen", "127.0.0.1:0", "--json", "--data"])
        .arg(&data)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(serving.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let ready: Value = serde_json::from_str(&line).unwrap();
    assert!(ready["listening"].as_str().unwrap().starts_with("https://127.0.0.1:"), "{ready}");
    assert_eq!(ready["phones"], Value::Null);
    let second = hub(&["serve", "--listen", "127.0.0.1:0", "--json"], &data, "");
    serving.kill().unwrap();
    serving.wait().unwrap();
    let said: Value = serde_json::from_slice(&second.stdout).unwrap();
    let error = said["error"].as_str().unwrap();
    assert!(error.contains("is in use by another epn-hub"), "{said}");
    assert!(says(&second).contains(error), "and whoever reads along is told as well");
}

#[test]
fn a_folder_with_something_in_it_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("letter.txt"), "dear").unwrap();
    assert!(
        says(&hub(&["init", "--site", "Espace"], folder.path(), "correct horse\n")).contains("not empty")
    );
    assert!(folder.path().join("letter.txt").exists());
}

#[test]
fn a_short_password_is_refused_before_anything_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("site");
    assert!(says(&hub(&["init", "--site", "Espace"], &data, "short\n")).contains("8 characters"));
    assert!(!data.exists());
}

#[test]
fn names_and_passwords_that_cannot_be_are_refused_before_anything_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("site");
    for name in ["", " ", "two\nlines", &"a".repeat(201)] {
        assert!(says(&hub(&["init", "--site", name], &data, "correct horse\n")).contains("characters"));
    }
    let long = "a".repeat(2000);
    assert!(says(&hub(&["init", "--site", "Espace"], &data, &long)).contains("longer than"));
    assert!(!data.exists());
}

#[test]
fn a_folder_that_cannot_be_made_says_what_to_do() {
    let made = hub(&["init", "--site", "Espace"], Path::new("/proc/nowhere/site"), "correct horse\n");
    assert!(says(&made).contains("choose a folder"));
}

#[test]
fn a_database_from_a_newer_hub_is_left_alone() {
    let (_folder, data) = site();
    let later = "INSERT INTO refinery_schema_history (version, name, applied_on, checksum)
                 VALUES (99, 'later', '2030-01-01T00:00:00Z', '1')";
    Connection::open(data.join("hub.db")).unwrap().execute(later, []).unwrap();
    let commands: [&[&str]; 5] = [
        &["check"],
        &["serve", "--listen", "127.0.0.1:0"],
        &["pair-code"],
        &["policy", "export", "-"],
        &["export", "counts", "--out", "-"],
    ];
    for command in commands {
        assert!(says(&hub(command, &data, "")).contains("install the newer one"), "{command:?}");
    }
}

#[test]
fn a_locked_database_says_so() {
    let (_folder, data) = site();
    let other = Connection::open(data.join("hub.db")).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    assert!(says(&hub(&["pair-code"], &data, "")).contains("in use by another program"));
    other.execute_batch("ROLLBACK").unwrap();
    assert!(hub(&["pair-code"], &data, "").status.success());
}

#[test]
fn broken_settings_are_named_with_their_line() {
    let (_folder, data) = site();
    std::fs::write(data.join("hub.toml"), "[server]\nconnections = \"many\"\n").unwrap();
    assert!(says(&hub(&["serve", "--listen", "127.0.0.1:0"], &data, "")).contains("hub.toml, line 2"));
}

#[test]
fn an_address_of_another_machine_says_so() {
    let (_folder, data) = site();
    // An address for documentation (RFC 5737), which no machine has.
    let elsewhere = hub(&["serve", "--listen", "192.0.2.1:7443"], &data, "");
    assert!(says(&elsewhere).contains("choose an address of this machine"));
}

#[test]
fn a_missing_site_says_how_to_make_one() {
    let folder = tempfile::tempdir().unwrap();
    for command in [&["pair-code"][..], &["check"], &["serve", "--listen", "127.0.0.1:0"]] {
        assert!(says(&hub(command, folder.path(), "")).contains("epn-hub init"), "{command:?}");
    }
}

#[test]
fn one_hub_at_a_time_and_commands_reach_it() {
    let (_folder, data) = site();
    let serving = Serving::start(&data);
    let second = hub(&["serve", "--listen", "127.0.0.1:0"], &data, "");
    assert!(says(&second).contains("in use"));

    let code = hub(&["pair-code"], &data, "");
    assert!(code.status.success(), "{code:?}");
    assert_eq!(String::from_utf8(code.stdout).unwrap().trim().len(), 19);
    let added = hub(&["staff", "add", "zohra", "--role", "mediator"], &data, "battery staple\n");
    assert!(added.status.success(), "{added:?}");
    let twice = hub(&["staff", "add", "Zohra", "--role", "mediator"], &data, "battery staple\n");
    assert!(says(&twice).contains("already"));
    assert!(hub(&["check"], &data, "").status.success(), "a check may run beside");

    assert!(serving.terminate().success());
    assert!(!data.join("control.sock").exists());
    assert!(hub(&["pair-code"], &data, "").status.success(), "and without a running hub");
}

#[test]
fn a_killed_hub_leaves_a_site_that_starts_again() {
    let (_folder, data) = site();
    drop(Serving::start(&data));
    let again = Serving::start(&data);
    assert!(hub(&["pair-code"], &data, "").status.success());
    assert!(again.terminate().success());
    assert!(hub(&["check"], &data, "").status.success());
}

#[test]
fn a_taken_port_says_so() {
    let (_folder, data) = site();
    let (_other_folder, other) = site();
    let serving = Serving::start(&data);
    let taken = hub(&["serve", "--listen", &serving.address], &other, "");
    assert!(says(&taken).contains("taken"));
}

#[test]
fn a_check_names_what_is_wrong() {
    let (_folder, data) = site();
    Connection::open(data.join("hub.db"))
        .unwrap()
        .execute_batch(
            "DROP TRIGGER policy_version_is_never_edited; PRAGMA foreign_keys = OFF;
             UPDATE room SET site = 'nobody';",
        )
        .unwrap();
    assert!(says(&hub(&["check"], &data, "")).contains("room, row 1"));
}

#[test]
fn a_check_looks_at_the_keys() {
    let (_folder, data) = site();
    std::fs::write(data.join("keys/leases.key"), "no key").unwrap();
    assert!(says(&hub(&["check"], &data, "")).contains("leases.key"));
}

#[test]
fn a_damaged_database_is_refused_in_one_sentence() {
    let (_folder, data) = site();
    std::fs::write(data.join("hub.db"), vec![0xA5; 8192]).unwrap();
    for command in [&["check"][..], &["serve", "--listen", "127.0.0.1:0"]] {
        assert!(says(&hub(command, &data, "")).contains("damaged"), "{command:?}");
    }
}

#[test]
fn wrong_use_exits_with_2() {
    let (_folder, data) = site();
    let wrong: [&[&str]; 4] = [
        &["serve", "--clock-scale", "60"],
        &["staff", "add", "zohra", "--role", "king"],
        &["nonsense"],
        &["explain", "--visitor", "100003"],
    ];
    for arguments in wrong {
        let output = hub(arguments, &data, "battery staple\n");
        let text = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), text.lines().count()), (Some(2), 1), "{arguments:?}: {text}");
    }
}
