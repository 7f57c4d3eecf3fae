//! A print's money: what the ledger is asked to do for it, and what it says.

use epn_rules::id::SessionId;
use epn_rules::rules::Rules;
use epn_rules::units::Cents;
use epn_wire::money::{PurseHolder, PurseShown, ReceiptShown};
use epn_wire::print_desk::RefundPrint;
use jiff::Timestamp;
use rusqlite::Connection;

use super::PrintError;
use crate::desk::By;
use crate::grant::Case;
use crate::money::{self, Book, MoneyError, Printed};
use crate::store::StoreError;
use crate::store::print_job::PrintJob;

/// Who pays for what a session prints.
pub(super) fn holder(connection: &Connection, session: SessionId) -> Result<PurseHolder, StoreError> {
    stored(money::holder_of_session(connection, session))
}

/// What the purse of a print's visitor holds now.
pub(super) fn shown(case: &Case<'_>, job: &PrintJob) -> Result<PurseShown, StoreError> {
    shown_to(case.tx, &case.policy.rules, job.holder, case.now)
}

/// What somebody's purse holds; nothing of somebody who is known no more.
pub(super) fn shown_to(
    connection: &Connection,
    rules: &Rules,
    holder: PurseHolder,
    at: Timestamp,
) -> Result<PurseShown, StoreError> {
    stored(if_known(money::shown_to(connection, rules, holder, at)))
}

/// What the desk gives back to somebody who leaves, by the policy: members keep theirs for the next time.
pub(super) fn on_leaving(
    connection: &Connection,
    rules: &Rules,
    holder: PurseHolder,
) -> Result<Cents, StoreError> {
    if !rules.policy().printing.refund_on_leaving || matches!(holder, PurseHolder::Visitor { .. }) {
        return Ok(Cents(0));
    }
    match stored(if_known(money::purse_if_any(connection, holder)))? {
        Some(purse) => money::refundable(connection, rules, purse),
        None => Ok(Cents(0)),
    }
}

/// The newest receipts of somebody's purse, at most so many; none of somebody who is known no more.
pub(super) fn receipts(
    connection: &Connection,
    holder: PurseHolder,
    most: u32,
) -> Result<Vec<ReceiptShown>, StoreError> {
    match stored(if_known(money::purse_if_any(connection, holder)))? {
        Some(purse) => money::receipts(connection, purse, most),
        None => Ok(Vec::new()),
    }
}

/// Holds the price of a print in the purse of its visitor, once.
pub(super) fn reserve(case: &Case<'_>, job: &PrintJob, amount: Cents) -> Result<(), PrintError> {
    let book = Book::of(case);
    let purse = book.purse_of(job.holder)?;
    Ok(book.reserve(job.id, purse, amount)?)
}

/// Debits what came out, once; the rest of what was held is free again. What was debited.
pub(super) fn settle(case: &Case<'_>, job: &PrintJob, sides: u32, debit: Cents) -> Result<Cents, PrintError> {
    Ok(Book::of(case).settle(job.id, Printed { number: job.number, sides, debit })?)
}

/// What was given back for it so far.
pub(super) fn given_back(connection: &Connection, job: &PrintJob) -> Result<Cents, StoreError> {
    match job.charged {
        Some(charged) if charged > Cents(0) => money::given_back(connection, job.id),
        _ => Ok(Cents(0)),
    }
}

/// Gives back what it cost, or a part of it; whether it was done now, and not before.
pub(super) fn give_back(
    case: &Case<'_>,
    job: &PrintJob,
    by: By,
    ask: &RefundPrint,
) -> Result<bool, PrintError> {
    let staff = by.staff.ok_or(PrintError::BadRequest("somebody has to answer for it"))?;
    Ok(Book::of(case).adjust(job.id, ask, staff)?)
}

/// What was read of somebody's money; nothing of somebody who is known no more.
fn if_known<T: Default>(read: Result<T, MoneyError>) -> Result<T, MoneyError> {
    match read {
        Err(MoneyError::NotFound(_)) => Ok(T::default()),
        other => other,
    }
}

/// What reading money came to, where nothing but the store can fail.
fn stored<T>(read: Result<T, MoneyError>) -> Result<T, StoreError> {
    read.map_err(|error| match error {
        MoneyError::Store(error) => error,
        other => StoreError::Value(other.to_string().into()),
    })
}
