//! What the visitor decides about a print of theirs.

use std::sync::Arc;

use epn_rules::id::{PrintJobId, PrinterId, SessionId, StationId};
use epn_rules::units::Cents;
use epn_wire::printing::PrintAnswer;

use super::PrintError;
use super::change::happens;
use super::intake::{Cancel, cancel};
use super::purse;
use super::quote::{Quoted, needs_release, quote_at};
use super::state::{Event, State};
use crate::grant::Case;
use crate::hub::Hub;
use crate::printing::usb;
use crate::store::print_job::{self, Chosen};
use crate::store::{StoreError, printer, session};

/// What a visitor decides about a print that is there.
#[derive(Clone, Copy, Debug)]
pub enum Decision {
    /// To be printed there, at the price that was shown.
    Confirm { printer: PrinterId, price: Cents },
    /// Not to be printed.
    Cancel,
}

/// Answers the visitor of the session that runs on a station, or whoever came to it with a USB key; others' prints are none that
/// they know.
pub async fn answer(
    hub: &Arc<Hub>,
    station: StationId,
    session: SessionId,
    job: PrintJobId,
    decision: Decision,
) -> Result<PrintAnswer, StoreError> {
    let inside = Arc::clone(hub);
    let done = hub.store.writer.run(move |tx| {
        let case = Case::new(tx, &inside)?;
        let runs = session::open_on(tx, station)?.is_some_and(|open| open.id == session);
        let is_there = runs || usb::is_visit(tx, station, session)?;
        if !is_there || !print_job::is_of_session(tx, job, session)? {
            return Ok(PrintAnswer::Gone);
        }
        match decision {
            Decision::Confirm { printer, price } => confirm(&case, job, printer, price),
            Decision::Cancel => Ok(match cancel(&case, job)? {
                Cancel::Done => PrintAnswer::Cancelled,
                Cancel::TooLate | Cancel::Over => PrintAnswer::Gone,
            }),
        }
    });
    match done.await {
        Ok(answer) => Ok(answer),
        Err(PrintError::NotEnough { missing }) => Ok(PrintAnswer::NotEnough { missing }),
        Err(PrintError::PriceChanged) => Ok(PrintAnswer::PriceChanged),
        Err(
            PrintError::NotFound(_)
            | PrintError::NotNow(_)
            | PrintError::BadRequest(_)
            | PrintError::OtherAmount { .. },
        ) => Ok(PrintAnswer::Gone),
        Err(PrintError::Store(error)) => Err(error),
        Err(PrintError::Money(error)) => Err(StoreError::Value(error.to_string().into())),
    }
}

/// Prints it there at the price that was shown: reserves that, and releases it if nobody else has to.
pub(super) fn confirm(
    case: &Case<'_>,
    id: PrintJobId,
    at: PrinterId,
    price: Cents,
) -> Result<PrintAnswer, PrintError> {
    let mut job = print_job::get(case.tx, id)?.ok_or(PrintError::NotFound("print"))?;
    if job.state.holds_money() && job.chosen.as_ref().is_some_and(|chosen| chosen.printer == at) {
        // Said twice: the first time counted.
        return Ok(PrintAnswer::Confirmed);
    }
    if job.state != State::Held {
        return Err(PrintError::NotNow("it waits for no word any more"));
    }
    // A printer that was removed meanwhile is in the view no more.
    let printer = printer::get(case.tx, at)?.ok_or(PrintError::PriceChanged)?;
    let quote = quote_at(&job, &printer).filter(|quote| quote.total() == price);
    let quote = quote.ok_or(PrintError::PriceChanged)?;
    let rules = &case.policy.rules.policy().printing;
    let purse = purse::shown(case, &job)?;
    let released = !needs_release(&job, &quote, purse, rules);
    job.chosen = Some(Chosen { printer: at, quote: Quoted::by_tariff(printer.tariff) });
    happens(case, &mut job, if released { Event::Released } else { Event::Confirmed })?;
    Ok(PrintAnswer::Confirmed)
}
