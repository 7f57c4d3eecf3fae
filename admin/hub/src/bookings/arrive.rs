//! The visitor comes to their booking, and goes again.

use epn_rules::id::{BookingId, SessionId};
use jiff::Timestamp;

use super::changed;
use crate::grant::Case;
use crate::store::{StoreError, Tx, booking};

/// A session was opened by the visitor of a booking: it waits for nobody any more.
pub fn arrived(case: &Case<'_>, id: BookingId, session: SessionId) -> Result<(), StoreError> {
    booking::set_arrived(case.tx, id, session)?;
    changed(case);
    Ok(())
}

/// A session ended: what is left of the booking that its visitor had come to is free. Whether anything was.
pub fn session_ended(tx: &Tx<'_>, session: SessionId, at: Timestamp) -> Result<bool, StoreError> {
    booking::end_with(tx, session, at)
}
