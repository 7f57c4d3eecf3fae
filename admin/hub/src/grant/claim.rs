//! A station takes up what a mediator offered. It is decided anew: time has passed since.

use epn_rules::decide::decide;
use epn_rules::decision::Decision;
use epn_rules::facts::{EntryFacts, Facts, VisitorFacts};
use epn_rules::id::{CommandId, SessionId, StationId, VisitorId};
use epn_rules::people::{AgeBand, Category, PICTURES};
use epn_rules::session::EndCause;
use epn_rules::units::Minutes;
use epn_wire::station::Command;
use jiff::Timestamp;

use super::facts::seconds_between;
use super::{
    Asker, Case, Opening, SECONDS_OF_A_MINUTE, Verdict, alias_for, extend, floor, open, station_facts,
    used_today, visitor_elsewhere,
};
use crate::counts::event::Refused;
use crate::store::offer::Offer;
use crate::store::session::{Holder, Session};
use crate::store::{StoreError, offer, session, visitor};

/// Takes up an offer.
pub fn claim(case: &Case<'_>, asker: Asker, command: CommandId) -> Result<Verdict, StoreError> {
    let claimed = offer::claim(case.tx, command, asker.station, Timestamp::now())?;
    let Some(offer::Made { session, offer }) = claimed else { return Ok(Verdict::NothingOffered) };
    match offer {
        Offer::Open { minutes, visitor } => opened(case, asker, session, minutes, visitor),
        Offer::Extend { minutes } => extend::by_staff(case, asker, session, minutes),
        Offer::Move { from } => moved(case, asker, session, from),
    }
}

/// May a mediator open this station for so long, for this holder?
pub fn decide_opening(
    case: &Case<'_>,
    station: StationId,
    holder: Holder,
    minutes: Minutes,
    moved_from: Option<SessionId>,
) -> Result<Decision, StoreError> {
    let visitor = VisitorFacts {
        entry: EntryFacts::Staff { minutes },
        used_today: floor(used_today(case.tx, case.policy.rules.calendar(), holder, case.now)?),
        accompanied: true,
        authorised: true,
        session_elsewhere: visitor_elsewhere(case, holder, moved_from)?,
        ..VisitorFacts::default()
    };
    let station = station_facts(case.tx, station)?;
    let facts = Facts { at: case.now, visitor, station, waiting: case.hub.live.waiting() };
    Ok(decide(&case.policy.rules, &facts))
}

/// May a session go on at this station, with what is left of it?
pub fn decide_move(case: &Case<'_>, to: StationId, session: &Session) -> Result<Decision, StoreError> {
    let left = seconds_between(case.now, session.ends).div_ceil(SECONDS_OF_A_MINUTE);
    decide_opening(case, to, session.holder, Minutes(left), Some(session.id))
}

fn opened(
    case: &Case<'_>,
    asker: Asker,
    id: SessionId,
    minutes: Minutes,
    visitor: Option<VisitorId>,
) -> Result<Verdict, StoreError> {
    let member = match visitor {
        Some(id) => visitor::get(case.tx, id)?,
        None => None,
    };
    let holder = member.as_ref().map_or(Holder::Nobody, |member| Holder::Visitor(member.id));
    let age = member.as_ref().map_or(AgeBand::NonCommunique, |member| case.band_of(member));
    let decision = decide_opening(case, asker.station, holder, minutes, None)?;
    let Decision::Granted { until, because } = decision else {
        return refused(case, asker, Category::Staff, age, decision);
    };
    let picture = member.map_or_else(|| some_picture(id).to_owned(), |member| member.picture);
    let alias = alias_for(case, holder, &picture)?;
    let opening =
        Opening { id, category: Category::Staff, holder, alias, age, moved_from: None, until, because };
    Ok(Verdict::Lease(open(case, asker, opening)?))
}

fn moved(case: &Case<'_>, asker: Asker, id: SessionId, from: SessionId) -> Result<Verdict, StoreError> {
    let before =
        session::get(case.tx, from)?.filter(|before| before.end.is_none() && before.released.is_none());
    let Some(before) = before else { return Ok(Verdict::NothingOffered) };
    let decision = decide_move(case, asker.station, &before)?;
    let Decision::Granted { until, because } = decision else {
        return refused(case, asker, before.category, before.age, decision);
    };
    let opening = Opening {
        id,
        category: before.category,
        holder: before.holder,
        alias: before.alias,
        age: before.age,
        moved_from: Some(from),
        // Whole minutes may be more than was left, to the second.
        until: until.min(before.ends),
        because,
    };
    // Only now does it end where it was: had the offer not been taken up, nothing would have changed.
    session::set_released(case.tx, from, case.now)?;
    case.command(before.station, Command::End { session: from, cause: EndCause::Moved })?;
    Ok(Verdict::Lease(open(case, asker, opening)?))
}

fn refused(
    case: &Case<'_>,
    asker: Asker,
    category: Category,
    age: AgeBand,
    decision: Decision,
) -> Result<Verdict, StoreError> {
    if let Decision::Refused { because, .. } = &decision {
        case.refused(asker, &Refused { category, age, because: because.clone() })?;
    }
    Ok(Verdict::Refused(decision))
}

/// A picture for somebody who chose none: any, as long as not all get the same.
pub fn some_picture(id: SessionId) -> &'static str {
    let chance = usize::from(id.0.to_bytes()[15]);
    PICTURES.get(chance % PICTURES.len()).copied().unwrap_or("star")
}
