//! A visitor wants to start. Who they are was established before; here the rules decide.

use epn_rules::age::{age_band, youngest};
use epn_rules::decide::decide;
use epn_rules::decision::Decision;
use epn_rules::facts::{EntryFacts, Facts, VisitorFacts};
use epn_rules::id::SessionId;
use epn_rules::people::{AgeBand, Category};
use epn_wire::station::Acceptance;
use ulid::Ulid;

use super::{
    Asker, Case, Opening, Verdict, alias_for, floor, open, station_facts, used_today, visitor_elsewhere,
};
use crate::counts::event::{Refused, record};
use crate::store::session::Holder;
use crate::store::ticket::Ticket;
use crate::store::visitor::Visitor;
use crate::store::{StoreError, session};

/// Somebody whose code, or number and PIN, was right; or who needs none.
#[derive(Clone, Debug)]
pub enum Entrant {
    Member(Visitor),
    Ticket(Ticket),
    NoAccount { age: AgeBand, picture: String },
}

impl Entrant {
    fn category(&self) -> Category {
        match self {
            Self::Member(_) => Category::Member,
            Self::Ticket(_) => Category::Ticket,
            Self::NoAccount { .. } => Category::NoAccount,
        }
    }

    fn holder(&self) -> Holder {
        match self {
            Self::Member(visitor) => Holder::Visitor(visitor.id),
            Self::Ticket(ticket) => Holder::Ticket(ticket.id),
            Self::NoAccount { .. } => Holder::Nobody,
        }
    }
}

/// Decides, and records a session or a refusal.
pub fn log_in(
    case: &Case<'_>,
    asker: Asker,
    entrant: &Entrant,
    acceptance: &Acceptance,
) -> Result<Verdict, StoreError> {
    let facts = facts(case, asker, entrant)?;
    let age = case.age_of(entrant);
    match decide(&case.policy.rules, &facts) {
        Decision::Granted { until, because } => {
            let alias = match entrant {
                Entrant::Member(visitor) => alias_for(case, entrant.holder(), &visitor.picture)?,
                Entrant::Ticket(ticket) => ticket.alias.clone(),
                Entrant::NoAccount { picture, .. } => alias_for(case, Holder::Nobody, picture)?,
            };
            let id = SessionId(Ulid::new());
            let opening = Opening {
                id,
                category: entrant.category(),
                holder: entrant.holder(),
                alias,
                age,
                moved_from: None,
                until,
                because,
            };
            let lease = open(case, asker, opening)?;
            session::accept_charter(case.tx, id, &acceptance.charter, &acceptance.lang, case.now)?;
            Ok(Verdict::Lease(lease))
        }
        Decision::Refused { because, next } => {
            let refused = Refused { category: entrant.category(), age, because: because.clone() };
            case.refused(asker, &refused)?;
            Ok(Verdict::Refused(Decision::Refused { because, next }))
        }
    }
}

/// What the rules are told of somebody who wants to start.
pub fn facts(case: &Case<'_>, asker: Asker, entrant: &Entrant) -> Result<Facts, StoreError> {
    let holder = entrant.holder();
    let mut visitor = VisitorFacts {
        used_today: floor(used_today(case.tx, case.policy.rules.calendar(), holder, case.now)?),
        session_elsewhere: visitor_elsewhere(case, holder, None)?,
        ..VisitorFacts::default()
    };
    match entrant {
        Entrant::Member(member) => {
            visitor.entry = EntryFacts::Member;
            visitor.authorised = member.authorised.is_some();
            // Without the day of birth: the younger of the two possible ages, which protective rules ask for.
            let years = member.birth_year.map(|year| case.year() - year - 1);
            visitor.age = years.map(|years| u8::try_from(years.max(0)).unwrap_or(u8::MAX));
        }
        Entrant::Ticket(ticket) => {
            visitor.entry = case.ticket_entry(ticket, case.now)?;
            visitor.age = youngest(ticket.age);
            // The mediator who gave the ticket saw who came with whom.
            visitor.accompanied = true;
        }
        Entrant::NoAccount { age, .. } => {
            visitor.entry = EntryFacts::NoAccount;
            visitor.age = youngest(*age);
        }
    }
    let station = station_facts(case.tx, asker.station)?;
    Ok(Facts { at: case.now, visitor, station, waiting: case.hub.live.waiting() })
}

impl Case<'_> {
    pub(super) fn year(&self) -> i16 {
        self.policy.rules.calendar().date_of(self.now).year()
    }

    pub(super) fn band_of(&self, visitor: &Visitor) -> AgeBand {
        visitor.birth_year.map_or(AgeBand::NonCommunique, |year| age_band(year, self.year()))
    }

    fn age_of(&self, entrant: &Entrant) -> AgeBand {
        match entrant {
            Entrant::Member(visitor) => self.band_of(visitor),
            Entrant::Ticket(ticket) => ticket.age,
            Entrant::NoAccount { age, .. } => *age,
        }
    }

    /// Records that rules refused somebody.
    pub(super) fn refused(&self, asker: Asker, refused: &Refused) -> Result<(), StoreError> {
        record(self.tx, self.policy.rules.calendar(), self.now, Some(asker.station), None, refused)?;
        let hub = std::sync::Arc::clone(self.hub);
        self.tx.after_commit(move || hub.live.recount());
        Ok(())
    }
}
