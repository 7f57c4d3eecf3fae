//! Joining the queue, and leaving it.

use epn_rules::decision::{Decision, Refusal};
use epn_rules::id::QueueId;
use ulid::Ulid;

use super::decide_anywhere;
use super::keep::serve;
use crate::grant::{Case, Claimant, Entrant};
use crate::store::StoreError;
use crate::store::queue::{self, Gone, Waiting};
use crate::store::session::Holder;

/// So many wait at most: more than a room serves in a day.
const LONGEST: u32 = 60;

/// What became of joining.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Joined {
    /// They wait, now or since before.
    Waits(QueueId),
    /// No station would be granted to them now, whichever became free; or nobody more may wait.
    Refused(Decision),
}

/// Puts somebody at the end of the queue, once. If a station is free, they are called to it at once.
pub fn join(case: &Case<'_>, entrant: &Entrant) -> Result<Joined, StoreError> {
    if let Some(waiting) = queue::of(case.tx, entrant.holder())? {
        return Ok(Joined::Waits(waiting.id));
    }
    if !case.policy.rules.policy().queue.allowed {
        return Ok(refused(Refusal::NoQueue));
    }
    let waiting = u32::try_from(queue::all(case.tx)?.len()).unwrap_or(u32::MAX);
    if waiting >= LONGEST {
        return Ok(refused(Refusal::QueueFull { waiting }));
    }
    // Time spent waiting for a refusal is lost.
    let decision = decide_anywhere(case, entrant)?;
    if !decision.is_granted() {
        return Ok(Joined::Refused(decision));
    }
    let waiting = Waiting {
        id: QueueId(Ulid::new()),
        holder: entrant.holder(),
        alias: case.alias_of(entrant)?,
        age: case.age_of(entrant),
        joined: case.now,
        day: case.policy.rules.calendar().date_of(case.now),
        missed: 0,
        call: None,
    };
    queue::forget_before(case.tx, waiting.day)?;
    queue::insert(case.tx, &waiting)?;
    case.replan();
    serve(case)?;
    Ok(Joined::Waits(waiting.id))
}

fn refused(because: Refusal) -> Joined {
    Joined::Refused(Decision::Refused { because: vec![because], next: None })
}

/// Who somebody is in the queue, by what they come with. Of several with the same picture, the last who joined.
pub fn found(case: &Case<'_>, by: Claimant<'_>) -> Result<Option<Waiting>, StoreError> {
    if by.holder != Holder::Nobody {
        return queue::of(case.tx, by.holder);
    }
    Ok(queue::all(case.tx)?.into_iter().filter(|waiting| by.is(waiting)).max_by_key(|waiting| waiting.joined))
}

/// Takes somebody off the queue who does not want to wait any more.
pub fn leave(case: &Case<'_>, by: Claimant<'_>) -> Result<(), StoreError> {
    match found(case, by)? {
        Some(waiting) => take_off(case, waiting.id, Gone::Left),
        None => Ok(()),
    }
}

/// A mediator takes somebody off the queue; `false` if they do not wait.
pub fn remove(case: &Case<'_>, id: QueueId) -> Result<bool, StoreError> {
    if queue::get(case.tx, id)?.is_none() {
        return Ok(false);
    }
    take_off(case, id, Gone::Removed)?;
    Ok(true)
}

/// The station that was held for them is free for the next.
fn take_off(case: &Case<'_>, id: QueueId, why: Gone) -> Result<(), StoreError> {
    queue::set_gone(case.tx, id, case.now, why, None)?;
    case.replan();
    serve(case)
}
