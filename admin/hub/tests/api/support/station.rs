//! A station that does what the hub tells it, without any session behind it.

use std::net::SocketAddr;

use epn_rules::id::{CommandId, JournalEpoch, SessionId, StationId};
use epn_rules::session::{EndCause, Phase};
use epn_wire::lease::{Expected, Lease, LeaseError, Nonce};
use epn_wire::peer::Identity;
use epn_wire::report::ResetReport;
use epn_wire::right::{RightTo, SignedRight};
use epn_wire::staff::{StaffAnswer, StaffAsk};
use epn_wire::station::{Command, Entry, Reply, Request, SiteView, StationEvent};
use ulid::Ulid;

use crate::common::FakeStation;

pub struct Station {
    pub id: StationId,
    fake: FakeStation,
    /// What its lock screen shows.
    pub site: SiteView,
    running: Option<Lease>,
}

impl Station {
    pub async fn connect(address: SocketAddr, identity: Identity) -> Self {
        let epoch = JournalEpoch(Ulid::new());
        let mut fake = FakeStation::greet(&address.to_string(), identity, epoch, 0).await;
        let site = fake.welcome().await.site;
        fake.state(Phase::Locked, None).await;
        Self { id: fake.id, fake, site, running: None }
    }

    /// The next command.
    pub async fn command(&mut self) -> (CommandId, Command) {
        self.fake.command().await
    }

    /// Waits until the lock screen shows this.
    pub async fn shows(&mut self, is_wanted: impl Fn(&SiteView) -> bool) {
        self.site = self.fake.shows(is_wanted).await;
    }

    /// Takes up what is offered next: starts or extends the session.
    pub async fn takes_up(&mut self) -> Lease {
        let (offer, offered) = self.command().await;
        let Command::Offer { .. } = offered else { panic!("{offered:?} is no offer") };
        let (nonce, reply) = self.fake.ask(|nonce, boot| Request::Claim { offer, nonce, boot }).await;
        let lease = self.fake.lease(nonce, reply);
        self.fake.done(offer).await;
        self.start(lease).await
    }

    /// A visitor logs in.
    pub async fn log_in(&mut self, entry: Entry) -> Result<Lease, Reply> {
        let (nonce, reply) = self.fake.log_in(entry).await;
        if !matches!(reply, Reply::Lease { .. }) {
            return Err(reply);
        }
        let lease = self.fake.lease(nonce, reply);
        Ok(self.start(lease).await)
    }

    /// A member of staff asks at its screen. The nonce to which a right is bound.
    pub async fn staff(&mut self, ask: StaffAsk) -> (Nonce, StaffAnswer) {
        let (nonce, reply) = self.fake.ask(|nonce, boot| Request::Staff { ask, nonce, boot }).await;
        let Reply::Staff { answer } = reply else { panic!("nothing of staff: {reply:?}") };
        (nonce, *answer)
    }

    /// What a right allows, looked at as an agent does.
    pub fn verify(&self, nonce: Nonce, right: &SignedRight) -> Result<RightTo, LeaseError> {
        let expected = Expected { station: self.id, nonce, boot: self.fake.boot };
        right.verify(&self.fake.identity.lease_key, &expected)
    }

    /// It says that it stands so, with the session that runs on it.
    pub async fn says(&mut self, phase: Phase) {
        let session = self.running.as_ref().map(|lease| lease.session);
        self.fake.state(phase, session).await;
    }

    async fn start(&mut self, lease: Lease) -> Lease {
        let session = lease.session;
        if self.running.is_some() {
            let extended = StationEvent::SessionExtended { session, lease: lease.id, by_itself: false };
            self.fake.report(extended).await;
        } else {
            self.fake.started(&lease).await;
        }
        self.running = Some(lease.clone());
        self.fake.state(Phase::Active, Some(session)).await;
        lease
    }

    /// The running session ends after so many seconds.
    pub async fn ends(&mut self, cause: EndCause, seconds: u32) -> SessionId {
        let session = self.running.take().expect("a session runs").session;
        self.fake.report(StationEvent::SessionEnded { session, cause, seconds }).await;
        let report = ResetReport { proved: true, ms: 90, ..ResetReport::default() };
        self.fake.report(StationEvent::Reset { session: Some(session), report }).await;
        self.fake.state(Phase::Locked, None).await;
        session
    }
}
