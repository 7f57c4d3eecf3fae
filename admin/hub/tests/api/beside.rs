//! Commands beside a hub that serves: those that write go through it, those that read need not ask.

use std::process::Output;

use epn_rules::policy_file::EXAMPLE;
use epn_wire::console::PolicyView;
use serde_json::{Value, json};

use crate::support::Site;

/// Runs the program on the site's data.
async fn epn_hub(site: &Site, arguments: &[&str]) -> Output {
    let mut command = tokio::process::Command::new(env!("CARGO_BIN_EXE_epn-hub"));
    command.args(arguments).arg("--data").arg(site.data());
    command.output().await.unwrap()
}

async fn out(site: &Site, arguments: &[&str]) -> String {
    let done = epn_hub(site, arguments).await;
    assert!(done.status.success(), "{done:?}");
    String::from_utf8(done.stdout).unwrap()
}

#[tokio::test]
async fn an_imported_policy_applies_at_once() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let mut station = site.station("Poste 1").await;
    let file = site.data().join("new.toml");
    std::fs::write(&file, EXAMPLE.replace("allowed = true", "allowed = false")).unwrap();
    let said = out(&site, &["policy", "import", file.to_str().unwrap()]).await;
    assert_eq!(said, "policy version 2 is in force\n");
    station.shows(|view| !view.no_account).await;
    let view: PolicyView = console.get("/policy").await.read();
    assert_eq!((view.number, view.policy.no_account.allowed), (2, false));
    assert!(out(&site, &["policy", "export"]).await.contains("allowed = false"));
}

#[tokio::test]
async fn a_decision_is_explained_by_the_hub_that_would_make_it() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let station = site.station("Poste 1").await;
    let member: Value = console.post("/visitors", &json!({})).await.read();
    let who = ["explain", "--json", "--visitor", member["number"].as_str().unwrap(), "--station", "Poste 1"];
    let now: Value = serde_json::from_str(&out(&site, &who).await).unwrap();
    assert_eq!(now["granted"], true, "by the site's own clock it is a Tuesday: {now}");
    let path = format!("/stations/{}/service", station.id);
    console.post(&path, &json!({ "in_service": false })).await.done();
    let then: Value = serde_json::from_str(&out(&site, &who).await).unwrap();
    assert_eq!(then["because"], json!([{ "rule": "out-of-service" }]));
}

#[tokio::test]
async fn counts_are_exported_while_the_hub_serves_as_the_console_gets_them() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    console.post("/passages", &json!({})).await.done();
    let exported = out(&site, &["export", "counts", "--out", "-"]).await;
    assert_eq!(exported, console.get("/counts?from=2026-03-10&to=2026-03-10").await.text());
}

#[tokio::test]
async fn nothing_is_invented_into_a_site_that_is_being_served() {
    let site = Site::new().await;
    let done = epn_hub(&site, &["seed", "--years", "1", "--stations", "1", "--seed", "1"]).await;
    assert_eq!(done.status.code(), Some(1));
    let said = String::from_utf8(done.stderr).unwrap();
    assert!(said.contains("in use by another epn-hub"), "{said}");
}
