//! The files of the lockdown as the package brings them: there, unchanged, and root's alone to change.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};

use super::item::{Finding, How, Item};
use super::root::Root;

/// A file of the package.
#[derive(Debug)]
pub struct Shipped {
    pub path: &'static str,
    pub contents: &'static [u8],
    /// Whether it is a program.
    pub runs: bool,
}

macro_rules! file {
    ($id:literal, $what:literal, $path:literal) => {
        file!($id, $what, $path, false)
    };
    ($id:literal, $what:literal, $path:literal, $runs:literal) => {
        Item {
            id: $id,
            what: $what,
            how: How::File(&Shipped {
                path: $path,
                contents: include_bytes!(concat!("../../../../assets/hardening", $path)),
                runs: $runs,
            }),
        }
    };
}

/// Each file of the tree in `assets/hardening`.
pub const ITEMS: [Item; 16] = [
    file!("file-logind", "logind's settings", "/usr/lib/systemd/logind.conf.d/60-epn.conf"),
    file!("file-systemd", "the service manager's settings", "/usr/lib/systemd/system.conf.d/60-epn.conf"),
    file!("file-coredump", "core dumps' settings", "/usr/lib/systemd/coredump.conf.d/60-epn.conf"),
    file!("file-sleep", "sleep's settings", "/usr/lib/systemd/sleep.conf.d/60-epn.conf"),
    file!(
        "file-user-manager",
        "the visitor's service manager's settings",
        "/usr/lib/systemd/system/user@61000.service.d/60-epn.conf"
    ),
    file!("file-sysctl", "the kernel's settings", "/usr/lib/sysctl.d/99-zz-epn-station.conf"),
    file!("file-modules", "kernel modules that are never loaded", "/usr/lib/modprobe.d/60-epn.conf"),
    file!("file-polkit", "the polkit rule", "/usr/share/polkit-1/rules.d/10-epn-station.rules"),
    file!("file-xorg", "X's settings", "/etc/X11/xorg.conf.d/10-epn.conf"),
    file!("file-sshd", "the SSH server's settings", "/etc/ssh/sshd_config.d/10-epn.conf"),
    file!("file-cups", "the print service's settings", "/etc/cups/cupsd.conf"),
    file!("file-cups-files", "what the print service keeps", "/etc/cups/cups-files.conf"),
    file!("file-cron", "who may plan work", "/etc/cron.allow"),
    file!("file-at", "who may plan work once", "/etc/at.allow"),
    file!("file-grub-defaults", "the boot menu's settings", "/etc/default/grub.d/60-epn.cfg"),
    file!("file-grub", "the boot menu's lock", "/etc/grub.d/09_epn_station", true),
];

/// Compares a file with what the package brought.
pub fn finding(root: &Root, shipped: &Shipped) -> Finding {
    let Some(about) = root.about(shipped.path) else { return Finding::Missing };
    if !about.is_file() {
        return Finding::Different("it is no ordinary file".to_owned());
    }
    let mode = about.permissions().mode() & 0o7777;
    if about.uid() != root.owner() || mode & 0o022 != 0 {
        return Finding::Different(format!(
            "others than root can change it: owner {}, mode {mode:o}",
            about.uid()
        ));
    }
    if shipped.runs && mode & 0o100 == 0 {
        return Finding::Different(format!("it is no program: mode {mode:o}"));
    }
    match fs::read(root.at(shipped.path)) {
        Ok(contents) if contents == shipped.contents => Finding::Held("unchanged".to_owned()),
        Ok(_) => Finding::Different("it was changed".to_owned()),
        Err(error) => Finding::Different(error.to_string()),
    }
}
