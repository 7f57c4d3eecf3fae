//! What prints cost and what came out of them, worked out again from how each stands: it must be what the ledger and the usage
//! events say, which are sealed.

use epn_rules::units::Cents;
use rusqlite::{Connection, params};

use crate::counts::event::{HubEvent as _, Printed};
use crate::money::{PrintDetail, spent};
use crate::printing::life::{Quoted, colour_sides};
use crate::store::codec::ms;
use crate::store::ledger::{Account, Entry, Kind};
use crate::store::print_job::{self, PrintJob};
use crate::store::{StoreError, ledger};

/// The first print that is not what was paid for.
pub(super) fn first_other(connection: &Connection) -> Result<Option<String>, StoreError> {
    print_job::first(connection, |id, job| {
        let what = match job {
            Some(job) => other(connection, &job)?,
            None => Some("it cannot be read"),
        };
        Ok(what.map(|what| format!("print {id}: {what}")))
    })
}

fn other(connection: &Connection, job: &PrintJob) -> Result<Option<&'static str>, StoreError> {
    let entries = ledger::of_job(connection, job.id)?;
    let of = |kind| entries.iter().find(|entry| entry.kind == kind);
    let reserved = of(Kind::Reserve).map(|entry| entry.postings.to(Account::Reserve));
    if reserved.is_some_and(|reserved| !is_price(job, reserved)) {
        return Ok(Some("its price is not what was reserved for it"));
    }
    let Some(settled) = of(Kind::Settle) else { return Ok(None) };
    let quote = job.quote().unwrap_or_default();
    let sides = job.charged.map_or(0, |_| job.impressions.min(quote.sides()));
    if spent(settled).total() != quote.first(sides) || !tells_of(settled, sides) {
        return Ok(Some("what came out of it is not what was debited for it"));
    }
    if sides > 0 && !is_counted(connection, job, settled, sides)? {
        return Ok(Some("no usage event tells what came out of it"));
    }
    Ok(None)
}

/// A mediator may have made it cheaper after it was reserved, and nobody else.
fn is_price(job: &PrintJob, reserved: Cents) -> bool {
    let total = job.quote().unwrap_or_default().total();
    let is_by_staff = job.chosen.as_ref().is_some_and(|chosen| Quoted::is_by_staff(&chosen.quote));
    total == reserved || is_by_staff && total < reserved
}

/// Whether its transaction says that so many sides came out.
fn tells_of(settled: &Entry, sides: u32) -> bool {
    settled.detail::<PrintDetail>().is_ok_and(|told| told.sides == sides)
}

/// Whether there is a usage event of that moment for it.
fn is_counted(
    connection: &Connection,
    job: &PrintJob,
    settled: &Entry,
    sides: u32,
) -> Result<bool, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT 1 FROM usage_event
         WHERE day BETWEEN date(?1 / 1000, 'unixepoch', '-1 day') AND date(?1 / 1000, 'unixepoch', '+1 day')
             AND kind = ?2 AND at = ?1 AND session = ?3
             AND json_extract(body, '$.sides') = ?4 AND json_extract(body, '$.colour_sides') = ?5",
    )?;
    let session = job.session.to_string();
    let values = params![ms(settled.at), Printed::KIND, session, sides, colour_sides(job, sides)];
    Ok(statement.exists(values)?)
}
