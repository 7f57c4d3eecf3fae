//! Who somebody is, by what they come with. Wrong tries meet growing delays, whatever was asked.

use epn_rules::member_number::MemberNumber;
use epn_rules::people::PICTURES;
use epn_rules::pin::Pin;
use epn_rules::ticket_code::TicketCode;
use epn_wire::lease::NoRandomness;
use epn_wire::secret::Secret;
use epn_wire::station::Entry;
use jiff::Timestamp;

use super::connection::Connection;
use crate::desk::DeskError;
use crate::grant::Entrant;
use crate::hashing::HashError;
use crate::store::{StoreError, Tx, ticket, visitor};
use crate::throttle::{Attempt, Forgiven, Subject, Wait};

/// The hub could not decide.
#[derive(Debug, thiserror::Error)]
pub(super) enum Trouble {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Hash(#[from] HashError),
    #[error(transparent)]
    Desk(#[from] DeskError),
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
    #[error("a right cannot be written: {0}")]
    Right(#[from] serde_json::Error),
}

/// Who somebody turned out to be.
pub(super) enum Recognised {
    Yes(Entrant, Forgotten),
    /// The code, or number and PIN, is not known: so long until the next try.
    No(Wait),
    /// This try was not looked at.
    Wait(Wait),
}

/// The wrong tries before a right one: to be forgotten with what is decided.
pub(super) struct Forgotten(Option<Forgiven>);

impl Forgotten {
    pub(super) fn write(&self, tx: &Tx<'_>) -> Result<(), StoreError> {
        self.0.as_ref().filter(|forgiven| !forgiven.is_empty()).map_or(Ok(()), |forgiven| forgiven.write(tx))
    }
}

/// What looking at a code, or number and PIN, came to.
enum Looked {
    Yes(Entrant, Attempt),
    No(Attempt),
    Wait(Wait),
}

/// Finds out who somebody is.
pub(super) async fn recognise(connection: &Connection, entry: Entry) -> Result<Recognised, Trouble> {
    let looked = match entry {
        Entry::Ticket { code } => by_ticket(connection, &code).await?,
        Entry::Member { number, pin } => by_number(connection, &number, pin).await?,
        Entry::NoAccount { age, picture } => {
            let known = PICTURES.iter().find(|known| **known == picture).unwrap_or(&"star");
            let entrant = Entrant::NoAccount { age, picture: (*known).to_owned() };
            return Ok(Recognised::Yes(entrant, Forgotten(None)));
        }
    };
    Ok(match looked {
        Looked::Yes(entrant, attempt) => Recognised::Yes(entrant, Forgotten(Some(attempt.succeeded()))),
        Looked::No(attempt) => Recognised::No(failed(connection, attempt).await?),
        Looked::Wait(wait) => Recognised::Wait(wait),
    })
}

async fn by_ticket(connection: &Connection, code: &Secret) -> Result<Looked, Trouble> {
    let subjects = [Subject::station(connection.station)];
    let attempt = match connection.hub.throttle.attempt(&subjects, Timestamp::now()) {
        Ok(attempt) => attempt,
        Err(wait) => return Ok(Looked::Wait(wait)),
    };
    // A typing error that the check character shows is counted like any other: a code that is not known.
    let Ok(code) = code.reveal().parse::<TicketCode>() else { return Ok(Looked::No(attempt)) };
    let hash = connection.hub.keys.ticket_hash(&code);
    let found =
        connection.hub.store.readers.read::<_, StoreError, _>(move |c| ticket::by_code(c, &hash)).await?;
    Ok(match found {
        Some(ticket) => Looked::Yes(Entrant::Ticket(ticket), attempt),
        None => Looked::No(attempt),
    })
}

async fn by_number(connection: &Connection, number: &str, pin: Secret) -> Result<Looked, Trouble> {
    let hub = &connection.hub;
    let number = number.parse::<MemberNumber>().ok().map(|number| number.to_string());
    let mut subjects = vec![Subject::station(connection.station)];
    subjects.extend(number.as_deref().map(Subject::member));
    let attempt = match hub.throttle.attempt(&subjects, Timestamp::now()) {
        Ok(attempt) => attempt,
        Err(wait) => return Ok(Looked::Wait(wait)),
    };
    let found = match number {
        Some(number) => {
            hub.store.readers.read::<_, StoreError, _>(move |c| visitor::by_number(c, &number)).await?
        }
        None => None,
    };
    let (member, stored) = found.map_or((None, None), |(member, stored)| (Some(member), Some(stored)));
    let typed = Pin::typed(pin.reveal()).map(|pin| Secret::from(pin.reveal().to_owned()));
    // A number or a PIN that cannot be is looked at all the same: the answer takes as long.
    let (pin, stored) = typed.map_or((pin, None), |typed| (typed, stored));
    let fits = hub.hasher.is_pin(pin, stored).await?;
    Ok(match member.filter(|_| fits) {
        Some(member) => Looked::Yes(Entrant::Member(member), attempt),
        None => Looked::No(attempt),
    })
}

async fn failed(connection: &Connection, attempt: Attempt) -> Result<Wait, Trouble> {
    let failed = attempt.failed(Timestamp::now());
    let wait = failed.wait;
    connection.hub.store.writer.run::<_, StoreError, _>(move |tx| failed.write(tx)).await?;
    Ok(wait)
}
