//! Giving time: a mediator opens a station, extends a session, moves one to another station. The station is offered it,
//! and claims the lease.

use std::sync::Arc;

use epn_rules::decision::Decision;
use epn_rules::id::{CommandId, SessionId, StationId};
use epn_rules::policy_check::LONGEST_SESSION;
use epn_rules::units::Minutes;
use epn_wire::console::{Extend, Open};
use epn_wire::station::Command;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use ulid::Ulid;

use super::{By, DeskError, at_the_desk, hindrance};
use crate::grant::{Case, Ruling, decide_by_staff, decide_move, decide_opening, opening_facts};
use crate::hub::Hub;
use crate::name;
use crate::store::offer::{Made, Offer};
use crate::store::session::Holder;
use crate::store::{offer, session, visitor};

/// How long (machine time) a station has to take up an offer.
const OFFERED: SignedDuration = SignedDuration::from_secs(60);

/// Opens a station for somebody, for a member if one is named.
pub async fn open(
    hub: &Arc<Hub>,
    by: impl Into<By>,
    station: StationId,
    open: Open,
) -> Result<(), DeskError> {
    let by = by.into();
    at_the_desk(hub, move |case| open_one(case, by, station, &open)).await
}

/// What became of one station when all were opened.
#[derive(Debug)]
pub struct Opened {
    pub station: StationId,
    pub outcome: Result<(), DeskError>,
}

/// Opens every station that answers, is free and is kept for nobody; those that cannot be are told with the reason.
pub async fn open_all(hub: &Arc<Hub>, by: impl Into<By>, open: Open) -> Result<Vec<Opened>, DeskError> {
    let by = by.into();
    if open.visitor.is_some() {
        return Err(DeskError::BadRequest("one member cannot be at every station".to_owned()));
    }
    let unkept = hub.live.unkept(&hub.policies.now().rules, hub.clock.now());
    let free = unkept.into_iter().filter(|seat| {
        seat.is_online()
            && seat.session.is_none()
            && seat.out_of_service.is_none()
            && hindrance(seat.state.phase).is_none()
    });
    let mut opened = Vec::new();
    for seat in free {
        opened.push(Opened { station: seat.id, outcome: self::open(hub, by, seat.id, open.clone()).await });
    }
    Ok(opened)
}

/// Gives the session on a station so much more time, beyond its end; with a reason, although the rules refuse.
pub async fn extend(
    hub: &Arc<Hub>,
    by: impl Into<By>,
    station: StationId,
    extend: Extend,
) -> Result<(), DeskError> {
    let by = by.into();
    let Extend { minutes, reason } = extend;
    check(minutes)?;
    let reason = name::reason(reason)?;
    at_the_desk(hub, move |case| {
        case.seat_that_answers(station)?;
        let session = session::open_on(case.tx, station)?.ok_or(DeskError::NotNow("nobody is at it"))?;
        let ruling = decide_by_staff(case, &session, minutes, reason.is_some())?;
        let reason = reason.filter(|_| !ruling.overruled.is_empty());
        granted(ruling.decision)?;
        let made = Made { session: session.id, offer: Offer::Extend { minutes, insists: reason.is_some() } };
        make(case, station, &made)?;
        let detail = json!({ "minutes": minutes, "reason": reason });
        Ok(case.audit(by, "extended", &session.id, &detail)?)
    })
    .await
}

/// Moves the session on a station to another; what is left of it follows. It ends here once the other has it.
pub async fn move_to(
    hub: &Arc<Hub>,
    by: impl Into<By>,
    from: StationId,
    to: StationId,
) -> Result<(), DeskError> {
    let by = by.into();
    at_the_desk(hub, move |case| {
        if case.hub.live.seat(from).is_none() {
            return Err(DeskError::NotFound("station"));
        }
        // One that was moved already, from a station that has not said so yet, goes on elsewhere.
        let session = session::open_on(case.tx, from)?
            .filter(|session| session.released.is_none())
            .ok_or(DeskError::NotNow("nobody is at it"))?;
        can_be_opened(case, to)?;
        granted(decide_move(case, to, &session)?)?;
        let made = Made { session: SessionId(Ulid::new()), offer: Offer::Move { from: session.id } };
        make(case, to, &made)?;
        Ok(case.audit(by, "moved", &session.id, &json!({ "to": to }))?)
    })
    .await
}

fn open_one(case: &Case<'_>, by: By, station: StationId, open: &Open) -> Result<(), DeskError> {
    let Open { minutes, visitor, companions, ref reason } = *open;
    let minutes = minutes.unwrap_or(case.policy.rules.policy().session.longest);
    check(minutes)?;
    case.check_companions(companions)?;
    let reason = name::reason(reason.clone())?;
    can_be_opened(case, station)?;
    let holder = match visitor {
        Some(id) => {
            visitor::get(case.tx, id)?.ok_or(DeskError::NotFound("visitor"))?;
            Holder::Visitor(id)
        }
        None => Holder::Nobody,
    };
    let facts = opening_facts(case, station, holder, minutes, None)?;
    let Ruling { decision, overruled } = decide_opening(case, &facts, minutes, reason.is_some());
    let reason = reason.filter(|_| !overruled.is_empty());
    granted(decision)?;
    let offer = Offer::Open { minutes, visitor, companions, insists: reason.is_some() };
    make(case, station, &Made { session: SessionId(Ulid::new()), offer })?;
    let detail = json!({ "minutes": minutes, "reason": reason });
    Ok(case.audit(by, "opened", &station, &detail)?)
}

fn check(minutes: Minutes) -> Result<(), DeskError> {
    if minutes == Minutes::ZERO || minutes > LONGEST_SESSION {
        return Err(DeskError::BadRequest(format!("minutes are from 1 to {}", LONGEST_SESSION.0)));
    }
    Ok(())
}

fn can_be_opened(case: &Case<'_>, station: StationId) -> Result<(), DeskError> {
    let seat = case.seat_that_answers(station)?;
    if let Some(why) = hindrance(seat.state.phase) {
        return Err(DeskError::NotNow(why));
    }
    if !offer::outstanding(case.tx, station, Timestamp::now())?.is_empty() {
        return Err(DeskError::NotNow("it is being opened already"));
    }
    Ok(())
}

fn granted(decision: Decision) -> Result<(), DeskError> {
    if decision.is_granted() { Ok(()) } else { Err(DeskError::Refused(decision)) }
}

fn make(case: &Case<'_>, station: StationId, made: &Made) -> Result<CommandId, DeskError> {
    let command = case.command(station, Command::Offer { session: made.session })?;
    let until = Timestamp::now().saturating_add(OFFERED).unwrap_or(Timestamp::MAX);
    offer::insert(case.tx, command, station, made, until)?;
    Ok(command)
}
