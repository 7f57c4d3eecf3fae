//! Where things are kept on this machine.

use std::fs;
use std::path::{Path, PathBuf};

/// The folders that the steps look into. The defaults are Debian's; other distributions' are among them where they
/// differ, and a folder that does not exist holds nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// Crontabs, a file for each user.
    pub crontabs: Vec<PathBuf>,
    /// The jobs of `at`, and their output.
    pub at_jobs: Vec<PathBuf>,
    /// The spool of CUPS.
    pub cups_spool: PathBuf,
    /// Everything that others than root can write to, swept by owner.
    pub swept: Vec<PathBuf>,
    /// What is not swept although it lies there: stores of packages and containers, large, and closed to visitors.
    pub not_swept: Vec<PathBuf>,
    /// Core dumps.
    pub core_dumps: Vec<PathBuf>,
    /// Files named after an account: `AccountsService`, linger.
    pub by_account: Vec<PathBuf>,
    /// Journals, in a folder for each machine id.
    pub journals: Vec<PathBuf>,
    /// The times of last log-ins, an entry for each uid.
    pub lastlog: PathBuf,
}

impl Default for Places {
    fn default() -> Self {
        Self {
            crontabs: paths(&["/var/spool/cron/crontabs", "/var/spool/cron"]),
            at_jobs: paths(&["/var/spool/cron/atjobs", "/var/spool/cron/atspool", "/var/spool/at"]),
            cups_spool: "/var/spool/cups".into(),
            swept: paths(&[
                "/tmp",
                "/var/tmp",
                "/dev/shm",
                "/run",
                "/var/spool",
                "/var/crash",
                "/var/mail",
                "/var/lib",
                "/var/cache",
                "/var/lock",
            ]),
            not_swept: paths(&[
                "/var/lib/apt",
                "/var/lib/containerd",
                "/var/lib/containers",
                "/var/lib/docker",
                "/var/lib/dpkg",
                "/var/lib/flatpak",
                "/var/lib/libvirt",
                "/var/lib/snapd",
                "/var/cache/apt",
            ]),
            core_dumps: paths(&["/var/lib/systemd/coredump"]).into_iter().chain(pattern_folder()).collect(),
            by_account: paths(&[
                "/var/lib/AccountsService/users",
                "/var/lib/AccountsService/icons",
                "/var/lib/systemd/linger",
            ]),
            journals: paths(&["/var/log/journal", "/run/log/journal"]),
            lastlog: "/var/log/lastlog".into(),
        }
    }
}

impl Places {
    /// What the sweep by owner passes over: the above, and folders that have a step of their own.
    pub fn passed_over(&self) -> impl Iterator<Item = &Path> {
        let lists = [&self.not_swept, &self.crontabs, &self.at_jobs, &self.core_dumps, &self.by_account];
        lists.into_iter().flatten().map(PathBuf::as_path).chain([self.cups_spool.as_path()])
    }
}

fn paths(paths: &[&str]) -> Vec<PathBuf> {
    paths.iter().map(PathBuf::from).collect()
}

/// The folder of the kernel's core pattern, if it names one. (Otherwise dumps land where the program ran, in a folder
/// that is swept, or go to a program, whose folder is listed above.)
fn pattern_folder() -> Option<PathBuf> {
    let pattern = fs::read_to_string("/proc/sys/kernel/core_pattern").ok()?;
    let folder = Path::new(pattern.trim()).parent()?;
    // A shared folder is swept by owner anyway.
    (folder.is_absolute() && !["/", "/tmp", "/var/tmp"].iter().any(|shared| folder == Path::new(shared)))
        .then(|| folder.to_owned())
}
