//! Running the real program.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use epn_hub::config::{Config, Hashing};
use epn_hub::founding::{Founding, found};
use epn_wire::console::StaffRole;
use tempfile::TempDir;

/// What became of a command.
#[derive(Debug)]
pub struct Done {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Done {
    /// What a command printed that did what it should, without a word on standard error.
    pub fn out(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (0, ""), "{}", self.out);
        self.out
    }

    /// The one line with which a command failed.
    pub fn failed(&self, code: i32) -> &str {
        assert_eq!(self.code, code, "{self:?}");
        let lines: Vec<_> = self.err.lines().collect();
        assert_eq!(lines.len(), 1, "{self:?}");
        lines[0].strip_prefix("epn-hub: ").unwrap()
    }
}

/// Runs the program in a folder.
pub fn epn_hub(folder: &Path, arguments: &[&str], input: &str) -> Done {
    let mut child = Command::new(env!("CARGO_BIN_EXE_epn-hub"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that does not read its input may be gone already.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let done = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Done { code: done.status.code().unwrap(), out: text(done.stdout), err: text(done.stderr) }
}

/// A folder with a new site in `site`.
pub struct Place {
    folder: TempDir,
}

impl Place {
    pub fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub fn with_site() -> Self {
        let this = Self::empty();
        let hashing = Hashing { memory_kib: 64, passes: 1, ..Hashing::default() };
        let founding = Founding {
            site: "Espace test".to_owned(),
            room: "Salle 1".to_owned(),
            staff: "admin".to_owned(),
            role: StaffRole::Coordinator,
            password: "a long password".to_owned().into(),
            config: Config { hashing, ..Config::default() },
        };
        found(&this.path("site"), &founding).unwrap();
        this
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn run(&self, arguments: &[&str]) -> Done {
        epn_hub(self.folder.path(), arguments, "")
    }

    pub fn run_with(&self, arguments: &[&str], input: &str) -> Done {
        epn_hub(self.folder.path(), arguments, input)
    }

    pub fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// The names of what lies in the folder.
    pub fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}
