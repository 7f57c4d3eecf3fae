//! A slot is held, if the rules grant it.

use epn_rules::booking;
use epn_rules::decision::{Decision, Refusal};
use epn_rules::id::{BookingId, StationId};
use epn_rules::rules::Rules;
use epn_wire::calendar::{BookingState, Place};
use epn_wire::planning::PlaceAsked;
use ulid::Ulid;

use super::arrive::come_to_already;
use super::facts::{Asker, Slot};
use super::spots::spots;
use super::{BookingError, By, Party, Spot, changed, record};
use crate::grant::Case;
use crate::policies::InForce;
use crate::store::booking::{Booking, Held};
use crate::store::{StoreError, booking as bookings};

/// Holds a slot for a party, at the place that is asked for or at the first with the tag that grants it. `here` is the
/// station that asks.
pub fn book(
    case: &Case<'_>,
    party: &Party,
    asked: &PlaceAsked,
    here: Option<StationId>,
    slot: Slot,
    by: &By,
) -> Result<Booking, BookingError> {
    let booked = hold(case, party, asked, here, slot, by, None)?;
    changed(case);
    Ok(booked)
}

/// As [`book`], as one of a series, if one is named.
pub(super) fn hold(
    case: &Case<'_>,
    party: &Party,
    asked: &PlaceAsked,
    here: Option<StationId>,
    slot: Slot,
    by: &By,
    series: Option<&str>,
) -> Result<Booking, BookingError> {
    let chosen = choose(case, party, asked, here, slot, by)?;
    let booking = Booking {
        id: BookingId(Ulid::new()),
        place: chosen.place,
        tag: tag_of(asked),
        holder: party.holder(),
        alias: party.alias_on(case, slot.from.date())?,
        label: party.label().to_owned(),
        series: series.map(str::to_owned),
        policy: chosen.policy.id,
        day: slot.from.date(),
        span: chosen.span,
        state: BookingState::Held,
        made: case.now,
        staff: by.staff(),
        reason: chosen.overrides.then(|| by.reason().map(str::to_owned)).flatten(),
        session: None,
    };
    match bookings::insert(case.tx, &booking)? {
        Held::Yes => {}
        Held::TakenAlready => return Err(taken(chosen.span)),
    }
    record(case, by, "booked", &booking)?;
    Ok(come_to_already(case, booking)?)
}

/// Where a slot is granted, and when it is.
pub(super) struct Chosen {
    pub(super) place: Place,
    pub(super) span: epn_rules::facts::Hold,
    /// The version of its day, by which it was decided.
    pub(super) policy: std::sync::Arc<InForce>,
    /// Whether rules refused it to the visitor, and staff did not mind.
    pub(super) overrides: bool,
}

/// The first spot that grants the slot; else the refusal whose next moment is the soonest.
pub(super) fn choose(
    case: &Case<'_>,
    party: &Party,
    asked: &PlaceAsked,
    here: Option<StationId>,
    slot: Slot,
    by: &By,
) -> Result<Chosen, BookingError> {
    let policy = case.hub.policies.timeline_inside(case.tx)?.on(slot.from.date());
    let asker = Asker::new(case, &policy.rules, party, slot.from.date())?;
    let mut refused = None;
    for spot in spots(case.tx, asked, here)? {
        let answer = decide(case, &policy.rules, &asker, party, &spot, slot, by)?;
        match answer {
            Answer::Granted { overrides } => {
                let span = booking::slot(&policy.rules, slot.from, slot.minutes)
                    .map_err(|refusal| BookingError::Refused(refusal_alone(refusal)))?;
                return Ok(Chosen { place: spot.place, span, policy, overrides });
            }
            Answer::Refused(decision) => refused = Some(sooner(refused, decision)),
        }
    }
    Err(BookingError::Refused(refused.unwrap_or_else(|| nothing_such(asked))))
}

enum Answer {
    Granted { overrides: bool },
    Refused(Decision),
}

fn decide(
    case: &Case<'_>,
    rules: &Rules,
    asker: &Asker,
    party: &Party,
    spot: &Spot,
    slot: Slot,
    by: &By,
) -> Result<Answer, StoreError> {
    // A class has no age, no quota, and its mediator knows how long it lasts.
    let for_nobody = matches!((party, by), (Party::Label(_), By::Staff { .. }));
    let mut facts = asker.facts(case, spot, slot, for_nobody)?;
    let (because, next) = match booking::book(rules, &facts) {
        Decision::Granted { .. } => return Ok(Answer::Granted { overrides: false }),
        refused @ Decision::Refused { .. } if for_nobody || *by == By::Visitor => {
            return Ok(Answer::Refused(refused));
        }
        Decision::Refused { because, next } => (because, next),
    };
    // That visitors do not book for themselves keeps nobody from the desk.
    let only_for_themselves = because.iter().all(|refusal| *refusal == Refusal::BookingNotAllowed);
    if !only_for_themselves && by.reason().is_none() {
        return Ok(Answer::Refused(Decision::Refused { because, next }));
    }
    facts.by_staff = true;
    Ok(match booking::book(rules, &facts) {
        Decision::Granted { .. } => Answer::Granted { overrides: !only_for_themselves },
        refused @ Decision::Refused { .. } => Answer::Refused(refused),
    })
}

/// Of two refusals the one that ends sooner.
fn sooner(before: Option<Decision>, decision: Decision) -> Decision {
    let next = |decision: &Decision| match decision {
        Decision::Refused { next, .. } => *next,
        Decision::Granted { until, .. } => Some(*until),
    };
    match before {
        Some(before) => {
            let is_sooner = match (next(&before), next(&decision)) {
                (Some(before), Some(next)) => next < before,
                (None, Some(_)) => true,
                (_, None) => false,
            };
            if is_sooner { decision } else { before }
        }
        None => decision,
    }
}

/// Nothing here has the tag that is asked for.
pub(super) fn nothing_such(asked: &PlaceAsked) -> Decision {
    let tag = tag_of(asked).unwrap_or_default();
    refusal_alone(Refusal::NothingSuchHere { tag })
}

pub(super) fn tag_of(asked: &PlaceAsked) -> Option<String> {
    match asked {
        PlaceAsked::Tag { tag } => Some(tag.clone()),
        PlaceAsked::Station { .. } | PlaceAsked::Equipment { .. } => None,
    }
}

fn refusal_alone(refusal: Refusal) -> Decision {
    Decision::Refused { because: vec![refusal], next: None }
}

/// The store found a hold where the rules saw none.
pub(super) fn taken(span: epn_rules::facts::Hold) -> BookingError {
    let refusal = Refusal::SlotTaken { from: span.from, until: span.until };
    BookingError::Refused(refusal_alone(refusal))
}
