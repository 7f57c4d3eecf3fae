//! The queue of those who wait without a booking: who joins and leaves, and who is called to which station.
//!
//! All of it stands in the database and happens inside its transactions; a restart changes nothing.

mod call;
mod join;
mod keep;

use epn_rules::decide;
use epn_rules::decision::Decision;
use epn_rules::facts::{Facts, StationFacts};
use epn_rules::id::StationId;
use jiff::{SignedDuration, Timestamp};

pub use call::call_to;
pub use join::{Joined, found, join, leave, remove};
pub use keep::call_in_time;

use crate::grant::{Case, Entrant, entrant_facts, visitor_facts};
use crate::store::queue::Waiting;
use crate::store::session::Holder;
use crate::store::{StoreError, ticket, visitor};

/// Why somebody was not called.
#[derive(Debug, thiserror::Error)]
pub enum QueueError {
    /// They do not wait.
    #[error("there is no such person in the queue")]
    NotWaiting,
    /// The station is in no state for it.
    #[error("the station is in no state for it")]
    NotNow,
    /// The rules refuse.
    #[error("the rules refuse")]
    Refused(Decision),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Who waits; none if they are not known any more.
fn entrant(case: &Case<'_>, waiting: &Waiting) -> Result<Option<Entrant>, StoreError> {
    Ok(match waiting.holder {
        Holder::Visitor(id) => visitor::get(case.tx, id)?.map(Entrant::Member),
        Holder::Ticket(id) => ticket::get(case.tx, id)?.map(Entrant::Ticket),
        Holder::Nobody => {
            Some(Entrant::NoAccount { age: waiting.age, picture: waiting.alias.picture.clone() })
        }
    })
}

/// Whether somebody who waits could start on a station now, and still at the last moment at which they may answer.
fn decide(case: &Case<'_>, waiting: &Waiting, station: StationId) -> Result<Decision, StoreError> {
    let Some(entrant) = entrant(case, waiting)? else {
        return Ok(Decision::Refused { because: Vec::new(), next: None });
    };
    let mut facts = entrant_facts(case, station, &entrant)?;
    let now = decide::decide(&case.policy.rules, &facts);
    if !now.is_granted() {
        return Ok(now);
    }
    facts.at = held_until(case);
    Ok(decide::decide(&case.policy.rules, &facts))
}

/// Whether somebody could start now on a station that is free.
fn decide_anywhere(case: &Case<'_>, entrant: &Entrant) -> Result<Decision, StoreError> {
    let visitor = visitor_facts(case, entrant)?;
    let facts = Facts { at: case.now, visitor, station: StationFacts::default(), waiting: 0 };
    Ok(decide::decide(&case.policy.rules, &facts))
}

/// Until when a station is held for somebody who is called now.
fn held_until(case: &Case<'_>) -> Timestamp {
    let within = SignedDuration::from_secs(case.policy.rules.policy().queue.answer_within.seconds());
    case.now.checked_add(within).unwrap_or(Timestamp::MAX)
}
