//! Bookings that the desk makes together: several places, several days; all of them, or none.

use epn_rules::id::{StaffId, VisitorId};
use epn_rules::units::Minutes;
use epn_wire::calendar::{NewBooking, Repeat, RepeatEvery};
use epn_wire::planning::PlaceAsked;
use jiff::ToSpan as _;
use jiff::civil::DateTime;
use ulid::Ulid;

use super::book::hold;
use super::{BookingError, By, Party, Slot, changed};
use crate::grant::{Case, Entrant};
use crate::name;
use crate::store::booking::{Booking, LONGEST};
use crate::store::visitor;

/// The most places that are booked together.
const PLACES: usize = 60;
/// The most repetitions.
const REPEATS: u16 = 60;
/// The longest label, in characters.
const LONGEST_LABEL: usize = 80;

/// Holds all that a member of staff asks for, in order of their beginning.
pub fn make(case: &Case<'_>, by: StaffId, new: NewBooking) -> Result<Vec<Booking>, BookingError> {
    let NewBooking { places, from, minutes, visitor, label, repeat, reason } = new;
    check_places(&places)?;
    check_length(minutes)?;
    let label = label.trim().to_owned();
    let party = match visitor {
        Some(id) => party_of(case, id)?,
        None if label.is_empty() => return Err(bad("name the visitor, or say what it is for".to_owned())),
        None if !name::is_fit(&label, LONGEST_LABEL) => {
            return Err(bad(format!(
                "what a booking is for has at most {LONGEST_LABEL} characters on one line"
            )));
        }
        None => Party::Label(label),
    };
    let by = By::Staff { id: by, reason: name::reason(reason)? };
    let starts = starts(from, repeat)?;
    let series = (starts.len() * places.len() > 1).then(|| Ulid::new().to_string());
    let mut booked = Vec::new();
    for from in starts {
        for place in &places {
            let slot = Slot { from, minutes };
            booked.push(hold(case, &party, checked(place)?, None, slot, &by, series.as_deref())?);
        }
    }
    changed(case);
    Ok(booked)
}

/// A member.
pub(super) fn party_of(case: &Case<'_>, id: VisitorId) -> Result<Party, BookingError> {
    let member = visitor::get(case.tx, id)?.ok_or(BookingError::NotFound("visitor"))?;
    Ok(Party::Visitor(Entrant::Member(member)))
}

pub(super) fn check_places(places: &[PlaceAsked]) -> Result<(), BookingError> {
    if places.is_empty() || places.len() > PLACES {
        return Err(bad(format!("a booking is of 1 to {PLACES} places")));
    }
    Ok(())
}

/// No booking is longer than a day.
pub fn check_length(minutes: Minutes) -> Result<(), BookingError> {
    if minutes.seconds() > LONGEST.as_secs() {
        return Err(bad(format!("a booking lasts at most {} minutes", LONGEST.as_mins())));
    }
    Ok(())
}

/// The same beginning on each day.
fn starts(from: DateTime, repeat: Option<Repeat>) -> Result<Vec<DateTime>, BookingError> {
    let Some(Repeat { every, count }) = repeat else { return Ok(vec![from]) };
    if !(2..=REPEATS).contains(&count) {
        return Err(bad(format!("a booking is repeated 2 to {REPEATS} times")));
    }
    let days = match every {
        RepeatEvery::Day => 1,
        RepeatEvery::Week => 7,
    };
    let later = |times: u16| from.checked_add((i32::from(times) * days).days());
    let starts = (0..count).map(later).collect::<Result<_, _>>();
    starts.map_err(|_| bad("there is no such day".to_owned()))
}

/// The console names its stations.
pub(super) fn checked(place: &PlaceAsked) -> Result<&PlaceAsked, BookingError> {
    match place {
        PlaceAsked::Station { id: None } => Err(bad("name the station by its identifier".to_owned())),
        named => Ok(named),
    }
}

fn bad(what: String) -> BookingError {
    BookingError::BadRequest(what)
}
