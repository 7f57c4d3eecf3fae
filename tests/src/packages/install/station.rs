//! The station's package: nothing changes before the pairing, the lockdown comes and goes, an upgrade waits, a purge leaves
//! nothing.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};

use super::machine::Machine;
use super::snapshot::Snapshot;

const LOCKDOWN: &str = "/usr/libexec/epn-station/lockdown";
/// Below it lies what the lockdown lays over /etc.
const SHIPPED: &str = "/usr/share/epn-station/lockdown";
/// Groups by which somebody reads keys, sees the screen or becomes root.
const POWERFUL: [&str; 9] =
    ["input", "video", "tty", "sudo", "lpadmin", "plugdev", "netdev", "render", "adm"];

/// Installs, pairs, upgrades, removes and purges it.
///
/// # Errors
/// Whatever is not as it should be.
pub fn check(machine: &Machine, package: &Path) -> Result<()> {
    furnish(machine)?;
    let before = Snapshot::of(machine)?;
    machine.install(package)?;
    accounts(machine)?;
    configuration(machine)?;
    units(machine)?;
    nobody_is_locked_out(machine, &before)?;
    machine.start_up(&["display-manager.service"])?;
    lockdown_comes(machine)?;
    policies_come(machine)?;
    upgrade_waits(machine, package)?;
    upgrade_brings_printing(machine, package)?;
    removal_gives_back(machine, &before)?;
    machine.ok("dpkg --purge epn-station")?;
    let left = before.differences(&Snapshot::of(machine)?);
    ensure!(left.is_empty(), "a purge leaves: {}", left.join("; "));
    strange_visitor_is_told(machine, package)
}

/// What a technician may have set up before: a list of who plans work, a browser's policies, a boot menu.
fn furnish(machine: &Machine) -> Result<()> {
    machine.write("/etc/firefox/policies/policies.json", "{}\n", 0o644)?;
    machine.write("/etc/cron.allow", "root\nana\n", 0o640)?;
    machine.write("/boot/grub/grub.cfg", "plain\n", 0o600)?;
    let update = "#!/bin/sh\nif [ -x /etc/grub.d/09_epn_station ]; then /etc/grub.d/09_epn_station; else echo plain; fi >/boot/grub/grub.cfg\n";
    machine.write("/usr/local/sbin/update-grub", update, 0o755)
}

fn accounts(machine: &Machine) -> Result<()> {
    for account in ["epn-kiosk", "epn-link", "visitor"] {
        let line = machine.ok(&format!("getent passwd {account}"))?;
        let fields: Vec<&str> = line.trim().split(':').collect();
        let [_, _, uid, gid, _, home, shell] = fields[..] else { anyhow::bail!("{line}") };
        // The agent gives the network part its uid as its gid.
        ensure!(uid == gid, "the group of {account} has another number: {line}");
        let expected = if account == "visitor" { "/bin/bash" } else { "/usr/sbin/nologin" };
        ensure!(shell == expected, "{line}");
        ensure!(
            account != "visitor" || (uid, home) == ("61000", "/run/epn-visitor/61000/home"),
            "the visitor's uid or home is another: {line}"
        );
        let status = machine.ok(&format!("passwd --status {account}"))?;
        ensure!(status.split(' ').nth(1) == Some("L"), "{account} has a password: {status}");
        let groups = machine.ok(&format!("id -nG {account}"))?;
        let powerful = groups.split_whitespace().find(|group| POWERFUL.contains(group));
        ensure!(powerful.is_none(), "{account} is in the group {powerful:?}");
    }
    Ok(())
}

/// The agent understands its configuration, and lacks nothing but the pairing.
fn configuration(machine: &Machine) -> Result<()> {
    let said = machine.run("epn-agent run")?.stderr;
    ensure!(said.contains("holds no pairing"), "the agent does not ask for its pairing: {said}");
    let configuration = machine.read("/etc/epn/agent.toml")?;
    ensure!(!configuration.contains('@'), "a blank of the configuration was not filled in: {configuration}");
    Ok(())
}

fn units(machine: &Machine) -> Result<()> {
    for unit in ["epn-agent.service", "epn-paired.path"] {
        let state = machine.run(&format!("systemctl --root=/ is-enabled {unit}"))?.stdout;
        ensure!(state.trim() == "enabled", "{unit} is {state}");
    }
    machine.ok("systemd-analyze verify --man=no epn-agent.service epn-kiosk.service epn-paired.path")?;
    Ok(())
}

/// Until the pairing all that lets a technician in is as it was.
fn nobody_is_locked_out(machine: &Machine, before: &Snapshot) -> Result<()> {
    let now = before.differences(&Snapshot::of(machine)?);
    for path in shipped(machine)? {
        let changed = now.iter().find(|line| line.starts_with(&format!("{path}:")));
        ensure!(changed.is_none(), "the lockdown is there before the pairing: {changed:?}");
    }
    let state = machine.run("systemctl --root=/ is-enabled getty@tty1.service")?.stdout;
    ensure!(state.trim() == "enabled", "the prompt of the first terminal is {state}");
    Ok(())
}

/// Paths that the lockdown lays down, from the root.
fn shipped(machine: &Machine) -> Result<Vec<String>> {
    let found = machine.ok(&format!("cd {SHIPPED} && find . -type f -o -type l"))?;
    let paths: Vec<String> = found.lines().map(|line| line.trim_start_matches("./").to_owned()).collect();
    ensure!(!paths.is_empty(), "the package has no lockdown");
    Ok(paths)
}

fn lockdown_comes(machine: &Machine) -> Result<()> {
    machine.ok(&format!("{LOCKDOWN} on"))?;
    for path in shipped(machine)? {
        machine.ok(&format!(
            "if [ -L {SHIPPED}/{path} ]; then [ $(readlink /{path}) = $(readlink {SHIPPED}/{path}) ]; else cmp {SHIPPED}/{path} /{path}; fi"
        ))?;
    }
    let asked = machine.asked()?;
    for wanted in ["daemon-reexec", "try-restart systemd-logind.service", "stop display-manager.service"] {
        ensure!(asked.iter().any(|line| line == wanted), "{wanted} is missing: {asked:?}");
    }
    boot_menu(machine)?;
    let locked = Snapshot::of(machine)?;
    machine.ok(&format!("{LOCKDOWN} on"))?;
    let again = locked.differences(&Snapshot::of(machine)?);
    ensure!(again.is_empty() && machine.asked()?.is_empty(), "the second time changes something: {again:?}");
    // What somebody changed since is laid down again.
    machine.write("/etc/cron.allow", "root\nvisitor\n", 0o644)?;
    machine.ok(&format!("{LOCKDOWN} on"))?;
    ensure!(!machine.read("/etc/cron.allow")?.contains("\nvisitor\n"), "a change to the lockdown stays");
    machine.asked().map(drop)
}

/// The menu asks for a password that root can read, and nobody else.
fn boot_menu(machine: &Machine) -> Result<()> {
    let menu = machine.read("/boot/grub/grub.cfg")?;
    ensure!(menu.contains("password_pbkdf2 epn grub.pbkdf2.sha512."), "the boot menu is open: {menu}");
    for name in ["grub-password", "grub-password.clear"] {
        let path = format!("/etc/epn/{name}");
        let mode = fs::metadata(machine.at(&path))?.permissions().mode();
        ensure!(mode & 0o777 == 0o600, "{path} can be read: {mode:o}");
    }
    Ok(())
}

/// Policies as the agent writes them, over somebody's own.
fn policies_come(machine: &Machine) -> Result<()> {
    let own = "{ \"written-by\": \"epn-station\" }\n";
    machine.ok("cd /etc/firefox/policies && mv policies.json policies.json.before-epn-station")?;
    machine.write("/etc/firefox/policies/policies.json", own, 0o644)?;
    machine.write("/etc/chromium/policies/managed/epn-station.json", own, 0o644)
}

/// The program on the disk is another, the one that runs goes on.
fn upgrade_waits(machine: &Machine, package: &Path) -> Result<()> {
    let configuration = machine.read("/etc/epn/agent.toml")? + "# by hand\n";
    machine.write("/etc/epn/agent.toml", &configuration, 0o644)?;
    machine.start_up(&["epn-agent.service", "epn-kiosk.service"])?;
    machine.install(package)?;
    let asked = machine.asked()?;
    ensure!(asked.iter().any(|line| line == "reload epn-agent.service"), "the agent is not told: {asked:?}");
    let ends = asked.iter().find(|line| {
        line.contains("epn-") && ["stop", "restart", "kill"].iter().any(|verb| line.starts_with(verb))
    });
    ensure!(ends.is_none(), "an upgrade ends a session: {ends:?}");
    ensure!(machine.read("/etc/epn/agent.toml")? == configuration, "an upgrade changes the configuration");
    // What the next agent does before it opens.
    machine.ok(&format!("{LOCKDOWN} on; /usr/libexec/epn-station/renew-kiosk"))?;
    let asked = machine.asked()?;
    for wanted in ["daemon-reexec", "--no-block try-restart epn-kiosk.service"] {
        ensure!(asked.iter().any(|line| line == wanted), "{wanted} is missing: {asked:?}");
    }
    machine.ok("/usr/libexec/epn-station/renew-kiosk")?;
    ensure!(machine.asked()?.is_empty(), "the screen is started anew twice");
    Ok(())
}

/// A station that was set up before stations printed prints after its upgrade, once; one where that was taken out does not.
fn upgrade_brings_printing(machine: &Machine, package: &Path) -> Result<()> {
    let path = "/etc/epn/agent.toml";
    let now = machine.read(path)?;
    let (before, after) = now.split_once("[printing]").context("a new station does not print")?;
    let after = after.split_once("\n[").map_or(String::new(), |(_, after)| format!("[{after}"));
    let old = format!("{before}{after}");
    machine.write(path, &old, 0o644)?;
    machine.install(package)?;
    let upgraded = machine.read(path)?;
    ensure!(upgraded.starts_with(&old), "an upgrade changes what was there: {upgraded}");
    ensure!(upgraded.matches("\n[printing]\nport = 8631\n").count() == 1, "it does not print: {upgraded}");
    let said = machine.run("epn-agent run")?.stderr;
    ensure!(said.contains("holds no pairing"), "the agent does not understand it: {said}");
    let without = format!("{old}# [printing]\n# port = 8631\n");
    machine.write(path, &without, 0o644)?;
    machine.install(package)?;
    ensure!(machine.read(path)? == without, "an upgrade brings back what was taken out");
    machine.asked().map(drop)
}

fn removal_gives_back(machine: &Machine, before: &Snapshot) -> Result<()> {
    let paths = shipped(machine)?;
    machine.ok("dpkg --remove epn-station")?;
    let asked = machine.asked()?;
    let stopped = asked.iter().position(|line| line.contains("stop") && line.contains("epn-agent.service"));
    let given_back = asked.iter().position(|line| line == "--no-block start display-manager.service");
    ensure!(
        matches!((stopped, given_back), (Some(stopped), Some(given_back)) if stopped < given_back),
        "the screen is not given back after the station's end: {asked:?}"
    );
    let now = before.differences(&Snapshot::of(machine)?);
    for path in paths {
        let changed = now.iter().find(|line| line.starts_with(&format!("{path}:")));
        ensure!(changed.is_none(), "removing leaves: {changed:?}");
    }
    Ok(())
}

/// Somebody of that name is no station's visitor.
fn strange_visitor_is_told(machine: &Machine, package: &Path) -> Result<()> {
    machine.ok("useradd --uid 1500 visitor")?;
    let error =
        machine.install(package).err().context("a person called visitor would be everybody's account")?;
    ensure!(format!("{error:#}").contains("whose uid is not 61000"), "{error:#}");
    Ok(())
}
