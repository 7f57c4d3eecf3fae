//! The Debian packages that the checks use, and their installation.

use std::env;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use tokio::process::Command;

use super::command::stream;
use super::run::Context;

/// A Debian package, known to be there by one program of it: other systems name packages otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Package {
    pub name: &'static str,
    pub program: &'static str,
}

const fn package(name: &'static str, program: &'static str) -> Package {
    Package { name, program }
}

pub const XVFB: Package = package("xvfb", "Xvfb");
pub const XDOTOOL: Package = package("xdotool", "xdotool");
pub const OPENBOX: Package = package("openbox", "openbox");
pub const X11_UTILS: Package = package("x11-utils", "xwininfo");
pub const POPPLER: Package = package("poppler-utils", "pdftotext");
pub const CRON: Package = package("cron", "crontab");
pub const AT: Package = package("at", "at");
pub const XFCE: Package = package("xfce4-session", "xfce4-session");
pub const LINTIAN: Package = package("lintian", "lintian");
pub const MMDEBSTRAP: Package = package("mmdebstrap", "mmdebstrap");
pub const XFWM: Package = package("xfwm4", "xfwm4");

/// A print service, its clients and its judge; a printer that is none of ours, with the bus and the announcer that it wants.
pub const CUPS: [Package; 8] = [
    package("cups-ipp-utils", "ipptool"),
    package("avahi-daemon", "avahi-daemon"),
    package("dbus-daemon", "dbus-daemon"),
    package("util-linux", "unshare"),
    package("cups-daemon", "cupsd"),
    package("cups-client", "lpadmin"),
    package("cups-filters", "../lib/cups/filter/pdftopdf"),
    POPPLER,
];

pub const FIREFOX: Package = package("firefox-esr", "firefox-esr");

/// What a machine that boots is made of; and a boot loader, with what makes a medium of it.
pub const MACHINE: [Package; 9] = [
    package("qemu-system-x86", "qemu-system-x86_64"),
    MMDEBSTRAP,
    package("e2fsprogs", "mkfs.ext4"),
    package("grub-common", "grub-mkrescue"),
    package("grub-pc-bin", "../lib/grub/i386-pc/normal.mod"),
    package("xorriso", "xorriso"),
    package("mtools", "mformat"),
    package("dosfstools", "mkfs.vfat"),
    package("exfatprogs", "mkfs.exfat"),
];

/// What the hub is tried with: a printer that is none of ours, with the bus and the announcer that it wants, and a browser.
pub const HUB: [Package; 5] = [
    FIREFOX,
    package("cups-ipp-utils", "ippeveprinter"),
    package("avahi-daemon", "avahi-daemon"),
    package("dbus-daemon", "dbus-daemon"),
    package("util-linux", "unshare"),
];

/// What sessions are tried with: the desktop that visitors get with the programs on it, and a network with resolvers.
pub const SESSION: [Package; 21] = [
    XVFB,
    XDOTOOL,
    CRON,
    AT,
    XFCE,
    XFWM,
    package("xfce4-panel", "xfce4-panel"),
    package("xfdesktop4", "xfdesktop"),
    package("thunar", "thunar"),
    package("dbus-daemon", "dbus-run-session"),
    FIREFOX,
    package("libreoffice-writer", "lowriter"),
    // A library alone: what its windows are drawn with.
    package("libreoffice-gtk3", "../lib/libreoffice/program/libvclplug_gtk3lo.so"),
    package("unzip", "unzip"),
    package("util-linux", "nsenter"),
    package("iproute2", "ip"),
    package("nftables", "nft"),
    package("dnsmasq-base", "dnsmasq"),
    package("bind9-dnsutils", "dig"),
    // A USB key to read: a file system in a loop device.
    package("e2fsprogs", "mkfs.ext4"),
    package("mount", "losetup"),
];

/// Installs what the chosen parts need and this machine has not.
///
/// # Errors
/// apt-get is not there, may not be used, or fails.
pub async fn install(context: &Context) -> Result<String> {
    provide(&context.packages(), context.limit()).await
}

/// Installs those of `packages` that this machine has not, each apt-get within `limit`.
///
/// # Errors
/// apt-get is not there, may not be used, or fails.
pub async fn provide(packages: &[Package], limit: Duration) -> Result<String> {
    let missing = missing(packages);
    if missing.is_empty() {
        return Ok("nothing to install".to_owned());
    }
    let names = missing.join(" ");
    if !on_path("apt-get") {
        bail!("this is no Debian: install what it calls {names}, then start again");
    }
    println!("installing: {names}");
    if apt_get(limit, &["install", "--yes", "--no-install-recommends"], &missing).await.is_err() {
        println!("the package lists may be missing or old: fetching them");
        apt_get(limit, &["update"], &[]).await?;
        apt_get(limit, &["install", "--yes", "--no-install-recommends"], &missing).await?;
    }
    match still_missing(packages).as_slice() {
        [] => Ok(format!("installed {names}")),
        absent => bail!("installed {names}, yet these programs are not there: {}", absent.join(" ")),
    }
}

fn missing(packages: &[Package]) -> Vec<&'static str> {
    packages.iter().filter(|package| !on_path(package.program)).map(|package| package.name).collect()
}

fn still_missing(packages: &[Package]) -> Vec<&'static str> {
    packages.iter().map(|package| package.program).filter(|program| !on_path(program)).collect()
}

async fn apt_get(limit: Duration, verb: &[&str], names: &[&str]) -> Result<()> {
    let mut command = if rustix::process::geteuid().is_root() {
        Command::new("apt-get")
    } else if on_path("sudo") {
        let mut sudo = Command::new("sudo");
        sudo.args(["--non-interactive", "apt-get"]);
        sudo
    } else {
        bail!("only root may install packages: `apt-get install {}`, then start again", names.join(" "));
    };
    command.env("DEBIAN_FRONTEND", "noninteractive").arg("--quiet").args(verb).args(names);
    stream(command, limit)
        .await
        .with_context(|| format!("apt-get {} failed: the lines above say why", verb.first().unwrap_or(&"")))
}

/// Whether a program of this name is on the search path, or where daemons are.
pub fn on_path(program: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path)
        .chain(["/usr/sbin", "/sbin"].map(|dir| Path::new(dir).to_owned()))
        .any(|dir| dir.join(program).is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_not_there_is_missing() {
        let there = package("dash", "sh");
        let absent = package("no-such-package", "no-such-program");
        assert_eq!(missing(&[there, absent]), ["no-such-package"]);
    }
}
