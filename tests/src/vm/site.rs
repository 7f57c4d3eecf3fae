//! The site that the machine belongs to: a real hub on the host, and a mediator without a screen.

use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use epn_rules::print::FROM_KEYS;
use epn_rules::session::Phase;
use epn_rules::units::Minutes;
use epn_wire::calendar::Tags;
use epn_wire::clock::Scaling;
use epn_wire::console::{Message, NewTicket, RoomView, SessionRow, StationTile, TicketIssued};
use epn_wire::pairing::PeerKind;
use epn_wire::peer;
use epn_wire::secret::Secret;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use ulid::Ulid;

use crate::demo::day;
use crate::demo::hub::{Hub, STAFF};
use crate::desk::Desk;
use crate::prints::printer::Printer;
use crate::support::{always_open, wait_for};

/// The host as a guest of QEMU's own network sees it.
const HOST: &str = "10.0.2.2";

/// The name of the one station.
pub const STATION: &str = "Poste 1";

/// Sessions of a few minutes, no extension by itself, and no time after the time.
const SESSIONS: &str = r"
[session]
longest = 120
granularity = 1
extend_while_nobody_waits = false
grace = 0
shortest = 1
end_before_closing = 0

[pause]
longest = 10
times = 9
";

/// A hub with one station and a printer, and somebody at its desk.
#[derive(Debug)]
pub struct Site {
    hub: Hub,
    desk: Desk,
    printer: Printer,
    zone: TimeZone,
}

impl Site {
    /// Founds it in `folder`.
    ///
    /// # Errors
    /// A program does not do its part.
    pub async fn found(folder: &Path) -> Result<Self> {
        let policy = folder.join("policy.toml");
        let zone = about_noon();
        fs::write(&policy, always_open(&zone, SESSIONS))?;
        let site =
            day::Site { name: "Site des essais".to_owned(), room: "Salle".to_owned(), policy: String::new() };
        let now = Timestamp::now();
        let real = Scaling { start: now, anchor_ms: now.as_millisecond(), scale: 1 };
        let password = Ulid::new().to_string();
        let hub = Hub::found(folder, folder, &site, &policy, &password, real).await?;
        let console = PeerKind::Console { name: "Accueil".to_owned() };
        let identity = peer::pair(hub.address(), &hub.pairing_code()?.parse()?, console).await?;
        let desk = Desk::sign_in(identity, hub.address(), STAFF, password.into()).await?;
        let printer = Printer::start(folder, Duration::ZERO).await?;
        let priceless = ["--black", "0", "--colour", "0"];
        hub.command(&[&["printer", "add", "Essai", "--uri", &printer.uri][..], &priceless].concat(), b"")?;
        Ok(Self { hub, desk, printer, zone: TimeZone::get(&zone)? })
    }

    /// Where the guest finds the hub.
    ///
    /// # Errors
    /// The hub has no port.
    pub fn address_for_the_guest(&self) -> Result<String> {
        let (_, port) = self.hub.address().rsplit_once(':').context("the hub has no port")?;
        Ok(format!("{HOST}:{port}"))
    }

    /// A fresh pairing code.
    ///
    /// # Errors
    /// The hub gives none.
    pub fn pairing_code(&self) -> Result<String> {
        self.hub.pairing_code()
    }

    /// How many sides the printer has put out so far.
    pub fn sides_printed(&self) -> u32 {
        self.printer.sides()
    }

    /// Has the station print from USB keys, or not.
    ///
    /// # Errors
    /// The hub does not answer.
    pub async fn prints_from_keys(&self, wanted: bool) -> Result<()> {
        let path = format!("/stations/{}/tags", self.tile().await?.id);
        let tags = if wanted { vec![FROM_KEYS.to_owned()] } else { Vec::new() };
        self.desk.tell(&path, &Tags { tags }).await
    }

    /// The code of a new ticket.
    ///
    /// # Errors
    /// The hub gives none.
    pub async fn ticket(&self, minutes: Minutes) -> Result<Secret> {
        let ticket = NewTicket { minutes: Some(minutes), ..NewTicket::default() };
        let issued: TicketIssued = self.desk.post("/tickets", &ticket).await?;
        Ok(issued.code)
    }

    /// The station as the mediator sees it.
    ///
    /// # Errors
    /// The hub does not answer, or has no such station.
    pub async fn tile(&self) -> Result<StationTile> {
        let room: RoomView = self.desk.get("/room").await?;
        let tile = room.stations.into_iter().find(|tile| tile.name == STATION);
        tile.context("the hub knows no such station")
    }

    /// Waits until the mediator sees the station like this.
    ///
    /// # Errors
    /// That does not happen `within` this time; the error says what was seen.
    pub async fn sees(
        &self,
        what: &str,
        within: Duration,
        wanted: impl Fn(&StationTile) -> bool,
    ) -> Result<StationTile> {
        let mut last = None;
        let seen = wait_for(what, within, async || {
            let tile = self.tile().await?;
            let found = wanted(&tile);
            last = Some(tile);
            Ok(found.then(|| last.take()).flatten())
        })
        .await;
        seen.with_context(|| match last {
            Some(tile) => format!(
                "the mediator sees: online {}, {:?}, out of service {:?}, last reset {:?}",
                tile.online, tile.phase, tile.out_of_service, tile.last_reset
            ),
            None => "the mediator sees nothing".to_owned(),
        })
    }

    /// Waits until the station is in this phase.
    ///
    /// # Errors
    /// As [`Self::sees`].
    pub async fn is(&self, phase: Phase, within: Duration) -> Result<StationTile> {
        let what = format!("the station {phase:?}");
        self.sees(&what, within, |tile| tile.online && tile.phase == phase).await
    }

    /// Says something to whoever sits there, as the mediator does.
    ///
    /// # Errors
    /// Nobody sits there, or the hub does not answer.
    pub async fn message(&self, text: &str) -> Result<()> {
        let path = format!("/stations/{}/message", self.tile().await?.id);
        self.desk.tell(&path, &Message { text: text.to_owned() }).await
    }

    /// Ends the session, as the mediator does.
    ///
    /// # Errors
    /// There is none, or the hub does not answer.
    pub async fn end_session(&self) -> Result<()> {
        let path = format!("/stations/{}/end", self.tile().await?.id);
        self.desk.tell(&path, &serde_json::json!({})).await
    }

    /// The site's sessions of today.
    ///
    /// # Errors
    /// The hub does not answer.
    pub async fn sessions(&self) -> Result<Vec<SessionRow>> {
        let today = Timestamp::now().to_zoned(self.zone.clone()).date();
        self.desk.get(&format!("/sessions?date={today}")).await
    }

    /// What the hub's own check of its data says.
    ///
    /// # Errors
    /// Something in it does not hold.
    pub fn check(&self) -> Result<String> {
        self.hub.command(&["check"], b"")
    }
}

/// A time zone in which it is about noon, so that no test meets midnight.
fn about_noon() -> String {
    let hour = Timestamp::now().to_zoned(TimeZone::UTC).hour();
    // POSIX counts these from the other side: `Etc/GMT-3` is three hours ahead.
    let behind = hour - 12;
    if behind == 0 { "Etc/GMT".to_owned() } else { format!("Etc/GMT{behind:+}") }
}
