//! The desk's day: what was taken and given back since the last close, and closing it for good.

use epn_rules::id::StaffId;
use epn_rules::policy::Policy;
use epn_rules::units::Cents;
use epn_wire::money::{CashDay, CloseDay, DayClosed, Means, MeansTotal, ReceiptKind, ReceiptShown};
use rusqlite::Connection;

use super::{Book, MoneyError, bound};
use crate::store::day_close::{self, Figures};
use crate::store::ledger::{Account, Kind, NewEntry, Postings};
use crate::store::{StoreError, ledger, receipt};

/// The order in which means of payment are listed.
const MEANS: [Means; 4] = [Means::Cash, Means::Card, Means::Cheque, Means::Voucher];

/// What the desk took since the last close.
pub fn cash_day(connection: &Connection, policy: &Policy) -> Result<CashDay, StoreError> {
    let last = day_close::last(connection)?;
    let after = last.map_or(0, |last| last.entry);
    let receipts = receipt::between(connection, after, None)?;
    Ok(CashDay {
        since: last.map(|last| last.at),
        totals: totals(&receipts),
        receipts,
        revenue: ledger::added(connection, Account::Revenue, after, None)?,
        issuers: policy.printing.voucher_issuers.clone(),
    })
}

/// The figures of the close that follows a transaction and comes before another, or is the next.
pub fn figures(
    connection: &Connection,
    number: u64,
    counted: Cents,
    after: i64,
    before: Option<i64>,
) -> Result<Figures, StoreError> {
    let receipts = receipt::between(connection, after, before)?;
    let totals = totals(&receipts);
    let cash = totals.iter().find(|total| total.means == Means::Cash);
    let expected = cash.map_or(0, |cash| cash.taken.0 - cash.given_back.0);
    Ok(Figures {
        number,
        totals,
        first_receipt: receipts.first().map(|receipt| receipt.number),
        last_receipt: receipts.last().map(|receipt| receipt.number),
        revenue: ledger::added(connection, Account::Revenue, after, before)?,
        counted,
        difference: Cents(counted.0 - expected),
    })
}

/// By means of payment, those that occur.
fn totals(receipts: &[ReceiptShown]) -> Vec<MeansTotal> {
    let of = |means| {
        let mut total = MeansTotal { means, taken: Cents(0), given_back: Cents(0) };
        for receipt in receipts.iter().filter(|receipt| receipt.means == means) {
            match receipt.kind {
                ReceiptKind::TopUp => total.taken.0 += receipt.amount.0,
                ReceiptKind::Refund => total.given_back.0 += receipt.amount.0,
            }
        }
        total
    };
    let is_used = |total: &MeansTotal| total.taken != Cents(0) || total.given_back != Cents(0);
    MEANS.into_iter().map(of).filter(is_used).collect()
}

impl Book<'_> {
    /// Closes the day. A second press finds nothing to close.
    pub fn close(&self, new: &CloseDay, staff: StaffId) -> Result<DayClosed, MoneyError> {
        let (counted, note) = (bound::counted(new.counted)?, bound::note(&new.note)?);
        let last = day_close::last(self.tx)?;
        let number = last.map_or(1, |last| last.number + 1);
        let after = last.map_or(0, |last| last.entry);
        let figures = figures(self.tx, number, counted, after, None)?;
        if figures.last_receipt.is_none() && figures.revenue == Cents(0) {
            return Err(MoneyError::NotNow("nothing was taken or earned since the last close"));
        }
        let entry = NewEntry {
            at: self.at,
            day: self.day(),
            kind: Kind::Close,
            key: format!("close:{number}"),
            purse: None,
            job: None,
            period: None,
            staff: Some(staff),
            detail: figures,
            reason: None,
            postings: Postings::default(),
        };
        let seq = ledger::append(self.tx, &entry)?;
        day_close::insert(self.tx, number, seq, &note)?;
        day_close::newest(self.tx, 1)?.pop().ok_or(MoneyError::NotFound("close"))
    }
}
