//! More time for a running session.

use std::sync::Arc;

use epn_rules::decide::{extend, extend_by_staff};
use epn_rules::decision::Decision;
use epn_rules::id::SessionId;
use epn_rules::units::Minutes;

use super::{Asker, Case, Ruling, Verdict};
use crate::counts::event::Refused;
use crate::store::session::Session;
use crate::store::{StoreError, session};

/// The visitor asks for more time, or the session goes on by itself.
pub fn more_time(
    case: &Case<'_>,
    asker: Asker,
    of: SessionId,
    by_itself: bool,
) -> Result<Verdict, StoreError> {
    let Some(session) = running(case, asker, of)? else { return Ok(Verdict::NothingOffered) };
    let facts = case.running_facts(&session, session.ends.max(case.now))?;
    let decision = extend(&case.policy.rules, &facts);
    settle(case, asker, session, Ruling::of_the_rules(decision), !by_itself)
}

/// May a mediator extend a session by so much beyond its end? If they insist, the rules alone do not hinder them.
pub fn decide_by_staff(
    case: &Case<'_>,
    session: &Session,
    minutes: Minutes,
    insists: bool,
) -> Result<Ruling, StoreError> {
    let facts = case.running_facts(session, session.ends.max(case.now))?;
    let decision = extend_by_staff(&case.policy.rules, &facts, minutes);
    Ok(if insists { Ruling::insisted(decision, facts.at, minutes) } else { Ruling::of_the_rules(decision) })
}

/// A mediator extends a session by so much beyond its end.
pub(super) fn by_staff(
    case: &Case<'_>,
    asker: Asker,
    of: SessionId,
    minutes: Minutes,
    insists: bool,
) -> Result<Verdict, StoreError> {
    let Some(session) = running(case, asker, of)? else { return Ok(Verdict::NothingOffered) };
    let ruling = decide_by_staff(case, &session, minutes, insists)?;
    settle(case, asker, session, ruling, true)
}

/// The session, if it runs on the asking station.
fn running(case: &Case<'_>, asker: Asker, of: SessionId) -> Result<Option<Session>, StoreError> {
    Ok(session::open_on(case.tx, asker.station)?.filter(|session| session.id == of))
}

fn settle(
    case: &Case<'_>,
    asker: Asker,
    mut session: Session,
    Ruling { decision, overruled }: Ruling,
    asked_by_somebody: bool,
) -> Result<Verdict, StoreError> {
    let verdict = match decision {
        Decision::Granted { until, because } => {
            case.overruled(asker, session.id, overruled)?;
            session.ends = until.max(session.ends);
            case.arrive(&mut session)?;
            session.extends_by_itself = case.goes_on_after(&session)?;
            Verdict::Lease(case.sign(asker, &session, because)?)
        }
        Decision::Refused { because, next } => {
            session.extends_by_itself = false;
            if asked_by_somebody {
                let refused =
                    Refused { category: session.category, age: session.age, because: because.clone() };
                case.refused(asker, &refused)?;
            }
            Verdict::Refused(Decision::Refused { because, next })
        }
    };
    session::set_ends(case.tx, session.id, session.ends, session.extends_by_itself)?;
    let (hub, station) = (Arc::clone(case.hub), asker.station);
    case.tx.after_commit(move || {
        hub.live.set_ends(station, session.id, session.ends, session.extends_by_itself);
    });
    Ok(verdict)
}

impl Case<'_> {
    /// As [`Self::goes_on`], for an end that is not recorded yet: what the session uses up to it counts.
    fn goes_on_after(&self, session: &Session) -> Result<bool, StoreError> {
        session::set_ends(self.tx, session.id, session.ends, session.extends_by_itself)?;
        self.goes_on(session)
    }
}
