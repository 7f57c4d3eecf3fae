//! Calling somebody to a station, and a call that nobody answers.

use epn_rules::decision::Decision;
use epn_rules::id::{QueueId, StationId};
use epn_rules::queue::after_missed_call;
use epn_rules::session::Phase;
use jiff::Timestamp;

use super::{QueueError, decide, held_until};
use crate::grant::Case;
use crate::live::Seat;
use crate::store::queue::{self, Call, Gone, Waiting};
use crate::store::{StoreError, offer};

/// A mediator calls somebody to a station, before their turn if need be.
pub fn call_to(case: &Case<'_>, id: QueueId, station: StationId) -> Result<(), QueueError> {
    let waiting = queue::get(case.tx, id)?.ok_or(QueueError::NotWaiting)?;
    let seat = case.hub.live.seat(station).filter(Seat::is_ready).ok_or(QueueError::NotNow)?;
    if !is_free(case, &seat)? {
        return Err(QueueError::NotNow);
    }
    let decision = decide(case, &waiting, station)?;
    if !decision.is_granted() {
        return Err(QueueError::Refused(decision));
    }
    hold(case, &waiting, station)?;
    Ok(())
}

/// Whether nobody is called to a station, and no mediator opens it.
pub(super) fn is_free(case: &Case<'_>, seat: &Seat) -> Result<bool, StoreError> {
    Ok(seat.is_ready()
        && queue::called_to(case.tx, seat.id)?.is_none()
        && offer::outstanding(case.tx, seat.id, Timestamp::now())?.is_empty())
}

/// Calls the first of those who wait to whom a free station would be granted; whether anybody was called.
pub(super) fn call_next(case: &Case<'_>, station: StationId) -> Result<bool, StoreError> {
    for waiting in queue::all(case.tx)?.into_iter().filter(|waiting| waiting.call.is_none()) {
        if matches!(decide(case, &waiting, station)?, Decision::Granted { .. }) {
            hold(case, &waiting, station)?;
            return Ok(true);
        }
    }
    Ok(false)
}

fn hold(case: &Case<'_>, waiting: &Waiting, station: StationId) -> Result<(), StoreError> {
    queue::set_call(case.tx, waiting.id, Some(Call { station, until: held_until(case) }))?;
    case.replan();
    Ok(())
}

/// Nobody answered a call: whoever was called is behind the next, or off the queue. Nothing is held against them if
/// they could not have logged in.
pub(super) fn not_answered(case: &Case<'_>, waiting: &Waiting, call: Call) -> Result<(), StoreError> {
    queue::set_call(case.tx, waiting.id, None)?;
    case.replan();
    let seat = case.hub.live.seat(call.station);
    let could =
        |seat: &Seat| seat.is_online() && matches!(seat.state.phase, Phase::Locked | Phase::Authenticating);
    if !seat.as_ref().is_some_and(could) {
        return Ok(());
    }
    let missed = waiting.missed.saturating_add(1);
    queue::set_missed(case.tx, waiting.id, missed)?;
    let (called, order): (Vec<_>, Vec<_>) =
        queue::all(case.tx)?.into_iter().partition(|other| other.call.is_some());
    let order: Vec<QueueId> = order.iter().map(|other| other.id).collect();
    let after = after_missed_call(&order, waiting.id, missed, case.policy.rules.policy().queue.calls);
    if !after.contains(&waiting.id) {
        queue::set_gone(case.tx, waiting.id, case.now, Gone::Missed, None)?;
    }
    let called = called.iter().map(|other| other.id);
    queue::set_order(case.tx, &called.chain(after).collect::<Vec<_>>())
}

/// A station cannot be used after all: whoever was called to it is next again.
pub(super) fn take_back(case: &Case<'_>, waiting: &Waiting) -> Result<(), StoreError> {
    queue::set_call(case.tx, waiting.id, None)?;
    case.replan();
    Ok(())
}
