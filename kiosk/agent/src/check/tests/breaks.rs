//! Ways in which a station is less than it has to be.

use epn_wire::audit::Verdict::{self, Different, Held, Missing, Untested};

use super::tree::{CONFIGURATION, GROUP, MENU, MOUNTS, PASSWD, SHADOW, Tree};

/// What is done to a station on which all is well, and how the item stands then.
pub struct Broken {
    pub id: &'static str,
    pub name: &'static str,
    pub how: fn(&Tree),
    pub verdict: Verdict,
}

const fn broken(id: &'static str, name: &'static str, how: fn(&Tree), verdict: Verdict) -> Broken {
    Broken { id, name, how, verdict }
}

pub const BREAKS: &[Broken] = &[
    broken("terminal-programs", "a prompt", |t| t.process(9, "agetty", 0, 0x402), Different),
    broken("terminal-programs", "the technician's", |t| t.process(9, "login", 0, 0x409), Held),
    broken("terminal-programs", "in a window", |t| t.process(9, "bash", 61000, 0x8802), Held),
    broken(
        "terminal-shown",
        "a text terminal",
        |t| t.write("sys/class/tty/tty0/active", "tty1\n"),
        Different,
    ),
    broken(
        "terminal-shown",
        "another number was configured",
        |t| {
            let numbers = "terminals = { kiosk = 2, session = 3, technician = 4 }";
            t.write("etc/epn/agent.toml", &format!("{CONFIGURATION}{numbers}\n"));
        },
        Different,
    ),
    broken("terminal-shown", "no terminals", |t| t.remove("sys/class/tty/tty0/active"), Missing),
    broken(
        "reserved-terminal",
        "a later file",
        |t| t.write("etc/systemd/logind.conf.d/90-x.conf", "ReserveVT=6\n"),
        Different,
    ),
    broken(
        "reserved-terminal",
        "an earlier file",
        |t| t.write("etc/systemd/logind.conf.d/10-x.conf", "ReserveVT=6\n"),
        Held,
    ),
    broken(
        "reserved-terminal",
        "the main file",
        |t| t.write("etc/systemd/logind.conf", "[Login]\nReserveVT=6\n"),
        Held,
    ),
    broken(
        "reserved-terminal",
        "nothing set",
        |t| t.remove("usr/lib/systemd/logind.conf.d/60-epn.conf"),
        Missing,
    ),
    broken("xorg-switch", "gone", |t| t.remove("etc/X11/xorg.conf.d/10-epn.conf"), Missing),
    broken(
        "xorg-switch",
        "commented",
        |t| t.replace("etc/X11/xorg.conf.d/10-epn.conf", "    Option", "  # Option"),
        Missing,
    ),
    broken(
        "xorg-switch",
        "undone elsewhere",
        |t| t.write("usr/share/X11/xorg.conf.d/90.conf", "Option \"dontvtswitch\" \"off\"\n"),
        Different,
    ),
    broken(
        "xorg-zap",
        "off",
        |t| t.replace("etc/X11/xorg.conf.d/10-epn.conf", "\"DontZap\" \"true\"", "\"DontZap\" \"0\""),
        Different,
    ),
    broken("xorg-zap", "gone", |t| t.remove("etc/X11/xorg.conf.d/10-epn.conf"), Missing),
    broken("terminal-typing", "on", |t| t.write("proc/sys/dev/tty/legacy_tiocsti", "1\n"), Different),
    broken(
        "swap",
        "a partition",
        |t| t.write("proc/swaps", "Filename\n/dev/sda2 partition 100 0 -2\n"),
        Different,
    ),
    broken("swap", "a file", |t| t.write("proc/swaps", "Filename\n/swapfile file 100 0 -2\n"), Different),
    broken(
        "swap",
        "a volume that is not encrypted",
        |t| {
            t.write("proc/swaps", "Filename\n/dev/dm-1 partition 100 0 -2\n");
            t.write("sys/block/dm-1/dm/uuid", "LVM-abc\n");
        },
        Different,
    ),
    broken(
        "swap",
        "a random key",
        |t| {
            t.write("proc/swaps", "Filename\n/dev/dm-1 partition 100 0 -2\n");
            t.write("sys/block/dm-1/dm/uuid", "CRYPT-PLAIN-swap\n");
        },
        Held,
    ),
    broken("swap", "unknown", |t| t.remove("proc/swaps"), Missing),
    broken(
        "visitor-account",
        "gone",
        |t| t.write("etc/passwd", "root:x:0:0:root:/root:/bin/bash\n"),
        Missing,
    ),
    broken(
        "visitor-account",
        "another uid",
        |t| t.write("etc/passwd", &PASSWD.replace("61000:61000", "61001:61001")),
        Different,
    ),
    broken(
        "visitor-account",
        "shared",
        |t| t.write("etc/passwd", &format!("{PASSWD}twin:x:61000:61000::/:/bin/sh\n")),
        Different,
    ),
    broken(
        "visitor-groups",
        "named in one",
        |t| t.write("etc/group", &GROUP.replace("sudo:x:27:marie", "sudo:x:27:marie,visitor")),
        Different,
    ),
    broken(
        "visitor-groups",
        "its own is another",
        |t| t.write("etc/passwd", &PASSWD.replace("61000:61000", "61000:44")),
        Different,
    ),
    broken("visitor-groups", "gone", |t| t.remove("etc/group"), Missing),
    broken(
        "visitor-password",
        "one set",
        |t| t.write("etc/shadow", &SHADOW.replace("visitor:*", "visitor:$y$x")),
        Different,
    ),
    broken(
        "visitor-password",
        "empty",
        |t| t.write("etc/shadow", &SHADOW.replace("visitor:*", "visitor:")),
        Different,
    ),
    broken("visitor-password", "unreadable", |t| t.remove("etc/shadow"), Different),
    broken(
        "kiosk-groups",
        "named in one",
        |t| t.write("etc/group", &GROUP.replace("video:x:44:marie", "video:x:44:epn-kiosk")),
        Different,
    ),
    broken(
        "kiosk-password",
        "one set",
        |t| t.write("etc/shadow", &SHADOW.replace("epn-kiosk:!", "epn-kiosk:$y$x")),
        Different,
    ),
    broken("kiosk-password", "gone", |t| t.write("etc/shadow", "root:!:1\n"), Missing),
    broken(
        "link-groups",
        "named in one",
        |t| t.write("etc/group", &GROUP.replace("root:x:0:", "root:x:0:epn-link")),
        Different,
    ),
    broken(
        "link-password",
        "empty",
        |t| t.write("etc/shadow", &SHADOW.replace("epn-link:!*", "epn-link:")),
        Different,
    ),
    broken(
        "empty-passwords",
        "root's",
        |t| t.write("etc/shadow", &SHADOW.replace("root:!", "root:")),
        Different,
    ),
    broken("empty-passwords", "unreadable", |t| t.remove("etc/shadow"), Different),
    broken(
        "visitor-processes",
        "one that can",
        |t| t.replace("proc/800/status", "NoNewPrivs:\t1", "NoNewPrivs:\t0"),
        Different,
    ),
    broken(
        "visitor-processes",
        "somebody else's",
        |t| t.replace("proc/700/status", "NoNewPrivs:\t1", "NoNewPrivs:\t0"),
        Held,
    ),
    broken("polkit", "gone", |t| t.remove("usr/share/polkit-1/rules.d/10-epn-station.rules"), Missing),
    broken("polkit", "asked later", |t| t.write("etc/polkit-1/rules.d/00-all.rules", "\n"), Different),
    broken("polkit", "asked first", |t| t.write("etc/polkit-1/rules.d/49-all.rules", "\n"), Held),
    broken(
        "sshd",
        "let in",
        |t| t.says("sshd", "-T", "port 22\ndenygroups epn-kiosk\ndenygroups epn-link"),
        Different,
    ),
    broken("sshd", "does not say", |t| t.silent("sshd", "-T"), Different),
    broken(
        "sshd",
        "not running",
        |t| {
            t.says("sshd", "-T", "port 22");
            t.says("systemctl", "show --property=ActiveState --value ssh.service", "inactive");
        },
        Held,
    ),
    broken("cron", "named", |t| t.write("etc/cron.allow", "root\nvisitor\n"), Different),
    broken("cron", "no list", |t| t.remove("etc/cron.allow"), Different),
    broken(
        "cron",
        "the other list",
        |t| {
            t.remove("etc/cron.allow");
            t.write("etc/cron.deny", "visitor\n");
        },
        Held,
    ),
    broken("at", "no list", |t| t.remove("etc/at.allow"), Different),
    broken("at", "named", |t| t.write("etc/at.allow", "visitor\n"), Different),
    broken(
        "package-files",
        "changed",
        |t| t.says("dpkg", "--verify epn-station", "??5??????   /usr/bin/epn-agent"),
        Different,
    ),
    broken("package-files", "not installed", |t| t.silent("dpkg", "--verify epn-station"), Different),
    broken(
        "home-in-memory",
        "on the disk",
        |t| t.write("proc/self/mounts", "/dev/sda1 / ext4 rw 0 0\n"),
        Different,
    ),
    broken(
        "home-in-memory",
        "an overlay in memory",
        |t| {
            t.write("proc/self/mounts", &format!("{MOUNTS}overlay /run/epn-visitor/61000/home overlay rw,lowerdir=/var/lib/g,upperdir=/run/u,workdir=/run/w 0 0\n"));
        },
        Held,
    ),
    broken(
        "home-in-memory",
        "an overlay on the disk",
        |t| {
            t.write("proc/self/mounts", &format!("{MOUNTS}overlay /run/epn-visitor/61000/home overlay rw,lowerdir=/var/lib/g,upperdir=/var/u,workdir=/var/w 0 0\n"));
        },
        Different,
    ),
    broken(
        "home-in-memory",
        "between sessions",
        |t| t.write("proc/self/mounts", "tmpfs /run tmpfs rw 0 0\n"),
        Held,
    ),
    broken("home-in-memory", "unknown", |t| t.remove("proc/self/mounts"), Missing),
    broken("configuration", "gone", |t| t.remove("etc/epn/agent.toml"), Missing),
    broken(
        "configuration",
        "wrong",
        |t| t.write("etc/epn/agent.toml", &CONFIGURATION.replace("61000", "0")),
        Different,
    ),
    broken(
        "configuration",
        "sessions on the kiosk's screen",
        |t| t.write("etc/epn/agent.toml", &CONFIGURATION.replace("systemd", "direct")),
        Different,
    ),
    broken("configuration", "open", |t| t.mode("etc/epn/agent.toml", 0o646), Different),
    broken("configuration-folder", "open", |t| t.mode("etc/epn", 0o777), Different),
    broken("agent-program", "open", |t| t.mode("usr/bin/epn-agent", 0o775), Different),
    broken("agent-program", "gone", |t| t.remove("usr/bin/epn-agent"), Missing),
    broken("state-folder", "open", |t| t.mode("var/lib/epn-agent", 0o777), Different),
    broken("station-key", "readable", |t| t.mode("var/lib/epn-agent/identity/key.pem", 0o644), Different),
    broken("station-key", "not paired", |t| t.remove("var/lib/epn-agent/identity/key.pem"), Untested),
    broken("golden-profile", "open", |t| t.mode("var/lib/epn-golden/profile", 0o757), Different),
    broken(
        "golden-profile",
        "none wanted",
        |t| {
            t.write(
                "etc/epn/agent.toml",
                &CONFIGURATION.replace("home_golden = \"/var/lib/epn-golden/profile\"", ""),
            );
        },
        Held,
    ),
    broken(
        "boot-lock",
        "no superuser",
        |t| t.write("boot/grub/grub.cfg", &MENU.replace("set superusers=\"epn\"", "")),
        Missing,
    ),
    broken(
        "boot-lock",
        "no password",
        |t| t.write("boot/grub/grub.cfg", &MENU.replace("password_pbkdf2", "# ")),
        Different,
    ),
    broken("boot-lock", "no menu", |t| t.remove("boot/grub/grub.cfg"), Missing),
    broken(
        "boot-alone",
        "asks",
        |t| t.write("boot/grub/grub.cfg", &MENU.replace("--unrestricted ", "")),
        Different,
    ),
    broken(
        "boot-recovery",
        "one",
        |t| t.write("boot/grub/grub.cfg", &MENU.replace("ro quiet", "ro single")),
        Different,
    ),
    broken("boot-secret", "readable", |t| t.mode("boot/grub/grub.cfg", 0o644), Different),
    broken(
        "start-parameters",
        "a shell",
        |t| t.write("proc/cmdline", "ro panic=10 init=/bin/sh\n"),
        Different,
    ),
    broken("start-parameters", "unknown", |t| t.remove("proc/cmdline"), Missing),
    broken("start-shell", "not told", |t| t.write("proc/cmdline", "ro quiet\n"), Missing),
    broken("start-shell", "for ever", |t| t.write("proc/cmdline", "ro panic=10 panic=0\n"), Different),
];
