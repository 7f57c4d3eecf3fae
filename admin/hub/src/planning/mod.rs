//! What a visitor asks of bookings and the queue at a kiosk, once it is known who asks.

use epn_rules::decision::{Decision, Refusal};
use epn_rules::id::{SessionId, StationId};
use epn_rules::people::{AgeBand, Alias};
use epn_wire::calendar::QueueRow;
use epn_wire::planning::{Overview, PlanningAnswer, PlanningAsk, Queued};

use crate::bookings::{self, BookingError, By, DayStarts, Party, Slot};
use crate::grant::{Case, Entrant};
use crate::queue::{self, Joined};
use crate::store::session::Holder;
use crate::store::{StoreError, session, ticket, visitor};

/// Does what somebody at a station asks.
pub fn answer(
    case: &Case<'_>,
    here: StationId,
    who: &Entrant,
    ask: PlanningAsk,
) -> Result<PlanningAnswer, StoreError> {
    match ask {
        PlanningAsk::JoinQueue { age } => join(case, who, age),
        PlanningAsk::LeaveQueue => {
            queue::leave(case, who.claimant())?;
            Ok(PlanningAnswer::LeftQueue)
        }
        PlanningAsk::Overview => Ok(PlanningAnswer::Overview(overview(case, who)?)),
        _ if who.holder() == Holder::Nobody => Ok(not_for_nobody()),
        PlanningAsk::Starts { place, date } => {
            let found = bookings::starts(case, who, &place, Some(here), date);
            settled(found.map(|DayStarts { hours, starts, lengths, refused }| PlanningAnswer::Starts {
                date,
                hours,
                starts,
                lengths,
                refused,
            }))
        }
        PlanningAsk::Book { place, from, minutes } => {
            let party = Party::Visitor(who.clone());
            let slot = Slot { from, minutes };
            match bookings::book(case, &party, &place, Some(here), slot, &By::Visitor) {
                Ok(held) => {
                    let booking = bookings::shown_to(case.tx, &held)?;
                    Ok(PlanningAnswer::Booked { booking })
                }
                Err(error) => settled(Err(error)),
            }
        }
        PlanningAsk::Cancel { booking } => {
            let cancelled = bookings::cancel_own(case, booking, who.holder());
            settled(cancelled.map(|()| PlanningAnswer::Cancelled))
        }
    }
}

/// Does what whoever works in a session asks; it must be the one on the station that asks.
pub fn answer_session(
    case: &Case<'_>,
    here: StationId,
    of: SessionId,
    ask: PlanningAsk,
) -> Result<PlanningAnswer, StoreError> {
    let Some(session) = session::open_on(case.tx, here)?.filter(|session| session.id == of) else {
        return Ok(PlanningAnswer::Gone);
    };
    let who = match session.holder {
        Holder::Visitor(id) => visitor::get(case.tx, id)?.map(Entrant::Member),
        Holder::Ticket(id) => ticket::get(case.tx, id)?.map(Entrant::Ticket),
        Holder::Nobody => None,
    };
    match (who, ask) {
        (Some(who), ask) => answer(case, here, &who, ask),
        (None, PlanningAsk::Overview) => Ok(PlanningAnswer::Overview(nothing(session.alias, None))),
        (None, _) => Ok(not_for_nobody()),
    }
}

fn join(case: &Case<'_>, who: &Entrant, age: AgeBand) -> Result<PlanningAnswer, StoreError> {
    let who = match who {
        Entrant::NoAccount { picture, .. } => Entrant::NoAccount { age, picture: picture.clone() },
        known => known.clone(),
    };
    // Whoever is known by a picture alone could join again and again: at a kiosk, one picture waits once.
    let joined = match queue::found(case, who.claimant())? {
        Some(waiting) => Joined::Waits(waiting.id),
        None => queue::join(case, &who)?,
    };
    match joined {
        Joined::Refused(decision) => Ok(PlanningAnswer::Refused { decision }),
        Joined::Waits(id) => {
            let row = case.queue_row(id)?;
            Ok(row.map_or(PlanningAnswer::Gone, |row| PlanningAnswer::Queued { queued: queued(row) }))
        }
    }
}

fn overview(case: &Case<'_>, who: &Entrant) -> Result<Overview, StoreError> {
    let waiting = queue::found(case, who.claimant())?;
    let queued = match &waiting {
        Some(waiting) => case.queue_row(waiting.id)?.map(queued),
        None => None,
    };
    if let Entrant::NoAccount { picture, .. } = who {
        let alias = waiting.map_or_else(|| Alias { picture: picture.clone(), ordinal: 1 }, |it| it.alias);
        return Ok(nothing(alias, queued));
    }
    Ok(Overview { queued, ..bookings::overview(case, who)? })
}

fn queued(row: QueueRow) -> Queued {
    let QueueRow { alias, place, about, called, .. } = row;
    Queued { alias, place, about, called }
}

/// For somebody who has nothing and can book nothing.
fn nothing(alias: Alias, queued: Option<Queued>) -> Overview {
    let (bookings, days, places, lengths) = Default::default();
    Overview { alias, bookings, days, places, lengths, queued, refused: Some(needs_account()) }
}

/// Whoever is known by a picture alone cannot be told from another: nothing is held for them but a place in the queue.
fn not_for_nobody() -> PlanningAnswer {
    PlanningAnswer::Refused { decision: needs_account() }
}

fn needs_account() -> Decision {
    Decision::Refused { because: vec![Refusal::NoAccountNotAllowed], next: None }
}

fn settled(done: Result<PlanningAnswer, BookingError>) -> Result<PlanningAnswer, StoreError> {
    match done {
        Ok(answer) => Ok(answer),
        Err(BookingError::Refused(decision)) => Ok(PlanningAnswer::Refused { decision }),
        Err(
            BookingError::NotFound(_)
            | BookingError::Over
            | BookingError::NotNow(_)
            | BookingError::BadRequest(_),
        ) => Ok(PlanningAnswer::Gone),
        Err(BookingError::Store(error)) => Err(error),
    }
}
