//! A new session, once the rules have granted it.

use epn_rules::decide::extend;
use epn_rules::decision::Limit;
use epn_rules::id::SessionId;
use epn_rules::people::{AgeBand, Alias, Category};
use epn_rules::policy::Tariff;
use epn_wire::lease::SignedLease;
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::Connection;

use super::{Asker, Case, Claimant};
use crate::counts::event::{Companions, Granted, record};
use crate::live::SeatSession;
use crate::store::session::{Holder, Session};
use crate::store::{StoreError, alias, booking, queue, session};

/// What a new session is made of.
#[derive(Clone, Debug)]
pub struct Opening {
    pub id: SessionId,
    pub category: Category,
    pub holder: Holder,
    pub alias: Alias,
    pub age: AgeBand,
    pub moved_from: Option<SessionId>,
    /// The first moment after the granted time, and what set it.
    pub until: Timestamp,
    pub because: Vec<Limit>,
    /// How many sit with them.
    pub companions: u8,
    /// What it costs, if it costs anything.
    pub tariff: Option<Tariff>,
}

/// Records a session and signs its lease; what was held for whoever it is has served.
pub fn open(
    case: &Case<'_>,
    asker: Asker,
    opening: Opening,
    by: Claimant<'_>,
) -> Result<SignedLease, StoreError> {
    let Opening { id, category, holder, alias, age, moved_from, until, because, companions, tariff } =
        opening;
    let mut session = Session {
        id,
        station: asker.station,
        policy: case.policy.id,
        category,
        holder,
        moved_from,
        alias,
        age,
        day: case.policy.rules.calendar().date_of(case.now),
        granted: case.now,
        ends: until,
        extends_by_itself: false,
        started: None,
        epoch: None,
        released: None,
        end: None,
        reset: None,
        companions,
        tariff,
        price: None,
        booking: None,
    };
    session::insert(case.tx, &session)?;
    case.arrive(&mut session)?;
    case.no_longer_waits(by, &session)?;
    session.extends_by_itself = case.goes_on(&session)?;
    session::set_ends(case.tx, id, until, session.extends_by_itself)?;
    let calendar = case.policy.rules.calendar();
    let granted = Granted { category, age };
    record(case.tx, calendar, case.now, Some(asker.station), Some(id), &granted)?;
    if companions > 0 {
        record(case.tx, calendar, case.now, Some(asker.station), Some(id), &Companions { companions })?;
    }
    let lease = case.sign(asker, &session, because)?;

    let shown = SeatSession::read(case.tx, &session)?;
    let hub = std::sync::Arc::clone(case.hub);
    case.tx.after_commit(move || hub.live.set_session(asker.station, shown));
    Ok(lease)
}

impl Case<'_> {
    /// Whether a session would go on by itself at its present end.
    pub(super) fn goes_on(&self, session: &Session) -> Result<bool, StoreError> {
        if !self.policy.rules.policy().session.extend_while_nobody_waits {
            return Ok(false);
        }
        let facts = self.running_facts(session, session.ends)?;
        Ok(extend(&self.policy.rules, &facts).is_granted())
    }
}

/// How somebody is called today, by their picture if by nothing yet.
pub fn alias_for(case: &Case<'_>, holder: Holder, picture: &str) -> Result<Alias, StoreError> {
    alias_on(case.tx, holder, picture, case.policy.rules.calendar().date_of(case.now))
}

/// How somebody is called on a day: as already on that day (in a session, the queue, a booking), else by their picture
/// with the next free number.
pub fn alias_on(
    connection: &Connection,
    holder: Holder,
    picture: &str,
    day: Date,
) -> Result<Alias, StoreError> {
    if let Some(alias) = session::alias_of(connection, holder, day)? {
        return Ok(alias);
    }
    if let Some(alias) = queue::alias_of(connection, holder, day)? {
        return Ok(alias);
    }
    match booking::alias_of(connection, holder, day)? {
        Some(alias) => Ok(alias),
        None => alias::next(connection, picture, day),
    }
}
