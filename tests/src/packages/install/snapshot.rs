//! What a PC looks like, so that one can tell what a package left.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};

use super::machine::Machine;

/// Where every installation leaves something, whatever is installed, and what the next start empties.
const NOT_LOOKED_AT: [&str; 11] = [
    "dev",
    "etc/.pwd.lock",
    "etc/ld.so.cache",
    "proc",
    "run",
    "sys",
    "tmp",
    "var/cache",
    "var/lib/dpkg",
    "var/log",
    "usr/local",
];

/// Every file of a PC with all that can be told of it, and every unit with its state.
#[derive(Debug, PartialEq, Eq)]
pub struct Snapshot(BTreeMap<String, String>);

impl Snapshot {
    /// Looks at a PC.
    ///
    /// # Errors
    /// Something cannot be read.
    pub fn of(machine: &Machine) -> Result<Self> {
        let mut found = BTreeMap::new();
        look(&machine.at("/"), "", &mut found)?;
        // With the real one: the stand-in knows no unit.
        let units =
            machine.ok("/usr/bin/systemctl --root=/ list-unit-files --no-legend --no-pager --plain")?;
        for line in units.lines() {
            let (unit, state) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
            found.insert(format!("unit {unit}"), state.trim().to_owned());
        }
        Ok(Self(found))
    }

    /// What is not the same as in `other`, a line each.
    pub fn differences(&self, other: &Self) -> Vec<String> {
        let names = self.0.keys().chain(other.0.keys());
        let mut lines: Vec<String> = names
            .filter(|name| self.0.get(*name) != other.0.get(*name))
            .map(|name| format!("{name}: {:?}, then {:?}", self.0.get(name), other.0.get(name)))
            .collect();
        lines.sort();
        lines.dedup();
        lines
    }
}

fn look(folder: &Path, prefix: &str, found: &mut BTreeMap<String, String>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry?.path();
        let name = format!("{prefix}{}", path.file_name().unwrap_or_default().display());
        // Accounts' files have a copy of what they were before.
        let is_copy = name.starts_with("etc/") && !name[4..].contains('/') && name.ends_with('-');
        if is_copy || NOT_LOOKED_AT.contains(&name.as_str()) {
            continue;
        }
        let about = fs::symlink_metadata(&path)?;
        let mut told = format!("{:o} {}:{}", about.mode(), about.uid(), about.gid());
        if about.is_symlink() {
            write!(told, " -> {}", fs::read_link(&path)?.display())?;
        } else if about.is_file() {
            write!(told, " {:x}", Sha256::digest(fs::read(&path)?))?;
        } else if about.is_dir() {
            look(&path, &format!("{name}/"), found)?;
        }
        found.insert(name, told);
    }
    Ok(())
}
