//! What people are told of a purse.

use epn_rules::id::PurseId;
use epn_rules::purse::{Parts, Turn};
use epn_rules::rules::Rules;
use epn_rules::units::Cents;
use epn_wire::money::{Account, AccountEntry, AccountLine, PurseHolder, PurseShown, ReceiptShown};
use jiff::Timestamp;
use rusqlite::Connection;

use super::cash::ReceiptDetail;
use super::prints::{PrintDetail, spent};
use super::{MoneyError, allowance, holder, refundable};
use crate::store::ledger::{Account as Of, Balance, Entry, Kind};
use crate::store::{StoreError, ledger, purse, receipt};

/// The most lines and receipts that an account shows.
const MOST_SHOWN: u32 = 1000;

/// What a purse holds at a moment, with the allowance that is due to it then.
pub fn shown(
    connection: &Connection,
    rules: &Rules,
    id: PurseId,
    at: Timestamp,
) -> Result<PurseShown, StoreError> {
    let Balance { parts, reserved } = ledger::balance(connection, id)?;
    let Turn { lapses, gives } = allowance::due(connection, rules, id, at)?;
    let of = |turned: Option<(_, Cents)>| turned.map_or(0, |(_, cents)| cents.0);
    let free = Cents(parts.free.0 - of(lapses) + of(gives));
    Ok(PurseShown { paid: parts.paid, free, reserved })
}

/// The same of somebody, who may have no purse yet.
pub fn shown_to(
    connection: &Connection,
    rules: &Rules,
    holder: PurseHolder,
    at: Timestamp,
) -> Result<PurseShown, MoneyError> {
    let holder = holder::known(connection, holder)?;
    match purse::of(connection, holder)? {
        Some(id) => Ok(shown(connection, rules, id, at)?),
        None => Ok(without_purse(connection, rules, holder)?),
    }
}

/// What somebody can spend who never did.
fn without_purse(
    connection: &Connection,
    rules: &Rules,
    holder: PurseHolder,
) -> Result<PurseShown, StoreError> {
    let facts = holder::facts(connection, Some(holder))?;
    let allowance = facts.as_ref().and_then(|facts| rules.policy().printing.allowance_of(facts));
    let free = allowance.map_or(Cents(0), |allowance| allowance.cents);
    Ok(PurseShown { free, ..PurseShown::default() })
}

/// The newest receipts of a purse, at most so many, the newest first.
pub fn receipts(connection: &Connection, id: PurseId, most: u32) -> Result<Vec<ReceiptShown>, StoreError> {
    receipt::of_purse(connection, id, most)
}

/// Somebody's money, whole. Its lines add up to what can be spent and what is reserved, as long as all are shown.
pub fn account(
    connection: &Connection,
    rules: &Rules,
    holder: PurseHolder,
    at: Timestamp,
) -> Result<Account, MoneyError> {
    let holder = holder::known(connection, holder)?;
    let Some(id) = purse::of(connection, holder)? else {
        let purse = without_purse(connection, rules, holder)?;
        return Ok(Account {
            holder,
            purse_id: None,
            purse,
            refundable: Cents(0),
            lines: Vec::new(),
            receipts: Vec::new(),
        });
    };
    let mut lines = due(allowance::due(connection, rules, id, at)?, at);
    for entry in ledger::of_purse(connection, id, MOST_SHOWN)? {
        lines.extend(of_entry(&entry)?);
    }
    Ok(Account {
        holder,
        purse_id: Some(id),
        purse: shown(connection, rules, id, at)?,
        refundable: refundable(connection, rules, id)?,
        lines,
        receipts: receipts(connection, id, MOST_SHOWN)?,
    })
}

/// The lines of what is due and written only when the purse is used, the newest first.
fn due(turn: Turn, at: Timestamp) -> Vec<AccountLine> {
    let gives = turn.gives.map(|(_, amount)| AccountLine { at, what: AccountEntry::Allowance, amount });
    let lapses = turn.lapses.map(|(_, cents)| AccountLine {
        at,
        what: AccountEntry::AllowanceOver,
        amount: Cents(-cents.0),
    });
    gives.into_iter().chain(lapses).collect()
}

/// What an account says of a transaction, the newest first; nothing of what is only reserved.
fn of_entry(entry: &Entry) -> Result<Vec<AccountLine>, StoreError> {
    let line = |what, amount| AccountLine { at: entry.at, what, amount };
    let added = Cents(entry.postings.to(Of::Paid).0 + entry.postings.to(Of::Free).0);
    let receipt = || entry.detail().map(|ReceiptDetail { receipt, .. }| receipt);
    Ok(match entry.kind {
        Kind::TopUp => vec![line(AccountEntry::TopUp { receipt: receipt()? }, added)],
        Kind::Refund => vec![line(AccountEntry::Refund { receipt: receipt()? }, added)],
        Kind::Allowance => vec![line(AccountEntry::Allowance, added)],
        Kind::AllowanceOver => vec![line(AccountEntry::AllowanceOver, added)],
        Kind::Adjust => {
            let reason = entry.reason.clone().unwrap_or_default();
            vec![line(AccountEntry::Adjustment { reason }, added)]
        }
        Kind::Settle => {
            let PrintDetail { number, sides } = entry.detail()?;
            let spent: Parts = spent(entry);
            let lapsed = entry.postings.to(Of::Allowance);
            let over = (lapsed > Cents(0)).then(|| line(AccountEntry::AllowanceOver, Cents(-lapsed.0)));
            let print = line(AccountEntry::Print { number, sides }, Cents(-spent.total().0));
            over.into_iter().chain([print]).collect()
        }
        Kind::Reserve | Kind::Close => Vec::new(),
    })
}
