//! *Payer à l'accueil*: cash for a print and its release, in one press.

use epn_rules::id::{PrintJobId, ReceiptId};
use epn_rules::units::Cents;
use epn_wire::money::{Means, ReceiptShown, TopUp};
use epn_wire::print_desk::PayPrint;
use serde_json::json;
use ulid::Ulid;

use super::PrintError;
use super::change::happens;
use super::desk::{known, record};
use super::purse;
use super::quote::{Quoted, missing, quote_at};
use super::state::{Event, State};
use crate::desk::By;
use crate::grant::Case;
use crate::money::Book;
use crate::store::print_job::Chosen;
use crate::store::printer;

/// Takes what is missing for a print, and prints it; the receipt, if anything was missing. Nothing is taken, nor printed, if that
/// is not what the desk was told to take.
pub fn pay(
    case: &Case<'_>,
    by: By,
    id: PrintJobId,
    ask: PayPrint,
) -> Result<Option<ReceiptShown>, PrintError> {
    let mut job = known(case, id)?;
    if ask.means == Means::Voucher {
        return Err(PrintError::BadRequest("a voucher is paid into the purse first"));
    }
    if job.state == State::Authorised {
        // Its price is reserved.
        as_told(&ask, Cents(0))?;
        happens(case, &mut job, Event::Released)?;
        record(case, by, "print-released", &job, &json!({}))?;
        return Ok(None);
    }
    if job.state != State::Held {
        return Err(PrintError::NotNow("it waits for no word any more"));
    }
    let printer = printer::get(case.tx, ask.printer)?.ok_or(PrintError::NotFound("printer"))?;
    let quote = quote_at(&job, &printer);
    let quote = quote.ok_or(PrintError::BadRequest("it cannot come out on that printer"))?;
    let purse = purse::shown(case, &job)?;
    let missing = missing(purse, quote.total());
    as_told(&ask, missing)?;
    let receipt = if missing > Cents(0) {
        let top_up = TopUp {
            id: ReceiptId(Ulid::new()),
            holder: Some(job.holder),
            amount: missing,
            means: ask.means,
            voucher: None,
        };
        Some(Book::of(case).top_up(&top_up, by.staff)?)
    } else {
        None
    };
    job.chosen = Some(Chosen { printer: printer.id, quote: Quoted::by_tariff(printer.tariff) });
    happens(case, &mut job, Event::Released)?;
    let receipt_number = receipt.as_ref().map(|receipt| receipt.number);
    record(case, by, "print-paid", &job, &json!({ "receipt": receipt_number }))?;
    Ok(receipt)
}

/// Nothing is done if the desk was told to take another amount than this.
fn as_told(ask: &PayPrint, to_pay: Cents) -> Result<(), PrintError> {
    if ask.amount == to_pay { Ok(()) } else { Err(PrintError::OtherAmount { to_pay }) }
}
