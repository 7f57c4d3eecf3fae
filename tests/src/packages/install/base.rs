//! Debian as it is before our packages come, with what they need: made once, kept by its ingredients.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};

use crate::packages::Built;
use crate::support::run_to_end;

/// The release that the packages are for at least.
const RELEASE: &str = "bookworm";

/// What a PC has besides: an init, a boot menu, and what judges menu entries.
const BESIDES: [&str; 3] = ["desktop-file-utils", "grub-common", "systemd-sysv"];

/// The folder of a Debian with all that the packages need.
///
/// # Errors
/// A dependency has no package in Debian, or mmdebstrap fails otherwise.
pub fn of(cache: &Path, packages: &[Built]) -> Result<PathBuf> {
    let mut names: BTreeSet<String> = BESIDES.map(str::to_owned).into();
    for built in packages {
        names.extend(dependencies(&built.path)?);
    }
    let include = names.into_iter().collect::<Vec<_>>().join(",");
    let digest = format!("{:x}", Sha256::digest(format!("{RELEASE} {include}")));
    let folder = cache.join(format!("debian-{}", digest.get(..16).unwrap_or(&digest)));
    if !folder.is_dir() {
        println!("making a Debian to install on: minutes, once");
        forget_others(cache)?;
        let partial = cache.join("partial");
        let mut mmdebstrap = Command::new("mmdebstrap");
        mmdebstrap.args(["--mode=root", "--variant=minbase", "--format=directory", "--quiet"]);
        mmdebstrap.args(["--aptopt=Acquire::Languages \"none\"", "--dpkgopt=path-exclude=/usr/share/doc/*"]);
        mmdebstrap
            .args(["--dpkgopt=path-exclude=/usr/share/locale/*", "--dpkgopt=path-exclude=/usr/share/man/*"]);
        mmdebstrap.arg("--dpkgopt=path-include=/usr/share/doc/epn-*").arg(format!("--include={include}"));
        run_to_end(mmdebstrap.arg(RELEASE).arg(&partial), b"")?.ok().context("mmdebstrap")?;
        fs::rename(&partial, &folder)?;
    }
    Ok(folder)
}

/// The names in a package's `Depends`, the first of each choice.
fn dependencies(package: &Path) -> Result<Vec<String>> {
    let mut field = Command::new("dpkg-deb");
    let said = run_to_end(field.arg("--field").arg(package).arg("Depends"), b"")?.ok()?.stdout;
    Ok(names(&said))
}

fn names(depends: &str) -> Vec<String> {
    let first = |choice: &str| choice.split(['|', '(', ' ']).find(|word| !word.is_empty()).map(str::to_owned);
    depends.trim().split(',').filter_map(|choice| first(choice.trim())).collect()
}

fn forget_others(cache: &Path) -> Result<()> {
    fs::create_dir_all(cache)?;
    for entry in fs::read_dir(cache)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with("debian-") || name == "partial" {
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_and_second_choices_are_left_out() {
        assert_eq!(names("libc6 (>= 2.36), cage, polkitd | policykit-1\n"), ["libc6", "cage", "polkitd"]);
    }
}
