//! Usage events, added up.

use std::collections::{BTreeMap, HashMap};

use epn_rules::people::{AgeBand, Category};
use rusqlite::Connection;

use super::{Days, Per};
use crate::store::StoreError;
use crate::store::counts::{self, Counted, Kind};

/// Counted are the whole minutes of each session, so that cells add up to totals.
const SECONDS_OF_A_MINUTE: u64 = 60;

/// What a cell counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// The day, week, month or year.
    pub span: String,
    /// The station's name; none for presences without one.
    pub station: Option<String>,
    /// None for presences without a session.
    pub category: Option<Category>,
    pub age: AgeBand,
}

/// How often, and how long.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Sessions that started in this span.
    pub sessions: u64,
    /// Whole minutes of each of those sessions that ended, added up, on whatever day they ended.
    pub minutes: u64,
    /// Presences without a station.
    pub passages: u64,
    /// Log-ins that rules refused.
    pub refusals: u64,
}

impl std::ops::AddAssign for Cell {
    fn add_assign(&mut self, other: Self) {
        self.sessions += other.sessions;
        self.minutes += other.minutes;
        self.passages += other.passages;
        self.refusals += other.refusals;
    }
}

/// Counts by span, station, category and age band; a cell that is not in it is zero.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    pub per: Per,
    pub cells: BTreeMap<Key, Cell>,
}

impl Table {
    /// Counts some days of the site.
    pub fn read(connection: &Connection, days: Days, per: Per) -> Result<Self, StoreError> {
        let mut adding = Adding::new(days, per);
        counts::each(connection, days.from(), days.to(), |event| adding.add(event))?;
        Ok(adding.table)
    }

    /// Everything together.
    pub fn total(&self) -> Cell {
        let mut total = Cell::default();
        self.cells.values().for_each(|cell| total += *cell);
        total
    }
}

/// A table in the making.
struct Adding {
    days: Days,
    table: Table,
    /// Of whom it is known that a session was granted to them, but not yet that it started.
    ages: HashMap<String, AgeBand>,
    /// Where each session is counted, and with how many minutes so far.
    sessions: HashMap<String, (Key, u64)>,
}

impl Adding {
    fn new(days: Days, per: Per) -> Self {
        let table = Table { per, cells: BTreeMap::new() };
        Self { days, table, ages: HashMap::new(), sessions: HashMap::new() }
    }

    fn add(&mut self, event: Counted) {
        match event.kind {
            Kind::SessionGranted => {
                if let (Some(session), Some(age)) = (event.session, event.age) {
                    self.ages.insert(session, age);
                }
            }
            Kind::SessionStarted => self.started(event),
            Kind::SessionEnded | Kind::SessionConcluded => self.ended(&event),
            Kind::Refused => self.count(event, |cell| cell.refusals += 1),
            Kind::Passage => self.count(event, |cell| cell.passages += 1),
        }
    }

    fn started(&mut self, mut event: Counted) {
        let Some(session) = event.session.take() else { return };
        event.age = self.ages.remove(&session);
        if let Some(key) = self.key(event) {
            self.table.cells.entry(key.clone()).or_default().sessions += 1;
            self.sessions.insert(session, (key, 0));
        }
    }

    /// What a station says of an end replaces what the hub concluded.
    fn ended(&mut self, event: &Counted) {
        let session = event.session.as_ref().and_then(|session| self.sessions.get_mut(session));
        if let (Some((key, minutes)), Some(seconds)) = (session, event.seconds)
            && let Some(cell) = self.table.cells.get_mut(key)
        {
            let before = std::mem::replace(minutes, u64::from(seconds) / SECONDS_OF_A_MINUTE);
            cell.minutes = cell.minutes - before + *minutes;
        }
    }

    fn count(&mut self, event: Counted, count: impl FnOnce(&mut Cell)) {
        if let Some(key) = self.key(event) {
            count(self.table.cells.entry(key).or_default());
        }
    }

    /// The cell of an event; none if it did not happen on one of the days.
    fn key(&self, event: Counted) -> Option<Key> {
        let Counted { day, station, category, age, .. } = event;
        let is_asked_for = (self.days.from()..=self.days.to()).contains(&day);
        is_asked_for.then(|| Key {
            span: self.table.per.span_of(day),
            station,
            category,
            age: age.unwrap_or_default(),
        })
    }
}
