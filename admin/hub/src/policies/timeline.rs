//! Which version of the policy applies when: the past is judged by the version of its day.

use std::sync::Arc;

use epn_rules::rules::Rules;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;

use super::InForce;
use crate::store::{StoreError, policy};

/// All versions, in the order in which they come in force. Of two that apply from the same moment, the later one does.
#[derive(Debug)]
pub struct Timeline {
    first: Arc<InForce>,
    /// Sorted by the moment from which they apply, then by number.
    others: Vec<Arc<InForce>>,
    highest: u32,
}

impl Timeline {
    /// Reads all versions.
    pub fn read(connection: &Connection) -> Result<Self, StoreError> {
        Self::new(policy::all(connection)?)
    }

    pub(super) fn new(versions: Vec<policy::Version>) -> Result<Self, StoreError> {
        let highest = versions.iter().map(|version| version.number).max().unwrap_or(0);
        let mut readable = Vec::new();
        let mut broken = None;
        for version in versions {
            match InForce::new(version) {
                Ok(version) => readable.push(version),
                Err(error) => {
                    // One that an earlier program accepted; the version before it stays in force.
                    tracing::error!(%error, "a version of the policy is passed over");
                    broken = Some(error);
                }
            }
        }
        Self::of(readable, highest)
            .ok_or_else(|| broken.unwrap_or(StoreError::Corrupt { what: "it holds no policy".to_owned() }))
    }

    fn of(mut versions: Vec<InForce>, highest: u32) -> Option<Self> {
        versions.sort_by_key(|version| version.number);
        // Where the site's clock was set back, what was made to apply at once does so all the same.
        let mut soonest = Timestamp::MAX;
        for version in versions.iter_mut().rev().filter(|version| version.from.is_none()) {
            soonest = soonest.min(version.since);
            version.since = soonest;
        }
        // The first applies before any other, whenever it was made.
        let earliest = versions.iter().map(|version| version.since).min();
        if let Some((first, earliest)) = versions.first_mut().zip(earliest) {
            first.since = earliest;
        }
        versions.sort_by_key(|version| (version.since, version.number));
        let mut versions = versions.into_iter().map(Arc::new);
        Some(Self { first: versions.next()?, others: versions.collect(), highest })
    }

    /// The same, and one more.
    pub(super) fn with(&self, new: InForce) -> Option<Self> {
        let highest = self.highest.max(new.number);
        let mut all: Vec<_> = self.all().map(|version| version.as_ref().clone()).collect();
        all.push(new);
        Self::of(all, highest)
    }

    fn all(&self) -> impl Iterator<Item = &Arc<InForce>> {
        std::iter::once(&self.first).chain(&self.others)
    }

    /// The highest number of a version that was made.
    pub fn highest_number(&self) -> u32 {
        self.highest
    }

    /// The version that applies at a moment; before the first one, that.
    pub fn at(&self, moment: Timestamp) -> Arc<InForce> {
        let applies = self.others.partition_point(|version| version.since <= moment);
        Arc::clone(applies.checked_sub(1).and_then(|last| self.others.get(last)).unwrap_or(&self.first))
    }

    /// The version that applies on a civil day: of several, that of its end.
    pub fn on(&self, date: Date) -> Arc<InForce> {
        let mut found = Arc::clone(&self.first);
        for version in &self.others {
            let calendar = version.rules.calendar();
            let begins = date.tomorrow().map_or(Timestamp::MAX, |next| calendar.start_of(next));
            if version.since < begins {
                found = Arc::clone(version);
            }
        }
        found
    }

    /// Those that apply later than a moment, soonest first.
    pub fn coming(&self, moment: Timestamp) -> impl Iterator<Item = &Arc<InForce>> {
        self.others.iter().filter(move |version| version.since > moment)
    }

    /// The first moment after this one at which another version comes in force.
    pub fn next_change(&self, after: Timestamp) -> Option<Timestamp> {
        self.coming(after).next().map(|version| version.since)
    }
}

impl InForce {
    /// Checks a version that was accepted when it was made.
    pub(super) fn new(version: policy::Version) -> Result<Self, StoreError> {
        let policy::Version { id, number, since, applies_from, policy } = version;
        match Rules::accepted(policy) {
            Ok(rules) => Ok(Self::of(id, number, since, applies_from, rules)),
            Err(problems) => {
                let what = problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
                Err(StoreError::Value(format!("policy version {number}: {what}").into()))
            }
        }
    }

    pub(super) fn of(
        id: epn_rules::id::PolicyId,
        number: u32,
        made: Timestamp,
        from: Option<Date>,
        rules: Rules,
    ) -> Self {
        let since = from.map_or(made, |date| rules.calendar().start_of(date));
        Self { id, number, since, from, rules }
    }

    /// The last moment of a civil day.
    pub fn end_of(&self, date: Date) -> Timestamp {
        let next = date.tomorrow().map_or(Timestamp::MAX, |next| self.rules.calendar().start_of(next));
        next.checked_sub(SignedDuration::from_millis(1)).unwrap_or(next)
    }
}
