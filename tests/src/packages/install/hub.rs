//! The hub's package: an account, no data; a site survives everything but its own removal by hand.

use std::path::Path;

use anyhow::{Result, ensure};

use super::machine::Machine;
use super::snapshot::Snapshot;

const FOUND: &str = "printf 'a long password' | setpriv --reuid=epn-hub --regid=epn-hub --init-groups \
                     epn-hub init --data /var/lib/epn-hub/site --site 'Espace numérique'";

/// Installs it, founds a site, upgrades and purges.
///
/// # Errors
/// Whatever is not as it should be.
pub fn check(machine: &Machine, package: &Path) -> Result<()> {
    let before = Snapshot::of(machine)?;
    machine.install(package)?;
    let mode = machine.ok("stat -c '%a %U' /var/lib/epn-hub")?;
    ensure!(mode.trim() == "700 epn-hub", "the data's folder is {mode}");
    ensure!(machine.ok("ls -A /var/lib/epn-hub")?.is_empty(), "the package brings data");
    let state = machine.run("systemctl --root=/ is-enabled epn-hub.service")?.stdout;
    ensure!(state.trim() == "enabled", "epn-hub.service is {state}");
    machine.ok("systemd-analyze verify --man=no epn-hub.service")?;
    machine.ok("for file in /usr/share/epn-hub/policies/*.toml; do epn-hub policy check $file; done")?;
    machine.ok("dpkg --purge epn-hub")?;
    let left = before.differences(&Snapshot::of(machine)?);
    ensure!(left.is_empty(), "a purge leaves: {}", left.join("; "));
    site_stays(machine, package)
}

fn site_stays(machine: &Machine, package: &Path) -> Result<()> {
    machine.install(package)?;
    machine.ok(FOUND)?;
    let unit = machine.read("/usr/lib/systemd/system/epn-hub.service")?;
    let condition = unit.lines().find_map(|line| line.strip_prefix("ConditionPathExists="));
    ensure!(
        condition.is_some_and(|path| machine.at(path).exists()),
        "the hub would not start: {condition:?}"
    );
    machine.start_up(&["epn-hub.service"])?;
    machine.install(package)?;
    let asked = machine.asked()?;
    ensure!(
        asked.iter().any(|line| line.contains("restart epn-hub.service")),
        "the old hub goes on: {asked:?}"
    );
    machine.ok("dpkg --purge epn-hub")?;
    machine.install(package)?;
    machine.ok(
        "setpriv --reuid=epn-hub --regid=epn-hub --init-groups epn-hub check --data /var/lib/epn-hub/site",
    )?;
    Ok(())
}
