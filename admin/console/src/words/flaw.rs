//! What is wrong with a policy, in words.

use epn_rules::policy::QuotaSpan;
use epn_rules::policy_check::Flaw;

use super::{Phrases, say};

impl Phrases {
    /// A flaw of a policy, for the person who edits it.
    pub fn flaw(&self, flaw: &Flaw) -> String {
        match flaw {
            Flaw::UnknownTimeZone { name } => say!(self, "flaw-time-zone", name = name.clone()),
            Flaw::RangeEndsBeforeStart { range } => {
                say!(self, "flaw-range-backwards", range = range.to_string())
            }
            Flaw::RangesOverlap { first, second } => {
                say!(self, "flaw-ranges-overlap", first = first.to_string(), second = second.to_string())
            }
            Flaw::ClosureEndsBeforeStart { .. } => say!(self, "flaw-closure-backwards"),
            Flaw::LongestZero => say!(self, "flaw-longest-zero"),
            Flaw::LongestOverADay { .. } => say!(self, "flaw-longest-over-a-day"),
            Flaw::GranularityZero => say!(self, "flaw-granularity-zero"),
            Flaw::GranularityOverLongest { .. } => say!(self, "flaw-granularity-over-longest"),
            Flaw::ShortestZero => say!(self, "flaw-shortest-zero"),
            Flaw::ShortestOverLongest { .. } => say!(self, "flaw-shortest-over-longest"),
            Flaw::QuotaZero { per } => match per {
                QuotaSpan::Session => say!(self, "flaw-quota-zero-session"),
                QuotaSpan::Day => say!(self, "flaw-quota-zero-day"),
            },
            Flaw::QuotaBelowShortest { minutes, shortest, .. } => say!(
                self,
                "flaw-quota-below-shortest",
                quota = self.shared.length(*minutes),
                shortest = self.shared.length(*shortest)
            ),
            Flaw::QuotaTwice { .. } => say!(self, "flaw-quota-twice"),
            Flaw::AgeTooHigh { age } => say!(self, "flaw-age", age = age.to_string()),
            Flaw::TicketOfNoMinutes => say!(self, "flaw-ticket-zero"),
            Flaw::TicketBelowShortest { shortest, .. } => {
                say!(self, "flaw-ticket-below-shortest", shortest = self.shared.length(*shortest))
            }
            Flaw::TicketOfNoDays => say!(self, "flaw-ticket-days"),
        }
    }
}
