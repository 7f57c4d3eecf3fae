//! A station as the hub sees one: real TLS, real WebSocket, a journal in memory.

use std::collections::VecDeque;

use epn_rules::id::{BootId, CommandId, JournalEpoch, LeaseId, PolicyId, RequestId, SessionId, StationId};
use epn_rules::people::{AgeBand, Alias, Category};
use epn_rules::session::{EndCause, Phase};
use epn_wire::lease::{Expected, Lease, Nonce, SignedLease};
use epn_wire::peer::{Identity, connect_stream};
use epn_wire::planning::{PlanningAnswer, PlanningAsk, Who};
use epn_wire::station::{
    Acceptance, Command, Entry, EventRecord, Events, FromStation, Hello, Outcome, Reply, Request,
    RunningSession, SiteView, StationEvent, StationState, ToStation, VERSION, Welcome,
};
use futures_util::{SinkExt as _, StreamExt as _};
use tokio::net::TcpStream;
use tokio_rustls::client::TlsStream;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use ulid::Ulid;

use super::{DEADLINE, station_of};

/// A station that is connected.
pub struct FakeStation {
    pub identity: Identity,
    pub id: StationId,
    pub boot: BootId,
    pub epoch: JournalEpoch,
    pub last_event: u64,
    socket: Box<WebSocketStream<TlsStream<TcpStream>>>,
    waiting: VecDeque<ToStation>,
}

impl FakeStation {
    /// Connects, says hello, hears the welcome.
    pub async fn connect(address: &str, identity: Identity) -> Self {
        let mut this = Self::greet(address, identity, JournalEpoch(Ulid::new()), 0).await;
        this.welcome().await;
        this
    }

    /// Connects again with its journal.
    pub async fn reconnect(self, address: &str) -> (Self, Welcome) {
        let Self { identity, epoch, last_event, socket, .. } = self;
        drop(socket);
        let mut this = Self::greet(address, identity, epoch, last_event).await;
        let welcome = this.welcome().await;
        (this, welcome)
    }

    /// Connects and says hello.
    pub async fn greet(address: &str, identity: Identity, epoch: JournalEpoch, last_event: u64) -> Self {
        let mut this = Self::silent(address, identity).await;
        (this.epoch, this.last_event) = (epoch, last_event);
        let hello = this.hello();
        this.say(&FromStation::Hello(hello)).await;
        this
    }

    /// Connects, and says nothing.
    pub async fn silent(address: &str, identity: Identity) -> Self {
        let stream = connect_stream(&identity, address).await.unwrap();
        let (socket, _) = tokio_tungstenite::client_async("ws://epn-hub/station", stream).await.unwrap();
        let id = station_of(&identity);
        Self {
            identity,
            id,
            boot: BootId(Ulid::new()),
            epoch: JournalEpoch(Ulid::new()),
            last_event: 0,
            socket: Box::new(socket),
            waiting: VecDeque::new(),
        }
    }

    pub fn hello(&self) -> Hello {
        Hello {
            versions: (VERSION, VERSION),
            station: self.id,
            boot: self.boot,
            epoch: self.epoch,
            last_event: self.last_event,
            agent: "test".to_owned(),
        }
    }

    pub async fn say(&mut self, message: &FromStation) {
        self.say_text(serde_json::to_string(message).unwrap()).await;
    }

    pub async fn say_text(&mut self, text: String) {
        self.socket.send(Message::text(text)).await.unwrap();
    }

    /// Says something that the hub may not wait for the end of.
    pub async fn try_say(&mut self, text: String) {
        let _ = self.socket.send(Message::text(text)).await;
    }

    /// The next message that `pick` wants; others wait. None if the hub closed.
    pub async fn hear<T>(&mut self, mut pick: impl FnMut(&ToStation) -> Option<T>) -> Option<T> {
        if let Some(at) = self.waiting.iter().position(|message| pick(message).is_some()) {
            return self.waiting.remove(at).and_then(|message| pick(&message));
        }
        loop {
            let message =
                tokio::time::timeout(DEADLINE, self.socket.next()).await.expect("the hub is silent");
            let Some(Ok(Message::Text(text))) = message else { return None };
            let message: ToStation = serde_json::from_str(&text).unwrap();
            if let Some(picked) = pick(&message) {
                return Some(picked);
            }
            self.waiting.push_back(message);
        }
    }

    /// Whether the hub has closed; what it still says is dropped.
    pub async fn is_closed(&mut self) -> bool {
        self.hear(|_| None::<()>).await.is_none()
    }

    pub async fn welcome(&mut self) -> Welcome {
        let welcome = self.hear(|message| match message {
            ToStation::Welcome(welcome) => Some((**welcome).clone()),
            _ => None,
        });
        welcome.await.expect("no welcome")
    }

    /// Asks, and hears the answer. The nonce that a lease is bound to.
    pub async fn ask(&mut self, make: impl FnOnce(Nonce, BootId) -> Request) -> (Nonce, Reply) {
        let id = RequestId(Ulid::new());
        let nonce = Nonce::random().unwrap();
        let request = make(nonce, self.boot);
        self.say(&FromStation::Request { id, request }).await;
        let reply = self.hear(|message| match message {
            ToStation::Reply { id: of, reply } if *of == id => Some(reply.clone()),
            _ => None,
        });
        (nonce, reply.await.expect("no reply"))
    }

    pub async fn log_in(&mut self, entry: Entry) -> (Nonce, Reply) {
        let acceptance = Acceptance { charter: "1".to_owned(), lang: "fr".to_owned() };
        self.ask(|nonce, boot| Request::LogIn { entry, acceptance, nonce, boot }).await
    }

    /// Enters without an account; the lease.
    pub async fn enter(&mut self) -> Lease {
        let entry = Entry::NoAccount { age: AgeBand::VingtCinqTrenteNeuf, picture: "cat".to_owned() };
        let (nonce, reply) = self.log_in(entry).await;
        self.lease(nonce, reply)
    }

    /// The lease in a reply, verified as an agent does.
    pub fn lease(&self, nonce: Nonce, reply: Reply) -> Lease {
        let Reply::Lease { lease } = reply else { panic!("no lease: {reply:?}") };
        self.verify(nonce, &lease)
    }

    pub fn verify(&self, nonce: Nonce, lease: &SignedLease) -> Lease {
        let expected = Expected { station: self.id, nonce, boot: self.boot };
        lease.verify(&self.identity.lease_key, &expected).unwrap()
    }

    pub fn record(&mut self, event: StationEvent) -> EventRecord {
        self.last_event += 1;
        EventRecord { number: self.last_event, boot: self.boot, boot_ms: 0, at: None, event }
    }

    pub async fn send_events(&mut self, events: Vec<EventRecord>) {
        let events = Events { epoch: self.epoch, events, boot: self.boot, boot_ms: 0 };
        self.say(&FromStation::Events(events)).await;
    }

    /// Journals and sends one event; waits until it is stored.
    pub async fn report(&mut self, event: StationEvent) {
        let record = self.record(event);
        let number = record.number;
        self.send_events(vec![record]).await;
        assert_eq!(self.acknowledged().await, number);
    }

    pub async fn acknowledged(&mut self) -> u64 {
        let through = self.hear(|message| match message {
            ToStation::Ack { through, .. } => Some(*through),
            _ => None,
        });
        through.await.expect("no acknowledgement")
    }

    pub async fn started(&mut self, lease: &Lease) {
        self.report(StationEvent::SessionStarted {
            session: lease.session,
            lease: lease.id,
            category: lease.category,
            policy: lease.policy,
        })
        .await;
    }

    pub async fn ended(&mut self, session: SessionId, seconds: u32) {
        self.report(StationEvent::SessionEnded { session, cause: EndCause::VisitorLeft, seconds }).await;
    }

    /// Asks about bookings or the queue.
    pub async fn plan(&mut self, who: Who, ask: PlanningAsk) -> PlanningAnswer {
        match self.ask(|_, _| Request::Plan { who, ask }).await.1 {
            Reply::Planned { answer } => *answer,
            other => panic!("no plan: {other:?}"),
        }
    }

    /// Waits until the lock screen shows this; what it showed before the last view is past.
    pub async fn shows(&mut self, is_wanted: impl Fn(&SiteView) -> bool) -> SiteView {
        let is_view = |message: &ToStation| matches!(message, ToStation::Site(_));
        let last = self.waiting.iter().rposition(is_view);
        let mut at = 0;
        self.waiting.retain(|message| {
            at += 1;
            !is_view(message) || Some(at - 1) == last
        });
        loop {
            let view = self.hear(|message| match message {
                ToStation::Site(view) => Some((**view).clone()),
                _ => None,
            });
            let view = view.await.expect("the stream ended");
            if is_wanted(&view) {
                return view;
            }
        }
    }

    pub async fn command(&mut self) -> (CommandId, Command) {
        let command = self.hear(|message| match message {
            ToStation::Command { id, command } => Some((*id, command.clone())),
            _ => None,
        });
        command.await.expect("no command")
    }

    pub async fn done(&mut self, id: CommandId) {
        self.say(&FromStation::Done { id, outcome: Outcome::Done }).await;
        self.pong().await;
    }

    /// A sign of life: everything said before was dealt with.
    pub async fn pong(&mut self) {
        let n = u64::from(rand::random::<u32>());
        self.say(&FromStation::Ping(epn_wire::station::Ping { n, health: None })).await;
        let heard = self.hear(|message| match message {
            ToStation::Pong { n: of, .. } if *of == n => Some(()),
            _ => None,
        });
        heard.await.expect("no pong");
    }

    pub async fn state(&mut self, phase: Phase, session: Option<SessionId>) {
        let session = session.map(|session| RunningSession {
            session,
            alias: Alias { picture: "cat".to_owned(), ordinal: 1 },
            category: Category::NoAccount,
            used_seconds: 0,
            left_seconds: 60,
            extends_by_itself: false,
        });
        self.whole_state(StationState { phase, session, ..StationState::default() }).await;
    }

    pub async fn whole_state(&mut self, state: StationState) {
        self.say(&FromStation::State(state)).await;
        self.pong().await;
    }
}

/// Identifiers that nothing else has.
pub fn fresh() -> (SessionId, LeaseId, PolicyId) {
    (SessionId(Ulid::new()), LeaseId(Ulid::new()), PolicyId(Ulid::new()))
}
