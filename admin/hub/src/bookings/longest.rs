//! How long a booking could be, told before it is made.

use epn_rules::booking::{Reach, reach_at_desk};
use epn_rules::decision::SlotLimit;
use epn_rules::units::Minutes;
use epn_wire::calendar::{LongestAsked, LongestBooking};

use super::facts::Asker;
use super::series::{check_places, checked, party_of};
use super::spots::spots;
use super::{BookingError, Party, Slot};
use crate::grant::Case;

/// What the desk could hold of all these places at once without a reason: as long as the place allows where that is
/// shortest. Where any of several would do, the one that goes farthest counts.
pub fn longest(case: &Case<'_>, asked: &LongestAsked) -> Result<LongestBooking, BookingError> {
    let LongestAsked { places, from, visitor } = asked;
    check_places(places)?;
    let policy = case.hub.policies.timeline_inside(case.tx)?.on(from.date());
    let party = match visitor {
        Some(id) => party_of(case, *id)?,
        None => Party::Label(String::new()),
    };
    let asker = Asker::new(case, &policy.rules, &party, from.date())?;
    let by_staff = matches!(party, Party::Label(_));
    let slot = Slot { from: *from, minutes: Minutes::ZERO };
    let mut shortest: Option<Reach> = None;
    for place in places {
        let mut farthest: Option<Reach> = None;
        for spot in spots(case.tx, checked(place)?, None)? {
            let facts = asker.facts(case, &spot, slot, by_staff)?;
            let reach = reach_at_desk(&policy.rules, &facts, *from);
            farthest = [farthest, reach].into_iter().flatten().max_by_key(|reach| reach.longest);
        }
        let Some(reach) = farthest else { return Ok(shown(None)) };
        shortest = [shortest, Some(reach)].into_iter().flatten().min_by_key(|reach| reach.longest);
    }
    Ok(shown(shortest))
}

fn shown(reach: Option<Reach>) -> LongestBooking {
    let none: (Minutes, Option<SlotLimit>) = (Minutes::ZERO, None);
    let (longest, limit) = reach.map_or(none, |reach| (reach.longest, reach.limit));
    LongestBooking { longest, limit }
}
