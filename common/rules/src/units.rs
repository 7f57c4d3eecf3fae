//! Units, so that minutes are never taken for cents.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// A length of time in whole minutes, the unit in which a room counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Minutes(pub u32);

impl Minutes {
    /// No time at all.
    pub const ZERO: Self = Self(0);

    /// The whole minutes in `seconds`, rounded down; negative lengths count as none.
    pub fn from_seconds_floor(seconds: i64) -> Self {
        Self(u32::try_from(seconds / 60).unwrap_or(0))
    }

    /// The minutes that `seconds` are told as when counting down: rounded up, so that the last is shown until it is
    /// over; negative lengths count as none.
    pub fn from_seconds_ceil(seconds: i64) -> Self {
        Self(u32::try_from(seconds.max(0).saturating_add(59) / 60).unwrap_or(u32::MAX))
    }

    /// This length in seconds.
    pub fn seconds(self) -> i64 {
        i64::from(self.0) * 60
    }

    /// What is left of this after `used`, never below zero.
    #[must_use]
    pub fn left_after(self, used: Self) -> Self {
        Self(self.0.saturating_sub(used.0))
    }
}

/// An amount of money in integer euro cents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cents(pub i64);

/// `instant` plus so many minutes, within what a timestamp can be.
pub(crate) fn later(instant: Timestamp, minutes: Minutes) -> Timestamp {
    instant.checked_add(SignedDuration::from_secs(minutes.seconds())).unwrap_or(Timestamp::MAX)
}

/// `instant` less so many minutes, within what a timestamp can be.
pub(crate) fn earlier(instant: Timestamp, minutes: Minutes) -> Timestamp {
    instant.checked_sub(SignedDuration::from_secs(minutes.seconds())).unwrap_or(Timestamp::MIN)
}
