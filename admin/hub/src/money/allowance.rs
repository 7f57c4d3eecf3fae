//! The free allowance: given when a purse is first used in a period, gone with it.

use epn_rules::id::PurseId;
use epn_rules::purse::{AllowancePeriod, Given, Turn};
use epn_rules::rules::Rules;
use jiff::Timestamp;
use rusqlite::Connection;
use serde_json::json;

use super::{Book, holder};
use crate::store::ledger::{Account, Kind, Postings};
use crate::store::{StoreError, ledger, purse};

/// What becomes of a purse's allowance now: what lapses, and what is given unless it was given before.
pub(super) fn due(
    connection: &Connection,
    rules: &Rules,
    id: PurseId,
    at: Timestamp,
) -> Result<Turn, StoreError> {
    let holder = purse::holder(connection, id)?;
    let facts = holder::facts(connection, holder)?;
    let allowance = facts.as_ref().and_then(|facts| rules.policy().printing.allowance_of(facts));
    let left = ledger::balance(connection, id)?.parts.free;
    let held = ledger::last_allowance(connection, id)?.map(|period| Given { period, left });
    let mut turn = Turn::due(held, allowance, rules.calendar().date_of(at));
    if let Some((period, _)) = turn.gives
        && ledger::by_key(connection, &given_key(id, period))?.is_some()
    {
        turn.gives = None;
    }
    Ok(turn)
}

fn given_key(purse: PurseId, period: AllowancePeriod) -> String {
    format!("{purse}:allowance:{period}")
}

fn over_key(purse: PurseId, period: AllowancePeriod) -> String {
    format!("{purse}:allowance-over:{period}")
}

impl Book<'_> {
    /// Lets lapse what is over and gives what is due.
    pub(super) fn turn(&self, purse: PurseId) -> Result<(), StoreError> {
        let Turn { lapses, gives } = due(self.tx, self.rules, purse, self.at)?;
        if let Some((period, cents)) = lapses {
            let postings = Postings::moved(cents, Account::Free, Account::Allowance);
            let mut entry =
                self.entry(Kind::AllowanceOver, over_key(purse, period), purse, json!({}), postings);
            entry.period = Some(period);
            ledger::append(self.tx, &entry)?;
        }
        if let Some((period, cents)) = gives {
            let postings = Postings::moved(cents, Account::Allowance, Account::Free);
            let mut entry = self.entry(Kind::Allowance, given_key(purse, period), purse, json!({}), postings);
            entry.period = Some(period);
            ledger::append(self.tx, &entry)?;
        }
        Ok(())
    }

    /// Whether what an allowance of this period paid for can go back to it: it is the purse's last, and did not lapse.
    pub(super) fn still_runs(
        &self,
        purse: PurseId,
        period: Option<AllowancePeriod>,
    ) -> Result<bool, StoreError> {
        let Some(period) = period else { return Ok(false) };
        let last = ledger::last_allowance(self.tx, purse)?;
        let lapsed =
            period.is_over(self.day()) || ledger::by_key(self.tx, &over_key(purse, period))?.is_some();
        Ok(last == Some(period) && !lapsed)
    }
}
