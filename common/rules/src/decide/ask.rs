//! One question: this visitor, this station, this moment.

use jiff::Timestamp;

use crate::decide::staff_choice;
use crate::facts::{EntryFacts, Facts, Hold, StationFacts, VisitorFacts};
use crate::rules::Rules;
use crate::units::Minutes;

/// What a decision is made from.
#[derive(Clone, Copy)]
pub(crate) struct Ask<'a> {
    pub(crate) rules: &'a Rules,
    pub(crate) visitor: &'a VisitorFacts,
    pub(crate) station: &'a StationFacts,
    /// The moment at which the facts are what they are: `used_today` is of its day.
    pub(crate) known: Timestamp,
    /// The moment that is looked at, then or later.
    pub(crate) at: Timestamp,
}

impl<'a> Ask<'a> {
    pub(crate) fn of(rules: &'a Rules, facts: &'a Facts) -> Self {
        Self { rules, visitor: &facts.visitor, station: &facts.station, known: facts.at, at: facts.at }
    }

    /// The same at another moment.
    pub(crate) fn then(self, at: Timestamp) -> Self {
        Self { at, ..self }
    }

    /// Whether a mediator opens the station.
    pub(crate) fn is_by_staff(&self) -> bool {
        matches!(self.visitor.entry, EntryFacts::Staff { .. })
    }

    /// The visitor's own booking, if it is running.
    pub(crate) fn own_booking(&self) -> Option<Hold> {
        let runs = |hold: &Hold| hold.from <= self.at && self.at < hold.until;
        self.visitor.booking.filter(|hold| !self.is_by_staff() && runs(hold))
    }

    /// Whether quotas and the longest session apply: neither to a mediator, nor within one's own booking, for which
    /// they were asked when it was made.
    pub(crate) fn is_counted(&self) -> bool {
        !self.is_by_staff() && self.own_booking().is_none()
    }

    /// The least time that this visitor's session must last to be worth starting.
    pub(crate) fn least(&self) -> Minutes {
        let shortest = self.rules.policy().session.shortest;
        match self.visitor.entry {
            EntryFacts::Staff { minutes } => shortest.min(staff_choice(minutes)),
            EntryFacts::Member | EntryFacts::Ticket { .. } | EntryFacts::NoAccount => shortest,
        }
    }
}
