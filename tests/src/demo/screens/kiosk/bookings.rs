//! A booking: four presses, and giving it up again. One window after the other.

use anyhow::Result;

use super::{Kiosks, enter};
use crate::demo::people::Credentials;
use crate::demo::screens::window::Window;

/// Who books; each window has somebody of its own, since each of them books one slot at a time.
const FRENCH: &str = "odile";
const ENGLISH: &str = "rene";
/// Keys on the lock screen from *Commencer* to *Réserver*.
const TO_BOOK: &[&str] = &["Tab", "Return"];
/// From today to tomorrow, when the room is open all day.
const TO_TOMORROW: &[&str] = &["Tab", "Return"];

impl Kiosks<'_> {
    pub(super) async fn bookings(&mut self) -> Result<()> {
        let (french, english) = (self.room.people.member(FRENCH)?, self.room.people.member(ENGLISH)?);
        book(&mut self.french, french).await?;
        book(&mut self.english, english).await
    }
}

/// From the lock screen to a booking and its end, and back to the lock screen.
async fn book(window: &mut Window, member: &Credentials) -> Result<()> {
    window.keys(TO_BOOK).await?;
    window.shot("book-entry", "book-entry").await?;
    let typed = [member.number.as_str(), member.pin.reveal()];
    enter(window, &["Tab", "Return"], "book-member", &typed).await?;
    window.keep("book-member")?;
    window.shot("book-day", "book-day").await?;
    window.keys(TO_TOMORROW).await?;
    window.shot("book-time", "book-time").await?;
    for (keys, screen) in [
        (&["Return"][..], "book-length"),
        (&["Return"], "book-confirm"),
        (&["Return"], "booked"),
        (&["Tab", "Return"], "bookings"),
        // Nobody here may hold a second one: the first thing to do is to give it back.
        (&["Return"], "booking-cancel"),
        (&["Tab", "Return"], "booking-cancelled"),
    ] {
        window.keys(keys).await?;
        window.shot(screen, screen).await?;
    }
    window.keys(&["Return"]).await?;
    window.shows("lock").await
}
