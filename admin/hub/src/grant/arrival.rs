//! A visitor comes to what was held for them: their own booking, or a call from the queue.

use std::sync::Arc;

use epn_rules::id::StationId;
use epn_wire::calendar::{BookingState, Place};

use super::{Case, Claimant};
use crate::bookings;
use crate::store::queue::{Gone, Waiting};
use crate::store::session::Session;
use crate::store::{StoreError, booking, queue};

impl Case<'_> {
    /// Marks the holder's bookings of the station that the session runs into as come to, and names the first.
    pub(super) fn arrive(&self, session: &mut Session) -> Result<(), StoreError> {
        let own = booking::of_holder_at(self.tx, session.holder, self.now)?;
        let (here, ends) = (Place::Station { id: session.station }, session.ends);
        let here = own.into_iter().filter(|booking| {
            booking.place == here && booking.state == BookingState::Held && booking.span.from < ends
        });
        for booking in here {
            bookings::arrived(self, booking.id, session)?;
        }
        Ok(())
    }

    /// The place in the queue of somebody who starts on a station: if they are not called to it, they may have been
    /// called elsewhere, or too late.
    pub(super) fn waited(&self, by: Claimant<'_>, station: StationId) -> Result<Option<Waiting>, StoreError> {
        match queue::called_to(self.tx, station)? {
            Some(called) if by.is(&called) => Ok(Some(called)),
            _ => crate::queue::found(self, by),
        }
    }

    /// Whoever waited for this session waits no more; a call of somebody else to the station is taken back.
    pub(super) fn no_longer_waits(&self, by: Claimant<'_>, session: &Session) -> Result<(), StoreError> {
        let called = queue::called_to(self.tx, session.station)?;
        let answered = self.waited(by, session.station)?;
        if let Some(waiting) = &answered {
            queue::set_gone(self.tx, waiting.id, self.now, Gone::Served, Some(session.id))?;
        }
        if let Some(called) = called.filter(|called| answered.as_ref().is_none_or(|it| it.id != called.id)) {
            queue::set_call(self.tx, called.id, None)?;
        }
        self.replan();
        Ok(())
    }

    /// What lock screens and consoles show of bookings and the queue has changed.
    pub fn replan(&self) {
        let hub = Arc::clone(self.hub);
        self.tx.after_commit(move || hub.live.replan());
    }
}
