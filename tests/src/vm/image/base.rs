//! Debian from its packages: what a room's PC has before our package comes.

use std::collections::BTreeSet;
use std::fs::{self, File, Permissions};
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::{kept, name_of};
use crate::support::run_to_end;

/// The release that stations run at least.
const RELEASE: &str = "bookworm";

/// What a Debian with XFCE has, as far as a visitor could do something with it.
const PACKAGES: [&str; 40] = [
    "accountsservice",
    "adduser",
    "at",
    "cage",
    "cron",
    "cups-client",
    "cups-daemon",
    "dbus",
    "dbus-user-session",
    "dbus-x11",
    "fonts-dejavu-core",
    "fuse3",
    "gvfs",
    "initramfs-tools",
    "iproute2",
    "iputils-ping",
    "kbd",
    "keyboard-configuration",
    "kmod",
    "libpam-systemd",
    "linux-image-amd64",
    "network-manager",
    "pkexec",
    "polkitd",
    "procps",
    "python3-minimal",
    "sudo",
    "systemd-sysv",
    "udev",
    "udisks2",
    "x11-utils",
    "x11-xserver-utils",
    "xdotool",
    "xfce4-panel",
    "xfce4-session",
    "xfce4-settings",
    "xfce4-terminal",
    "xfdesktop4",
    "xfwm4",
    "zstd",
];

/// Two other desktops than the package's: MATE, and one that draws by itself (Wayland).
const DESKTOPS: [&str; 7] =
    ["caja", "marco", "mate-panel", "mate-session-manager", "mate-settings-daemon", "mate-terminal", "sway"];

/// The screen's server and its parts.
const SCREEN: [&str; 5] = ["xinit", "xserver-xorg-core", "xserver-xorg-input-libinput", "xwayland", "xauth"];

/// Drivers of what the machine has not: two thirds of what a kernel weighs.
const NO_DRIVERS: [&str; 17] = [
    "drivers/media",
    "drivers/net/wireless",
    "drivers/net/ethernet",
    "drivers/infiniband",
    "drivers/gpu/drm/amd",
    "drivers/gpu/drm/nouveau",
    "drivers/gpu/drm/i915",
    "drivers/gpu/drm/radeon",
    "drivers/staging",
    "drivers/iio",
    "drivers/mtd",
    "drivers/isdn",
    "drivers/usb/gadget",
    "drivers/usb/serial",
    "fs/ocfs2",
    "fs/xfs",
    "sound",
];

/// What nobody reads in a test.
const NO_FILES: [&str; 3] = ["/usr/share/doc/*", "/usr/share/man/*", "/usr/share/locale/*"];

/// How large the disk may grow; what is empty takes no room.
const DISK: u64 = 6 << 30;

const CHANNEL: &str = include_str!("guest/channel.sh");
const CHANNEL_UNIT: &str = include_str!("guest/epn-tests-channel.service");
const JOURNAL: &str = include_str!("guest/journal.conf");
const KEYBOARD: &str = "XKBMODEL=\"pc105\"\nXKBLAYOUT=\"fr\"\nXKBVARIANT=\"\"\nXKBOPTIONS=\"\"\n";

/// A disk with Debian on it, and the kernel to start it with.
#[derive(Clone, Debug)]
pub struct Base {
    folder: PathBuf,
}

impl Base {
    /// Gives it from the cache, or makes it, which takes minutes and a network. `wanted` is what our package needs.
    ///
    /// # Errors
    /// mmdebstrap fails.
    pub async fn of(cache: &Path, wanted: &BTreeSet<String>) -> Result<Self> {
        let packages = packages(wanted);
        let inputs = [
            RELEASE,
            &packages,
            &NO_DRIVERS.join(" "),
            &NO_FILES.join(" "),
            CHANNEL,
            CHANNEL_UNIT,
            JOURNAL,
            KEYBOARD,
        ];
        let name = name_of("base", &inputs.map(str::as_bytes));
        let folder = kept(cache, &name, async |folder| make(folder, &packages)).await?;
        Ok(Self { folder })
    }

    /// The disk, as it is.
    pub fn disk(&self) -> PathBuf {
        self.folder.join("disk.img")
    }

    pub fn kernel(&self) -> PathBuf {
        self.folder.join("vmlinuz")
    }

    pub fn initrd(&self) -> PathBuf {
        self.folder.join("initrd.img")
    }

    /// Its name, which tells all that went into it.
    pub fn name(&self) -> String {
        self.folder.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }
}

/// All that is installed, separated by commas.
fn packages(wanted: &BTreeSet<String>) -> String {
    let ours = PACKAGES.iter().chain(&DESKTOPS).chain(&SCREEN).map(|name| (*name).to_owned());
    let all: BTreeSet<String> = ours.chain(wanted.iter().cloned()).collect();
    all.into_iter().collect::<Vec<_>>().join(",")
}

fn make(folder: &Path, packages: &str) -> Result<()> {
    println!("making a Debian for the machine: minutes, once");
    let root = folder.join("root");
    bootstrap(&root, packages)?;
    furnish(&root)?;
    for (name, pattern) in [("vmlinuz", "vmlinuz-"), ("initrd.img", "initrd.img-")] {
        fs::copy(in_boot(&root, pattern)?, folder.join(name))?;
    }
    let disk = folder.join("disk.img");
    File::create(&disk)?.set_len(DISK)?;
    let mut mkfs = Command::new("mkfs.ext4");
    run_to_end(mkfs.args(["-q", "-F", "-L", "root", "-d"]).arg(&root).arg(&disk), b"")?
        .ok()
        .context("mkfs.ext4")?;
    Ok(fs::remove_dir_all(&root)?)
}

fn bootstrap(root: &Path, packages: &str) -> Result<()> {
    let mut command = Command::new("mmdebstrap");
    command.args(["--mode=root", "--variant=minbase", "--format=directory", "--quiet"]);
    command.arg(format!("--include={packages}"));
    command.arg("--aptopt=Acquire::Languages \"none\"");
    for path in NO_FILES {
        command.arg(format!("--dpkgopt=path-exclude={path}"));
    }
    for drivers in NO_DRIVERS {
        command.arg(format!("--dpkgopt=path-exclude=/lib/modules/*/kernel/{drivers}/*"));
    }
    // Before the kernel's package makes its first file system in memory: only what finds the disk.
    command.arg(
        "--essential-hook=mkdir -p \"$1\"/etc/initramfs-tools/conf.d \"$1\"/usr/share/initramfs-tools/modules.d; \
         printf 'MODULES=list\\nCOMPRESS=zstd\\n' >\"$1\"/etc/initramfs-tools/conf.d/machine; \
         printf 'virtio_pci\\nvirtio_blk\\next4\\n' >\"$1\"/usr/share/initramfs-tools/modules.d/machine",
    );
    command.arg(RELEASE).arg(root);
    run_to_end(&mut command, b"")?.ok().context("mmdebstrap")?;
    Ok(())
}

/// What a Debian that was installed by hand would have, and the line for the tests.
fn furnish(root: &Path) -> Result<()> {
    let write = |path: &str, text: &str, mode: u32| -> Result<()> {
        let path = root.join(path);
        fs::create_dir_all(path.parent().context("a file lies in a folder")?)?;
        fs::write(&path, text)?;
        Ok(fs::set_permissions(&path, Permissions::from_mode(mode))?)
    };
    write("etc/hostname", "poste-1\n", 0o644)?;
    write("etc/hosts", "127.0.0.1 localhost\n127.0.1.1 poste-1\n", 0o644)?;
    write("etc/fstab", "/dev/vda / ext4 errors=remount-ro 0 1\n", 0o644)?;
    write("etc/default/keyboard", KEYBOARD, 0o644)?;
    write("usr/local/sbin/epn-tests-channel", CHANNEL, 0o755)?;
    write("etc/systemd/system/epn-tests-channel.service", CHANNEL_UNIT, 0o644)?;
    write("etc/systemd/journald.conf.d/epn-tests.conf", JOURNAL, 0o644)?;
    let started = root.join("etc/systemd/system/sysinit.target.wants");
    fs::create_dir_all(&started)?;
    symlink("../epn-tests-channel.service", started.join("epn-tests-channel.service"))?;
    // Nothing fetches or tidies up by itself while a test runs.
    for timer in ["apt-daily", "apt-daily-upgrade", "dpkg-db-backup", "e2scrub_all", "fstrim"] {
        symlink("/dev/null", root.join(format!("etc/systemd/system/{timer}.timer")))?;
    }
    Ok(())
}

fn in_boot(root: &Path, beginning: &str) -> Result<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(root.join("boot"))? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(beginning) {
            found.push(entry.path());
        }
    }
    ensure!(found.len() == 1, "{} files in /boot begin with {beginning}", found.len());
    found.pop().context("one was counted")
}
