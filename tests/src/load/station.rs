//! A simulated station: a paired identity and one station stream.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use epn_rules::id::{BootId, JournalEpoch, RequestId, SessionId, StationId};
use epn_rules::people::Category;
use epn_wire::lease::{Lease, Nonce};
use epn_wire::pairing::{PairingCode, PeerId, PeerKind};
use epn_wire::peer::{self, Identity};
use epn_wire::station::{
    Acceptance, Entry, EventRecord, Events, FromStation, Hello, OLDEST, Reply, Request, StationEvent,
    ToStation, VERSION, Welcome,
};
use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio_rustls::client::TlsStream;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use ulid::Ulid;

use crate::support::{built, run_to_end};

/// A station that exists only as its messages.
#[derive(Debug)]
pub struct SimulatedStation {
    /// What it was paired as.
    pub identity: Identity,
    pub boot: BootId,
    station: StationId,
    epoch: JournalEpoch,
    numbered: u64,
    stream: Stream,
}

type Stream = WebSocketStream<TlsStream<TcpStream>>;

async fn open(identity: &Identity, hub: &str) -> Result<Stream> {
    let stream = peer::connect_stream(identity, hub).await?;
    let (stream, _) = tokio_tungstenite::client_async("wss://hub/station", stream).await?;
    Ok(stream)
}

/// Pairs a station called `name` with the site in `data`.
///
/// # Errors
/// The hub gives no code, or refuses it.
pub async fn pair(hub: &str, data: &Path, kind: PeerKind) -> Result<Identity> {
    let mut command = Command::new(built("epn-hub")?);
    let said = run_to_end(command.arg("pair-code").arg("--data").arg(data), b"")?.ok()?.stdout;
    let code: PairingCode = said
        .split_whitespace()
        .find_map(|word| word.parse().ok())
        .with_context(|| format!("no pairing code in: {said}"))?;
    Ok(peer::pair(hub, &code, kind).await?)
}

impl SimulatedStation {
    /// Pairs station number `n` and says hello.
    ///
    /// # Errors
    /// The hub refuses.
    pub async fn join(hub: &str, data: &Path, n: u32) -> Result<Self> {
        let kind = PeerKind::Station { name: format!("Load {n} {}", Ulid::new()), tags: Vec::new() };
        let identity = pair(hub, data, kind).await?;
        let PeerId::Station(station) = identity.id else {
            bail!("the hub paired a station as something else")
        };
        let stream = open(&identity, hub).await?;
        let mut joined = Self {
            identity,
            station,
            boot: BootId(Ulid::new()),
            epoch: JournalEpoch(Ulid::new()),
            numbered: 0,
            stream,
        };
        joined.hello().await?;
        Ok(joined)
    }

    /// Says hello again, over a new connection.
    ///
    /// # Errors
    /// There is no hub, or it refuses.
    pub async fn connect_again(&mut self, hub: &str) -> Result<()> {
        self.stream = open(&self.identity, hub).await?;
        self.hello().await.map(drop)
    }

    async fn hello(&mut self) -> Result<Box<Welcome>> {
        self.say(&FromStation::Hello(Hello {
            versions: (OLDEST, VERSION),
            station: self.station,
            boot: self.boot,
            epoch: self.epoch,
            last_event: self.numbered,
            agent: "epn-load".to_owned(),
        }))
        .await?;
        self.hear(|said| match said {
            ToStation::Welcome(welcome) => Some(welcome),
            _ => None,
        })
        .await
    }

    /// Sends one message.
    ///
    /// # Errors
    /// The connection broke.
    pub async fn say(&mut self, message: &FromStation) -> Result<()> {
        Ok(self.stream.send(Message::text(serde_json::to_string(message)?)).await?)
    }

    /// Journals and sends one event, and waits until the hub has stored it.
    ///
    /// # Errors
    /// The connection broke.
    pub async fn event(&mut self, event: StationEvent) -> Result<()> {
        self.numbered += 1;
        let number = self.numbered;
        let record = EventRecord { number, boot: self.boot, boot_ms: number, at: None, event };
        let events = Events { epoch: self.epoch, events: vec![record], boot: self.boot, boot_ms: number };
        self.say(&FromStation::Events(events)).await?;
        self.hear(|said| matches!(said, ToStation::Ack { through, .. } if through >= number).then_some(()))
            .await
    }

    /// Asks for something, and waits for the answer; passes over what else is said meanwhile.
    ///
    /// # Errors
    /// The connection broke.
    pub async fn ask(&mut self, request: Request) -> Result<Reply> {
        let id = RequestId(Ulid::new());
        self.say(&FromStation::Request { id, request }).await?;
        self.hear(|said| match said {
            ToStation::Reply { id: answered, reply } if answered == id => Some(reply),
            _ => None,
        })
        .await
    }

    /// Lets somebody in, and starts their session.
    ///
    /// # Errors
    /// They are not let in, or the connection broke.
    pub async fn enter(&mut self, entry: Entry) -> Result<SessionId> {
        let category =
            if matches!(entry, Entry::Member { .. }) { Category::Member } else { Category::NoAccount };
        let acceptance = Acceptance { charter: String::new(), lang: "fr".to_owned() };
        let boot = self.boot;
        let reply = self.ask(Request::LogIn { entry, acceptance, nonce: Nonce::random()?, boot }).await?;
        let Reply::Lease { lease } = reply else { bail!("not let in: {reply:?}") };
        let lease: Lease = serde_json::from_str(&lease.payload).context("a lease that is no lease")?;
        let session = lease.session;
        let started =
            StationEvent::SessionStarted { session, lease: lease.id, category, policy: lease.policy };
        self.event(started).await?;
        Ok(session)
    }

    /// Waits for the message of which `tell` tells something; passes over the others.
    ///
    /// # Errors
    /// The connection broke, or the hub rejected it.
    pub async fn hear<T>(&mut self, mut tell: impl FnMut(ToStation) -> Option<T>) -> Result<T> {
        while let Some(message) = self.stream.next().await {
            let Message::Text(text) = message? else { continue };
            let said: ToStation = serde_json::from_str(&text)?;
            if let ToStation::Rejected { why } = &said {
                bail!("the hub rejected the station: {why}");
            }
            if let Some(told) = tell(said) {
                return Ok(told);
            }
        }
        bail!("the hub closed the connection")
    }
}
