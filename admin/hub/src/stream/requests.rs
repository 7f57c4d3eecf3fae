//! What stations ask to be decided.

use std::sync::Arc;

use epn_rules::id::CommandId;
use epn_rules::member_number::MemberNumber;
use epn_rules::people::PICTURES;
use epn_rules::pin::Pin;
use epn_rules::session::Phase;
use epn_rules::ticket_code::TicketCode;
use epn_wire::secret::Secret;
use epn_wire::station::{Acceptance, Entry, Outcome, Reply, Request};
use jiff::Timestamp;

use super::connection::Connection;
use super::reconcile;
use super::transport::Ended;
use crate::grant::{self, Asker, Case, Entrant, Verdict};
use crate::hashing::HashError;
use crate::store::{StoreError, Tx, command, ticket, visitor};
use crate::throttle::{Attempt, Forgiven, Subject, Wait};

/// The longest texts of an acceptance, in characters.
const LONGEST_ACCEPTANCE: usize = 64;

/// Answers a request; whatever goes wrong in the hub is told as [`Reply::Trouble`].
pub(super) async fn answer(connection: &mut Connection, request: Request) -> Reply {
    let station = connection.station;
    let answered = match request {
        Request::LogIn { entry, acceptance, nonce, boot } => {
            log_in(connection, Asker { station, nonce, boot }, entry, acceptance).await
        }
        Request::Claim { offer, nonce, boot } => {
            let asker = Asker { station, nonce, boot };
            decide(connection, move |case| grant::claim(case, asker, offer)).await
        }
        Request::MoreTime { session, by_itself, nonce, boot } => {
            let asker = Asker { station, nonce, boot };
            decide(connection, move |case| grant::more_time(case, asker, session, by_itself)).await
        }
    };
    let reply = answered.unwrap_or_else(|error| {
        tracing::error!(%station, %error, "a request could not be decided");
        Reply::Trouble
    });
    if matches!(reply, Reply::Lease { .. }) {
        reconcile::lease_given(connection);
    }
    reply
}

/// A command was carried out.
pub(super) async fn done(connection: &mut Connection, id: CommandId, outcome: Outcome) -> Result<(), Ended> {
    if matches!(outcome, Outcome::NotNow { phase: Phase::Locked | Phase::OutOfService }) {
        reconcile::nobody_there(connection);
    }
    let (station, now) = (connection.station, connection.hub.clock.now());
    let written = connection
        .hub
        .store
        .writer
        .run::<_, StoreError, _>(move |tx| command::done(tx, id, station, &outcome, now).map(drop));
    written.await.map_err(Ended::Store)
}

/// The hub could not decide.
#[derive(Debug, thiserror::Error)]
enum Trouble {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Hash(#[from] HashError),
}

async fn decide(
    connection: &Connection,
    work: impl FnOnce(&Case<'_>) -> Result<Verdict, StoreError> + Send + 'static,
) -> Result<Reply, Trouble> {
    let hub = Arc::clone(&connection.hub);
    let verdict =
        connection.hub.store.writer.run::<_, StoreError, _>(move |tx| work(&Case::new(tx, &hub)?)).await?;
    Ok(verdict.into())
}

impl From<Verdict> for Reply {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Lease(lease) => Self::Lease { lease },
            Verdict::Refused(decision) => Self::Refused { decision },
            Verdict::NothingOffered => Self::NothingOffered,
        }
    }
}

/// Who somebody turned out to be.
enum Recognised {
    Yes(Entrant, Option<Attempt>),
    No(Attempt),
    Wait(Wait),
}

async fn log_in(
    connection: &Connection,
    asker: Asker,
    entry: Entry,
    acceptance: Acceptance,
) -> Result<Reply, Trouble> {
    let recognised = match entry {
        Entry::Ticket { code } => by_ticket(connection, &code).await?,
        Entry::Member { number, pin } => by_number(connection, &number, pin).await?,
        Entry::NoAccount { age, picture } => {
            let known = PICTURES.iter().find(|known| **known == picture).unwrap_or(&"star");
            Recognised::Yes(Entrant::NoAccount { age, picture: (*known).to_owned() }, None)
        }
    };
    match recognised {
        Recognised::Wait(Wait(wait_seconds)) => Ok(Reply::Throttled { wait_seconds }),
        Recognised::No(attempt) => not_recognised(connection, attempt).await,
        Recognised::Yes(entrant, attempt) => {
            let forgiven = attempt.map(Attempt::succeeded);
            let acceptance = shortened(acceptance);
            decide(connection, move |case| {
                forgive(case.tx, forgiven.as_ref())?;
                grant::log_in(case, asker, &entrant, &acceptance)
            })
            .await
        }
    }
}

fn forgive(tx: &Tx<'_>, forgiven: Option<&Forgiven>) -> Result<(), StoreError> {
    forgiven.filter(|forgiven| !forgiven.is_empty()).map_or(Ok(()), |forgiven| forgiven.write(tx))
}

fn shortened(acceptance: Acceptance) -> Acceptance {
    let cut = |text: String| text.chars().take(LONGEST_ACCEPTANCE).collect();
    Acceptance { charter: cut(acceptance.charter), lang: cut(acceptance.lang) }
}

async fn by_ticket(connection: &Connection, code: &Secret) -> Result<Recognised, Trouble> {
    let subjects = [Subject::station(connection.station)];
    let attempt = match connection.hub.throttle.attempt(&subjects, Timestamp::now()) {
        Ok(attempt) => attempt,
        Err(wait) => return Ok(Recognised::Wait(wait)),
    };
    // A typing error that the check character shows is counted like any other: a code that is not known.
    let Ok(code) = code.reveal().parse::<TicketCode>() else { return Ok(Recognised::No(attempt)) };
    let hash = connection.hub.keys.ticket_hash(&code);
    let found =
        connection.hub.store.readers.read::<_, StoreError, _>(move |c| ticket::by_code(c, &hash)).await?;
    Ok(match found {
        Some(ticket) => Recognised::Yes(Entrant::Ticket(ticket), Some(attempt)),
        None => Recognised::No(attempt),
    })
}

async fn by_number(connection: &Connection, number: &str, pin: Secret) -> Result<Recognised, Trouble> {
    let hub = &connection.hub;
    let number = number.parse::<MemberNumber>().ok().map(|number| number.to_string());
    let mut subjects = vec![Subject::station(connection.station)];
    subjects.extend(number.as_deref().map(Subject::member));
    let attempt = match hub.throttle.attempt(&subjects, Timestamp::now()) {
        Ok(attempt) => attempt,
        Err(wait) => return Ok(Recognised::Wait(wait)),
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
        Some(member) => Recognised::Yes(Entrant::Member(member), Some(attempt)),
        None => Recognised::No(attempt),
    })
}

async fn not_recognised(connection: &Connection, attempt: Attempt) -> Result<Reply, Trouble> {
    let failed = attempt.failed(Timestamp::now());
    let Wait(wait_seconds) = failed.wait;
    connection.hub.store.writer.run::<_, StoreError, _>(move |tx| failed.write(tx)).await?;
    Ok(Reply::NotRecognised { wait_seconds })
}
