//! Slots that are booked, and the queue of those who wait without a booking.

use serde::{Deserialize, Serialize};

use crate::units::Minutes;

/// What may be booked. The desk is bound by less: see [`crate::booking::book`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SlotRules {
    /// Whether visitors book for themselves.
    pub allowed: bool,
    /// Slots begin and end at a multiple of this after an hour, and last a multiple of it.
    pub granularity: Minutes,
    /// The longest slot.
    pub longest: Minutes,
    /// How many days ahead, today not counted.
    pub horizon_days: u16,
    /// How many bookings a visitor holds at once.
    pub at_once: u8,
    /// A booking whose visitor has not come so long after its start is released.
    pub released_after: Minutes,
}

impl Default for SlotRules {
    fn default() -> Self {
        Self {
            allowed: true,
            granularity: Minutes(15),
            longest: Minutes(60),
            horizon_days: 14,
            at_once: 2,
            released_after: Minutes(10),
        }
    }
}

/// How people who wait without a booking are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct QueueRules {
    /// Whether there is a queue at all.
    pub allowed: bool,
    /// A station is held so long for whoever is called to it.
    pub answer_within: Minutes,
    /// After so many calls without an answer somebody is taken off the queue.
    pub calls: u8,
}

impl Default for QueueRules {
    fn default() -> Self {
        Self { allowed: true, answer_within: Minutes(3), calls: 2 }
    }
}
