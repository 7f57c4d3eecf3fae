//! What a visitor chooses from when they book on the kiosk.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use epn_rules::booking::{self, BookingFacts};
use epn_rules::decision::{DayHours, Decision};
use epn_rules::id::StationId;
use epn_rules::policy::SlotRules;
use epn_rules::print::FROM_KEYS;
use epn_rules::units::Minutes;
use epn_wire::calendar::Place;
use epn_wire::planning::{BookingShown, DayOffered, Overview, PlaceAsked, PlaceOffered, Start};
use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime};
use rusqlite::Connection;

use super::book::nothing_such;
use super::facts::Asker;
use super::spots::spots;
use super::{BookingError, Party, Slot, Spot, every_spot};
use crate::grant::{Case, Entrant};
use crate::store::booking::Booking;
use crate::store::{StoreError, booking as bookings};

/// The most days that are offered, whatever the horizon.
const DAYS: usize = 92;
/// The most lengths.
const LENGTHS: u32 = 32;

/// A visitor's bookings, and the days, places and lengths that they can choose from. It does not know the queue.
pub fn overview(case: &Case<'_>, entrant: &Entrant) -> Result<Overview, StoreError> {
    let party = Party::Visitor(entrant.clone());
    let today = case.policy.rules.calendar().date_of(case.now);
    let alias = party.alias_on(case, today)?;
    let own = bookings::of_holder_at(case.tx, party.holder(), case.now)?;
    let slots = case.policy.rules.policy().slots;
    let days = if slots.allowed { days(case, today, slots)? } else { Vec::new() };
    let refused = refused_on_all(case, &party, &days)?;
    Ok(Overview {
        alias: alias.unwrap_or_else(|| epn_rules::people::Alias { picture: String::new(), ordinal: 1 }),
        bookings: own.iter().map(|own| shown_to(case.tx, own)).collect::<Result<_, _>>()?,
        days,
        places: places(case.tx)?,
        lengths: lengths(slots),
        queued: None,
        refused,
    })
}

/// What keeps a visitor from booking anything on any of the days, each judged by its own version of the policy; without
/// days, by the one in force.
fn refused_on_all(
    case: &Case<'_>,
    party: &Party,
    days: &[DayOffered],
) -> Result<Option<Decision>, StoreError> {
    let timeline = case.hub.policies.timeline_inside(case.tx)?;
    let mut versions: Vec<_> = days.iter().map(|day| timeline.on(day.date)).collect();
    versions.dedup_by_key(|version| version.id);
    if versions.is_empty() {
        versions.push(Arc::clone(&case.policy));
    }
    let mut refused = None;
    for policy in versions {
        let today = policy.rules.calendar().date_of(case.now);
        let asker = Asker::new(case, &policy.rules, party, today)?;
        let because = booking::hindrances(&policy.rules, &asker.facts_of_any(case));
        if because.is_empty() {
            return Ok(None);
        }
        refused.get_or_insert(Decision::Refused { because, next: None });
    }
    Ok(refused)
}

/// The days from today to the horizon, each judged by the version of the policy that will apply on it.
fn days(case: &Case<'_>, today: Date, slots: SlotRules) -> Result<Vec<DayOffered>, StoreError> {
    let timeline = case.hub.policies.timeline_inside(case.tx)?;
    let days = today.series(1.day()).take((usize::from(slots.horizon_days) + 1).min(DAYS));
    let offered = days.map(|date| {
        let open = !timeline.on(date).rules.calendar().day_hours(date).ranges.is_empty();
        DayOffered { date, open }
    });
    Ok(offered.collect())
}

/// Each tag that something in service has, and each piece of equipment.
fn places(connection: &Connection) -> Result<Vec<PlaceOffered>, StoreError> {
    let spots: Vec<Spot> = every_spot(connection)?.into_iter().filter(|spot| spot.in_service).collect();
    // Whoever prints from a key needs no booking.
    let tags = spots.iter().flat_map(|spot| spot.tags.iter()).filter(|tag| *tag != FROM_KEYS);
    let tags: BTreeSet<_> = tags.cloned().collect();
    let tags =
        tags.into_iter().map(|tag| PlaceOffered { place: PlaceAsked::Tag { tag: tag.clone() }, name: tag });
    let equipment = spots.iter().filter_map(|spot| match spot.place {
        Place::Equipment { id } => Some(PlaceOffered {
            place: PlaceAsked::Equipment { id: id.to_string() },
            name: spot.name.clone(),
        }),
        Place::Station { .. } => None,
    });
    Ok(tags.chain(equipment).collect())
}

/// Every length of the grid where they are few; else as many as can be shown, evenly, the longest among them.
fn lengths(slots: SlotRules) -> Vec<Minutes> {
    let many = slots.longest.0.checked_div(slots.granularity.0).unwrap_or(0);
    let apart = many.div_ceil(LENGTHS).max(1);
    let offered = (1..=many).filter(|times| *times == many || times.is_multiple_of(apart));
    offered.map(|times| Minutes(times * slots.granularity.0)).collect()
}

/// What a visitor can choose from on a day.
#[derive(Debug)]
pub struct DayStarts {
    pub hours: DayHours,
    /// Each with the longest length that is granted from it somewhere.
    pub starts: Vec<Start>,
    /// The lengths that are offered on it.
    pub lengths: Vec<Minutes>,
    /// Why there is none, if there is none.
    pub refused: Option<Decision>,
}

/// The hours of a day, and its starts.
pub fn starts(
    case: &Case<'_>,
    entrant: &Entrant,
    asked: &PlaceAsked,
    here: Option<StationId>,
    date: Date,
) -> Result<DayStarts, BookingError> {
    let policy = case.hub.policies.timeline_inside(case.tx)?.on(date);
    let party = Party::Visitor(entrant.clone());
    let asker = Asker::new(case, &policy.rules, &party, date)?;
    // Of each start, the place where it goes farthest: the first of those.
    let mut best: BTreeMap<DateTime, (Minutes, &BookingFacts)> = BTreeMap::new();
    let any = Slot { from: date.into(), minutes: Minutes::ZERO };
    let spots = spots(case.tx, asked, here)?;
    let places: Vec<_> =
        spots.iter().map(|spot| asker.facts(case, spot, any, false)).collect::<Result<_, _>>()?;
    for facts in &places {
        for (from, minutes) in booking::starts(&policy.rules, facts, date) {
            let known = best.entry(from).or_insert((minutes, facts));
            if minutes > known.0 {
                *known = (minutes, facts);
            }
        }
    }
    let refused = match places.as_slice() {
        [] => Some(nothing_such(asked)),
        places => best.is_empty().then(|| booking::none_on(&policy.rules, places, date)),
    };
    let starts = best.into_iter().map(|(from, (longest, facts))| {
        let limit = booking::limit(&policy.rules, facts, from, longest);
        Start { from, longest, limit }
    });
    Ok(DayStarts {
        starts: starts.collect(),
        hours: policy.rules.calendar().day_hours(date),
        lengths: lengths(policy.rules.policy().slots),
        refused,
    })
}

/// A booking as its visitor sees it.
pub fn shown_to(connection: &Connection, booking: &Booking) -> Result<BookingShown, StoreError> {
    let place = Spot::of(connection, booking.place)?.map(|spot| spot.name).unwrap_or_default();
    Ok(BookingShown { id: booking.id, place, from: booking.span.from, until: booking.span.until })
}

#[cfg(test)]
mod tests {
    use epn_rules::policy::Policy;

    use super::*;

    #[test]
    fn the_longest_length_is_on_offer_however_many_there_are() {
        let offered = |granularity, longest| {
            let slots = SlotRules {
                granularity: Minutes(granularity),
                longest: Minutes(longest),
                ..Policy::default().slots
            };
            lengths(slots).into_iter().map(|length| length.0).collect::<Vec<_>>()
        };
        assert_eq!(offered(15, 60), [15, 30, 45, 60]);
        assert_eq!(offered(5, 160).len(), 32);
        let long = offered(5, 245);
        assert_eq!((long.first(), long.last(), long.len()), (Some(&10), Some(&245), 25));
        let day = offered(5, 24 * 60);
        assert!(day.len() <= LENGTHS as usize + 1 && day.last() == Some(&(24 * 60)), "{day:?}");
    }
}
