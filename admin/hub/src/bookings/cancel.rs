//! A booking is given up: its place is free at once.

use epn_rules::id::BookingId;
use epn_wire::calendar::BookingState;

use super::{BookingError, By, changed, record};
use crate::grant::Case;
use crate::store::booking::{self, Booking};
use crate::store::session::Holder;

/// Cancels a booking that nobody has come to, and with `and_later` what is held of its series from it on.
pub fn cancel(case: &Case<'_>, id: BookingId, and_later: bool, by: &By) -> Result<(), BookingError> {
    let first = booking::get(case.tx, id)?.ok_or(BookingError::NotFound("booking"))?;
    let all = match first.series.as_deref().filter(|_| and_later) {
        Some(series) => booking::held_of_series(case.tx, series, first.span.from)?,
        None => Vec::from_iter(Some(first).filter(|first| is_held(case, first))),
    };
    if all.is_empty() {
        return Err(BookingError::Over);
    }
    for one in &all {
        booking::let_go(case.tx, one.id, BookingState::Cancelled)?;
        record(case, by, "booking-cancelled", one)?;
    }
    changed(case);
    Ok(())
}

/// A visitor gives up a booking of their own; one of somebody else is none.
pub fn cancel_own(case: &Case<'_>, id: BookingId, holder: Holder) -> Result<(), BookingError> {
    let own = booking::get(case.tx, id)?.filter(|own| holder != Holder::Nobody && own.holder == holder);
    own.ok_or(BookingError::NotFound("booking"))?;
    cancel(case, id, false, &By::Visitor)
}

fn is_held(case: &Case<'_>, booking: &Booking) -> bool {
    booking.state == BookingState::Held && case.now < booking.span.until
}
