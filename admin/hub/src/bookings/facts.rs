//! What the rules are told of a slot, read from the database.

use epn_rules::booking::BookingFacts;
use epn_rules::facts::{Hold, StationFacts, VisitorFacts};
use epn_rules::rules::Rules;
use epn_rules::units::Minutes;
use jiff::SignedDuration;
use jiff::civil::{Date, DateTime};

use super::{Party, Spot};
use crate::grant::{Case, uses};
use crate::store::session::Holder;
use crate::store::{StoreError, booking};

/// A slot that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// In the site's time zone.
    pub from: DateTime,
    pub minutes: Minutes,
}

/// Who asks for slots of a day: what is the same wherever they ask.
pub(super) struct Asker {
    holder: Holder,
    visitor: VisitorFacts,
    own: Vec<Hold>,
}

impl Asker {
    pub(super) fn new(case: &Case<'_>, rules: &Rules, party: &Party, day: Date) -> Result<Self, StoreError> {
        let holder = party.holder();
        let mut visitor = party.facts(case)?;
        // As it will be known at the end of that day: all that is granted by now counts as used. The moment before
        // midnight, which is still of that day: its quotas count from its first moment on.
        let calendar = rules.calendar();
        let midnight = calendar.next_midnight(calendar.start_of(day));
        let known = midnight.checked_sub(SignedDuration::from_nanos(1)).unwrap_or(midnight).max(case.now);
        visitor.uses = uses(case.tx, rules, holder, known)?;
        let own = booking::of_holder_at(case.tx, holder, case.now)?.into_iter().map(|own| own.span).collect();
        Ok(Self { holder, visitor, own })
    }

    /// The facts of no slot in particular, at a place that nothing is special about.
    pub(super) fn facts_of_any(&self, case: &Case<'_>) -> BookingFacts {
        BookingFacts {
            at: case.now,
            from: DateTime::default(),
            minutes: Minutes::ZERO,
            visitor: self.visitor.clone(),
            own: self.own.clone(),
            place: StationFacts::default(),
            by_staff: false,
        }
    }

    /// The facts of a slot at one spot.
    pub(super) fn facts(
        &self,
        case: &Case<'_>,
        spot: &Spot,
        slot: Slot,
        by_staff: bool,
    ) -> Result<BookingFacts, StoreError> {
        Ok(BookingFacts {
            at: case.now,
            from: slot.from,
            minutes: slot.minutes,
            visitor: self.visitor.clone(),
            own: self.own.clone(),
            place: spot.facts(case, self.holder)?,
            by_staff,
        })
    }
}
