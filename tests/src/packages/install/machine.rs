//! A folder that stands for a PC: commands run in it as if it were one, with a service manager that only writes down what
//! it is asked for.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::support::{Finished, run_to_end};

/// Enters the folder with devices and processes of its own; gone with the command.
const ENTER: &str = r#"
mount --bind "$0" "$0"
mount --rbind /dev "$0/dev"
mount -t proc -o ro proc "$0/proc"
mount -t tmpfs -o mode=755 run "$0/tmp"
exec chroot "$0" "$@"
"#;

/// Writes down what is asked, and says of units listed in `/run/active` that they are active.
const SERVICE_MANAGER: &str = r#"#!/bin/sh
echo "$*" >>/var/log/asked
case "$*" in
*is-active*) for word in "$@"; do unit=$word; done; grep -qxF "$unit" /run/active ;;
esac
"#;

/// The stand-in for a PC.
#[derive(Debug)]
pub struct Machine {
    root: PathBuf,
}

impl Machine {
    /// A PC like `base`, in a folder that is emptied first.
    ///
    /// # Errors
    /// The disk is full.
    pub fn like(base: &Path, root: &Path) -> Result<Self> {
        if root.exists() {
            fs::remove_dir_all(root).with_context(|| format!("emptying {}", root.display()))?;
        }
        let mut copy = Command::new("cp");
        copy.args(["--archive", "--reflink=auto"]).arg(base).arg(root);
        run_to_end(&mut copy, b"")?.ok().context("copying the Debian")?;
        Ok(Self { root: root.to_owned() })
    }

    /// Where a path of this PC is.
    pub fn at(&self, path: &str) -> PathBuf {
        self.root.join(path.trim_start_matches('/'))
    }

    /// What a file says.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn read(&self, path: &str) -> Result<String> {
        fs::read_to_string(self.at(path)).with_context(|| format!("reading {path}"))
    }

    /// Writes a file, its folder as well.
    ///
    /// # Errors
    /// The disk is full.
    pub fn write(&self, path: &str, text: &str, mode: u32) -> Result<()> {
        let target = self.at(path);
        fs::create_dir_all(target.parent().context("a file lies in a folder")?)?;
        fs::write(&target, text).with_context(|| format!("writing {path}"))?;
        Ok(fs::set_permissions(&target, Permissions::from_mode(mode))?)
    }

    /// Runs a line of the shell as root.
    ///
    /// # Errors
    /// It cannot be started.
    pub fn run(&self, line: &str) -> Result<Finished> {
        let mut unshare = Command::new("unshare");
        unshare.args([
            "--mount",
            "--pid",
            "--ipc",
            "--net",
            "--fork",
            "--kill-child",
            "sh",
            "-e",
            "-c",
            ENTER,
        ]);
        unshare.arg(&self.root).args(["sh", "-c", line]).env_clear();
        unshare.env("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        unshare.env("DEBIAN_FRONTEND", "noninteractive").env("LC_ALL", "C.UTF-8");
        run_to_end(&mut unshare, b"")
    }

    /// Runs a line of the shell that must succeed, and returns what it said.
    ///
    /// # Errors
    /// It ends badly.
    pub fn ok(&self, line: &str) -> Result<String> {
        Ok(self.run(line)?.ok().with_context(|| line.to_owned())?.stdout)
    }

    /// Installs a package from this file, as `apt install` unpacks and configures it.
    ///
    /// # Errors
    /// dpkg or a script of the package fails.
    pub fn install(&self, package: &Path) -> Result<()> {
        let name = package.file_name().context("a package is a file")?.to_string_lossy().into_owned();
        let target = format!("/var/cache/{name}");
        fs::copy(package, self.at(&target))?;
        let installed = self.ok(&format!("dpkg --install {target}"));
        fs::remove_file(self.at(&target))?;
        installed.map(drop)
    }

    /// From now on a service manager seems to run; these units are active.
    ///
    /// # Errors
    /// The disk is full.
    pub fn start_up(&self, active: &[&str]) -> Result<()> {
        fs::create_dir_all(self.at("/run/systemd/system"))?;
        self.write("/run/active", &(active.join("\n") + "\n"), 0o644)?;
        self.write("/usr/local/bin/systemctl", SERVICE_MANAGER, 0o755)?;
        self.write("/var/log/asked", "", 0o644)
    }

    /// What was asked of the service manager since the last call.
    ///
    /// # Errors
    /// [`Self::start_up`] was not called.
    pub fn asked(&self) -> Result<Vec<String>> {
        let asked = self.read("/var/log/asked")?;
        self.write("/var/log/asked", "", 0o644)?;
        Ok(asked.lines().map(str::to_owned).collect())
    }
}
