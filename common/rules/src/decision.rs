//! A decision is a value that carries its reasons and, if refused, the next moment at which it would be granted.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use serde::{Deserialize, Serialize};

use crate::policy::QuotaSpan;
use crate::units::Minutes;

/// May this visitor use this station now?
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "decision", rename_all = "kebab-case")]
pub enum Decision {
    /// Yes, until a moment.
    Granted {
        /// The first moment at which the station is no longer granted.
        until: Timestamp,
        /// What set that moment, the strictest first.
        because: Vec<Limit>,
    },
    /// No.
    Refused {
        /// Every rule that refuses, each with its figures.
        because: Vec<Refusal>,
        /// The first moment at which the same facts would be granted; `None` if no moment within a year would.
        next: Option<Timestamp>,
    },
}

impl Decision {
    /// Whether the station is granted.
    pub fn is_granted(&self) -> bool {
        matches!(self, Self::Granted { .. })
    }
}

/// A rule that sets the end of a granted time, with its figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "kebab-case")]
pub enum Limit {
    /// The longest session.
    SessionLength { longest: Minutes },
    /// The room closes.
    Closing { at: Timestamp },
    /// A quota: what was used, what is allowed.
    Quota {
        per: QuotaSpan,
        used: Minutes,
        allowed: Minutes,
        /// The civil day that the figures are of, or that ends or is in the span they are of: not always that of the
        /// question, since a session goes over midnight and a slot is on a later day. None of a session's quota.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        day: Option<Date>,
    },
    /// The ticket's minutes.
    Ticket { left: Minutes },
    /// The next hold on this station (a booking, a workshop).
    HeldFrom { at: Timestamp },
    /// The mediator's choice.
    Staff { minutes: Minutes },
    /// The visitor's own booking.
    Booking { until: Timestamp },
    /// A quota is larger for this visitor, by so much.
    Bonus { label: String, per: QuotaSpan, minutes: Minutes },
}

impl Limit {
    /// What a quota says where it leaves too little; nothing of any other limit.
    pub(crate) fn spent(&self) -> Option<Refusal> {
        match *self {
            Self::Quota { per, used, allowed, day } => Some(Refusal::QuotaSpent { per, used, allowed, day }),
            _ => None,
        }
    }
}

/// A rule that keeps a slot from being longer, with its figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "kebab-case")]
pub enum SlotLimit {
    /// The longest slot.
    Longest { longest: Minutes },
    /// The room closes.
    Closing { at: Timestamp },
    /// The place is held for somebody else from then on.
    Taken { from: Timestamp },
    /// The visitor has another booking from then on.
    Own { from: Timestamp },
    /// A quota, with figures as in [`Limit::Quota`].
    Quota {
        per: QuotaSpan,
        used: Minutes,
        allowed: Minutes,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        day: Option<Date>,
    },
}

/// A rule that refuses, with its figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "kebab-case")]
pub enum Refusal {
    /// The room is closed now.
    Closed { opens: Option<Timestamp> },
    /// The room closes too soon to start.
    ClosesSoon { at: Timestamp, shortest: Minutes },
    /// The day is a closure.
    Closure { label: String, opens: Option<Timestamp> },
    /// A quota is spent (or leaves less than the least time worth starting).
    QuotaSpent {
        per: QuotaSpan,
        used: Minutes,
        allowed: Minutes,
        /// As in [`Limit::Quota`].
        #[serde(default, skip_serializing_if = "Option::is_none")]
        day: Option<Date>,
    },
    /// The ticket has no minutes left.
    TicketSpent { carried: Minutes },
    /// The ticket may no longer be used.
    TicketExpired { since: Timestamp },
    /// The station is taken, until then if that is known.
    StationBusy { until: Option<Timestamp> },
    /// The station is held for somebody else too soon to start.
    StationHeld { from: Timestamp, until: Timestamp },
    /// The station is out of service.
    OutOfService,
    /// The visitor already has a session on another station.
    AlreadyIn { station: String },
    /// Entering without an account is not allowed here.
    NoAccountNotAllowed,
    /// The visitor is too young to come alone.
    MustBeAccompanied { under: u8 },
    /// A guardian's authorisation is missing.
    AuthorisationMissing { under: u8 },
    /// Somebody waits, so the session is not extended.
    SomebodyWaits { waiting: u32 },
    /// The station is kept for somebody who was called from the queue.
    StationCalled { until: Timestamp },
    /// The visitor is too young to use a station at all.
    TooYoung { minimum: u8 },
    /// The station is for younger visitors.
    ForChildren { under: u8 },
    /// Visitors do not book here.
    BookingNotAllowed,
    /// The slot has begun, or is over.
    SlotPast,
    /// The slot begins later than anybody may book.
    SlotTooFar { days: u16 },
    /// The slot ends when it begins, or before.
    SlotEmpty,
    /// The slot is longer than allowed.
    SlotTooLong { longest: Minutes },
    /// The slot does not begin or end where slots do.
    SlotOffGrid { granularity: Minutes },
    /// The slot begins or ends at a time that the clocks skip that day.
    SlotSkipped { at: DateTime },
    /// The room is not open for the whole slot.
    SlotClosed { opens: Option<Timestamp> },
    /// What the slot asks for is held for somebody else.
    SlotTaken { from: Timestamp, until: Timestamp },
    /// The visitor has another booking then.
    SlotOverlapsOwn { from: Timestamp, until: Timestamp },
    /// The visitor holds as many bookings as allowed.
    TooManyBookings { held: u8, allowed: u8 },
    /// Nothing here has the tag that is asked for.
    NothingSuchHere { tag: String },
    /// Nobody waits in a queue here.
    NoQueue,
    /// As many people wait as can.
    QueueFull { waiting: u32 },
}

/// What a visitor is told about the opening hours of one day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayHours {
    /// The ranges, in order; empty when closed. An end of `None` is midnight.
    pub ranges: Vec<(Time, Option<Time>)>,
    /// Why it is closed, if a closure says so.
    pub closure: Option<String>,
}
