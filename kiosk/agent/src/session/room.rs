//! How much a visitor may write. What it writes is in memory, and so is what it runs.

use sysinfo::{MemoryRefreshKind, RefreshKind, System};

/// The part of the memory that a home may fill: on 2 GB, 512 MB, beside a desktop and a browser that need 1 GB.
const PART: u64 = 4;

/// Less than this is of no use to anybody who wants to write a letter with a picture in it.
const LEAST_MB: u64 = 256;

const MB: u64 = 1024 * 1024;

/// What a home may hold on a machine with `memory_mb`, of the `wanted_mb` that are configured. All in MiB.
///
/// When it is full, programs are told that there is no space left, as on a full disk: what was saved stays, what is
/// written next does not fit, and the session goes on. A medium of the visitor's own and the printer still take it.
#[must_use]
pub fn limit_mb(wanted_mb: u64, memory_mb: u64) -> u64 {
    wanted_mb.min((memory_mb / PART).max(LEAST_MB))
}

/// The machine's memory, in MiB.
#[must_use]
pub fn memory_mb() -> u64 {
    let memory = RefreshKind::nothing().with_memory(MemoryRefreshKind::nothing().with_ram());
    System::new_with_specifics(memory).total_memory() / MB
}

#[cfg(test)]
mod tests {
    use super::limit_mb;

    #[test]
    fn a_quarter_of_the_memory_and_never_more_than_configured() {
        for (wanted, memory, limit) in [
            (2048, 1024, 256),
            (2048, 1968, 492),
            (2048, 4096, 1024),
            (2048, 8192, 2048),
            (2048, 65_536, 2048),
            (300, 65_536, 300),
            (4, 512, 4),
            (2048, 512, 256),
        ] {
            assert_eq!(limit_mb(wanted, memory), limit, "{wanted} MiB on {memory} MiB");
        }
    }

    #[test]
    fn more_memory_never_means_less_room() {
        let mut last = 0;
        for memory in (0..20_000).step_by(100) {
            let limit = limit_mb(2048, memory);
            assert!(limit >= last && limit <= 2048);
            last = limit;
        }
    }
}
