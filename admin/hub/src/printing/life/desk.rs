//! What a mediator does about a print.

use epn_rules::id::PrintJobId;
use epn_rules::units::Cents;
use epn_wire::print_desk::{DecidePrint, RefundPrint, RefusePrint, ReleasePrint};
use epn_wire::printing::{PrintRefusal, PrinterTrouble};
use serde_json::json;
use ulid::Ulid;

use super::PrintError;
use super::change::{changed, forget, happens, save};
use super::purse;
use super::quote::{Quoted, quote_at};
use super::state::{Event, State};
use crate::desk::By;
use crate::grant::Case;
use crate::printing::document;
use crate::store::print_job::{self, Chosen, PrintJob};
use crate::store::{StoreError, audit, printer};

/// The longest reason, in characters.
const LONGEST_REASON: usize = 280;

/// Releases a print: what its visitor said yes to, or at a price that the mediator makes.
pub fn release(case: &Case<'_>, by: By, id: PrintJobId, ask: ReleasePrint) -> Result<(), PrintError> {
    let mut job = known(case, id)?;
    let ReleasePrint { price, reason, printer } = ask;
    let reason = match (price, reason) {
        (None, _) => None,
        (Some(_), Some(reason)) => Some(fit(reason)?),
        (Some(_), None) => return Err(PrintError::BadRequest("another price needs a reason")),
    };
    let chosen = match job.state {
        State::Authorised => at_another_price(&job, price)?,
        State::Held | State::ToCheck => {
            let at = printer.ok_or(PrintError::BadRequest("a printer has to be chosen"))?;
            let at = printer::get(case.tx, at)?.ok_or(PrintError::NotFound("printer"))?;
            let quote = match price {
                Some(price) if price.0 >= 0 => Quoted::by_staff(&job, price),
                Some(_) => return Err(PrintError::BadRequest("a price is not less than nothing")),
                None if quote_at(&job, &at).is_some() => Quoted::by_tariff(at.tariff),
                None => return Err(PrintError::BadRequest("its price has to be made by hand")),
            };
            Chosen { printer: at.id, quote }
        }
        _ => return Err(PrintError::NotNow("it waits for no release")),
    };
    job.chosen = Some(chosen);
    happens(case, &mut job, Event::Released)?;
    record(case, by, "print-released", &job, &json!({ "price": price, "reason": reason }))
}

/// What the visitor said yes to, or less: they said yes to no more.
fn at_another_price(job: &PrintJob, price: Option<Cents>) -> Result<Chosen, PrintError> {
    let chosen = job.chosen.clone().ok_or(PrintError::NotNow("no printer was chosen"))?;
    let Some(price) = price else { return Ok(chosen) };
    let quoted = job.quote().unwrap_or_default().total();
    if !(Cents(0)..=quoted).contains(&price) {
        return Err(PrintError::BadRequest("the visitor said yes to its price, and to no higher one"));
    }
    Ok(Chosen { quote: Quoted::by_staff(job, price), ..chosen })
}

/// Refuses a print, in words that the visitor reads.
pub fn refuse(case: &Case<'_>, by: By, id: PrintJobId, ask: RefusePrint) -> Result<(), PrintError> {
    let mut job = known(case, id)?;
    let reason = fit(ask.reason)?;
    job.refusal = Some(PrintRefusal::Staff { reason: reason.clone() });
    happens(case, &mut job, Event::Refused)?;
    record(case, by, "print-refused", &job, &json!({ "reason": reason }))
}

/// Says what came out of a print of which nobody knows, or whose printer does not answer any more.
pub fn decide(case: &Case<'_>, by: By, id: PrintJobId, ask: DecidePrint) -> Result<(), PrintError> {
    let mut job = known(case, id)?;
    let trouble = job.chosen.as_ref().and_then(|chosen| case.hub.prints.trouble(chosen.printer));
    if job.state != State::Unknown && trouble != Some(PrinterTrouble::Offline) {
        return Err(PrintError::NotNow("its printer says itself what comes out"));
    }
    job.impressions = ask.sides;
    happens(case, &mut job, Event::Decided)?;
    record(case, by, "print-decided", &job, &json!({ "sides": ask.sides }))
}

/// Prints again what its printer had given up: another print, of which the sides that came out cost nothing.
pub fn reprint(case: &Case<'_>, by: By, id: PrintJobId) -> Result<PrintJobId, PrintError> {
    let mut failed = known(case, id)?;
    let again = failed.chosen.clone().filter(|_| failed.state == State::Aborted && failed.document);
    let chosen = again.ok_or(PrintError::NotNow("its document is not there any more"))?;
    printer::get(case.tx, chosen.printer)?.ok_or(PrintError::NotNow("its printer was removed"))?;
    let day = case.policy.rules.calendar().date_of(case.now);
    let (ipp, number) = print_job::next_numbers(case.tx, day)?;
    let mut new = PrintJob {
        id: PrintJobId(Ulid::new()),
        ipp,
        day,
        number,
        again: Some(failed.id),
        made: case.now,
        state: State::Held,
        since: case.now,
        until: None,
        chosen: Some(Chosen { quote: chosen.quote.again(failed.impressions), ..chosen }),
        turn: None,
        attempt: 0,
        there: None,
        impressions: 0,
        trouble: None,
        charged: None,
        ended: None,
        ..failed.clone()
    };
    let layout = case.hub.folder.layout();
    // Two names of one file until the first is removed; without the new print, the second is.
    document::link(layout, failed.id, new.id)
        .map_err(|_| PrintError::NotNow("its document is not there any more"))?;
    take_over(case, by, &mut failed, &mut new).inspect_err(|_| document::discard(layout, new.id))?;
    Ok(new.id)
}

/// The new print goes to its printer, with the document of the one that failed.
fn take_over(case: &Case<'_>, by: By, failed: &mut PrintJob, new: &mut PrintJob) -> Result<(), PrintError> {
    print_job::insert(case.tx, new)?;
    happens(case, new, Event::Released)?;
    failed.until = None;
    forget(case, failed);
    save(case, failed)?;
    record(case, by, "print-again", new, &json!({ "after": failed.impressions }))
}

/// Gives back what a print cost, or a part of it. The same again changes nothing.
pub fn refund(case: &Case<'_>, by: By, id: PrintJobId, ask: &RefundPrint) -> Result<(), PrintError> {
    let job = known(case, id)?;
    if job.charged.is_none() {
        return Err(PrintError::NotNow("nothing was debited for it"));
    }
    if !purse::give_back(case, &job, by, ask)? {
        return Ok(());
    }
    changed(case);
    record(case, by, "print-refunded", &job, &json!({ "cents": ask.amount, "reason": ask.reason }))
}

pub(super) fn known(case: &Case<'_>, id: PrintJobId) -> Result<PrintJob, PrintError> {
    print_job::get(case.tx, id)?.ok_or(PrintError::NotFound("print"))
}

pub(super) fn record(
    case: &Case<'_>,
    by: By,
    what: &str,
    job: &PrintJob,
    detail: &serde_json::Value,
) -> Result<(), PrintError> {
    let recorded = audit::insert(case.tx, case.now, by, what, Some(&job.id.to_string()), detail);
    recorded.map_err(|error: StoreError| error.into())
}

/// A reason that somebody can read.
fn fit(reason: String) -> Result<String, PrintError> {
    let is_fit = crate::name::is_fit(&reason, LONGEST_REASON);
    if is_fit {
        Ok(reason)
    } else {
        Err(PrintError::BadRequest("a reason has 1 to 280 characters, all on one line"))
    }
}
