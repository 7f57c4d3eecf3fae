//! Granting: facts from the database, a decision by the rules, and what follows from it, inside one transaction.
//!
//! Whatever gives access goes through here: log-ins, what a mediator offers, more time.

mod arrival;
mod claim;
mod extend;
mod facts;
mod insist;
mod log_in;
mod open;
mod price;
mod uses;

use std::sync::Arc;

use epn_rules::decision::{Decision, Limit};
use epn_rules::ending::cause_of;
use epn_rules::id::{BootId, CommandId, LeaseId, StationId};
use epn_wire::lease::{Lease, Nonce, SignedLease};
use epn_wire::station::{Command, ToStation};
use jiff::Timestamp;
use ulid::Ulid;

pub use claim::{claim, decide_move, decide_opening, opening_facts, some_picture};
pub use extend::{decide_by_staff, more_time};
pub use facts::{
    Claimant, SECONDS_OF_A_MINUTE, floor, seconds_between, station_facts, used_today, visitor_elsewhere,
};
pub use insist::{Ruling, may_insist};
pub use log_in::{Entrant, facts as entrant_facts, log_in, visitor_facts};
pub use open::{Opening, alias_for, alias_on, open};
pub use price::{earlier_seconds, price};
pub use uses::uses;

use crate::hub::Hub;
use crate::policies::InForce;
use crate::store::session::Session;
use crate::store::{StoreError, Tx, command, lease};

/// Which request of which station is answered: a lease is good for nothing else.
#[derive(Clone, Copy, Debug)]
pub struct Asker {
    pub station: StationId,
    pub nonce: Nonce,
    pub boot: BootId,
}

/// What became of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Yes; it was recorded.
    Lease(SignedLease),
    /// No, with the reasons; that was recorded too.
    Refused(Decision),
    /// What the request is about does not exist any more.
    NothingOffered,
}

/// What every step of granting needs.
#[derive(Debug)]
pub struct Case<'t> {
    pub tx: &'t Tx<'t>,
    pub hub: &'t Arc<Hub>,
    pub policy: Arc<InForce>,
    /// The moment of the decision, in site time.
    pub now: Timestamp,
}

impl<'t> Case<'t> {
    /// Takes the policy and the time as they are in this transaction.
    pub fn new(tx: &'t Tx<'t>, hub: &'t Arc<Hub>) -> Result<Self, StoreError> {
        Ok(Self { tx, hub, policy: hub.policies.inside(tx)?, now: hub.clock.now() })
    }

    /// Keeps a command until its station has done it, and sends it as soon as it is durable.
    pub fn command(&self, station: StationId, command: Command) -> Result<CommandId, StoreError> {
        let id = CommandId(Ulid::new());
        command::insert(self.tx, id, station, &command, self.now)?;
        let hub = Arc::clone(self.hub);
        self.tx.after_commit(move || {
            hub.live.send(station, ToStation::Command { id, command });
        });
        Ok(id)
    }

    /// Signs and records a lease for a session up to its end, because of these limits.
    fn sign(&self, asker: Asker, session: &Session, because: Vec<Limit>) -> Result<SignedLease, StoreError> {
        let left = session.ends.duration_since(self.now).as_secs().max(0);
        let policy = self.policy.rules.policy();
        let lease = Lease {
            id: LeaseId(Ulid::new()),
            site: self.hub.site.id,
            station: asker.station,
            session: session.id,
            nonce: asker.nonce,
            boot: asker.boot,
            seconds: u32::try_from(left).unwrap_or(u32::MAX),
            ends: cause_of(session.ends, &because),
            because,
            extends_by_itself: session.extends_by_itself,
            grace: policy.session.grace,
            alias: session.alias.clone(),
            category: session.category,
            policy: self.policy.id,
            pause: policy.pause,
            left_alone: policy.left_alone,
            tariff: session.tariff.clone(),
        };
        lease::insert(self.tx, &lease, self.now)?;
        SignedLease::sign(&lease, &self.hub.keys.leases).map_err(|e| StoreError::Value(e.to_string().into()))
    }
}
