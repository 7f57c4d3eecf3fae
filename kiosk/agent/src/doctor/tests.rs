//! Each thing that can be wrong is found, and nothing is found where all is well.

use std::net::TcpListener;

use epn_wire::audit::Audit;
use epn_words::Lang;

use super::words::Phrases;
use super::*;
use crate::check::tests::tree::{CONFIGURATION, Tree};

/// A day after every file of a test was written.
fn now() -> Timestamp {
    "2090-05-01T10:00:00Z".parse().unwrap()
}

fn healthy() -> Health {
    Health {
        disk_free_mb: 50_000,
        memory_free_mb: 6_000,
        memory_total_mb: 7_900,
        temperature_c: Some(50),
        uptime_s: 1,
    }
}

/// A station on which all is well, paired with a hub that listens at the address.
fn station(hub: &TcpListener) -> Tree {
    let tree = Tree::well();
    let address = hub.local_addr().unwrap();
    tree.write("etc/epn/agent.toml", &format!("hub = \"{address}\"\n{CONFIGURATION}"));
    tree.pair();
    tree.write("sys/class/net/lo/operstate", "unknown\n");
    tree.write("sys/class/net/enp3s0/operstate", "up\n");
    tree.write("var/lib/dpkg/status", "");
    tree.write("sys/class/rtc/rtc0/since_epoch", &format!("{}\n", now().as_second() - 7_200));
    for program in ["lpstat", "efibootmgr"] {
        tree.install(program);
    }
    tree.says("lpstat", "-r", "scheduler is running");
    tree.says("lpstat", "-p", "printer Salle is idle.  enabled since Mon\n\tready");
    tree.says("lpstat", "-o", "");
    tree.says("efibootmgr", "nothing", BOOT);
    tree.says("systemctl", "show --property=ActiveState --value epn-kiosk.service", "active");
    tree
}

const BOOT: &str = "BootCurrent: 0001
Timeout: 1 seconds
BootOrder: 0001,0003,0004
Boot0001* debian\tHD(1,GPT,x)/File(\\EFI\\debian\\shimx64.efi)
Boot0003* USB HDD\tPciRoot(0x0)
Boot0004* UEFI: PXE IPv4\tPciRoot(0x0)
Boot0005  CD/DVD\tPciRoot(0x0)";

fn hub() -> TcpListener {
    TcpListener::bind("127.0.0.1:0").unwrap()
}

/// What is found after something was done to a station on which all is well.
fn found(harm: impl FnOnce(&Tree)) -> Vec<Finding> {
    let hub = hub();
    let tree = station(&hub);
    harm(&tree);
    examine(&tree.station(), &healthy(), now())
}

#[test]
fn nothing_is_found_where_all_is_well() {
    assert_eq!(found(|_| {}), []);
}

#[test]
fn a_machine_that_is_full_hot_or_small_is_found() {
    let hub = hub();
    let tree = station(&hub);
    let with = |health: Health| examine(&tree.station(), &health, now());
    assert_eq!(
        with(Health { disk_free_mb: 400, temperature_c: Some(91), ..healthy() }),
        [
            Finding::Machine(HealthWarning::Hot { celsius: 91 }),
            Finding::Machine(HealthWarning::DiskFull { free_mb: 400 })
        ]
    );
    let small = Health { memory_total_mb: 1_800, memory_free_mb: 900, ..healthy() };
    assert_eq!(with(small), [Finding::LittleMemory { total_mb: 1_800 }]);
    let medium = Health { memory_total_mb: 3_800, memory_free_mb: 2_000, ..healthy() };
    assert_eq!(with(medium.clone()), [], "it has compressed memory");
    tree.write("proc/swaps", "Filename Type Size Used Priority\n");
    assert_eq!(with(medium), [Finding::NoSwap { total_mb: 3_800 }]);
    assert_eq!(with(healthy()), []);
}

#[test]
fn a_disk_that_cannot_be_written_is_found() {
    let found = found(|tree| tree.replace("proc/self/mounts", "/ ext4 rw,", "/ ext4 ro,"));
    assert_eq!(found, [Finding::DiskReadOnly]);
}

#[test]
fn a_wrong_clock_is_found() {
    let hub = hub();
    let tree = station(&hub);
    let shown: Timestamp = "2009-01-01T00:00:00Z".parse().unwrap();
    assert_eq!(examine(&tree.station(), &healthy(), shown), [Finding::ClockBehind { shown }]);
    let off = now().as_second() - 3 * 86_400 - 60;
    tree.write("sys/class/rtc/rtc0/since_epoch", &off.to_string());
    assert_eq!(examine(&tree.station(), &healthy(), now()), [Finding::BatteryClock { off_days: 3 }]);
    tree.remove("sys/class/rtc/rtc0/since_epoch");
    assert_eq!(examine(&tree.station(), &healthy(), now()), [], "a machine without one");
}

#[test]
fn a_service_that_does_not_run_is_found() {
    let stop = |unit: &str| {
        let asked = format!("show --property=ActiveState --value {unit}");
        found(move |tree| tree.says("systemctl", &asked, "failed"))
    };
    assert_eq!(stop("epn-kiosk.service"), [Finding::KioskStopped]);
    let [Finding::AgentStopped, Finding::Lockdown(audit)] = &stop("epn-agent.service")[..] else {
        panic!("the agent does not run, and that is an item of the lockdown too");
    };
    assert_eq!(audit.shortfalls().map(|item| item.id.as_str()).collect::<Vec<_>>(), ["agent-runs"]);
}

#[test]
fn the_way_to_the_hub_is_looked_at_from_the_cable_up() {
    assert_eq!(found(|tree| tree.write("sys/class/net/enp3s0/operstate", "down\n")), [Finding::NoNetwork]);
    assert_eq!(found(|tree| tree.remove("var/lib/epn-agent/identity/peer.json")), [Finding::NotPaired]);
    let hub = hub();
    let (tree, address) = (station(&hub), hub.local_addr().unwrap().to_string());
    drop(hub);
    assert_eq!(examine(&tree.station(), &healthy(), now()), [Finding::HubSilent { address }]);
}

#[test]
fn a_stopped_or_stuck_queue_is_found() {
    let stopped = "printer Salle disabled since Mon -\n\tout of paper\nprinter Autre is idle.";
    assert_eq!(
        found(|tree| tree.says("lpstat", "-p", stopped)),
        [Finding::PrinterStopped { name: "Salle".to_owned() }]
    );
    let jobs = |count: usize| vec!["Salle-1 visitor 1024 Mon"; count].join("\n");
    assert_eq!(found(|tree| tree.says("lpstat", "-o", &jobs(4))), []);
    assert_eq!(found(|tree| tree.says("lpstat", "-o", &jobs(5))), [Finding::PrintsWaiting { count: 5 }]);
    let off = "scheduler is not running";
    assert_eq!(found(|tree| tree.says("lpstat", "-r", off)), [Finding::PrintingStopped]);
    assert_eq!(found(|tree| tree.remove("usr/bin/lpstat")), [], "nothing to print with");
}

#[test]
fn a_firmware_that_tries_a_key_first_is_found() {
    let order = |order: &str| {
        let said = BOOT.replace("BootOrder: 0001,0003,0004", &format!("BootOrder: {order}"));
        found(move |tree| tree.says("efibootmgr", "nothing", &said))
    };
    let elsewhere = |name: &str| [Finding::StartsElsewhere { name: name.to_owned() }];
    assert_eq!(order("0003,0001"), elsewhere("USB HDD"));
    assert_eq!(order("0004,0001"), elsewhere("UEFI: PXE IPv4"));
    assert_eq!(order("0005,0001"), [], "that one is switched off");
    assert_eq!(found(|tree| tree.remove("usr/bin/efibootmgr")), [], "nobody tells");
}

#[test]
fn a_missing_profile_and_a_broken_configuration_are_found() {
    let gone = found(|tree| {
        let text = CONFIGURATION.replace("/var/lib/epn-golden/profile", "/var/lib/none");
        tree.replace("etc/epn/agent.toml", CONFIGURATION, &text);
    });
    let is_profile = |finding: &Finding| matches!(finding, Finding::NoGoldenProfile { .. });
    assert!(gone.iter().any(is_profile), "{gone:?}");
    let broken = found(|tree| tree.write("etc/epn/agent.toml", "visitor = 1\n"));
    assert!(matches!(broken.first(), Some(Finding::Misconfigured { .. })), "{broken:?}");
}

#[test]
fn every_finding_is_told_whole_in_every_language() {
    let address = "192.168.1.10:7443".to_owned();
    let path = PathBuf::from("/var/lib/epn-golden/profile");
    let name = "Salle".to_owned();
    let findings = [
        Finding::Machine(HealthWarning::Hot { celsius: 91 }),
        Finding::Machine(HealthWarning::DiskFull { free_mb: 400 }),
        Finding::Machine(HealthWarning::MemoryShort { free_mb: 100 }),
        Finding::DiskReadOnly,
        Finding::LittleMemory { total_mb: 1_800 },
        Finding::NoSwap { total_mb: 3_800 },
        Finding::ClockBehind { shown: now() },
        Finding::BatteryClock { off_days: 3 },
        Finding::Misconfigured { why: "line 3".to_owned() },
        Finding::AgentStopped,
        Finding::KioskStopped,
        Finding::NoNetwork,
        Finding::NotPaired,
        Finding::HubSilent { address },
        Finding::PrintingStopped,
        Finding::PrinterStopped { name: name.clone() },
        Finding::PrintsWaiting { count: 7 },
        Finding::NoGoldenProfile { path },
        Finding::Lockdown(Audit { short: 2, ..Audit::default() }),
        Finding::StartsElsewhere { name },
    ];
    for lang in Lang::ALL {
        let phrases = Phrases::new(lang).unwrap();
        let mut ids = std::collections::BTreeSet::new();
        for finding in &findings {
            let advice = phrases.advice(finding);
            assert!(ids.insert(advice.id), "{} twice", advice.id);
            for sentence in [&advice.what, &advice.why, &advice.to_do] {
                let whole = sentence.chars().count() > 10 && !sentence.contains(['{', '}']);
                assert!(whole && !sentence.starts_with(advice.id), "{}: {sentence}", advice.id);
            }
        }
        for untested in Untested::ALL {
            let warning = phrases.warning(untested);
            assert!(ids.insert(warning.id) && warning.what != warning.watch, "{}", warning.id);
        }
    }
}

#[test]
fn a_long_list_of_shortfalls_is_cut() {
    let phrases = Phrases::new(Lang::French).unwrap();
    let told = |short: usize| {
        let items = audit(&Station::new(crate::check::Root::below("/nonexistent"))).items;
        let items = items.into_iter().filter(|item| item.verdict.falls_short()).take(short).collect();
        phrases.advice(&Finding::Lockdown(Audit::of(items))).details
    };
    assert_eq!(told(8).len(), 8);
    assert_eq!(told(10).last().unwrap(), "et 2 autres");
}

#[test]
fn every_item_of_the_lockdown_has_words_in_every_language() {
    for lang in Lang::ALL {
        let words = epn_words::Words::new(lang).unwrap();
        let audit = audit(&Station::new(crate::check::Root::below("/nonexistent")));
        for mut item in audit.items {
            item.what = String::new();
            assert!(!words.lockdown_item(&item).is_empty(), "{} in {}", item.id, lang.tag());
        }
    }
}
