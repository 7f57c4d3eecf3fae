//! A real hub on loopback, in a folder of its own, and stations that speak to it over real TLS.

#![allow(dead_code, reason = "each test file uses a part of it")]

pub mod document;
pub mod fake;
pub mod program;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use epn_hub::config::{Config, Hashing};
use epn_hub::founding::{Founding, found};
use epn_hub::hub::{Hub, WriterKind};
use epn_hub::pairing::new_code;
use epn_hub::policies::Draft;
use epn_hub::server::Server;
use epn_hub::store::staff;
use epn_hub::tls::Limits;
use epn_rules::id::{StaffId, StationId};
use epn_rules::policy::{OpenRange, Policy, WeekHours};
use epn_wire::clock::{Scaling, SiteClock};
use epn_wire::console::StaffRole;
use epn_wire::pairing::{PeerId, PeerKind};
use epn_wire::peer::{Identity, pair};
use jiff::Timestamp;
use tempfile::TempDir;

pub use fake::FakeStation;

/// How long anything may take before a test gives up.
pub const DEADLINE: Duration = Duration::from_secs(90);

/// Any free port.
const ANYWHERE: &str = "127.0.0.1:0";

/// A hub that serves.
pub struct TestHub {
    pub hub: Arc<Hub>,
    pub address: String,
    server: Option<Server>,
    folder: TempDir,
    clock: SiteClock,
    limits: Limits,
}

/// The cheapest hashing that Argon2 allows: tests look at what is hashed, not at how long it takes.
fn cheap() -> Config {
    Config { hashing: Hashing { memory_kib: 64, passes: 1, lanes: 1, at_once: 2 }, ..Config::default() }
}

/// A policy of a room that is always open.
pub fn always_open() -> Policy {
    let day = vec![OpenRange::until_midnight(jiff::civil::time(0, 0, 0, 0))];
    Policy {
        opening: WeekHours {
            monday: day.clone(),
            tuesday: day.clone(),
            wednesday: day.clone(),
            thursday: day.clone(),
            friday: day.clone(),
            saturday: day.clone(),
            sunday: day,
        },
        ..Policy::default()
    }
}

/// A site clock that begins at noon of a day to come, so that no test meets a midnight.
fn noon(scale: u32) -> SiteClock {
    SiteClock::scaled(Scaling {
        start: "2030-03-12T12:00:00+01:00".parse().unwrap(),
        anchor_ms: Timestamp::now().as_millisecond(),
        scale,
    })
}

/// A site whose hub does not run.
pub struct Away {
    folder: TempDir,
    clock: SiteClock,
    limits: Limits,
    /// Where its hub was.
    address: String,
}

impl Away {
    /// Starts its hub where it was.
    pub async fn back(self) -> TestHub {
        let Self { folder, clock, limits, address } = self;
        TestHub::serve(folder, clock, limits, &address).await
    }

    /// The same, with another program that counts documents.
    pub async fn back_counted_by(self, program: &Path) -> TestHub {
        let Self { folder, clock, limits, address } = self;
        TestHub::serve_counted_by(program, folder, clock, limits, &address).await
    }

    pub fn data(&self) -> std::path::PathBuf {
        self.folder.path().join("site")
    }
}

impl TestHub {
    /// A new site that is always open.
    pub async fn start() -> Self {
        Self::start_with(always_open()).await
    }

    /// A new site with a policy.
    pub async fn start_with(policy: Policy) -> Self {
        Self::start_within(policy, Limits::usual(4096)).await
    }

    /// A new site with a policy, whose listener has limits of its own.
    pub async fn start_within(policy: Policy, limits: Limits) -> Self {
        Self::start_at(policy, limits, noon(1)).await
    }

    /// A new site with a policy, whose clock runs so many times as fast as the machine's.
    pub async fn start_fast(policy: Policy, scale: u32) -> Self {
        Self::start_at(policy, Limits::usual(4096), noon(scale)).await
    }

    /// A new site that is always open, whose machine is configured so.
    pub async fn start_configured(configure: impl FnOnce(&mut Config)) -> Self {
        let mut config = cheap();
        configure(&mut config);
        Self::found(always_open(), Limits::usual(4096), noon(1), config).await
    }

    async fn start_at(policy: Policy, limits: Limits, clock: SiteClock) -> Self {
        Self::found(policy, limits, clock, cheap()).await
    }

    async fn found(policy: Policy, limits: Limits, clock: SiteClock, config: Config) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let founding = Founding {
            site: "Espace test".to_owned(),
            room: "Salle 1".to_owned(),
            staff: "admin".to_owned(),
            role: StaffRole::Coordinator,
            password: "correct horse".to_owned().into(),
            config,
        };
        found(&folder.path().join("site"), &founding).unwrap();
        let this = Self::serve(folder, clock, limits, ANYWHERE).await;
        this.decide(policy).await;
        this
    }

    /// Puts a policy in force.
    pub async fn decide(&self, policy: Policy) {
        epn_hub::policies::replace(&self.hub, Draft::at_once(policy), None).await.unwrap();
    }

    async fn serve(folder: TempDir, clock: SiteClock, limits: Limits, address: &str) -> Self {
        // The process of a test is not the hub's program.
        let program = Path::new(env!("CARGO_BIN_EXE_epn-hub"));
        Self::serve_counted_by(program, folder, clock, limits, address).await
    }

    async fn serve_counted_by(
        program: &Path,
        folder: TempDir,
        clock: SiteClock,
        limits: Limits,
        address: &str,
    ) -> Self {
        let hub = Hub::open(&folder.path().join("site"), clock, WriterKind::Thread).unwrap();
        hub.counter.counted_by(program.to_owned());
        let address = address.parse().unwrap();
        let server = Server::start_within(Arc::clone(&hub), address, limits).await.unwrap();
        let address = server.address.to_string();
        Self { hub, address, server: Some(server), folder, clock, limits }
    }

    /// Stops the hub and starts it again on the same data, on another port.
    pub async fn restart(self) -> Self {
        let Away { folder, clock, limits, .. } = self.away().await;
        Self::serve(folder, clock, limits, ANYWHERE).await
    }

    /// The last guess was this instant: between two of them a slow machine lets the time pass that is to be waited for.
    pub fn guessed_just_now(&self) {
        self.hub.throttle.pass(jiff::SignedDuration::from_hours(-1));
    }

    /// Stops the hub; its site stays.
    pub async fn away(self) -> Away {
        let Self { hub, server, folder, clock, limits, address } = self;
        server.unwrap().stop().await;
        until("connections end", || Arc::strong_count(&hub) == 1).await;
        Away { folder, clock, limits, address }
    }

    pub async fn stop(mut self) {
        self.server.take().unwrap().stop().await;
    }

    /// Stops it; its folder, for another hub.
    pub async fn into_folder(self) -> TempDir {
        let Self { hub, server, folder, .. } = self;
        server.unwrap().stop().await;
        until("connections end", || Arc::strong_count(&hub) == 1).await;
        folder
    }

    pub fn data(&self) -> std::path::PathBuf {
        self.folder.path().join("site")
    }

    /// The first staff account.
    pub fn staff(&self) -> StaffId {
        let found = self.hub.store.readers.read_now(|c| staff::by_name(c, "admin")).unwrap();
        found.unwrap().0.id
    }

    /// Pairs a new station.
    pub async fn pair_station(&self, name: &str) -> Identity {
        self.pair_tagged(name, "accessible").await
    }

    /// Pairs a new station with a tag.
    pub async fn pair_tagged(&self, name: &str, tag: &str) -> Identity {
        let code = new_code(&self.hub).await.unwrap();
        let kind = PeerKind::Station { name: name.to_owned(), tags: vec![tag.to_owned()] };
        pair(&self.address, &code, kind).await.unwrap()
    }

    /// Pairs a new station and connects it.
    pub async fn station(&self, name: &str) -> FakeStation {
        FakeStation::connect(&self.address, self.pair_station(name).await).await
    }
}

/// Which station an identity is.
pub fn station_of(identity: &Identity) -> StationId {
    match identity.id {
        PeerId::Station(id) => id,
        PeerId::Console(_) => panic!("a console"),
    }
}

/// Waits until `ready` says so.
pub async fn until(what: &str, mut ready: impl FnMut() -> bool) {
    let looking = async {
        let mut looks = tokio::time::interval(Duration::from_millis(5));
        while !ready() {
            looks.tick().await;
        }
    };
    let ready = tokio::time::timeout(DEADLINE, looking).await;
    ready.unwrap_or_else(|_| panic!("{what}: not within {DEADLINE:?}"));
}

/// A folder's database as another process may read it.
pub fn problems(data: &Path) -> Vec<String> {
    let readers = epn_hub::store::Readers::open(&data.join("hub.db")).unwrap();
    readers.read_now(epn_hub::store::integrity::problems).unwrap()
}

/// A connection to the hub by somebody who has no certificate.
pub async fn stranger(address: &str) -> tokio_rustls::client::TlsStream<tokio::net::TcpStream> {
    let tcp = tokio::net::TcpStream::connect(address).await.unwrap();
    let config = rustls::ClientConfig::builder_with_provider(epn_wire::tls::provider())
        .with_protocol_versions(&[&rustls::version::TLS13])
        .unwrap()
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(anybody::Anybody))
        .with_no_client_auth();
    let name = rustls_pki_types::ServerName::try_from("epn-hub").unwrap();
    tokio_rustls::TlsConnector::from(Arc::new(config)).connect(name, tcp).await.unwrap()
}

mod anybody {
    use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
    use rustls::{DigitallySignedStruct, Error, SignatureScheme};
    use rustls_pki_types::{CertificateDer, ServerName, UnixTime};

    /// Believes everybody, as a machine in between may.
    #[derive(Debug)]
    pub struct Anybody;

    impl ServerCertVerifier for Anybody {
        fn verify_server_cert(
            &self,
            _: &CertificateDer<'_>,
            _: &[CertificateDer<'_>],
            _: &ServerName<'_>,
            _: &[u8],
            _: UnixTime,
        ) -> Result<ServerCertVerified, Error> {
            Ok(ServerCertVerified::assertion())
        }

        fn verify_tls12_signature(
            &self,
            _: &[u8],
            _: &CertificateDer<'_>,
            _: &DigitallySignedStruct,
        ) -> Result<HandshakeSignatureValid, Error> {
            Ok(HandshakeSignatureValid::assertion())
        }

        fn verify_tls13_signature(
            &self,
            _: &[u8],
            _: &CertificateDer<'_>,
            _: &DigitallySignedStruct,
        ) -> Result<HandshakeSignatureValid, Error> {
            Ok(HandshakeSignatureValid::assertion())
        }

        fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
            rustls::crypto::ring::default_provider().signature_verification_algorithms.supported_schemes()
        }
    }
}
