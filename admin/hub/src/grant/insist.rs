//! A mediator insists although the rules refuse. They said why; that is kept in the security log, what they overruled in
//! the usage events.

use std::sync::Arc;

use epn_rules::decision::{Decision, Limit, Refusal};
use epn_rules::id::SessionId;
use epn_rules::units::Minutes;
use jiff::Timestamp;

use super::facts::seconds_after;
use super::{Asker, Case};
use crate::counts::event::{Overruled, record};
use crate::store::StoreError;

/// A decision, and the refusals that a mediator overruled to come to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    pub decision: Decision,
    pub overruled: Vec<Refusal>,
}

impl Ruling {
    /// What the rules say.
    pub fn of_the_rules(decision: Decision) -> Self {
        Self { decision, overruled: Vec::new() }
    }

    /// What becomes of a decision on which a mediator insists: so many minutes from a moment on.
    pub fn insisted(decision: Decision, from: Timestamp, minutes: Minutes) -> Self {
        match decision {
            Decision::Refused { because, .. } if because.iter().all(can_be_overruled) => {
                let until = seconds_after(from, u32::try_from(minutes.seconds()).unwrap_or(u32::MAX));
                let granted = Decision::Granted { until, because: vec![Limit::Staff { minutes }] };
                Self { decision: granted, overruled: because }
            }
            decision => Self::of_the_rules(decision),
        }
    }
}

/// Whether a mediator who says why overrules this.
pub fn may_insist(decision: &Decision) -> bool {
    match decision {
        Decision::Granted { .. } => false,
        Decision::Refused { because, .. } => because.iter().all(can_be_overruled),
    }
}

/// Whether a refusal is a rule's, and not what is so: a station that cannot be used or is in use, a visitor who has a
/// session elsewhere.
fn can_be_overruled(refusal: &Refusal) -> bool {
    !matches!(refusal, Refusal::OutOfService | Refusal::StationBusy { .. } | Refusal::AlreadyIn { .. })
}

impl Case<'_> {
    /// Records what a mediator overruled, if anything.
    pub(super) fn overruled(
        &self,
        asker: Asker,
        session: SessionId,
        because: Vec<Refusal>,
    ) -> Result<(), StoreError> {
        if because.is_empty() {
            return Ok(());
        }
        let (calendar, station) = (self.policy.rules.calendar(), Some(asker.station));
        record(self.tx, calendar, self.now, station, Some(session), &Overruled { because })?;
        let hub = Arc::clone(self.hub);
        self.tx.after_commit(move || hub.live.recount());
        Ok(())
    }
}
