//! Years of invented use: plausible, without anybody real in it, and the same each time for the same seed.
//!
//! Each day is made from the seed and its date alone, so a day does not depend on how many years are made. Everything
//! that rules decide, the very rules of the site decide.

mod booked;
mod chance;
mod day;
mod money;
mod people;
mod write;

use std::sync::Arc;

use epn_rules::id::StationId;
use jiff::ToSpan as _;
use jiff::civil::Date;
use rand::Rng as _;
use ulid::Ulid;

use crate::hub::Hub;
use crate::money::MoneyError;
use crate::store::{StoreError, Tx, counts, station, visitor};
use chance::Chance;
use people::Members;

/// What to invent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    pub years: u16,
    pub stations: u16,
    pub seed: u64,
    /// The last day of use.
    pub until: Date,
}

/// What was invented.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Invented {
    pub days: u32,
    pub sessions: u32,
    pub passages: u32,
    pub refusals: u32,
    pub bookings: u32,
    pub prints: u32,
    /// Of money that was paid in.
    pub receipts: u32,
}

/// Why nothing was invented.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    #[error("this site has use of its own already: invented use would spoil its counts; make another site")]
    HasUse,
    #[error("the invented money does not add up: {0}")]
    Money(#[from] MoneyError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Invents use, all or nothing. `progress` is told of each day.
pub fn invent(
    hub: &Arc<Hub>,
    wish: Wish,
    progress: impl Fn(Date) + Send + 'static,
) -> Result<Invented, SeedError> {
    let for_tx = Arc::clone(hub);
    hub.store.writer.run_now(move |tx| {
        let hub = for_tx;
        if counts::known_days(tx)?.is_some() {
            return Err(SeedError::HasUse);
        }
        let policy = hub.policies.inside(tx)?;
        let mut invented = Invented::default();
        let days = days(wish);
        let Some(&first) = days.first() else { return Ok(invented) };
        let stations = stations(tx, &hub, wish, first)?;
        let members = members(tx, &hub, wish, first)?;
        let at = policy.rules.calendar().start_of(first);
        let mut pen = write::Pen::new(tx, wish.seed, policy.id, stations.clone(), at);
        let mut till = money::Till::new(tx, wish.seed)?;
        for day in days.into_iter().filter(|day| !is_holiday(*day)) {
            progress(day);
            let plan = day::plan(&policy.rules, wish, day, &members);
            invented.add(&plan);
            till.day(&policy.rules, day, &plan)?;
            pen.write(&policy.rules, plan)?;
            pen.bookings.missed(&policy.rules, day, &stations, &members)?;
        }
        pen.bookings.ahead(&policy.rules, wish, &stations, &members)?;
        invented.bookings = pen.bookings.made;
        (invented.prints, invented.receipts) = (till.prints, till.receipts);
        pen.finish()?;
        Ok(invented)
    })
}

impl Invented {
    fn add(&mut self, plan: &day::Plan) {
        let count = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
        self.days += u32::from(!plan.sessions.is_empty());
        self.sessions += count(plan.sessions.len());
        self.passages += count(plan.passages.len());
        self.refusals += count(plan.refusals.len());
    }
}

/// The days to invent, in order.
fn days(wish: Wish) -> Vec<Date> {
    let after = wish.until.tomorrow().unwrap_or(wish.until);
    let first = after.saturating_sub(i32::from(wish.years).years());
    first.series(1.day()).take_while(|day| *day < after).collect()
}

/// Public holidays of France that have a fixed date (Code du travail, art. L3133-1): no room is open on them.
fn is_holiday(day: Date) -> bool {
    const HOLIDAYS: [(i8, i8); 8] = [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)];
    HOLIDAYS.contains(&(day.month(), day.day()))
}

/// The site's stations, by name `Poste 1`, `Poste 2` …: those that are there, and those that are wanting.
fn stations(tx: &Tx<'_>, hub: &Hub, wish: Wish, first: Date) -> Result<Vec<StationId>, StoreError> {
    let at = hub.policies.inside(tx)?.rules.calendar().start_of(first);
    let mut chance = Chance::of_people(wish.seed, "stations");
    let mut ids = Vec::new();
    for number in 1..=wish.stations {
        let id = StationId(Ulid::from_parts(at.as_millisecond().unsigned_abs(), chance.random()));
        let name = format!("Poste {number}");
        let known = station::by_name(tx, &name)?;
        if known.is_none() {
            let new =
                station::Station { id, name, tags: Vec::new(), fingerprint: None, out_of_service: None };
            station::put(tx, hub.site.room, &new, at)?;
        }
        ids.push(known.map_or(id, |station| station.id));
    }
    Ok(ids)
}

/// Members, without names. None of them can log in before the desk gives them a PIN.
fn members(tx: &Tx<'_>, hub: &Hub, wish: Wish, first: Date) -> Result<Members, StoreError> {
    let at = hub.policies.inside(tx)?.rules.calendar().start_of(first);
    let members = people::members(wish, at);
    for member in members.all() {
        // No PIN fits what is no hash.
        visitor::insert(tx, member, "none", at)?;
    }
    Ok(members)
}
