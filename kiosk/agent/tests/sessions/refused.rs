//! Whom `prove` and `try` refuse to touch, and wrong use.

use std::process::{Command, Output};
use std::time::Instant;

use epn_agent::reset::{self, ResetPlan};
use epn_agent::session::Backend;

use crate::support::{AGENT, complaint, settings, start, target};

fn agent(args: &[&str]) -> Output {
    Command::new(AGENT).args(args).output().unwrap()
}

#[test]
fn root_and_uids_outside_the_range_are_refused() {
    for (uid, word) in
        [("0", "root"), ("1", "no visitor's"), ("60999", "no visitor's"), ("61100", "no visitor's")]
    {
        for command in [&["prove", "--uid", uid][..], &["try", "--command", "true", "--uid", uid]] {
            let output = agent(command);
            // 1 would say that something is left of them.
            assert_eq!(output.status.code(), Some(2), "{command:?}");
            let complaint = complaint(&output.stderr);
            assert!(complaint.contains(word) && complaint.contains("refused"), "{complaint}");
            assert!(output.stdout.is_empty());
        }
    }
}

#[test]
fn a_person_is_named_and_refused() {
    let accounts = std::fs::read_to_string("/etc/passwd").unwrap();
    let person = accounts.lines().map(|line| line.split(':').collect::<Vec<_>>()).find(|fields| {
        let uid: u32 = fields[2].parse().unwrap();
        (1000..61_000).contains(&uid) && fields[6].ends_with("sh")
    });
    // A machine without people has none to refuse; uids outside the range are refused by the test above.
    let Some(person) = person else { return };
    let output = agent(&["prove", "--uid", person[2]]);
    assert_eq!(output.status.code(), Some(2));
    let complaint = complaint(&output.stderr);
    assert!(complaint.contains(person[0]) && complaint.contains("refused"), "{complaint}");
}

#[test]
fn wrong_use_is_one_line_and_code_two() {
    for args in [&["prove"][..], &["try"], &["prove", "--uid", "x"], &["dance"]] {
        let output = agent(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        complaint(&output.stderr);
    }
}

#[test]
fn a_command_that_the_shell_does_not_find_is_told() {
    let output = agent(&["try", "--command", "/proc/nowhere/desktop", "--uid", "61078"]);
    assert!(complaint(&output.stderr).contains("could not start the command (code 127)"));
}

#[test]
fn all_disks_are_not_looked_at_during_a_session() {
    let uid = 61_096;
    let backend = Backend::direct(settings()).unwrap();
    let session = start(&backend, uid, "sleep 1000");
    let output = agent(&["prove", "--whole", "--uid", "61096"]);
    drop(session);
    assert_eq!(output.status.code(), Some(1));
    assert!(complaint(&output.stderr).contains("running already"));
    assert!(reset::run(&ResetPlan::new(target(uid)), Instant::now()).proved);
}

#[test]
fn help_shows_an_example() {
    for command in ["try", "prove"] {
        let output = agent(&[command, "--help"]);
        assert_eq!(output.status.code(), Some(0));
        assert!(String::from_utf8(output.stdout).unwrap().contains("epn-agent "));
    }
}
