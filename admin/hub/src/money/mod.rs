//! Money: purses, what prints cost them, and the cash desk. Every change is one transaction of the ledger, under a key that
//! makes it happen once, however often it is asked for.

mod account;
mod allowance;
mod bound;
mod cash;
mod close;
mod desk;
mod export;
mod give_back;
mod holder;
mod prints;

#[cfg(test)]
mod tests;

use epn_rules::id::{AdjustmentId, PrintJobId, PurseId, ReceiptId};
use epn_rules::rules::Rules;
use epn_rules::units::Cents;
use epn_wire::lease::NoRandomness;
use jiff::Timestamp;
use jiff::civil::Date;

pub use account::{account, receipts, shown, shown_to};
pub use close::cash_day;
pub use desk::{account_of, close, closes, pay_in, pay_out, today};
pub use export::sheet;
pub use give_back::refundable;
pub use holder::{holder_of_session, purse_if_any};
pub use prints::{Charged, Printed, charged, given_back, reserved};
pub(crate) use prints::{PrintDetail, spent};

use crate::grant::Case;
use crate::store::ledger::{Kind, NewEntry, Postings};
use crate::store::{StoreError, Tx};

/// Why money was not moved. Nothing changed.
#[derive(Debug, thiserror::Error)]
pub enum MoneyError {
    /// There is no such thing.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// The purse does not hold enough.
    #[error("the purse lacks {} cents", missing.0)]
    NotEnough { missing: Cents },
    /// More than was reserved, or than can be given back.
    #[error("at most {} cents are possible", most.0)]
    TooMuch { most: Cents },
    /// Whoever gives back for a print knew of another amount.
    #[error("{} cents were given back for it so far", so_far.0)]
    GivenBack { so_far: Cents },
    /// The same identifier stood for something else.
    #[error("this {0} was recorded before, with other figures")]
    Reused(&'static str),
    /// The voucher was handed in before.
    #[error("this voucher was handed in before")]
    VoucherSeen,
    /// The voucher cannot be taken.
    #[error("{0}")]
    VoucherRefused(String),
    /// There is nothing to do now.
    #[error("{0}")]
    NotNow(&'static str),
    /// The request makes no sense.
    #[error("{0}")]
    BadRequest(String),
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The ledger open for writing, at a moment, under the policy of that moment.
#[derive(Clone, Copy, Debug)]
pub struct Book<'t> {
    pub tx: &'t Tx<'t>,
    pub rules: &'t Rules,
    /// Site time.
    pub at: Timestamp,
}

impl<'t> Book<'t> {
    /// The book of a decision's transaction.
    pub fn of(case: &'t Case<'t>) -> Self {
        Self { tx: case.tx, rules: &case.policy.rules, at: case.now }
    }

    /// The civil day of now.
    fn day(&self) -> Date {
        self.rules.calendar().date_of(self.at)
    }

    /// A transaction of a purse now, of which a caller says the rest.
    fn entry<D>(
        &self,
        kind: Kind,
        key: String,
        purse: PurseId,
        detail: D,
        postings: Postings,
    ) -> NewEntry<D> {
        NewEntry {
            at: self.at,
            day: self.day(),
            kind,
            key,
            purse: Some(purse),
            job: None,
            period: None,
            staff: None,
            detail,
            reason: None,
            postings,
        }
    }
}

/// The keys under which things happen once.
fn top_up_key(receipt: ReceiptId) -> String {
    format!("topup:{receipt}")
}

fn refund_key(receipt: ReceiptId) -> String {
    format!("refund:{receipt}")
}

fn reserve_key(job: PrintJobId) -> String {
    format!("{job}:reserve")
}

fn settle_key(job: PrintJobId) -> String {
    format!("{job}:settle")
}

fn adjust_key(job: PrintJobId, id: AdjustmentId) -> String {
    format!("{job}:adjust:{id}")
}
