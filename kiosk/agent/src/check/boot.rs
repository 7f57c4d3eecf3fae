//! How the machine starts: the boot menu, the kernel's command line, the firmware.

use std::os::unix::fs::PermissionsExt;

use super::Station;
use super::item::{Finding, How, Item};

macro_rules! look {
    ($id:literal, $what:literal, $expected:literal, $look:expr) => {
        Item { id: $id, what: $what, how: How::Look { expected: $expected, look: $look } }
    };
}

/// Rights of everybody but the owner.
const OTHERS: u32 = 0o077;

/// The boot menu as `update-grub` writes it.
const MENU: &str = "boot/grub/grub.cfg";

pub const ITEMS: [Item; 7] = [
    look!("boot-lock", "editing the boot menu asks for a password", "superusers with a password", locked),
    look!("boot-alone", "the station itself starts without", "the first entry --unrestricted", alone),
    look!("boot-recovery", "no entry is a root shell", "no recovery entry", recovery),
    look!("boot-secret", "the password's hash is root's alone to read", "mode 600 or less", secret),
    look!(
        "start-parameters",
        "the kernel was not started into a shell",
        "no init=, single, rescue",
        parameters
    ),
    look!("start-shell", "a failing disk opens no shell", "panic=10 on the kernel's command line", no_shell),
    look!(
        "firmware",
        "the firmware starts the disk alone and asks for a password",
        "a password, the disk first",
        |_| { Finding::Untested("no program can read it; look into the firmware's own screens".to_owned()) }
    ),
];

fn menu(station: &Station) -> Option<String> {
    station.root.text(MENU)
}

fn locked(station: &Station) -> Finding {
    let Some(menu) = menu(station) else { return Finding::Missing };
    let has = |start: &str| {
        menu.lines().any(|line| line.trim_start().strip_prefix(start).is_some_and(|rest| rest.len() > 2))
    };
    match (has("set superusers="), has("password_pbkdf2 ")) {
        (true, true) => Finding::Held("locked".to_owned()),
        (true, false) => {
            Finding::Different("no superuser has a password: nobody can start anything else".to_owned())
        }
        (false, _) => Finding::Missing,
    }
}

fn alone(station: &Station) -> Finding {
    let Some(menu) = menu(station) else { return Finding::Missing };
    let first = menu.lines().map(str::trim_start).find(|line| line.starts_with("menuentry "));
    match first {
        None => Finding::Missing,
        Some(entry) if entry.contains("--unrestricted") => Finding::Held("it starts".to_owned()),
        Some(_) => Finding::Different("the first entry asks for the password".to_owned()),
    }
}

fn recovery(station: &Station) -> Finding {
    let Some(menu) = menu(station) else { return Finding::Missing };
    let shell = |line: &&str| line.starts_with("linux") && line.split_whitespace().any(is_shell);
    let first = menu.lines().map(str::trim_start).find(shell);
    Finding::unless(first.map(|_| "a recovery entry".to_owned()), "none")
}

fn secret(station: &Station) -> Finding {
    let Some(about) = station.root.about(MENU) else { return Finding::Missing };
    let mode = about.permissions().mode() & 0o7777;
    if mode & OTHERS == 0 {
        Finding::Held(format!("mode {mode:o}"))
    } else {
        Finding::Different(format!("mode {mode:o}"))
    }
}

/// A word on the kernel's command line that leads to a shell (`systemd(1)`, `kernel-command-line(7)`).
fn is_shell(word: &str) -> bool {
    const WORDS: [&str; 9] =
        ["single", "s", "S", "1", "rescue", "emergency", "-b", "sysrq_always_enabled", "systemd.debug_shell"];
    const STARTS: [&str; 6] = [
        "init=",
        "rdinit=",
        "systemd.unit=rescue",
        "systemd.unit=emergency",
        "break",
        "systemd.debug_shell=",
    ];
    WORDS.contains(&word) || STARTS.iter().any(|start| word.starts_with(start))
}

fn parameters(station: &Station) -> Finding {
    let Some(line) = station.root.text("proc/cmdline") else { return Finding::Missing };
    Finding::unless(line.split_whitespace().filter(|word| is_shell(word)).map(str::to_owned), "none")
}

/// Debian's start-up files open a shell when the root disk cannot be mounted, unless they are told to start anew
/// (`initramfs-tools(7)`, `panic`).
fn no_shell(station: &Station) -> Finding {
    let Some(line) = station.root.text("proc/cmdline") else { return Finding::Missing };
    match line.split_whitespace().filter_map(|word| word.strip_prefix("panic=")).next_back() {
        None => Finding::Missing,
        Some(seconds) => match seconds.parse::<i32>() {
            Ok(1..) => Finding::Held(format!("panic={seconds}")),
            _ => Finding::Different(format!("panic={seconds}")),
        },
    }
}
