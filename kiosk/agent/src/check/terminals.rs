//! Terminals, keys, and what a session leaves running.

use super::Station;
use super::item::{Finding, How, Item};
use crate::session::TerminalNumbers;

macro_rules! logind {
    ($id:literal, $what:literal, $property:literal, $value:literal) => {
        Item { id: $id, what: $what, how: How::Logind { property: $property, value: $value } }
    };
}

macro_rules! masked {
    ($id:literal, $what:literal, $unit:literal) => {
        Item {
            id: $id,
            what: $what,
            how: How::Systemd { unit: Some($unit), property: "LoadState", value: "masked" },
        }
    };
}

pub const ITEMS: [Item; 25] = [
    logind!("no-terminals", "no log-in prompt appears by itself", "NAutoVTs", "u 0"),
    logind!("leftover-programs", "a session's programs die with it", "KillUserProcesses", "b true"),
    logind!("leftover-ipc", "so does its shared memory", "RemoveIPC", "b true"),
    logind!("leftover-manager", "so does its service manager, at once", "UserStopDelayUSec", "t 0"),
    logind!("power-key", "the power key switches off in good order", "HandlePowerKey", "s \"poweroff\""),
    logind!("restart-key", "the restart key does nothing", "HandleRebootKey", "s \"ignore\""),
    logind!("suspend-key", "the suspend key does nothing", "HandleSuspendKey", "s \"ignore\""),
    logind!("hibernate-key", "the hibernate key does nothing", "HandleHibernateKey", "s \"ignore\""),
    logind!("lid", "the lid does nothing", "HandleLidSwitch", "s \"ignore\""),
    logind!("idle", "logind does nothing about an idle seat", "IdleAction", "s \"ignore\""),
    Item { id: "suspend", what: "the machine never sleeps", how: How::LogindCan { method: "CanSuspend" } },
    Item {
        id: "hibernate",
        what: "the memory is never written to the disk",
        how: How::LogindCan { method: "CanHibernate" },
    },
    masked!("ctrl-alt-del", "Ctrl+Alt+Del does nothing", "ctrl-alt-del.target"),
    masked!("keyboard-request", "Alt+Up does nothing", "kbrequest.target"),
    masked!("terminal-prompt", "no log-in prompt on terminal 1", "getty@tty1.service"),
    masked!("terminal-prompt-auto", "none on a terminal that is switched to", "autovt@tty2.service"),
    masked!("console-prompt", "none on the console", "console-getty.service"),
    masked!("debug-shell", "no root shell on terminal 9", "debug-shell.service"),
    Item {
        id: "ctrl-alt-del-burst",
        what: "nor does Ctrl+Alt+Del seven times",
        how: How::Systemd { unit: None, property: "CtrlAltDelBurstAction", value: "none" },
    },
    Item {
        id: "terminal-programs",
        what: "nothing runs on the other terminals",
        how: How::Look { expected: "programs on the station's three terminals only", look: programs },
    },
    Item {
        id: "terminal-shown",
        what: "the screen shows one of the station's terminals",
        how: How::Look { expected: "the kiosk's, the session's or the technician's", look: shown },
    },
    Item {
        id: "terminal-lock",
        what: "switching between terminals is locked",
        how: How::Look { expected: "locked by the agent", look: lock },
    },
    Item {
        id: "reserved-terminal",
        what: "no terminal is kept for a log-in prompt",
        how: How::Look { expected: "ReserveVT=0", look: reserved },
    },
    Item {
        id: "xorg-switch",
        what: "X does not leave its terminal by a key",
        how: How::Look { expected: "DontVTSwitch true", look: |station| xorg(station, "DontVTSwitch") },
    },
    Item {
        id: "xorg-zap",
        what: "X does not die by a key",
        how: How::Look { expected: "DontZap true", look: |station| xorg(station, "DontZap") },
    },
];

/// Terminals 1 to 63 have the device numbers 4:1 to 4:63 (`Documentation/admin-guide/devices.txt`).
fn programs(station: &Station) -> Finding {
    let mut found = Vec::new();
    for pid in station.root.processes() {
        let Some(stat) = station.root.text(format!("proc/{pid}/stat")) else { continue };
        // The name stands in brackets and may hold anything; the terminal is the fifth field after it.
        let Some((name, rest)) = stat.rsplit_once(')') else { continue };
        let device: u32 = rest.split_whitespace().nth(4).and_then(|field| field.parse().ok()).unwrap_or(0);
        let (major, minor) = (device >> 8 & 0xfff, device & 0xff);
        if major == 4 && (1..64).contains(&minor) && !is_ours(station, minor) {
            let name = name.split_once('(').map_or(name, |(_, name)| name);
            found.push(format!("{name} on tty{minor}"));
        }
    }
    Finding::unless(found, "none elsewhere")
}

/// Whether it is the terminal of the kiosk, of the session or of the technician.
fn is_ours(station: &Station, number: u32) -> bool {
    let TerminalNumbers { kiosk, session, technician } = station.terminals;
    [kiosk, session, technician].into_iter().any(|ours| u32::from(ours) == number)
}

fn shown(station: &Station) -> Finding {
    let Some(active) = station.root.text("sys/class/tty/tty0/active") else { return Finding::Missing };
    let active = active.trim().to_owned();
    let number = active.strip_prefix("tty").and_then(|number| number.parse().ok());
    if number.is_some_and(|number| is_ours(station, number)) {
        Finding::Held(active)
    } else {
        Finding::Different(active)
    }
}

/// The kernel tells nobody whether it is (`VT_LOCKSWITCH` can only be set), and trying it would switch.
fn lock(_: &Station) -> Finding {
    Finding::Untested("the kernel does not tell; try Ctrl+Alt+F1 at the lock screen".to_owned())
}

/// What logind does not say over D-Bus: the last file that sets it wins, those of a folder in the order of their names,
/// whichever of the folders they are in (`logind.conf(5)`).
fn reserved(station: &Station) -> Finding {
    let root = &station.root;
    let mut files: Vec<(String, String)> = ["usr/lib", "run", "etc"]
        .iter()
        .flat_map(|base| {
            let folder = format!("{base}/systemd/logind.conf.d");
            let names = root.names_ending(&folder, "conf").into_iter();
            names.map(move |name| (name.clone(), format!("{folder}/{name}")))
        })
        .collect();
    // Of two with the same name the one in the later folder counts; the sort keeps their order.
    files.sort_by(|a, b| a.0.cmp(&b.0));
    let order =
        std::iter::once("etc/systemd/logind.conf".to_owned()).chain(files.into_iter().map(|(_, path)| path));
    let texts: Vec<String> = order.filter_map(|path| root.text(path)).collect();
    let mut values =
        texts.iter().flat_map(|text| text.lines()).filter_map(|line| line.trim().strip_prefix("ReserveVT="));
    values.next_back().map_or(Finding::Missing, |value| {
        Finding::compare(format!("ReserveVT={}", value.trim()), "ReserveVT=0")
    })
}

/// X reads `/etc/X11/xorg.conf`, then the folders; any `Option "NAME" "false"` undoes ours.
fn xorg(station: &Station, option: &str) -> Finding {
    let root = &station.root;
    let folders = ["etc/X11/xorg.conf.d", "usr/share/X11/xorg.conf.d"];
    let in_folders = folders.iter().flat_map(|folder| {
        root.names_ending(folder, "conf").into_iter().map(move |name| format!("{folder}/{name}"))
    });
    let files = std::iter::once("etc/X11/xorg.conf".to_owned()).chain(in_folders);
    let mut held = false;
    for path in files {
        let text = root.text(&path).unwrap_or_default();
        for line in text.lines().filter(|line| !line.trim_start().starts_with('#')) {
            let mut words = line.split('"').skip(1).step_by(2);
            if !words.next().is_some_and(|name| name.eq_ignore_ascii_case(option)) {
                continue;
            }
            // An option without a value is on (`xorg.conf(5)`).
            let value = words.next().unwrap_or("true").to_lowercase();
            if !["1", "on", "true", "yes", ""].contains(&value.as_str()) {
                return Finding::Different(format!("{option} {value} in /{path}"));
            }
            held = true;
        }
    }
    if held { Finding::Held(format!("{option} true")) } else { Finding::Missing }
}
