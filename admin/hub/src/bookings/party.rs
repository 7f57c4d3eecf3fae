//! For whom a booking is.

use epn_rules::facts::VisitorFacts;
use epn_rules::people::Alias;
use jiff::civil::Date;

use crate::grant::{Case, Entrant, alias_on, visitor_facts};
use crate::store::session::Holder;
use crate::store::visitor::Visitor;
use crate::store::{StoreError, ticket, visitor};

/// A visitor who is known, or what a place is held for instead.
#[derive(Clone, Debug)]
pub enum Party {
    /// A member, or the holder of a ticket.
    Visitor(Entrant),
    /// No visitor: a class, a workshop. At most 80 characters.
    Label(String),
}

impl Party {
    /// The party of a holder; none if they are not known any more.
    pub fn of(case: &Case<'_>, holder: Holder, label: &str) -> Result<Option<Self>, StoreError> {
        Ok(match holder {
            Holder::Visitor(id) => visitor::get(case.tx, id)?.map(Entrant::Member).map(Self::Visitor),
            Holder::Ticket(id) => ticket::get(case.tx, id)?.map(Entrant::Ticket).map(Self::Visitor),
            Holder::Nobody => Some(Self::Label(label.to_owned())),
        })
    }

    pub(super) fn holder(&self) -> Holder {
        match self {
            Self::Visitor(entrant) => entrant.holder(),
            Self::Label(_) => Holder::Nobody,
        }
    }

    pub(super) fn label(&self) -> &str {
        match self {
            Self::Visitor(_) => "",
            Self::Label(label) => label,
        }
    }

    /// What the rules are told of them, but for what they used.
    pub(super) fn facts(&self, case: &Case<'_>) -> Result<VisitorFacts, StoreError> {
        match self {
            Self::Visitor(entrant) => visitor_facts(case, entrant),
            Self::Label(_) => Ok(VisitorFacts::default()),
        }
    }

    /// How they are called on a day: as they are already, else by their picture with the next free number.
    pub(super) fn alias_on(&self, case: &Case<'_>, day: Date) -> Result<Option<Alias>, StoreError> {
        let Self::Visitor(entrant) = self else { return Ok(None) };
        match entrant {
            Entrant::Member(Visitor { picture, .. }) | Entrant::NoAccount { picture, .. } => {
                alias_on(case.tx, entrant.holder(), picture, day).map(Some)
            }
            Entrant::Ticket(ticket) => Ok(Some(ticket.alias.clone())),
        }
    }
}
