//! Wrong uses, each with one line.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use super::hub::Hub;
use super::station::{AGENT, Station};

fn complaint(output: &Output, code: i32) -> String {
    let text = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!((output.status.code(), text.lines().count()), (Some(code), 1), "{text}");
    text.trim().to_owned()
}

#[tokio::test]
async fn no_second_agent_runs_with_the_same_folder() {
    let hub = Hub::start().await;
    let mut station = Station::paired(&hub, 61_040);
    station.start("");
    station.see_locked().await;
    let second =
        Command::new(AGENT).args(["run", "--config"]).arg(station.path("agent.toml")).output().unwrap();
    assert!(complaint(&second, 1).contains("another epn-agent runs with"));
    station.see_locked().await;
}

#[test]
fn a_station_that_was_never_paired_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("agent.toml");
    let state = folder.path().join("state");
    let text =
        format!("state_dir = {state:?}\nkiosk_socket = \"/x\"\n[visitor]\nuid = 61041\ncommand = \"true\"\n");
    std::fs::write(&config, text).unwrap();
    let output = Command::new(AGENT).args(["run", "--config"]).arg(&config).output().unwrap();
    assert!(complaint(&output, 1).contains("pair with the hub first"));
    let output = Command::new(AGENT).args(["run", "--json", "--config"]).arg(&config).output().unwrap();
    let said: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(said["error"].as_str().unwrap().contains("pair with the hub first"), "{said}");
    assert!(complaint(&output, 1).contains("pair with the hub first"));
}

#[tokio::test]
async fn programs_are_told_where_screens_connect() {
    let hub = Hub::start().await;
    let mut station = Station::paired(&hub, 61_079);
    station.start("");
    station.see_locked().await;
    station.kill();
    let mut agent = Command::new(AGENT)
        .args(["run", "--json", "--config"])
        .arg(station.path("agent.toml"))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(agent.stdout.take().unwrap()).read_line(&mut line).unwrap();
    agent.kill().unwrap();
    agent.wait().unwrap();
    let said: Value = serde_json::from_str(&line).unwrap();
    assert_eq!(said["kiosk_socket"], station.path("kiosk.sock").display().to_string());
}

#[test]
fn a_pairing_code_that_is_none_and_a_hub_that_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let pair = |code: &str| {
        let script =
            format!("echo {code} | {AGENT} pair --hub 127.0.0.1:1 --state {} -", folder.path().display());
        Command::new("sh").args(["-c", &script]).output().unwrap()
    };
    assert!(complaint(&pair("1234"), 2).contains("a pairing code has 16 letters and digits"));
    assert!(complaint(&pair("K7QF-2M0X-9TRB-HD4W"), 1).contains("nothing answers at 127.0.0.1:1"));
    assert!(!folder.path().join("identity").exists());
}

#[test]
fn an_address_without_a_port_is_wrong_use() {
    for hub in ["192.168.1.10", "hub", ":7443", "hub:x", "hub:70000"] {
        let arguments = ["pair", "--hub", hub, "--state", "/nowhere", "-"];
        let output = Command::new(AGENT).args(arguments).stdin(Stdio::null()).output().unwrap();
        assert!(complaint(&output, 2).contains("write the hub's port as well"), "{hub}");
    }
}

#[test]
fn a_folder_that_cannot_keep_a_pairing_is_told_before_the_code_is_spent() {
    let script = format!("echo K7QF-2M0X-9TRB-HD4W | {AGENT} pair --hub 127.0.0.1:1 --state /proc/nowhere -");
    let output = Command::new("sh").args(["-c", &script]).output().unwrap();
    assert!(complaint(&output, 1).contains("choose a folder"));
}

#[tokio::test]
async fn the_link_part_is_started_by_the_agent_alone() {
    let hub = Hub::start().await;
    let station = Station::paired(&hub, 61_047);
    let script = format!("echo | {AGENT} link --identity {}", station.path("state/identity").display());
    let output = Command::new("sh").args(["-c", &script]).output().unwrap();
    assert!(complaint(&output, 1).contains("epn-agent run starts this command"));
}

#[test]
fn a_visitor_whose_files_no_session_would_see_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (config, state) = (folder.path().join("agent.toml"), folder.path().join("state"));
    for (command, runtime_dir, word) in [
        ("/tmp/desktop", "/run/epn-visitor", "visitor.command must not lie in /tmp"),
        ("/usr/bin/true", "/dev/shm/visitor", "visitor.runtime_dir must not lie in /dev/shm"),
        ("/usr/bin/true", "/var/tmp", "visitor.runtime_dir must not lie in /var/tmp"),
    ] {
        let text = format!(
            "state_dir = {state:?}\nkiosk_socket = \"/x\"\n[visitor]\nuid = 61041\ncommand = {command:?}\n\
             runtime_dir = {runtime_dir:?}\n"
        );
        std::fs::write(&config, text).unwrap();
        let output = Command::new(AGENT).args(["run", "--config"]).arg(&config).output().unwrap();
        let said = complaint(&output, 2);
        assert!(said.contains(word), "{said}");
    }
}

#[test]
fn a_configuration_that_is_not_there_is_named_once() {
    let output = Command::new(AGENT).args(["run", "--config", "/nowhere/agent.toml"]).output().unwrap();
    let said = complaint(&output, 1);
    assert_eq!(said.matches("No such file").count(), 1, "{said}");
}

/// As `epn-agent check | head -1`: its exit code says what it found, whoever reads the rest.
#[test]
fn whoever_stops_reading_is_no_failure() {
    let ends = |stdout: Stdio, json: bool| {
        let mut command = Command::new(AGENT);
        let output = command.arg("check").args(json.then_some("--json")).stdout(stdout).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    for json in [false, true] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let heard = ends(Stdio::null(), json);
        assert!(heard.1.is_empty() && heard.0.is_some(), "{heard:?}");
        assert_eq!(ends(writer.into(), json), heard);
    }
}
