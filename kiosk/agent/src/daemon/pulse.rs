//! Signs of life, with the station's health when it changed noticeably.

use std::path::PathBuf;
use std::time::Duration;

use epn_wire::station::{Health, Ping};
use tokio::sync::mpsc;
use tokio::time::{MissedTickBehavior, interval};

use crate::health;

/// How often the station shows that it is there, in time of the machine.
const EVERY: Duration = Duration::from_secs(30);

/// Looks at the machine again and again, away from the agent's own thread: a disk that hangs hangs nobody else.
pub async fn look_again_and_again(folder: PathBuf, beats: mpsc::Sender<Health>) {
    let mut ticks = interval(EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        let folder = folder.clone();
        let Ok(health) = tokio::task::spawn_blocking(move || health::look(&folder)).await else { return };
        if beats.send(health).await.is_err() {
            return;
        }
    }
}

/// What the hub was told.
#[derive(Clone, Debug, Default)]
pub struct Pulse {
    number: u64,
    latest: Option<Health>,
    told: Option<Health>,
}

impl Pulse {
    /// A new look at the machine.
    pub fn feel(&mut self, health: Health) {
        self.latest = Some(health);
    }

    /// All that is known, for the first message of a connection.
    pub fn whole(&mut self) -> Option<Health> {
        self.told.clone_from(&self.latest);
        self.latest.clone()
    }

    /// The next sign of life.
    pub fn ping(&mut self) -> Ping {
        self.number += 1;
        let news = match (&self.told, &self.latest) {
            (Some(told), Some(latest)) => differs(told, latest),
            (_, latest) => latest.is_some(),
        };
        let health = if news { self.whole() } else { None };
        Ping { n: self.number, health }
    }
}

/// Whether somebody who looks after the room would call it a change: a tenth of the memory or of the free disk, three
/// degrees.
fn differs(told: &Health, latest: &Health) -> bool {
    let tenth = |before: u64, now: u64, of: u64| before.abs_diff(now) > of / 10;
    let heat = match (told.temperature_c, latest.temperature_c) {
        (Some(before), Some(now)) => before.abs_diff(now) >= 3,
        (before, now) => before != now,
    };
    heat || tenth(told.disk_free_mb, latest.disk_free_mb, told.disk_free_mb)
        || tenth(told.memory_free_mb, latest.memory_free_mb, latest.memory_total_mb)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn health_travels_when_it_changed_noticeably() {
        let health = Health {
            disk_free_mb: 1000,
            memory_free_mb: 500,
            memory_total_mb: 1000,
            temperature_c: Some(40),
            uptime_s: 1,
        };
        let mut pulse = Pulse::default();
        assert_eq!(pulse.ping(), Ping { n: 1, health: None });
        pulse.feel(health.clone());
        assert_eq!(pulse.ping(), Ping { n: 2, health: Some(health.clone()) });
        pulse.feel(Health { memory_free_mb: 450, uptime_s: 31, temperature_c: Some(42), ..health.clone() });
        assert_eq!(pulse.ping().health, None);
        let hot = Health { temperature_c: Some(43), ..health };
        pulse.feel(hot.clone());
        assert_eq!(pulse.ping().health, Some(hot));
    }
}
