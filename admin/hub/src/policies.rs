//! The policy in force, ready to decide with; which one is when; and how another takes its place.

mod broken;
mod follow;
mod replace;
mod timeline;

use std::sync::Arc;

use epn_rules::id::PolicyId;
use epn_rules::rules::Rules;
use epn_wire::clock::SiteClock;
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::Connection;
use tokio::sync::watch;

pub use broken::{Broken, broken};
pub use follow::{follow, sleep_until};
pub use replace::{Draft, ReplaceError, Tried, replace, tried};
pub use timeline::Timeline;

use crate::store::{StoreError, Tx, policy};

/// A version of the policy, checked.
#[derive(Clone, Debug)]
pub struct InForce {
    pub id: PolicyId,
    /// 1 for the first.
    pub number: u32,
    /// From when on it applies, until another does.
    pub since: Timestamp,
    /// The civil day that begins with [`Self::since`], if it was made to apply from a day.
    pub from: Option<Date>,
    pub rules: Rules,
}

/// Every version, for all who need one and all who wait for the one in force to change.
#[derive(Debug)]
pub struct Policies {
    clock: SiteClock,
    timeline: watch::Sender<Arc<Timeline>>,
    /// Told when another comes in force.
    now: watch::Sender<Arc<InForce>>,
}

impl Policies {
    /// Reads them.
    pub fn load(connection: &Connection, clock: SiteClock) -> Result<Self, StoreError> {
        let timeline = Arc::new(Timeline::read(connection)?);
        let now = timeline.at(clock.now());
        Ok(Self { clock, timeline: watch::Sender::new(timeline), now: watch::Sender::new(now) })
    }

    /// The one in force.
    pub fn now(&self) -> Arc<InForce> {
        self.timeline().at(self.clock.now())
    }

    /// All of them.
    pub fn timeline(&self) -> Arc<Timeline> {
        self.timeline.borrow().clone()
    }

    /// Told when another comes in force.
    pub fn subscribe(&self) -> watch::Receiver<Arc<InForce>> {
        self.now.subscribe()
    }

    /// The one in force inside a transaction, which may hold newer ones that are not committed yet.
    pub fn inside(&self, tx: &Tx<'_>) -> Result<Arc<InForce>, StoreError> {
        Ok(self.timeline_inside(tx)?.at(self.clock.now()))
    }

    /// All of them as a transaction sees them.
    pub fn timeline_inside(&self, tx: &Tx<'_>) -> Result<Arc<Timeline>, StoreError> {
        let known = self.timeline();
        if policy::highest_number(tx)? == known.highest_number() {
            return Ok(known);
        }
        Ok(Arc::new(Timeline::read(tx)?))
    }

    /// Others were committed.
    fn set(&self, timeline: Arc<Timeline>) {
        self.timeline.send_replace(timeline);
        self.turn_over();
    }

    /// Tells those who wait, if the one in force changed.
    fn turn_over(&self) {
        let now = self.now();
        self.now.send_if_modified(|told| {
            let changes = told.id != now.id;
            if changes {
                *told = now;
            }
            changes
        });
    }
}

#[cfg(test)]
mod tests;
