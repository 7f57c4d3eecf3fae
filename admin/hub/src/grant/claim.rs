//! A station takes up what a mediator offered. It is decided anew: time has passed since.

use epn_rules::decide::decide;
use epn_rules::decision::Decision;
use epn_rules::facts::{EntryFacts, Facts, VisitorFacts};
use epn_rules::id::{CommandId, SessionId, StationId, VisitorId};
use epn_rules::people::{AgeBand, Category, PICTURES};
use epn_rules::session::EndCause;
use epn_rules::tariff;
use epn_rules::units::Minutes;
use epn_wire::station::Command;
use jiff::Timestamp;

use super::facts::seconds_between;
use super::{
    Asker, Case, Claimant, Opening, Ruling, SECONDS_OF_A_MINUTE, Verdict, alias_for, extend, open,
    station_facts, uses, visitor_elsewhere,
};
use crate::counts::event::Refused;
use crate::store::offer::Offer;
use crate::store::session::{Holder, Session};
use crate::store::{StoreError, offer, queue, session, visitor};

/// Takes up an offer.
pub fn claim(case: &Case<'_>, asker: Asker, command: CommandId) -> Result<Verdict, StoreError> {
    let claimed = offer::claim(case.tx, command, asker.station, Timestamp::now())?;
    let Some(offer::Made { session, offer }) = claimed else { return Ok(Verdict::NothingOffered) };
    match offer {
        Offer::Open { minutes, visitor, companions, insists } => {
            opened(case, asker, session, &ByStaff { minutes, visitor, companions, insists })
        }
        Offer::Extend { minutes, insists } => extend::by_staff(case, asker, session, minutes, insists),
        Offer::Move { from } => moved(case, asker, session, from),
    }
}

/// What a mediator opens.
struct ByStaff {
    minutes: Minutes,
    visitor: Option<VisitorId>,
    companions: u8,
    insists: bool,
}

/// What the rules are told when a mediator opens a station for so long, for this holder.
pub fn opening_facts(
    case: &Case<'_>,
    station: StationId,
    holder: Holder,
    minutes: Minutes,
    moved_from: Option<SessionId>,
) -> Result<Facts, StoreError> {
    let visitor = VisitorFacts {
        entry: EntryFacts::Staff { minutes },
        groups: case.groups_of(holder)?,
        uses: uses(case.tx, &case.policy.rules, holder, case.now)?,
        accompanied: true,
        authorised: true,
        session_elsewhere: visitor_elsewhere(case, holder, moved_from)?,
        ..VisitorFacts::default()
    };
    let by = Claimant { holder, picture: None };
    let station = station_facts(case.tx, station, by, case.now)?;
    Ok(Facts { at: case.now, visitor, station, waiting: queue::uncalled(case.tx)? })
}

/// May a mediator open a station, given these facts? If they insist, the rules alone do not hinder them.
pub fn decide_opening(case: &Case<'_>, facts: &Facts, minutes: Minutes, insists: bool) -> Ruling {
    let decision = decide(&case.policy.rules, facts);
    if insists { Ruling::insisted(decision, case.now, minutes) } else { Ruling::of_the_rules(decision) }
}

/// May a session go on at this station, with what is left of it?
pub fn decide_move(case: &Case<'_>, to: StationId, session: &Session) -> Result<Decision, StoreError> {
    let left = Minutes(seconds_between(case.now, session.ends).div_ceil(SECONDS_OF_A_MINUTE));
    let facts = opening_facts(case, to, session.holder, left, Some(session.id))?;
    Ok(decide(&case.policy.rules, &facts))
}

fn opened(case: &Case<'_>, asker: Asker, id: SessionId, wanted: &ByStaff) -> Result<Verdict, StoreError> {
    let member = match wanted.visitor {
        Some(id) => visitor::get(case.tx, id)?,
        None => None,
    };
    let holder = member.as_ref().map_or(Holder::Nobody, |member| Holder::Visitor(member.id));
    let age = member.as_ref().map_or(AgeBand::NonCommunique, |member| case.band_of(member));
    let facts = opening_facts(case, asker.station, holder, wanted.minutes, None)?;
    let Ruling { decision, overruled } = decide_opening(case, &facts, wanted.minutes, wanted.insists);
    let Decision::Granted { until, because } = decision else {
        return refused(case, asker, Category::Staff, age, decision);
    };
    case.overruled(asker, id, overruled)?;
    let picture = member.map_or_else(|| some_picture(id).to_owned(), |member| member.picture);
    let opening = Opening {
        id,
        category: Category::Staff,
        holder,
        alias: alias_for(case, holder, &picture)?,
        age,
        moved_from: None,
        until,
        because,
        companions: wanted.companions,
        tariff: tariff::applies(&case.policy.rules, &facts.visitor, &facts.station).cloned(),
    };
    Ok(Verdict::Lease(open(case, asker, opening, Claimant { holder, picture: None })?))
}

fn moved(case: &Case<'_>, asker: Asker, id: SessionId, from: SessionId) -> Result<Verdict, StoreError> {
    let before =
        session::get(case.tx, from)?.filter(|before| before.end.is_none() && before.released.is_none());
    let Some(before) = before else { return Ok(Verdict::NothingOffered) };
    let decision = decide_move(case, asker.station, &before)?;
    let Decision::Granted { until, because } = decision else {
        return refused(case, asker, before.category, before.age, decision);
    };
    let by = Claimant { holder: before.holder, picture: None };
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
        companions: before.companions,
        tariff: before.tariff,
    };
    // Only now does it end where it was: had the offer not been taken up, nothing would have changed.
    session::set_released(case.tx, from, case.now)?;
    case.command(before.station, Command::End { session: from, cause: EndCause::Moved })?;
    Ok(Verdict::Lease(open(case, asker, opening, by)?))
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
