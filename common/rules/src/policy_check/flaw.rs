//! The flaws of a policy, each with its figures.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::policy::{OpenRange, QuotaSpan};
use crate::policy_check::{LONGEST_SESSION, OLDEST_AGE};
use crate::units::Minutes;

/// A value of a policy that is well written but means nothing sensible.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "flaw", rename_all = "kebab-case")]
pub enum Flaw {
    /// The time zone database does not know it.
    UnknownTimeZone { name: String },
    /// An opening range ends before it starts, or when it starts.
    RangeEndsBeforeStart { range: OpenRange },
    /// Two opening ranges of one day share some time.
    RangesOverlap { first: OpenRange, second: OpenRange },
    /// A closure's last day is before its first.
    ClosureEndsBeforeStart { from: Date, to: Date },
    /// Sessions of no length.
    LongestZero,
    /// Sessions longer than a day.
    LongestOverADay { longest: Minutes },
    /// Extensions of no length.
    GranularityZero,
    /// Extensions longer than a session.
    GranularityOverLongest { granularity: Minutes, longest: Minutes },
    /// Sessions of no length would be worth starting.
    ShortestZero,
    /// The least time worth starting is more than the most that is granted.
    ShortestOverLongest { shortest: Minutes, longest: Minutes },
    /// A quota that lets nobody in.
    QuotaZero { per: QuotaSpan },
    /// A quota too small for any session.
    QuotaBelowShortest { per: QuotaSpan, minutes: Minutes, shortest: Minutes },
    /// Two quotas over the same span.
    QuotaTwice { per: QuotaSpan },
    /// An age that nobody reaches.
    AgeTooHigh { age: u8 },
    /// Tickets that carry nothing.
    TicketOfNoMinutes,
    /// Tickets too small for any session.
    TicketBelowShortest { minutes: Minutes, shortest: Minutes },
    /// Tickets that are never valid.
    TicketOfNoDays,
}

impl Flaw {
    /// What is wrong, in one English sentence.
    pub fn what(&self) -> String {
        match self {
            Self::UnknownTimeZone { name } => format!("The time zone {name:?} is unknown."),
            Self::RangeEndsBeforeStart { range } => {
                format!("The opening range {range} ends before it starts.")
            }
            Self::RangesOverlap { first, second } => {
                format!("The opening ranges {first} and {second} overlap.")
            }
            Self::ClosureEndsBeforeStart { from, to } => {
                format!("The closure's last day, {to}, is before its first, {from}.")
            }
            Self::LongestZero => "The longest session is 0 minutes.".to_owned(),
            Self::LongestOverADay { longest: Minutes(longest) } => {
                format!("The longest session is {longest} minutes, more than a day.")
            }
            Self::GranularityZero => "Extensions are 0 minutes long.".to_owned(),
            Self::GranularityOverLongest { granularity: Minutes(granularity), longest: Minutes(longest) } => {
                format!(
                    "Extensions of {granularity} minutes are longer than the longest session of {longest} minutes."
                )
            }
            Self::ShortestZero => "The shortest session is 0 minutes.".to_owned(),
            Self::ShortestOverLongest { shortest: Minutes(shortest), longest: Minutes(longest) } => {
                format!(
                    "The shortest session of {shortest} minutes is longer than the longest of {longest} minutes."
                )
            }
            Self::QuotaZero { per } => {
                format!("The quota per {} is 0 minutes, so nobody may enter.", span(*per))
            }
            Self::QuotaBelowShortest { per, minutes: Minutes(minutes), shortest: Minutes(shortest) } => {
                format!(
                    "The quota per {} of {minutes} minutes is less than the shortest session of {shortest} minutes.",
                    span(*per)
                )
            }
            Self::QuotaTwice { per } => format!("There is more than one quota per {}.", span(*per)),
            Self::AgeTooHigh { age } => format!("The age {age} is above {OLDEST_AGE}."),
            Self::TicketOfNoMinutes => "New tickets carry 0 minutes.".to_owned(),
            Self::TicketBelowShortest { minutes: Minutes(minutes), shortest: Minutes(shortest) } => format!(
                "New tickets carry {minutes} minutes, less than the shortest session of {shortest} minutes."
            ),
            Self::TicketOfNoDays => "New tickets are valid for 0 days.".to_owned(),
        }
    }

    /// What to do about it, in one English sentence.
    pub fn fix(&self) -> String {
        match self {
            Self::UnknownTimeZone { .. } => {
                "Write a name of the IANA database, such as \"Europe/Paris\".".to_owned()
            }
            Self::RangeEndsBeforeStart { range } => format!(
                "Put the later time last; to stay open past midnight, write \"{:02}:{:02}-24:00\" and begin the next day at \"00:00\".",
                range.start.hour(),
                range.start.minute()
            ),
            Self::RangesOverlap { .. } => {
                "Join them into one, or end the first where the second starts.".to_owned()
            }
            Self::ClosureEndsBeforeStart { .. } => "Swap the two days.".to_owned(),
            Self::LongestZero | Self::LongestOverADay { .. } => {
                format!("Write from 1 to {} minutes, such as 60.", LONGEST_SESSION.0)
            }
            Self::GranularityZero => "Write at least 1 minute, such as 15.".to_owned(),
            Self::GranularityOverLongest { longest, .. } | Self::ShortestOverLongest { longest, .. } => {
                format!("Write {} minutes or less, or allow longer sessions.", longest.0)
            }
            Self::ShortestZero => "Write at least 1 minute, such as 5.".to_owned(),
            Self::QuotaZero { .. } => "Write how many minutes are allowed, or remove this quota.".to_owned(),
            Self::QuotaBelowShortest { shortest, .. } | Self::TicketBelowShortest { shortest, .. } => {
                format!("Write {} minutes or more, or allow shorter sessions.", shortest.0)
            }
            Self::QuotaTwice { .. } => "Keep the one that is meant and remove the others.".to_owned(),
            Self::AgeTooHigh { .. } => format!("Write an age from 0 to {OLDEST_AGE}; 0 asks it of nobody."),
            Self::TicketOfNoMinutes => "Write how many minutes a ticket carries, such as 60.".to_owned(),
            Self::TicketOfNoDays => "Write at least 1, the day of issue.".to_owned(),
        }
    }
}

fn span(per: QuotaSpan) -> &'static str {
    match per {
        QuotaSpan::Session => "session",
        QuotaSpan::Day => "day",
    }
}
