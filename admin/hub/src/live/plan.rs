//! Who waits and what is held today: a copy of what the database says, read again whenever that changed.

use std::sync::Arc;
use std::time::Duration;

use epn_rules::calendar::Calendar;
use epn_rules::decide::decide;
use epn_rules::decision::{Decision, Refusal};
use epn_rules::facts::{Busy, EntryFacts, Facts, Hold, StationFacts, VisitorFacts};
use epn_rules::id::StationId;
use epn_rules::rules::Rules;
use epn_rules::session::Phase;
use epn_wire::calendar::{BookingState, Place};
use jiff::Timestamp;
use rusqlite::Connection;

use super::Seat;
use crate::hub::Hub;
use crate::store::booking::{self, Named};
use crate::store::queue::{self, Waiting};
use crate::store::{Readers, StoreError};

/// After a read that failed, so long (machine time) until the next.
const AGAIN: Duration = Duration::from_secs(1);

/// Who waits, and what holds stations today.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The next first, those who are called among them.
    pub waiting: Vec<Waiting>,
    /// In order.
    held: Vec<Named>,
}

impl Plan {
    /// As the database has it.
    pub fn read(connection: &Connection, calendar: &Calendar, now: Timestamp) -> Result<Self, StoreError> {
        let today = calendar.date_of(now);
        let midnight = calendar.start_of(today);
        let mut held = booking::of_days(connection, today, today)?;
        held.retain(|held| held.booking.span.until > midnight);
        Ok(Self { waiting: queue::all(connection)?, held })
    }

    /// How many wait whom no station is held for.
    pub fn uncalled(&self) -> u32 {
        let uncalled = self.waiting.iter().filter(|waiting| waiting.call.is_none()).count();
        u32::try_from(uncalled).unwrap_or(u32::MAX)
    }

    /// Who is called to a station.
    pub fn called_to(&self, station: StationId) -> Option<&Waiting> {
        self.waiting.iter().find(|waiting| waiting.call.is_some_and(|call| call.station == station))
    }

    /// What holds a station today and is not over, in order.
    pub fn holds(&self, station: StationId, now: Timestamp) -> impl Iterator<Item = &Named> {
        let here = move |held: &&Named| held.booking.place == Place::Station { id: station };
        self.held.iter().filter(here).filter(move |held| held.booking.span.until > now)
    }

    /// The next booking of a station that nobody has come to.
    pub fn next_booking(&self, station: StationId, now: Timestamp) -> Option<&Named> {
        self.holds(station, now).find(|held| held.booking.state == BookingState::Held)
    }

    /// Whether a station is kept for somebody: the rules would refuse it to whomever a mediator opens it for, because
    /// somebody was called to it, or a booking runs or is about to.
    pub fn keeps(&self, seat: &Seat, rules: &Rules, now: Timestamp) -> bool {
        let station = self.facts(seat, now);
        if station.called.is_none() && station.holds.is_empty() {
            return false;
        }
        let minutes = rules.policy().session.longest;
        let visitor = VisitorFacts { entry: EntryFacts::Staff { minutes }, ..VisitorFacts::default() };
        match decide(rules, &Facts { at: now, visitor, station, waiting: self.uncalled() }) {
            Decision::Granted { .. } => false,
            Decision::Refused { because, .. } => because.iter().any(|refusal| {
                matches!(refusal, Refusal::StationCalled { .. } | Refusal::StationHeld { .. })
            }),
        }
    }

    /// A station as the rules see it, for whoever comes next.
    pub fn facts(&self, seat: &Seat, now: Timestamp) -> StationFacts {
        let called = self.called_to(seat.id).and_then(|called| called.call).map(|call| call.until);
        StationFacts {
            name: seat.name.clone(),
            tags: seat.tags.clone(),
            in_service: seat.is_online()
                && seat.out_of_service.is_none()
                && seat.state.phase != Phase::OutOfService,
            busy: seat.session.as_ref().map(|session| Busy { until: Some(session.ends) }),
            holds: self.holds(seat.id, now).map(|held| held.booking.span).collect::<Vec<Hold>>(),
            called,
        }
    }
}

/// Reads the plan again whenever it changed, for ever.
pub async fn plan(hub: Arc<Hub>) {
    let mut bookings = hub.bookings.subscribe();
    loop {
        match read(&hub.store.readers, &hub).await {
            Ok(plan) => hub.live.set_plan(plan),
            Err(StoreError::Stopping) => return,
            Err(error) => {
                tracing::error!(%error, "bookings and queue cannot be read");
                tokio::time::sleep(AGAIN).await;
                continue;
            }
        }
        tokio::select! {
            () = hub.live.stale.notified() => {}
            Ok(()) = bookings.changed() => {}
        }
    }
}

async fn read(readers: &Readers, hub: &Hub) -> Result<Plan, StoreError> {
    let (policy, now) = (hub.policies.now(), hub.clock.now());
    readers.read(move |connection| Plan::read(connection, policy.rules.calendar(), now)).await
}
