//! The flaws of a policy, each with its figures.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::policy::{OpenRange, QuotaSpan};
use crate::policy_check::{
    Bounds, FARTHEST_SLOT, Figure, LONGEST_HELD, LONGEST_QUOTA, LONGEST_SESSION, MOST_ALLOWANCE,
    MOST_COMPANIONS, MOST_EXPRESS_SIDES, MOST_PAGES, OLDEST_AGE,
};
use crate::units::{Cents, Minutes};

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
    /// Two quotas over the same span and about the same.
    QuotaTwice { per: QuotaSpan },
    /// An age that nobody reaches.
    AgeTooHigh { age: u8 },
    /// Tickets that carry nothing.
    TicketOfNoMinutes,
    /// Tickets too small for any session.
    TicketBelowShortest { minutes: Minutes, shortest: Minutes },
    /// Tickets that are never valid.
    TicketOfNoDays,
    /// A variant's or a holiday's last day is before its first.
    DaysBackwards { from: Date, to: Date },
    /// A variant is for the school holidays of a zone that has none.
    NoHolidaysInZone { zone: String },
    /// One day has two sets of hours of its own.
    SpecialDayTwice { date: Date },
    /// Sessions end longer before closing than the longest session lasts.
    EndTooLongBeforeClosing { minutes: Minutes, longest: Minutes },
    /// A name of a tag, a category or a zone has no letters.
    NameEmpty,
    /// A quota over more days than are kept.
    QuotaOverTooManyDays { days: u16 },
    /// A bonus of nothing.
    BonusZero,
    /// A bonus over a span that no quota is over.
    BonusWithoutQuota { per: QuotaSpan },
    /// A tariff that asks for nothing, or less.
    TariffNotPositive { cents: Cents },
    /// Slots do not begin alike in every hour.
    SlotGranularity { granularity: Minutes },
    /// The longest slot is no slot, longer than a day, or not a whole number of steps.
    SlotLongest { longest: Minutes, granularity: Minutes },
    /// Slots can be booked farther ahead than is sensible.
    SlotsTooFar { days: u16 },
    /// Visitors may book but hold no booking.
    NoBookingAtOnce,
    /// A booking would be released the moment it begins.
    ReleasedAtOnce,
    /// Nobody could answer a call.
    AnswerWithinZero,
    /// Nobody would ever be called.
    CallsZero,
    /// A session may pause, for no time.
    PauseOfNoTime,
    /// A session that is left alone ends the moment it is locked.
    LeftAloneEndsAtOnce,
    /// Stations for children are for nobody, since children that young are not let in.
    ChildrenTooYoung { minimum: u8, under: u8 },
    /// More people at a station than there is room for.
    TooManyCompanions { companions: u8 },
    /// An allowance of nothing or less, or of more than is sensible.
    AllowanceAmount { cents: Cents },
    /// An allowance for some stations: a purse is at none.
    AllowanceByStation,
    /// Prints would be held for no time, or for longer than documents may be kept.
    HeldTime { minutes: Minutes },
    /// No print would be short enough, or none too long.
    LongestPages { pages: u32 },
    /// *Impression express* of long documents.
    ExpressTooLong { sides: u32 },
    /// An issuer of vouchers is named twice.
    IssuerTwice { issuer: String },
    /// A figure is larger than any room means.
    TooMuch { figure: Figure, value: i64 },
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
            Self::QuotaTwice { per } => {
                format!("There is more than one quota per {} for the same.", span(*per))
            }
            Self::AgeTooHigh { age } => format!("The age {age} is above {OLDEST_AGE}."),
            Self::TicketOfNoMinutes => "New tickets carry 0 minutes.".to_owned(),
            Self::TicketBelowShortest { minutes: Minutes(minutes), shortest: Minutes(shortest) } => format!(
                "New tickets carry {minutes} minutes, less than the shortest session of {shortest} minutes."
            ),
            Self::TicketOfNoDays => "New tickets are valid for 0 days.".to_owned(),
            Self::DaysBackwards { from, to } => format!("The last day, {to}, is before the first, {from}."),
            Self::NoHolidaysInZone { zone } => {
                format!("There are no school holidays for the zone {zone:?}, so these hours never apply.")
            }
            Self::SpecialDayTwice { date } => format!("The special day {date} is there twice."),
            Self::EndTooLongBeforeClosing { minutes: Minutes(minutes), longest: Minutes(longest) } => {
                format!(
                    "Sessions end {minutes} minutes before closing, more than the longest session of {longest} minutes."
                )
            }
            Self::NameEmpty => "A name is empty.".to_owned(),
            Self::QuotaOverTooManyDays { days } => {
                format!("A quota over {days} days is over more than {LONGEST_QUOTA}.")
            }
            Self::BonusZero => "A bonus is 0 minutes.".to_owned(),
            Self::BonusWithoutQuota { per } => {
                format!("There is no quota per {} that this bonus could add to.", span(*per))
            }
            Self::TariffNotPositive { cents: Cents(cents) } => {
                format!("A tariff is {cents} cents for a quarter of an hour.")
            }
            Self::SlotGranularity { granularity: Minutes(granularity) } => {
                format!("Slots every {granularity} minutes do not begin alike in every hour.")
            }
            Self::SlotLongest { longest: Minutes(longest), granularity: Minutes(granularity) } => {
                format!(
                    "The longest slot of {longest} minutes is not made of steps of {granularity} minutes."
                )
            }
            Self::SlotsTooFar { days } => format!("Slots {days} days ahead are too far."),
            Self::NoBookingAtOnce => "Visitors may book, but hold 0 bookings at once.".to_owned(),
            Self::ReleasedAtOnce => "A booking is released 0 minutes after its start.".to_owned(),
            Self::AnswerWithinZero => "A call must be answered within 0 minutes.".to_owned(),
            Self::CallsZero => "People in the queue are called 0 times.".to_owned(),
            Self::PauseOfNoTime => "A session may pause, for 0 minutes.".to_owned(),
            Self::LeftAloneEndsAtOnce => "A session left alone ends 0 minutes after it is locked.".to_owned(),
            Self::ChildrenTooYoung { minimum, under } => format!(
                "Stations for children are for those under {under}, and nobody under {minimum} is let in."
            ),
            Self::TooManyCompanions { companions } => {
                format!("{companions} people beside a visitor are more than {MOST_COMPANIONS}.")
            }
            Self::AllowanceAmount { cents: Cents(cents) } => {
                format!("An allowance is {cents} cents for each period.")
            }
            Self::AllowanceByStation => {
                "An allowance is for some stations, but a purse belongs to none.".to_owned()
            }
            Self::HeldTime { minutes: Minutes(minutes) } => {
                format!("A print waits {minutes} minutes for a word.")
            }
            Self::LongestPages { pages } => format!("The longest print is {pages} pages."),
            Self::ExpressTooLong { sides } => {
                format!("{sides} sides at one press are more than {MOST_EXPRESS_SIDES}.")
            }
            Self::IssuerTwice { issuer } => format!("The issuer {issuer:?} is there twice."),
            Self::TooMuch { figure, value } => {
                format!("The value of {}, {}, is too large.", figure.path(), figure.bounds().unit.of(*value))
            }
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
            Self::ClosureEndsBeforeStart { .. } | Self::DaysBackwards { .. } => {
                "Swap the two days.".to_owned()
            }
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
            Self::NoHolidaysInZone { .. } => {
                "Add its holidays to school_holidays, or name another zone.".to_owned()
            }
            Self::SpecialDayTwice { .. } => "Keep the one that is meant.".to_owned(),
            Self::EndTooLongBeforeClosing { longest, .. } => {
                format!("Write {} minutes or less, such as 5.", longest.0)
            }
            Self::NameEmpty => "Write the name, or remove the empty one.".to_owned(),
            Self::QuotaOverTooManyDays { .. } => {
                format!("Write from \"1-days\" to \"{LONGEST_QUOTA}-days\".")
            }
            Self::BonusZero => "Write how many minutes are added, or remove this bonus.".to_owned(),
            Self::BonusWithoutQuota { .. } => {
                "Add such a quota, or change the span of this bonus.".to_owned()
            }
            Self::TariffNotPositive { .. } => {
                "Write at least 1 cent; use without a tariff is free.".to_owned()
            }
            Self::SlotGranularity { .. } => "Write 5, 10, 15, 20, 30 or 60 minutes.".to_owned(),
            Self::SlotLongest { granularity, .. } => {
                format!("Write a multiple of {} minutes, up to {}.", granularity.0, LONGEST_SESSION.0)
            }
            Self::SlotsTooFar { .. } => format!("Write at most {FARTHEST_SLOT} days."),
            Self::NoBookingAtOnce => {
                "Write at least 1, or \"allowed = false\" if visitors do not book.".to_owned()
            }
            Self::ReleasedAtOnce => "Write how long a late visitor is waited for, such as 10.".to_owned(),
            Self::AnswerWithinZero => "Write how long a station is held for them, such as 3.".to_owned(),
            Self::CallsZero => "Write at least 1, such as 2.".to_owned(),
            Self::PauseOfNoTime => "Write how long, such as 10; \"times = 0\" forbids pauses.".to_owned(),
            Self::LeftAloneEndsAtOnce => {
                "Write how long it can be resumed, such as 15; \"ask_after = 0\" never asks.".to_owned()
            }
            Self::ChildrenTooYoung { .. } => {
                "Write a higher age for stations for children, or a lower least age.".to_owned()
            }
            Self::TooManyCompanions { .. } => format!("Write at most {MOST_COMPANIONS}."),
            Self::AllowanceAmount { .. } => {
                format!("Write from 1 to {} cents, such as 100, or remove this allowance.", MOST_ALLOWANCE.0)
            }
            Self::AllowanceByStation => "Remove the tags from its scope.".to_owned(),
            Self::HeldTime { .. } => format!("Write from 1 to {} minutes, such as 60.", LONGEST_HELD.0),
            Self::LongestPages { .. } => format!("Write from 1 to {MOST_PAGES} pages, such as 500."),
            Self::ExpressTooLong { .. } => format!("Write at most {MOST_EXPRESS_SIDES}, or 0 for none."),
            Self::IssuerTwice { .. } => "Remove one of them.".to_owned(),
            Self::TooMuch { figure, .. } => {
                let Bounds { least, most, unit } = figure.bounds();
                format!("Write from {least} to {}.", unit.of(most))
            }
        }
    }
}

/// A span as one says it after "per".
fn span(per: QuotaSpan) -> String {
    match per {
        QuotaSpan::Rolling { days } => format!("{days} days"),
        named => named.to_string(),
    }
}
