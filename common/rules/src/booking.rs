//! May this visitor book this slot?
//!
//! A slot begins at a civil time of the site and lasts real minutes: over a change of the clocks it ends an hour earlier
//! or later on the wall. A beginning that the clocks skip is none; one that they show twice is its first time.
//!
//! **The desk** books for others and is bound by less: the slot is not empty, not past, within one opening, and what it
//! asks for is free and in service.

mod grid;
mod none;
mod reach;
mod search;
#[cfg(test)]
mod tests;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

use crate::decide::{self, Ask};
use crate::decision::{Decision, Limit, Refusal};
use crate::facts::{Hold, StationFacts, VisitorFacts};
use crate::rules::Rules;
use crate::units::{Minutes, later};
pub use reach::{Reach, limit, reach_at_desk};
use search::Search;

/// Everything a booking depends on beside the policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookingFacts {
    /// Now.
    pub at: Timestamp,
    /// The slot's beginning, in the site's time zone.
    pub from: DateTime,
    /// Its length.
    pub minutes: Minutes,
    /// For whom. Their `uses` have what they booked already, on any day that a quota of the slot's day counts.
    pub visitor: VisitorFacts,
    /// The bookings they hold, here or elsewhere, that are not over.
    pub own: Vec<Hold>,
    /// The station or equipment, with the holds of everybody else.
    pub place: StationFacts,
    /// Whether a mediator books.
    pub by_staff: bool,
}

/// The instants of a slot.
///
/// # Errors
/// [`Refusal::SlotEmpty`], [`Refusal::SlotSkipped`].
pub fn slot(rules: &Rules, from: DateTime, minutes: Minutes) -> Result<Hold, Refusal> {
    if minutes == Minutes::ZERO {
        return Err(Refusal::SlotEmpty);
    }
    let from = rules.calendar().instant_of(from).ok_or(Refusal::SlotSkipped { at: from })?;
    Ok(Hold { from, until: later(from, minutes) })
}

/// Whether a slot is booked: granted until its end, because of [`Limit::Booking`].
///
/// Refused: `because` has every rule that refuses, first those about the slot, then those about the visitor, then those
/// about the place; a slot that is none has no other. `next` is the first start on the grid, from the one asked for and
/// from now on, from which the same length would be granted to the same visitor at this moment.
pub fn book(rules: &Rules, facts: &BookingFacts) -> Decision {
    let booker = Booker { rules, facts };
    let because = match slot(rules, facts.from, facts.minutes) {
        Err(refusal) => vec![refusal],
        Ok(hold) => {
            let because = booker.refusals(facts.from, hold);
            if because.is_empty() {
                let until = hold.until;
                return Decision::Granted { until, because: vec![Limit::Booking { until }] };
            }
            because
        }
    };
    Decision::Refused { because, next: Search::new(booker).next() }
}

/// Each start of a day on the grid from which something would be granted, with the greatest length that would.
/// [`BookingFacts::from`] and [`BookingFacts::minutes`] play no part.
pub fn starts(rules: &Rules, facts: &BookingFacts, date: Date) -> Vec<(DateTime, Minutes)> {
    Search::new(Booker { rules, facts }).starts_on(date)
}

/// What hinders a visitor from booking anything at a place, on whatever day; nothing if some slot may be granted.
pub fn hindrances(rules: &Rules, facts: &BookingFacts) -> Vec<Refusal> {
    Booker { rules, facts }.hindrances()
}

/// Why no place of several has a start on a day (see [`starts`]), and from when on, that day or later, the shortest slot
/// would be granted at one of them. The places are asked about by the same visitor at the same moment.
///
/// `because` has what refuses every slot of the day, at every place that is in service; where nothing does that alone,
/// everything that refuses one. A place that is taken ([`Refusal::SlotTaken`]) is named only where that is what hinders.
pub fn none_on(rules: &Rules, places: &[BookingFacts], date: Date) -> Decision {
    let shortest = rules.policy().slots.granularity;
    let ask = |facts: &BookingFacts| BookingFacts { from: date.into(), minutes: shortest, ..facts.clone() };
    let (in_service, others): (Vec<_>, Vec<_>) =
        places.iter().map(ask).partition(|facts| facts.place.in_service);
    let asked = if in_service.is_empty() { others } else { in_service };
    let bookers = || asked.iter().map(|facts| Booker { rules, facts });
    Decision::Refused {
        because: none::what_matters(bookers().map(|booker| booker.refusals_on(date)).collect()),
        next: bookers().filter_map(|booker| Search::new(booker).next()).min(),
    }
}

/// Why a booking that was granted once would break the rules: the room is not open for the whole of it, or it is longer
/// than allowed.
pub fn broken_by(rules: &Rules, hold: Hold) -> Option<Refusal> {
    let longest = rules.policy().slots.longest;
    closed(rules, hold)
        .or_else(|| (hold.until > later(hold.from, longest)).then_some(Refusal::SlotTooLong { longest }))
}

/// Whether the room is not open for the whole of a slot.
fn closed(rules: &Rules, hold: Hold) -> Option<Refusal> {
    let calendar = rules.calendar();
    let opening = calendar.rest_of_opening(hold.from);
    let is_open = opening.is_some_and(|opening| opening.until.is_none_or(|until| hold.until <= until));
    (!is_open).then(|| Refusal::SlotClosed { opens: calendar.next_opening(hold.from) })
}

/// Somebody who would book.
#[derive(Clone, Copy)]
struct Booker<'a> {
    rules: &'a Rules,
    facts: &'a BookingFacts,
}

impl<'a> Booker<'a> {
    /// The question what the visitor may use at an instant.
    fn ask(&self, at: Timestamp) -> Ask<'a> {
        let Self { rules, facts } = *self;
        Ask { rules, visitor: &facts.visitor, station: &facts.place, known: facts.at, at }
    }

    fn refusals(&self, from: DateTime, hold: Hold) -> Vec<Refusal> {
        let mut refusals = self.of_slot(from, hold);
        if !self.facts.by_staff {
            refusals.extend(self.of_visitor());
            refusals.extend(self.of_visitor_then(hold));
        }
        refusals.extend((!self.facts.place.in_service).then_some(Refusal::OutOfService));
        refusals.extend(self.taken(hold));
        refusals
    }

    /// What is wrong with the slot itself.
    fn of_slot(&self, from: DateTime, hold: Hold) -> Vec<Refusal> {
        let mut refusals = Vec::new();
        if hold.from < self.facts.at {
            refusals.push(Refusal::SlotPast);
        }
        if !self.facts.by_staff {
            refusals.extend(self.of_shape(from, hold));
        }
        refusals.extend(closed(self.rules, hold));
        refusals
    }

    /// Whether a visitor may ask for a slot of this shape, so far ahead.
    fn of_shape(&self, from: DateTime, hold: Hold) -> Vec<Refusal> {
        let slots = self.rules.policy().slots;
        let mut refusals = Vec::new();
        let seconds = hold.until.duration_since(hold.from).as_secs();
        if !grid::is_on(from, seconds, slots.granularity) {
            refusals.push(Refusal::SlotOffGrid { granularity: slots.granularity });
        }
        if seconds > slots.longest.seconds() {
            refusals.push(Refusal::SlotTooLong { longest: slots.longest });
        }
        if from.date() > self.last_day() {
            refusals.push(Refusal::SlotTooFar { days: slots.horizon_days });
        }
        refusals
    }

    /// The last day that a visitor may book.
    fn last_day(&self) -> Date {
        let today = self.rules.calendar().date_of(self.facts.at);
        today.saturating_add(jiff::Span::new().days(self.rules.policy().slots.horizon_days))
    }

    /// What hinders the visitor whatever the slot.
    fn of_visitor(&self) -> Vec<Refusal> {
        let (facts, slots) = (self.facts, self.rules.policy().slots);
        let mut refusals = Vec::new();
        if !slots.allowed {
            refusals.push(Refusal::BookingNotAllowed);
        }
        refusals.extend(decide::too_young(self.rules, &facts.visitor, &facts.place));
        let held = facts.own.iter().filter(|own| own.until > facts.at).count();
        let held = u8::try_from(held).unwrap_or(u8::MAX);
        if held >= slots.at_once {
            refusals.push(Refusal::TooManyBookings { held, allowed: slots.at_once });
        }
        refusals
    }

    /// What hinders the visitor at the time of the slot.
    fn of_visitor_then(&self, hold: Hold) -> Vec<Refusal> {
        let mut refusals = Vec::new();
        refusals.extend(decide::expired(&self.facts.visitor, hold.from));
        let own = self.facts.own.iter().filter(|own| overlap(own, &hold));
        refusals.extend(own.map(|own| Refusal::SlotOverlapsOwn { from: own.from, until: own.until }));
        refusals.extend(self.quotas_spent(hold));
        refusals
    }

    /// The quotas that the slot's minutes would go over, by the use of its own day.
    fn quotas_spent(&self, hold: Hold) -> Vec<Refusal> {
        let ask = self.ask(hold.from);
        if ask.is_by_staff() {
            return Vec::new();
        }
        let ends = decide::allowances(&ask).into_iter().filter_map(|allowance| allowance.end_of_new(&ask));
        ends.filter(|end| end.at < hold.until).filter_map(|end| end.limit.spent()).collect()
    }

    /// What else the place is held for then.
    fn taken(&self, hold: Hold) -> Vec<Refusal> {
        let mut taken: Vec<_> = self.held().filter(|other| overlap(other, &hold)).collect();
        taken.sort_unstable_by_key(|other| (other.from, other.until));
        taken.into_iter().map(|Hold { from, until }| Refusal::SlotTaken { from, until }).collect()
    }

    /// What the place is held for: other bookings, a session that runs, a person who was called.
    fn held(&self) -> impl Iterator<Item = Hold> {
        let (at, place) = (self.facts.at, &self.facts.place);
        let now = [place.busy.and_then(|busy| busy.until), place.called];
        let now = now.into_iter().flatten().map(move |until| Hold { from: at, until });
        place.holds.iter().copied().chain(now)
    }
}

fn overlap(one: &Hold, other: &Hold) -> bool {
    one.from < one.until && one.from < other.until && other.from < one.until
}
