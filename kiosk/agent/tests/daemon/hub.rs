//! A hub played by the test: pinned TLS, the station stream, an event store that notices gaps and repetitions.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use data_encoding::HEXLOWER;
use ed25519_dalek::SigningKey;
use epn_rules::id::{
    CommandId, JournalEpoch, LeaseId, PolicyId, RequestId, ScanId, SessionId, SiteId, StationId,
};
use epn_rules::people::{Alias, Category};
use epn_rules::policy::{LeftAlone, PauseRules};
use epn_rules::session::EndCause;
use epn_rules::units::{Cents, Minutes};
use epn_wire::clock::{Scaling, SiteClock};
use epn_wire::lease::{Lease, SignedLease};
use epn_wire::money::PurseShown;
use epn_wire::planning::PlanningAnswer;
use epn_wire::printing::SessionPrinting;
use epn_wire::scanning::{ScanAnswer, ScanAsk, ScanFormat, ScanPart, ScanReady, SessionScans};
use epn_wire::station::{
    Command, EventRecord, FromStation, Outcome, Reply, Request, SiteView, StationEvent, StationState,
    ToStation, Welcome,
};
use epn_wire::tls;
use futures_util::{SinkExt, StreamExt};
use jiff::Timestamp;
use rustls::ServerConfig;
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::broadcast;
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{WebSocketStream, accept_async};
use ulid::Ulid;

/// No wait in these tests is longer.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// What the hub knows and how it answers.
#[derive(Default)]
pub struct Known {
    /// Stored events by journal, and how often one came that was stored already or left a gap.
    pub events: BTreeMap<JournalEpoch, Vec<EventRecord>>,
    pub repeated: usize,
    pub gaps: usize,
    /// Everything else that the station said.
    pub states: Vec<StationState>,
    pub requests: Vec<Request>,
    pub done: Vec<(CommandId, Outcome)>,
    pub hellos: usize,
    /// Minutes that the next lease grants.
    pub minutes: u32,
    /// What it says about being left alone, and how long a pause may last.
    pub left_alone: LeftAlone,
    pub longest_pause: Option<Minutes>,
    /// Commands to send at each welcome until they are done, as a hub does.
    pub commands: Vec<(CommandId, Command)>,
    /// What the station is tagged with.
    pub tags: Vec<String>,
    /// Acknowledgements are held back.
    pub silent: bool,
    /// What its scanner has, and what the station said became of it.
    pub scans: BTreeMap<ScanId, Vec<u8>>,
    pub taken: Vec<ScanId>,
    pub not_taken: Vec<ScanId>,
}

impl Known {
    /// All stored events, in order.
    pub fn all(&self) -> Vec<StationEvent> {
        self.events.values().flatten().map(|record| record.event.clone()).collect()
    }

    fn scan(&mut self, ask: &ScanAsk) -> ScanAnswer {
        match ask {
            ScanAsk::Want => return ScanAnswer::Wanted,
            ScanAsk::NoLonger => {}
            ScanAsk::Part { scan, from } => {
                let from = usize::try_from(*from).unwrap();
                let rest = self.scans.get(scan).and_then(|bytes| bytes.get(from..));
                return rest.map_or(ScanAnswer::Gone, |rest| ScanAnswer::Part {
                    bytes: ScanPart::new(rest.to_vec()),
                });
            }
            ScanAsk::Taken { scan } => self.taken.push(*scan),
            ScanAsk::NotTaken { scan } => self.not_taken.push(*scan),
        }
        ScanAnswer::Noted
    }

    fn store(&mut self, epoch: JournalEpoch, records: Vec<EventRecord>) -> ToStation {
        let stored = self.events.entry(epoch).or_default();
        for record in records {
            let next = stored.len() as u64 + 1;
            match record.number.cmp(&next) {
                std::cmp::Ordering::Equal => stored.push(record),
                std::cmp::Ordering::Less => self.repeated += 1,
                std::cmp::Ordering::Greater => {
                    self.gaps += 1;
                    return ToStation::Resend { epoch, after: next - 1 };
                }
            }
        }
        ToStation::Ack { epoch, through: stored.len() as u64 }
    }
}

/// The hub, running or not.
pub struct Hub {
    pub address: String,
    pub station: StationId,
    pub known: Arc<Mutex<Known>>,
    inner: Arc<Inner>,
    running: Option<(JoinHandle<()>, broadcast::Sender<ToStation>)>,
}

struct Inner {
    site: SiteId,
    station: StationId,
    lease_key: SigningKey,
    tls: TlsAcceptor,
    certificate: CertificateDer<'static>,
    known: Arc<Mutex<Known>>,
    scaling: Scaling,
}

impl Hub {
    /// A hub that listens, where a minute is a second.
    pub async fn start() -> Self {
        Self::start_at(60).await
    }

    /// A hub where time runs so many times as fast.
    pub async fn start_at(scale: u32) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let made = rcgen::generate_simple_self_signed(vec!["epn-hub".to_owned()]).unwrap();
        let key = PrivateKeyDer::from_pem_slice(made.signing_key.serialize_pem().as_bytes()).unwrap();
        let config = ServerConfig::builder_with_provider(tls::provider())
            .with_protocol_versions(&[&rustls::version::TLS13])
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![made.cert.der().clone()], key)
            .unwrap();
        let known = Arc::new(Mutex::new(Known { minutes: 60, ..Known::default() }));
        let station = StationId(Ulid::new());
        let inner = Inner {
            site: SiteId(Ulid::new()),
            station,
            lease_key: SigningKey::from_bytes(&[3; 32]),
            tls: TlsAcceptor::from(Arc::new(config)),
            certificate: made.cert.der().clone(),
            known: Arc::clone(&known),
            scaling: Scaling {
                start: "2026-03-10T09:00:00Z".parse().unwrap(),
                anchor_ms: Timestamp::now().as_millisecond(),
                scale,
            },
        };
        let mut hub = Self { address, station, known, inner: Arc::new(inner), running: None };
        hub.serve(listener);
        hub
    }

    /// Closes everything, as a hub that is killed.
    pub async fn stop(&mut self) {
        if let Some((task, _)) = self.running.take() {
            task.abort();
            let _ = task.await;
        }
    }

    /// Comes back at the same address.
    pub async fn start_again(&mut self) {
        let listener = TcpListener::bind(&self.address).await.unwrap();
        self.serve(listener);
    }

    fn serve(&mut self, listener: TcpListener) {
        let (say, _) = broadcast::channel(16);
        let (inner, all) = (Arc::clone(&self.inner), say.clone());
        let task = tokio::spawn(async move {
            // The connections end with this task.
            let mut talks = tokio::task::JoinSet::new();
            loop {
                let (tcp, _) = listener.accept().await.unwrap();
                talks.spawn(talk(Arc::clone(&inner), tcp, all.subscribe()));
            }
        });
        self.running = Some((task, say));
    }

    /// The site's clock, for the station's configuration.
    pub fn clock(&self) -> Scaling {
        self.inner.scaling
    }

    pub fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap()
    }

    /// Gaps and repetitions in the events that came.
    pub fn faults(&self) -> (usize, usize) {
        let known = self.known();
        (known.gaps, known.repeated)
    }

    /// Sends a command now, and at each welcome until it is done.
    pub fn command(&self, command: Command) -> CommandId {
        let id = CommandId(Ulid::new());
        self.known().commands.push((id, command.clone()));
        let (_, say) = self.running.as_ref().expect("the hub runs");
        // Nobody may be connected yet.
        let _ = say.send(ToStation::Command { id, command });
        id
    }

    /// The scanner has something for a session.
    pub fn scan(&self, session: SessionId, bytes: &[u8]) -> ScanId {
        let id = ScanId(Ulid::new());
        self.known().scans.insert(id, bytes.to_vec());
        self.tell_scans(session);
        id
    }

    /// Tells the station of every scan there ever was.
    pub fn tell_scans(&self, session: SessionId) {
        let ready = |(id, bytes): (&ScanId, &Vec<u8>)| ScanReady {
            id: *id,
            format: ScanFormat::Pdf,
            bytes: bytes.len() as u64,
        };
        let ready = self.known().scans.iter().map(ready).collect();
        let printing = SessionPrinting {
            session,
            prints: Vec::new(),
            purse: PurseShown::default(),
            on_leaving: Cents(0),
            receipts: Vec::new(),
            phone: None,
            scans: SessionScans { wanted_until: None, ready },
        };
        let (_, say) = self.running.as_ref().expect("the hub runs");
        // Nobody may be connected yet.
        let _ = say.send(ToStation::Printing(Box::new(printing)));
    }

    /// What pairing would have left in the station's folder.
    pub fn pair(&self, folder: &Path) {
        std::fs::create_dir_all(folder).unwrap();
        let own = rcgen::generate_simple_self_signed(vec!["station".to_owned()]).unwrap();
        let peer = serde_json::json!({
            "site": self.inner.site,
            "site_name": "Médiathèque",
            "peer": { "kind": "station", "id": self.station },
            "hub": self.address,
            "hub_key": HEXLOWER.encode(&tls::key_pin(&self.inner.certificate).unwrap()),
            "lease_key": HEXLOWER.encode(self.inner.lease_key.verifying_key().as_bytes()),
        });
        std::fs::write(folder.join("key.pem"), own.signing_key.serialize_pem()).unwrap();
        std::fs::write(folder.join("cert.pem"), own.cert.pem()).unwrap();
        std::fs::write(folder.join("peer.json"), peer.to_string()).unwrap();
    }
}

type Stream = WebSocketStream<TlsStream<TcpStream>>;

async fn talk(hub: Arc<Inner>, tcp: TcpStream, mut orders: broadcast::Receiver<ToStation>) {
    let Ok(tls) = hub.tls.accept(tcp).await else { return };
    let Ok(mut stream) = accept_async(tls).await else { return };
    loop {
        tokio::select! {
            Ok(order) = orders.recv() => say(&mut stream, order).await,
            heard = stream.next() => {
                let Some(Ok(message)) = heard else { return };
                let Message::Text(text) = message else { continue };
                for answer in hub.answer(serde_json::from_str(&text).unwrap()) {
                    say(&mut stream, answer).await;
                }
            }
        }
    }
}

async fn say(stream: &mut Stream, message: ToStation) {
    // The station may be gone.
    let _ = stream.send(Message::text(serde_json::to_string(&message).unwrap())).await;
}

impl Inner {
    fn answer(&self, message: FromStation) -> Vec<ToStation> {
        let mut known = self.known.lock().unwrap();
        match message {
            FromStation::Hello(hello) => {
                assert_eq!(hello.station, self.station);
                known.hellos += 1;
                let stored_through = known.events.get(&hello.epoch).map_or(0, |stored| stored.len() as u64);
                let tags = known.tags.clone();
                let site = "Médiathèque".to_owned();
                let site = SiteView { site, tags, may_scan: true, ..SiteView::default() };
                let welcome = Welcome {
                    version: 1,
                    now: SiteClock::scaled(self.scaling).now(),
                    stored_through,
                    site,
                    out_of_service: None,
                };
                let mut answers = vec![ToStation::Welcome(Box::new(welcome))];
                let waiting =
                    known.commands.iter().filter(|(id, _)| known.done.iter().all(|(done, _)| done != id));
                answers.extend(
                    waiting.map(|(id, command)| ToStation::Command { id: *id, command: command.clone() }),
                );
                answers
            }
            FromStation::Events(events) => {
                let answer = known.store(events.epoch, events.events);
                if known.silent { Vec::new() } else { vec![answer] }
            }
            FromStation::State(state) => {
                known.states.push(state);
                Vec::new()
            }
            FromStation::Ping(ping) => {
                vec![ToStation::Pong { n: ping.n, now: SiteClock::scaled(self.scaling).now() }]
            }
            FromStation::Request { id, request } => {
                known.requests.push(request.clone());
                if let Request::Scan { ask, .. } = &request {
                    let answer = known.scan(ask);
                    return vec![ToStation::Reply { id, reply: Reply::Scanned { answer } }];
                }
                vec![ToStation::Reply { id, reply: self.decide(&known, id, &request) }]
            }
            FromStation::Done { id, outcome } => {
                known.done.push((id, outcome));
                Vec::new()
            }
        }
    }

    fn decide(&self, known: &Known, _: RequestId, request: &Request) -> Reply {
        let (session, nonce, boot) = match request {
            Request::LogIn { nonce, boot, .. } => (SessionId(Ulid::new()), nonce, boot),
            Request::Claim { offer, nonce, boot } => {
                let offered = known.commands.iter().find_map(|(id, command)| match command {
                    Command::Offer { session } if id == offer => Some(*session),
                    _ => None,
                });
                let Some(session) = offered else { return Reply::NothingOffered };
                (session, nonce, boot)
            }
            Request::Staff { .. } | Request::Print { .. } | Request::Scan { .. } | Request::Usb { .. } => {
                return Reply::Trouble;
            }
            Request::MoreTime { session, nonce, boot, .. } => (*session, nonce, boot),
            Request::Plan { .. } => return Reply::Planned { answer: Box::new(PlanningAnswer::LeftQueue) },
        };
        let lease = Lease {
            id: LeaseId(Ulid::new()),
            site: self.site,
            station: self.station,
            session,
            nonce: *nonce,
            boot: *boot,
            seconds: known.minutes * 60,
            ends: EndCause::TimeUp,
            because: Vec::new(),
            extends_by_itself: false,
            grace: Minutes(1),
            alias: Alias { picture: "cat".to_owned(), ordinal: 1 },
            category: Category::NoAccount,
            policy: PolicyId(Ulid::new()),
            pause: PauseRules { longest: known.longest_pause.unwrap_or(Minutes(10)), times: 2 },
            left_alone: known.left_alone,
            tariff: None,
        };
        Reply::Lease { lease: SignedLease::sign(&lease, &self.lease_key).unwrap() }
    }
}

/// Waits until something is so, or fails after a while.
pub async fn until(what: &str, mut so: impl FnMut() -> bool) {
    let waiting = async {
        let mut looks = tokio::time::interval(Duration::from_millis(10));
        while !so() {
            looks.tick().await;
        }
    };
    tokio::time::timeout(PATIENCE, waiting).await.unwrap_or_else(|_| panic!("waited in vain: {what}"));
}
