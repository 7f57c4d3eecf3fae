//! Units, so that minutes are never taken for cents.

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
