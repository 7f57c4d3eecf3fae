//! The most that the figures of a policy may be: one table, for files, for drafts in the console and for the API.
//!
//! They are far above what a room decides in earnest: they catch a slip of the pen (5000 for 5, minutes for seconds)
//! before it keeps a station locked for days or asks a child for a thousand euros.

use serde::{Deserialize, Serialize};

use crate::policy::Policy;
use crate::policy_check::{Flaw, Found, LONGEST_QUOTA, LONGEST_SESSION};

/// The minutes of the longest span that a quota is over.
const MINUTES_OF_QUOTA: i64 = LONGEST_QUOTA as i64 * 24 * 60;

/// A figure that has a highest value, whatever the rest of the policy says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Figure {
    Grace,
    QuotaMinutes,
    BonusMinutes,
    TariffPrice,
    TariffFreeMinutes,
    TicketMinutes,
    TicketDays,
    BookingsAtOnce,
    ReleasedAfter,
    AnswerWithin,
    Calls,
    PauseLength,
    Pauses,
    AskAfter,
    EndAfter,
}

/// In what a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    Minutes,
    Days,
    Cents,
    Times,
}

/// From where to where a figure goes, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    pub least: i64,
    pub most: i64,
    pub unit: Unit,
}

impl Figure {
    /// Where it stands in a policy, without its place in a list, and its bounds.
    const fn entry(self) -> (&'static str, i64, i64, Unit) {
        use Unit::{Cents, Days, Minutes, Times};
        match self {
            // More than an hour to close one's work is another session.
            Self::Grace => ("session.grace", 0, 60, Minutes),
            // Every minute of the longest span.
            Self::QuotaMinutes => ("quotas.minutes", 1, MINUTES_OF_QUOTA, Minutes),
            Self::BonusMinutes => ("bonuses.minutes", 1, MINUTES_OF_QUOTA, Minutes),
            // 100 € for a quarter of an hour.
            Self::TariffPrice => ("tariffs.cents_per_quarter_hour", 1, 10_000, Cents),
            Self::TariffFreeMinutes => ("tariffs.free_minutes", 0, LONGEST_SESSION.0 as i64, Minutes),
            // As the desk issues them.
            Self::TicketMinutes => ("tickets.minutes", 1, LONGEST_SESSION.0 as i64, Minutes),
            Self::TicketDays => ("tickets.valid_days", 1, 366, Days),
            Self::BookingsAtOnce => ("slots.at_once", 1, 50, Times),
            // A place that nobody comes to is not kept for half a day.
            Self::ReleasedAfter => ("slots.released_after", 1, 240, Minutes),
            // Those who wait behind stand there for as long.
            Self::AnswerWithin => ("queue.answer_within", 1, 60, Minutes),
            Self::Calls => ("queue.calls", 1, 20, Times),
            // Nobody else has the station meanwhile.
            Self::PauseLength => ("pause.longest", 1, 120, Minutes),
            Self::Pauses => ("pause.times", 0, 20, Times),
            // Whoever left their papers open is protected by it.
            Self::AskAfter => ("left_alone.ask_after", 0, 240, Minutes),
            Self::EndAfter => ("left_alone.end_after", 1, 240, Minutes),
        }
    }

    /// Where it stands in a policy, without its place in a list.
    pub const fn path(self) -> &'static str {
        self.entry().0
    }

    /// Its bounds.
    pub const fn bounds(self) -> Bounds {
        let (_, least, most, unit) = self.entry();
        Bounds { least, most, unit }
    }
}

impl Unit {
    /// So many of them, in English.
    pub(super) fn of(self, value: i64) -> String {
        match self {
            Self::Minutes => format!("{value} minutes"),
            Self::Days => format!("{value} days"),
            Self::Cents => format!("{value} cents"),
            Self::Times => value.to_string(),
        }
    }
}

pub(super) fn check(policy: &Policy, found: &mut Vec<Found>) {
    let mut look = |field: &str, figure: Figure, value: i64| {
        if value > figure.bounds().most {
            found.push(Found::new(field, Flaw::TooMuch { figure, value }));
        }
    };
    for (figure, value) in single(policy) {
        look(figure.path(), figure, value);
    }
    for (index, quota) in policy.quotas.iter().enumerate() {
        look(&format!("quotas[{index}].minutes"), Figure::QuotaMinutes, i64::from(quota.minutes.0));
    }
    for (index, bonus) in policy.bonuses.iter().enumerate() {
        look(&format!("bonuses[{index}].minutes"), Figure::BonusMinutes, i64::from(bonus.minutes.0));
    }
    for (index, tariff) in policy.tariffs.iter().enumerate() {
        let price = format!("tariffs[{index}].cents_per_quarter_hour");
        look(&price, Figure::TariffPrice, tariff.cents_per_quarter_hour.0);
        let free = format!("tariffs[{index}].free_minutes");
        look(&free, Figure::TariffFreeMinutes, i64::from(tariff.free_minutes.0));
    }
}

/// The figures that are there once.
fn single(policy: &Policy) -> [(Figure, i64); 11] {
    let Policy { session, tickets, slots, queue, pause, left_alone, .. } = policy;
    [
        (Figure::Grace, i64::from(session.grace.0)),
        (Figure::TicketMinutes, i64::from(tickets.minutes.0)),
        (Figure::TicketDays, i64::from(tickets.valid_days)),
        (Figure::BookingsAtOnce, i64::from(slots.at_once)),
        (Figure::ReleasedAfter, i64::from(slots.released_after.0)),
        (Figure::AnswerWithin, i64::from(queue.answer_within.0)),
        (Figure::Calls, i64::from(queue.calls)),
        (Figure::PauseLength, i64::from(pause.longest.0)),
        (Figure::Pauses, i64::from(pause.times)),
        (Figure::AskAfter, i64::from(left_alone.ask_after.0)),
        (Figure::EndAfter, i64::from(left_alone.end_after.0)),
    ]
}
