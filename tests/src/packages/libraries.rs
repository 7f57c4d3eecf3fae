//! Which of Debian's libraries the programs are linked with.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::support::run_to_end;

/// The packages that the programs need to start, as a package's `Depends` names them.
///
/// Libraries that a program looks for only when it opens a window are not among them; the control files name those.
///
/// # Errors
/// dpkg-shlibdeps does not know one.
pub fn needed(programs: &[PathBuf]) -> Result<String> {
    let folder = tempfile::tempdir()?;
    let debian = folder.path().join("debian");
    fs::create_dir(&debian)?;
    // It wants to stand in the sources of a Debian package.
    fs::write(debian.join("control"), "Source: epn\n\nPackage: epn\nArchitecture: any\n")?;
    let mut shlibdeps = Command::new("dpkg-shlibdeps");
    shlibdeps.current_dir(folder.path()).arg("-O");
    for program in programs {
        shlibdeps.arg("-e").arg(program);
    }
    let said = run_to_end(&mut shlibdeps, b"")?.ok().context("dpkg-shlibdeps")?.stdout;
    let depends = said.lines().find_map(|line| line.strip_prefix("shlibs:Depends="));
    Ok(depends.context("dpkg-shlibdeps names no library, and every program needs the C library")?.to_owned())
}
