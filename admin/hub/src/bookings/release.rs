//! Bookings that nobody came to are let go, so that their place is free again.

use std::sync::Arc;

use epn_rules::units::Minutes;
use epn_wire::calendar::BookingState;
use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;

use super::changed;
use crate::grant::Case;
use crate::hub::Hub;
use crate::policies::sleep_until;
use crate::store::booking::{self, Booking};
use crate::store::{StoreError, Tx};

/// Lets go, in this transaction, of every booking whose visitor is late by now.
pub fn release_late(case: &Case<'_>) -> Result<Vec<Booking>, StoreError> {
    let patience = patience(case.policy.rules.policy().slots.released_after);
    let late = booking::late(case.tx, case.now.checked_sub(patience).unwrap_or(Timestamp::MIN))?;
    for one in &late {
        booking::let_go(case.tx, one.id, BookingState::Released)?;
    }
    if !late.is_empty() {
        changed(case);
    }
    Ok(late)
}

/// When the next booking is let go, if nobody comes to it.
pub fn next_release(
    connection: &Connection,
    released_after: Minutes,
) -> Result<Option<Timestamp>, StoreError> {
    let first = booking::first_waiting(connection)?;
    Ok(first.and_then(|first| first.checked_add(patience(released_after)).ok()))
}

fn patience(released_after: Minutes) -> SignedDuration {
    SignedDuration::from_secs(released_after.seconds())
}

/// Lets late bookings go in time, for ever.
pub async fn release_in_time(hub: Arc<Hub>) {
    let mut bookings = hub.bookings.subscribe();
    let mut policies = hub.policies.subscribe();
    loop {
        bookings.mark_unchanged();
        policies.mark_unchanged();
        let next = match release_now(&hub).await {
            Ok(next) => next,
            Err(StoreError::Stopping) => return,
            Err(error) => {
                tracing::error!(%error, "late bookings could not be let go; it is tried again");
                hub.clock.now().checked_add(SignedDuration::from_secs(60)).ok()
            }
        };
        tokio::select! {
            () = sleep_until(&hub, next) => {}
            Ok(()) = bookings.changed() => {}
            Ok(()) = policies.changed() => {}
        }
    }
}

/// Lets go of what is late, and says when something is next.
async fn release_now(hub: &Arc<Hub>) -> Result<Option<Timestamp>, StoreError> {
    let patience = hub.policies.now().rules.policy().slots.released_after;
    let next = hub.store.readers.read(move |connection| next_release(connection, patience)).await?;
    if next.is_none_or(|next| hub.clock.now() < next) {
        return Ok(next);
    }
    let inside = Arc::clone(hub);
    let release = move |tx: &Tx<'_>| {
        let case = Case::new(tx, &inside)?;
        release_late(&case)?;
        next_release(tx, case.policy.rules.policy().slots.released_after)
    };
    hub.store.writer.run(release).await
}
