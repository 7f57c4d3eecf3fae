//! The program itself, where it cannot be shown or makes no sense: one line, and the right exit code.

#![cfg(test)]

use std::process::{Command, Output};

/// Runs the program with no display but those that are named here.
fn run(arguments: &[&str], displays: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_epn-kiosk"));
    for variable in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "XDG_RUNTIME_DIR"] {
        command.env_remove(variable);
    }
    command.args(arguments).envs(displays.iter().copied()).output().unwrap()
}

fn complaint(output: &Output, code: i32) -> String {
    let text = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!((output.status.code(), text.lines().count()), (Some(code), 1), "{text}");
    text
}

#[test]
fn without_a_display_it_says_so() {
    let start = ["--socket", "/nowhere/kiosk.sock"];
    assert!(complaint(&run(&start, &[]), 1).contains("there is no display"));
    for (variable, name) in
        [("DISPLAY", ":9999"), ("DISPLAY", "nowhere"), ("WAYLAND_DISPLAY", "/nowhere/wayland")]
    {
        let said = complaint(&run(&start, &[(variable, name)]), 1);
        assert!(said.contains(name) && said.contains(variable), "{said}");
    }
}

#[test]
fn wrong_use_is_one_line_and_code_two() {
    for arguments in [&[][..], &["--dance"], &["--socket", "/nowhere/kiosk.sock", "--lang", "tlh"]] {
        complaint(&run(arguments, &[]), 2);
    }
}

#[test]
fn help_shows_an_example() {
    let help = run(&["--help"], &[]);
    assert_eq!(help.status.code(), Some(0));
    assert!(String::from_utf8(help.stdout).unwrap().contains("Example"));
}
