//! The policy in force, ready to decide with, and how another takes its place.

use std::sync::Arc;

use epn_rules::id::{PolicyId, StaffId};
use epn_rules::policy::Policy;
use epn_rules::problem::Problem;
use epn_rules::rules::Rules;
use jiff::Timestamp;
use rusqlite::Connection;
use serde_json::json;
use tokio::sync::watch;
use ulid::Ulid;

use crate::hub::Hub;
use crate::store::{StoreError, Tx, audit, policy};

/// A version of the policy, checked.
#[derive(Clone, Debug)]
pub struct InForce {
    pub id: PolicyId,
    /// 1 for the first.
    pub number: u32,
    pub since: Timestamp,
    pub rules: Rules,
}

impl InForce {
    fn new(version: policy::Version) -> Result<Self, StoreError> {
        let policy::Version { id, number, since, policy } = version;
        match Rules::new(policy) {
            Ok(rules) => Ok(Self { id, number, since, rules }),
            Err(problems) => {
                let what = problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
                Err(StoreError::Value(format!("policy version {number}: {what}").into()))
            }
        }
    }
}

/// The policy in force, for all who need it and all who wait for it to change.
#[derive(Debug)]
pub struct Policies(watch::Sender<Arc<InForce>>);

impl Policies {
    /// Reads it.
    pub fn load(connection: &Connection) -> Result<Self, StoreError> {
        let now = InForce::new(policy::current(connection)?)?;
        Ok(Self(watch::Sender::new(Arc::new(now))))
    }

    /// The one in force.
    pub fn now(&self) -> Arc<InForce> {
        self.0.borrow().clone()
    }

    /// Told when another comes in force.
    pub fn subscribe(&self) -> watch::Receiver<Arc<InForce>> {
        self.0.subscribe()
    }

    /// The one in force inside a transaction, which may hold a newer one that is not committed yet.
    pub fn inside(&self, tx: &Tx<'_>) -> Result<Arc<InForce>, StoreError> {
        let now = self.now();
        if policy::current_id(tx)? == now.id {
            return Ok(now);
        }
        Ok(Arc::new(InForce::new(policy::current(tx)?)?))
    }
}

/// Why a policy did not come in force.
#[derive(Debug, thiserror::Error)]
pub enum ReplaceError {
    /// It contradicts itself.
    #[error("the policy cannot be used: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Problems(Vec<Problem>),
    /// It was made from a version that is no longer in force.
    #[error("somebody else changed the policy in the meantime: look at theirs (version {number}) first")]
    OutOfDate { number: u32 },
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Puts a policy in force, as a new version. `based_on`, if given, must be the version in force.
pub async fn replace(
    hub: &Arc<Hub>,
    based_on: Option<PolicyId>,
    policy: Policy,
    by: Option<StaffId>,
) -> Result<Arc<InForce>, ReplaceError> {
    let rules = Rules::new(policy).map_err(ReplaceError::Problems)?;
    let for_tx = Arc::clone(hub);
    hub.store
        .writer
        .run(move |tx| {
            let hub = for_tx;
            let before = hub.policies.inside(tx)?;
            if based_on.is_some_and(|id| id != before.id) {
                return Err(ReplaceError::OutOfDate { number: before.number });
            }
            let version = policy::Version {
                id: PolicyId(Ulid::new()),
                number: before.number + 1,
                since: hub.clock.now(),
                policy: rules.policy().clone(),
            };
            policy::insert(tx, &version, by)?;
            let about = Some(version.id.to_string());
            audit::insert(
                tx,
                version.since,
                by,
                "policy",
                about.as_deref(),
                &json!({ "number": version.number }),
            )?;
            let new =
                Arc::new(InForce { id: version.id, number: version.number, since: version.since, rules });
            let told = Arc::clone(&new);
            tx.after_commit(move || {
                hub.policies.0.send_replace(told);
            });
            Ok(new)
        })
        .await
}
