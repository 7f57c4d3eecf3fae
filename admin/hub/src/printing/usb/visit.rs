//! A visit with a key, as the store knows it: a session that never began, and an anonymous purse.

use std::sync::Arc;

use epn_rules::id::{PrintJobId, SessionId, StationId};
use epn_rules::people::{AgeBand, Category};
use epn_rules::session::EndCause;
use epn_wire::money::PurseHolder;
use epn_wire::usb::{UsbAnswer, UsbRefusal};
use rusqlite::Connection;
use ulid::Ulid;

use crate::grant::{Case, alias_for, some_picture};
use crate::hub::Hub;
use crate::money::Book;
use crate::printing::document;
use crate::printing::life::{Arrived, BeginError, adopt_for};
use crate::store::session::{End, Holder, Session};
use crate::store::{StoreError, print_job, session};

/// So many prints from keys wait at one station: whoever brings more than they pay for does not fill the desk's list.
const MOST_OPEN: u32 = 12;

/// The document that came whole becomes a print of this visit, or of a new one.
pub(super) async fn begin(
    hub: &Arc<Hub>,
    station: StationId,
    visit: Option<SessionId>,
    id: PrintJobId,
    arrived: Arrived,
) -> Result<UsbAnswer, StoreError> {
    let inside = Arc::clone(hub);
    let done = hub.store.writer.run(move |tx| {
        let case = Case::new(tx, &inside)?;
        if session::open_on(tx, station)?.is_some() {
            return Err(BeginError::NoSession);
        }
        if print_job::open_without_session(tx, station)? >= MOST_OPEN {
            return Err(BeginError::TooMany);
        }
        let (visit, holder) = match visit {
            Some(visit) if is_visit(tx, station, visit)? => (visit, payer(&case, visit)?),
            _ => (open(&case, station)?, Book::of(&case).anonymous()?),
        };
        adopt_for(&case, (station, visit, holder), id, arrived)?;
        let hub = Arc::clone(&inside);
        tx.after_commit(move || hub.usb.shows(station, visit));
        Ok(UsbAnswer::Taken { visit, job: id })
    });
    let why = match done.await {
        Ok(taken) => return Ok(taken),
        Err(BeginError::NoSession) => UsbRefusal::NotHere,
        Err(BeginError::TooMany) => UsbRefusal::TooMany,
        Err(BeginError::Store(error)) => {
            document::discard(hub.folder.layout(), id);
            return Err(error);
        }
    };
    document::discard(hub.folder.layout(), id);
    Ok(UsbAnswer::Refused { why })
}

/// Whoever paid for the last one; what they paid for is theirs.
fn payer(case: &Case<'_>, visit: SessionId) -> Result<PurseHolder, StoreError> {
    let last = print_job::of_session(case.tx, visit, 1)?.pop().map(|job| job.holder);
    last.map_or_else(|| Book::of(case).anonymous(), Ok)
}

/// A session that takes no time and holds no station.
fn open(case: &Case<'_>, station: StationId) -> Result<SessionId, StoreError> {
    let id = SessionId(Ulid::new());
    let visit = Session {
        id,
        station,
        policy: case.policy.id,
        category: Category::NoAccount,
        holder: Holder::Nobody,
        moved_from: None,
        alias: alias_for(case, Holder::Nobody, some_picture(id))?,
        age: AgeBand::NonCommunique,
        day: case.policy.rules.calendar().date_of(case.now),
        granted: case.now,
        ends: case.now,
        extends_by_itself: false,
        started: None,
        epoch: None,
        released: None,
        end: None,
        reset: None,
        companions: 0,
        tariff: None,
        price: None,
        booking: None,
    };
    session::insert(case.tx, &visit)?;
    let end = End { at: case.now, seconds: 0, cause: EndCause::VisitorLeft, by_station: false };
    session::settle(case.tx, id, &end, &[])?;
    Ok(id)
}

/// Whether a session is a visit with a key at this station.
pub fn is_visit(connection: &Connection, station: StationId, session: SessionId) -> Result<bool, StoreError> {
    let found = session::get(connection, session)?;
    Ok(found.is_some_and(|found| found.station == station && found.is_visit()))
}
