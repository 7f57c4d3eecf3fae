//! What a station says of itself against what the hub believes: a session that is nowhere is concluded.

use std::sync::Arc;
use std::time::Duration;

use epn_rules::id::{JournalEpoch, StationId};
use epn_rules::session::{EndCause, Phase};
use epn_wire::station::StationState;
use jiff::Timestamp;
use tokio::time::Instant;

use super::connection::Connection;
use super::events;
use super::transport::Ended;
use crate::counts::event::{Concluded, record};
use crate::hub::Hub;
use crate::store::session::End;
use crate::store::{StoreError, Tx, session};

/// How long a station has, in machine time, to take up a lease before it is concluded that it did not.
pub(super) const TO_START: Duration = Duration::from_secs(30);

/// Compares the station's last state, once all its events are stored: they say better what happened.
pub(super) async fn if_due(connection: &mut Connection) -> Result<(), Ended> {
    if connection.stored < connection.last_event {
        return Ok(());
    }
    let Some(state) = connection.unreconciled.take() else { return Ok(()) };
    if !is_settled(&state) {
        return Ok(());
    }
    // It may have said that it is free just before it heard of its lease.
    if connection.look_again.is_some() {
        return Ok(());
    }
    compare(connection, state).await
}

/// The time to take up a lease has passed.
pub(super) async fn look_again(connection: &mut Connection) -> Result<(), Ended> {
    connection.look_again = None;
    let seat = connection.hub.live.seat(connection.station).ok_or(Ended::Cut)?;
    if !is_settled(&seat.state) || connection.stored < connection.last_event {
        return Ok(());
    }
    compare(connection, seat.state).await
}

/// Whether a session that the station does not name is really not there.
fn is_settled(state: &StationState) -> bool {
    state.session.is_some() || matches!(state.phase, Phase::Locked | Phase::OutOfService)
}

async fn compare(connection: &Connection, state: StationState) -> Result<(), Ended> {
    let seat = connection.hub.live.seat(connection.station).ok_or(Ended::Cut)?;
    let believed = seat.session.map(|session| session.id);
    if believed.is_none() || believed == state.session.map(|session| session.session) {
        return Ok(());
    }
    let (hub, station, epoch) = (Arc::clone(&connection.hub), connection.station, connection.epoch);
    let concluded = connection.hub.store.writer.run(move |tx| conclude(tx, &hub, station, epoch, believed));
    concluded.await.map_err(Ended::Store)
}

/// Ends the session that the station does not have. Its seconds are what it can have used at most.
fn conclude(
    tx: &Tx<'_>,
    hub: &Arc<Hub>,
    station: StationId,
    epoch: JournalEpoch,
    believed: Option<epn_rules::id::SessionId>,
) -> Result<(), StoreError> {
    let open = session::open_on(tx, station)?.filter(|session| Some(session.id) == believed);
    let Some(open) = open else { return Ok(()) };
    let now: Timestamp = hub.clock.now();
    let policy = hub.policies.inside(tx)?;
    let calendar = policy.rules.calendar();
    // A journal that is not the one it started in was lost with the machine's disk.
    let lost = open.epoch.is_some_and(|started_in| started_in != epoch);
    let cause = if lost { EndCause::PowerLost } else { EndCause::StationFault };
    let seconds = if open.started.is_some() { open.used_by(now) } else { 0 };
    let end = End { at: now.max(open.granted), seconds, cause, by_station: false };
    events::settle(tx, hub, calendar, &open, &end)?;
    if open.started.is_some() {
        record(tx, calendar, end.at, Some(station), Some(open.id), &Concluded { cause, seconds })?;
    }
    tracing::warn!(%station, session = %open.id, ?cause, "a session that the station does not have was concluded");
    Ok(())
}

/// The station could not carry out a command because nobody is at it: look at once whether the hub believes otherwise.
pub(super) fn nobody_there(connection: &mut Connection) {
    connection.look_again.get_or_insert_with(Instant::now);
}

/// A lease was given: look later whether it was taken up.
pub(super) fn lease_given(connection: &mut Connection) {
    connection.look_again = Some(Instant::now() + TO_START);
}
