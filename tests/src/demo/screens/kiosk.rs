//! The kiosk's screens: two kiosks, one a language, in front of one station. The French one acts.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use epn_rules::ticket_code::TicketCode;
use epn_rules::units::Minutes;
use epn_wire::console::{Message, NewTicket, Service, TicketIssued};
use epn_wire::kiosk::{KioskView, Scene};
use epn_wire::secret::Secret;
use epn_wire::staff::CardIssued;
use jiff::civil::time;
use tokio::try_join;

use super::window::Window;
use crate::demo::people::Credentials;
use crate::demo::run::Room;
use crate::demo::seat::Seat;
use crate::support::built;

/// The station that is left to the screens.
const STATION: &str = "Poste 4";
/// Machine time within which a station comes to a scene; a ticket's minutes pass in less.
const PROMPT: Duration = Duration::from_mins(1);
/// The minutes of the ticket that is used up in front of the camera.
const TICKET: Minutes = Minutes(24);
/// The bits of a ticket's code that was never given out.
const UNKNOWN: [u8; 5] = [0x5e, 0x1f, 0x00, 0xba, 0x11];

/// Keys on the lock screen from *Commencer* to the high contrast, and from the largest letters back to *Commencer*.
const TO_CONTRAST: &[&str] = &["Tab", "Tab", "Tab", "Tab", "Tab", "Return"];
const BACK_TO_BEGIN: &[&str] = &["shift+Tab", "shift+Tab", "shift+Tab", "shift+Tab", "Return"];
/// Keys on the lock screen from *Commencer* to *Réserver*.
const TO_BOOK: &[&str] = &["Tab", "Return"];
/// Keys in a session that extends by itself to *Terminer*.
const TO_LEAVE: &[&str] = &["Return"];
/// Keys from there to *Pause*, over *Mes impressions* and *Réserver*.
const TO_PAUSE: &[&str] = &["shift+Tab", "shift+Tab", "shift+Tab", "Return"];
/// Keys from the first picture to the one that a visitor without an account takes.
const TO_PICTURE: &[&str] = &["Tab", "Tab", "Tab", "Return"];
/// The member of the day who books.
const MEMBER: &str = "karim";

/// Two kiosks, and a seat that is told what they are told.
struct Kiosks<'r> {
    room: &'r Room,
    french: Window,
    english: Window,
    seat: Seat,
    /// The pictures of what passed too soon, and why.
    missed: Vec<String>,
}

/// Goes through every screen of the kiosk.
///
/// # Errors
/// A screen does not show up.
pub async fn take(room: &Room, folder: &Path, logs: &Path) -> Result<()> {
    let mut kiosks = Kiosks::open(room, folder, logs).await?;
    kiosks.before_the_opening()?;
    kiosks.comfort().await.context("the lock screen")?;
    kiosks.ways_in().await.context("the ways to enter")?;
    kiosks.without_account().await.context("a visit without an account")?;
    kiosks.by_ticket().await.context("a visit by ticket")?;
    kiosks.refusals().await.context("refusals")?;
    kiosks.staff_card().await.context("a staff card")?;
    kiosks.when_it_cannot_be_used().await.context("a station that cannot be used")?;
    kiosks.bookings().await.context("a booking")?;
    kiosks.wall(folder, logs).await.context("the wall")?;
    kiosks.without_the_hub().await.context("a log-in while the hub is away")?;
    ensure!(kiosks.missed.is_empty(), "{}", kiosks.missed.join("; "));
    Ok(())
}

impl<'r> Kiosks<'r> {
    async fn open(room: &'r Room, folder: &Path, logs: &Path) -> Result<Self> {
        let socket = room.station(STATION)?.lock().await.socket().to_owned();
        let kiosk = || -> Result<Command> {
            let mut command = Command::new(built("epn-kiosk")?);
            command.arg("--socket").arg(&socket).args(["--windowed", "1024x768"]);
            Ok(command)
        };
        let size = (1024, 768);
        let (mut one, mut other) = (kiosk()?, kiosk()?);
        let (french, english) = try_join!(
            Window::open(&mut one, "kiosk", "lock", "fr", size, folder, logs),
            Window::open(&mut other, "kiosk", "lock", "en", size, folder, logs),
        )?;
        Ok(Self { room, french, english, seat: Seat::take(STATION, &socket), missed: Vec::new() })
    }

    /// Both windows show this screen.
    async fn shows(&mut self, screen: &str) -> Result<()> {
        try_join!(self.french.shows(screen), self.english.shows(screen)).map(drop)
    }

    /// A picture of both windows, once they show this screen.
    async fn shot(&mut self, screen: &str, name: &str) -> Result<()> {
        try_join!(self.french.shot(screen, name), self.english.shot(screen, name)).map(drop)
    }

    /// A picture of both windows, once the screen that they show looks otherwise.
    async fn otherwise(&mut self, screen: &str, name: &str) -> Result<()> {
        try_join!(self.french.looks_otherwise(screen), self.english.looks_otherwise(screen))?;
        self.french.keep(name)?;
        self.english.keep(name)
    }

    /// The same keys in both windows, then a picture of the screen that they lead to.
    async fn go(&mut self, keys: &[&str], screen: &str) -> Result<()> {
        self.press(keys, screen).await?;
        self.french.keep(screen)?;
        self.english.keep(screen)
    }

    /// The same keys in both windows, to a screen.
    async fn press(&mut self, keys: &[&str], screen: &str) -> Result<()> {
        self.french.keys(keys)?;
        self.english.keys(keys)?;
        self.shows(screen).await
    }

    /// The same keys in both windows, which change how the lock screen looks.
    async fn dress(&mut self, keys: &[&str], name: &str) -> Result<()> {
        self.french.keys(keys)?;
        self.english.keys(keys)?;
        self.otherwise("lock", name).await
    }

    /// In the French window alone, to the entry of a ticket's code, and the code.
    async fn type_ticket(&mut self, code: &str) -> Result<()> {
        self.french.shows("lock").await?;
        for screen in ["charter", "entry", "ticket"] {
            self.french.keys(&["Return"])?;
            self.french.shows(screen).await?;
        }
        self.french.text(code)
    }

    async fn scene(&mut self, what: &str, wanted: fn(&Scene) -> bool) -> Result<()> {
        self.seat.until(what, PROMPT, |view: &KioskView| wanted(&view.scene).then_some(())).await
    }

    /// The digits that a pause of whoever has no account is over with.
    async fn way_back(&mut self) -> Result<Secret> {
        let told = |view: &KioskView| match &view.scene {
            Scene::Active(active) => active.way_back.clone(),
            _ => None,
        };
        self.seat.until("the digits to come back with", PROMPT, told).await
    }

    async fn free(&mut self) -> Result<()> {
        self.scene("the lock screen", is_free).await
    }

    /// Holds the station's agent still while `wanted` is shown, for a picture of what passes in an instant. A quick
    /// machine may be past it, at `next`, before anybody could look, or be held before it told the windows: then there is
    /// no picture.
    async fn hold(&mut self, name: &str, wanted: fn(&Scene) -> bool, next: fn(&Scene) -> bool) -> Result<()> {
        let seen = |view: &KioskView| match &view.scene {
            scene if wanted(scene) => Some(true),
            scene if next(scene) => Some(false),
            _ => None,
        };
        if self.seat.until(name, PROMPT, seen).await? {
            let held = self.room.station(STATION)?.lock().await.freeze()?;
            let shot =
                try_join!(self.french.shot_now(name, name), self.english.shot_now(name, name)).map(drop);
            drop(held);
            self.missed.extend(shot.err().map(|error| format!("{error:#}")));
        }
        Ok(())
    }

    fn before_the_opening(&self) -> Result<()> {
        self.french.keep("lock-closed")?;
        self.english.keep("lock-closed")
    }

    /// High contrast and larger letters, which the keys change; the last key leaves the text as it was.
    async fn comfort(&mut self) -> Result<()> {
        self.room.clock.until(time(9, 31, 0, 0)).await?;
        self.free().await?;
        self.shows("lock").await?;
        self.dress(TO_CONTRAST, "lock-contrast").await?;
        self.dress(&["Return"], "lock-plain").await?;
        self.dress(&["shift+Tab", "Return"], "lock-large").await?;
        self.dress(&["Return"], "lock-larger").await?;
        self.dress(&["Return"], "lock-largest").await?;
        self.dress(&["Return"], "lock").await
    }

    async fn ways_in(&mut self) -> Result<()> {
        self.go(BACK_TO_BEGIN, "charter").await?;
        self.go(&["Return"], "entry").await?;
        self.go(&["Return"], "ticket").await?;
        self.press(&["Escape"], "entry").await?;
        self.go(&["Tab", "Return"], "member").await?;
        self.press(&["Escape"], "entry").await?;
        self.go(&["Tab", "Tab", "Tab", "Return"], "forgot").await?;
        self.press(&["Escape"], "entry").await?;
        self.go(&["Tab", "Tab", "Return"], "age").await?;
        self.go(&["Tab", "Tab", "Tab", "Tab", "Return"], "picture").await
    }

    async fn without_account(&mut self) -> Result<()> {
        self.french.keys(TO_PICTURE)?;
        self.hold("starting", |scene| matches!(scene, Scene::Starting { .. }), is_active).await?;
        self.scene("a session", is_active).await?;
        self.shot("session", "session-nobody-waits").await?;
        let digits = self.way_back().await?;
        self.french.keys(TO_PAUSE)?;
        self.french.shot("pausing", "pausing").await?;
        self.french.keys(&["Return"])?;
        self.shot("paused", "paused").await?;
        self.french.keys(&["Return"])?;
        self.french.shot("resume-code", "resume-code").await?;
        self.french.text(digits.reveal())?;
        self.french.keys(&["Return"])?;
        self.shows("session").await?;
        self.press(TO_LEAVE, "leaving").await?;
        self.french.keep("leave")?;
        self.english.keep("leave")?;
        self.french.keys(&["Tab", "Return"])?;
        self.hold("ending", |scene| matches!(scene, Scene::Ending), is_free).await?;
        self.free().await?;
        self.shows("lock").await
    }

    async fn by_ticket(&mut self) -> Result<()> {
        let ticket = NewTicket { minutes: Some(TICKET), ..NewTicket::default() };
        let ticket: TicketIssued = self.room.desk.post("/tickets", &ticket).await?;
        self.type_ticket(ticket.code.reveal()).await?;
        self.french.keys(&["Return"])?;
        self.scene("a session", is_active).await?;
        self.shot("session", "session").await?;
        self.french.keys(&["Return"])?;
        self.otherwise("session", "more-time").await?;
        self.french.keys(&["Return"])?;
        self.scene("a warning", |scene| matches!(scene, Scene::Active(active) if active.warning.is_some()))
            .await?;
        self.otherwise("session", "warning").await?;
        let path = format!("/stations/{}/message", self.room.id_of(STATION).await?);
        let text = "Votre impression est prête à l’accueil.".to_owned();
        self.room.desk.tell(&path, &Message { text }).await?;
        self.otherwise("session", "message").await?;
        self.scene("the last minutes", |scene| matches!(scene, Scene::Grace { .. })).await?;
        self.shot("grace", "grace").await?;
        self.free().await?;
        self.shows("lock").await?;
        self.type_ticket(ticket.code.reveal()).await?;
        self.french.keys(&["Return"])?;
        self.answer("refused").await
    }

    async fn refusals(&mut self) -> Result<()> {
        self.type_ticket(&TicketCode::from_random(UNKNOWN).reveal()).await?;
        self.french.keys(&["Return"])?;
        self.answer("not-recognised").await
    }

    /// A card is scanned, in the French window; what it opens shows in both, and closes by itself if nobody closes it.
    async fn staff_card(&mut self) -> Result<()> {
        let issued: CardIssued = self.room.desk.post("/staff/card", &()).await?;
        self.french.text(issued.card.reveal())?;
        self.french.keys(&["Return"])?;
        self.french.shot("staff-pin", "staff-pin").await?;
        self.french.text(issued.pin.reveal())?;
        self.french.keys(&["Return"])?;
        self.shot("staff-acts", "staff-acts").await?;
        self.french.keys(&["Escape"])?;
        self.shows("lock").await
    }

    async fn when_it_cannot_be_used(&mut self) -> Result<()> {
        let path = format!("/stations/{}/service", self.room.id_of(STATION).await?);
        let out = Service { in_service: false, note: "clavier à changer".to_owned() };
        self.room.desk.tell(&path, &out).await?;
        self.shot("out-of-service", "out-of-service").await?;
        self.room.desk.tell(&path, &Service { in_service: true, note: String::new() }).await?;
        self.free().await?;
        self.shows("lock").await?;
        self.room.station(STATION)?.lock().await.kill()?;
        self.shot("away", "away").await?;
        self.room.station(STATION)?.lock().await.start()?;
        self.free().await?;
        self.shows("lock").await
    }

    /// A slot in four presses. One window after the other, since one member books once; the French one confirms.
    async fn bookings(&mut self) -> Result<()> {
        let member = self.room.people.member(MEMBER)?.clone();
        choose_slot(&mut self.english, &member).await?;
        for screen in ["book-length", "book-time", "book-day"] {
            self.english.keys(&["Escape"])?;
            self.english.shows(screen).await?;
        }
        choose_slot(&mut self.french, &member).await?;
        self.french.keys(&["Return"])?;
        self.french.shot("booked", "booked").await?;
        for window in [&mut self.french, &mut self.english] {
            window.keys(&["Escape", "Escape"])?;
            window.shows("lock").await?;
        }
        Ok(())
    }

    /// The public display, fed by the same station.
    async fn wall(&self, folder: &Path, logs: &Path) -> Result<()> {
        let socket = self.room.station(STATION)?.lock().await.socket().to_owned();
        for lang in ["fr", "en"] {
            let mut wall = Command::new(built("epn-kiosk")?);
            wall.arg("--display").arg("--socket").arg(&socket).args(["--windowed", "1280x720"]);
            Window::open(&mut wall, "kiosk-wall", "display", lang, (1280, 720), folder, logs)
                .await?
                .keep("display")?;
        }
        Ok(())
    }

    /// The day has the hub away from half past two.
    async fn without_the_hub(&mut self) -> Result<()> {
        self.room.clock.until(time(14, 27, 0, 0)).await?;
        self.type_ticket(&TicketCode::from_random(UNKNOWN).reveal()).await?;
        self.seat.until("the hub to be away", PROMPT, |view| (!view.hub).then_some(())).await?;
        self.french.keys(&["Return"])?;
        self.answer("no-hub").await
    }

    /// An answer that both windows show, in the English one too; then back to the lock screen.
    async fn answer(&mut self, screen: &str) -> Result<()> {
        self.shot(screen, screen).await?;
        self.french.keys(&["Escape"])?;
        self.shows("lock").await
    }
}

/// From the lock screen to the last question before a booking.
async fn choose_slot(window: &mut Window, member: &Credentials) -> Result<()> {
    window.keys(TO_BOOK)?;
    window.shot("book-entry", "book-entry").await?;
    window.keys(&["Tab", "Return"])?;
    window.shows("book-member").await?;
    window.text(&member.number)?;
    window.text(member.pin.reveal())?;
    window.keys(&["Return"])?;
    window.shot("book-day", "book-day").await?;
    for screen in ["book-time", "book-length", "book-confirm"] {
        window.keys(&["Return"])?;
        window.shot(screen, screen).await?;
    }
    Ok(())
}

fn is_active(scene: &Scene) -> bool {
    matches!(scene, Scene::Active(_))
}

fn is_free(scene: &Scene) -> bool {
    matches!(scene, Scene::Locked { .. })
}
