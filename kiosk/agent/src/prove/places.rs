//! Where things are kept on this machine.

use std::fs;
use std::path::{Path, PathBuf};

use crate::golden::Store;

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
    /// Files named after an account or its uid: `AccountsService`, sudo.
    pub by_account: Vec<PathBuf>,
    /// Files named after the accounts whose own manager stays when they log out.
    pub linger: PathBuf,
    /// What logind knows of users who are logged in, a file for each uid.
    pub log_ins: PathBuf,
    /// How systemd is talked to, where it runs.
    pub systemd: Option<Systemd>,
    /// Journals, in a folder for each machine id.
    pub journals: Vec<PathBuf>,
    /// The times of last log-ins, an entry for each uid.
    pub lastlog: PathBuf,
    /// The same as a database (util-linux 2.40 and later).
    pub lastlog2: PathBuf,
    /// Folders in which removable media are mounted, in a folder for each account.
    pub media: Vec<PathBuf>,
    /// The kernel's USB devices and their interfaces.
    pub usb: PathBuf,
    /// What this machine is set to, as a technician kept it: see [`crate::golden::Machine`].
    pub machine: PathBuf,
    /// The files of `NetworkManager`'s connections.
    pub connections: PathBuf,
    /// The same for those that are gone with the machine's power.
    pub passing_connections: PathBuf,
    /// What Bluetooth keeps of devices, in a folder for each adapter.
    pub pairings: PathBuf,
    /// The files of the machine's layout and language.
    pub preferences: Vec<PathBuf>,
    /// The screens' lights.
    pub lights: PathBuf,
    /// The kernel's list of sound cards.
    pub sound_cards: PathBuf,
    /// The program that reads and sets volumes.
    pub alsactl: PathBuf,
}

/// The programs that talk to systemd.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Systemd {
    /// For log-ins.
    pub loginctl: PathBuf,
    /// For units.
    pub systemctl: PathBuf,
}

impl Default for Systemd {
    fn default() -> Self {
        Self { loginctl: "loginctl".into(), systemctl: "systemctl".into() }
    }
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
                "/var/lib/sudo/lectured",
                "/var/lib/sudo/ts",
                "/run/sudo/ts",
            ]),
            linger: "/var/lib/systemd/linger".into(),
            log_ins: "/run/systemd/users".into(),
            // As sd_booted(3) tells it.
            systemd: Path::new("/run/systemd/system").is_dir().then(Systemd::default),
            journals: paths(&["/var/log/journal", "/run/log/journal"]),
            lastlog: "/var/log/lastlog".into(),
            lastlog2: "/var/lib/lastlog/lastlog2.db".into(),
            media: paths(&["/media", "/run/media"]),
            usb: "/sys/bus/usb/devices".into(),
            machine: Store::default().machine(),
            connections: "/etc/NetworkManager/system-connections".into(),
            passing_connections: "/run/NetworkManager/system-connections".into(),
            pairings: "/var/lib/bluetooth".into(),
            preferences: paths(&[
                "/etc/default/keyboard",
                "/etc/default/locale",
                "/etc/locale.conf",
                "/etc/vconsole.conf",
                "/etc/X11/xorg.conf.d/00-keyboard.conf",
            ]),
            lights: "/sys/class/backlight".into(),
            sound_cards: "/proc/asound/cards".into(),
            alsactl: "/usr/sbin/alsactl".into(),
        }
    }
}

impl Places {
    /// What the sweep by owner passes over: the above, and folders that have a step of their own.
    pub fn passed_over(&self) -> impl Iterator<Item = &Path> {
        let lists = [&self.not_swept, &self.crontabs, &self.at_jobs, &self.core_dumps, &self.by_account];
        let single = [self.cups_spool.as_path(), self.linger.as_path()];
        lists.into_iter().flatten().map(PathBuf::as_path).chain(single)
    }

    /// Whether a technician kept what this machine is set to, or why nothing can be compared with it.
    pub fn machine_is_kept(&self) -> Result<(), String> {
        if self.machine.exists() {
            return Ok(());
        }
        Err("what this machine is set to was never kept (epn-agent golden save --machine)".into())
    }

    /// Whether there are sound cards, and the program that sets them.
    pub fn has_sound(&self) -> bool {
        let cards = fs::read_to_string(&self.sound_cards).unwrap_or_default();
        // The kernel writes `--- no soundcards ---`.
        cards.lines().any(|line| line.contains('[')) && self.alsactl.exists()
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
