//! What time and free stations bring: calls, calls that nobody answered, the end of the day.

use std::sync::Arc;
use std::time::Duration;

use epn_rules::calendar::Span;
use epn_rules::decision::{Decision, Refusal};
use epn_rules::session::Phase;
use jiff::{SignedDuration, Timestamp};

use super::call::{call_next, is_free, not_answered, take_back};
use super::{decide_anywhere, entrant};
use crate::grant::Case;
use crate::hub::Hub;
use crate::live::{Plan, Seat, in_order};
use crate::policies::sleep_until;
use crate::store::queue::{self, Gone, Waiting};
use crate::store::{StoreError, station};

/// After a store that failed, so long (machine time) until the next try.
const AGAIN: Duration = Duration::from_secs(1);

/// After so long (site time) it is looked again who of those who wait can still be granted anything.
const LOOKED_THROUGH: SignedDuration = SignedDuration::from_mins(1);

/// Does what is due: everybody goes home when the room closes, calls that nobody answered pass on, and whoever is next
/// is called to a station that is free.
pub(super) fn serve(case: &Case<'_>) -> Result<(), StoreError> {
    let Some(opening) = case.policy.rules.calendar().open_range_at(case.now) else {
        return go_home(case, queue::all(case.tx)?);
    };
    // Nobody may have been there to send them home when it closed: the hub was switched off before.
    let stayed = queue::all(case.tx)?.into_iter().filter(|waiting| is_of_earlier(opening, waiting));
    go_home(case, stayed)?;
    for waiting in queue::all(case.tx)? {
        match waiting.call {
            Some(call) if call.until <= case.now => not_answered(case, &waiting, call)?,
            Some(call) if !can_be_used(case, call.station)? => take_back(case, &waiting)?,
            Some(_) | None => {}
        }
    }
    send_hopeless_home(case, opening)?;
    for seat in in_order(case.hub.live.seats()) {
        if queue::uncalled(case.tx)? == 0 {
            break;
        }
        if is_free(case, &seat)? {
            call_next(case, seat.id)?;
        }
    }
    Ok(())
}

/// Whether somebody joined in an opening before this one. By the opening, not by the day: a room may be open past
/// midnight.
fn is_of_earlier(opening: Span, waiting: &Waiting) -> bool {
    waiting.joined < opening.from
}

/// Whoever can be granted nothing more in this opening would only hinder those who could go on.
fn send_hopeless_home(case: &Case<'_>, opening: Span) -> Result<(), StoreError> {
    let mut hopeless = Vec::new();
    for waiting in queue::all(case.tx)?.into_iter().filter(|waiting| waiting.call.is_none()) {
        if is_hopeless(case, opening, &waiting)? {
            hopeless.push(waiting);
        }
    }
    go_home(case, hopeless)
}

/// Whether somebody who waits could start on no station before the room closes, whichever became free.
fn is_hopeless(case: &Case<'_>, opening: Span, waiting: &Waiting) -> Result<bool, StoreError> {
    let Some(entrant) = entrant(case, waiting)? else { return Ok(true) };
    Ok(match decide_anywhere(case, &entrant)? {
        Decision::Granted { .. } => false,
        Decision::Refused { because, next } => {
            // Nobody knows how soon a session elsewhere ends.
            let passes = because.iter().any(|refusal| matches!(refusal, Refusal::AlreadyIn { .. }));
            let is_later = |next| opening.until.is_some_and(|until| next >= until);
            !passes && next.is_none_or(is_later)
        }
    })
}

fn go_home(case: &Case<'_>, who: impl IntoIterator<Item = Waiting>) -> Result<(), StoreError> {
    for waiting in who {
        queue::set_gone(case.tx, waiting.id, case.now, Gone::Closed, None)?;
        case.replan();
    }
    Ok(())
}

/// Whether a station is in service; one that does not answer for a moment still is.
fn can_be_used(case: &Case<'_>, id: epn_rules::id::StationId) -> Result<bool, StoreError> {
    let in_service = station::get(case.tx, id)?.is_some_and(|station| station.out_of_service.is_none());
    let seat = case.hub.live.seat(id);
    Ok(in_service && seat.is_some_and(|seat| seat.state.phase != Phase::OutOfService))
}

/// Calls people in time, for ever: at each change of the room, and at the very moment at which a call lapses or the
/// room closes.
pub async fn call_in_time(hub: Arc<Hub>) {
    let mut changes = hub.live.changes();
    let mut look = Timestamp::MIN;
    loop {
        changes.mark_unchanged();
        let queued = hub.live.queued();
        if queued.as_ref().is_some_and(|(plan, seats)| is_due(&hub, plan, seats, look)) {
            let served = hub.clock.now();
            match serve_now(&hub).await {
                Ok(()) => look = served.checked_add(LOOKED_THROUGH).unwrap_or(Timestamp::MAX),
                Err(StoreError::Stopping) => return,
                Err(error) => {
                    tracing::error!(%error, "nobody could be called; it is tried again");
                    tokio::time::sleep(AGAIN).await;
                    continue;
                }
            }
        }
        let next = queued.and_then(|(plan, _)| next(&hub, &plan, look));
        tokio::select! {
            () = sleep_until(&hub, next) => {}
            changed = changes.changed() => if changed.is_err() { return },
        }
    }
}

async fn serve_now(hub: &Arc<Hub>) -> Result<(), StoreError> {
    let inside = Arc::clone(hub);
    hub.store.writer.run(move |tx| serve(&Case::new(tx, &inside)?)).await
}

/// Whether there may be something to do. A copy of the queue that is out of date is put right by the transaction.
fn is_due(hub: &Hub, plan: &Plan, seats: &[Seat], look: Timestamp) -> bool {
    let now = hub.clock.now();
    let opening = hub.policies.now().rules.calendar().open_range_at(now);
    let is_over = || match opening {
        Some(opening) => plan.waiting.iter().any(|waiting| is_of_earlier(opening, waiting)),
        None => true,
    };
    let has_lapsed = || plan.waiting.iter().filter_map(|it| it.call).any(|call| call.until <= now);
    let is_taken_back = || {
        seats.iter().any(|seat| {
            plan.called_to(seat.id).is_some()
                && (seat.out_of_service.is_some() || seat.state.phase == Phase::OutOfService)
        })
    };
    let is_next = || {
        plan.uncalled() > 0 && seats.iter().any(|seat| seat.is_ready() && plan.called_to(seat.id).is_none())
    };
    is_over() || has_lapsed() || is_taken_back() || is_next() || (look <= now && plan.uncalled() > 0)
}

/// When something is next to be done, if nothing changes.
fn next(hub: &Hub, plan: &Plan, look: Timestamp) -> Option<Timestamp> {
    let now = hub.clock.now();
    let closing = hub.policies.now().rules.calendar().open_range_at(now).and_then(|span| span.until);
    let lapses = plan.waiting.iter().filter_map(|waiting| waiting.call).map(|call| call.until);
    let look = (plan.uncalled() > 0).then_some(look);
    lapses.chain(closing).filter(|moment| *moment > now).chain(look).min()
}
