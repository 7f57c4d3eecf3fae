//! What prints cost: reserved when their visitor says yes, debited for what came out, given back with a reason.

use epn_rules::id::{PrintJobId, PurseId, StaffId};
use epn_rules::purse::Parts;
use epn_rules::units::Cents;
use epn_wire::print_desk::RefundPrint;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Book, MoneyError, adjust_key, bound, reserve_key, settle_key};
use crate::store::ledger::{Account, Entry, Kind, Postings};
use crate::store::{StoreError, ledger};

/// What came out of a print, and what it costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Printed {
    /// What people call the print by.
    pub number: u32,
    pub sides: u32,
    /// At most what was reserved.
    pub debit: Cents,
}

/// What was debited for a print, and what was given back of it since.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Charged {
    pub debited: Parts,
    pub given_back: Parts,
}

/// What an account says of a print that is settled.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct PrintDetail {
    pub(crate) number: u32,
    pub(crate) sides: u32,
}

impl Entry {
    /// By where it came from, what a reservation holds.
    fn taken(&self) -> Parts {
        let less = |account| Cents(-self.postings.to(account).0);
        Parts { free: less(Account::Free), paid: less(Account::Paid) }
    }
}

impl Book<'_> {
    /// Holds what a print costs at most, the free allowance first. Once: the same again changes nothing.
    pub fn reserve(&self, job: PrintJobId, purse: PurseId, amount: Cents) -> Result<(), MoneyError> {
        let amount = bound::price(amount)?;
        if let Some(before) = ledger::by_key(self.tx, &reserve_key(job))? {
            let is_same = before.purse == Some(purse) && before.postings.to(Account::Reserve) == amount;
            return if is_same { Ok(()) } else { Err(MoneyError::Reused("print")) };
        }
        self.turn(purse)?;
        let held = ledger::balance(self.tx, purse)?.parts;
        let taken = held.take(amount).map_err(|missing| MoneyError::NotEnough { missing })?;
        let postings = Postings::new([
            (Account::Free, Cents(-taken.free.0)),
            (Account::Paid, Cents(-taken.paid.0)),
            (Account::Reserve, amount),
        ]);
        let mut entry = self.entry(Kind::Reserve, reserve_key(job), purse, json!({}), postings);
        entry.job = Some(job);
        if taken.free > Cents(0) {
            entry.period = ledger::last_allowance(self.tx, purse)?;
        }
        ledger::append(self.tx, &entry)?;
        Ok(())
    }

    /// Debits what came out of a print and frees the rest to where it came from; what an allowance paid for lapses if its
    /// period is over. Once: a second time changes nothing. Where nothing was reserved, nothing can be debited. What was debited.
    pub fn settle(&self, job: PrintJobId, printed: Printed) -> Result<Cents, MoneyError> {
        if let Some(before) = ledger::by_key(self.tx, &settle_key(job))? {
            return Ok(spent(&before).total());
        }
        let Some(reserved) = ledger::by_key(self.tx, &reserve_key(job))? else {
            return if printed.debit == Cents(0) {
                Ok(Cents(0))
            } else {
                Err(MoneyError::NotFound("reservation"))
            };
        };
        let purse = reserved.purse.ok_or(MoneyError::NotFound("purse"))?;
        self.turn(purse)?;
        let taken = reserved.taken();
        let debit = bound::price(printed.debit)?;
        let spent = taken.take(debit).map_err(|_| MoneyError::TooMuch { most: taken.total() })?;
        let back = taken.without(spent);
        let free = if self.still_runs(purse, reserved.period)? { Account::Free } else { Account::Allowance };
        let postings = Postings::new([
            (Account::Reserve, Cents(-taken.total().0)),
            (Account::Revenue, spent.paid),
            (Account::Given, spent.free),
            (Account::Paid, back.paid),
            (free, back.free),
        ]);
        let detail = PrintDetail { number: printed.number, sides: printed.sides };
        let mut entry = self.entry(Kind::Settle, settle_key(job), purse, detail, postings);
        (entry.job, entry.period) = (Some(job), reserved.period);
        ledger::append(self.tx, &entry)?;
        Ok(debit)
    }

    /// Gives back what a print cost, or a part of it: first what was paid for it, then what the allowance paid, unless that
    /// lapsed since. Whether it was done now: the same again changes nothing. Who asks says what they know to have been given
    /// back before, so that two who put the same thing right give it back once.
    pub fn adjust(&self, job: PrintJobId, new: &RefundPrint, staff: StaffId) -> Result<bool, MoneyError> {
        let (amount, reason) = (bound::amount(new.amount)?, bound::reason(&new.reason)?);
        let key = adjust_key(job, new.id);
        if let Some(before) = ledger::by_key(self.tx, &key)? {
            let is_same = before.postings.to(Account::Goodwill) == Cents(-amount.0);
            return if is_same { Ok(false) } else { Err(MoneyError::Reused("refund")) };
        }
        let settled = ledger::by_key(self.tx, &settle_key(job))?;
        let settled = settled.ok_or(MoneyError::NotFound("settled print"))?;
        let purse = settled.purse.ok_or(MoneyError::NotFound("purse"))?;
        let Charged { debited, given_back } = charged(self.tx, job)?.unwrap_or_default();
        if given_back.total() != new.given_back {
            return Err(MoneyError::GivenBack { so_far: given_back.total() });
        }
        self.turn(purse)?;
        let mut left = debited.without(given_back);
        if !self.still_runs(purse, settled.period)? {
            left.free = Cents(0);
        }
        let back = left.give_back(amount).map_err(|_| MoneyError::TooMuch { most: left.total() })?;
        let postings = Postings::new([
            (Account::Paid, back.paid),
            (Account::Free, back.free),
            (Account::Goodwill, Cents(-amount.0)),
        ]);
        let mut entry = self.entry(Kind::Adjust, key, purse, json!({}), postings);
        (entry.job, entry.staff, entry.reason) = (Some(job), Some(staff), Some(reason));
        ledger::append(self.tx, &entry)?;
        Ok(true)
    }
}

/// What a settlement debited.
pub(crate) fn spent(settled: &Entry) -> Parts {
    Parts { free: settled.postings.to(Account::Given), paid: settled.postings.to(Account::Revenue) }
}

/// What is held for a print that is not settled, if anything was reserved for it.
pub fn reserved(connection: &Connection, job: PrintJobId) -> Result<Option<Cents>, StoreError> {
    if ledger::by_key(connection, &settle_key(job))?.is_some() {
        return Ok(None);
    }
    let reserved = ledger::by_key(connection, &reserve_key(job))?;
    Ok(reserved.map(|entry| entry.postings.to(Account::Reserve)))
}

/// What was debited for a print, once it is settled.
pub fn charged(connection: &Connection, job: PrintJobId) -> Result<Option<Charged>, StoreError> {
    let Some(settled) = ledger::by_key(connection, &settle_key(job))? else { return Ok(None) };
    let mut charged = Charged { debited: spent(&settled), given_back: Parts::default() };
    let adjusted = ledger::of_job(connection, job)?.into_iter().filter(|entry| entry.kind == Kind::Adjust);
    for Entry { postings, .. } in adjusted {
        charged.given_back.free.0 += postings.to(Account::Free).0;
        charged.given_back.paid.0 += postings.to(Account::Paid).0;
    }
    Ok(Some(charged))
}

/// What was given back for a print so far.
pub fn given_back(connection: &Connection, job: PrintJobId) -> Result<Cents, StoreError> {
    Ok(Cents(-ledger::added_for(connection, job, Account::Goodwill)?.0))
}
