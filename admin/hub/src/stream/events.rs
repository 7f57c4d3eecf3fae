//! What stations report: each event is stored once, with the highest number, in one transaction.

use std::sync::Arc;

use epn_rules::calendar::Calendar;
use epn_rules::id::{JournalEpoch, LeaseId, PolicyId, SessionId, StationId};
use epn_rules::people::{AgeBand, Alias, Category};
use epn_rules::session::EndCause;
use epn_wire::station::{EventRecord, Events, OutOfService, StationEvent, ToStation};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::connection::Connection;
use super::transport::{Ended, malformed};
use crate::bookings;
use crate::grant::{earlier_seconds, price};
use crate::hub::Hub;
use crate::live::SeatSession;
use crate::store::session::{End, Holder, Session};
use crate::store::usage::{self, NewEvent};
use crate::store::{StoreError, Tx, journal, policy, session};

/// Stores what is new, in order; the answer to give.
pub(super) async fn store(connection: &mut Connection, events: Events) -> Result<ToStation, Ended> {
    let epoch = connection.epoch;
    if events.epoch != epoch {
        return Err(malformed("the events are of another journal than the hello's"));
    }
    if let Some(last) = events.events.last() {
        connection.last_event = connection.last_event.max(last.number);
    }
    let (hub, station) = (Arc::clone(&connection.hub), connection.station);
    let (stored, gap) = connection
        .hub
        .store
        .writer
        .run::<_, StoreError, _>(move |tx| append(tx, &hub, station, &events))
        .await?;
    connection.stored = stored;
    Ok(if gap {
        ToStation::Resend { epoch, after: stored }
    } else {
        ToStation::Ack { epoch, through: stored }
    })
}

/// Appends events up to the first gap; the highest number stored, and whether there is a gap.
fn append(
    tx: &Tx<'_>,
    hub: &Arc<Hub>,
    station: StationId,
    events: &Events,
) -> Result<(u64, bool), StoreError> {
    let now = hub.clock.now();
    let policy = hub.policies.inside(tx)?;
    let before = journal::highest(tx, station, events.epoch)?;
    let mut highest = before;
    let mut gap = false;
    for record in &events.events {
        if record.number <= highest {
            continue;
        }
        if record.number != highest + 1 {
            gap = true;
            break;
        }
        let at = date(record, events, hub, now);
        let day = policy.rules.calendar().date_of(at);
        let origin = Origin { tx, hub, calendar: policy.rules.calendar(), station, epoch: events.epoch, at };
        origin.chain(record, day)?;
        origin.apply(&record.event)?;
        highest = record.number;
    }
    if highest != before {
        journal::set_highest(tx, station, events.epoch, highest, now)?;
    }
    Ok((highest, gap))
}

/// When an event happened: as the station says; else by its boot clock, if it is of the same boot; else now at the
/// latest.
fn date(record: &EventRecord, events: &Events, hub: &Hub, now: Timestamp) -> Timestamp {
    let dated = record.at.or_else(|| {
        (record.boot == events.boot).then(|| {
            let ago = u64::saturating_sub(events.boot_ms, record.boot_ms);
            let ago = hub.clock.site(std::time::Duration::from_millis(ago));
            SignedDuration::try_from(ago).ok().and_then(|ago| now.checked_sub(ago).ok()).unwrap_or(now)
        })
    });
    dated.unwrap_or(now).min(now)
}

/// Where and when an event happened.
struct Origin<'o> {
    tx: &'o Tx<'o>,
    hub: &'o Arc<Hub>,
    calendar: &'o Calendar,
    station: StationId,
    epoch: JournalEpoch,
    at: Timestamp,
}

impl Origin<'_> {
    fn chain(&self, record: &EventRecord, day: Date) -> Result<(), StoreError> {
        let (kind, session) = describe(&record.event);
        let event = NewEvent {
            at: self.at,
            day,
            kind,
            station: Some(self.station),
            journal: Some((self.epoch, record.number)),
            session,
        };
        usage::append(self.tx, &event, &without_notes(&record.event)).map(drop)
    }

    fn apply(&self, event: &StationEvent) -> Result<(), StoreError> {
        match event {
            StationEvent::SessionStarted { session, lease, category, policy } => {
                self.started(*session, *lease, *category, *policy)
            }
            StationEvent::SessionEnded { session, cause, seconds } => self.ended(*session, *cause, *seconds),
            StationEvent::Reset { session: Some(id), report } => match self.own(*id)? {
                Some(_) => session::set_reset(self.tx, *id, report),
                None => Ok(()),
            },
            StationEvent::Reset { session: None, .. }
            | StationEvent::AgentStarted { .. }
            | StationEvent::SessionExtended { .. }
            | StationEvent::LeaseRefused { .. }
            | StationEvent::SessionPaused { .. }
            | StationEvent::SessionResumed { .. }
            | StationEvent::WrongTries { .. }
            | StationEvent::Help { .. }
            | StationEvent::OutOfService { .. }
            | StationEvent::InService
            | StationEvent::MaintenanceStarted { .. }
            | StationEvent::MaintenanceEnded { .. }
            | StationEvent::RecoveryRefused { .. }
            | StationEvent::ClockWrong { .. } => Ok(()),
        }
    }

    fn started(
        &self,
        id: SessionId,
        _lease: LeaseId,
        category: Category,
        policy: PolicyId,
    ) -> Result<(), StoreError> {
        let known = session::get(self.tx, id)?;
        if let Some(session) = known {
            if session.station != self.station {
                tracing::warn!(station = %self.station, session = %id, "a station speaks of another's session");
                return Ok(());
            }
            session::set_started(self.tx, id, self.at, self.epoch)?;
            if session.end.is_none() {
                let started = Session { started: Some(self.at), ..session };
                let shown = SeatSession::read(self.tx, &started)?;
                let (hub, station) = (Arc::clone(self.hub), self.station);
                self.tx.after_commit(move || hub.live.set_session(station, shown));
            }
        } else {
            // Granted by a hub whose database was lost since: what is known of it is kept.
            self.unknown(id, category, policy)?;
        }
        let hub = Arc::clone(self.hub);
        self.tx.after_commit(move || hub.live.recount());
        Ok(())
    }

    fn unknown(&self, id: SessionId, category: Category, named: PolicyId) -> Result<(), StoreError> {
        if let Some(open) = session::open_on(self.tx, self.station)? {
            self.settle(&open, EndCause::StationFault, open.used_by(self.at), false)?;
        }
        let versions = policy::all(self.tx)?;
        let policy = versions.iter().find(|version| version.id == named).or(versions.last());
        let Some(policy) = policy else { return Ok(()) };
        session::insert(
            self.tx,
            &Session {
                id,
                station: self.station,
                policy: policy.id,
                category,
                holder: Holder::Nobody,
                moved_from: None,
                alias: Alias { picture: crate::grant::some_picture(id).to_owned(), ordinal: 1 },
                age: AgeBand::NonCommunique,
                day: self.calendar.date_of(self.at),
                granted: self.at,
                ends: self.at,
                extends_by_itself: false,
                started: Some(self.at),
                epoch: Some(self.epoch),
                released: None,
                end: None,
                reset: None,
                companions: 0,
                tariff: None,
                price: None,
                booking: None,
            },
        )
    }

    fn ended(&self, id: SessionId, cause: EndCause, seconds: u32) -> Result<(), StoreError> {
        match self.own(id)? {
            Some(session) => self.settle(&session, cause, seconds, true),
            None => Ok(()),
        }
    }

    /// The session of that id, if it is of the station that speaks.
    fn own(&self, id: SessionId) -> Result<Option<Session>, StoreError> {
        Ok(session::get(self.tx, id)?.filter(|session| session.station == self.station))
    }

    fn settle(
        &self,
        session: &Session,
        cause: EndCause,
        seconds: u32,
        by_station: bool,
    ) -> Result<(), StoreError> {
        let end = End { at: self.at.max(session.granted), seconds, cause, by_station };
        settle(self.tx, self.hub, self.calendar, session, &end)
    }
}

/// Settles a session's end and its seconds by civil day.
pub(super) fn settle(
    tx: &Tx<'_>,
    hub: &Arc<Hub>,
    calendar: &Calendar,
    session: &Session,
    end: &End,
) -> Result<(), StoreError> {
    session::settle(tx, session.id, end, &by_day(calendar, session.began(), end.seconds))?;
    let earlier = earlier_seconds(tx, session, end.at)?;
    let cost = session.tariff.as_ref().map(|tariff| price(tariff, earlier, end.seconds));
    session::set_price(tx, session.id, cost)?;
    let freed = bookings::session_ended(tx, session.id, end.at)?;
    let (hub, station, id) = (Arc::clone(hub), session.station, session.id);
    tx.after_commit(move || {
        hub.live.clear_session(station, id);
        if freed {
            hub.live.replan();
        }
    });
    Ok(())
}

/// The seconds from a moment on, by civil day.
pub(crate) fn by_day(calendar: &Calendar, from: Timestamp, seconds: u32) -> Vec<(Date, u32)> {
    let mut days = Vec::new();
    let (mut from, mut left) = (from, seconds);
    while left > 0 {
        let midnight = calendar.next_midnight(from);
        let until_midnight = midnight.duration_since(from).as_secs().max(1);
        let part = u32::try_from(until_midnight).unwrap_or(u32::MAX).min(left);
        days.push((calendar.date_of(from), part));
        left -= part;
        from = midnight;
    }
    days
}

/// An event's word, as in its JSON, and the session that it is about.
pub(crate) fn describe(event: &StationEvent) -> (&'static str, Option<SessionId>) {
    match event {
        StationEvent::AgentStarted { .. } => ("agent-started", None),
        StationEvent::SessionStarted { session, .. } => ("session-started", Some(*session)),
        StationEvent::SessionExtended { session, .. } => ("session-extended", Some(*session)),
        StationEvent::SessionEnded { session, .. } => ("session-ended", Some(*session)),
        StationEvent::Reset { session, .. } => ("reset", *session),
        StationEvent::LeaseRefused { .. } => ("lease-refused", None),
        StationEvent::SessionPaused { session, .. } => ("session-paused", Some(*session)),
        StationEvent::SessionResumed { session } => ("session-resumed", Some(*session)),
        StationEvent::WrongTries { session, .. } => ("wrong-tries", Some(*session)),
        StationEvent::Help { .. } => ("help", None),
        StationEvent::OutOfService { .. } => ("out-of-service", None),
        StationEvent::InService => ("in-service", None),
        StationEvent::MaintenanceStarted { .. } => ("maintenance-started", None),
        StationEvent::MaintenanceEnded { .. } => ("maintenance-ended", None),
        StationEvent::RecoveryRefused { .. } => ("recovery-refused", None),
        StationEvent::ClockWrong { .. } => ("clock-wrong", None),
    }
}

/// A mediator's note may name somebody: it does not go into the chain, from which nothing can be erased.
fn without_notes(event: &StationEvent) -> StationEvent {
    match event {
        StationEvent::OutOfService { reason: OutOfService::Staff { .. } } => {
            StationEvent::OutOfService { reason: OutOfService::Staff { note: String::new() } }
        }
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests;
