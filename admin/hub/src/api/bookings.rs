//! Bookings made, moved and cancelled at the desk.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use epn_rules::id::BookingId;
use epn_wire::calendar::{BookingRow, CancelBooking, LongestAsked, LongestBooking, MoveBooking, NewBooking};
use epn_wire::console::ApiError;

use super::access::SignedIn;
use super::ask::{Body, Id};
use super::{CALENDAR, Refused};
use crate::bookings::{self, By, Slot, check_length, decided};
use crate::hub::Hub;
use crate::name;

/// Hold slots, all that are named or none: on several places, and on several days.
#[utoipa::path(post, path = "/bookings", tag = CALENDAR, operation_id = "book", request_body = NewBooking,
    responses((status = 201, description = "Held.", body = [BookingRow]), (status = "4XX", description = "Refused; nothing is held.", body = ApiError)))]
pub(super) async fn book(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    Body(new): Body<NewBooking>,
) -> Result<(StatusCode, Json<Vec<BookingRow>>), Refused> {
    let by = caller.id();
    let work = move |case: &crate::grant::Case<'_>| {
        let made = bookings::make(case, by, new)?;
        made.into_iter().map(|booking| bookings::row(case.tx, booking.id)).collect()
    };
    Ok((StatusCode::CREATED, Json(decided(&hub, work).await?)))
}

/// How long a new booking could be, and why not longer. Nothing is held.
#[utoipa::path(post, path = "/bookings/longest", tag = CALENDAR, operation_id = "longest_booking", request_body = LongestAsked,
    responses((status = 200, description = "So long.", body = LongestBooking), (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn longest(
    State(hub): State<Arc<Hub>>,
    _caller: SignedIn,
    Body(asked): Body<LongestAsked>,
) -> Result<Json<LongestBooking>, Refused> {
    Ok(Json(decided(&hub, move |case| bookings::longest(case, &asked)).await?))
}

/// Move a booking to another place, moment or length.
#[utoipa::path(post, path = "/bookings/{id}/move", tag = CALENDAR, operation_id = "move_booking", request_body = MoveBooking,
    params(("id" = String, Path, description = "The booking.")),
    responses((status = 200, description = "Moved.", body = BookingRow), (status = "4XX", description = "Refused; it is where it was.", body = ApiError)))]
pub(super) async fn move_to(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    Id(booking): Id<BookingId>,
    Body(MoveBooking { place, from, minutes, reason }): Body<MoveBooking>,
) -> Result<Json<BookingRow>, Refused> {
    let id = caller.id();
    let work = move |case: &crate::grant::Case<'_>| {
        check_length(minutes)?;
        let by = By::Staff { id, reason: name::reason(reason)? };
        let moved = bookings::move_to(case, booking, &place, Slot { from, minutes }, &by)?;
        bookings::row(case.tx, moved.id)
    };
    Ok(Json(decided(&hub, work).await?))
}

/// Cancel a booking, or all of its series from it on.
#[utoipa::path(post, path = "/bookings/{id}/cancel", tag = CALENDAR, operation_id = "cancel_booking", request_body = CancelBooking,
    params(("id" = String, Path, description = "The booking.")),
    responses((status = 204, description = "Its place is free."), (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn cancel(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    Id(booking): Id<BookingId>,
    Body(CancelBooking { and_later }): Body<CancelBooking>,
) -> Result<StatusCode, Refused> {
    let by = By::Staff { id: caller.id(), reason: None };
    decided(&hub, move |case| bookings::cancel(case, booking, and_later, &by)).await?;
    Ok(StatusCode::NO_CONTENT)
}
