//! The desk's day: what was taken and given back since the last close, and closing it for good.

use epn_rules::id::StaffId;
use epn_rules::policy::Policy;
use epn_rules::units::Cents;
use epn_wire::money::{CashDay, CloseDay, DayClosed};
use rusqlite::Connection;

use super::{Book, MoneyError, bound};
use crate::store::ledger::{Account, Kind, NewEntry, Postings};
use crate::store::{StoreError, day_close, ledger, receipt};

/// The most receipts that a day lists; its totals are over all of them.
const MOST_RECEIPTS: usize = 1000;

/// What the desk took since the last close.
pub fn cash_day(connection: &Connection, policy: &Policy) -> Result<CashDay, StoreError> {
    let last = day_close::last(connection)?;
    let after = last.map_or(0, |last| last.entry);
    let mut receipts = receipt::between(connection, after, None)?;
    let totals = day_close::totals(&receipts);
    receipts.drain(..receipts.len().saturating_sub(MOST_RECEIPTS));
    Ok(CashDay {
        since: last.map(|last| last.at),
        totals,
        receipts,
        revenue: ledger::added(connection, Account::Revenue, after, None)?,
        issuers: policy.printing.voucher_issuers.clone(),
    })
}

impl Book<'_> {
    /// Closes the day. A second press finds nothing to close.
    pub fn close(&self, new: &CloseDay, staff: StaffId) -> Result<DayClosed, MoneyError> {
        let (counted, note) = (bound::counted(new.counted)?, bound::note(&new.note)?);
        let last = day_close::last(self.tx)?;
        let number = last.map_or(1, |last| last.number + 1);
        let after = last.map_or(0, |last| last.entry);
        let figures = day_close::figures(self.tx, number, counted, &note, after, None)?;
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
