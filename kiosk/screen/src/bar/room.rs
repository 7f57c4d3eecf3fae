//! Whether what the visitor may write is nearly used up. The home is in memory, and smaller than people are used to: whoever
//! fills it should hear of it before a program says that it cannot save.

use std::path::Path;

/// The part of a home that is little.
const PART: u64 = 10;

/// Enough for a letter with pictures, whatever the home's size.
const ENOUGH: u64 = 64 * 1024 * 1024;

/// Whether little is left on the file system of this folder. No, where that cannot be told.
pub fn is_scarce(folder: &Path) -> bool {
    rustix::fs::statvfs(folder)
        .is_ok_and(|about| is_little(about.f_bavail * about.f_frsize, about.f_blocks * about.f_frsize))
}

fn is_little(free: u64, all: u64) -> bool {
    free < ENOUGH.min(all / PART)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MB: u64 = 1024 * 1024;

    #[test]
    fn a_tenth_is_little_and_64_mb_are_enough() {
        for (free, all, little) in [
            (0, 492, true),
            (48, 492, true),
            (50, 492, false),
            (63, 2048, true),
            (64, 2048, false),
            (100, 100_000, false),
            // A file system that does not say how large it is.
            (0, 0, false),
        ] {
            assert_eq!(is_little(free * MB, all * MB), little, "{free} of {all} MB");
        }
    }

    #[test]
    fn what_is_not_there_is_not_full() {
        assert!(!is_scarce(Path::new("/proc/nowhere")));
    }
}
