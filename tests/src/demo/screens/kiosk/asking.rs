//! What is shown while the hub is asked, which answers too soon to be seen: it is held still meanwhile. And a booking that the
//! desk gave up before its visitor could.

use anyhow::{Context, Result};
use epn_rules::id::BookingId;
use epn_rules::units::Minutes;
use epn_wire::calendar::{BookingRow, CancelBooking, NewBooking};
use epn_wire::planning::PlaceAsked;
use jiff::ToSpan as _;
use jiff::civil::time;

use super::Kiosks;
use super::sessions::TO_PICTURE;
use crate::demo::people::Credentials;
use crate::demo::run::Room;
use crate::demo::screens::window::Window;

/// Who books; each window has somebody of its own.
const FRENCH: &str = "odile";
const ENGLISH: &str = "rene";
/// From the lock screen to *Réserver*.
const TO_BOOK: &[&str] = &["Tab", "Return"];

impl Kiosks<'_> {
    pub(super) async fn asking(&mut self) -> Result<()> {
        self.come_to_pictures().await?;
        let held = self.room.hub.lock().await.freeze()?;
        self.french.keys(TO_PICTURE).await?;
        self.shot("deciding", "deciding").await?;
        drop(held);
        self.works().await?;
        self.end().await?;
        self.at_rest().await?;
        let (room, station) = (self.room, self.station);
        for (window, key, hour) in [(&mut self.french, FRENCH, 10), (&mut self.english, ENGLISH, 11)] {
            let member = room.people.member(key)?;
            let booking = book(room, station, member, hour).await?;
            give_up(window, room, member, booking.id).await?;
        }
        Ok(())
    }
}

/// The desk books an hour of tomorrow for somebody.
async fn book(room: &Room, station: &str, member: &Credentials, hour: i8) -> Result<BookingRow> {
    let booking = NewBooking {
        places: vec![PlaceAsked::Station { id: Some(room.id_of(station).await?.to_string()) }],
        from: room.day.date.checked_add(1.day())?.to_datetime(time(hour, 0, 0, 0)),
        minutes: Minutes(60),
        visitor: Some(member.id),
        label: String::new(),
        repeat: None,
        reason: None,
    };
    let booked: Vec<BookingRow> = room.desk.post("/bookings", &booking).await?;
    booked.into_iter().next().context("nothing was booked")
}

/// From the lock screen to a booking that is gone by the time its visitor gives it up, and back.
async fn give_up(window: &mut Window, room: &Room, member: &Credentials, booking: BookingId) -> Result<()> {
    window.keys(TO_BOOK).await?;
    window.shows("book-entry").await?;
    window.keys(&["Return"]).await?;
    window.shot("book-ticket", "book-ticket").await?;
    window.keys(&["Escape"]).await?;
    window.shows("book-entry").await?;
    window.keys(&["Tab", "Return"]).await?;
    window.shows("book-member").await?;
    window.text(&member.number).await?;
    window.text(member.pin.reveal()).await?;
    let held = room.hub.lock().await.freeze()?;
    window.keys(&["Return"]).await?;
    window.shot("plan-asking", "plan-asking").await?;
    drop(held);
    window.shows("book-day").await?;
    // Whoever holds the only booking that they may hold is led to it, and to giving it up.
    window.keys(&["Return"]).await?;
    window.shows("bookings").await?;
    window.keys(&["Return"]).await?;
    window.shows("booking-cancel").await?;
    let path = format!("/bookings/{booking}/cancel");
    room.desk.tell(&path, &CancelBooking::default()).await?;
    window.keys(&["Tab", "Return"]).await?;
    window.shot("booking-gone", "booking-gone").await?;
    window.keys(&["Return"]).await?;
    window.shows("lock").await
}
