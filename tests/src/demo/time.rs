//! The demo's clock: the same three figures for every process of the day.

use std::time::Duration;

use anyhow::Result;
use epn_wire::clock::{Scaling, SiteClock};
use jiff::Timestamp;
use jiff::civil::Time;
use tokio::time::sleep;

use super::day::Day;

/// The day's clock.
#[derive(Clone, Debug)]
pub struct DayClock {
    day: Day,
    scaling: Scaling,
    clock: SiteClock,
}

impl DayClock {
    /// Starts the day `after` this machine time, so that it can be prepared.
    ///
    /// # Errors
    /// The machine has no time zone data.
    pub fn start(day: &Day, after: Duration) -> Result<Self> {
        let scaling = Scaling {
            start: day.instant(day.start)?,
            anchor_ms: (Timestamp::now() + after).as_millisecond(),
            scale: day.scale,
        };
        Ok(Self { day: day.clone(), scaling, clock: SiteClock::scaled(scaling) })
    }

    /// The three figures.
    pub fn scaling(&self) -> Scaling {
        self.scaling
    }

    /// Site time.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// What the room's clock shows; the last moment of its day once that is over.
    ///
    /// # Errors
    /// The machine has no time zone data.
    pub fn time(&self) -> Result<Time> {
        let now = self.day.civil(self.now())?;
        Ok(if now.date() == self.day.date { now.time() } else { Time::MAX })
    }

    /// The machine time that `site` takes.
    pub fn machine(&self, site: Duration) -> Duration {
        self.clock.machine(site)
    }

    /// Waits until the room's clock shows `time`.
    ///
    /// # Errors
    /// The machine has no time zone data.
    pub async fn until(&self, time: Time) -> Result<()> {
        self.until_instant(self.day.instant(time)?).await;
        Ok(())
    }

    /// Waits for a moment of site time; not at all if it has passed.
    pub async fn until_instant(&self, moment: Timestamp) {
        let left = moment.duration_since(self.now());
        if let Ok(left) = Duration::try_from(left) {
            sleep(self.clock.machine(left)).await;
        }
    }
}
