//! Why nothing of a day can be booked.
//!
//! What hinders the visitor whatever they choose comes first, then what is wrong with the day itself; only then is each
//! slot of the day looked at, the shortest that there is: where that is refused, a longer one is refused as well.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::booking::{Booker, grid, slot};
use crate::calendar::Span;
use crate::decide;
use crate::decision::Refusal;
use crate::facts::Hold;

impl Booker<'_> {
    /// What hinders the visitor whatever the slot, and the place.
    pub(super) fn hindrances(&self) -> Vec<Refusal> {
        let facts = self.facts;
        let of_visitor = if facts.by_staff { Vec::new() } else { self.of_visitor() };
        of_visitor.into_iter().chain((!facts.place.in_service).then_some(Refusal::OutOfService)).collect()
    }

    /// Why no slot of a day is granted.
    pub(super) fn refusals_on(&self, date: Date) -> Vec<Refusal> {
        let hindrances = self.hindrances();
        if !hindrances.is_empty() {
            return hindrances;
        }
        if let Some(refusal) = self.out_of_reach(date) {
            return vec![refusal];
        }
        let at = self.rules.calendar().start_of(date).max(self.facts.at);
        let openings = self.openings(date, at);
        let slots: Vec<_> = self.slots(date, at, &openings).map(|hold| self.refusals_within(hold)).collect();
        if slots.is_empty() { vec![self.no_slot(at, &openings)] } else { what_matters(slots) }
    }

    /// Whether a day is over, or later than anybody may book.
    fn out_of_reach(&self, date: Date) -> Option<Refusal> {
        let (rules, facts) = (self.rules, self.facts);
        if date < rules.calendar().date_of(facts.at) {
            return Some(Refusal::SlotPast);
        }
        let days = rules.policy().slots.horizon_days;
        (!facts.by_staff && date > self.last_day()).then_some(Refusal::SlotTooFar { days })
    }

    /// The openings of a day from a moment of it on.
    fn openings(&self, date: Date, at: Timestamp) -> Vec<Span> {
        let calendar = self.rules.calendar();
        calendar.spans_from(at).take_while(|span| calendar.date_of(span.from.max(at)) == date).collect()
    }

    /// The shortest slots of a day, from a moment of it on, each within one of its openings.
    fn slots(&self, date: Date, at: Timestamp, openings: &[Span]) -> impl Iterator<Item = Hold> {
        let shortest = self.rules.policy().slots.granularity;
        let is_open = move |hold: &Hold| {
            let holds = |span: &Span| span.until.is_none_or(|until| hold.until <= until);
            hold.from >= at && openings.iter().any(|span| span.contains(hold.from) && holds(span))
        };
        grid::starts_on(date, shortest)
            .filter_map(move |from| slot(self.rules, from, shortest).ok())
            .filter(is_open)
    }

    /// What refuses a slot of which only the time can be wrong.
    fn refusals_within(&self, hold: Hold) -> Vec<Refusal> {
        let of_visitor = if self.facts.by_staff { Vec::new() } else { self.of_visitor_then(hold) };
        of_visitor.into_iter().chain(self.taken(hold)).collect()
    }

    /// Why the room has no slot from a moment on: it is closed, or closes before one is over.
    fn no_slot(&self, at: Timestamp, openings: &[Span]) -> Refusal {
        let shortest = self.rules.policy().slots.granularity;
        let closes = openings.iter().find_map(|span| span.until);
        closes.map_or_else(|| decide::closed(&self.ask(at)), |at| Refusal::ClosesSoon { at, shortest })
    }
}

/// Of the refusals of several slots or places, those that are of each; where none is, all of them, each once.
pub(super) fn what_matters(all: Vec<Vec<Refusal>>) -> Vec<Refusal> {
    let of_each = |refusal: &&Refusal| all.iter().all(|others| others.contains(refusal));
    let common: Vec<_> = all.iter().take(1).flatten().filter(of_each).cloned().collect();
    if !common.is_empty() {
        return common;
    }
    let mut told = Vec::new();
    for refusal in all.into_iter().flatten() {
        if !told.contains(&refusal) {
            told.push(refusal);
        }
    }
    told
}
