//! A booking is moved: to another place, another moment, another length.

use epn_rules::id::BookingId;
use epn_wire::calendar::BookingState;
use epn_wire::planning::PlaceAsked;

use super::arrive::come_to_already;
use super::book::{choose, tag_of, taken};
use super::facts::Slot;
use super::{BookingError, By, Party, changed, record};
use crate::grant::Case;
use crate::store::booking::{self, Booking, Held};

/// Moves a booking that nobody has come to yet. It is decided as a new one is, as if the old one were not there.
pub fn move_to(
    case: &Case<'_>,
    id: BookingId,
    asked: &PlaceAsked,
    slot: Slot,
    by: &By,
) -> Result<Booking, BookingError> {
    let before = booking::get(case.tx, id)?.ok_or(BookingError::NotFound("booking"))?;
    if before.state != BookingState::Held || before.span.until <= case.now {
        return Err(BookingError::Over);
    }
    let party = Party::of(case, before.holder, &before.label)?.ok_or(BookingError::NotFound("visitor"))?;
    // If the new slot is refused, this is undone together with all else.
    booking::let_go(case.tx, id, BookingState::Cancelled)?;
    let chosen = choose(case, &party, asked, None, slot, by)?;
    let after = Booking {
        place: chosen.place,
        tag: tag_of(asked),
        alias: if before.day == slot.from.date() {
            before.alias.clone()
        } else {
            party.alias_on(case, slot.from.date())?
        },
        policy: chosen.policy.id,
        day: slot.from.date(),
        span: chosen.span,
        staff: by.staff().or(before.staff),
        reason: if chosen.overrides { by.reason().map(str::to_owned) } else { None },
        ..before
    };
    match booking::hold_anew(case.tx, &after)? {
        Held::Yes => {}
        Held::TakenAlready => return Err(taken(chosen.span)),
    }
    record(case, by, "booking-moved", &after)?;
    changed(case);
    Ok(come_to_already(case, after)?)
}
