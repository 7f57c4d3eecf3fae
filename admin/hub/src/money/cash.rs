//! The cash desk: money into purses and out of them, each with its receipt.

use epn_rules::id::{PurseId, ReceiptId, StaffId};
use epn_rules::units::Cents;
use epn_wire::money::{Means, PurseHolder, ReceiptKind, ReceiptShown, Refund, TopUp, VoucherGiven};
use serde::{Deserialize, Serialize};

use super::{Book, MoneyError, bound, purse_if_any, refund_key, refundable, top_up_key};
use crate::store::ledger::{Account, Kind, NewEntry, Postings};
use crate::store::voucher::Voucher;
use crate::store::{StoreError, ledger, receipt, voucher};

/// The number of the receipt, as its transaction holds it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct ReceiptDetail {
    pub(super) receipt: u64,
    /// The seal of the voucher that pays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    voucher: Option<String>,
}

/// Into which account somebody pays.
fn till(means: Means) -> Account {
    match means {
        Means::Cash => Account::Cash,
        Means::Card => Account::Card,
        Means::Cheque => Account::Cheque,
        Means::Voucher => Account::Voucher,
    }
}

/// The voucher that pays, if one does.
fn named(new: &TopUp) -> Result<Option<Voucher>, MoneyError> {
    let VoucherGiven { issuer, serial, expires } = match (new.means, &new.voucher) {
        (Means::Voucher, Some(given)) => given,
        (Means::Voucher, None) => {
            return Err(MoneyError::BadRequest("which voucher? Say its issuer and serial".to_owned()));
        }
        (_, Some(_)) => {
            return Err(MoneyError::BadRequest("a voucher is named only if it pays".to_owned()));
        }
        (_, None) => return Ok(None),
    };
    Ok(Some(Voucher { issuer: issuer.clone(), serial: bound::serial(serial)?, expires: *expires }))
}

impl Book<'_> {
    /// Pays money into a purse, a new anonymous one if nobody is named. The same again is the same receipt.
    pub fn top_up(&self, new: &TopUp, staff: Option<StaffId>) -> Result<ReceiptShown, MoneyError> {
        let amount = bound::amount(new.amount)?;
        let voucher = named(new)?;
        if let Some(before) = self.before(new.id, ReceiptKind::TopUp, amount, new.means, new.holder)? {
            return match &voucher {
                Some(voucher) if !voucher::is_of(self.tx, new.id, voucher)? => {
                    Err(MoneyError::Reused("receipt"))
                }
                _ => Ok(before),
            };
        }
        if let Some(voucher) = &voucher {
            self.look_at(voucher)?;
        }
        let purse = match new.holder {
            Some(holder) => self.purse_of(holder)?,
            None => self.new_purse(None)?,
        };
        let seal = voucher.as_ref().map(Voucher::seal);
        let detail = ReceiptDetail { receipt: receipt::next_number(self.tx)?, voucher: seal };
        let postings = Postings::moved(amount, till(new.means), Account::Paid);
        let mut entry = self.entry(Kind::TopUp, top_up_key(new.id), purse, detail, postings);
        entry.staff = staff;
        let seq = self.receipted(new.id, &entry)?;
        if let Some(voucher) = voucher {
            voucher::insert(self.tx, &voucher, seq)?;
        }
        self.receipt(new.id)
    }

    /// Gives paid credit back, as much as [`refundable`] says. The same again is the same receipt.
    pub fn refund(&self, new: &Refund, staff: StaffId) -> Result<ReceiptShown, MoneyError> {
        let (amount, reason) = (bound::amount(new.amount)?, bound::reason(&new.reason)?);
        if new.means == Means::Voucher {
            return Err(MoneyError::BadRequest(
                "credit is given back in cash, by card or by cheque".to_owned(),
            ));
        }
        let holder = Some(new.holder);
        if let Some(before) = self.before(new.id, ReceiptKind::Refund, amount, new.means, holder)? {
            return Ok(before);
        }
        let none = MoneyError::NotEnough { missing: amount };
        let purse = purse_if_any(self.tx, new.holder)?.ok_or(none)?;
        let paid = ledger::balance(self.tx, purse)?.parts.paid;
        if paid < amount {
            return Err(MoneyError::NotEnough { missing: Cents(amount.0 - paid.0) });
        }
        let most = refundable(self.tx, self.rules, purse)?;
        if most < amount {
            return Err(MoneyError::TooMuch { most });
        }
        let detail = ReceiptDetail { receipt: receipt::next_number(self.tx)?, voucher: None };
        let postings = Postings::moved(amount, Account::Paid, till(new.means));
        let mut entry = self.entry(Kind::Refund, refund_key(new.id), purse, detail, postings);
        (entry.staff, entry.reason) = (Some(staff), Some(reason));
        self.receipted(new.id, &entry)?;
        self.receipt(new.id)
    }

    /// Whether there is a receipt of this identifier.
    pub(super) fn is_receipt(&self, id: ReceiptId) -> Result<bool, StoreError> {
        Ok(receipt::get(self.tx, id)?.is_some())
    }

    /// The receipt that was made under this identifier before; it must have been for the same.
    fn before(
        &self,
        id: ReceiptId,
        kind: ReceiptKind,
        amount: Cents,
        means: Means,
        holder: Option<PurseHolder>,
    ) -> Result<Option<ReceiptShown>, MoneyError> {
        let Some(before) = receipt::get(self.tx, id)? else { return Ok(None) };
        let is_of = |purse: PurseId| match holder {
            Some(holder) => Ok::<_, MoneyError>(purse_if_any(self.tx, holder)? == Some(purse)),
            None => Ok(true),
        };
        let is_same = (before.kind, before.amount, before.means) == (kind, amount, means);
        if is_same && is_of(before.purse)? { Ok(Some(before)) } else { Err(MoneyError::Reused("receipt")) }
    }

    /// Whether a voucher can be taken.
    fn look_at(&self, voucher: &Voucher) -> Result<(), MoneyError> {
        if !self.rules.policy().printing.voucher_issuers.contains(&voucher.issuer) {
            let why = "the site takes no vouchers of this issuer: the policy names those it takes";
            return Err(MoneyError::VoucherRefused(why.to_owned()));
        }
        if let Some(last) = voucher.expires.filter(|last| *last < self.day()) {
            return Err(MoneyError::VoucherRefused(format!("the voucher was good until {last}")));
        }
        if voucher::is_seen(self.tx, voucher)? { Err(MoneyError::VoucherSeen) } else { Ok(()) }
    }

    fn receipted(&self, id: ReceiptId, entry: &NewEntry<ReceiptDetail>) -> Result<i64, StoreError> {
        let seq = ledger::append(self.tx, entry)?;
        receipt::insert(self.tx, entry.detail.receipt, id, seq)?;
        Ok(seq)
    }

    fn receipt(&self, id: ReceiptId) -> Result<ReceiptShown, MoneyError> {
        receipt::get(self.tx, id)?.ok_or(MoneyError::NotFound("receipt"))
    }
}
