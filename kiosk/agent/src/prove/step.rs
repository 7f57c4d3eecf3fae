//! The steps of a reset, in their order.

use std::fs;

use super::{
    Proof, Target, accounts, at_jobs, connections, core_dumps, crontab, files, golden_profile, home, keyring,
    mounts, posix_queues, preferences, printing, processes, screen, sysv_ipc,
};

/// One step: a kind of thing that a visitor can leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// The lock screen is shown, and switching is locked.
    Screen,
    /// Processes, anywhere.
    Processes,
    /// Commands to run later, again and again.
    Crontab,
    /// Commands to run later, once.
    AtJobs,
    /// System V shared memory, semaphores and message queues.
    SysvIpc,
    /// POSIX message queues.
    PosixQueues,
    /// The kernel's user keyring.
    Keyring,
    /// Print jobs and their spooled documents.
    Printing,
    /// Removable media, FUSE and loop mounts.
    Mounts,
    /// Network connections and Bluetooth pairings.
    Connections,
    /// The home and everything else on the session's own file system.
    Home,
    /// Files anywhere else, by their owner.
    Files,
    /// Memory images of crashed programs.
    CoreDumps,
    /// What account services keep about a user.
    Accounts,
    /// The profile that the next home is copied from.
    GoldenProfile,
    /// Volume, brightness, layout, language.
    Preferences,
}

impl Step {
    /// All of them, in the order in which they are taken. The first ones make sure that nothing can bring back what
    /// the later ones erase.
    pub const ALL: [Self; 16] = [
        Self::Screen,
        Self::Processes,
        Self::Crontab,
        Self::AtJobs,
        Self::SysvIpc,
        Self::PosixQueues,
        Self::Keyring,
        Self::Printing,
        Self::Mounts,
        Self::Connections,
        Self::Home,
        Self::Files,
        Self::CoreDumps,
        Self::Accounts,
        Self::GoldenProfile,
        Self::Preferences,
    ];

    /// The name in a report.
    pub fn name(self) -> &'static str {
        match self {
            Self::Screen => "screen",
            Self::Processes => "processes",
            Self::Crontab => "crontab",
            Self::AtJobs => "at-jobs",
            Self::SysvIpc => "sysv-ipc",
            Self::PosixQueues => "posix-queues",
            Self::Keyring => "keyring",
            Self::Printing => "printing",
            Self::Mounts => "mounts",
            Self::Connections => "connections",
            Self::Home => "home",
            Self::Files => "files",
            Self::CoreDumps => "core-dumps",
            Self::Accounts => "accounts",
            Self::GoldenProfile => "golden-profile",
            Self::Preferences => "preferences",
        }
    }

    /// How it is proved here, or why there is nothing to prove.
    pub fn proof(self, target: &Target) -> Result<Proof, String> {
        let places = &target.places;
        match self {
            Self::Screen if target.screen.is_some() => Ok(screen::prove),
            Self::Screen => Err("sessions have no terminal of their own here".into()),
            Self::Processes => Ok(processes::prove),
            Self::Crontab => spooled(&places.crontabs, crontab::prove, "there is no cron here"),
            Self::AtJobs => spooled(&places.at_jobs, at_jobs::prove, "there is no at here"),
            Self::SysvIpc if fs::exists("/proc/sysvipc").unwrap_or(true) => Ok(sysv_ipc::prove),
            Self::SysvIpc => Err("this kernel has no System V objects".into()),
            Self::PosixQueues if knows_queues() => Ok(posix_queues::prove),
            Self::PosixQueues => Err("this kernel has no POSIX message queues".into()),
            Self::Keyring => Ok(keyring::prove),
            Self::Printing if places.cups_spool.is_dir() => Ok(printing::prove),
            Self::Printing => Err("there is no CUPS here".into()),
            Self::Mounts => Ok(mounts::prove),
            Self::Connections => connections::proof(places),
            Self::Home => Ok(home::prove),
            Self::Files => Ok(files::prove),
            Self::CoreDumps => Ok(core_dumps::prove),
            Self::Accounts => Ok(accounts::prove),
            Self::GoldenProfile => golden_profile::proof(target),
            Self::Preferences => preferences::proof(places),
        }
    }
}

fn spooled(folders: &[std::path::PathBuf], proof: Proof, otherwise: &str) -> Result<Proof, String> {
    if folders.iter().any(|folder| folder.is_dir()) { Ok(proof) } else { Err(otherwise.into()) }
}

fn knows_queues() -> bool {
    // Unreadable: let the proof itself fail, rather than pass over it.
    fs::read_to_string("/proc/filesystems")
        .map_or(true, |known| known.lines().any(|line| line.ends_with("\tmqueue")))
}
