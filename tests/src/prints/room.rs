//! A hub with one station that prints.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result};
use epn_rules::id::SessionId;
use epn_wire::clock::Scaling;
use epn_wire::pairing::PeerKind;
use epn_wire::peer::{Identity, tunnel};
use jiff::Timestamp;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use ulid::Ulid;

use super::printer::Printer;
use super::visitor::{Visitor, sits_down};
use crate::demo::day::Site;
use crate::demo::hub::{Hub, STAFF};
use crate::desk::Desk;
use crate::load::logins::without_account;
use crate::load::station::{SimulatedStation, pair};
use crate::support::always_open;

/// Programs that print at the same time.
const AT_ONCE: usize = 32;

/// A session lasts a day.
const SESSIONS: &str = r"
[session]
longest = 1440
granularity = 1
extend_while_nobody_waits = true
grace = 0
shortest = 1
end_before_closing = 0
";

/// The printer of a room: where it is, and its terms as `epn-hub printer add` has them.
#[derive(Clone, Copy, Debug)]
pub struct Outlet<'o> {
    pub uri: &'o str,
    pub terms: &'o [&'o str],
}

/// A hub with one printer, and one paired station with an open session and its print queue.
#[derive(Debug)]
pub struct PrintRoom {
    /// Where the station's programs print to: `ipp://127.0.0.1:…`.
    pub uri: String,
    pub hub: Hub,
    /// The session at the station.
    pub session: SessionId,
    /// Who sits at the station.
    pub visitor: Visitor,
    identity: Identity,
    port: u16,
    tunnel: JoinHandle<()>,
    presence: JoinHandle<()>,
    password: String,
}

impl PrintRoom {
    /// Founds one in `folder`, which is empty. Its visitor confirms whatever is held unless told otherwise.
    ///
    /// # Errors
    /// A program does not do its part.
    pub async fn found(folder: &Path, outlet: Outlet<'_>) -> Result<Self> {
        let policy = folder.join("policy.toml");
        std::fs::write(&policy, always_open("Europe/Paris", SESSIONS))?;
        let site =
            Site { name: "Site des impressions".to_owned(), room: "Salle".to_owned(), policy: String::new() };
        // Noon, so that no midnight ends the session.
        let start = "2030-03-12T12:00:00+01:00".parse()?;
        let scaling = Scaling { start, anchor_ms: Timestamp::now().as_millisecond(), scale: 1 };
        let password = Ulid::new().to_string();
        let hub = Hub::found(folder, folder, &site, &policy, &password, scaling).await?;
        let add = ["printer", "add", "Banc", "--uri", outlet.uri];
        hub.command(&[&add, outlet.terms].concat(), b"")?;
        let mut station = SimulatedStation::join(hub.address(), hub.data(), 1).await?;
        let session = station.enter(without_account()).await.context("letting the visitor in")?;
        let identity = station.identity.clone();
        let (port, tunnel) = queue(&identity, hub.address(), 0).await?;
        let uri = format!("ipp://127.0.0.1:{port}/ipp/print");
        let (visitor, sits) = sits_down(station, session, hub.address().to_owned());
        let presence = tokio::spawn(async move {
            if let Err(error) = sits.await {
                eprintln!("the simulated visitor stopped: {error:#}");
            }
        });
        Ok(Self { uri, hub, session, visitor, identity, port, tunnel, presence, password })
    }

    /// Founds one with a printer that is simulated, where nothing costs anything.
    ///
    /// # Errors
    /// A program does not do its part.
    pub async fn with_simulated(folder: &Path) -> Result<(Self, Printer)> {
        let printer = Printer::start(folder, Duration::ZERO).await?;
        let free = Outlet { uri: &printer.uri, terms: &["--black", "0", "--colour", "0"] };
        let room = Self::found(folder, free).await?;
        Ok((room, printer))
    }

    /// A mediator of the site.
    ///
    /// # Errors
    /// The hub refuses.
    pub async fn desk(&self) -> Result<Desk> {
        let console = PeerKind::Console { name: "Accueil".to_owned() };
        let identity = pair(self.hub.address(), self.hub.data(), console).await?;
        Desk::sign_in(identity, self.hub.address(), STAFF, self.password.clone().into()).await
    }

    /// Nothing reaches the hub any more.
    pub async fn close_queue(&mut self) {
        self.tunnel.abort();
        // Its end is what was asked for.
        let _ = (&mut self.tunnel).await;
    }

    /// As before.
    ///
    /// # Errors
    /// The port is not free.
    pub async fn open_queue(&mut self) -> Result<()> {
        (_, self.tunnel) = queue(&self.identity, self.hub.address(), self.port).await?;
        Ok(())
    }
}

/// Opens a station's way for prints on a port; 0 takes any free one.
async fn queue(identity: &Identity, hub: &str, port: u16) -> Result<(u16, JoinHandle<()>)> {
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    let port = listener.local_addr()?.port();
    let passing = tunnel(listener, identity.clone(), hub.to_owned(), AT_ONCE, |error| {
        eprintln!("a print could not be passed on: {error}");
    });
    let task = tokio::spawn(async move {
        passing.await;
    });
    Ok((port, task))
}

impl Drop for PrintRoom {
    fn drop(&mut self) {
        self.tunnel.abort();
        self.presence.abort();
    }
}
