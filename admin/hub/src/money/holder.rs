//! Whose money: a member's, a ticket's, a session's, or nobody's who is known.

use epn_rules::facts::{EntryFacts, VisitorFacts};
use epn_rules::id::{PurseId, SessionId};
use epn_rules::people::Category;
use epn_rules::units::Minutes;
use epn_wire::money::PurseHolder;
use rusqlite::Connection;
use ulid::Ulid;

use super::{Book, MoneyError};
use crate::store::session::{Holder, Session};
use crate::store::{StoreError, purse, session, ticket, visitor};

/// Who pays for what a session prints: its member, else its ticket, else the session itself. One that was moved pays from the
/// purse of the session that it goes on from.
pub fn holder_of_session(connection: &Connection, id: SessionId) -> Result<PurseHolder, MoneyError> {
    let session = session::get(connection, id)?.ok_or(MoneyError::NotFound("session"))?;
    Ok(match session.holder {
        Holder::Visitor(id) => PurseHolder::Visitor { id },
        Holder::Ticket(id) => PurseHolder::Ticket { id },
        Holder::Nobody => PurseHolder::Session { id: first_of(connection, session)? },
    })
}

fn first_of(connection: &Connection, mut session: Session) -> Result<SessionId, StoreError> {
    while let Some(before) = session.moved_from
        && let Some(earlier) = session::get(connection, before)?
    {
        session = earlier;
    }
    Ok(session.id)
}

/// Somebody who really exists, by the one name under which they hold money.
pub(super) fn known(connection: &Connection, holder: PurseHolder) -> Result<PurseHolder, MoneyError> {
    let (exists, what) = match holder {
        PurseHolder::Visitor { id } => (visitor::get(connection, id)?.is_some(), "visitor"),
        PurseHolder::Ticket { id } => (ticket::get(connection, id)?.is_some(), "ticket"),
        PurseHolder::Session { id } => return holder_of_session(connection, id),
        PurseHolder::Purse { .. } => (purse::of(connection, holder)?.is_some(), "purse"),
    };
    if exists { Ok(holder) } else { Err(MoneyError::NotFound(what)) }
}

/// The purse of somebody, if they have one already.
pub fn purse_if_any(connection: &Connection, holder: PurseHolder) -> Result<Option<PurseId>, MoneyError> {
    Ok(purse::of(connection, known(connection, holder)?)?)
}

impl Book<'_> {
    /// The purse of somebody; a new one, if they had none.
    pub fn purse_of(&self, holder: PurseHolder) -> Result<PurseId, MoneyError> {
        let holder = known(self.tx, holder)?;
        match purse::of(self.tx, holder)? {
            Some(id) => Ok(id),
            None => Ok(self.new_purse(Some(holder))?),
        }
    }

    /// A purse of nobody who is known: without a free allowance, and found by what is paid from it.
    pub fn anonymous(&self) -> Result<PurseHolder, StoreError> {
        Ok(PurseHolder::Purse { id: self.new_purse(None)? })
    }

    pub(super) fn new_purse(&self, holder: Option<PurseHolder>) -> Result<PurseId, StoreError> {
        let id = PurseId(Ulid::new());
        purse::insert(self.tx, id, holder, self.at)?;
        Ok(id)
    }
}

/// What the rules are told of the holder of a purse; nothing of one that is anonymous.
pub(super) fn facts(
    connection: &Connection,
    holder: Option<PurseHolder>,
) -> Result<Option<VisitorFacts>, StoreError> {
    let mut facts = VisitorFacts::default();
    facts.entry = match holder {
        None | Some(PurseHolder::Purse { .. }) => return Ok(None),
        Some(PurseHolder::Visitor { id }) => {
            let Some(member) = visitor::get(connection, id)? else { return Ok(None) };
            facts.groups = member.groups;
            EntryFacts::Member
        }
        Some(PurseHolder::Ticket { id }) => {
            let Some(ticket) = ticket::get(connection, id)? else { return Ok(None) };
            EntryFacts::Ticket { carried: ticket.minutes, left: ticket.minutes, expires: ticket.expires }
        }
        Some(PurseHolder::Session { id }) => {
            match session::get(connection, id)?.map(|found| found.category) {
                None => return Ok(None),
                Some(Category::Staff) => EntryFacts::Staff { minutes: Minutes::ZERO },
                Some(Category::Member) => EntryFacts::Member,
                Some(Category::Ticket | Category::NoAccount) => EntryFacts::NoAccount,
            }
        }
    };
    Ok(Some(facts))
}
