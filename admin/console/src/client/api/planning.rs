//! The calendar, bookings, equipment, and the queue.

use epn_rules::id::{BookingId, EquipmentId, QueueId, StationId};
use epn_wire::calendar::{
    BookingRow, CalendarView, CallTo, CancelBooking, Companions, EquipmentRow, JoinQueue, LongestAsked,
    LongestBooking, MoveBooking, NewBooking, NewEquipment, QueueRow, Tags,
};
use jiff::civil::Date;

use super::Question;

/// What is on in a span of days, both ends included.
pub fn calendar(from: Date, to: Date) -> Question<CalendarView> {
    Question::get("/calendar").query("from", from.to_string()).query("to", to.to_string())
}

/// Holds places: all that is asked for, or nothing.
pub fn book(booking: &NewBooking) -> Question<Vec<BookingRow>> {
    Question::post("/bookings").body(booking)
}

/// How long a booking could be, and why not longer.
pub fn longest_booking(asked: &LongestAsked) -> Question<LongestBooking> {
    Question::post("/bookings/longest").body(asked)
}

/// Puts a booking elsewhere.
pub fn move_booking(booking: BookingId, to: &MoveBooking) -> Question<BookingRow> {
    Question::post(format!("/bookings/{booking}/move")).body(to)
}

/// Gives a booking up, or all of its series from it on.
pub fn cancel_booking(booking: BookingId, and_later: bool) -> Question<()> {
    Question::order(format!("/bookings/{booking}/cancel")).body(&CancelBooking { and_later })
}

/// What can be booked and is no PC.
pub fn equipment() -> Question<Vec<EquipmentRow>> {
    Question::get("/equipment")
}

/// Something more that can be booked.
pub fn new_equipment(equipment: &NewEquipment) -> Question<EquipmentRow> {
    Question::post("/equipment").body(equipment)
}

/// It can be booked no more.
pub fn retire_equipment(equipment: EquipmentId) -> Question<()> {
    Question::order(format!("/equipment/{equipment}/retire"))
}

/// What a station is fit for, all of it.
pub fn set_tags(station: StationId, tags: Vec<String>) -> Question<()> {
    Question::order(format!("/stations/{station}/tags")).body(&Tags { tags })
}

/// How many sit with the visitor of a station.
pub fn set_companions(station: StationId, companions: u8) -> Question<()> {
    Question::order(format!("/stations/{station}/companions")).body(&Companions { companions })
}

/// Those who wait, the next first.
pub fn queue() -> Question<Vec<QueueRow>> {
    Question::get("/queue")
}

/// Somebody joins at the desk.
pub fn join_queue(who: &JoinQueue) -> Question<QueueRow> {
    Question::post("/queue").body(who)
}

/// Calls somebody to a station now.
pub fn call(who: QueueId, station: StationId) -> Question<()> {
    Question::order(format!("/queue/{who}/call")).body(&CallTo { station })
}

/// Somebody waits no more.
pub fn remove_from_queue(who: QueueId) -> Question<()> {
    Question::order(format!("/queue/{who}/remove"))
}
