//! A visitor wants to start. Who they are was established before; here the rules decide.

use epn_rules::age::{age_band, youngest};
use epn_rules::decide::decide;
use epn_rules::decision::Decision;
use epn_rules::facts::{EntryFacts, Facts, VisitorFacts};
use epn_rules::id::{SessionId, StationId};
use epn_rules::people::{AgeBand, Alias, Category};
use epn_rules::tariff;
use epn_wire::station::Acceptance;
use ulid::Ulid;

use super::{
    Asker, Case, Claimant, Opening, Verdict, alias_for, open, station_facts, uses, visitor_elsewhere,
};
use crate::counts::event::{Refused, record};
use crate::store::session::Holder;
use crate::store::ticket::Ticket;
use crate::store::visitor::Visitor;
use crate::store::{StoreError, queue, session};

/// Somebody whose code, or number and PIN, was right; or who needs none.
#[derive(Clone, Debug)]
pub enum Entrant {
    Member(Visitor),
    Ticket(Ticket),
    NoAccount { age: AgeBand, picture: String },
}

impl Entrant {
    pub(crate) fn category(&self) -> Category {
        match self {
            Self::Member(_) => Category::Member,
            Self::Ticket(_) => Category::Ticket,
            Self::NoAccount { .. } => Category::NoAccount,
        }
    }

    pub(crate) fn holder(&self) -> Holder {
        match self {
            Self::Member(visitor) => Holder::Visitor(visitor.id),
            Self::Ticket(ticket) => Holder::Ticket(ticket.id),
            Self::NoAccount { .. } => Holder::Nobody,
        }
    }

    pub(crate) fn claimant(&self) -> Claimant<'_> {
        let picture = match self {
            Self::NoAccount { picture, .. } => Some(picture.as_str()),
            Self::Member(_) | Self::Ticket(_) => None,
        };
        Claimant { holder: self.holder(), picture }
    }
}

/// Decides, and records a session or a refusal.
pub fn log_in(
    case: &Case<'_>,
    asker: Asker,
    entrant: &Entrant,
    acceptance: &Acceptance,
) -> Result<Verdict, StoreError> {
    let facts = facts(case, asker.station, entrant)?;
    let age = case.age_of(entrant);
    match decide(&case.policy.rules, &facts) {
        Decision::Granted { until, because } => {
            let alias = match case.waited(entrant.claimant(), asker.station)? {
                Some(waited) => waited.alias,
                None => case.alias_of(entrant)?,
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
                companions: 0,
                tariff: tariff::applies(&case.policy.rules, &facts.visitor, &facts.station).cloned(),
            };
            let lease = open(case, asker, opening, entrant.claimant())?;
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

/// What the rules are told of somebody who wants to start on a station.
pub fn facts(case: &Case<'_>, station: StationId, entrant: &Entrant) -> Result<Facts, StoreError> {
    let visitor = VisitorFacts {
        booking: case.own_booking(entrant.holder(), station, case.now)?,
        ..visitor_facts(case, entrant)?
    };
    let station = station_facts(case.tx, station, entrant.claimant(), case.now)?;
    Ok(Facts { at: case.now, visitor, station, waiting: queue::uncalled(case.tx)? })
}

/// What the rules are told of somebody, wherever they want to start.
pub fn visitor_facts(case: &Case<'_>, entrant: &Entrant) -> Result<VisitorFacts, StoreError> {
    let holder = entrant.holder();
    Ok(VisitorFacts {
        uses: uses(case.tx, &case.policy.rules, holder, case.now)?,
        session_elsewhere: visitor_elsewhere(case, holder, None)?,
        ..case.person(entrant)?
    })
}

impl Case<'_> {
    /// What the rules are told of who somebody is, without what they used and where they are.
    pub(crate) fn person(&self, entrant: &Entrant) -> Result<VisitorFacts, StoreError> {
        let mut visitor = VisitorFacts::default();
        match entrant {
            Entrant::Member(member) => {
                visitor.entry = EntryFacts::Member;
                visitor.authorised = member.authorised.is_some();
                visitor.groups.clone_from(&member.groups);
                // Without the day of birth: the younger of the two possible ages, which protective rules ask for.
                let years = member.birth_year.map(|year| self.year() - year - 1);
                visitor.age = years.map(|years| u8::try_from(years.max(0)).unwrap_or(u8::MAX));
            }
            Entrant::Ticket(ticket) => {
                visitor.entry = self.ticket_entry(ticket, self.now)?;
                visitor.age = youngest(ticket.age);
                // The mediator who gave the ticket saw who came with whom.
                visitor.accompanied = true;
            }
            Entrant::NoAccount { age, .. } => {
                visitor.entry = EntryFacts::NoAccount;
                visitor.age = youngest(*age);
            }
        }
        Ok(visitor)
    }

    pub(super) fn year(&self) -> i16 {
        self.policy.rules.calendar().date_of(self.now).year()
    }

    pub(super) fn band_of(&self, visitor: &Visitor) -> AgeBand {
        visitor.birth_year.map_or(AgeBand::NonCommunique, |year| age_band(year, self.year()))
    }

    /// How somebody is called today.
    pub(crate) fn alias_of(&self, entrant: &Entrant) -> Result<Alias, StoreError> {
        match entrant {
            Entrant::Member(visitor) => alias_for(self, entrant.holder(), &visitor.picture),
            Entrant::Ticket(ticket) => Ok(ticket.alias.clone()),
            Entrant::NoAccount { picture, .. } => alias_for(self, Holder::Nobody, picture),
        }
    }

    pub(crate) fn age_of(&self, entrant: &Entrant) -> AgeBand {
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
