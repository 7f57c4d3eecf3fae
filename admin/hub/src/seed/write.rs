//! An invented day in the database, as if stations had told it.

use std::collections::BTreeMap;

use epn_rules::calendar::Calendar;
use epn_rules::id::{JournalEpoch, LeaseId, PolicyId, SessionId, StationId};
use epn_rules::people::{Alias, PICTURES};
use epn_rules::rules::Rules;
use epn_wire::report::ResetReport;
use epn_wire::station::StationEvent;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use rand::Rng as _;
use serde::Serialize;
use ulid::Ulid;

use super::booked::{Booker, Came};
use super::chance::Chance;
use super::day::{Passage, Plan, Refused, Visit};
use crate::counts::event::{self, HubEvent as _};
use crate::store::session::{End, Session};
use crate::store::usage::{self, NewEvent};
use crate::store::{StoreError, Tx, journal, session};
use crate::stream::{by_day, describe};

/// From the grant to the start of a session.
const START: SignedDuration = SignedDuration::from_secs(2);

/// Writes days, one after the other.
pub(super) struct Pen<'t> {
    tx: &'t Tx<'t>,
    policy: PolicyId,
    seats: Vec<Seat>,
    chance: Chance,
    pub(super) bookings: Booker<'t>,
}

/// A station and its journal.
struct Seat {
    station: StationId,
    epoch: JournalEpoch,
    /// The number of its last event.
    last: u64,
    /// From when it is free.
    free_from: Timestamp,
    at: Timestamp,
}

/// One row of the chain, before it is written.
struct Row {
    at: Timestamp,
    kind: &'static str,
    /// Which seat, if it is about one; and whether its station says so.
    seat: Option<usize>,
    by_station: bool,
    session: Option<SessionId>,
    body: serde_json::Value,
}

impl<'t> Pen<'t> {
    pub(super) fn new(
        tx: &'t Tx<'t>,
        seed: u64,
        policy: PolicyId,
        stations: Vec<StationId>,
        at: Timestamp,
    ) -> Self {
        let mut chance = Chance::of_people(seed, "identifiers");
        let mut seat = |station| {
            let epoch = JournalEpoch(ulid(&mut chance, at));
            Seat { station, epoch, last: 0, free_from: at, at }
        };
        let seats = stations.into_iter().map(&mut seat).collect();
        Self { tx, policy, seats, chance, bookings: Booker::new(tx, seed, policy) }
    }

    /// Writes a day.
    pub(super) fn write(&mut self, rules: &Rules, plan: Plan) -> Result<(), StoreError> {
        let calendar = rules.calendar();
        let mut rows = Vec::new();
        let mut called = BTreeMap::new();
        for visit in &plan.sessions {
            self.session(calendar, visit, &mut called, &mut rows)?;
        }
        for refused in plan.refusals {
            rows.push(refusal(refused)?);
        }
        for passage in plan.passages {
            rows.push(passed(passage)?);
        }
        // The order in which things happened; those of one moment as they stand.
        rows.sort_by_key(|row| row.at);
        rows.into_iter().try_for_each(|row| self.chain(calendar, row))
    }

    /// The stations' journals are as long as what was written of them.
    pub(super) fn finish(self) -> Result<(), StoreError> {
        for Seat { station, epoch, last, at, .. } in self.seats {
            if last > 0 {
                journal::set_highest(self.tx, station, epoch, last, at)?;
            }
        }
        Ok(())
    }

    fn session(
        &mut self,
        calendar: &Calendar,
        visit: &Visit,
        called: &mut BTreeMap<String, u16>,
        rows: &mut Vec<Row>,
    ) -> Result<(), StoreError> {
        let Some(seat) = self.seats.get_mut(visit.seat) else { return Ok(()) };
        let id = SessionId(ulid(&mut self.chance, visit.granted));
        let day = calendar.date_of(visit.granted);
        let started = visit.granted.checked_add(START).unwrap_or(visit.granted).min(visit.ended);
        let picture = visit.person.picture.clone();
        let picture =
            picture.or_else(|| self.chance.one_of(&PICTURES).map(str::to_owned)).unwrap_or_default();
        let ordinal = called.entry(picture.clone()).and_modify(|many| *many += 1).or_insert(1);
        let row = Session {
            id,
            station: seat.station,
            policy: self.policy,
            category: visit.person.category,
            holder: visit.person.holder,
            moved_from: None,
            alias: Alias { picture, ordinal: *ordinal },
            age: visit.person.age,
            day,
            granted: visit.granted,
            ends: visit.grants.last().copied().unwrap_or(visit.ended),
            extends_by_itself: false,
            started: Some(started),
            epoch: Some(seat.epoch),
            released: None,
            end: None,
            reset: None,
            companions: 0,
            tariff: None,
            price: None,
            booking: None,
        };
        session::insert(self.tx, &row)?;
        let came = Came {
            station: seat.station,
            session: id,
            holder: visit.person.holder,
            alias: &row.alias,
            day,
            granted: visit.granted,
            ended: visit.ended,
            free_from: seat.free_from,
        };
        self.bookings.came(&came)?;
        seat.free_from = visit.ended;
        let seconds = u32::try_from(visit.ended.duration_since(started).as_secs()).unwrap_or(0);
        let end = End { at: visit.ended, seconds, cause: visit.cause, by_station: true };
        session::settle(self.tx, id, &end, &by_day(calendar, started, seconds))?;
        let report =
            ResetReport { proved: true, leftovers: Vec::new(), ms: visit.reset_ms, steps: Vec::new() };
        session::set_reset(self.tx, id, &report)?;
        self.tell(visit, id, started, seconds, report, rows)
    }

    /// What hub and station say of a session.
    fn tell(
        &mut self,
        visit: &Visit,
        id: SessionId,
        started: Timestamp,
        seconds: u32,
        report: ResetReport,
        rows: &mut Vec<Row>,
    ) -> Result<(), StoreError> {
        let category = visit.person.category;
        let granted = event::Granted { category, age: visit.person.age };
        rows.push(Row {
            at: visit.granted,
            kind: event::Granted::KIND,
            seat: Some(visit.seat),
            by_station: false,
            session: Some(id),
            body: json(&granted)?,
        });
        let mut lease = || LeaseId(ulid(&mut self.chance, visit.granted));
        let begin =
            StationEvent::SessionStarted { session: id, lease: lease(), category, policy: self.policy };
        let mut said = vec![(started, begin)];
        for end in visit.grants.iter().rev().skip(1).rev() {
            said.push((*end, StationEvent::SessionExtended { session: id, lease: lease(), by_itself: true }));
        }
        said.push((visit.ended, StationEvent::SessionEnded { session: id, cause: visit.cause, seconds }));
        said.push((visit.ended, StationEvent::Reset { session: Some(id), report }));
        for (at, event) in said {
            let (kind, session) = describe(&event);
            let (seat, body) = (Some(visit.seat), json(&event)?);
            rows.push(Row { at, kind, seat, by_station: true, session, body });
        }
        Ok(())
    }

    fn chain(&mut self, calendar: &Calendar, row: Row) -> Result<(), StoreError> {
        let Row { at, kind, seat, by_station, session, body } = row;
        let seat = seat.and_then(|seat| self.seats.get_mut(seat));
        let station = seat.as_ref().map(|seat| seat.station);
        let journal = seat.filter(|_| by_station).map(|seat| {
            seat.last += 1;
            (seat.epoch, seat.last)
        });
        let day: Date = calendar.date_of(at);
        usage::append(self.tx, &NewEvent { at, day, kind, station, journal, session }, &body).map(drop)
    }
}

fn refusal(refused: Refused) -> Result<Row, StoreError> {
    let Refused { at, seat, category, age, because } = refused;
    let body = json(&event::Refused { category, age, because })?;
    Ok(Row { at, kind: event::Refused::KIND, seat: Some(seat), by_station: false, session: None, body })
}

fn passed(passage: Passage) -> Result<Row, StoreError> {
    let Passage { at, purpose, age } = passage;
    let body = json(&event::Passage { purpose, age })?;
    Ok(Row { at, kind: event::Passage::KIND, seat: None, by_station: false, session: None, body })
}

fn json<B: Serialize>(body: &B) -> Result<serde_json::Value, StoreError> {
    serde_json::to_value(body).map_err(|e| StoreError::Value(e.to_string().into()))
}

fn ulid(chance: &mut Chance, at: Timestamp) -> Ulid {
    Ulid::from_parts(at.as_millisecond().unsigned_abs(), chance.random())
}
