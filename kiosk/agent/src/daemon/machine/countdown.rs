//! Time that runs out, as a screen without a clock can show it: in steps.

use crate::daemon::pace::Pace;

/// The step in which what is left is shown, in site time.
const STEP_MS: u64 = 10_000;

/// A span that ends at a moment of the boot-time clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Countdown {
    pub over_ms: u64,
}

impl Countdown {
    /// One of so much site time from now on.
    pub fn of(site_ms: u64, now: u64, pace: Pace) -> Self {
        Self { over_ms: now.saturating_add(pace.machine_ms(site_ms)) }
    }

    /// Whether nothing is left.
    pub fn is_over(self, now: u64) -> bool {
        now >= self.over_ms
    }

    /// Seconds of site time to show.
    pub fn seconds_left(self, now: u64, pace: Pace) -> u32 {
        let steps = self.steps_left(now, pace);
        u32::try_from(steps.saturating_mul(STEP_MS) / 1000).unwrap_or(u32::MAX)
    }

    /// When the next step is shown, or it is over.
    pub fn next_ms(self, now: u64, pace: Pace) -> u64 {
        let shown = self.steps_left(now, pace).saturating_sub(1) * STEP_MS;
        self.over_ms.saturating_sub(pace.machine_ms(shown))
    }

    fn steps_left(self, now: u64, pace: Pace) -> u64 {
        pace.site_ms(self.over_ms.saturating_sub(now)).div_ceil(STEP_MS)
    }
}
