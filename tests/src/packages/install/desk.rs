//! The console's package: it is in the menu, starts, and goes without a trace.

use std::path::Path;

use anyhow::{Result, ensure};

use super::machine::Machine;
use super::snapshot::Snapshot;

/// Installs and purges it.
///
/// # Errors
/// Whatever is not as it should be.
pub fn check(machine: &Machine, package: &Path) -> Result<()> {
    let before = Snapshot::of(machine)?;
    machine.install(package)?;
    let entry = "/usr/share/applications/epn-console.desktop";
    machine.ok(&format!("desktop-file-validate {entry}"))?;
    let icon = machine.read(entry)?;
    let icon = icon.lines().find_map(|line| line.strip_prefix("Icon=")).unwrap_or_default().to_owned();
    let drawn = format!("/usr/share/icons/hicolor/scalable/apps/{icon}.svg");
    ensure!(machine.at(&drawn).is_file(), "the entry has no picture: {drawn}");
    machine.ok("HOME=/root epn-console --help")?;
    machine.ok("dpkg --purge epn-console")?;
    let left = before.differences(&Snapshot::of(machine)?);
    ensure!(left.is_empty(), "a purge leaves: {}", left.join("; "));
    Ok(())
}
