//! Services that the visitor can talk to, and those that must come back by themselves.

use super::item::{Finding, How, Item};
use super::{KIOSK, LINK, Station, VISITOR};

macro_rules! systemd {
    ($id:literal, $what:literal, $unit:expr, $property:literal, $value:literal) => {
        Item { id: $id, what: $what, how: How::Systemd { unit: $unit, property: $property, value: $value } }
    };
}

const AGENT: Option<&str> = Some("epn-agent.service");
const KIOSK_UNIT: Option<&str> = Some("epn-kiosk.service");
const MANAGER: Option<&str> = Some("user@61000.service");

/// The polkit rule of the package.
const RULE: &str = "10-epn-station.rules";

pub const ITEMS: [Item; 14] = [
    systemd!("core-limit", "programs leave no core dumps", None, "DefaultLimitCORE", "0"),
    systemd!(
        "visitor-manager",
        "the visitor's service manager gives no rights",
        MANAGER,
        "NoNewPrivileges",
        "yes"
    ),
    systemd!(
        "other-printers",
        "no printer of the network gets a queue of its own",
        Some("cups-browsed.service"),
        "LoadState",
        "masked"
    ),
    systemd!("agent-runs", "the agent runs", AGENT, "ActiveState", "active"),
    systemd!("agent-restart", "the agent comes back by itself", AGENT, "Restart", "always"),
    systemd!("agent-no-limit", "however often it has to", AGENT, "StartLimitIntervalUSec", "0"),
    systemd!("kiosk-restart", "the lock screen comes back by itself", KIOSK_UNIT, "Restart", "always"),
    systemd!("kiosk-no-limit", "however often it has to", KIOSK_UNIT, "StartLimitIntervalUSec", "0"),
    Item {
        id: "visitor-processes",
        what: "no program of the visitor can gain rights",
        how: How::Look { expected: "NoNewPrivs: 1 for each", look: processes },
    },
    Item {
        id: "polkit",
        what: "the visitor's rule is asked before any other",
        how: How::Look { expected: "10-epn-station.rules comes first", look: polkit },
    },
    Item {
        id: "sshd",
        what: "the station's accounts never log in over the network",
        how: How::Look { expected: "DenyGroups visitor epn-kiosk epn-link", look: sshd },
    },
    Item {
        id: "cron",
        what: "the visitor plans no work",
        how: How::Look {
            expected: "visitor may not use crontab",
            look: |station| planning(station, "crontab", "cron"),
        },
    },
    Item {
        id: "at",
        what: "nor work to be done once",
        how: How::Look { expected: "visitor may not use at", look: |station| planning(station, "at", "at") },
    },
    Item {
        id: "package-files",
        what: "the package's files are as installed",
        how: How::Look { expected: "unchanged", look: package },
    },
];

fn processes(station: &Station) -> Finding {
    let uid = station.uid.to_string();
    let (mut count, mut loose) = (0_u32, Vec::new());
    for pid in station.root.processes() {
        let Some(status) = station.root.text(format!("proc/{pid}/status")) else { continue };
        let value = |name: &str| status.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
        if value("Uid:").and_then(|uids| uids.split_whitespace().next()) != Some(&uid) {
            continue;
        }
        count += 1;
        if value("NoNewPrivs:") != Some("1") {
            // The name alone: a command line may hold the name of a document.
            loose.push(value("Name:").unwrap_or("?").to_owned());
        }
    }
    Finding::unless(loose, &format!("{count} programs now"))
}

fn polkit(station: &Station) -> Finding {
    let folders = [
        "etc/polkit-1/rules.d",
        "run/polkit-1/rules.d",
        "usr/local/share/polkit-1/rules.d",
        "usr/share/polkit-1/rules.d",
    ];
    let mut rules: Vec<String> =
        folders.iter().flat_map(|folder| station.root.names_ending(folder, "rules")).collect();
    rules.sort();
    match rules.iter().position(|rule| rule == RULE) {
        None => Finding::Missing,
        Some(before) => Finding::unless(rules.into_iter().take(before), "it comes first"),
    }
}

fn sshd(station: &Station) -> Finding {
    let root = &station.root;
    if root.program("sshd").is_none() {
        return Finding::Held("no SSH server is installed".to_owned());
    }
    let runs = |unit: &str| {
        root.ask("systemctl", &["show", "--property=ActiveState", "--value", unit])
            .is_ok_and(|state| state == "active")
    };
    if !runs("ssh.service") && !runs("ssh.socket") {
        return Finding::Held("no SSH server runs".to_owned());
    }
    let settings = match root.ask("sshd", &["-T"]) {
        Ok(settings) => settings,
        Err(why) => return Finding::Different(why),
    };
    let denied: Vec<&str> = settings
        .lines()
        .filter_map(|line| line.strip_prefix("denygroups "))
        .flat_map(str::split_whitespace)
        .collect();
    let let_in = [VISITOR, KIOSK, LINK].iter().filter(|group| !denied.contains(group));
    Finding::unless(let_in.map(|group| format!("{group} is let in")), "refused")
}

/// Who may use crontab and at: those named in the list of who may, if there is one; else all but those named in the list of
/// who may not (`crontab(1)`, `at(1)`).
fn planning(station: &Station, program: &str, lists: &str) -> Finding {
    let root = &station.root;
    if root.program(program).is_none() {
        return Finding::Held(format!("{program} is not installed"));
    }
    let names = |list: &str| -> Option<bool> {
        root.text(format!("etc/{lists}.{list}")).map(|text| text.lines().any(|line| line.trim() == VISITOR))
    };
    match (names("allow"), names("deny")) {
        (Some(false), _) | (None, Some(true)) => Finding::Held("refused".to_owned()),
        (Some(true), _) => Finding::Different(format!("{lists}.allow names the visitor")),
        (None, _) => Finding::Different(format!("neither {lists}.allow nor {lists}.deny stops the visitor")),
    }
}

/// `dpkg --verify` prints a line for each changed file; a `c` marks what people may edit.
fn package(station: &Station) -> Finding {
    match station.root.ask("dpkg", &["--verify", "epn-station"]) {
        Err(why) => Finding::Different(why),
        Ok(lines) => {
            let changed = lines.lines().filter_map(|line| line.split_whitespace().last());
            Finding::unless(changed.map(str::to_owned), "unchanged")
        }
    }
}
