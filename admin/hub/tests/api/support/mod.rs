//! A real hub in this process, served over TLS on loopback, with a console that was really paired.

mod console;
mod station;

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use epn_hub::config::{Config, Hashing};
use epn_hub::founding::{Founding, found};
use epn_hub::hub::{Hub, WriterKind};
use epn_hub::pairing;
use epn_hub::server::Server;
use epn_wire::clock::{Scaling, SiteClock};
use epn_wire::console::StaffRole;
use epn_wire::pairing::PeerKind;
use epn_wire::peer::{self, Identity};
use jiff::Timestamp;
use tempfile::TempDir;

use crate::common::DEADLINE;

pub use console::{Console, Events};
pub use station::Station;

/// The password of every account of these tests.
pub const PASSWORD: &str = "a long password";

/// A Tuesday on which the default policy has the room open.
pub const TUESDAY: &str = "2026-03-10T10:00:00+01:00";

pub struct Site {
    folder: TempDir,
    pub hub: Arc<Hub>,
    server: Option<Server>,
    pub address: SocketAddr,
}

impl Site {
    /// A new site, whose clock shows Tuesday at ten and runs as fast as the machine's.
    pub async fn new() -> Self {
        Self::at(TUESDAY).await
    }

    /// A new site, whose clock shows this moment.
    pub async fn at(now: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        make(&folder.path().join("site"));
        let start = now.parse::<Timestamp>().unwrap();
        let anchor_ms = Timestamp::now().as_millisecond();
        let clock = SiteClock::scaled(Scaling { start, anchor_ms, scale: 1 });
        let hub = Hub::open(&folder.path().join("site"), clock, WriterKind::Thread).unwrap();
        let server = Server::start(Arc::clone(&hub), "127.0.0.1:0".parse().unwrap()).await.unwrap();
        let address = server.address;
        Self { folder, hub, server: Some(server), address }
    }

    /// The site's data folder.
    pub fn data(&self) -> std::path::PathBuf {
        self.folder.path().join("site")
    }

    /// A new console, paired with a code.
    pub async fn console(&self) -> Console {
        let name = format!("console {}", ulid::Ulid::new());
        Console::new(self.address, self.pair(PeerKind::Console { name }).await)
    }

    /// A new console, with the first account signed in on it: a coordinator.
    pub async fn coordinator(&self) -> Console {
        self.console().await.signed_in("admin").await
    }

    /// A new console, with a new account of this role signed in on it.
    pub async fn staff(&self, name: &str, role: StaffRole) -> Console {
        let request = epn_hub::control::ControlRequest::StaffAdd {
            name: name.to_owned(),
            role,
            password: PASSWORD.to_owned().into(),
        };
        epn_hub::control::carry_out(&self.hub, request).await;
        self.console().await.signed_in(name).await
    }

    /// A new station, paired and connected.
    pub async fn station(&self, name: &str) -> Station {
        let kind = PeerKind::Station { name: name.to_owned(), tags: Vec::new() };
        Station::connect(self.address, self.pair(kind).await).await
    }

    pub async fn pair(&self, kind: PeerKind) -> Identity {
        let code = pairing::new_code(&self.hub).await.unwrap();
        peer::pair(&self.address.to_string(), &code, kind).await.unwrap()
    }

    /// Stops serving.
    pub async fn stop(mut self) {
        self.server.take().unwrap().stop().await;
    }
}

/// Makes a site; hashing is as cheap as can be.
fn make(data: &Path) {
    let hashing = Hashing { memory_kib: 64, passes: 1, ..Hashing::default() };
    let founding = Founding {
        site: "Espace numérique de Sully".to_owned(),
        room: "Salle 1".to_owned(),
        staff: "admin".to_owned(),
        role: StaffRole::Coordinator,
        password: PASSWORD.to_owned().into(),
        config: Config { hashing, ..Config::default() },
    };
    found(data, &founding).unwrap();
}

/// Waits for what must happen.
pub async fn soon<T>(what: impl Future<Output = T>) -> T {
    tokio::time::timeout(DEADLINE, what).await.expect("it must happen before the deadline")
}
