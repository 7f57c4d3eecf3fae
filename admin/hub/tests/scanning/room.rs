//! A room with a scanner, and people at its stations.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use epn_rules::id::{ScanId, SessionId};
use epn_rules::session::Phase;
use epn_wire::scanning::{ScanAnswer, ScanAsk, ScanDesk, ScanReady, SessionScans};
use epn_wire::station::{Reply, Request, ToStation};
use tempfile::TempDir;

use crate::common::{Away, FakeStation, TestHub, until};

pub struct Room {
    pub hub: TestHub,
    scanner: TempDir,
}

/// Somebody at a station.
pub struct Seated {
    pub station: FakeStation,
    pub session: SessionId,
    /// What was told before that may still be told of them.
    taken: BTreeSet<ScanId>,
}

/// A PDF of about so many bytes, no two of which are alike.
pub fn pdf(about: usize, mark: &str) -> Vec<u8> {
    let padding = "%padding\n".repeat(about / 9);
    format!("%PDF-1.4\n%{mark}\n{padding}%%EOF\n").into_bytes()
}

impl Room {
    pub async fn open() -> Self {
        let scanner = tempfile::tempdir().unwrap();
        let folder = scanner.path().join("scans");
        fs::create_dir(&folder).unwrap();
        let hub = TestHub::start_configured(|config| {
            config.scans.folder = Some(folder);
            config.scans.largest_mib = 2;
            config.printing.least_free_mib = 1;
        })
        .await;
        let this = Self { hub, scanner };
        // Whatever lies there from now on is seen as it comes.
        this.is_watched().await;
        this
    }

    /// Stops the hub and starts it again, with somebody who stays seated.
    pub async fn restart(self, seated: Seated) -> (Self, Seated) {
        let Self { hub, scanner } = self;
        let Seated { station, session, taken } = seated;
        let hub = hub.restart().await;
        let (mut station, _) = station.reconnect(&hub.address).await;
        station.state(Phase::Active, Some(session)).await;
        (Self { hub, scanner }, Seated { station, session, taken })
    }

    /// Stops the hub; its site and the scanner's folder stay.
    pub async fn away(self) -> (Away, TempDir) {
        (self.hub.away().await, self.scanner)
    }

    pub fn folder(&self) -> PathBuf {
        self.scanner.path().join("scans")
    }

    pub fn beside(&self, name: &str) -> PathBuf {
        self.scanner.path().join(name)
    }

    /// Waits until the hub has looked into its folder: a file that is no scan is told.
    pub async fn is_watched(&self) {
        let link = self.folder().join("link");
        std::os::unix::fs::symlink("nowhere", &link).unwrap();
        until("the folder is looked at", || !self.shown().left.is_empty()).await;
        fs::remove_file(link).unwrap();
        until("the folder is empty", || self.shown().left.is_empty()).await;
    }

    pub fn shown(&self) -> ScanDesk {
        self.hub.hub.scans.shown().unwrap()
    }

    /// The scanner drops a file.
    pub fn drop_file(&self, name: &str, bytes: &[u8]) {
        fs::write(self.folder().join(name), bytes).unwrap();
    }

    /// How many files lie in the scanner's folder.
    pub fn files(&self) -> usize {
        count(&self.folder())
    }

    /// How many scans the hub keeps on its disk.
    pub fn kept(&self) -> usize {
        count(&self.hub.data().join("scans"))
    }

    pub async fn sit_down(&self, name: &str) -> Seated {
        let mut station = self.hub.station(name).await;
        let lease = station.enter().await;
        station.started(&lease).await;
        station.state(Phase::Active, Some(lease.session)).await;
        Seated { station, session: lease.session, taken: BTreeSet::new() }
    }

    /// Waits until so many scans wait for the mediator.
    pub async fn waiting(&self, count: usize) -> ScanDesk {
        until("scans wait for the mediator", || self.shown().waiting.len() == count).await;
        self.shown()
    }
}

pub fn count(folder: &Path) -> usize {
    fs::read_dir(folder).map_or(0, Iterator::count)
}

impl Seated {
    pub async fn ask(&mut self, ask: ScanAsk) -> ScanAnswer {
        let session = self.session;
        match self.station.ask(|_, _| Request::Scan { session, ask }).await.1 {
            Reply::Scanned { answer } => answer,
            other => panic!("{other:?}"),
        }
    }

    /// *Je vais numériser*.
    pub async fn press(&mut self) {
        assert_eq!(self.ask(ScanAsk::Want).await, ScanAnswer::Wanted);
    }

    /// What the station is told next that is as wanted.
    pub async fn told(&mut self, wanted: impl Fn(&SessionScans) -> bool) -> SessionScans {
        let told = self.station.hear(|message| match message {
            ToStation::Printing(printing) if wanted(&printing.scans) => Some(printing.scans.clone()),
            _ => None,
        });
        told.await.unwrap()
    }

    /// The first of the scans that come.
    pub async fn ready(&mut self) -> ScanReady {
        let taken = self.taken.clone();
        let new = |scans: &SessionScans| scans.ready.iter().find(|scan| !taken.contains(&scan.id)).copied();
        let told = self.told(|scans| new(scans).is_some()).await;
        new(&told).unwrap()
    }

    /// All of a scan, part by part.
    pub async fn fetch(&mut self, scan: ScanReady) -> Vec<u8> {
        let mut bytes = Vec::new();
        while (bytes.len() as u64) < scan.bytes {
            let ask = ScanAsk::Part { scan: scan.id, from: bytes.len() as u64 };
            let ScanAnswer::Part { bytes: part } = self.ask(ask).await else { panic!("it is gone") };
            assert!(!part.bytes().is_empty());
            bytes.extend_from_slice(part.bytes());
        }
        bytes
    }

    /// The next scan, fetched and taken.
    pub async fn take(&mut self) -> Vec<u8> {
        let scan = self.ready().await;
        let bytes = self.fetch(scan).await;
        assert_eq!(self.ask(ScanAsk::Taken { scan: scan.id }).await, ScanAnswer::Noted);
        self.taken.insert(scan.id);
        bytes
    }
}
