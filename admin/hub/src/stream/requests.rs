//! What stations ask to be decided.

use std::sync::Arc;

use epn_rules::id::{CommandId, PrintJobId, SessionId};
use epn_rules::session::Phase;
use epn_wire::planning::{PlanningAnswer, PlanningAsk, Who};
use epn_wire::printing::{PrintAnswer, PrintAsk};
use epn_wire::station::{Acceptance, Entry, Outcome, Reply, Request};

use super::connection::Connection;
use super::recognise::{Recognised, Trouble, recognise};
use super::transport::Ended;
use super::{reconcile, staff};
use crate::grant::{self, Asker, Case, Verdict};
use crate::planning;
use crate::printing::life::{self, Decision};
use crate::printing::{phone, usb};
use crate::scans;
use crate::store::{StoreError, command};
use crate::throttle::Wait;

/// The longest texts of an acceptance, in characters.
const LONGEST_ACCEPTANCE: usize = 64;

/// Answers a request; whatever goes wrong in the hub is told as [`Reply::Trouble`].
pub(super) async fn answer(connection: &mut Connection, request: Request) -> Reply {
    let station = connection.station;
    let answered = match request {
        Request::LogIn { entry, acceptance, nonce, boot } => {
            log_in(connection, Asker { station, nonce, boot }, entry, acceptance).await
        }
        Request::Plan { who, ask } => plan(connection, who, ask).await,
        Request::Staff { ask, nonce, boot } => {
            let answered = staff::answer(connection, Asker { station, nonce, boot }, ask).await;
            answered.map(|answer| Reply::Staff { answer: Box::new(answer) })
        }
        Request::Print { session, ask } => {
            print(connection, session, ask).await.map(|answer| Reply::Printed { answer })
        }
        Request::Scan { session, ask } => {
            let answer = scans::answer(&connection.hub, station, session, ask).await;
            Ok(Reply::Scanned { answer })
        }
        Request::Usb { ask } => {
            let answered = usb::answer(&connection.hub, station, ask).await;
            answered.map(|answer| Reply::Usb { answer }).map_err(Trouble::from)
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

/// What became of a decision about a print, or of the code of a document.
async fn print(connection: &Connection, session: SessionId, ask: PrintAsk) -> Result<PrintAnswer, Trouble> {
    let (hub, station) = (&connection.hub, connection.station);
    match ask {
        PrintAsk::Confirm { job, printer, price } => {
            Ok(life::answer(hub, station, session, job, Decision::Confirm { printer, price }).await?)
        }
        PrintAsk::Cancel { job } => Ok(life::answer(hub, station, session, job, Decision::Cancel).await?),
        PrintAsk::Fetch { code } => Ok(phone::fetch(hub, station, session, &code).await?),
        PrintAsk::PayWith { job, entry } => pay_with(connection, session, job, entry).await,
    }
}

/// Somebody who came with a USB key says whose credit pays.
async fn pay_with(
    connection: &Connection,
    visit: SessionId,
    job: PrintJobId,
    entry: Entry,
) -> Result<PrintAnswer, Trouble> {
    match recognise(connection, entry).await? {
        Recognised::Wait(Wait(wait_seconds)) => Ok(PrintAnswer::Throttled { wait_seconds }),
        Recognised::No(Wait(wait_seconds)) => Ok(PrintAnswer::NotRecognised { wait_seconds }),
        Recognised::Yes(entrant, forgiven) => {
            let (hub, station) = (Arc::clone(&connection.hub), connection.station);
            let done = connection.hub.store.writer.run::<_, StoreError, _>(move |tx| {
                forgiven.write(tx)?;
                usb::pay_with(&Case::new(tx, &hub)?, (station, visit), job, &entrant)
            });
            Ok(done.await?)
        }
    }
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

async fn decide<T: Into<Reply> + Send + 'static>(
    connection: &Connection,
    work: impl FnOnce(&Case<'_>) -> Result<T, StoreError> + Send + 'static,
) -> Result<Reply, Trouble> {
    let hub = Arc::clone(&connection.hub);
    let done = connection.hub.store.writer.run::<_, StoreError, _>(move |tx| work(&Case::new(tx, &hub)?));
    Ok(done.await?.into())
}

/// A planning answer on its way into a [`Reply`].
struct Planned(PlanningAnswer);

impl From<Planned> for Reply {
    fn from(Planned(answer): Planned) -> Self {
        Self::Planned { answer: Box::new(answer) }
    }
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

async fn log_in(
    connection: &Connection,
    asker: Asker,
    entry: Entry,
    acceptance: Acceptance,
) -> Result<Reply, Trouble> {
    match recognise(connection, entry).await? {
        Recognised::Wait(Wait(wait_seconds)) => Ok(Reply::Throttled { wait_seconds }),
        Recognised::No(Wait(wait_seconds)) => Ok(Reply::NotRecognised { wait_seconds }),
        Recognised::Yes(entrant, forgiven) => {
            let acceptance = shortened(acceptance);
            decide(connection, move |case| {
                forgiven.write(case.tx)?;
                grant::log_in(case, asker, &entrant, &acceptance)
            })
            .await
        }
    }
}

async fn plan(connection: &Connection, who: Who, ask: PlanningAsk) -> Result<Reply, Trouble> {
    let here = connection.station;
    let entry = match who {
        Who::Entry { entry } => entry,
        Who::Session { session } => {
            return decide(connection, move |case| {
                planning::answer_session(case, here, session, ask).map(Planned)
            })
            .await;
        }
        // Said only between a screen and its agent.
        Who::Here => return Ok(Planned(PlanningAnswer::Gone).into()),
    };
    match recognise(connection, entry).await? {
        Recognised::Wait(Wait(wait_seconds)) => {
            Ok(Planned(PlanningAnswer::Throttled { wait_seconds }).into())
        }
        Recognised::No(Wait(wait_seconds)) => {
            Ok(Planned(PlanningAnswer::NotRecognised { wait_seconds }).into())
        }
        Recognised::Yes(entrant, forgiven) => {
            decide(connection, move |case| {
                forgiven.write(case.tx)?;
                planning::answer(case, here, &entrant, ask).map(Planned)
            })
            .await
        }
    }
}

fn shortened(acceptance: Acceptance) -> Acceptance {
    let cut = |text: String| text.chars().take(LONGEST_ACCEPTANCE).collect();
    Acceptance { charter: cut(acceptance.charter), lang: cut(acceptance.lang) }
}
