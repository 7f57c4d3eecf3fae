//! The visitor comes to their booking, and goes again.

use epn_rules::id::{BookingId, SessionId};
use epn_wire::calendar::{BookingState, Place};
use jiff::Timestamp;

use super::changed;
use crate::grant::Case;
use crate::store::booking::Booking;
use crate::store::session::{Holder, Session};
use crate::store::{StoreError, Tx, booking, session};

/// The visitor of a booking is here, in a session: it waits for nobody any more. The session names the first booking
/// that it was opened for or runs into.
pub fn arrived(case: &Case<'_>, id: BookingId, session: &mut Session) -> Result<(), StoreError> {
    booking::set_arrived(case.tx, id, session.id)?;
    if session.booking.is_none() {
        session.booking = Some(id);
        session::set_booking(case.tx, session.id, id)?;
    }
    changed(case);
    Ok(())
}

/// The booking as it is once held: of the station on which its visitor sits, and begun before their session ends, it is
/// come to already, and waits for nobody.
pub(super) fn come_to_already(case: &Case<'_>, booking: Booking) -> Result<Booking, StoreError> {
    let Place::Station { id } = booking.place else { return Ok(booking) };
    let sits = session::open_on(case.tx, id)?.filter(|session| {
        booking.holder != Holder::Nobody
            && session.holder == booking.holder
            && session.released.is_none()
            && booking.span.from < session.ends
    });
    let Some(mut session) = sits else { return Ok(booking) };
    arrived(case, booking.id, &mut session)?;
    Ok(Booking { state: BookingState::Arrived, session: Some(session.id), ..booking })
}

/// A session ended: what is left of the booking that its visitor had come to is free. Whether anything was.
pub fn session_ended(tx: &Tx<'_>, session: SessionId, at: Timestamp) -> Result<bool, StoreError> {
    booking::end_with(tx, session, at)
}
