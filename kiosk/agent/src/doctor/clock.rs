//! Whether the clock can be right. Deadlines do not depend on it; what people read does.

use std::os::unix::fs::MetadataExt;

use jiff::Timestamp;

use super::Finding;
use crate::check::Root;

/// What every installation of a package writes to: no clock can rightly be before it.
const INSTALLATIONS: &str = "var/lib/dpkg/status";
/// The clock on the board, in seconds since 1970. It may keep local time, so a difference of hours is none.
const BOARD_CLOCK: &str = "sys/class/rtc/rtc0/since_epoch";
const DAY_S: u64 = 24 * 60 * 60;

pub fn examine(root: &Root, now: Timestamp) -> Option<Finding> {
    let seconds = now.as_second();
    let installed = root.about(INSTALLATIONS).map_or(0, |about| about.mtime());
    if seconds < installed {
        return Some(Finding::ClockBehind { shown: now });
    }
    let board: i64 = root.text(BOARD_CLOCK)?.trim().parse().ok()?;
    let off = seconds.abs_diff(board);
    (off > DAY_S).then_some(Finding::BatteryClock { off_days: off / DAY_S })
}
