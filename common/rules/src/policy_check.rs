//! What makes a well-written policy senseless: ranges that overlap, quotas of zero, unknown time zones.

mod bounds;
mod flaw;
mod hours;
mod printing;
#[cfg(test)]
mod tests;
mod use_rules;
mod waiting;

use jiff::tz::TimeZone;

pub use bounds::{Bounds, Figure, Unit};
pub use flaw::Flaw;

use crate::policy::{Ages, Policy, SessionRules, TicketRules};
use crate::problem::Problem;
use crate::units::{Cents, Minutes};

/// The longest session that a policy may grant at once: a day.
pub const LONGEST_SESSION: Minutes = Minutes(24 * 60);

/// The highest age that a rule may name.
pub const OLDEST_AGE: u8 = 120;

/// The most days that a quota is over, so that use need not be kept for longer: a leap year.
pub const LONGEST_QUOTA: u16 = 366;

/// How many days ahead a policy may let people book: a year and the holidays after it.
pub const FARTHEST_SLOT: u16 = 400;

/// The most people that a policy may let sit beside a visitor.
pub const MOST_COMPANIONS: u8 = 9;

/// The longest time that a print may wait for a word: its document is kept no longer.
pub const LONGEST_HELD: Minutes = Minutes(8 * 60);

/// The most pages that a policy may let through without a mediator.
pub const MOST_PAGES: u32 = 2000;

/// The most sides that a policy may let print at one press.
pub const MOST_EXPRESS_SIDES: u32 = 20;

/// The most that a policy may give free of charge for one period.
pub const MOST_ALLOWANCE: Cents = Cents(100_000);

/// Everything that is wrong with a policy: first in the order of its parts, then every figure that is too large; nothing if
/// it may be used.
pub fn check(policy: &Policy) -> Vec<Problem> {
    problems(flaws(policy))
}

/// The same of a policy that was accepted once, and applies. A figure that would be too large today ([`Figure`]) does
/// no harm to a decision: it is told whoever changes the policy next.
pub fn check_accepted(policy: &Policy) -> Vec<Problem> {
    problems(contradictions(policy))
}

fn problems(flaws: Vec<Found>) -> Vec<Problem> {
    flaws.into_iter().map(|found| Problem::of(found.flaw, found.field)).collect()
}

/// A flaw and where it is.
pub(crate) struct Found {
    /// The value's path in the file.
    pub(crate) field: String,
    /// The other value it contradicts, if there is one.
    pub(crate) against: Option<String>,
    pub(crate) flaw: Flaw,
}

impl Found {
    fn new(field: impl Into<String>, flaw: Flaw) -> Self {
        Self { field: field.into(), against: None, flaw }
    }

    fn against(mut self, field: impl Into<String>) -> Self {
        self.against = Some(field.into());
        self
    }
}

pub(crate) fn flaws(policy: &Policy) -> Vec<Found> {
    let mut found = contradictions(policy);
    bounds::check(policy, &mut found);
    found
}

fn contradictions(policy: &Policy) -> Vec<Found> {
    let mut found = Vec::new();
    // The database of time zones has a name for "not known" as well.
    if !TimeZone::get(&policy.timezone).is_ok_and(|zone| !zone.is_unknown()) {
        found.push(Found::new("timezone", Flaw::UnknownTimeZone { name: policy.timezone.clone() }));
    }
    if policy.companions > MOST_COMPANIONS {
        found.push(Found::new("companions", Flaw::TooManyCompanions { companions: policy.companions }));
    }
    hours::check(policy, &mut found);
    check_session(&policy.session, &mut found);
    use_rules::check(policy, &mut found);
    check_ages(policy.ages, &mut found);
    check_tickets(policy.tickets, policy.session.shortest, &mut found);
    waiting::check(policy, &mut found);
    printing::check(&policy.printing, &mut found);
    found
}

fn check_session(session: &SessionRules, found: &mut Vec<Found>) {
    let SessionRules { longest, granularity, shortest, end_before_closing, .. } = *session;
    if longest == Minutes::ZERO {
        found.push(Found::new("session.longest", Flaw::LongestZero));
    } else if longest > LONGEST_SESSION {
        found.push(Found::new("session.longest", Flaw::LongestOverADay { longest }));
    }
    if granularity == Minutes::ZERO {
        found.push(Found::new("session.granularity", Flaw::GranularityZero));
    } else if granularity > longest && longest > Minutes::ZERO {
        let flaw = Flaw::GranularityOverLongest { granularity, longest };
        found.push(Found::new("session.granularity", flaw).against("session.longest"));
    }
    if shortest == Minutes::ZERO {
        found.push(Found::new("session.shortest", Flaw::ShortestZero));
    } else if shortest > longest && longest > Minutes::ZERO {
        let flaw = Flaw::ShortestOverLongest { shortest, longest };
        found.push(Found::new("session.shortest", flaw).against("session.longest"));
    }
    if end_before_closing > longest && longest > Minutes::ZERO {
        let flaw = Flaw::EndTooLongBeforeClosing { minutes: end_before_closing, longest };
        found.push(Found::new("session.end_before_closing", flaw).against("session.longest"));
    }
}

fn check_ages(ages: Ages, found: &mut Vec<Found>) {
    let Ages { minimum, accompanied_under, authorisation_under, consent_under, children_under } = ages;
    let named = [
        ("ages.minimum", minimum),
        ("ages.accompanied_under", accompanied_under),
        ("ages.authorisation_under", authorisation_under),
        ("ages.consent_under", consent_under),
        ("ages.children_under", children_under),
    ];
    let too_old = named.into_iter().filter(|&(_, age)| age > OLDEST_AGE);
    found.extend(too_old.map(|(field, age)| Found::new(field, Flaw::AgeTooHigh { age })));
    if children_under > 0 && children_under <= minimum {
        let flaw = Flaw::ChildrenTooYoung { minimum, under: children_under };
        found.push(Found::new("ages.children_under", flaw).against("ages.minimum"));
    }
}

fn check_tickets(tickets: TicketRules, shortest: Minutes, found: &mut Vec<Found>) {
    let TicketRules { minutes, valid_days } = tickets;
    if minutes == Minutes::ZERO {
        found.push(Found::new("tickets.minutes", Flaw::TicketOfNoMinutes));
    } else if minutes < shortest {
        let flaw = Flaw::TicketBelowShortest { minutes, shortest };
        found.push(Found::new("tickets.minutes", flaw).against("session.shortest"));
    }
    if valid_days == 0 {
        found.push(Found::new("tickets.valid_days", Flaw::TicketOfNoDays));
    }
}
