//! The kiosk's screens: two kiosks, one a language, in front of one station. The French one acts.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};
use epn_rules::ticket_code::TicketCode;
use epn_rules::units::Minutes;
use epn_wire::console::{Message, NewTicket, Service, TicketIssued};
use epn_wire::kiosk::{KioskView, Scene};
use jiff::civil::time;
use tokio::try_join;

use super::window::Window;
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

/// Two kiosks, and a seat that is told what they are told.
struct Kiosks<'r> {
    room: &'r Room,
    french: Window,
    english: Window,
    seat: Seat,
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
    kiosks.when_it_cannot_be_used().await.context("a station that cannot be used")?;
    kiosks.without_the_hub().await.context("a log-in while the hub is away")
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
            Window::open(&mut one, "kiosk", "fr", size, folder, logs),
            Window::open(&mut other, "kiosk", "en", size, folder, logs),
        )?;
        Ok(Self { room, french, english, seat: Seat::take(STATION, &socket) })
    }

    /// A picture of both windows, once they show another screen.
    async fn shot(&mut self, name: &str) -> Result<()> {
        try_join!(self.french.shot(name), self.english.shot(name)).map(drop)
    }

    /// The same keys in both windows, then a picture of the screen that they lead to.
    async fn go(&mut self, keys: &[&str], name: &str) -> Result<()> {
        self.french.keys(keys)?;
        self.english.keys(keys)?;
        self.shot(name).await
    }

    /// The same keys in both windows, back to a screen that was kept before.
    async fn back(&mut self, keys: &[&str]) -> Result<()> {
        self.french.keys(keys)?;
        self.english.keys(keys)?;
        try_join!(self.french.drawn(), self.english.drawn()).map(drop)
    }

    /// In the French window alone, to the entry of a ticket's code, and the code.
    async fn type_ticket(&mut self, code: &str) -> Result<()> {
        try_join!(self.french.settled(), self.english.settled())?;
        for _ in ["the charter", "the ways to enter", "the code"] {
            self.french.keys(&["Return"])?;
            self.french.drawn().await?;
        }
        self.french.text(code)
    }

    async fn scene(&mut self, what: &str, wanted: fn(&Scene) -> bool) -> Result<()> {
        self.seat.until(what, PROMPT, |view: &KioskView| wanted(&view.scene).then_some(())).await
    }

    async fn free(&mut self) -> Result<()> {
        self.scene("the lock screen", is_free).await
    }

    /// Holds the station's agent still while `wanted` is shown, for a picture of what passes in an instant. A quick
    /// machine may be past it, at `next`, before anybody could look: then there is no picture.
    async fn hold(&mut self, name: &str, wanted: fn(&Scene) -> bool, next: fn(&Scene) -> bool) -> Result<()> {
        let seen = |view: &KioskView| match &view.scene {
            scene if wanted(scene) => Some(true),
            scene if next(scene) => Some(false),
            _ => None,
        };
        if self.seat.until(name, PROMPT, seen).await? {
            let held = self.room.station(STATION)?.lock().await.freeze()?;
            let shot = self.shot(name).await;
            drop(held);
            shot?;
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
        self.go(&["Tab", "Tab", "Tab", "Return"], "lock-contrast").await?;
        self.back(&["Return"]).await?;
        self.go(&["shift+Tab", "Return"], "lock-large").await?;
        self.go(&["Return"], "lock-larger").await?;
        self.go(&["Return"], "lock-largest").await?;
        self.go(&["Return"], "lock").await
    }

    async fn ways_in(&mut self) -> Result<()> {
        self.go(&["shift+Tab", "shift+Tab", "Return"], "charter").await?;
        self.go(&["Return"], "entry").await?;
        self.go(&["Return"], "ticket").await?;
        self.back(&["Escape"]).await?;
        self.go(&["Tab", "Return"], "member").await?;
        self.back(&["Escape"]).await?;
        self.go(&["Tab", "Tab", "Tab", "Return"], "forgot").await?;
        self.back(&["Escape"]).await?;
        self.go(&["Tab", "Tab", "Return"], "age").await?;
        self.go(&["Tab", "Tab", "Tab", "Tab", "Return"], "picture").await
    }

    async fn without_account(&mut self) -> Result<()> {
        self.french.keys(&["Tab", "Tab", "Tab", "Return"])?;
        self.hold("starting", |scene| matches!(scene, Scene::Starting { .. }), is_active).await?;
        self.scene("a session", is_active).await?;
        self.shot("session-nobody-waits").await?;
        self.go(&["Return"], "leave").await?;
        self.french.keys(&["Tab", "Return"])?;
        self.hold("ending", |scene| matches!(scene, Scene::Ending), is_free).await?;
        self.free().await?;
        try_join!(self.french.drawn(), self.english.drawn()).map(drop)
    }

    async fn by_ticket(&mut self) -> Result<()> {
        let ticket = NewTicket { minutes: Some(TICKET), ..NewTicket::default() };
        let ticket: TicketIssued = self.room.desk.post("/tickets", &ticket).await?;
        self.type_ticket(ticket.code.reveal()).await?;
        self.french.keys(&["Return"])?;
        self.scene("a session", is_active).await?;
        self.shot("session").await?;
        self.french.keys(&["Return"])?;
        self.shot("more-time").await?;
        self.french.keys(&["Return"])?;
        try_join!(self.french.drawn(), self.english.drawn())?;
        self.scene("a warning", |scene| matches!(scene, Scene::Active(active) if active.warning.is_some()))
            .await?;
        self.shot("warning").await?;
        let path = format!("/stations/{}/message", self.room.id_of(STATION).await?);
        let text = "Votre impression est prête à l’accueil.".to_owned();
        self.room.desk.tell(&path, &Message { text }).await?;
        self.shot("message").await?;
        self.scene("the last minutes", |scene| matches!(scene, Scene::Grace { .. })).await?;
        self.shot("grace").await?;
        self.free().await?;
        try_join!(self.french.drawn(), self.english.drawn())?;
        self.type_ticket(ticket.code.reveal()).await?;
        self.french.keys(&["Return"])?;
        self.shot("refused").await?;
        self.french.keys(&["Return"])?;
        try_join!(self.french.drawn(), self.english.drawn()).map(drop)
    }

    async fn refusals(&mut self) -> Result<()> {
        self.type_ticket(&TicketCode::from_random(UNKNOWN).reveal()).await?;
        self.french.keys(&["Return"])?;
        self.shot("not-recognised").await?;
        self.french.keys(&["Escape"])?;
        try_join!(self.french.drawn(), self.english.drawn()).map(drop)
    }

    async fn when_it_cannot_be_used(&mut self) -> Result<()> {
        let path = format!("/stations/{}/service", self.room.id_of(STATION).await?);
        let out = Service { in_service: false, note: "clavier à changer".to_owned() };
        self.room.desk.tell(&path, &out).await?;
        self.shot("out-of-service").await?;
        self.room.desk.tell(&path, &Service { in_service: true, note: String::new() }).await?;
        self.free().await?;
        try_join!(self.french.drawn(), self.english.drawn())?;
        self.room.station(STATION)?.lock().await.kill()?;
        self.shot("away").await?;
        self.room.station(STATION)?.lock().await.start()?;
        self.free().await?;
        try_join!(self.french.drawn(), self.english.drawn()).map(drop)
    }

    /// The day has the hub away from half past two.
    async fn without_the_hub(&mut self) -> Result<()> {
        self.room.clock.until(time(14, 27, 0, 0)).await?;
        self.type_ticket(&TicketCode::from_random(UNKNOWN).reveal()).await?;
        self.seat.until("the hub to be away", PROMPT, |view| (!view.hub).then_some(())).await?;
        self.french.keys(&["Return"])?;
        self.shot("no-hub").await
    }
}

fn is_active(scene: &Scene) -> bool {
    matches!(scene, Scene::Active(_))
}

fn is_free(scene: &Scene) -> bool {
    matches!(scene, Scene::Locked { .. })
}
