//! What the kernel lets the keyboard and an ordinary account do.

use super::Station;
use super::item::{Finding, How, Item};
use crate::swap;

macro_rules! kernel {
    ($id:literal, $what:literal, $file:literal, $value:literal) => {
        Item { id: $id, what: $what, how: How::Kernel { file: $file, value: $value } }
    };
}

pub const ITEMS: [Item; 16] = [
    kernel!("sysrq", "magic SysRq is off", "kernel/sysrq", "0"),
    kernel!("ctrl-alt-del-kernel", "Ctrl+Alt+Del is no restart by the kernel", "kernel/ctrl-alt-del", "0"),
    kernel!("core-pattern", "a core dump goes nowhere", "kernel/core_pattern", "|/bin/false"),
    kernel!("core-privileged", "nor does one of a privileged program", "fs/suid_dumpable", "0"),
    kernel!("crash-restart", "a crashed kernel starts anew", "kernel/panic", "10"),
    kernel!("kernel-messages", "the kernel's messages need rights", "kernel/dmesg_restrict", "1"),
    kernel!("kernel-addresses", "so do its addresses", "kernel/kptr_restrict", "2"),
    kernel!("tracing", "programs do not look into others", "kernel/yama/ptrace_scope", "1"),
    kernel!("bpf", "BPF programs need rights", "kernel/unprivileged_bpf_disabled", "1"),
    kernel!("terminal-disciplines", "line disciplines need rights", "dev/tty/ldisc_autoload", "0"),
    kernel!("planted-links", "links in shared folders lead nobody astray", "fs/protected_symlinks", "1"),
    kernel!("planted-names", "nor do further names of a file", "fs/protected_hardlinks", "1"),
    kernel!("planted-pipes", "nor do pipes", "fs/protected_fifos", "2"),
    kernel!("planted-files", "nor do files", "fs/protected_regular", "2"),
    Item {
        id: "terminal-typing",
        what: "a program cannot type into its terminal",
        how: How::Look { expected: "dev.tty.legacy_tiocsti = 0, where the kernel has it", look: typing },
    },
    Item {
        id: "swap",
        what: "what is swapped out cannot be read later",
        how: How::Look { expected: "none, zram, or encrypted", look: swap },
    },
];

/// The setting exists since Linux 6.2.
fn typing(station: &Station) -> Finding {
    match station.root.text("proc/sys/dev/tty/legacy_tiocsti") {
        None => Finding::Held("this kernel has no such setting".to_owned()),
        Some(found) => Finding::compare(found.trim().to_owned(), "0"),
    }
}

fn swap(station: &Station) -> Finding {
    match swap::plain(&station.root.at("/")) {
        Ok(plain) => {
            let plain = plain.iter().map(|place| place.display().to_string());
            Finding::unless(plain, "no plain swap")
        }
        Err(_) => Finding::Missing,
    }
}
