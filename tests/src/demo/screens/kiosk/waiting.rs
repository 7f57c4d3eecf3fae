//! The queue, while the desk has booked every station: joining it, waiting, giving up; and being called.

use anyhow::Result;
use epn_rules::units::Minutes;
use epn_wire::calendar::{BookingRow, CancelBooking, NewBooking};
use epn_wire::console::RoomView;
use epn_wire::kiosk::KioskView;
use epn_wire::planning::PlaceAsked;
use jiff::{RoundMode, SignedDuration, TimestampRound, Unit};
use tokio::try_join;

use super::sessions::{TO_AGES, TO_PICTURES};
use super::{Kiosks, PROMPT};
use crate::demo::screens::second::{join_queue, nobody_waits};
use crate::demo::screens::window::Window;

/// Who waits already: two who are called, and one who is not.
const BEFORE: [&str; 3] = ["bell", "boat", "fish"];
/// What the stations are booked for, how soon at the earliest, and for how long.
const CLASS: &str = "Classe de CM2";
const SOON: SignedDuration = SignedDuration::from_secs(40);
const LONG: Minutes = Minutes(90);
/// Keys on the lock screen from *Commencer* over *Réserver*.
const TO_QUEUE: &[&str] = &["Tab", "Tab", "Return"];
/// The first picture for one window, the second for the other: nobody is called by somebody else's.
const PICTURES: [&[&str]; 2] = [&["Return"], &["Tab", "Return"]];
/// The share of a window that another line or button is, at least; a clock's minute is less.
const ANOTHER: f64 = 0.01;

impl Kiosks<'_> {
    pub(super) async fn waiting(&mut self) -> Result<()> {
        self.book_every_station().await?;
        self.look()?;
        for picture in BEFORE {
            join_queue(self.room, picture).await?;
        }
        let wait = |view: &KioskView| (view.site.waiting == 3).then_some(());
        self.seat.until("those who wait", PROMPT, wait).await?;
        self.changed(ANOTHER, "lock", "lock-queue").await?;
        self.ways_to_wait().await?;
        for (window, picture) in [&mut self.french, &mut self.english].into_iter().zip(PICTURES) {
            too_young(window).await?;
            join_and_leave(window, picture).await?;
        }
        self.calls().await?;
        self.free_again().await?;
        self.shows("lock").await
    }

    /// Every way to say who waits; from the lock screen and back.
    async fn ways_to_wait(&mut self) -> Result<()> {
        self.go(TO_QUEUE, "queue-entry").await?;
        self.go(&["Return"], "queue-ticket").await?;
        self.press(&["Escape"], "queue-entry").await?;
        self.go(&["Tab", "Return"], "queue-member").await?;
        self.press(&["Escape"], "queue-entry").await?;
        self.go(TO_AGES, "queue-age").await?;
        self.go(TO_PICTURES, "queue-picture").await?;
        for screen in ["queue-age", "queue-entry", "lock"] {
            self.press(&["Escape"], screen).await?;
        }
        Ok(())
    }

    /// Those who wait longest are called as soon as the stations are free.
    async fn calls(&mut self) -> Result<()> {
        let (mut french, mut english) = self.walls().await?;
        french.keep("display-queue")?;
        english.keep("display-queue")?;
        self.look()?;
        self.cancel_bookings().await?;
        self.changed(ANOTHER, "lock", "lock-called").await?;
        try_join!(french.looks_otherwise("display"), english.looks_otherwise("display"))?;
        french.keep("display-called")?;
        english.keep("display-called")
    }

    /// The desk books every station, and waits until that holds.
    async fn book_every_station(&mut self) -> Result<()> {
        let room: RoomView = self.room.desk.get("/room").await?;
        let station = |id: String| PlaceAsked::Station { id: Some(id) };
        // Bookings begin with a minute.
        let next = TimestampRound::new().smallest(Unit::Minute).mode(RoundMode::Ceil);
        let from = self.room.clock.now().checked_add(SOON)?.round(next)?;
        let booking = NewBooking {
            places: room.stations.iter().map(|tile| station(tile.id.to_string())).collect(),
            from: self.room.day.civil(from)?,
            minutes: LONG,
            visitor: None,
            label: CLASS.to_owned(),
            repeat: None,
            reason: None,
        };
        let booked: Vec<BookingRow> = self.room.desk.post("/bookings", &booking).await?;
        self.taken = booked.into_iter().map(|row| row.id).collect();
        self.begin_afresh().await?;
        self.room.clock.until_instant(from).await;
        self.shows("lock").await
    }

    /// Nothing is booked by the desk any more.
    async fn cancel_bookings(&mut self) -> Result<()> {
        while let Some(booking) = self.taken.pop() {
            let path = format!("/bookings/{booking}/cancel");
            self.room.desk.tell(&path, &CancelBooking::default()).await?;
        }
        Ok(())
    }

    /// What this part did is undone: nobody waits, nothing is booked. Nothing if it was not played.
    pub(super) async fn free_again(&mut self) -> Result<()> {
        self.cancel_bookings().await?;
        if self.station == super::OF_THE_SECOND_ROOM {
            nobody_waits(self.room).await?;
        }
        Ok(())
    }
}

/// A child who is alone need not wait for a refusal.
async fn too_young(window: &mut Window) -> Result<()> {
    to(window, TO_QUEUE, "queue-entry").await?;
    to(window, TO_AGES, "queue-age").await?;
    to(window, &["Return"], "queue-picture").await?;
    window.keys(&["Return"]).await?;
    window.shot("plan-refused", "plan-refused").await?;
    to(window, &["Return"], "lock").await
}

/// Somebody without an account waits, and then no more.
async fn join_and_leave(window: &mut Window, picture: &[&str]) -> Result<()> {
    to(window, TO_QUEUE, "queue-entry").await?;
    to(window, TO_AGES, "queue-age").await?;
    to(window, TO_PICTURES, "queue-picture").await?;
    for (keys, screen) in
        [(picture, "queued"), (&["Tab", "Return"], "queue-leave"), (&["Tab", "Return"], "queue-left")]
    {
        window.keys(keys).await?;
        window.shot(screen, screen).await?;
    }
    to(window, &["Return"], "lock").await
}

async fn to(window: &mut Window, keys: &[&str], screen: &str) -> Result<()> {
    window.keys(keys).await?;
    window.shows(screen).await
}
