//! What the printer remembers between two requests: jobs that wait for their document, and who asked for a job.

use std::collections::{HashMap, VecDeque};
use std::hash::{BuildHasher as _, RandomState};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use epn_rules::id::{PrintJobId, StationId};
use jiff::Timestamp;

use super::unanswered::Taken;
use super::{CREATE_PATIENCE, jobs};
use crate::hub::Hub;

/// So many documents arrive at the same time, from all stations together.
const AT_ONCE: usize = 64;
/// And so many of them from one: a print queue sends one at a time, and whoever opens many keeps nobody else from printing.
const AT_ONCE_FROM_ONE: usize = 16;
/// How often jobs without a document are looked for, in machine time.
const LOOK: Duration = Duration::from_secs(5);
/// Of so many jobs, the last ones, it is known who asked for them.
const ASKERS: usize = 4096;
/// So many documents are looked at when one may have been sent again, the last ones.
const UNHEARD: usize = 1024;

/// What the printer remembers. Nothing of it outlives the hub: a job that waits for its document then is given up.
#[derive(Debug)]
pub struct Intake {
    /// When the printer began to be there, in site time.
    pub since: Timestamp,
    /// How many documents arrive, from each station.
    arriving: Mutex<HashMap<StationId, usize>>,
    awaited: Mutex<HashMap<PrintJobId, Instant>>,
    askers: Mutex<VecDeque<(PrintJobId, u64)>>,
    /// Documents that were taken without their sender hearing of it.
    unheard: Mutex<VecDeque<Taken>>,
    /// What clients call themselves is only compared, never read.
    names: RandomState,
}

impl Intake {
    pub fn new(since: Timestamp) -> Self {
        Self {
            since,
            arriving: Mutex::default(),
            awaited: Mutex::default(),
            askers: Mutex::default(),
            unheard: Mutex::default(),
            names: RandomState::new(),
        }
    }

    /// Room for one more document that arrives from a station, if there is any.
    pub(super) fn place(&self, station: StationId) -> Option<Place<'_>> {
        let mut arriving = lock(&self.arriving);
        let all: usize = arriving.values().sum();
        let from_one = arriving.get(&station).copied().unwrap_or(0);
        if all >= AT_ONCE || from_one >= AT_ONCE_FROM_ONE {
            return None;
        }
        arriving.insert(station, from_one + 1);
        Some(Place { intake: self, station })
    }

    /// A job was created; its document is to follow.
    pub(super) fn wait_for(&self, id: PrintJobId) {
        lock(&self.awaited).insert(id, Instant::now());
    }

    /// Whether a job waits for its document; it does no longer: whoever asked brings it now.
    pub(super) fn claim(&self, id: PrintJobId) -> bool {
        lock(&self.awaited).remove(&id).is_some()
    }

    /// Those that waited too long; they do no longer.
    fn overdue(&self) -> Vec<PrintJobId> {
        let mut awaited = lock(&self.awaited);
        awaited.extract_if(|_, since| since.elapsed() > CREATE_PATIENCE).map(|(id, _)| id).collect()
    }

    /// Somebody who calls themselves so asked for a job.
    pub(super) fn asked_by(&self, id: PrintJobId, name: &str) {
        let mut askers = lock(&self.askers);
        askers.push_back((id, self.names.hash_one(name)));
        if askers.len() > ASKERS {
            askers.pop_front();
        }
    }

    /// A document was taken, and its sender did not hear of it.
    pub(super) fn not_heard(&self, taken: Taken) {
        let mut unheard = lock(&self.unheard);
        unheard.push_back(taken);
        if unheard.len() > UNHEARD {
            unheard.pop_front();
        }
    }

    /// The document that was taken before without its sender hearing of it, if this is it again.
    pub(super) fn heard_again(&self, taken: &Taken) -> Option<Taken> {
        let mut unheard = lock(&self.unheard);
        let first = unheard.iter().position(|first| taken.is_again(first))?;
        unheard.remove(first)
    }

    /// Whether it is not known that another than somebody of this name asked for a job.
    pub(super) fn may_be_of(&self, id: PrintJobId, name: &str) -> bool {
        let name = self.names.hash_one(name);
        lock(&self.askers)
            .iter()
            .rev()
            .find(|(asked, _)| *asked == id)
            .is_none_or(|(_, asker)| *asker == name)
    }
}

/// The place of a document that arrives, free again when it is dropped.
#[derive(Debug)]
pub(super) struct Place<'i> {
    intake: &'i Intake,
    station: StationId,
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let mut arriving = lock(&self.intake.arriving);
        if let Some(from_one) = arriving.get_mut(&self.station) {
            *from_one -= 1;
            if *from_one == 0 {
                arriving.remove(&self.station);
            }
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Gives up jobs whose document does not come, for ever.
pub async fn give_up_in_time(hub: Arc<Hub>) {
    let mut looks = tokio::time::interval(LOOK);
    loop {
        looks.tick().await;
        for id in hub.intake.overdue() {
            jobs::incomplete(&hub, id).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use ulid::Ulid;

    use super::*;

    #[test]
    fn one_station_does_not_take_every_place() {
        let intake = Intake::new(Timestamp::UNIX_EPOCH);
        let [one, other] = [1, 2].map(|n| StationId(Ulid(n)));
        let mut places: Vec<_> = (0..AT_ONCE_FROM_ONE).map(|_| intake.place(one).unwrap()).collect();
        assert!(intake.place(one).is_none());
        assert!(intake.place(other).is_some(), "somebody else prints meanwhile");
        places.pop();
        assert!(intake.place(one).is_some());
        let all: Vec<_> = (3..).map_while(|n| intake.place(StationId(Ulid(n)))).take(AT_ONCE).collect();
        assert_eq!(all.len() + places.len(), AT_ONCE);
        drop((all, places));
        assert!(lock(&intake.arriving).is_empty());
    }
}
