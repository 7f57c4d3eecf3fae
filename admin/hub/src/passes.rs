//! Who holds the quick actions of which station open. Only in memory: a restart of the hub closes them.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use epn_rules::id::{StaffId, StationId};
use epn_wire::lease::Nonce;
use epn_wire::staff::OPEN_SECONDS;

use crate::store::staff::Staff;

/// How long a pass is good, in machine time.
const OPEN: Duration = Duration::from_secs(OPEN_SECONDS as u64);

#[derive(Clone, Debug)]
struct Pass {
    nonce: Nonce,
    staff: Staff,
    until: Instant,
}

/// Every open pass: one a station at most.
#[derive(Debug, Default)]
pub struct Passes(Mutex<HashMap<StationId, Pass>>);

impl Passes {
    /// Opens the quick actions of a station for a member of staff; whoever had them open has them no more.
    pub fn open(&self, station: StationId, pass: Nonce, staff: Staff, now: Instant) {
        let mut passes = self.passes();
        passes.retain(|_, pass| now < pass.until);
        passes.insert(station, Pass { nonce: pass, staff, until: now + OPEN });
    }

    /// Who holds this pass of a station at this moment.
    pub fn holder(&self, station: StationId, pass: Nonce, now: Instant) -> Option<Staff> {
        let passes = self.passes();
        let held = passes.get(&station).filter(|held| held.nonce == pass && now < held.until)?;
        Some(held.staff.clone())
    }

    /// Ends a pass.
    pub fn close(&self, station: StationId, pass: Nonce) {
        self.passes().retain(|at, held| *at != station || held.nonce != pass);
    }

    /// Ends every pass of a member of staff: their card was revoked.
    pub fn close_all_of(&self, staff: StaffId) {
        self.passes().retain(|_, held| held.staff.id != staff);
    }

    fn passes(&self) -> MutexGuard<'_, HashMap<StationId, Pass>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use epn_wire::console::StaffRole;
    use ulid::Ulid;

    use super::*;

    const ONE: Nonce = Nonce([1; 16]);
    const TWO: Nonce = Nonce([2; 16]);

    fn station(number: u128) -> StationId {
        StationId(Ulid(number))
    }

    fn zohra() -> Staff {
        Staff { id: StaffId(Ulid(7)), name: "Zohra".to_owned(), role: StaffRole::Mediator }
    }

    #[test]
    fn a_pass_is_good_at_its_station_for_half_a_minute_and_until_the_next_one() {
        let (passes, now) = (Passes::default(), Instant::now());
        passes.open(station(1), ONE, zohra(), now);
        let last = now + OPEN.saturating_sub(Duration::from_millis(1));
        assert_eq!(passes.holder(station(1), ONE, last), Some(zohra()));
        assert_eq!(passes.holder(station(1), TWO, last), None);
        assert_eq!(passes.holder(station(2), ONE, last), None);
        assert_eq!(passes.holder(station(1), ONE, now + OPEN), None);
        passes.open(station(1), TWO, zohra(), now);
        assert_eq!(passes.holder(station(1), ONE, now), None);
        passes.close(station(1), ONE);
        assert_eq!(passes.holder(station(1), TWO, now), Some(zohra()), "an old one closes no new one");
        passes.close(station(1), TWO);
        assert_eq!(passes.holder(station(1), TWO, now), None);
    }

    #[test]
    fn who_loses_the_card_loses_what_it_opened() {
        let (passes, now) = (Passes::default(), Instant::now());
        passes.open(station(1), ONE, zohra(), now);
        passes.open(station(2), TWO, Staff { id: StaffId(Ulid(8)), ..zohra() }, now);
        passes.close_all_of(zohra().id);
        assert_eq!(passes.holder(station(1), ONE, now), None);
        assert!(passes.holder(station(2), TWO, now).is_some());
    }
}
