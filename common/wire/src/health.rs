//! When a station's machine wants looking at: the same for the console and for the station itself.

use crate::station::Health;

/// Something about a machine that will soon disturb its visitors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HealthWarning {
    Hot { celsius: i32 },
    DiskFull { free_mb: u64 },
    MemoryShort { free_mb: u64 },
}

/// From here on processors slow themselves down.
const HOT_CELSIUS: i32 = 85;
/// Below this a session's files may not fit.
const DISK_MB: u64 = 1024;
/// A browser needs more than this share of the memory to go on.
const MEMORY_SHARE: u64 = 12;

/// Everything that wants looking at.
pub fn warnings(health: &Health) -> Vec<HealthWarning> {
    let hot = health.temperature_c.filter(|celsius| *celsius >= HOT_CELSIUS);
    let disk = (health.disk_free_mb < DISK_MB).then_some(health.disk_free_mb);
    let is_short =
        health.memory_total_mb > 0 && health.memory_free_mb < health.memory_total_mb / MEMORY_SHARE;
    let memory = is_short.then_some(health.memory_free_mb);
    [
        hot.map(|celsius| HealthWarning::Hot { celsius }),
        disk.map(|free_mb| HealthWarning::DiskFull { free_mb }),
        memory.map(|free_mb| HealthWarning::MemoryShort { free_mb }),
    ]
    .into_iter()
    .flatten()
    .collect()
}
