//! What makes a well-written policy senseless: ranges that overlap, quotas of zero, unknown time zones.

mod flaw;
#[cfg(test)]
mod tests;

use jiff::civil::Time;
use jiff::tz::TimeZone;

pub use flaw::Flaw;

use crate::policy::{Ages, Closure, OpenRange, Policy, Quota, QuotaSpan, SessionRules, TicketRules};
use crate::problem::Problem;
use crate::units::Minutes;

/// The longest session that a policy may grant at once: a day.
pub const LONGEST_SESSION: Minutes = Minutes(24 * 60);

/// The highest age that a rule may name.
pub const OLDEST_AGE: u8 = 120;

/// Everything that is wrong with a policy, in the order of its parts; nothing if it may be used.
pub fn check(policy: &Policy) -> Vec<Problem> {
    flaws(policy).into_iter().map(|found| Problem::of(found.flaw, found.field)).collect()
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
    let mut found = Vec::new();
    if TimeZone::get(&policy.timezone).is_err() {
        found.push(Found::new("timezone", Flaw::UnknownTimeZone { name: policy.timezone.clone() }));
    }
    for (day, ranges) in policy.opening.days() {
        check_day(day, ranges, &mut found);
    }
    check_closures(&policy.closures, &mut found);
    check_session(&policy.session, &mut found);
    check_quotas(&policy.quotas, policy.session.shortest, &mut found);
    check_ages(policy.ages, &mut found);
    check_tickets(policy.tickets, policy.session.shortest, &mut found);
    found
}

fn check_day(day: &str, ranges: &[OpenRange], found: &mut Vec<Found>) {
    let path = |index: usize| format!("opening.{day}[{index}]");
    for (index, &range) in ranges.iter().enumerate() {
        if range.is_backwards() {
            found.push(Found::new(path(index), Flaw::RangeEndsBeforeStart { range }));
            continue;
        }
        let overlapped = ranges.iter().take(index).position(|&earlier| overlap(earlier, range));
        if let Some((earlier, &first)) = overlapped.and_then(|at| ranges.get(at).map(|first| (at, first))) {
            let flaw = Flaw::RangesOverlap { first, second: range };
            found.push(Found::new(path(index), flaw).against(path(earlier)));
        }
    }
}

fn overlap(one: OpenRange, other: OpenRange) -> bool {
    let begins_before_end = |start: Time, end: Option<Time>| end.is_none_or(|end| start < end);
    !one.is_backwards() && begins_before_end(one.start, other.end) && begins_before_end(other.start, one.end)
}

fn check_closures(closures: &[Closure], found: &mut Vec<Found>) {
    for (index, closure) in closures.iter().enumerate() {
        if closure.to < closure.from {
            let flaw = Flaw::ClosureEndsBeforeStart { from: closure.from, to: closure.to };
            found.push(
                Found::new(format!("closures[{index}].to"), flaw).against(format!("closures[{index}].from")),
            );
        }
    }
}

fn check_session(session: &SessionRules, found: &mut Vec<Found>) {
    let SessionRules { longest, granularity, shortest, .. } = *session;
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
}

fn check_quotas(quotas: &[Quota], shortest: Minutes, found: &mut Vec<Found>) {
    let mut seen: Vec<QuotaSpan> = Vec::new();
    for (index, &Quota { per, minutes }) in quotas.iter().enumerate() {
        if seen.contains(&per) {
            found.push(Found::new(format!("quotas[{index}].per"), Flaw::QuotaTwice { per }));
        }
        seen.push(per);
        let field = format!("quotas[{index}].minutes");
        if minutes == Minutes::ZERO {
            found.push(Found::new(field, Flaw::QuotaZero { per }));
        } else if minutes < shortest {
            let flaw = Flaw::QuotaBelowShortest { per, minutes, shortest };
            found.push(Found::new(field, flaw).against("session.shortest"));
        }
    }
}

fn check_ages(ages: Ages, found: &mut Vec<Found>) {
    let Ages { accompanied_under, authorisation_under, consent_under } = ages;
    let named = [
        ("ages.accompanied_under", accompanied_under),
        ("ages.authorisation_under", authorisation_under),
        ("ages.consent_under", consent_under),
    ];
    let too_old = named.into_iter().filter(|&(_, age)| age > OLDEST_AGE);
    found.extend(too_old.map(|(field, age)| Found::new(field, Flaw::AgeTooHigh { age })));
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
