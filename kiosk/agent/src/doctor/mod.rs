//! What is wrong with this PC, for a volunteer who looks after it.
//!
//! Findings are facts; [`words`] turns each into three sentences: what, why it matters, what to do.

mod clock;
mod firmware;
mod network;
mod printing;
mod untested;
pub mod words;

use std::path::PathBuf;

use epn_wire::audit::Audit;
use epn_wire::health::{HealthWarning, warnings};
use epn_wire::station::Health;
use jiff::Timestamp;

use crate::check::{Station, audit};
pub use untested::Untested;

/// Something that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Little room on the disk, little memory free, too hot.
    Machine(HealthWarning),
    /// The system's disk can only be read: it is probably failing.
    DiskReadOnly,
    /// Less memory than a browser and an office program need together.
    LittleMemory {
        total_mb: u64,
    },
    /// Little memory, and nothing to fall back on.
    NoSwap {
        total_mb: u64,
    },
    /// The clock shows a time before the last installation.
    ClockBehind {
        shown: Timestamp,
    },
    /// The clock that runs while the machine is off is wrong by more than a day.
    BatteryClock {
        off_days: u64,
    },
    /// The agent cannot use its configuration.
    Misconfigured {
        why: String,
    },
    /// The agent, or the lock screen, does not run.
    AgentStopped,
    KioskStopped,
    /// No cable, no Wi-Fi.
    NoNetwork,
    /// The station was never paired.
    NotPaired,
    /// The hub does not answer there.
    HubSilent {
        address: String,
    },
    /// The printing service does not run.
    PrintingStopped,
    /// A printer's queue is stopped.
    PrinterStopped {
        name: String,
    },
    /// Documents wait to be printed.
    PrintsWaiting {
        count: u32,
    },
    /// What sessions start as is not there.
    NoGoldenProfile {
        path: PathBuf,
    },
    /// Items of the lockdown fall short.
    Lockdown(Audit),
    /// The firmware tries something else before the disk that this was started from.
    StartsElsewhere {
        name: String,
    },
}

/// Memory below which a browser and an office program do not fit together, in MiB: a 2 GB PC shows a little less.
const LITTLE_MEMORY_MB: u64 = 1_900;
/// Memory below which something must be able to give way, in MiB.
const SWAP_NEEDED_MB: u64 = 3_900;

/// Looks at everything; asks the hub's address, and changes nothing.
pub fn examine(station: &Station, health: &Health, now: Timestamp) -> Vec<Finding> {
    let mut findings: Vec<Finding> = warnings(health).into_iter().map(Finding::Machine).collect();
    findings.extend(disk(station));
    findings.extend(memory(station, health));
    findings.extend(clock::examine(&station.root, now));
    findings.extend(services(station));
    findings.extend(network::examine(station));
    findings.extend(printing::examine(&station.root));
    findings.extend(golden(station));
    let audit = audit(station);
    findings.extend((audit.short > 0).then_some(Finding::Lockdown(audit)));
    findings.extend(firmware::examine(&station.root));
    findings
}

/// Linux mounts a disk again for reading alone when writing to it fails.
fn disk(station: &Station) -> Option<Finding> {
    let mounts = station.root.text("proc/self/mounts")?;
    let system = mounts.lines().rfind(|line| line.split(' ').nth(1) == Some("/"))?;
    let options = system.split(' ').nth(3)?;
    options.split(',').any(|option| option == "ro").then_some(Finding::DiskReadOnly)
}

fn memory(station: &Station, health: &Health) -> Option<Finding> {
    let total_mb = health.memory_total_mb;
    if total_mb < LITTLE_MEMORY_MB {
        return Some(Finding::LittleMemory { total_mb });
    }
    let swaps = station.root.text("proc/swaps").unwrap_or_default();
    (total_mb < SWAP_NEEDED_MB && swaps.lines().count() < 2).then_some(Finding::NoSwap { total_mb })
}

fn services(station: &Station) -> Vec<Finding> {
    let stopped = |unit: &str| {
        let state = station.root.ask("systemctl", &["show", "--property=ActiveState", "--value", unit]);
        state.is_ok_and(|state| state != "active")
    };
    let misconfigured =
        station.misconfigured.as_ref().map(|error| Finding::Misconfigured { why: error.to_string() });
    let agent = stopped("epn-agent.service").then_some(Finding::AgentStopped);
    let kiosk = stopped("epn-kiosk.service").then_some(Finding::KioskStopped);
    misconfigured.into_iter().chain(agent).chain(kiosk).collect()
}

fn golden(station: &Station) -> Option<Finding> {
    let profile = station.golden.as_ref()?;
    let is_there = station.root.at(profile).is_dir();
    (!is_there).then(|| Finding::NoGoldenProfile { path: profile.clone() })
}

#[cfg(test)]
mod tests;
