//! The site clock: the time of policy, leases and events. The demo may run it faster; machine time-outs never use it.

use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Where site time comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SiteClock {
    scaling: Option<Scaling>,
}

/// A site clock that runs faster than the machine's, for a demonstration of a day in minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scaling {
    /// Site time at the anchor.
    pub start: Timestamp,
    /// Machine time at the anchor, in milliseconds since the Unix epoch; shared by all processes of the demo.
    pub anchor_ms: i64,
    /// Site seconds per machine second; at least 1.
    pub scale: u32,
}

impl SiteClock {
    /// Site time is the machine's time.
    pub const fn real() -> Self {
        Self { scaling: None }
    }

    /// Site time runs as `scaling` says. Packages are built without this.
    #[cfg(feature = "scaled-clock")]
    pub const fn scaled(scaling: Scaling) -> Self {
        Self { scaling: Some(scaling) }
    }

    /// The site's time now, by the machine's wall clock.
    pub fn now(&self) -> Timestamp {
        self.at(Timestamp::now())
    }

    /// The site's time when the machine's wall clock shows `machine`.
    pub fn at(&self, machine: Timestamp) -> Timestamp {
        let Some(scaling) = self.scaling else { return machine };
        let elapsed = machine.as_millisecond().saturating_sub(scaling.anchor_ms);
        let site =
            scaling.start.as_millisecond().saturating_add(elapsed.saturating_mul(i64::from(scaling.scale)));
        Timestamp::from_millisecond(site).unwrap_or(scaling.start)
    }

    /// Site seconds per machine second.
    pub fn scale(&self) -> u32 {
        self.scaling.map_or(1, |s| s.scale.max(1))
    }

    /// How long the machine waits for `site` to pass.
    pub fn machine(&self, site: Duration) -> Duration {
        site / self.scale()
    }

    /// How much site time passes in `machine`.
    pub fn site(&self, machine: Duration) -> Duration {
        machine.saturating_mul(self.scale())
    }
}
