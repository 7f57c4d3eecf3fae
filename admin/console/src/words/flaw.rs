//! What is wrong with a policy, in words.

use epn_rules::policy_check::{Bounds, Flaw, Unit};
use epn_rules::units::Cents;

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
            Flaw::QuotaZero { .. } => say!(self, "flaw-quota-zero"),
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
            Flaw::EndTooLongBeforeClosing { .. } => say!(self, "flaw-end-before-closing"),
            Flaw::ChildrenTooYoung { .. } => say!(self, "flaw-children"),
            Flaw::TooManyCompanions { .. } => say!(self, "flaw-companions"),
            Flaw::PauseOfNoTime => say!(self, "flaw-pause"),
            Flaw::LeftAloneEndsAtOnce => say!(self, "flaw-left-alone"),
            flaw => self.flaw_of_lists(flaw),
        }
    }

    /// What is wrong with days, limits, prices, slots and the queue.
    fn flaw_of_lists(&self, flaw: &Flaw) -> String {
        match flaw {
            Flaw::NoHolidaysInZone { zone } => say!(self, "flaw-no-holidays", zone = zone.clone()),
            Flaw::SpecialDayTwice { date } => {
                say!(self, "flaw-special-day-twice", date = self.shared.date(*date))
            }
            Flaw::NameEmpty => say!(self, "flaw-name-empty"),
            Flaw::QuotaOverTooManyDays { .. } => say!(self, "flaw-quota-days"),
            Flaw::BonusZero => say!(self, "flaw-bonus-zero"),
            Flaw::BonusWithoutQuota { .. } => say!(self, "flaw-bonus-without-quota"),
            Flaw::TariffNotPositive { .. } => say!(self, "flaw-tariff"),
            Flaw::SlotGranularity { .. } => say!(self, "flaw-slot-granularity"),
            Flaw::SlotLongest { .. } => say!(self, "flaw-slot-longest"),
            Flaw::SlotsTooFar { .. } => say!(self, "flaw-slots-too-far"),
            Flaw::NoBookingAtOnce => say!(self, "flaw-no-booking"),
            Flaw::ReleasedAtOnce => say!(self, "flaw-released"),
            Flaw::AnswerWithinZero => say!(self, "flaw-answer"),
            Flaw::CallsZero => say!(self, "flaw-calls"),
            flaw => self.flaw_of_printing(flaw),
        }
    }

    /// What is wrong with prints and with the cash desk.
    fn flaw_of_printing(&self, flaw: &Flaw) -> String {
        match flaw {
            Flaw::AllowanceAmount { .. } => say!(self, "flaw-allowance"),
            Flaw::AllowanceByStation => say!(self, "flaw-allowance-stations"),
            Flaw::HeldTime { .. } => say!(self, "flaw-held"),
            Flaw::LongestPages { .. } => say!(self, "flaw-longest-pages"),
            Flaw::ExpressTooLong { .. } => say!(self, "flaw-express"),
            Flaw::IssuerTwice { issuer } => say!(self, "flaw-issuer-twice", issuer = issuer.clone()),
            Flaw::TooMuch { figure, .. } => self.range(figure.bounds()),
            _ => say!(self, "flaw-days-backwards"),
        }
    }

    /// From where to where a figure goes.
    fn range(&self, Bounds { least, most, unit }: Bounds) -> String {
        match unit {
            Unit::Minutes => say!(self, "flaw-range-minutes", least = least, most = most),
            Unit::Days => say!(self, "flaw-range-days", least = least, most = most),
            Unit::Times => say!(self, "flaw-range-times", least = least, most = most),
            Unit::Cents => {
                let money = |cents| self.shared.money(Cents(cents));
                say!(self, "flaw-range-money", least = money(least), most = money(most))
            }
        }
    }
}
