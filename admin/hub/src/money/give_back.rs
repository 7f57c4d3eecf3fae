//! How much paid credit the desk gives back as money: never what vouchers paid, the rest as the policy says.

use std::collections::BTreeMap;

use epn_rules::id::{PrintJobId, PurseId};
use epn_rules::rules::Rules;
use epn_rules::units::Cents;
use rusqlite::Connection;

use crate::store::ledger::{Account, Entry, Kind};
use crate::store::{StoreError, day_close, ledger};

/// The most that is given back of a purse now. Where the policy gives no credit back, what was paid in since the last close: a
/// slip of the finger is put right.
pub fn refundable(connection: &Connection, rules: &Rules, id: PurseId) -> Result<Cents, StoreError> {
    let entries = ledger::history(connection, id)?;
    let mut credit = Credit::default();
    for entry in &entries {
        credit.follow(entry);
    }
    if rules.policy().printing.refund_on_leaving {
        return Ok(credit.held.money);
    }
    let closed = day_close::last(connection)?.map_or(0, |last| last.entry);
    let since = entries.iter().filter(|entry| entry.seq > closed).map(|entry| handed_in(entry).0).sum();
    Ok(credit.held.money.min(Cents(since)).max(Cents(0)))
}

/// Paid credit by where it came from.
#[derive(Clone, Copy, Debug, Default)]
struct Origin {
    money: Cents,
    voucher: Cents,
}

/// The paid credit of a purse: what vouchers paid is spent first, and comes back last.
#[derive(Debug, Default)]
struct Credit {
    held: Origin,
    /// What each print took and did not give back.
    taken: BTreeMap<PrintJobId, Origin>,
}

impl Credit {
    /// A transaction of the purse happens.
    fn follow(&mut self, entry: &Entry) {
        let paid = entry.postings.to(Account::Paid);
        match (entry.kind, entry.job) {
            (Kind::TopUp, _) if entry.postings.to(Account::Voucher) == Cents(0) => {
                self.held.money.0 += paid.0;
            }
            (Kind::TopUp, _) => self.held.voucher.0 += paid.0,
            (Kind::Refund, _) => {
                // Before vouchers were told apart, what they paid may have been given back too.
                let over = (-paid.0 - self.held.money.0).max(0);
                self.held.money.0 += paid.0 + over;
                self.held.voucher.0 -= over;
            }
            (Kind::Reserve, Some(job)) => self.take(job, Cents(-paid.0)),
            (Kind::Settle | Kind::Adjust, Some(job)) => self.give_back(job, paid),
            _ => {}
        }
    }

    fn take(&mut self, job: PrintJobId, amount: Cents) {
        let voucher = amount.min(self.held.voucher).max(Cents(0));
        let money = Cents(amount.0 - voucher.0);
        self.held.voucher.0 -= voucher.0;
        self.held.money.0 -= money.0;
        self.taken.insert(job, Origin { money, voucher });
    }

    fn give_back(&mut self, job: PrintJobId, amount: Cents) {
        let taken = self.taken.entry(job).or_default();
        let money = amount.min(taken.money);
        let voucher = Cents(amount.0 - money.0);
        taken.money.0 -= money.0;
        taken.voucher.0 -= voucher.0;
        self.held.money.0 += money.0;
        self.held.voucher.0 += voucher.0;
    }
}

/// What came over the desk as money, less what went back.
fn handed_in(entry: &Entry) -> Cents {
    let money = [Account::Cash, Account::Card, Account::Cheque];
    Cents(-money.map(|account| entry.postings.to(account).0).iter().sum::<i64>())
}
