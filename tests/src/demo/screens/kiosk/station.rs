//! A station that cannot be used, the strip in a session, the wall, and the hub away.

use std::os::unix::process::CommandExt as _;
use std::process::Command;

use anyhow::{Context, Result};
use epn_rules::people::AgeBand;
use epn_wire::console::Service;
use epn_wire::kiosk::{KioskIntent, KioskView};
use epn_wire::station::Entry;
use tokio::try_join;

use super::entering::unknown_ticket;
use super::{Kiosks, PROMPT, is_active};
use crate::demo::screens::window::Window;
use crate::support::built;

/// How large a screen on the wall is.
const WALL: (u16, u16) = (1280, 720);
/// As much of a session's screen as the strip covers, and a little more.
const STRIP: (u16, u16) = (1024, 64);

impl Kiosks<'_> {
    pub(super) async fn unusable(&mut self) -> Result<()> {
        self.put_in_service(false).await?;
        self.shot("out-of-service", "out-of-service").await?;
        self.put_in_service(true).await?;
        self.at_rest().await?;
        self.room.station(self.station)?.lock().await.kill()?;
        self.shot("away", "away").await?;
        self.room.station(self.station)?.lock().await.start()?;
        self.at_rest().await
    }

    pub(super) async fn put_in_service(&self, in_service: bool) -> Result<()> {
        let path = format!("/stations/{}/service", self.room.id_of(self.station).await?);
        let note = if in_service { String::new() } else { "clavier à changer".to_owned() };
        self.room.desk.tell(&path, &Service { in_service, note }).await
    }

    /// The strip in a session, which speaks the language in which the visitor came in, whatever it was started with.
    pub(super) async fn strip(&mut self) -> Result<()> {
        let (socket, visitor) = {
            let station = self.room.station(self.station)?.lock().await;
            (station.bar_socket().to_owned(), station.visitor())
        };
        for (lang, other) in [("fr", "en"), ("en", "fr")] {
            self.come_in(lang).await?;
            let mut strip = Command::new(built("epn-kiosk")?);
            strip.arg("--bar").arg("--socket").arg(&socket).args(["--lang", other]);
            // Nobody but the session's visitor is heard there.
            if rustix::process::geteuid().is_root() {
                strip.uid(visitor);
            }
            let strip = Window::open(&mut strip, "kiosk", "strip", lang, STRIP, self.folder, self.logs);
            strip.await?.keep("strip")?;
            self.seat.want(KioskIntent::Leave).await?;
            self.at_rest().await?;
        }
        Ok(())
    }

    /// Somebody without an account comes in, who reads `lang`.
    async fn come_in(&mut self, lang: &str) -> Result<()> {
        let charter = self.seat.view().context("the agent is away")?.site.charter;
        let entry = Entry::NoAccount { age: AgeBand::VingtCinqTrenteNeuf, picture: "house".to_owned() };
        self.seat.want(KioskIntent::LogIn { entry, charter, lang: lang.to_owned() }).await?;
        self.scene("a session", is_active).await
    }

    /// The public display, fed by the same station.
    pub(super) async fn wall(&mut self) -> Result<()> {
        let (french, english) = self.walls().await?;
        french.keep("display")?;
        english.keep("display")
    }

    /// Two screens on the wall, one a language.
    pub(super) async fn walls(&self) -> Result<(Window, Window)> {
        let wall = |lang: &str| -> Result<Command> {
            let mut wall = Command::new(built("epn-kiosk")?);
            wall.arg("--display").arg("--socket").arg(&self.socket);
            wall.args(["--windowed", "1280x720", "--lang", lang]);
            Ok(wall)
        };
        let (mut one, mut other) = (wall("fr")?, wall("en")?);
        let Self { folder, logs, .. } = *self;
        try_join!(
            Window::open(&mut one, "kiosk-wall", "display", "fr", WALL, folder, logs),
            Window::open(&mut other, "kiosk-wall", "display", "en", WALL, folder, logs),
        )
    }

    /// The day has the hub away from half past two: whoever has typed a code by then is told so.
    pub(super) async fn without_hub(&mut self) -> Result<()> {
        self.act(&["Return"], "charter").await?;
        self.act(&["Return"], "entry").await?;
        self.act(&["Return"], "ticket").await?;
        self.french.text(&unknown_ticket().reveal()).await?;
        let is_away = |view: &KioskView| (!view.hub).then_some(());
        self.seat.until("the hub to be away", PROMPT, is_away).await?;
        self.act(&["Return"], "no-hub").await?;
        self.answer("no-hub").await?;
        let is_back = |view: &KioskView| view.hub.then_some(());
        self.seat.until("the hub to be back", PROMPT, is_back).await
    }
}
