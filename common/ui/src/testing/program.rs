//! A screen's program as a process, where it cannot be shown or makes no sense: one line, and the right exit code.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

/// A program with a window.
#[derive(Clone, Copy, Debug)]
pub struct Program {
    /// Where it lies.
    pub path: &'static str,
    /// Arguments with which it would show its window.
    pub start: &'static [&'static str],
}

impl Program {
    /// Runs it to its end with no display but those that are named here, and `input` on its standard input.
    ///
    /// # Panics
    /// If it cannot be started.
    #[expect(clippy::expect_used, reason = "only tests run programs")]
    pub fn run(&self, arguments: &[&str], displays: &[(&str, &str)], input: &str) -> Output {
        let mut command = Command::new(self.path);
        for variable in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "XDG_RUNTIME_DIR"] {
            command.env_remove(variable);
        }
        command.args(arguments).envs(displays.iter().copied());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        // A program that ends without reading it closes the pipe.
        let _ = child.stdin.take().map(|mut stdin| stdin.write_all(input.as_bytes()));
        child.wait_with_output().expect("the program ends")
    }

    /// It says which display there is not.
    ///
    /// # Panics
    /// If it does not.
    pub fn says_without_a_display(&self) {
        let none = self.run(self.start, &[], "");
        assert!(complaint(&none, 1).contains("there is no display"));
        for (variable, name) in
            [("DISPLAY", ":9999"), ("DISPLAY", "nowhere"), ("WAYLAND_DISPLAY", "/nowhere/wayland")]
        {
            let said = complaint(&self.run(self.start, &[(variable, name)], ""), 1);
            assert!(said.contains(name) && said.contains(variable), "{said}");
        }
    }

    /// Arguments that make no sense are told in one line, with code 2.
    ///
    /// # Panics
    /// If they are not.
    pub fn tells_wrong_use(&self) {
        let no_language = [self.start, &["--lang", "tlh"]].concat();
        for arguments in [&[][..], &["--dance"], &no_language] {
            complaint(&self.run(arguments, &[], ""), 2);
        }
    }

    /// Its help shows an example.
    ///
    /// # Panics
    /// If it does not.
    pub fn helps_with_an_example(&self) {
        let help = self.run(&["--help"], &[], "");
        assert_eq!(help.status.code(), Some(0));
        assert!(String::from_utf8_lossy(&help.stdout).contains("Example"));
    }
}

/// The one line with which a program ended.
///
/// # Panics
/// If it ended with another code than this, or said more or less than a line.
pub fn complaint(output: &Output, code: i32) -> String {
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!((output.status.code(), text.lines().count()), (Some(code), 1), "{text}");
    text
}
