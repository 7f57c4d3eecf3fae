//! The system that is looked at: the live one, or a tree of files that stands for it in a test.
//!
//! Programs are looked for below the root as well, so that a test gives the answers of `busctl` or `systemctl` in its tree.

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

use rustix::process::geteuid;

use crate::tool;

/// Where programs lie.
const PROGRAM_FOLDERS: [&str; 4] = ["usr/bin", "usr/sbin", "bin", "sbin"];

/// A system's files and programs.
#[derive(Clone, Debug)]
pub struct Root {
    path: PathBuf,
    owner: u32,
}

impl Root {
    /// The system that this runs on.
    pub fn live() -> Self {
        Self::owned_by("/", 0)
    }

    /// A tree below a folder, whose files belong to whoever runs this.
    pub fn below(path: impl Into<PathBuf>) -> Self {
        Self::owned_by(path, geteuid().as_raw())
    }

    /// The same where the system's own files have to belong to this uid.
    pub fn owned_by(path: impl Into<PathBuf>, owner: u32) -> Self {
        Self { path: path.into(), owner }
    }

    /// The uid that the system's own files must have.
    pub fn owner(&self) -> u32 {
        self.owner
    }

    /// Where a file of the system really lies.
    pub fn at(&self, file: impl AsRef<Path>) -> PathBuf {
        let file = file.as_ref();
        self.path.join(file.strip_prefix("/").unwrap_or(file))
    }

    /// A file's text, if it can be read.
    pub fn text(&self, file: impl AsRef<Path>) -> Option<String> {
        let bytes = fs::read(self.at(file)).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// What there is about a file; a link is told as a link.
    pub fn about(&self, file: impl AsRef<Path>) -> Option<Metadata> {
        fs::symlink_metadata(self.at(file)).ok()
    }

    /// The names in a folder, in order; none if there is no such folder.
    pub fn names(&self, folder: impl AsRef<Path>) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.at(folder)) else { return Vec::new() };
        let mut names: Vec<String> =
            entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// The names in a folder that have this ending (without its dot), in order.
    pub fn names_ending(&self, folder: impl AsRef<Path>, ending: &str) -> Vec<String> {
        let mut names = self.names(folder);
        names.retain(|name| Path::new(name).extension().is_some_and(|found| found == ending));
        names
    }

    /// The processes, by their folders' names below `/proc`.
    pub fn processes(&self) -> impl Iterator<Item = String> {
        self.names("proc").into_iter().filter(|name| name.bytes().all(|byte| byte.is_ascii_digit()))
    }

    /// Where a program lies, if it is installed.
    pub fn program(&self, name: &str) -> Option<PathBuf> {
        PROGRAM_FOLDERS.iter().map(|folder| self.at(folder).join(name)).find(|path| path.exists())
    }

    /// What a program prints, its ends trimmed. Or why it said nothing: one line.
    pub fn ask(&self, program: &str, args: &[&str]) -> Result<String, String> {
        let path = self.program(program).ok_or_else(|| format!("{program} is not installed"))?;
        match tool::answer(&path, args) {
            Ok(said) => Ok(said.trim().to_owned()),
            Err(_) => Err(format!("{program} {} failed", args.first().unwrap_or(&""))),
        }
    }
}
